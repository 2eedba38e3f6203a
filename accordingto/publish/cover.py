"""The picture above the situation page: read once, and known to be a picture before it is published."""

from __future__ import annotations

from accordingto.errors import PublishError
from accordingto.publish.options import Cover

MOST_BYTES = 1_000_000  # of the file: a reader loads it before anything else
# How files of pictures begin that every browser shows; not SVG, which may hold a script.
STARTS = (
    (0, b"\xff\xd8\xff", "jpg"),
    (0, b"\x89PNG\r\n\x1a\n", "png"),
    (0, b"GIF8", "gif"),
    (8, b"WEBP", "webp"),
    (4, b"ftypavif", "avif"),
)


def cover_file(cover: Cover) -> tuple[str, bytes]:
    """The picture's path in the site and its bytes. Raises PublishError if it is none, or too large for a page."""
    try:
        body = cover.image.read_bytes()
    except OSError as error:
        raise PublishError(f"{cover.image}: the cover cannot be read ({error.strerror})") from error
    ending = next((ending for at, start, ending in STARTS if body[at : at + len(start)] == start), None)
    if ending is None:
        raise PublishError(f"{cover.image}: the cover must be a JPEG, PNG, GIF, WebP or AVIF picture")
    if len(body) > MOST_BYTES:
        raise PublishError(f"{cover.image}: the cover has {len(body):,} bytes; make it smaller than {MOST_BYTES:,}")
    return f"cover.{ending}", body

"""What kind of thing some bytes are: their content decides first, their name and declared type only where it cannot."""

from __future__ import annotations

import json
import re
from enum import StrEnum
from pathlib import PurePosixPath

from accordingto.ingest.decoding import GZIP_MAGIC, decode, gunzip

HEAD_BYTES = 16_384  # enough to get past a long licence comment to the first element


class Kind(StrEnum):
    """Kinds of source; the last three cannot be read."""

    HTML = "html"
    TEXT = "text"
    FEED = "feed"
    SITEMAP = "sitemap"
    OPML = "opml"
    WARC = "warc"
    JSON = "json"
    JSONL = "jsonl"
    EMPTY = "empty"
    BINARY = "binary"
    XML = "xml"


_UNREADABLE_MAGIC = (
    b"%PDF", b"PK\x03\x04", b"\x28\xb5\x2f\xfd", b"\x04\x22\x4d\x18", b"BZh", b"\xfd7zXZ", b"7z\xbc\xaf", b"\x89PNG",
    b"\xff\xd8\xff", b"GIF8", b"RIFF", b"SQLite format 3", b"\x7fELF", b"ID3", b"OggS", b"\x1aE\xdf\xa3",
)  # fmt: skip
_XML_PROLOGUE = re.compile(r"\s*(?:<\?.*?\?>|<!--.*?-->|<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>)", re.S | re.I)
_ROOT = re.compile(r"\s*<([A-Za-z_][\w.\-]*:)?([A-Za-z_][\w.\-]*)")
_ROOTS = {
    "rss": Kind.FEED, "rdf": Kind.FEED, "feed": Kind.FEED, "channel": Kind.FEED, "urlset": Kind.SITEMAP,
    "sitemapindex": Kind.SITEMAP, "opml": Kind.OPML, "html": Kind.HTML,
}  # fmt: skip
_HTML_ELEMENTS = frozenset(
    "head body title meta link script style base article main section header nav div p span h1 h2 h3 ul ol table a img "
    "figure blockquote br hr form iframe noscript font center b i em strong".split()
)
# Damaged XML whose prologue cannot be parsed is told by the first telling tag anywhere in the head.
_SOMEWHERE = re.compile(r"<(?:[\w.\-]+:)?(rss|rdf|feed|urlset|sitemapindex|opml|html|body)[\s>]", re.I)
_HTML_DOCTYPE = re.compile(r"<!doctype\s+html", re.I)
_ANY_TAG = re.compile(r"</?(?:p|div|span|a|br|h[1-6]|li|ul|td|tr|script|article|section)\b[^<>]*>", re.I)
_MIN_TAGS = 3  # fewer can stand in a text about HTML, or come from flipped bytes
_BY_SUFFIX = {
    ".html": Kind.HTML, ".htm": Kind.HTML, ".xhtml": Kind.HTML, ".rss": Kind.FEED, ".atom": Kind.FEED,
    ".opml": Kind.OPML, ".warc": Kind.WARC, ".arc": Kind.WARC, ".json": Kind.JSON, ".jsonl": Kind.JSONL,
    ".ndjson": Kind.JSONL, ".txt": Kind.TEXT, ".md": Kind.TEXT, ".xml": Kind.XML,
}  # fmt: skip
_BY_MEDIA_TYPE = {
    "text/html": Kind.HTML, "application/xhtml+xml": Kind.HTML, "application/rss+xml": Kind.FEED,
    "application/atom+xml": Kind.FEED, "application/feed+json": Kind.JSON, "application/json": Kind.JSON,
    "application/warc": Kind.WARC, "text/plain": Kind.TEXT,
}  # fmt: skip
_MAX_CONTROL_SHARE = 0.1  # of the characters in the head; text with some NULs is still text


def kind_of(data: bytes, *, name: str = "", media_type: str | None = None) -> Kind:
    """The kind of `data` (its first `HEAD_BYTES` are enough), which may be gzipped."""
    head = data[:HEAD_BYTES]
    if head.startswith(GZIP_MAGIC):
        head = gunzip(head, HEAD_BYTES).data
        name = name.removesuffix(".gz")
    if not head.strip(b" \t\r\n\0\xef\xbb\xbf"):
        return Kind.EMPTY
    if head.lstrip().startswith((b"WARC/", b"filedesc://")):
        return Kind.WARC
    if head.startswith(_UNREADABLE_MAGIC):
        return Kind.BINARY
    text = decode(head).lstrip("\ufeff \t\r\n\0")
    return _markup_kind(text) or _json_kind(text) or _declared_kind(text, name, media_type)


def _markup_kind(text: str) -> Kind | None:
    if not text.startswith("<"):
        return None
    bare = text
    while match := _XML_PROLOGUE.match(bare):
        bare = bare[match.end() :]
    root = _ROOT.match(bare)
    if root:
        local = root.group(2).lower()
        found = _ROOTS.get(local) or (Kind.HTML if local in _HTML_ELEMENTS else None)
        if found:
            return found
    if _HTML_DOCTYPE.search(text[:1024]):
        return Kind.HTML
    somewhere = _SOMEWHERE.search(text)
    if somewhere:
        return _ROOTS.get(somewhere.group(1).lower(), Kind.HTML)
    return Kind.XML if text.startswith("<?xml") else None


def _json_kind(text: str) -> Kind | None:
    if not text.startswith(("{", "[")):
        return None
    first, _, rest = text.partition("\n")
    if first.startswith("{") and rest.lstrip().startswith("{") and _parses(first):
        return Kind.JSONL
    return Kind.JSON if re.match(r'\{\s*(?:"|\}|$)|\[\s*(?:[\[{"\]\d]|$)', text) else None


def _parses(line: str) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _declared_kind(text: str, name: str, media_type: str | None) -> Kind:
    """By suffix and media type, where the content alone does not tell."""
    controls = sum(not (c.isprintable() or c.isspace()) or c == "\ufffd" for c in text)
    if controls > len(text) * _MAX_CONTROL_SHARE:
        return Kind.BINARY
    if len(_ANY_TAG.findall(text)) >= _MIN_TAGS:
        return Kind.HTML
    suffix = PurePosixPath(name.lower()).suffix
    declared = _BY_MEDIA_TYPE.get((media_type or "").split(";")[0].strip().lower())
    kind = _BY_SUFFIX.get(suffix) or declared or Kind.TEXT
    # A page or feed without a single tag is text, whatever its name says.
    return Kind.TEXT if kind in (Kind.HTML, Kind.FEED, Kind.OPML, Kind.XML) and "<" not in text else kind

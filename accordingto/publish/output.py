"""Files of a publication: only changed ones are written, and only files we wrote before are removed.

The manifest in the folder lists what the last publication wrote, with hashes. A file that somebody changed or
put there is not ours to remove.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

import msgspec

from accordingto.errors import PublishError

MANIFEST = ".accordingto-files.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Written:
    """How many files a publication wrote, found unchanged, and removed."""

    written: int
    unchanged: int
    removed: int


def write_files(out: Path, files: Mapping[str, bytes]) -> Written:
    """Bring the folder `out` to hold exactly `files` of ours; raises PublishError if it cannot be written."""
    try:
        out.mkdir(parents=True, exist_ok=True)
        before = _read_manifest(out / MANIFEST)
    except OSError as error:
        raise PublishError(f"{out}: cannot be used as the folder to publish in ({error.strerror})") from error
    manifest = {name: hashlib.sha256(body).hexdigest() for name, body in sorted(files.items())}
    written = sum(_write(out / name, body) for name, body in files.items())
    removed = sum(_remove(out, name, digest) for name, digest in before.items() if name not in files)
    _write(out / MANIFEST, msgspec.json.format(msgspec.json.encode(manifest), indent=0) + b"\n")
    return Written(written=written, unchanged=len(files) - written, removed=removed)


def _read_manifest(path: Path) -> dict[str, str]:
    """Path to hash of what was written before; empty if there is no manifest or it is not one of ours."""
    try:
        return msgspec.json.decode(path.read_bytes(), type=dict[str, str])
    except (FileNotFoundError, msgspec.DecodeError):
        return {}


def _write(path: Path, body: bytes) -> bool:
    """Whether the file had to be written; a reader never sees half of one."""
    if path.is_file() and path.read_bytes() == body:
        return False
    part = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(body)
        part.replace(path)
    except OSError as error:
        raise PublishError(f"{path}: cannot be written ({error.strerror})") from error
    return True


def _remove(out: Path, name: str, digest: str) -> bool:
    """Whether a file of the last publication was removed: it must lie inside the folder and be as we left it."""
    parts = PurePosixPath(name).parts
    path = out / name
    if ".." in parts or PurePosixPath(name).is_absolute() or path.is_symlink() or not path.is_file():
        return False
    if hashlib.sha256(path.read_bytes()).hexdigest() != digest:
        return False
    path.unlink()
    for parent in path.parents:
        if parent == out or any(parent.iterdir()):
            break
        parent.rmdir()
    return True

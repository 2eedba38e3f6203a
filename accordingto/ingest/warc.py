"""WARC and ARC archives, gzipped or not: pages with their address and time; what is broken is told with its offset."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator
from contextlib import redirect_stderr
from dataclasses import dataclass
from io import StringIO
from typing import BinaryIO, Protocol

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.statusandheaders import StatusAndHeadersParserException

from accordingto.ingest.decoding import GZIP_MAGIC, MAX_BYTES
from accordingto.ingest.metadata import web_address

# AttributeError: warcio looks into the address of a response record without asking whether there is one.
_BROKEN = (ArchiveLoadFailed, StatusAndHeadersParserException, EOFError, zlib.error, ValueError, AttributeError)
_PAGE_RECORDS = frozenset(("response", "resource", "conversion"))
_GZIP_MEMBER = GZIP_MAGIC + b"\x08"
_PLAIN_RECORD = b"WARC/1."
_SCAN_BYTES = 1_048_576
_READ_BYTES = 65_536
_REASON_CHARS = 120


@dataclass(frozen=True, slots=True, kw_only=True)
class ArchivedPage:
    """The body of one record. `date` is WARC-Date as written; `is_text` marks extracted plain text (WET files)."""

    url: str
    date: str | None
    media_type: str | None
    body: bytes
    is_text: bool


@dataclass(frozen=True, slots=True)
class Damage:
    """Where in an archive something could not be read, and why."""

    offset: int
    reason: str


class _Headers(Protocol):
    def get_header(self, name: str) -> str | None: ...
    def get_statuscode(self) -> str: ...


class _Reader(Protocol):
    def read(self, length: int, /) -> bytes: ...


class _Record(Protocol):
    rec_type: str
    rec_headers: _Headers
    http_headers: _Headers | None
    raw_stream: _Reader

    def content_stream(self) -> _Reader: ...


def read_archive(stream: BinaryIO) -> Iterator[ArchivedPage | Damage]:
    """The pages of an archive in order; behind a damage reading goes on at the next record that can be told."""
    stream.seek(0)
    mark = _GZIP_MEMBER if stream.read(2) == GZIP_MAGIC else _PLAIN_RECORD
    start: int | None = 0
    while start is not None:
        part = _Member(stream, start) if mark is _GZIP_MEMBER else _Plain(stream, start)
        damage = yield from _pages(part)
        resume = part.end if damage is None else damage.offset + 1
        start = None if resume is None else _find(stream, mark, resume)


class _Plain:
    """An archive that is not packed, from `start` to its end."""

    end = None

    def __init__(self, stream: BinaryIO, start: int) -> None:
        stream.seek(start)
        self._stream = stream
        self.fault: str | None = None

    def read(self, size: int = -1) -> bytes:
        return self._stream.read(size)

    def tell(self) -> int:
        return self._stream.tell()

    def offset_of(self, unpacked: int) -> int:
        return unpacked


class _Member:
    """One gzip member of an archive, unpacked as it is read; usually one record, in badly made files all of them."""

    def __init__(self, stream: BinaryIO, start: int) -> None:
        stream.seek(start)
        self._stream = stream
        self._start = start
        self._inflater = zlib.decompressobj(wbits=31)
        self._packed = b""
        self._read = 0
        self.fault: str | None = None

    @property
    def end(self) -> int | None:
        """Where the next member should begin."""
        while self.read(_READ_BYTES):
            pass
        return self._stream.tell() - len(self._inflater.unused_data)

    def read(self, size: int = -1) -> bytes:
        piece = b""
        while not piece and not self._inflater.eof and self.fault is None:
            self._packed = self._packed or self._stream.read(_READ_BYTES)
            if not self._packed:
                self.fault = "the gzip data is cut off"
                break
            piece = self._inflate(size if size > 0 else _READ_BYTES)
        self._read += len(piece)
        return piece

    def _inflate(self, size: int) -> bytes:
        try:
            piece = self._inflater.decompress(self._packed, size)
        except zlib.error:
            self.fault = "the gzip data is damaged"
            return b""
        self._packed = self._inflater.unconsumed_tail
        return piece

    def tell(self) -> int:
        return self._read

    def offset_of(self, unpacked: int) -> int:
        return self._start


def _pages(part: _Plain | _Member) -> Generator[ArchivedPage | Damage, None, Damage | None]:
    """The pages of one part of an archive; returns the damage that ended it, None if it was read to its end."""
    records = ArchiveIterator(part, arc2warc=True)
    while True:
        reason = None
        try:
            record = _next(records)
            page = _page(record) if record else None
            missing = _drain(record.raw_stream) if record else 0
        except _BROKEN as error:
            record = page = None
            missing, reason = 0, f"no record can be read there ({_first_words(error)})"
        if missing:
            reason = f"the record ends {missing} bytes too early"
        reason = reason or part.fault
        if page:
            yield page
        if reason:
            damage = Damage(part.offset_of(records.offset), reason)
            yield damage
            return damage
        if record is None:
            return None


def _next(records: ArchiveIterator) -> _Record | None:
    """The next record; warcio writes what it makes of odd ones to the terminal, where it helps nobody."""
    with redirect_stderr(StringIO()):
        record: _Record | None = next(records, None)
    return record


def _page(record: _Record) -> ArchivedPage | None:
    """The record as a page; None if it holds none: a request, a redirect, an error, no web address."""
    url = web_address(record.rec_headers.get_header("WARC-Target-URI"))
    if record.rec_type not in _PAGE_RECORDS or url is None:
        return None
    http = record.http_headers
    if http and not http.get_statuscode().startswith("2"):
        return None
    body = record.content_stream().read(MAX_BYTES)
    media_type = (http or record.rec_headers).get_header("Content-Type")
    date = record.rec_headers.get_header("WARC-Date")
    return ArchivedPage(url=url, date=date, media_type=media_type, body=body, is_text=record.rec_type == "conversion")


def _drain(stream: _Reader) -> int:
    """Read what is left of a record; how many bytes of it are missing."""
    while stream.read(_READ_BYTES):
        pass
    return max(0, getattr(stream, "limit", 0))


def _first_words(error: Exception) -> str:
    text = " ".join(str(error).split())
    return text[:_REASON_CHARS] or type(error).__name__


def _find(stream: BinaryIO, mark: bytes, start: int) -> int | None:
    """The offset of the first `mark` at or behind `start`."""
    stream.seek(start)
    kept, offset = b"", start
    while block := stream.read(_SCAN_BYTES):
        at = (kept + block).find(mark)
        if at >= 0:
            return offset - len(kept) + at
        offset += len(block)
        kept = block[-len(mark) :]
    return None

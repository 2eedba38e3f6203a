"""Whatever the user names, file, folder or URL, to reports: each thing is read by what it is.

Local sources never touch the network unless a `Fetcher` is given: without one, feeds are read for what they hold
themselves, and lists that hold nothing but addresses (sitemaps, OPML) become an issue that says so.
"""

from __future__ import annotations

import gzip
import os
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from accordingto.errors import FetchError, SourceError
from accordingto.ingest.article import Known, article_from_page_text, issue
from accordingto.ingest.bodies import Body, Follow, Results, read_body, read_line, reports_of
from accordingto.ingest.dates import parse_moment
from accordingto.ingest.decoding import GZIP_MAGIC, MAX_BYTES, decode
from accordingto.ingest.fetch import Fetched, Fetcher
from accordingto.ingest.kinds import HEAD_BYTES, Kind, kind_of
from accordingto.ingest.links import Link, Target
from accordingto.ingest.warc import ArchivedPage, Damage, read_archive

MAX_LIST_DEPTH = 3  # a sitemap index names sitemaps, an OPML file feeds, a feed pages
MAX_LINE_BYTES = 20_000_000  # of JSON Lines; a longer line is no report
_ARCHIVED_KINDS = frozenset((Kind.HTML, Kind.FEED, Kind.JSON))


def ingest(source: str, *, fetcher: Fetcher | None = None, now: datetime | None = None) -> Results:
    """The reports of a path or URL, and an issue for everything in it that could not be read.

    A folder is read whole, in the order of its files' names. With `fetcher` the addresses that feeds and lists name are
    fetched too; a URL as source brings its own if none is given. `fetched_at` is the file's modification time, the
    archive's record date, or `now` (the present) for what is fetched. Raises SourceError if there is no such path.
    """
    if source.startswith(("http://", "https://")):
        return _from_web(source, fetcher, now)
    path = Path(source)
    if not path.exists():
        raise SourceError(f"{source}: there is no such file or folder, and it is no http or https address")
    return _from_path(path, fetcher, now)


def _from_web(url: str, fetcher: Fetcher | None, now: datetime | None) -> Results:
    if fetcher is not None:
        yield from _Crawl(fetcher, now).follow(Link(url, Target.PAGE))
        return
    with Fetcher() as own:
        yield from _Crawl(own, now).follow(Link(url, Target.PAGE))


def _from_path(path: Path, fetcher: Fetcher | None, now: datetime | None) -> Results:
    follow = _Crawl(fetcher, now).follow if fetcher else None
    for file in _files(path):
        yield from _from_file(file, follow)


def _files(path: Path) -> Iterator[Path]:
    """The path itself, or every plain file below it in sorted order; hidden files and links to folders are left out."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        yield from (Path(folder, name) for name in sorted(names) if not name.startswith("."))


def _from_file(path: Path, follow: Follow | None) -> Results:
    if not path.is_file():
        yield issue("not_a_file", _file_url(path), "it is no plain file")
        return
    try:
        stream = path.open("rb")
    except OSError as error:
        yield issue("unreadable", _file_url(path), f"it cannot be opened ({error.strerror})")
        return
    with stream:
        modified = datetime.fromtimestamp(os.fstat(stream.fileno()).st_mtime, UTC)
        yield from _from_stream(stream, _file_url(path), modified, follow)


def _file_url(path: Path) -> str:
    """The path as the user gave it: an absolute one would tell readers of the pages about somebody's computer."""
    return f"file:{path.as_posix()}"


def _from_stream(stream: BinaryIO, url: str, modified: datetime, follow: Follow | None) -> Results:
    """A file's reports; archives and JSON Lines are read as they come, all else whole."""
    head = stream.read(HEAD_BYTES)
    stream.seek(0)
    kind = kind_of(head, name=url)
    if kind is Kind.WARC:
        yield from _from_archive(stream, url, modified)
    elif kind is Kind.JSONL:
        yield from _from_lines(stream, Body(url=url, data=b"", fetched_at=modified), head.startswith(GZIP_MAGIC))
    else:
        data = stream.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            yield issue("too_large", url, f"it is larger than {MAX_BYTES} bytes")
        else:
            yield from read_body(Body(url=url, data=data, fetched_at=modified), follow)


def _from_lines(stream: BinaryIO, body: Body, is_packed: bool) -> Results:
    lines = gzip.GzipFile(fileobj=stream) if is_packed else stream
    number = 0
    while True:
        number += 1
        try:
            line = lines.readline(MAX_LINE_BYTES)
        except (EOFError, OSError, zlib.error) as error:
            yield issue("damaged_gzip", f"{body.url}#line={number}", f"the rest cannot be unpacked ({error})")
            return
        if not line:
            return
        if line.strip():
            yield from read_line(body, line, number)


def _from_archive(stream: BinaryIO, url: str, modified: datetime) -> Results:
    results = 0
    for found in read_archive(stream):
        for result in _from_archived(found, url, modified):
            results += 1
            yield result
    if not results:
        yield issue("no_pages", url, "the archive holds no page, feed or report that was fetched with success")


def _from_archived(found: ArchivedPage | Damage, url: str, modified: datetime) -> Results:
    if isinstance(found, Damage):
        yield issue("damaged_archive", f"{url}#offset={found.offset}", found.reason)
    else:
        yield from _from_record(found, modified)


def _from_record(page: ArchivedPage, modified: datetime) -> Results:
    """An archived page; what is neither page, feed nor JSON (a picture, robots.txt) is no report and no fault."""
    moment = parse_moment(page.date)
    media_type, _, parameters = (page.media_type or "").partition(";")
    body = Body(
        url=page.url,
        data=page.body,
        fetched_at=moment.at if moment else modified,
        media_type=media_type.strip().lower() or None,
        charset=parameters.partition("charset=")[2].strip(" \"';") or None,
    )
    if page.is_text:
        capture = body.capture("text/plain")
        yield from reports_of(capture, article_from_page_text(capture, decode(page.body)))
    elif kind_of(page.body, name=page.url, media_type=media_type) in _ARCHIVED_KINDS:
        yield from read_body(body)


class _Crawl:
    """Follows addresses from lists to pages, each once."""

    def __init__(self, fetcher: Fetcher, now: datetime | None, depth: int = 0, seen: set[str] | None = None) -> None:
        self._fetcher = fetcher
        self._now = now
        self._depth = depth
        self._seen = set() if seen is None else seen

    def follow(self, link: Link) -> Results:
        """The reports at an address; nothing if it was read before in this run or has not changed since the last."""
        if link.url in self._seen:
            return
        self._seen.add(link.url)
        try:
            fetched = self._fetcher.fetch(link.url)
        except FetchError as error:
            yield issue("not_fetched", link.url, error.reason)
            return
        if not fetched.not_modified:
            yield from read_body(self._body(fetched, link.known), self._deeper())

    def _deeper(self) -> Follow | None:
        if self._depth >= MAX_LIST_DEPTH:
            return None
        return _Crawl(self._fetcher, self._now, self._depth + 1, self._seen).follow

    def _body(self, fetched: Fetched, known: Known) -> Body:
        return Body(
            url=fetched.url,
            data=fetched.body,
            fetched_at=self._now or fetched.fetched_at,
            media_type=fetched.media_type or None,
            charset=fetched.charset,
            known=known,
        )

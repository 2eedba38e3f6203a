"""One body of bytes to reports and issues: sniffed, unpacked, and read by the module for its kind."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime

from accordingto.ingest.article import (
    NOTHING_KNOWN,
    Known,
    article_from_fragment,
    article_from_html,
    article_from_page_text,
    issue,
)
from accordingto.ingest.cleaning import clean_phrase
from accordingto.ingest.decoding import GZIP_MAGIC, decode, gunzip
from accordingto.ingest.feeds import Feed, FeedEntry, is_json_feed, read_feed, read_json_feed
from accordingto.ingest.jsonvalues import Json, parse_json
from accordingto.ingest.kinds import Kind, kind_of
from accordingto.ingest.links import Link, LinkList, Target, read_opml, read_sitemap
from accordingto.ingest.metadata import web_address
from accordingto.ingest.records import article_from_ninjs, article_from_record, is_ninjs, is_record
from accordingto.model import Article, Capture, Issue


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """What `ingest` yields for each report: what was captured, and the article read out of it."""

    capture: Capture
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Body:
    """Bytes of a page, feed or file, packed or not. `url` is a web address or "file:" and a path."""

    url: str
    data: bytes
    fetched_at: datetime
    media_type: str | None = None
    charset: str | None = None
    known: Known = NOTHING_KNOWN

    @property
    def web_url(self) -> str | None:
        """The address relative links are meant against; None for a file."""
        return web_address(self.url)

    def capture(self, media_type: str) -> Capture:
        """The capture of the whole body."""
        digest = hashlib.sha256(self.data).hexdigest()
        return Capture(url=self.url, fetched_at=self.fetched_at, body_sha256=digest, media_type=media_type)

    def part(self, place: str, content: str, media_type: str, url: str | None = None) -> Capture:
        """The capture of one report inside the body: at its own address if it has one, else at a place in the body."""
        digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
        where = url or f"{self.url}#{place}"
        return Capture(url=where, fetched_at=self.fetched_at, body_sha256=digest, media_type=media_type)


Results = Iterator[Report | Issue]
Follow = Callable[[Link], Results]


def read_body(body: Body, follow: Follow | None = None) -> Results:
    """The reports of a body, whatever it is; `follow` fetches the addresses it names, None leaves them alone."""
    kind = kind_of(body.data, name=body.url, media_type=body.media_type)
    if kind is not Kind.WARC and body.data.startswith(GZIP_MAGIC):
        unpacked = gunzip(body.data)
        if unpacked.fault:
            yield issue("damaged_gzip", body.url, unpacked.fault)
        body = replace(body, data=unpacked.data)
    if kind in _UNREADABLE:
        yield _unreadable(kind, body)
        return
    yield from _READERS[kind](body, follow)


_UNREADABLE = {
    Kind.EMPTY: ("empty", "there is nothing in it"),
    Kind.BINARY: ("not_text", "it is neither text nor a kind of archive that can be read"),
    Kind.XML: ("unknown_xml", "it is XML, but no feed, sitemap, outline or page"),
    Kind.WARC: ("nested_archive", "archives are read from files, not from inside other sources"),
}


def _unreadable(kind: Kind, body: Body) -> Issue:
    code, detail = _UNREADABLE[kind]
    return issue(code, body.url, detail)


def reports_of(capture: Capture, results: Iterable[Article | Issue]) -> Results:
    """Each article with its capture; issues as they are."""
    for result in results:
        yield Report(capture=capture, article=result) if isinstance(result, Article) else result


def _html(body: Body, follow: Follow | None) -> Results:
    capture = body.capture("text/html")
    return reports_of(capture, article_from_html(capture, decode(body.data, body.charset), body.known))


def _text(body: Body, follow: Follow | None) -> Results:
    capture = body.capture("text/plain")
    return reports_of(capture, article_from_page_text(capture, decode(body.data, body.charset), body.known))


def _feed(body: Body, follow: Follow | None) -> Results:
    content_type = f"{body.media_type}; charset={body.charset}" if body.media_type and body.charset else None
    return _entries(body, read_feed(body.data, body.web_url, content_type), follow)


def _entries(body: Body, feed: Feed, follow: Follow | None) -> Results:
    if feed.fault:
        yield issue("damaged_feed", body.url, feed.fault)
    if not feed.entries:
        yield issue("no_entries", body.url, "the feed holds no entries")
    for number, entry in enumerate(feed.entries, 1):
        yield from _entry(body, entry, number, follow)


def _entry(body: Body, entry: FeedEntry, number: int, follow: Follow | None) -> Results:
    """An entry that is a whole report is taken as it is; otherwise its page, or if that fails what the feed told."""
    if follow and entry.link and not entry.is_full:
        known = Known(fallback=entry.metadata, feed_source=entry.source, external_id=entry.id)
        found = list(follow(Link(entry.link, Target.PAGE, known=known)))
        yield from found
        if not found or any(isinstance(result, Report) for result in found):
            return
    known = Known(metadata=entry.metadata, feed_source=entry.source, external_id=entry.id)
    place = clean_phrase(entry.id) or str(number)
    capture = body.part(place, f"{entry.title or ''}\n{entry.content}", "application/feed-entry", entry.link)
    yield from reports_of(capture, article_from_fragment(capture, entry.content, known))


def _sitemap(body: Body, follow: Follow | None) -> Results:
    return _links(body, read_sitemap(body.data, body.web_url), follow)


def _opml(body: Body, follow: Follow | None) -> Results:
    return _links(body, read_opml(body.data), follow)


def _links(body: Body, listed: LinkList, follow: Follow | None) -> Results:
    if not listed.links:
        yield issue("no_links", body.url, "no address can be read in it")
    elif follow is None:
        detail = (
            f"it names {listed.total} addresses and nothing else; they are fetched only where the network may be used"
        )
        yield issue("links_not_followed", body.url, detail)
    else:
        if listed.total > len(listed.links):
            left_out = listed.total - len(listed.links)
            yield issue("links_cut", body.url, f"it names more addresses than are followed; {left_out} were left out")
        for link in listed.links:
            yield from follow(link)


def _json(body: Body, follow: Follow | None) -> Results:
    text = decode(body.data, body.charset)
    value = parse_json(text)
    if value is None and parse_json(text.split("\n", 1)[0]) is not None:
        yield from _jsonl(body, follow)
    elif value is None:
        yield issue("bad_json", body.url, "it is not complete, well-formed JSON")
    elif is_json_feed(value):
        yield from _entries(body, read_json_feed(value, body.web_url), follow)
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield from read_record(body, item, place=f"item={number}")
    else:
        yield from read_record(body, value, place="item=1")


def _jsonl(body: Body, follow: Follow | None) -> Results:
    for number, line in enumerate(body.data.split(b"\n"), 1):
        if line.strip():
            yield from read_line(body, line, number)


def read_line(body: Body, line: bytes, number: int) -> Results:
    """The report of one line of JSON Lines; `body` says where the line stands."""
    value = parse_json(decode(line))
    place = f"line={number}"
    if value is None:
        yield issue("bad_json", f"{body.url}#{place}", "the line is not complete, well-formed JSON")
    else:
        yield from read_record(body, value, place=place)


def read_record(body: Body, value: Json, *, place: str) -> Results:
    """The report of one JSON value."""
    if not isinstance(value, dict):
        yield issue("not_a_report", f"{body.url}#{place}", "it is no JSON object")
        return
    read = article_from_ninjs if is_ninjs(value) else article_from_record if is_record(value) else None
    if read is None:
        yield issue("not_a_report", f"{body.url}#{place}", "it has neither text nor headline of a report")
        return
    capture = body.part(place, json.dumps(value, sort_keys=True), "application/json")
    yield from reports_of(capture, read(capture, value))


_READERS: dict[Kind, Callable[[Body, Follow | None], Results]] = {
    Kind.HTML: _html,
    Kind.TEXT: _text,
    Kind.FEED: _feed,
    Kind.SITEMAP: _sitemap,
    Kind.OPML: _opml,
    Kind.JSON: _json,
    Kind.JSONL: _jsonl,
}

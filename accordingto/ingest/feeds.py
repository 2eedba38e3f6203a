"""RSS, Atom and JSON Feed: entries with what the feed said of each report."""

from __future__ import annotations

import io
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape
from urllib.parse import urlsplit
from xml.sax import SAXException

import feedparser

from accordingto.ingest.cleaning import clean_phrase
from accordingto.ingest.dates import Moment, moment_of_day, parse_moment
from accordingto.ingest.jsonvalues import Json, list_in, names_in, text_in
from accordingto.ingest.metadata import (
    NO_METADATA,
    Metadata,
    host_name,
    language_code,
    tidy_tags,
    web_address,
    without_outlet,
)

FULL_TEXT_CHARS = 1500  # of markup; summaries end below, the shortest whole reports measured lie above
_JSON_FEED = "jsonfeed.org/version/"
_LOCAL_PARTS = 2  # labels of a host that outlets keep between feed and pages: "feeds.bbci.co.uk" is the exception


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedEntry:
    """One report as its feed tells of it; `content` is markup or text, and `is_full` if it seems to be the whole."""

    id: str | None
    link: str | None
    title: str | None
    content: str
    is_full: bool
    source: str | None = None
    metadata: Metadata = NO_METADATA


@dataclass(frozen=True, slots=True, kw_only=True)
class Feed:
    """The entries of a feed; `fault` says in words why some may be missing."""

    title: str | None
    entries: tuple[FeedEntry, ...]
    fault: str | None = None


def read_feed(data: bytes, url: str | None, media_type: str | None = None) -> Feed:
    """The entries of an RSS or Atom feed, as many as can be read; `url` resolves relative links."""
    headers = {"content-location": url} if url else {}
    if media_type:
        headers["content-type"] = media_type
    try:
        parsed = feedparser.parse(io.BytesIO(data), response_headers=headers, resolve_relative_uris=bool(url))
    except (ValueError, AssertionError, LookupError, RecursionError) as error:
        return Feed(title=None, entries=(), fault=f"the feed cannot be parsed ({type(error).__name__})")
    home = web_address(_text(parsed.feed, "link"), url) or url
    title = clean_phrase(_text(parsed.feed, "title"))
    entries = tuple(_entry(entry, title, home, url, _text(parsed.feed, "language")) for entry in parsed.entries)
    damaged = isinstance(parsed.get("bozo_exception"), SAXException)
    return Feed(
        title=title, entries=entries, fault="its XML is damaged; some entries may be missing" if damaged else None
    )


def _entry(
    entry: Mapping[str, object], feed_title: str | None, home: str | None, url: str | None, lang: str | None
) -> FeedEntry:
    link = web_address(_text(entry, "link"), url)
    source = entry.get("source")
    source_name = clean_phrase(_text(source, "title")) if isinstance(source, Mapping) else None
    publisher = _publisher(source_name, feed_title, home, link)
    title = clean_phrase(unescape(_text(entry, "title") or ""))
    content = max((_text(part, "value") or "" for part in _items(entry, "content")), key=len, default="")
    summary = _text(entry, "summary") or ""
    metadata = Metadata(
        title=without_outlet(title, publisher) if title else None,
        publisher=publisher,
        byline=clean_phrase(
            ", ".join(dict.fromkeys(name for author in _items(entry, "authors") if (name := _text(author, "name"))))
        ),
        published=_moment(entry, "published") or _moment(entry, "updated"),
        url=link,
        licence=clean_phrase(_text(entry, "license"), 500),
        tags=tidy_tags(term for tag in _items(entry, "tags") if (term := _text(tag, "term"))),
        lang=language_code(_text(entry, "language") or lang),
    )
    return _made(_text(entry, "id"), metadata, content, summary, source_name)


def _made(entry_id: str | None, metadata: Metadata, content: str, summary: str, source: str | None) -> FeedEntry:
    """The entry with the fuller of its two texts."""
    return FeedEntry(
        id=entry_id,
        link=metadata.url,
        title=metadata.title,
        content=content if len(content) > len(summary) else summary,
        is_full=max(len(content), len(summary)) >= FULL_TEXT_CHARS,
        source=source,
        metadata=metadata,
    )


def _publisher(source: str | None, feed_title: str | None, home: str | None, link: str | None) -> str | None:
    """`<source>` names the real publisher; else the feed's title, unless the feed collects from other hosts."""
    if source:
        return source
    if link and home and _site(link) != _site(home):
        return host_name(link)
    return feed_title or host_name(link)


def _site(url: str) -> str:
    """What a host has in common with its outlet's other hosts."""
    return ".".join((urlsplit(url).hostname or "").split(".")[-_LOCAL_PARTS:])


def _text(value: object, key: str) -> str | None:
    """The string under `key` of what feedparser made, or None."""
    found = value.get(key) if isinstance(value, Mapping) else None
    return found.strip() or None if isinstance(found, str) else None


def _items(value: Mapping[str, object], key: str) -> Iterator[Mapping[str, object]]:
    found = value.get(key)
    yield from (item for item in found if isinstance(item, Mapping)) if isinstance(found, list) else ()


def _moment(entry: Mapping[str, object], key: str) -> Moment | None:
    """The date under `key`: as written if it can be read, else the day that feedparser found in it."""
    if key not in entry:  # feedparser answers "published" with "updated" and warns
        return None
    moment = parse_moment(_text(entry, key))
    parsed = entry.get(f"{key}_parsed")
    if moment or not isinstance(parsed, time.struct_time):
        return moment
    try:
        return moment_of_day(date(*parsed[:3]))
    except ValueError:
        return None


def is_json_feed(value: Json) -> bool:
    """Whether a JSON value calls itself a JSON Feed."""
    return _JSON_FEED in (text_in(value, "version") or "")


def read_json_feed(value: Json, url: str | None) -> Feed:
    """The entries of a JSON Feed (1.0, 1.1 and what calls itself so)."""
    home = web_address(text_in(value, "home_page_url"), url) or web_address(text_in(value, "feed_url"), url) or url
    title = clean_phrase(text_in(value, "title"))
    feed_lang = text_in(value, "language")
    entries = (_json_entry(item, title, home, feed_lang) for item in list_in(value, "items") if isinstance(item, dict))
    return Feed(title=title, entries=tuple(entries))


def _json_entry(item: Mapping[str, Json], feed_title: str | None, home: str | None, lang: str | None) -> FeedEntry:
    fields: Json = dict(item)
    link = web_address(text_in(fields, "url"), home) or web_address(text_in(fields, "external_url"), home)
    publisher = _publisher(None, feed_title, home, link)
    metadata = Metadata(
        title=clean_phrase(text_in(fields, "title")),
        publisher=publisher,
        byline=clean_phrase(", ".join(_authors(fields))),
        published=parse_moment(text_in(fields, "date_published")) or parse_moment(text_in(fields, "date_modified")),
        url=link,
        tags=tidy_tags(names_in(fields, "tags")),
        lang=language_code(text_in(fields, "language") or lang),
    )
    content = text_in(fields, "content_html", "content_text") or ""
    return _made(text_in(fields, "id"), metadata, content, text_in(fields, "summary") or "", None)


def _authors(fields: Json) -> Iterable[str]:
    return names_in(fields, "authors") or names_in(fields, "author")

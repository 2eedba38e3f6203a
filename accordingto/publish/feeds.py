"""Atom (RFC 4287) and JSON Feed 1.1 of what became known last: of the situation, a place, a source, a tag."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from xml.etree import ElementTree as ET

import msgspec

from accordingto.model import Event, stable_id
from accordingto.publish.exports.values import last_known, summary, utc
from accordingto.publish.mapdata import located
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import author_name, place_id, source_id
from accordingto.publish.phrases import headline
from accordingto.publish.situation import Situation
from accordingto.publish.wording import clean, one_line

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100
TOPIC_ENTRIES = 30  # of a place, source or tag: there are many of them, and each has a file of its own
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # Atom demands a date; an empty ledger has none
# What XML 1.0 cannot hold even escaped, besides what `clean` already drops.
_NOT_XML = dict.fromkeys((65534, 65535))


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What a feed is about: `path` is where it stands without its ending, `home` the page beside it."""

    id: str
    title: str
    path: str
    home: str
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event as every feed that has it tells it; `page` is its page's path in the site."""

    id: str
    title: str
    summary: str
    page: str
    published: datetime
    updated: datetime


def feed_files(situation: Situation, options: PublishOptions, title: str) -> Iterator[tuple[str, bytes]]:
    """The feeds of the situation and of every topic in it, both kinds of each, by their paths."""
    events = {event.id: event for event in situation.events}
    entry_of = cache(lambda event_id: _entry(situation, events[event_id]))
    for topic in (whole(situation, title), *topics(situation, title)):
        yield f"{topic.path}.xml", atom(topic, options, entry_of)
        yield f"{topic.path}.json", json_feed(topic, options, entry_of)


def whole(situation: Situation, title: str) -> Topic:
    """The situation as a topic."""
    latest = _latest(situation.events, ENTRIES)
    return Topic(id="situation", title=title, path="feed", home="index.html", events=latest)


def topics(situation: Situation, title: str) -> Iterator[Topic]:
    """Every tag, and every place and source of more than one report, each with its latest events.

    One that a single report has told of is nothing to follow yet; most are such, and each would be two files."""
    followed = followed_topics(situation)
    found: defaultdict[tuple[str, str], list[Event]] = defaultdict(list)
    names: dict[tuple[str, str], str] = {}
    for event in situation.events:
        for key, name in _topics_of(situation, event).items():
            if key not in followed:
                continue
            names.setdefault(key, name)
            found[key].append(event)
    for (kind, record_id), events in sorted(found.items()):
        yield Topic(
            id=f"{kind}:{record_id}",
            title=f"{names[kind, record_id]} – {title}",
            path=f"{kind}s/{record_id}",
            home="index.html" if kind == "tag" else f"{kind}s/{record_id}.html",
            events=_latest(events, TOPIC_ENTRIES),
        )


def tag_id(tag: str) -> str:
    """The name of a tag's feed: a tag may hold anything, this is twelve hexadecimal digits."""
    return stable_id("tag-page", tag)[:12]


def followed_topics(situation: Situation) -> frozenset[tuple[str, str]]:
    """The topics that have feeds, by their kind and id."""
    reports: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for event in situation.events:
        told_in = {article.id for article in situation.articles_of(event)}
        for kind, record_id in _topics_of(situation, event):
            if kind != "source":
                reports[kind, record_id] |= told_in
        for claim in event.claims:
            reports["source", source_id(claim.author.key)] |= {told.article_id for told in claim.appearances}
    return frozenset(key for key, told_in in reports.items() if key[0] == "tag" or len(told_in) > 1)


def _topics_of(situation: Situation, event: Event) -> Mapping[tuple[str, str], str]:
    """The name of each topic an event belongs to, by its kind and id."""
    places = {("place", place_id(at.place.gazetteer_id)): situation.place_name(at.place) for at in located(event)}
    sources = {("source", source_id(claim.author.key)): author_name(claim.author) for claim in event.claims}
    return places | sources | {("tag", tag_id(tag)): one_line(tag) for tag in event.tags}


def _latest(events: Sequence[Event], limit: int) -> tuple[Event, ...]:
    return tuple(sorted(events, key=lambda event: (last_known(event), event.id), reverse=True)[:limit])


def _entry(situation: Situation, event: Event) -> Entry:
    return Entry(
        id=f"urn:accordingto:event:{event.id}",
        title=headline(event),
        summary=summary(situation, event),
        page=f"events/{event.id}.html",
        published=event.known_at,
        updated=last_known(event),
    )


def atom(topic: Topic, options: PublishOptions, entry_of: Callable[[str], Entry]) -> bytes:
    """The latest events of a topic as an Atom feed."""
    feed = ET.Element(f"{{{ATOM}}}feed")
    entries = [entry_of(event.id) for event in topic.events]
    _child(feed, "id", f"urn:accordingto:{topic.id}")
    _child(feed, "title", topic.title)
    _child(feed, "updated", utc(max((entry.updated for entry in entries), default=EPOCH)))
    author = ET.SubElement(feed, f"{{{ATOM}}}author")
    _child(author, "name", "accordingto")
    for rel, path in (("self", f"{topic.path}.xml"), ("alternate", topic.home)):
        ET.SubElement(feed, f"{{{ATOM}}}link", rel=rel, href=_address(topic, options, path))
    for entry in entries:
        _atom_entry(feed, entry, _address(topic, options, entry.page))
    ET.register_namespace("", ATOM)
    body: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _atom_entry(feed: ET.Element, entry: Entry, address: str) -> None:
    element = ET.SubElement(feed, f"{{{ATOM}}}entry")
    _child(element, "id", entry.id)
    _child(element, "title", entry.title)
    _child(element, "updated", utc(entry.updated))
    _child(element, "published", utc(entry.published))
    ET.SubElement(element, f"{{{ATOM}}}link", rel="alternate", href=address)
    _child(element, "summary", entry.summary)


def json_feed(topic: Topic, options: PublishOptions, entry_of: Callable[[str], Entry]) -> bytes:
    """The latest events of a topic as a JSON Feed."""
    items = [
        {
            "id": entry.id,
            "url": _address(topic, options, entry.page),
            "title": entry.title,
            "content_text": entry.summary,
            "date_published": utc(entry.published),
            "date_modified": utc(entry.updated),
        }
        for entry in (entry_of(event.id) for event in topic.events)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(topic.title),
        "home_page_url": _address(topic, options, topic.home),
        "feed_url": _address(topic, options, f"{topic.path}.json"),
        "items": items,
    }
    return msgspec.json.format(msgspec.json.encode(feed), indent=1) + b"\n"


def _address(topic: Topic, options: PublishOptions, path: str) -> str:
    """A path of the site as a feed links to it: in full where it is known where the site stands."""
    if options.base_url:
        return f"{options.base_url.rstrip('/')}/{path}"
    return "../" * topic.path.count("/") + path


def _child(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = clean(text).translate(_NOT_XML)

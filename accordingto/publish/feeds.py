"""Atom (RFC 4287) and JSON Feed 1.1 of what became known last."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from xml.etree import ElementTree as ET

import msgspec

from accordingto.model import Event
from accordingto.publish.exports.values import last_known, summary
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import event_card
from accordingto.publish.situation import Situation
from accordingto.publish.wording import clean

ATOM = "http://www.w3.org/2005/Atom"
ENTRIES = 100
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)  # Atom demands a date; an empty ledger has none
# What XML 1.0 cannot hold even escaped, besides what `clean` already drops.
_NOT_XML = dict.fromkeys((65534, 65535))


def atom(situation: Situation, options: PublishOptions, title: str) -> bytes:
    """The latest events as an Atom feed."""
    feed = ET.Element(f"{{{ATOM}}}feed")
    latest = _latest(situation)
    _child(feed, "id", "urn:accordingto:situation")
    _child(feed, "title", title)
    _child(feed, "updated", _moment(max((last_known(event) for event in latest), default=EPOCH)))
    author = ET.SubElement(feed, f"{{{ATOM}}}author")
    _child(author, "name", "accordingto")
    for rel, path in (("self", "feed.xml"), ("alternate", "index.html")):
        ET.SubElement(feed, f"{{{ATOM}}}link", rel=rel, href=_address(options, path))
    for event in latest:
        _entry(feed, situation, event, options)
    ET.register_namespace("", ATOM)
    body: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return body + b"\n"


def _entry(feed: ET.Element, situation: Situation, event: Event, options: PublishOptions) -> None:
    card = event_card(situation, event)
    entry = ET.SubElement(feed, f"{{{ATOM}}}entry")
    _child(entry, "id", _urn(event))
    _child(entry, "title", card.headline)
    _child(entry, "updated", _moment(last_known(event)))
    _child(entry, "published", _moment(event.known_at))
    ET.SubElement(entry, f"{{{ATOM}}}link", rel="alternate", href=_address(options, f"events/{event.id}.html"))
    _child(entry, "summary", summary(situation, event))


def json_feed(situation: Situation, options: PublishOptions, title: str) -> bytes:
    """The latest events as a JSON Feed."""
    items = [
        {
            "id": _urn(event),
            "url": _address(options, f"events/{event.id}.html"),
            "title": event_card(situation, event).headline,
            "content_text": summary(situation, event),
            "date_published": _moment(event.known_at),
            "date_modified": _moment(last_known(event)),
        }
        for event in _latest(situation)
    ]
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": clean(title),
        "home_page_url": _address(options, "index.html"),
        "feed_url": _address(options, "feed.json"),
        "items": items,
    }
    return msgspec.json.format(msgspec.json.encode(feed), indent=1) + b"\n"


def _latest(situation: Situation) -> Sequence[Event]:
    return sorted(situation.events, key=lambda event: (last_known(event), event.id), reverse=True)[:ENTRIES]


def _urn(event: Event) -> str:
    return f"urn:accordingto:event:{event.id}"


def _address(options: PublishOptions, path: str) -> str:
    return f"{options.base_url.rstrip('/')}/{path}" if options.base_url else path


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _child(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{{{ATOM}}}{name}").text = clean(text).translate(_NOT_XML)

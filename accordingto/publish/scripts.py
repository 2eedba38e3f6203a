"""Data as script files: a page opened from disk may load a script, but not fetch a file.

Events are split by month, so that no file grows with the whole period and a new report changes few of them.
"""

from __future__ import annotations

from collections import defaultdict

import msgspec

from accordingto.model import Event
from accordingto.publish.basemap import Basemap
from accordingto.publish.geometry import Box
from accordingto.publish.mapdata import drawn
from accordingto.publish.pages.cards import Told, event_card
from accordingto.publish.pages.situation_page import day_key, day_label
from accordingto.publish.situation import Situation, first_day, last_day
from accordingto.publish.wording import one_line

NAMESPACE = "accordingto"
MAP_DIGITS = 4  # about 11 m; the exports carry the gazetteer's own figures


class Quoted(msgspec.Struct):
    """The words that stand below an event in the list."""

    words: str
    author: str
    outlet: str


class MapPlace(msgspec.Struct, array_like=True):
    """A place of an event on the map; `radius` 0 is a point, in metres."""

    name: str
    lon: float
    lat: float
    radius: int


class EventData(msgspec.Struct, omit_defaults=True):
    """An event as `situation.js` lists, filters and draws it."""

    id: str
    headline: str
    day: str
    dayLabel: str
    mark: str
    markName: str
    support: str
    type: str
    start: str = ""
    end: str = ""
    said: Quoted | None = None
    others: str = ""
    denials: str = ""
    sources: list[str] = []
    actors: list[str] = []
    places: list[MapPlace] = []


def event_scripts(situation: Situation, area: Box | None) -> dict[str, bytes]:
    """File name to script, by the month the events begin in; undated ones in a file of their own."""
    months: defaultdict[str, list[EventData]] = defaultdict(list)
    for event in situation.events:
        start = first_day(event)
        months[f"{start:%Y-%m}" if start else "undated"].append(_event_data(situation, event, area))
    return {f"data/events-{month}.js": _call("add", found) for month, found in sorted(months.items())}


def basemap_script(basemap: Basemap) -> bytes:
    return _call("setBasemap", basemap)


def map_places(event: Event, area: Box) -> list[MapPlace]:
    """The places of an event that a map can show."""
    return [
        MapPlace(at.name, round(at.place.lon, MAP_DIGITS), round(at.place.lat, MAP_DIGITS), at.radius_m)
        for at in drawn(event, area)
    ]


def _event_data(situation: Situation, event: Event, area: Box | None) -> EventData:
    card = event_card(situation, event)
    start, end = first_day(event), last_day(event)
    return EventData(
        id=event.id,
        headline=card.headline,
        day=day_key(start),
        dayLabel=day_label(start),
        mark=card.mark,
        markName=card.mark_name,
        support=card.support,
        type=event.type.value,
        start=start.isoformat() if start else "",
        end=end.isoformat() if end else "",
        said=_quoted(card.lead.author, card.lead.told[0]) if card.lead and card.lead.told else None,
        others=card.others,
        denials=card.denials,
        sources=sorted({one_line(claim.author.name) for claim in event.claims}),
        actors=sorted({one_line(actor.name) for actor in (*event.agents, *event.recipients)}),
        places=map_places(event, area) if area else [],
    )


def _quoted(author: str, told: Told) -> Quoted:
    return Quoted(words=told.words.words if told.words else "", author=author, outlet=told.outlet)


def _call(function: str, value: object) -> bytes:
    """A script that hands a value over; JSON is a JavaScript expression but for two line separators."""
    body = msgspec.json.encode(value).replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    name = f"{NAMESPACE}_{function}".encode()
    return b"(self." + name + b" = self." + name + b" || []).push(" + body + b");\n"

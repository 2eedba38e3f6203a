"""Data as script files: a page opened from disk may load a script, but not fetch a file.

Events are split by the month they begin in, those without a date by the month of their first report, so that no file
grows with the whole period, a new report changes few of them, and a page asks only for the months it shows. The
overview says what there is in each month and how often each place is told of, so that the whole period can be drawn
without loading any.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

import msgspec

from accordingto.model import Event
from accordingto.publish.basemap import Basemap, pack_line
from accordingto.publish.control import lettered_holders
from accordingto.publish.control_data import Flag, flags, places_over_time
from accordingto.publish.geometry import Box
from accordingto.publish.mapdata import MAP_DIGITS, Located, drawn, is_drawn
from accordingto.publish.pages.cards import Cards, EventCard, Told
from accordingto.publish.pages.situation_page import asserted_certainties
from accordingto.publish.situation import Situation, data_month, first_day, last_day, latest_first
from accordingto.publish.wording import MARK_NAMES, mark_of

NAMESPACE = "accordingto"
EAGER_BYTES = 40_000  # of the months' files together: so few are loaded with the page, more only when asked for
MARKS = tuple(MARK_NAMES)


class Quoted(msgspec.Struct, array_like=True):
    """The words that stand below an event in the list."""

    words: str
    author: str
    outlet: str


class MapPlace(msgspec.Struct, array_like=True, frozen=True):
    """A place of an event on the map; `radius` 0 is a point, in metres."""

    name: str
    lon: float
    lat: float
    radius: int


class EventData(msgspec.Struct, omit_defaults=True):
    """An event as `situation.js` lists, filters and draws it; numbers point into the lists of its month.

    `origins` is the range; `certainties` how sure those are who assert it."""

    id: str
    headline: str
    mark: str
    type: str
    support: str
    origins: tuple[int, int]
    start: str = ""
    end: str = ""
    said: Quoted | None = None
    others: str = ""
    denials: str = ""
    certainties: list[str] = []
    sources: list[int] = []
    sides: list[int] = []
    actors: list[int] = []
    places: list[int] = []


class Month(msgspec.Struct):
    """The events that begin in one month, and what they name."""

    month: str
    sources: list[str]
    sides: list[str]
    actors: list[str]
    places: list[MapPlace]
    events: list[EventData]


class MonthSummary(msgspec.Struct, array_like=True):
    """What a month's file holds: how many events, and the days they cover in all."""

    month: str
    events: int
    first: str
    last: str


class PlaceSummary(msgspec.Struct, array_like=True):
    """A place with the number of events of each mark, in the order of `MARKS`.

    `months` are those that tell of it: the bits of a hexadecimal number, the first month's the lowest."""

    place: MapPlace
    marks: list[int]
    months: str


class Overview(msgspec.Struct):
    """All that the situation page needs to draw the whole period; `holders` are names, each with its letter."""

    months: list[MonthSummary]
    places: list[PlaceSummary]
    holders: list[tuple[str, str]]
    flags: list[Flag]


class _Names:
    """Values in the order they were first met, each with its number."""

    def __init__(self) -> None:
        self.values: dict[str, int] = {}

    def numbers(self, values: Iterable[str]) -> list[int]:
        return sorted({self.values.setdefault(value, len(self.values)) for value in values})


def event_scripts(situation: Situation, cards: Cards, area: Box | None) -> dict[str, bytes]:
    """File name to script of each month with events, in their order; undated events in files of their own."""
    months = _by_month(situation.events)
    made = ((month, _month(situation, cards, month, events, area)) for month, events in months.items())
    return {f"data/events-{month}.js": _call("add", data) for month, data in made}


def overview_script(situation: Situation, area: Box | None) -> bytes:
    """The script that says what the months' files hold."""
    months = _by_month(situation.events)
    summaries = [_summary(month, events) for month, events in months.items()]
    overview = Overview(
        months=summaries,
        places=_places(situation, months.values(), area) if area else [],
        holders=list(lettered_holders(situation.control.values()).items()),
        flags=flags(situation) if area else [],
    )
    return _call("setOverview", overview)


def control_script(situation: Situation) -> bytes:
    """The script that says who held what on any day; a page asks for it when a reader does."""
    return _call("setControl", places_over_time(situation))


def basemap_script(basemap: Basemap) -> bytes:
    """The script that draws the base map; lines are packed, which halves them."""
    lines = ("land", "borders", "disputed", "lakes", "rivers")
    packed = {name: [pack_line(line) for line in getattr(basemap, name)] for name in lines}
    return _call("setBasemap", {**msgspec.structs.asdict(basemap), **packed})


def map_places(situation: Situation, event: Event, area: Box) -> list[MapPlace]:
    """The places of an event that the map of all events shows, each under one name."""
    return map_places_of((_named(situation, at) for at in drawn(event, area)), area)


def _named(situation: Situation, at: Located) -> Located:
    return at if at.is_within or at.radius_m else replace(at, name=situation.place_name(at.place))


def map_places_of(places: Iterable[Located], area: Box) -> list[MapPlace]:
    """Those of the places that a map can show, as it takes them."""
    return [
        MapPlace(at.name, round(at.place.lon, MAP_DIGITS), round(at.place.lat, MAP_DIGITS), at.radius_m)
        for at in places
        if is_drawn(at, area)
    ]


def _by_month(events: Iterable[Event]) -> dict[str, list[Event]]:
    """The events of each month, the latest first as in the list."""
    months: defaultdict[str, list[Event]] = defaultdict(list)
    for event in sorted(events, key=latest_first):
        months[data_month(event)].append(event)
    return dict(sorted(months.items()))


def _summary(month: str, events: Sequence[Event]) -> MonthSummary:
    first = min((day.isoformat() for event in events if (day := first_day(event))), default="")
    last = max((day.isoformat() for event in events if (day := last_day(event))), default="")
    return MonthSummary(month, len(events), first, last)


def _places(situation: Situation, months: Iterable[Sequence[Event]], area: Box) -> list[PlaceSummary]:
    """Every place of the map; one known exactly and one known roughly are two, and the widest reach counts."""
    found: dict[tuple[float, float, bool], PlaceSummary] = {}
    told: defaultdict[tuple[float, float, bool], int] = defaultdict(int)
    for number, events in enumerate(months):
        for event in events:
            for key, place in {(p.lon, p.lat, p.radius > 0): p for p in map_places(situation, event, area)}.items():
                at = found.setdefault(key, PlaceSummary(place, [0] * len(MARKS), ""))
                if place.radius > at.place.radius:
                    at.place = MapPlace(at.place.name, at.place.lon, at.place.lat, place.radius)
                at.marks[MARKS.index(mark_of(event.standing))] += 1
                told[key] |= 1 << number
    for key, at in found.items():
        at.months = f"{told[key]:x}"
    return [found[key] for key in sorted(found)]


def _month(situation: Situation, cards: Cards, month: str, events: Sequence[Event], area: Box | None) -> Month:
    sources, sides, actors = _Names(), _Names(), _Names()
    places: dict[MapPlace, int] = {}
    found = []
    for event in events:
        data = _event_data(event, cards[event.id])
        authors = [situation.people[claim.author.key] for claim in event.claims]
        data.sources = sources.numbers(author.name for author in authors)
        data.sides = sides.numbers(author.side for author in authors if author.side)
        data.actors = actors.numbers(situation.people[a.key].name for a in (*event.agents, *event.recipients))
        data.places = [
            places.setdefault(at, len(places)) for at in (map_places(situation, event, area) if area else ())
        ]
        found.append(data)
    return Month(
        month=month,
        sources=list(sources.values),
        sides=list(sides.values),
        actors=list(actors.values),
        places=list(places),
        events=found,
    )


def _event_data(event: Event, card: EventCard) -> EventData:
    start, end = first_day(event), last_day(event)
    return EventData(
        id=event.id,
        headline=card.headline,
        mark=card.mark,
        type=event.type.value,
        support=card.support,
        origins=(event.standing.origins_low, event.standing.origins_high),
        start=start.isoformat() if start else "",
        end=end.isoformat() if end and end != start else "",
        said=_quoted(card.lead.author, card.lead.told[0]) if card.lead and card.lead.told else None,
        others=card.others,
        denials=card.denials,
        certainties=[c.value for c in asserted_certainties(event)],
    )


def _quoted(author: str, told: Told) -> Quoted:
    return Quoted(words=told.words.words if told.words else "", author=author, outlet=told.outlet)


def _call(function: str, value: object) -> bytes:
    """A script that hands a value over; JSON is a JavaScript expression but for two line separators."""
    body = msgspec.json.encode(value).replace(b"\xe2\x80\xa8", b"\\u2028").replace(b"\xe2\x80\xa9", b"\\u2029")
    name = f"{NAMESPACE}_{function}".encode()
    return b"(self." + name + b" = self." + name + b" || []).push(" + body + b");\n"

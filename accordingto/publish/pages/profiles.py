"""The pages of actors and of places: under which names the reports know them, and the events they have a part in."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from accordingto.model import Event, EventPlace, Place, SourceKind, WherePrecision, stable_id
from accordingto.publish.control import HOLDERS_COLOURED, UNTOLD, Held, lettered_holders
from accordingto.publish.mapdata import Located, located, radius_m
from accordingto.publish.pages.cards import Cards, EventCard, kind_name, place_id, source_id
from accordingto.publish.pages.situation_page import country_names
from accordingto.publish.people import Person
from accordingto.publish.situation import Situation, latest_first
from accordingto.publish.spelling import is_country
from accordingto.publish.wording import day, joined, one_line

MOST_LISTED = 300  # events on one page, about 400 bytes each; the situation page filters the rest
NAMES_SHOWN = 12
AREA_FEATURE = "A."  # GeoNames: countries, provinces, districts
PROVINCE_FEATURE = "A.ADM1"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventList:
    """Events under a heading, the latest first; `more` are not listed."""

    heading: str
    cards: tuple[EventCard, ...]
    more: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlRow:
    """One change of control in words; `event_id` is the first event that tells of it."""

    since: str
    holder: str
    contested: bool
    event_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An actor or a place as its page shows it.

    `has_page` False: of an actor that a single report knows, the event's page says all there is."""

    id: str
    kind: str
    name: str
    facts: tuple[tuple[str, str], ...]
    lists: tuple[EventList, ...]
    events: int
    source_id: str = ""
    control: tuple[ControlRow, ...] = ()
    at: Located | None = None
    has_page: bool = True


def actor_id(key: str) -> str:
    """The name of an actor's page: its key may hold anything, this is twelve hexadecimal digits."""
    return stable_id("actor-page", key)[:12]


def actor_profiles(situation: Situation, cards: Cards) -> Iterator[Profile]:
    """A page for everybody who acts in an event or is affected by one; those in most events first."""
    found = [person for person in situation.people.values() if person.acting or person.affected]
    ranked = sorted(found, key=lambda person: (-len(_events_of(person)), person.name, person.key))
    return (_actor(situation, cards, person) for person in ranked)


def _events_of(person: Person) -> set[str]:
    return {event.id for event in (*person.acting, *person.affected)}


def _actor(situation: Situation, cards: Cards, person: Person) -> Profile:
    country = country_names().get(person.country or "", "")
    facts = (
        ("Also called", joined(other_names(person.names), NAMES_SHOWN)),
        ("Kind", part_kind(person.kind)),
        ("Country", country),
        ("Side, as declared", person.side or ""),
    )
    parts = (("What they are said to do", person.acting), ("What befalls them", person.affected))
    return Profile(
        id=actor_id(person.key),
        kind="Actor",
        name=person.name,
        facts=tuple((heading, value) for heading, value in facts if value),
        lists=tuple(_list(heading, events, cards) for heading, events in parts if events),
        events=len(_events_of(person)),
        source_id=source_id(person.key) if person.key in situation.source_keys else "",
        has_page=len({a.id for event in (*person.acting, *person.affected) for a in situation.articles_of(event)}) > 1,
    )


def other_names(names: Sequence[str]) -> list[str]:
    """The names after the first, without those that differ in capitals alone."""
    different = {name.casefold(): name for name in reversed(names)}
    return [name for name in names[1:] if different[name.casefold()] == name]


def part_kind(kind: SourceKind | None) -> str:
    """The kind of whoever acts or is affected: civilians who are bombed are people, though as sources witnesses."""
    return "people" if kind in (SourceKind.WITNESS, SourceKind.INDIVIDUAL) else kind_name(kind)


def place_profiles(situation: Situation, cards: Cards) -> Iterator[Profile]:
    """A page for every place that an event is put in; those with most events first."""
    told: defaultdict[str, list[Event]] = defaultdict(list)
    places: dict[str, Place] = {}
    for event in situation.events:
        for place in {at.place.gazetteer_id: at.place for at in located(event)}.values():
            told[place.gazetteer_id].append(event)
            places[place.gazetteer_id] = place
    ranked = sorted(places, key=lambda key: (-len(told[key]), places[key].name, key))
    return (_place(situation, places[key], told[key], cards) for key in ranked)


def _place(situation: Situation, place: Place, events: Sequence[Event], cards: Cards) -> Profile:
    held = situation.control.get(place.gazetteer_id)
    told = [at for event in events for at in event.places if at.place and at.place.gazetteer_id == place.gazetteer_id]
    name = situation.place_name(place)
    others = [other for other in _by_number(at.name for at in told if not at.is_within) if other != name]
    villages = _by_number(at.name for at in told if at.is_within)
    facts = (
        ("Region", region(place)),
        ("In the gazetteer", one_line(place.name) if one_line(place.name) != name else ""),
        ("Also called", joined(others, NAMES_SHOWN)),
        ("Somewhere in it", joined(villages, NAMES_SHOWN)),
    )
    return Profile(
        id=place_id(place.gazetteer_id),
        kind="Place",
        name=name,
        facts=tuple((heading, value) for heading, value in facts if value),
        lists=(_list("Events", events, cards),),
        events=len(events),
        control=tuple(control_row(change) for change in reversed(held.changes)) if held else (),
        at=whole_place(place, name),
    )


def _by_number(names: Iterable[str]) -> list[str]:
    """Each name once, those told most often first."""
    counted = Counter(one_line(name) for name in names)
    return sorted(counted, key=lambda name: (-counted[name], name))


def region(place: Place) -> str:
    """What the place lies in, the narrowest first; a province is called one, since it shares its name with a city."""
    if is_country(place):
        return ""
    country = country_names().get(place.country or "")
    if place.feature.startswith(PROVINCE_FEATURE):
        return f"Province of {country}" if country else "Province"
    return one_line(", ".join(part for part in (place.admin2, place.admin1, country) if part))


def whole_place(place: Place, name: str) -> Located:
    """The place itself as the map draws it: a settlement as a point, a province as an area."""
    told = WherePrecision.VAGUE if place.feature.startswith(AREA_FEATURE) else WherePrecision.EXACT
    at = EventPlace(name=place.name, span=None, place=place, where_prec=told)
    return Located(name=name, place=place, where_prec=told, radius_m=radius_m(at))


def control_row(change: Held) -> ControlRow:
    return ControlRow(
        since=day(change.since),
        holder=change.holder or UNTOLD,
        contested=change.contested,
        event_id=change.event_ids[0],
    )


MOST_HELD = 40  # rows of the first page's own table; its script shows the other places from the data


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRow:
    """A place and who is said to hold it now; `letter` and `hue` are those of the holder on the map."""

    place: str
    place_id: str
    row: ControlRow
    letter: str
    hue: int


def control_now(situation: Situation) -> tuple[HeldRow, ...]:
    """The places last told to have changed hands, at most `MOST_HELD`, as they stand after the last change; by name."""
    letters = lettered_holders(situation.control.values())
    hues = {name: min(number, HOLDERS_COLOURED + 1) for number, name in enumerate(letters, start=1)}
    latest = sorted(situation.control.values(), key=lambda at: (at.changes[-1].since, at.place.gazetteer_id))
    places = sorted(latest[-MOST_HELD:], key=lambda at: (situation.place_name(at.place), at.place.gazetteer_id))
    return tuple(
        HeldRow(
            place=situation.place_name(at.place),
            place_id=place_id(at.place.gazetteer_id),
            row=control_row(now),
            letter="?" if now.contested else letters.get(now.holder, "–"),
            hue=0 if now.contested else hues.get(now.holder, 0),
        )
        for at in places
        for now in at.changes[-1:]
    )


def _list(heading: str, events: Sequence[Event], cards: Cards) -> EventList:
    latest = sorted(events, key=latest_first)
    shown = tuple(cards[event.id] for event in latest[:MOST_LISTED])
    return EventList(heading=heading, cards=shown, more=len(latest) - len(shown))

"""Which events and claims are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from accordingto.model import Actor, Claim, Event, EventPlace, EventType, Place, Polarity, TimeRange
from accordingto.text import name_key, name_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class EventFilter:
    """Events of which everything given holds; None asks for nothing.

    Names match where all words of the one given are among the words of the other, case, accents and articles aside.
    `place` is also matched with the provinces and the country code ("SY") of the event's places; `actor` with agents,
    recipients and who gains control; `source` with the authors of its claims. A period matches what overlaps it, and
    so no event without a date.
    """

    place: str | None = None
    start: date | None = None
    end: date | None = None
    actor: str | None = None
    source: str | None = None
    type: EventType | None = None
    mode: str | None = None

    def matches(self, event: Event) -> bool:
        """Whether the event is asked for."""
        return (
            (self.type is None or event.type is self.type)
            and (self.mode is None or event.mode == self.mode)
            and (self.place is None or any(is_named(self.place, place_names(place)) for place in event.places))
            and (self.actor is None or is_named(self.actor, _actor_names(event)))
            and (self.source is None or any(is_named(self.source, names_of(claim.author)) for claim in event.claims))
            and _overlaps(event.time, self.start, self.end)
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimFilter:
    """Claims of the events asked for, of one source (by name) and polarity where given."""

    event: EventFilter = field(default_factory=EventFilter)
    source: str | None = None
    polarity: Polarity | None = None

    def matches(self, claim: Claim) -> bool:
        """Whether the claim is asked for, its event aside."""
        of_source = self.source is None or is_named(self.source, names_of(claim.author))
        return of_source and (self.polarity is None or claim.polarity is self.polarity)


def is_named(asked: str, names: Iterable[str | None]) -> bool:
    """Whether one of `names` holds all words of the one asked for."""
    words = set(name_tokens(asked))
    return any(name is not None and words <= set(name_tokens(name)) for name in names)


def names_of(actor: Actor) -> tuple[str, str]:
    """The names by which an actor may be asked for."""
    return actor.name, actor.key


def place_names(event_place: EventPlace) -> tuple[str | None, ...]:
    """The names by which a place may be asked for: its own, its provinces', its country's code."""
    place = event_place.place
    if place is None:
        return (event_place.name,)
    return (event_place.name, *names_of_place(place))


def place_key(event_place: EventPlace) -> str:
    """What tells the place named from others: two unknown villages of one country are two places."""
    place = event_place.place
    if place is None:
        return name_key(event_place.name)
    return f"{name_key(event_place.name)} in {place.gazetteer_id}" if event_place.is_within else place.gazetteer_id


def names_of_place(place: Place) -> tuple[str | None, ...]:
    """The names by which a settled place may be asked for."""
    return (place.name, place.admin2, place.admin1, place.country, place.gazetteer_id)


def _actor_names(event: Event) -> list[str | None]:
    names: list[str | None] = [name for actor in (*event.agents, *event.recipients) for name in names_of(actor)]
    return [*names, event.control.to] if event.control else names


def _overlaps(time: TimeRange | None, start: date | None, end: date | None) -> bool:
    if start is None and end is None:
        return True
    if time is None:
        return False
    first, last = time.start or time.end, time.end or time.start
    return (end is None or first is None or first <= end) and (start is None or last is None or last >= start)

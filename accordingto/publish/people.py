"""The actors of a situation, each under one name: who does what, to whom it is done, and who says so."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from accordingto.ledger import Declared
from accordingto.model import Actor, Event, EventMention, SourceKind
from accordingto.publish.wording import one_line

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody the reports name, or a body of people: the name used most, all names, and the events by their part."""

    key: str
    name: str
    names: tuple[str, ...]
    kind: SourceKind | None
    country: str | None
    side: str | None
    acting: tuple[Event, ...]
    affected: tuple[Event, ...]
    speaks: bool


@dataclass(slots=True)
class _Found:
    names: Counter[str] = field(default_factory=Counter)
    seen: list[Actor] = field(default_factory=list)
    acting: dict[str, Event] = field(default_factory=dict)
    affected: dict[str, Event] = field(default_factory=dict)
    speaks: bool = False

    def add(self, actor: Actor) -> None:
        self.names[one_line(actor.name)] += 1
        self.seen.append(actor)


def people(events: Iterable[Event], mentions: Iterable[EventMention], declared: Declared) -> Mapping[str, Person]:
    """Every actor of the events by key, in the order of the keys; the mentions give the names each report uses."""
    found: defaultdict[str, _Found] = defaultdict(_Found)
    for event in events:
        for actor in event.agents:
            found[actor.key].add(actor)
            found[actor.key].acting[event.id] = event
        for actor in event.recipients:
            found[actor.key].add(actor)
            found[actor.key].affected[event.id] = event
        for claim in event.claims:
            found[claim.author.key].add(claim.author)
            found[claim.author.key].speaks = True
    for actor in (actor for mention in mentions for actor in (*mention.agents, *mention.recipients)):
        if (key := declared.key_of(actor.key)) in found:
            found[key].names[one_line(actor.name)] += 1
    return {key: _person(key, found[key], declared) for key in sorted(found)}


def _person(key: str, found: _Found, declared: Declared) -> Person:
    ranked = sorted(found.names, key=lambda name: (-found.names[name], -len(name), name))
    names = tuple(dict.fromkeys(name for name in ranked if name))
    kind = _commonest(actor.kind for actor in found.seen)
    country = _commonest(actor.country for actor in found.seen)
    name = names[0] if names else ""
    return Person(
        key=key,
        name=name or "Unnamed",
        names=names,
        kind=kind,
        country=country,
        side=declared.side_of(Actor(name=name, key=key, kind=kind, country=country)),
        acting=tuple(found.acting.values()),
        affected=tuple(found.affected.values()),
        speaks=found.speaks,
    )


def _commonest(values: Iterable[T | None]) -> T | None:
    """The value met most often, the first of equals; None if none is known."""
    counted = Counter(value for value in values if value is not None)
    return max(counted, key=lambda value: counted[value], default=None)

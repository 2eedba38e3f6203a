"""What a mention is found to stand for, before it becomes an `Actor`, and the article as it stands so far."""

from __future__ import annotations

from dataclasses import dataclass, field

from accordingto.model import Actor, SourceKind
from accordingto.read.actors.actor_list import ActorEntry, ActorList
from accordingto.read.actors.discourse import Discourse, Said
from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.people import People, Person
from accordingto.text import name_key

SOURCE, AGENT, RECIPIENT = "source", "agent", "recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """Who a mention is: a listed `entry`, a `person` of the article, or only a name; `key` overrules the name's own.

    `speaks_for` is the id of the body they speak for.
    """

    name: str
    entry: ActorEntry | None = None
    person: Person | None = None
    kind: SourceKind | None = None
    country: str | None = None
    key: str | None = None
    speaks_for: str | None = None

    @classmethod
    def listed(cls, entry: ActorEntry, name: str) -> Candidate:
        """A listed actor under the name the article gives."""
        return cls(name=name, entry=entry, kind=entry.kind, country=entry.country, speaks_for=entry.speaks_for)

    @classmethod
    def again(cls, said: Said) -> Candidate:
        """Who an earlier mention stood for."""
        actor = said.actor
        return cls(
            name=actor.name,
            person=said.person,
            kind=actor.kind,
            country=actor.country,
            key=actor.key,
            speaks_for=actor.speaks_for,
        )

    def actor(self, actor_list: ActorList) -> Actor:
        """The actor, with the key by which reports meet: the list's id if it has one, else the name's normal form."""
        key = self.key or (self.entry.id if self.entry is not None else None)
        key = key or actor_list.key_of(self.name) or name_key(self.name)
        body = actor_list.merged.get(self.speaks_for, self.speaks_for) if self.speaks_for else None
        return Actor(
            name=self.name, key=key, kind=self.kind, country=self.country, speaks_for=body if body != key else None
        )


@dataclass(slots=True)
class Scene:
    """One article while its mentions are resolved: what it names, its people, what was mentioned so far."""

    inventory: Inventory
    people: People
    discourse: Discourse = field(init=False)

    def __post_init__(self) -> None:
        self.discourse = Discourse(self.inventory, self.people)

    def listed(self, entry: ActorEntry) -> Candidate:
        """A listed actor under the fullest name the article gives."""
        return Candidate.listed(entry, self.inventory.surface(entry))

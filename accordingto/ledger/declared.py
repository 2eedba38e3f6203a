"""What people declare of actors, as a view applies it: which keys are one record, its name, side and reliability.

It is handed in when a view is opened and is no part of the ledger: a declaration is the analyst's, not a result.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from accordingto.model import Actor, SourceKind
from accordingto.outlets import known_outlet
from accordingto.text import name_key

UNNAMED_PREFIX = "unnamed:"  # of the keys of authors known only by the outlet that heard them
STATE_ARMS = frozenset((SourceKind.GOVERNMENT, SourceKind.MILITARY))
PRESS = (SourceKind.MEDIA, SourceKind.AGENCY)


@dataclass(frozen=True, slots=True, kw_only=True)
class DeclaredActor:
    """One record; None where nothing is declared."""

    key: str
    name: str | None = None
    kind: SourceKind | None = None
    country: str | None = None
    reliability: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Declared:
    """Declared records by their keys, and what leads to them.

    `keys` leads from every other key of a record to its own. `sides` holds the side of an actor by its key, and by the
    normal form of its names, for what is known by name only; `countries` that of a country's arms by its code.
    """

    actors: Mapping[str, DeclaredActor] = field(default_factory=dict)
    keys: Mapping[str, str] = field(default_factory=dict)
    sides: Mapping[str, str] = field(default_factory=dict)
    countries: Mapping[str, str] = field(default_factory=dict)

    def key_of(self, key: str) -> str:
        """The key of the record that an actor's key stands for: its own unless records were joined."""
        return self.keys.get(key, key)

    def known_as(self, actor: Actor) -> Actor:
        """The actor under the key and with the name, kind and country that are declared of it.

        Of an outlet the country stays as it is: in claims it is that of the state which owns it, not where it sits.
        """
        key = self.key_of(actor.key)
        record = self.actors.get(key)
        if record is None:
            return actor if key == actor.key else replace(actor, key=key)
        kind = record.kind or actor.kind
        country = actor.country if kind in PRESS else record.country or actor.country
        return replace(actor, key=key, name=record.name or actor.name, kind=kind, country=country)

    def reliability_of(self, actor: Actor) -> str | None:
        """The Admiralty letter the analyst gives a source, None if none."""
        record = self.actors.get(self.key_of(actor.key))
        return record.reliability if record else None

    def side_of(self, actor: Actor) -> str | None:
        """The side an actor is declared to be on, None if none.

        A country's side is that of its government, its armed forces and the media it owns, unless they are declared
        otherwise. People without a name speak for nobody.
        """
        if actor.key.startswith(UNNAMED_PREFIX):
            return None
        own = self.sides.get(self.key_of(actor.key))
        if own is not None:
            return own
        if actor.kind in STATE_ARMS:
            return self.countries.get(actor.country or "")
        outlet = known_outlet(actor.name) if actor.kind in PRESS else None
        return self.countries.get(outlet.state or "") if outlet else None

    def side_of_name(self, name: str) -> str | None:
        """The side of whoever goes by a name, None if none is declared."""
        return self.sides.get(name_key(name))


NOTHING = Declared()

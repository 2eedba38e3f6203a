"""From what people declare to what reading and views take from it."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.declarations import Declarations
from accordingto.declarations.sources import is_country_code
from accordingto.ledger import Declared, DeclaredActor
from accordingto.outlets import outlet_key
from accordingto.read.actors import ActorEntry, ActorList
from accordingto.read.actors.actor_list import COUNTRY_PREFIX
from accordingto.text import name_key


def declared_of(declarations: Declarations, actor_list: ActorList) -> Declared:
    """What a view takes from the declarations; `actor_list` is the list with their records in it."""
    entries = [actor_list.entries[key] for key in actor_list.declared if key in actor_list.entries]
    keys = dict(actor_list.merged)
    for entry in entries:
        keys.update(dict.fromkeys(_other_keys(entry, actor_list), entry.id))
    sides: dict[str, str] = {}
    countries: dict[str, str] = {}
    named = ((side, _entry(name, actor_list) or name) for side, names in declarations.sides.items() for name in names)
    for side, who in (*named, *((entry.side, entry) for entry in entries if entry.side)):
        sides.update(dict.fromkeys(_keys(who, actor_list), side))
        if isinstance(who, ActorEntry) and who.is_country and who.country:
            countries[who.country] = side
    return Declared(
        actors={entry.id: _declared(entry) for entry in entries},
        keys=keys,
        sides=sides,
        countries=countries,
    )


def _declared(entry: ActorEntry) -> DeclaredActor:
    return DeclaredActor(
        key=entry.id, name=entry.name, kind=entry.kind, country=entry.country, reliability=entry.reliability
    )


def _entry(name: str, actor_list: ActorList) -> ActorEntry | None:
    """The entry that a member of a side means: a country's code, an id or a name."""
    country = actor_list.entry(COUNTRY_PREFIX + name) if is_country_code(name) else None
    return country or actor_list.entry(name) or actor_list.entry(actor_list.key_of(name) or "")


def _keys(who: ActorEntry | str, actor_list: ActorList) -> set[str]:
    """Every key under which records may know somebody."""
    return {name_key(who)} if isinstance(who, str) else {who.id, *_other_keys(who, actor_list)}


def _other_keys(entry: ActorEntry, actor_list: ActorList) -> Iterator[str]:
    """Normal forms of the entry's names that are its own; as an outlet it has keys of other forms."""
    for name in (entry.name, *entry.aliases):
        if actor_list.key_of(name) in (entry.id, None):
            yield from {name_key(name), outlet_key(name)} - {entry.id}

"""One party under several names: each telling of an event names those who act in it, or are hit by it, anew.

"Fifteen people", "the civilians" and "four children" of one bombing are no three parties, nor are "the army" and
"regime warplanes". Of 235 annotated events that happen to unnamed people five give them more than one name.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from accordingto.model import Actor, SourceKind
from accordingto.read.actors.actor_list import COUNTRY_PREFIX
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.source_kind import head_index
from accordingto.read.actors.words import name_words

_UNNAMED = frozenset((SourceKind.INDIVIDUAL, SourceKind.WITNESS, None))
_OF_STATE = frozenset((SourceKind.GOVERNMENT, SourceKind.MILITARY))
_CROWD = "crowd"


class Named(NamedTuple):
    """An actor that words of the report name, how likely those play the role, and how far its tellings agree on it.

    `support` is a mean over the event's triggers, so that one telling among many weighs little.
    """

    actor: Actor
    score: float
    support: float


def without_echoes(named: Sequence[Named]) -> list[Named]:
    """Those that are no second name of a party on their side; the name that tells most, or has most support, stays."""
    best: dict[str, Actor] = {}
    rank: dict[str, tuple[int, float, float]] = {}
    support = support_of(named)
    for one in named:
        party = _party(one.actor)
        told = (_telling(one.actor), support[one.actor.key], one.score)
        if party is not None and (party not in rank or told > rank[party]):
            best[party], rank[party] = one.actor, told
    return [one for one in named if (party := _party(one.actor)) is None or best[party].key == one.actor.key]


def support_of(named: Sequence[Named]) -> dict[str, float]:
    """What each actor's names together have of support, by its key."""
    support: dict[str, float] = {}
    for actor, _, share in named:
        support[actor.key] = support.get(actor.key, 0.0) + share
    return support


def is_crowd(actor: Actor) -> bool:
    """Whether these are the unnamed people of an event, who attack nobody: in 2,134 annotated attacks three are by
    unidentified people, none by residents or civilians.
    """
    return _party(actor) == _CROWD and "unidentified" not in actor.name.casefold()


def _head(actor: Actor) -> str:
    return singular(_written_head(actor))


def _written_head(actor: Actor) -> str:
    words = name_words(actor.name)
    return words[head_index(words)].norm if words else ""


def _party(actor: Actor) -> str | None:
    """What names of one party share: the people of an event, or a state with its arms; None for all others."""
    sets, head = kind_words().sets, _head(actor)
    if actor.kind in _UNNAMED and (head in sets["crowd"] or _written_head(actor) in sets["crowd"]):
        return _CROWD
    if actor.country is None or actor.kind not in _OF_STATE or " and " in actor.name:
        return None
    is_state = actor.key == COUNTRY_PREFIX + actor.country
    return actor.country if is_state or head in sets["state_arms"] else None


def _telling(actor: Actor) -> int:
    """How much a noun says: "civilians" more than "people", an army more than its jets, and a part of them least."""
    sets, head = kind_words().sets, _head(actor)
    if _written_head(actor) in sets["crowd_parts"]:
        return 0
    return 1 if head in sets["crowd_anyone"] or head in sets["vehicles"] else 2

"""The two sides of one event from all the words its tellings point at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from accordingto.model import Actor


class Named(NamedTuple):
    """An actor that words of the report name, and how likely those words play the role."""

    actor: Actor
    score: float


class Parties(NamedTuple):
    """Who does it, and against or for whom."""

    agents: tuple[Actor, ...]
    recipients: tuple[Actor, ...]


def parties_of(agents: Sequence[Named], recipients: Sequence[Named]) -> Parties:
    """The parties in the order given, each once. Nobody is on both sides: who is found there takes the likelier.

    In 1,343 annotated events no actor has both roles.
    """
    acting, suffering = _best(agents), _best(recipients)
    return Parties(
        agents=_once([n.actor for n in agents if acting[n.actor.key] >= suffering.get(n.actor.key, 0.0)]),
        recipients=_once([n.actor for n in recipients if suffering[n.actor.key] > acting.get(n.actor.key, 0.0)]),
    )


def _best(named: Sequence[Named]) -> dict[str, float]:
    """The best score of each actor by its key."""
    best: dict[str, float] = {}
    for actor, score in named:
        best[actor.key] = max(score, best.get(actor.key, 0.0))
    return best


def _once(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Each actor at its first naming."""
    first: dict[str, Actor] = {}
    for actor in actors:
        first.setdefault(actor.key, actor)
    return tuple(first.values())

"""The two sides of one event from all the words its tellings point at."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from accordingto.model import Actor
from accordingto.read.actors.echoes import Named, support_of, without_echoes

# Shares of the best support on their side below which others are left out. Agents swept 0-.8: F1 on 112 fresh reports
# .582 at .35, .590 at .5, .598 at .8, but whole events .253, .252, .247. Recipients swept 0-.4: .502 at 0, .508 at .3,
# .513 at .4; each telling names those hit by another word, so that less support says less of them.
AGENT_SHARE = 0.5
RECIPIENT_SHARE = 0.4


class Parties(NamedTuple):
    """Who does it, and against or for whom."""

    agents: tuple[Actor, ...]
    recipients: tuple[Actor, ...]


def parties_of(agents: Sequence[Named], recipients: Sequence[Named]) -> Parties:
    """The parties in the order given, each under one name; without those whom hardly any telling names.

    Nobody is on both sides: who is found there takes the likelier. In 1,343 annotated events no actor has both roles.
    """
    acting, suffering = _best(agents), _best(recipients)
    doers = [n for n in agents if acting[n.actor.key] >= suffering.get(n.actor.key, 0.0)]
    others = [n for n in recipients if suffering[n.actor.key] > acting.get(n.actor.key, 0.0)]
    sides = (_supported(doers, AGENT_SHARE), _supported(others, RECIPIENT_SHARE))
    return Parties(*(_once([n.actor for n in without_echoes(side)]) for side in sides))


def _best(named: Sequence[Named]) -> dict[str, float]:
    """The best score of each actor by its key."""
    best: dict[str, float] = {}
    for actor, score, _ in named:
        best[actor.key] = max(score, best.get(actor.key, 0.0))
    return best


def _supported(named: Sequence[Named], share: float) -> list[Named]:
    """Those whose support, over all their names, is not far below the best."""
    support = support_of(named)
    least = share * max(support.values(), default=0.0)
    return [n for n in named if support[n.actor.key] >= least]


def _once(actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """Each actor at its first naming."""
    first: dict[str, Actor] = {}
    for actor in actors:
        first.setdefault(actor.key, actor)
    return tuple(first.values())

"""Who gains a place, and whether two who are said to gain it are rivals or one party under two names."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import combinations

from accordingto.ledger.declared import STATE_ARMS
from accordingto.model import Actor, ControlChange
from accordingto.text import name_key, name_tokens


def gainer_of(control: ControlChange | None, agents: Sequence[Actor]) -> Actor | None:
    """The doer by whose name the change goes; somebody of that name alone if no doer has it; None if nobody is told."""
    if control is None or not control.to:
        return None
    wanted = name_key(control.to)
    told = (agent for agent in agents if name_key(agent.name) == wanted)
    return next(told, Actor(name=control.to, key=wanted))


def any_rivals(gainers: Iterable[Actor]) -> bool:
    """Whether two of those said to gain a place cannot be one party."""
    by_key = {gainer.key: gainer for gainer in gainers}
    return any(_are_rivals(one, two) for one, two in combinations(by_key.values(), 2))


def _are_rivals(one: Actor, two: Actor) -> bool:
    if one.kind in STATE_ARMS and two.kind in STATE_ARMS:
        return None not in (one.country, two.country) and one.country != two.country
    return not (_is_short_for(one, two) or _is_short_for(two, one))


def _is_short_for(one: Actor, two: Actor) -> bool:
    """Whether one is known by a plain name only, and the other's holds it: "rebels" may be "Syrian rebels"."""
    return one.key == name_key(one.name) and set(name_tokens(one.name)) <= set(name_tokens(two.name))

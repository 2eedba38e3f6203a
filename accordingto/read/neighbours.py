"""What the answers given to the events told around an event speak for: a day or a place is carried on until another is
set."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Mapping, Sequence
from itertools import pairwise

from accordingto.model import Span
from accordingto.read.choice import pooled
from accordingto.read.layout import Layout

Features = Mapping[str, float]
Answers = Mapping[Hashable, float]


def with_neighbours(
    events: Sequence[Sequence[Span]],
    keys: Sequence[Sequence[Hashable]],
    rows: Sequence[Sequence[Features]],
    alone: Sequence[Sequence[float]],
    layout: Layout,
) -> list[list[Features]]:
    """The features of each event's options with what its neighbours add; an event is given by its triggers.

    `keys` says which options are the same answer, `alone` how likely each is without the neighbours.
    """
    answers: list[Answers] = [pooled(key, found) for key, found in zip(keys, alone, strict=True)]
    around = _around(events, layout)
    return [
        [{**row, **_spoken_for(answers, *around[n], key)} for key, row in zip(keys[n], rows[n], strict=True)]
        for n in range(len(events))
    ]


def _around(events: Sequence[Sequence[Span]], layout: Layout) -> list[tuple[list[int], list[int], set[int]]]:
    """For each event those told right before and right behind its triggers, and those told in the same sentences."""
    order = sorted((trigger.start, n) for n, triggers in enumerate(events) for trigger in triggers)
    before: dict[int, list[int]] = defaultdict(list)
    behind: dict[int, list[int]] = defaultdict(list)
    for (_, one), (_, other) in pairwise(order):
        if one != other:
            behind[one].append(other)
            before[other].append(one)
    told: dict[int, set[int]] = defaultdict(set)
    homes: dict[int, set[int]] = defaultdict(set)
    for start, n in order:
        home = layout.sentence_at(start)
        told[home].add(n)
        homes[n].add(home)
    beside = [{m for home in homes[n] for m in told[home]} - {n} for n in range(len(events))]
    return [(before[n], behind[n], beside[n]) for n in range(len(events))]


def _spoken_for(
    answers: Sequence[Answers],
    before: Sequence[int],
    behind: Sequence[int],
    beside: Collection[int],
    key: Hashable,
) -> Features:
    return {
        "given_before": _given(answers, before, key),
        "given_behind": _given(answers, behind, key),
        "given_beside": _given(answers, beside, key),
        "others_before": _others(answers, before[:1], key),
        "others_behind": _others(answers, behind[:1], key),
        "others_beside": _others(answers, beside, key),
        "none_before": _none(answers, before[:1]),
        "none_beside": _none(answers, beside),
    }


def _given(answers: Sequence[Answers], events: Iterable[int], key: Hashable) -> float:
    return max((answers[m].get(key, 0.0) for m in events), default=0.0)


def _others(answers: Sequence[Answers], events: Iterable[int], key: Hashable) -> float:
    return max((sum(answers[m].values()) - answers[m].get(key, 0.0) for m in events), default=0.0)


def _none(answers: Sequence[Answers], events: Iterable[int]) -> float:
    return max((1.0 - sum(answers[m].values()) for m in events), default=0.0)

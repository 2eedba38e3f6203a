"""Things tied in pairs, and the groups that result."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def groups_of(items: Sequence[Item], pairs: Iterable[tuple[Item, Item]]) -> list[list[Item]]:
    """The groups of items that pairs tie, at one remove or many; items and groups in the order given."""
    places = {item: place for place, item in enumerate(items)}
    roots = list(range(len(items)))

    def root(i: int) -> int:
        while roots[i] != i:
            roots[i] = roots[roots[i]]
            i = roots[i]
        return i

    for one, two in pairs:
        low, high = sorted((root(places[one]), root(places[two])))
        roots[high] = low
    groups: dict[int, list[Item]] = defaultdict(list)
    for item, place in places.items():
        groups[root(place)].append(item)
    return list(groups.values())

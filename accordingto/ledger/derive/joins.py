"""Claims joined in pairs, and the groups that result."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accordingto.ledger.derive.groups import groups_of


@dataclass(frozen=True, slots=True, kw_only=True)
class Join:
    """Two claims, by their places in a sequence, and why they may go back to one origin."""

    left: int
    right: int
    reason: str


def joined(count: int, joins: Iterable[Join]) -> list[list[int]]:
    """The groups of `count` claims, each in rising order, groups by their first."""
    return groups_of(range(count), ((join.left, join.right) for join in joins))

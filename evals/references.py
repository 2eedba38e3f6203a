"""The figures there are, in the order of the table, with what others reach: `references.toml`, read and checked."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import msgspec

REFERENCES = Path(__file__).with_name("references.toml")


class Figure(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What one figure says and what others reach; None: nobody has measured it."""

    key: str
    label: str
    afternoon: float | None = None
    published: float | None = None
    human: float | None = None
    note: str = ""


class FigureSet(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The figures of one data set; `tolerance` is how far they may lie below their floors."""

    name: str
    title: str
    figures: tuple[Figure, ...]
    tolerance: float = 0.003

    def named(self) -> Iterator[tuple[str, Figure]]:
        """Each figure with its full name, "set/figure"."""
        for figure in self.figures:
            yield f"{self.name}/{figure.key}", figure


class _References(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    sets: tuple[FigureSet, ...] = msgspec.field(name="set")


@cache
def figure_sets() -> tuple[FigureSet, ...]:
    """All sets, in the order of the table."""
    return msgspec.toml.decode(REFERENCES.read_bytes(), type=_References).sets


def tolerances() -> dict[str, float]:
    """How far each figure, by its full name, may lie below its floor."""
    return {name: group.tolerance for group in figure_sets() for name, _ in group.named()}

"""What was reached, and the gate that keeps it: `floors.json`, one entry for each figure.

A floor only rises, unless a regression is allowed by name. Each carries the digest of the gold, the scorer and the
choice of documents it was measured on; a figure measured on other data is not compared but refused.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

import msgspec

FLOORS = Path(__file__).with_name("floors.json")
DIGITS = 3  # a floor is the figure cut, not rounded, to this many digits


class Floor(msgspec.Struct, frozen=True, kw_only=True):
    """A figure's floor and the data it was measured on."""

    floor: float
    gold: str
    documents: int
    held_out: bool = False


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """A figure as just measured."""

    name: str
    value: float
    gold: str
    documents: int
    held_out: bool = False

    @property
    def as_floor(self) -> Floor:
        cut = math.floor(self.value * 10**DIGITS + 1e-9) / 10**DIGITS
        return Floor(floor=cut, gold=self.gold, documents=self.documents, held_out=self.held_out)


Floors = Mapping[str, Floor]


def read_floors(path: Path = FLOORS) -> Floors:
    """The floors, none if there is no file yet."""
    return msgspec.json.decode(path.read_bytes(), type=dict[str, Floor]) if path.is_file() else {}


def write_floors(floors: Floors, path: Path = FLOORS) -> None:
    """Write the floors, sorted, one figure a line, so that a change reads well."""
    lines = [f"  {name!r}: ".replace("'", '"') + msgspec.json.encode(floors[name]).decode() for name in sorted(floors)]
    path.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


def raised(floors: Floors, measured: Iterable[Measured], *, allow_regression: bool) -> Floors:
    """The floors after a measurement: higher where it was higher, new where the data is; lower only if allowed."""
    result = dict(floors)
    for figure in measured:
        old, new = floors.get(figure.name), figure.as_floor
        if old is None or allow_regression or old.gold != new.gold or new.floor > old.floor:
            result[figure.name] = new
    return result


def failures(
    floors: Floors, measured: Sequence[Measured], *, expected: Iterable[str], tolerances: Mapping[str, float]
) -> list[str]:
    """A sentence for each figure that fell, was measured on other data, or was not measured though `expected`.

    A figure fell if it lies below its floor by more than its tolerance.
    """
    by_name = {figure.name: figure for figure in measured}
    sentences = []
    for name in sorted(set(expected) & set(floors)):
        figure, floor = by_name.get(name), floors[name]
        if figure is None:
            sentences.append(f"{name}: has a floor but was not measured")
        elif figure.gold != floor.gold:
            sentences.append(f"{name}: measured on other data ({figure.gold}) than its floor ({floor.gold})")
        elif figure.value < floor.floor - tolerances[name]:
            sentences.append(f"{name}: {figure.value:.4f} is below its floor {floor.floor:.3f}")
    return sentences

"""The gate: floors rise, never sink unasked, and are never compared across different data."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evals.floors import Floor, Measured, failures, raised, read_floors, write_floors

GOLD = "a" * 16
TOLERANCES = {"polnear/main": 0.003}


def measured(value: float, *, name: str = "polnear/main", gold: str = GOLD) -> Measured:
    return Measured(name=name, value=value, gold=gold, documents=84)


def floor(value: float, *, gold: str = GOLD) -> Floor:
    return Floor(floor=value, gold=gold, documents=84)


@pytest.mark.parametrize(
    ("value", "gold", "says"),
    [
        (0.80, GOLD, None),  # on the floor
        (0.80 - 0.002, GOLD, None),  # another processor's rounding
        (0.79, GOLD, "polnear/main: 0.7900 is below its floor 0.800"),
        (0.90, "b" * 16, "polnear/main: measured on other data"),  # better, but on another gold file
    ],
)
def test_gate_names_what_fell(value: float, gold: str, says: str | None) -> None:
    sentences = failures(
        {"polnear/main": floor(0.80)}, [measured(value, gold=gold)], expected=["polnear/main"], tolerances=TOLERANCES
    )
    assert len(sentences) == (says is not None)
    assert says is None or sentences[0].startswith(says)


def test_gate_misses_a_figure_that_was_not_measured() -> None:
    floors = {"polnear/main": floor(0.8), "lgl/recognition": floor(0.7)}
    assert failures(floors, [], expected=["polnear/main"], tolerances=TOLERANCES) == [
        "polnear/main: has a floor but was not measured"
    ]


def test_a_figure_without_a_floor_passes() -> None:
    assert failures({}, [measured(0.1)], expected=["polnear/main"], tolerances=TOLERANCES) == []


def test_floors_are_cut_not_rounded() -> None:
    # 0.8299 rounded up to .830 would fail the very run that set it, on a stricter tolerance.
    assert measured(0.8299).as_floor.floor == 0.829


@given(st.floats(0, 1), st.floats(0, 1))
def test_floors_only_rise(before: float, after: float) -> None:
    floors = raised({}, [measured(before)], allow_regression=False)
    floors = raised(floors, [measured(after)], allow_regression=False)
    assert floors["polnear/main"].floor == measured(max(before, after)).as_floor.floor


def test_lowering_needs_the_flag() -> None:
    lowered = raised({"polnear/main": floor(0.9)}, [measured(0.5)], allow_regression=True)
    assert lowered["polnear/main"].floor == 0.5


def test_other_data_makes_a_new_floor() -> None:
    moved = raised({"polnear/main": floor(0.9)}, [measured(0.5, gold="c" * 16)], allow_regression=False)
    assert moved["polnear/main"].floor == 0.5


def test_file_round_trip(tmp_path: Path) -> None:
    path = tmp_path / "floors.json"
    floors = {"b/x": floor(0.5), "a/y": floor(1.0)}
    write_floors(floors, path)
    assert read_floors(path) == floors
    assert path.read_text(encoding="utf-8").count("\n") == 4  # one figure a line


def test_no_file_is_no_floors(tmp_path: Path) -> None:
    assert read_floors(tmp_path / "none.json") == {}

"""The table and the committed page of figures."""

from __future__ import annotations

from pathlib import Path

import pytest

from evals.floors import Floor, Measured, read_floors
from evals.measures import MEASURES
from evals.references import Figure, FigureSet, figure_sets
from evals.table import HEADLINES, headline_table, markdown_page, terminal_table, with_headlines

ROOT = Path(__file__).resolve().parents[2]
SET = FigureSet(
    name="toy",
    title="A toy set",
    figures=(Figure(key="f1", label="all of it", afternoon=0.5, human=1.0), Figure(key="rest", label="the rest")),
)


def measured(value: float) -> dict[str, Measured]:
    return {"toy/f1": Measured(name="toy/f1", value=value, gold="0" * 16, documents=3, held_out=True)}


def test_the_table_shows_ours_beside_the_others() -> None:
    table = terminal_table([SET], measured(0.8), {"toy/f1": Floor(floor=0.7, gold="0" * 16, documents=3)})
    assert "3 documents, held out from training" in table
    assert table.splitlines()[-1].split() == ["all", "of", "it", ".800", ".500", "1.000", ".700↑"]


def test_a_set_that_was_not_measured_is_left_out() -> None:
    assert terminal_table([SET], {}, {}) == ""


def test_a_fall_is_marked() -> None:
    table = terminal_table([SET], measured(0.6), {"toy/f1": Floor(floor=0.7, gold="0" * 16, documents=3)})
    assert table.endswith(".700↓")


def test_every_measured_set_is_in_the_references() -> None:
    assert {group.name for group in figure_sets()} == set(MEASURES)


def test_every_floor_has_a_reference() -> None:
    known = {name for group in figure_sets() for name, _ in group.named()}
    assert set(read_floors()) <= known


def test_the_page_of_figures_says_what_the_floors_say() -> None:
    page = (ROOT / "docs" / "figures.md").read_text(encoding="utf-8")
    assert page == markdown_page(figure_sets(), read_floors()), "run python -m evals --write-floors"


def test_the_front_page_says_what_the_floors_say() -> None:
    page = (ROOT / "README.md").read_text(encoding="utf-8")
    table = headline_table(figure_sets(), read_floors())
    assert page == with_headlines(page, table), "run python -m evals --write-floors"


def test_headlines_are_figures() -> None:
    assert set(HEADLINES) <= {name for group in figure_sets() for name, _ in group.named()}


def test_a_page_without_a_place_for_figures() -> None:
    with pytest.raises(ValueError, match="no place for figures"):
        with_headlines("# Title", "| table |")

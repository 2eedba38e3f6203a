"""Events and claims as tables."""

from __future__ import annotations

import pytest

from accordingto.publish.exports import FORMULA_STARTS
from accordingto.publish.situation import Situation
from tests.publish.exports.reading import read_table


@pytest.mark.parametrize("name", ["events-csv", "claims-csv"])
def test_tables_are_rectangular_and_hold_no_formula(name: str, example: Situation) -> None:
    rows = read_table(name, example)
    assert len(rows) > 10
    assert not any(cell.startswith(FORMULA_STARTS) for row in rows for cell in row.values())


def test_claims_carry_their_words_and_through_whom(example: Situation) -> None:
    rows = read_table("claims-csv", example)
    nested = [row for row in rows if row["through"] == "Halden Wire" and row["author"] == "Syrian army"]
    assert nested
    assert "lost control of Hama" in " ".join(row["words"] for row in nested)

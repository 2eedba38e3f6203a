"""The UCDP-shaped table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from pathlib import Path

import pytest

from accordingto.model import DatePrecision, TimeRange
from accordingto.publish.exports.ucdp import COLUMNS, grid_cell
from accordingto.publish.situation import Situation
from tests.factory import make_day
from tests.publish.exports.reading import read_table
from tests.publish.exports.situations import (
    ARMY,
    COUNTRY,
    DISTRICT,
    NEIGHBOURS,
    REBELS,
    RIVALS,
    TOWN,
    VILLAGERS,
    Telling,
    situation_of,
)

STANDARD = [
    "id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_dset_id", "conflict_new_id",
    "conflict_name", "dyad_dset_id", "dyad_new_id", "dyad_name", "side_a_dset_id", "side_a_new_id", "side_a",
    "side_b_dset_id", "side_b_new_id", "side_b", "number_of_sources", "source_article", "source_office", "source_date",
    "source_headline", "source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2",
    "latitude", "longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity",
    "date_prec", "date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best",
    "high", "low", "gwnoa", "gwnob",
]  # fmt: skip
TWO = (Telling(author=ARMY, killed=(3, 3)), Telling(author=REBELS, killed=(9, 9)))


def only(situation: Situation) -> Mapping[str, str]:
    (row,) = read_table("ucdp-csv", situation)
    return row


def test_the_columns_are_the_49_in_their_order() -> None:
    assert COLUMNS == STANDARD
    assert len(STANDARD) == 49


def test_a_row_tells_the_event(tmp_path: Path) -> None:
    row = only(situation_of(tmp_path, TWO, places=[TOWN, DISTRICT]))
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == ("1", "Norland army", "Hill Front")
    assert row["dyad_name"] == "Norland army - Hill Front"
    assert (row["low"], row["best"], row["high"]) == ("3", "3", "9")
    assert row["deaths_b"] == "3"
    assert row["number_of_sources"] == "2"
    assert row["source_original"] == "Norland army; Hill Front"
    assert (row["country_id"], row["gwnoa"], row["gwnob"]) == ("652", "652", "")
    assert (row["where_prec"], row["latitude"], row["longitude"]) == ("1", "35.75", "36.625")
    assert row["geom_wkt"] == "POINT (36.625 35.75)"
    assert row["where_description"] == "Qorin; Qorin district"
    assert datetime.fromisoformat(row["date_start"]).date() == date(2024, 12, 3)


def test_deaths_of_a_row_add_up(example: Situation, tmp_path: Path) -> None:
    rows = [*read_table("ucdp-csv", example), *read_table("ucdp-csv", situation_of(tmp_path, TWO))]
    assert len(rows) > 1
    for row in rows:
        fallen = sum(int(row[f"deaths_{side}"]) for side in ("a", "b", "civilians", "unknown"))
        assert fallen == int(row["best"])
        assert int(row["low"]) <= int(row["best"]) <= int(row["high"])


SIDES = [
    # Against others a state is side a, whoever attacked.
    ((REBELS,), (ARMY,), "1", "Norland army", "Hill Front", "deaths_a"),
    ((REBELS, ARMY), (ARMY,), "1", "Norland army", "Hill Front", "deaths_a"),
    ((NEIGHBOURS,), (ARMY,), "1", "Sudland army", "Norland army", "deaths_b"),
    ((REBELS,), (RIVALS,), "2", "Hill Front", "River Front", "deaths_b"),
    ((ARMY,), (VILLAGERS,), "3", "Norland army", "Civilians", "deaths_civilians"),
    # Fighters and villagers died: which were how many, nobody says.
    ((ARMY,), (REBELS, VILLAGERS), "1", "Norland army", "Hill Front; villagers", "deaths_unknown"),
]


@pytest.mark.parametrize(("agents", "recipients", "kind", "a", "b", "column"), SIDES)
def test_sides_and_on_whom_the_deaths_fell(
    agents: tuple[object, ...], recipients: tuple[object, ...], kind: str, a: str, b: str, column: str, tmp_path: Path
) -> None:
    row = only(situation_of(tmp_path, TWO, agents=agents, recipients=recipients))  # type: ignore[arg-type]
    assert (row["type_of_violence"], row["side_a"], row["side_b"]) == (kind, a, b)
    assert row[column] == row["best"]


def test_precision_codes_are_native(tmp_path: Path) -> None:
    month = make_day(date(2024, 12, 1), end=date(2024, 12, 31), precision=DatePrecision.MONTH)
    row = only(situation_of(tmp_path, TWO, places=[COUNTRY], time=month))
    assert (row["where_prec"], row["date_prec"], row["event_clarity"]) == ("6", "4", "2")


OPEN = TimeRange(start=date(2024, 12, 1), end=None, precision=DatePrecision.DAY)


@pytest.mark.parametrize(
    "changed", [{"time": OPEN}, {"time": None}, {"places": ()}, {"tellings": (Telling(author=ARMY),)}]
)
def test_what_the_dataset_has_no_place_for_is_left_out(changed: dict[str, object], tmp_path: Path) -> None:
    arguments: dict[str, object] = {"tellings": TWO, **changed}
    assert read_table("ucdp-csv", situation_of(tmp_path, **arguments)) == []  # type: ignore[arg-type]


CELLS = [
    # The first cell is in the south-west corner; the last in the north-east one; PRIO-GRID's own numbering.
    ((-90.0, -180.0), 1),
    ((-89.9, -179.4), 2),
    ((-89.4, -180.0), 721),
    ((90.0, 180.0), 259_200),
    # Damascus: row 248 from the south, column 433 from the west.
    ((33.51, 36.29), 247 * 720 + 433),
]


@pytest.mark.parametrize(("point", "cell"), CELLS)
def test_grid_cells(point: tuple[float, float], cell: int) -> None:
    assert grid_cell(*point) == cell

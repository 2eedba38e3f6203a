"""The ACLED-shaped table, read back as its users read it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path

import pytest

from accordingto.model import Actor, DatePrecision, EventPlace, EventType, Status, TimeRange
from accordingto.publish.exports.acled import COLUMNS
from accordingto.publish.situation import Situation
from tests.factory import make_day
from tests.publish.exports.reading import read_table
from tests.publish.exports.situations import (
    ARMY,
    COUNTRY,
    DAY,
    DISTRICT,
    NEAR_TOWN,
    NEIGHBOURS,
    PROVINCE,
    REBELS,
    TOWN,
    VILLAGERS,
    Telling,
    situation_of,
)

# The columns of the published files, in their order, as a reader written for them expects them.
STANDARD = [
    "event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type", "actor1",
    "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting", "iso",
    "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision", "source",
    "source_scale", "notes", "fatalities", "tags", "timestamp",
]  # fmt: skip


def only(situation: Situation) -> Mapping[str, str]:
    (row,) = read_table("acled-csv", situation)
    return row


def test_the_columns_are_the_31_in_their_order(example: Situation) -> None:
    assert COLUMNS == STANDARD
    assert len(STANDARD) == 31
    assert list(read_table("acled-csv", example)[0]) == STANDARD


def test_values_have_the_types_that_readers_expect(example: Situation) -> None:
    for row in read_table("acled-csv", example):
        day = date.fromisoformat(row["event_date"])
        assert day.year == int(row["year"])
        assert row["time_precision"] in ("1", "2", "3")
        assert row["geo_precision"] in ("", "1", "2", "3")
        assert bool(row["latitude"]) == bool(row["longitude"]) == bool(row["geo_precision"])
        assert int(row["timestamp"]) > 0


def test_ids_are_our_own_and_unique(example: Situation) -> None:
    ids = [row["event_id_cnty"] for row in read_table("acled-csv", example)]
    assert len(ids) == len(set(ids))
    assert {found.split("-")[0] for found in ids} <= {event.id for event in example.events}


def test_a_row_tells_the_event(tmp_path: Path) -> None:
    tellings = [Telling(author=ARMY, killed=(3, 3)), Telling(author=REBELS, killed=(9, 9))]
    row = only(situation_of(tmp_path, tellings))
    assert (row["event_type"], row["sub_event_type"]) == ("Battles", "Armed clash")
    assert (row["actor1"], row["inter1"]) == ("Norland army", "State forces")
    assert (row["actor2"], row["inter2"]) == ("Hill Front", "Rebel group")
    assert row["interaction"] == "State forces-Rebel group"
    assert (row["iso"], row["country"], row["region"]) == ("760", "Syria", "Middle East")
    assert row["fatalities"] == "3"
    assert row["source"] == "Outlet 0; Outlet 1"
    assert "2 origins" in row["tags"]


PLACES = [
    (TOWN, "1", True),
    (NEAR_TOWN, "2", True),
    (DISTRICT, "2", True),
    (PROVINCE, "3", True),
    # The scheme has no code for a whole country: its middle would be a place where nothing happened.
    (COUNTRY, "", False),
]


@pytest.mark.parametrize(("place", "precision", "has_position"), PLACES)
def test_a_place_is_no_finer_than_told(place: EventPlace, precision: str, has_position: bool, tmp_path: Path) -> None:
    row = only(situation_of(tmp_path, places=[place]))
    assert row["geo_precision"] == precision
    assert bool(row["latitude"]) == has_position


DATES = [
    (DAY, "1"),
    (make_day(date(2024, 12, 1), end=date(2024, 12, 3), precision=DatePrecision.DAYS), "2"),
    (make_day(date(2024, 12, 1), end=date(2024, 12, 31), precision=DatePrecision.MONTH), "3"),
    # Left out: a year is no date here, an open beginning is none, and no date is none.
    (make_day(date(2024, 1, 1), end=date(2024, 12, 31), precision=DatePrecision.YEAR), None),
    (TimeRange(start=None, end=date(2024, 12, 3), precision=DatePrecision.DAY), None),
    (None, None),
]


@pytest.mark.parametrize(("time", "precision"), DATES)
def test_a_date_is_never_made_up(time: TimeRange | None, precision: str | None, tmp_path: Path) -> None:
    rows = read_table("acled-csv", situation_of(tmp_path, time=time))
    assert [row["time_precision"] for row in rows] == ([precision] if precision else [])


PARTIES = [
    # A neighbour's army is no state force here.
    ((NEIGHBOURS,), (REBELS,), "External/Other forces", "Rebel group", ""),
    ((ARMY,), (VILLAGERS,), "State forces", "Civilians", "Civilian targeting"),
    ((REBELS,), (), "Rebel group", "", ""),
    ((), (), "", "", ""),
]


@pytest.mark.parametrize(("agents", "recipients", "first", "second", "aimed"), PARTIES)
def test_parties_by_their_kind(
    agents: tuple[Actor, ...], recipients: tuple[Actor, ...], first: str, second: str, aimed: str, tmp_path: Path
) -> None:
    row = only(situation_of(tmp_path, mode=None, agents=agents, recipients=recipients))
    assert (row["inter1"], row["inter2"], row["civilian_targeting"]) == (first, second, aimed)


def test_nobody_is_on_both_sides(tmp_path: Path) -> None:
    row = only(situation_of(tmp_path, agents=(REBELS, ARMY), recipients=(ARMY,)))
    assert (row["actor1"], row["assoc_actor_1"], row["actor2"]) == ("Hill Front", "", "Norland army")


def test_the_dead_are_counted_once_where_an_event_has_several_places(tmp_path: Path) -> None:
    situation = situation_of(tmp_path, [Telling(author=ARMY, killed=(7, 7))], places=[TOWN, DISTRICT])
    assert [row["fatalities"] for row in read_table("acled-csv", situation)] == ["7", ""]


LEFT_OUT = [
    # Diplomacy has no class in the scheme.
    (EventType.CONSULT, Status.HAPPENED),
    # Nothing that has not happened.
    (EventType.ASSAULT, Status.PLANNED),
    (EventType.ASSAULT, Status.HYPOTHETICAL),
    (EventType.ASSAULT, Status.HISTORICAL),
]


@pytest.mark.parametrize(("event_type", "status"), LEFT_OUT)
def test_what_the_scheme_has_no_place_for_is_left_out(event_type: EventType, status: Status, tmp_path: Path) -> None:
    assert read_table("acled-csv", situation_of(tmp_path, event_type=event_type, mode=None, status=status)) == []

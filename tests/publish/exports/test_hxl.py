"""HXL, read by the humanitarian exchange's own library."""

from __future__ import annotations

import io
from collections.abc import Sequence
from pathlib import Path

import hxl
import pytest

from accordingto.model import EventPlace
from accordingto.publish.situation import Situation
from tests.publish.exports.reading import exported
from tests.publish.exports.situations import (
    ARMY,
    COUNTRY,
    DISTRICT,
    NEAR_TOWN,
    PROVINCE,
    REBELS,
    TOWN,
    Telling,
    situation_of,
)


def rows(situation: Situation) -> Sequence[hxl.model.Row]:
    source = hxl.make_input(io.BytesIO(exported("hxl", situation)), hxl.input.InputOptions(allow_local=True))
    return list(hxl.data(source))


def test_the_library_finds_the_tags(example: Situation) -> None:
    first = rows(example)[0]
    found = [column.display_tag for column in first.columns]
    assert found[:5] == ["#event+code", "#date+occurred", "#event+type", "#event+type+sub", "#group+name+first"]
    assert len(found) == 15


def test_values_are_found_by_their_tags(tmp_path: Path) -> None:
    (row,) = rows(situation_of(tmp_path, [Telling(author=ARMY, killed=(3, 3)), Telling(author=REBELS)]))
    assert row.get("#date+occurred") == "2024-12-03"
    assert row.get("#affected+killed") == "3"
    assert row.get("#meta+source") == "Norland army; Hill Front"
    assert row.get("#x_origins+num") == "2"
    assert (row.get("#geo+lat"), row.get("#geo+lon")) == ("35.75", "36.625")


PLACES = [(TOWN, True), (NEAR_TOWN, True), (DISTRICT, False), (PROVINCE, False), (COUNTRY, False)]


@pytest.mark.parametrize(("place", "has_position"), PLACES)
def test_only_settlements_become_points(place: EventPlace, has_position: bool, tmp_path: Path) -> None:
    (row,) = rows(situation_of(tmp_path, places=[place]))
    assert bool(row.get("#geo+lat")) == has_position


def test_sums_of_the_dead_count_an_event_once(tmp_path: Path) -> None:
    situation = situation_of(tmp_path, [Telling(author=ARMY, killed=(3, 3))], places=[TOWN, DISTRICT])
    assert [row.get("#affected+killed") or "" for row in rows(situation)] == ["3", ""]

"""TimeMap's data, by the rules its own code checks before it shows anything."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from accordingto.model import EventPlace
from accordingto.publish.situation import Situation
from tests.publish.exports.reading import read_json
from tests.publish.exports.situations import COUNTRY, DISTRICT, NEAR_TOWN, TOWN, situation_of

EVENT_TEXTS = "id description date time time_precision location latitude longitude category".split()
SOURCE_TEXTS = "id title type url author date".split()


def test_events_pass_the_checks_of_the_program(example: Situation) -> None:
    data = read_json("timemap", example)
    known = {association["id"] for association in data["associations"]}
    assert set(data) == {"events", "sources", "associations", "sites", "shapes"}
    assert len(data["events"]) > 10
    for event in data["events"]:
        assert set(event) == {*EVENT_TEXTS, "associations", "sources"}
        assert all(isinstance(event[name], str) for name in EVENT_TEXTS)
        assert bool(event["latitude"]) == bool(event["longitude"])
        datetime.strptime(event["date"], "%m/%d/%Y")  # noqa: DTZ007  # its default date format
        assert set(event["associations"]) <= known
        assert set(event["sources"]) <= set(data["sources"])
    for key, source in data["sources"].items():
        assert source["id"] == key
        assert source["paths"] == []
        assert all(isinstance(source[name], str) for name in SOURCE_TEXTS)


def test_filters_are_unique_and_have_a_path(example: Situation) -> None:
    associations = read_json("timemap", example)["associations"]
    assert len({found["id"] for found in associations}) == len(associations)
    assert all(found["mode"] == "FILTER" and len(found["filter_paths"]) == 2 for found in associations)


PLACES = [(TOWN, True), (NEAR_TOWN, True), (DISTRICT, False), (COUNTRY, False)]


@pytest.mark.parametrize(("place", "has_position"), PLACES)
def test_only_settlements_become_points(place: EventPlace, has_position: bool, tmp_path: Path) -> None:
    (event,) = read_json("timemap", situation_of(tmp_path, places=[place]))["events"]
    assert bool(event["latitude"]) == has_position
    assert event["location"]


def test_undated_events_are_left_out(tmp_path: Path) -> None:
    assert read_json("timemap", situation_of(tmp_path, time=None))["events"] == []

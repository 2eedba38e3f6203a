"""The GeoPackage, opened by GDAL as any geographic information system opens it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pyogrio
import pytest

from accordingto.publish.mapdata import located
from accordingto.publish.situation import Situation
from tests.publish.exports.reading import exported, read_table
from tests.publish.exports.situations import DISTRICT, TOWN, situation_of


@pytest.fixture
def package(example: Situation, tmp_path: Path) -> Path:
    path = tmp_path / "example.gpkg"
    path.write_bytes(exported("geopackage", example))
    return path


def test_gdal_finds_both_layers(package: Path, example: Situation) -> None:
    assert dict(pyogrio.list_layers(package)) == {"events": "Unknown", "claims": None}
    events = pyogrio.read_info(package, layer="events")
    assert events["crs"] == "EPSG:4326"
    assert events["features"] == sum(max(1, len(located(event))) for event in example.events)
    assert pyogrio.read_info(package, layer="claims")["features"] == len(read_table("claims-csv", example))


def test_gdal_reads_points_and_areas(tmp_path: Path) -> None:
    path = tmp_path / "two.gpkg"
    path.write_bytes(exported("geopackage", situation_of(tmp_path, places=[TOWN, DISTRICT])))
    _, _, shapes, fields = pyogrio.raw.read(path, layer="events")
    assert [int.from_bytes(shape[1:5], "little") for shape in shapes] == [1, 3]
    bounds = pyogrio.read_bounds(path, layer="events")[1]
    assert [round(float(side[0]), 6) for side in bounds] == [36.625, 35.75, 36.625, 35.75]
    west, south, east, north = (float(side[1]) for side in bounds)
    assert west < 36.6 < east
    assert south < 35.7 < north
    assert len(fields[0]) == 2


def test_an_unplaced_event_has_no_geometry(tmp_path: Path) -> None:
    path = tmp_path / "none.gpkg"
    path.write_bytes(exported("geopackage", situation_of(tmp_path, places=())))
    _, _, shapes, _ = pyogrio.raw.read(path, layer="events")
    assert list(shapes) == [None]


def test_the_file_is_a_sound_database_that_joins(package: Path) -> None:
    with sqlite3.connect(package) as database:
        assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA application_id").fetchone() == (0x47504B47,)
        joined = "SELECT count(*) FROM claims WHERE event_id NOT IN (SELECT event_id FROM events)"
        assert database.execute(joined).fetchone() == (0,)
    database.close()

"""Files for other programs, read back by the standard's own rules."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import feedparser
import pytest

from accordingto.publish.exports import EXPORTS, FILE_NAMES, FORMULA_STARTS, export_bytes
from accordingto.publish.feeds import ATOM, atom, json_feed
from accordingto.publish.situation import Situation
from tests.publish.conftest import OPTIONS

Json = Any  # what json.loads gives


def loaded(name: str, situation: Situation) -> Json:
    return json.loads(export_bytes(name, situation, OPTIONS))


def test_every_format_has_a_file_and_says_what_it_loses() -> None:
    assert set(EXPORTS) == set(FILE_NAMES)
    assert all(export.__doc__ for export in EXPORTS.values())


def test_geojson_follows_the_standard(example: Situation) -> None:
    collection = loaded("geojson", example)
    assert collection["type"] == "FeatureCollection"
    assert "crs" not in collection
    ids = [feature["id"] for feature in collection["features"]]
    assert len(ids) == len(set(ids))
    for feature in collection["features"]:
        geometry = feature["geometry"]
        if geometry is None:
            continue
        polygons = {"Point": [], "Polygon": [geometry["coordinates"]], "MultiPolygon": geometry["coordinates"]}
        points = [geometry["coordinates"]] if geometry["type"] == "Point" else []
        for polygon in polygons[geometry["type"]]:
            (ring,) = polygon
            assert ring[0] == ring[-1]
            assert len(ring) >= 4
            points += ring
        assert all(-180 <= lon <= 180 and -90 <= lat <= 90 for lon, lat in points)
        assert all(len(str(x).partition(".")[2]) <= 7 for point in points for x in point)


def test_a_point_is_drawn_only_where_the_place_is_exact(example: Situation) -> None:
    for feature in loaded("geojson", example)["features"]:
        if feature["geometry"] is not None:
            assert (feature["geometry"]["type"] == "Point") == (feature["properties"]["where_prec"] == 1)


def test_longitude_comes_first(example: Situation) -> None:
    tartus = [f for f in loaded("geojson", example)["features"] if f["properties"].get("place") == "Tartus"]
    assert tartus[0]["geometry"]["coordinates"] == [35.8866, 34.889]


def test_an_unplaced_event_has_no_geometry(example: Situation) -> None:
    unplaced = [f for f in loaded("geojson", example)["features"] if f["geometry"] is None]
    assert any("Kiselyov" in feature["properties"]["headline"] for feature in unplaced)


@pytest.mark.parametrize("name", ["events-csv", "claims-csv"])
def test_tables_are_rectangular(name: str, example: Situation) -> None:
    rows = list(csv.reader(io.StringIO(export_bytes(name, example, OPTIONS).decode(), newline="")))
    assert len(rows) > 10
    assert {len(row) for row in rows} == {len(rows[0])}
    assert not any(cell.startswith(FORMULA_STARTS) for row in rows for cell in row)


def test_claims_carry_their_words_and_through_whom(example: Situation) -> None:
    rows = list(csv.DictReader(io.StringIO(export_bytes("claims-csv", example, OPTIONS).decode(), newline="")))
    nested = [row for row in rows if row["through"] == "Halden Wire" and row["author"] == "Syrian army"]
    assert nested
    assert "lost control of Hama" in " ".join(row["words"] for row in nested)


def test_json_lines_hold_every_record(example: Situation) -> None:
    records = [json.loads(line) for line in export_bytes("jsonl", example, OPTIONS).splitlines()]
    kinds = [record["kind"] for record in records]
    assert kinds.count("article") == 14
    assert kinds.count("event") == len(example.events)
    for record in records:
        if record["kind"] == "article":
            assert record["text"]


def test_the_atom_feed_is_read_by_a_feed_reader(example: Situation) -> None:
    feed = feedparser.parse(atom(example, OPTIONS, "Title & <b>"))
    assert not feed.bozo
    assert len(feed.entries) == len(example.events)
    ids = [entry.id for entry in feed.entries]
    assert len(ids) == len(set(ids))
    assert ATOM.encode() in atom(example, OPTIONS, "x")


def test_the_json_feed_has_what_the_standard_demands(example: Situation) -> None:
    feed = json.loads(json_feed(example, OPTIONS, "Title"))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == "Title"
    assert all(item["id"] and item["content_text"] for item in feed["items"])

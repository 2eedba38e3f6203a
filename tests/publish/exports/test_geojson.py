"""GeoJSON by the rules of RFC 7946."""

from __future__ import annotations

from accordingto.publish.situation import Situation
from tests.publish.exports.reading import read_json


def test_geojson_follows_the_standard(example: Situation) -> None:
    collection = read_json("geojson", example)
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
    for feature in read_json("geojson", example)["features"]:
        if feature["geometry"] is not None:
            assert (feature["geometry"]["type"] == "Point") == (feature["properties"]["where_prec"] == 1)


def test_longitude_comes_first(example: Situation) -> None:
    tartus = [f for f in read_json("geojson", example)["features"] if f["properties"].get("place") == "Tartus"]
    assert tartus[0]["geometry"]["coordinates"] == [35.8866, 34.889]


def test_an_unplaced_event_has_no_geometry(example: Situation) -> None:
    unplaced = [f for f in read_json("geojson", example)["features"] if f["geometry"] is None]
    assert any("Kiselyov" in feature["properties"]["headline"] for feature in unplaced)

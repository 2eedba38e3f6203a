"""Cuts Natural Earth's layers down to the points the bundled gazetteer ships: `cut_natural_earth.py FOLDER`.

FOLDER holds the 1:10m label points, lakes, rivers and populated places as GeoJSON. Natural Earth is public domain.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

OUT = Path(__file__).parents[1] / "accordingto" / "read" / "gazetteer" / "data" / "natural_earth.tsv.gz"
KM_PER_DEGREE = 111.2


def features(path: Path) -> list[dict[str, Any]]:
    """The features of a GeoJSON file, gzipped or not."""
    raw = path.read_bytes()
    return list(json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)["features"])


def points(geometry: dict[str, Any]) -> list[list[float]]:
    """Every position of a geometry, flat."""
    flat: list[list[float]] = []
    stack: list[Any] = [geometry["coordinates"]]
    while stack:
        item = stack.pop()
        if item and isinstance(item[0], (int, float)):
            flat.append(item)
        else:
            stack.extend(item)
    return flat


def provinces(folder: Path) -> Iterator[tuple[str, ...]]:
    """One row a province: the label point of its most prominent part."""
    best: dict[str, tuple[int, dict[str, Any]]] = {}
    for feature in features(folder / "ne_10m_admin_1_label_points.json"):
        p = feature["properties"]
        if p["featurecla"] != "Admin-1 scale rank" or not p["name"] or not p["iso_a2"]:
            continue
        # adm0_sr ranks the parts of one province: the mainland before its islands.
        rank = int(p["adm0_sr"])
        if p["adm1_code"] not in best or rank < best[p["adm1_code"]][0]:
            best[p["adm1_code"]] = (rank, feature)
    for _, feature in best.values():
        lon, lat = feature["geometry"]["coordinates"]
        yield "province", feature["properties"]["iso_a2"], feature["properties"]["name"], f"{lat:.3f}", f"{lon:.3f}", ""


def waters(folder: Path, layer: str, kind: str) -> Iterator[tuple[str, ...]]:
    """One row a name: the middle of all its parts and half their extent in km."""
    parts: dict[str, list[list[float]]] = {}
    for feature in features(folder / f"{layer}.geojson.gz"):
        name = feature["properties"].get("name")
        if name:
            parts.setdefault(name, []).extend(points(feature["geometry"]))
    for name, positions in sorted(parts.items()):
        lons, lats = [p[0] for p in positions], [p[1] for p in positions]
        lon, lat = (min(lons) + max(lons)) / 2, (min(lats) + max(lats)) / 2
        middle = min(positions, key=lambda p: (p[0] - lon) ** 2 + (p[1] - lat) ** 2)
        half = KM_PER_DEGREE * math.hypot(max(lats) - min(lats), (max(lons) - min(lons)) * math.cos(math.radians(lat)))
        yield kind, "", name, f"{middle[1]:.3f}", f"{middle[0]:.3f}", f"{half / 2:.0f}"


def towns(folder: Path) -> Iterator[tuple[str, ...]]:
    """One row a town with a GeoNames id: whether it is a capital, and its rank on a map (0 is the most prominent)."""
    kinds = {"Admin-0 capital": "capital", "Admin-1 capital": "seat"}
    for feature in features(folder / "ne_10m_populated_places_simple.geojson.gz"):
        p = feature["properties"]
        if p.get("geonameid"):
            kind = kinds.get(p["featurecla"], "town")
            yield kind, p.get("iso_a2") or "", str(int(p["geonameid"])), "", "", str(int(p["scalerank"]))


def main(folder: Path) -> None:
    rows = [
        *provinces(folder),
        *waters(folder, "ne_10m_lakes", "lake"),
        *waters(folder, "ne_10m_rivers_lake_centerlines", "river"),
        *towns(folder),
    ]
    text = "# kind, country, name or GeoNames id, lat, lon, rank or radius in km; Natural Earth 1:10m, public domain\n"
    text += "".join("\t".join(row) + "\n" for row in rows)
    OUT.write_bytes(gzip.compress(text.encode(), mtime=0))
    print(f"{len(rows)} rows, {OUT.stat().st_size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))

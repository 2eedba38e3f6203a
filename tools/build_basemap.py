"""Make the offline base map that the package ships from Natural Earth's own layers (public domain).

    python tools/build_basemap.py FOLDER

FOLDER holds the layers named in `LAYERS`, as GeoJSON, gzipped or not. The result is the same for the same input.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TypedDict

from accordingto.publish.basemap import DATA_FILE, pack_line
from accordingto.publish.geometry import Line, Point, simplify, simplify_ring

LAYERS = {
    "coast": "ne_10m_coastline.geojson.gz",
    "borders": "ne_10m_admin_0_boundary_lines_land.geojson.gz",
    "disputed": "ne_10m_admin_0_boundary_lines_disputed_areas.geojson.gz",
    "lakes": "ne_10m_lakes.geojson.gz",
    "rivers": "ne_10m_rivers_lake_centerlines.geojson.gz",
    "towns": "ne_10m_populated_places_simple.geojson.gz",
    "countries": "ne_50m_admin_0_countries.geojson.gz",
}
TOLERANCE = 0.006  # degrees, about 650 m: under a pixel up to zoom 8, where a situation map is read
SMALLEST_LAND = 0.02  # degrees across; smaller islands are a speck at zoom 8
SMALLEST_LAKE = 0.05
COUNTRY_TOLERANCE = 0.08  # degrees; the outlines only tell where a name fits
PLAIN_BORDER = "International boundary (verify)"


class Geometry(TypedDict):
    type: str
    coordinates: list[object]


class Feature(TypedDict):
    properties: dict[str, str | float | None]
    geometry: Geometry | None


def main(folder: Path) -> None:
    layers = {name: list(_features(folder / file)) for name, file in LAYERS.items()}
    data = {
        "land": [pack_line(ring) for ring in sorted(_land(layers["coast"]))],
        "borders": sorted(_borders(layers["borders"], layers["disputed"])),
        "lakes": sorted(_lakes(layers["lakes"])),
        "rivers": sorted(_rivers(layers["rivers"])),
        "countries": sorted(_countries(layers["countries"])),
        "towns": sorted(_towns(layers["towns"]), key=lambda town: (town[3], town[0], town[1])),
    }
    body = json.dumps(data, separators=(",", ":"), ensure_ascii=False).encode()
    DATA_FILE.write_bytes(gzip.compress(body, 9, mtime=0))
    sys.stdout.write(f"{DATA_FILE}: {DATA_FILE.stat().st_size:,} bytes\n")


def _features(path: Path) -> Iterator[Feature]:
    body = path.read_bytes()
    yield from json.loads(gzip.decompress(body) if path.suffix == ".gz" else body)["features"]


def _lines(feature: Feature) -> Iterator[Line]:
    """All lines or rings of a feature, whatever its geometry."""
    if feature["geometry"] is not None:
        yield from _nested_lines(feature["geometry"]["coordinates"])


def _nested_lines(coordinates: list[object]) -> Iterator[Line]:
    first = coordinates[0]
    if isinstance(first, list) and first and isinstance(first[0], int | float):
        yield [(float(p[0]), float(p[1])) for p in coordinates if isinstance(p, list)]
        return
    for part in coordinates:
        if isinstance(part, list):
            yield from _nested_lines(part)


def _land(coast: list[Feature]) -> Iterator[Line]:
    """The coastline as closed rings; one that ends at the antimeridian is closed along it."""
    for chain in _chains([line for feature in coast for line in _lines(feature)]):
        ring = chain if chain[0] == chain[-1] else [*chain, chain[0]]
        lons, lats = zip(*ring, strict=True)
        large = max(max(lons) - min(lons), max(lats) - min(lats)) >= SMALLEST_LAND
        if large and (thin := simplify_ring(ring, TOLERANCE)):
            yield thin


def _chains(pieces: list[Line]) -> Iterator[Line]:
    """The lines joined end to end as far as they go: the layers cut them up, and short pieces cannot be thinned."""
    ends: defaultdict[Point, set[int]] = defaultdict(set)
    for index, line in enumerate(pieces):
        ends[line[0]].add(index)
        ends[line[-1]].add(index)
    unused = set(range(len(pieces)))
    for index in range(len(pieces)):
        if index in unused:
            unused.discard(index)
            chain = list(pieces[index])
            _extend(chain, pieces, ends, unused)
            chain.reverse()  # what lies before the first piece
            _extend(chain, pieces, ends, unused)
            yield chain


def _extend(chain: Line, pieces: list[Line], ends: dict[Point, set[int]], unused: set[int]) -> None:
    """Add to the end of a line every unused piece that carries it on."""
    while chain[0] != chain[-1] and (following := ends[chain[-1]] & unused):
        index = min(following)
        unused.discard(index)
        line = pieces[index]
        chain += (line if line[0] == chain[-1] else line[::-1])[1:]


def _borders(land: list[Feature], disputed: list[Feature]) -> Iterator[tuple[int, list[int]]]:
    """Boundary lines: 0 as agreed, 1 as disputed, indefinite, ceasefire lines and claims."""
    kinds: dict[int, list[Line]] = {0: [], 1: []}
    for feature in land:
        kinds[int(feature["properties"]["FEATURECLA"] != PLAIN_BORDER)] += _lines(feature)
    for feature in disputed:
        if feature["properties"]["FEATURECLA"] != "Reference line":
            kinds[1] += _lines(feature)
    for kind, lines in kinds.items():
        yield from ((kind, pack_line(simplify(chain, TOLERANCE))) for chain in _chains(lines))


def _lakes(lakes: list[Feature]) -> Iterator[list[int]]:
    for feature in lakes:
        for ring in _lines(feature):
            lons, lats = zip(*ring, strict=True)
            large = max(max(lons) - min(lons), max(lats) - min(lats)) >= SMALLEST_LAKE
            if large and (thin := simplify_ring(ring, TOLERANCE)):
                yield pack_line(thin)


def _rivers(rivers: list[Feature]) -> Iterator[tuple[int, list[int]]]:
    ranks: defaultdict[int, list[Line]] = defaultdict(list)
    for feature in rivers:
        ranks[int(float(feature["properties"]["scalerank"] or 0))] += _lines(feature)
    for rank, lines in ranks.items():
        yield from ((rank, pack_line(simplify(chain, TOLERANCE))) for chain in _chains(lines))


def _countries(countries: list[Feature]) -> Iterator[tuple[str, list[int]]]:
    """Name and the coarse outline of each of its larger parts, to find a place for the name in."""
    for feature in countries:
        rings = [ring for line in _lines(feature) if (ring := simplify_ring(line, COUNTRY_TOLERANCE))]
        for ring in rings:
            yield str(feature["properties"]["NAME"]), pack_line(ring)


def _towns(towns: list[Feature]) -> Iterator[tuple[str, float, float, int, int]]:
    """Name, longitude, latitude, rank (low is large), 1 for a country's capital."""
    for feature in towns:
        props = feature["properties"]
        if feature["geometry"] is not None:
            lon, lat = (round(float(str(x)), 3) for x in feature["geometry"]["coordinates"][:2])
            capital = int(str(props["featurecla"]).startswith("Admin-0 capital"))
            yield str(props["name"]), lon, lat, int(float(props["scalerank"] or 0)), capital


if __name__ == "__main__":
    main(Path(sys.argv[1]))

"""The offline base map: Natural Earth (public domain), cut to an area and thinned to its size.

The package ships one file for the world, made by `tools/build_basemap.py`. Lines are packed as integers of
`UNIT` degrees: the first point, then the step to each next one.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise
from pathlib import Path

import msgspec

from accordingto.publish.geometry import (
    Box,
    Line,
    area,
    box_around,
    clip_line,
    clip_ring,
    inner_point,
    simplify,
    simplify_ring,
)

DATA_FILE = Path(__file__).parent / "data" / "basemap.json.gz"
CREDIT = "Made with Natural Earth"
UNIT = 0.001  # degrees, about 110 m: finer than the layers are drawn
FINEST_SHARE = 1 / 1600  # of the area's longer side; a point nearer to its line than this is not seen on a screen
DETAIL_SPAN = 12.0  # degrees; in a smaller area every river and town of the layers is drawn
WORLD_SPAN = 90.0  # degrees; in a larger one only what a world map names
NAMED_SHARE = 0.012  # of the area; a country that fills less of it goes without its name
FEWEST_RANKS, ALL_RANKS = 2, 10


class World(msgspec.Struct, frozen=True):
    """The shipped file: packed lines, and tuples of (what is said of it, where)."""

    land: list[list[int]]
    borders: list[tuple[int, list[int]]]
    lakes: list[list[int]]
    rivers: list[tuple[int, list[int]]]
    countries: list[tuple[str, list[int]]]
    towns: list[tuple[str, float, float, int, int]]


class Basemap(msgspec.Struct, frozen=True):
    """What the page's script draws, lines in degrees: fills, strokes and labels of one area."""

    box: tuple[float, float, float, float]
    land: list[Line]
    coast: list[Line]
    borders: list[Line]
    disputed: list[Line]
    lakes: list[Line]
    rivers: list[Line]
    countries: list[tuple[str, float, float]]
    towns: list[tuple[str, float, float, int, int]]


def pack_line(line: Sequence[tuple[float, float]]) -> list[int]:
    """A line as integers: first point, then steps, each as longitude and latitude in `UNIT`s."""
    points = [(round(lon / UNIT), round(lat / UNIT)) for lon, lat in line]
    packed = [*points[0]]
    for a, b in pairwise(points):
        if a != b:
            packed += (b[0] - a[0], b[1] - a[1])
    return packed


def unpack_line(packed: Sequence[int]) -> Line:
    """The points that `pack_line` packed, to the nearest `UNIT`."""
    lon = lat = 0
    line = []
    for step_lon, step_lat in zip(packed[::2], packed[1::2], strict=True):
        lon, lat = lon + step_lon, lat + step_lat
        line.append((_degrees(lon), _degrees(lat)))
    return line


def _degrees(units: int) -> float:
    return units / 1000


@lru_cache(1)
def load_world(path: Path = DATA_FILE) -> World:
    """The shipped base map of the whole world."""
    return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=World)


def cut(box: Box, world: World) -> Basemap:
    """The base map of an area, as fine and as full of names as the area is small."""
    tolerance = max(box.east - box.west, box.north - box.south) * FINEST_SHARE
    rank = _rank_shown(box)
    land = [unpack_line(packed) for packed in world.land]
    lakes = [unpack_line(packed) for packed in world.lakes]
    return Basemap(
        box=(box.west, box.south, box.east, box.north),
        land=_filled(land, box, tolerance),
        coast=_stroked(land, box, tolerance),
        borders=_stroked((unpack_line(p) for claimed, p in world.borders if not claimed), box, tolerance),
        disputed=_stroked((unpack_line(p) for claimed, p in world.borders if claimed), box, tolerance),
        lakes=_filled(lakes, box, tolerance),
        rivers=_stroked((unpack_line(p) for r, p in world.rivers if r <= rank), box, tolerance),
        countries=_country_names(box, world),
        towns=[town for town in world.towns if town[3] <= rank and box.holds((town[1], town[2]))],
    )


def _country_names(box: Box, world: World) -> list[tuple[str, float, float]]:
    """Each country's name once, with the place inside its part of the area where it has most room."""
    largest: dict[str, Line] = {}
    for name, packed in world.countries:
        part = clip_ring(unpack_line(packed), box)
        if part and area(part) > area(largest.get(name, [])):
            largest[name] = part
    least = NAMED_SHARE * (box.east - box.west) * (box.north - box.south)
    roomy = ((name, inner_point(part)) for name, part in sorted(largest.items()) if area(part) >= least)
    return [(name, round(at[0], 3), round(at[1], 3)) for name, at in roomy if at is not None]


def _rank_shown(box: Box) -> int:
    """The least important rank of rivers and towns that an area of this size shows."""
    span = max(box.east - box.west, box.north - box.south)
    share = (span - DETAIL_SPAN) / (WORLD_SPAN - DETAIL_SPAN)
    return round(ALL_RANKS - min(1.0, max(0.0, share)) * (ALL_RANKS - FEWEST_RANKS))


def _filled(rings: Iterable[Line], box: Box, tolerance: float) -> list[Line]:
    clipped = (clip_ring(ring, box) for ring in rings if _meets(ring, box))
    return [_rounded(thin) for ring in clipped if (thin := simplify_ring(ring, tolerance))]


def _stroked(lines: Iterable[Line], box: Box, tolerance: float) -> list[Line]:
    return [
        _rounded(simplify(piece, tolerance)) for line in lines if _meets(line, box) for piece in clip_line(line, box)
    ]


def _meets(line: Line, box: Box) -> bool:
    """Whether the box around a line touches the area: most of the world is ruled out by this alone."""
    around = box_around(line)
    return around is not None and not (
        around.east < box.west or around.west > box.east or around.north < box.south or around.south > box.north
    )


def _rounded(line: Line) -> Line:
    return [(round(lon, 3), round(lat, 3)) for lon, lat in line]

"""The offline base map: Natural Earth (public domain), cut to an area and thinned to its size.

The package ships one file for the world, made by `tools/build_basemap.py`. Lines are packed as integers of
a thousandth of a degree: the first point, then the step to each next one.
"""

from __future__ import annotations

import gzip
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
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
PER_DEGREE = 1000  # units to a degree: one is about 110 m, finer than the layers are drawn
FINEST_SHARE = 1 / 1600  # of the area's longer side; a point nearer to its line than this is not seen on a screen
DETAIL_SPAN = 12.0  # degrees; in a smaller area every river and town of the layers is drawn
WORLD_SPAN = 90.0  # degrees; in a larger one only what a world map names
# Letters that are no letter with a mark, as they are written where there are none of them.
UNDIVIDED = dict(zip("ıđĐłŁħœŒəʻʼ", "i d D l L h oe OE a ‘ ’".split(), strict=True))
SPECK = 3  # times the tolerance: a line or an island no larger is a dot on the screen
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
    """What the page's script draws, lines in degrees: fills, strokes and labels of one area.

    Coasts are the edges of `land`, but for those along the edge of the box, and need no lines of their own.
    """

    box: tuple[float, float, float, float]
    land: list[Line]
    borders: list[Line]
    disputed: list[Line]
    lakes: list[Line]
    rivers: list[Line]
    countries: list[tuple[str, float, float]]
    towns: list[tuple[str, float, float, int, int]]


def pack_line(line: Sequence[tuple[float, float]]) -> list[int]:
    """A line as integers: first point, then steps, each as longitude and latitude."""
    points = [(round(lon * PER_DEGREE), round(lat * PER_DEGREE)) for lon, lat in line]
    packed = [*points[0]]
    for a, b in pairwise(points):
        if a != b:
            packed += (b[0] - a[0], b[1] - a[1])
    return packed


def unpack_line(packed: Sequence[int]) -> Line:
    """The points that `pack_line` packed, to the nearest thousandth of a degree."""
    lons, lats = accumulate(packed[::2]), accumulate(packed[1::2])
    return [(lon / PER_DEGREE, lat / PER_DEGREE) for lon, lat in zip(lons, lats, strict=True)]


@lru_cache(1)
def load_world(path: Path = DATA_FILE) -> World:
    """The shipped base map of the whole world."""
    return msgspec.json.decode(gzip.decompress(path.read_bytes()), type=World)


def cut(box: Box, world: World) -> Basemap:
    """The base map of an area, as fine and as full of names as the area is small."""
    tolerance = max(box.east - box.west, box.north - box.south) * FINEST_SHARE
    rank = _rank_shown(box)
    agreed = (packed for is_disputed, packed in world.borders if not is_disputed)
    disputed = (packed for is_disputed, packed in world.borders if is_disputed)
    return Basemap(
        box=(box.west, box.south, box.east, box.north),
        land=_filled(_near(world.land, box), box, tolerance),
        borders=_stroked(_near(agreed, box), box, tolerance),
        disputed=_stroked(_near(disputed, box), box, tolerance),
        lakes=_filled(_near(world.lakes, box), box, tolerance),
        rivers=_stroked(_near((packed for r, packed in world.rivers if r <= rank), box), box, tolerance),
        countries=_country_names(box, world),
        towns=[
            (plain_name(name), lon, lat, importance, capital)
            for name, lon, lat, importance, capital in world.towns
            if importance <= rank and box.holds((lon, lat))
        ],
    )


def plain_name(name: str) -> str:
    """A name in the letters of western European languages, as newspapers print it: "Şanlıurfa" is "Sanliurfa".

    Others would have every reader of a map load a second typeface, 60 kB, for a few names at its edge."""
    return "".join(_plain(character) for character in name)


def _plain(character: str) -> str:
    if character <= "\xff":
        return character
    base = unicodedata.normalize("NFKD", character)[0]
    return base if base <= "\xff" else UNDIVIDED.get(character, character)


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


def _near(lines: Iterable[Sequence[int]], box: Box) -> Iterator[Line]:
    """The packed lines that may touch the area, unpacked: most of the world is ruled out by its extent alone."""
    west, south, east, north = (round(side * PER_DEGREE) for side in (box.west, box.south, box.east, box.north))
    for packed in lines:
        lons, lats = list(accumulate(packed[::2])), list(accumulate(packed[1::2]))
        if max(lons) >= west and min(lons) <= east and max(lats) >= south and min(lats) <= north:
            yield [(lon / PER_DEGREE, lat / PER_DEGREE) for lon, lat in zip(lons, lats, strict=True)]


def _filled(rings: Iterable[Line], box: Box, tolerance: float) -> list[Line]:
    clipped = (simplify_ring(clip_ring(ring, box), tolerance) for ring in rings)
    return [_rounded(ring) for ring in clipped if ring and not _is_speck(ring, tolerance)]


def _stroked(lines: Iterable[Line], box: Box, tolerance: float) -> list[Line]:
    pieces = (simplify(piece, tolerance) for line in lines for piece in clip_line(line, box))
    return [_rounded(piece) for piece in pieces if not _is_speck(piece, tolerance)]


def _is_speck(line: Line, tolerance: float) -> bool:
    """Whether a line is so short that nothing of it would be seen."""
    around = box_around(line)
    return around is None or max(around.east - around.west, around.north - around.south) < SPECK * tolerance


def _rounded(line: Line) -> Line:
    return [(round(lon, 3), round(lat, 3)) for lon, lat in line]

"""Places as well-known binary (OGC 06-103r4), little-endian, as spatial databases and columns hold geometries."""

from __future__ import annotations

import struct
from collections.abc import Sequence

from accordingto.publish.mapdata import Located, Position, rings

LITTLE_ENDIAN = 1
POINT, POLYGON, MULTIPOLYGON = 1, 3, 6


def wkb(at: Located) -> bytes:
    """A place as a point where it is exact, and as the circle the event may have been in where it is not."""
    outlines = rings(at)
    if not outlines:
        return _head(POINT) + struct.pack("<2d", at.place.lon, at.place.lat)
    polygons = [_polygon(ring) for ring in outlines]
    return polygons[0] if len(polygons) == 1 else _head(MULTIPOLYGON, len(polygons)) + b"".join(polygons)


def kind(at: Located) -> str:
    """The name of the geometry that `wkb` makes of a place."""
    return ("Point", "Polygon", "MultiPolygon")[len(rings(at))]


def _polygon(ring: Sequence[Position]) -> bytes:
    return _head(POLYGON, 1, len(ring)) + b"".join(struct.pack("<2d", *point) for point in ring)


def _head(shape: int, *counts: int) -> bytes:
    return struct.pack("<BI", LITTLE_ENDIAN, shape) + b"".join(struct.pack("<I", count) for count in counts)

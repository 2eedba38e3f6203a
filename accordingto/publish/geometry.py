"""Plane geometry in degrees: boxes, clipping, simplifying and circles, all on `(lon, lat)` points.

Nothing here knows what is drawn. Longitudes are in [-180, 180]; a shape that crosses the antimeridian is
cut there (RFC 7946 §3.1.9).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

Point = tuple[float, float]
Line = list[Point]

METRES_PER_DEGREE = 111_195.0  # of latitude, on a sphere of 6,371.009 km
CIRCLE_CORNERS = 48  # a polygon of so many corners differs from its circle by less than 0.3 % of the radius
GRID = 16
HIGHEST_LATITUDE = 89.9  # circles are kept off the poles, where longitude means nothing


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in degrees, west <= east."""

    west: float
    south: float
    east: float
    north: float

    def __post_init__(self) -> None:
        if not (-180 <= self.west <= self.east <= 180 and -90 <= self.south <= self.north <= 90):
            raise ValueError(f"bad box {self.west}, {self.south}, {self.east}, {self.north}")

    def holds(self, point: Point) -> bool:
        return self.west <= point[0] <= self.east and self.south <= point[1] <= self.north

    @property
    def longest_m(self) -> float:
        """The longer side on the ground, in metres."""
        stretch = math.cos(math.radians((self.south + self.north) / 2))
        return METRES_PER_DEGREE * max((self.east - self.west) * stretch, self.north - self.south)

    def shaped(self, narrowest: float, widest: float) -> Box:
        """The box with its shorter side lengthened until its width on the ground is that many times its height."""
        width, height = self.east - self.west, self.north - self.south
        stretch = math.cos(math.radians((self.south + self.north) / 2))
        east_west = max(0.0, narrowest * height / stretch - width) / 2
        north_south = max(0.0, width * stretch / widest - height) / 2
        return Box(
            max(-180.0, self.west - east_west),
            max(-90.0, self.south - north_south),
            min(180.0, self.east + east_west),
            min(90.0, self.north + north_south),
        )

    def grown(self, share: float, at_least: float) -> Box:
        """The box with a margin on every side: `share` of its longer side, or `at_least` degrees if that is more."""
        margin = max(share * max(self.east - self.west, self.north - self.south), at_least)
        return Box(
            max(-180.0, self.west - margin),
            max(-90.0, self.south - margin),
            min(180.0, self.east + margin),
            min(90.0, self.north + margin),
        )


def box_around(points: Iterable[Point]) -> Box | None:
    """The smallest box that holds all points, None if there are none."""
    listed = list(points)
    if not listed:
        return None
    lons, lats = zip(*listed, strict=True)
    return Box(min(lons), min(lats), max(lons), max(lats))


def clip_ring(ring: Sequence[Point], box: Box) -> Line:
    """The part of a closed ring inside the box, itself a closed ring; empty if nothing is left.

    Method: Sutherland and Hodgman 1974. Parts joined only outside the box stay joined along its edge, so fill the
    result but do not stroke it."""
    for inside, cross in _edges(box):
        kept: Line = []
        for a, b in pairwise(ring):
            if inside(a):
                kept.append(a)
            if inside(a) != inside(b):
                kept.append(cross(a, b))
        if not kept:
            return []
        ring = [*kept, kept[0]]
    return list(ring) if len(ring) >= 4 else []


def _edges(box: Box) -> list[tuple[Callable[[Point], bool], Callable[[Point, Point], Point]]]:
    """For each side of the box: is a point on its inner side, and where does a segment cross it."""

    def at_lon(lon: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (lon, a[1] + (b[1] - a[1]) * (lon - a[0]) / (b[0] - a[0]))

    def at_lat(lat: float) -> Callable[[Point, Point], Point]:
        return lambda a, b: (a[0] + (b[0] - a[0]) * (lat - a[1]) / (b[1] - a[1]), lat)

    return [
        (lambda p: p[0] >= box.west, at_lon(box.west)),
        (lambda p: p[0] <= box.east, at_lon(box.east)),
        (lambda p: p[1] >= box.south, at_lat(box.south)),
        (lambda p: p[1] <= box.north, at_lat(box.north)),
    ]


def clip_line(line: Sequence[Point], box: Box) -> list[Line]:
    """The pieces of a line inside the box, in order."""
    pieces: list[Line] = []
    for a, b in pairwise(line):
        clipped = _clip_segment(a, b, box)
        if clipped is None:
            continue
        if pieces and pieces[-1][-1] == clipped[0]:
            pieces[-1].append(clipped[1])
        else:
            pieces.append(list(clipped))
    return pieces


def _clip_segment(a: Point, b: Point, box: Box) -> tuple[Point, Point] | None:
    """The part of a segment inside the box (Liang and Barsky 1984), None if it stays outside."""
    if box.holds(a) and box.holds(b):
        return a, b
    dx, dy = b[0] - a[0], b[1] - a[1]
    enter, leave = 0.0, 1.0
    for p, q in ((-dx, a[0] - box.west), (dx, box.east - a[0]), (-dy, a[1] - box.south), (dy, box.north - a[1])):
        if p == 0:
            if q < 0:
                return None
        elif p < 0:
            enter = max(enter, q / p)
        else:
            leave = min(leave, q / p)
    if enter >= leave:
        return None
    start = a if enter == 0 else (a[0] + enter * dx, a[1] + enter * dy)
    end = b if leave == 1 else (a[0] + leave * dx, a[1] + leave * dy)
    return start, end


def simplify(line: Sequence[Point], tolerance: float) -> Line:
    """The line with every point dropped that lies within `tolerance` degrees of it; its ends stay.

    Method: Ramer 1972, Douglas and Peucker 1973."""
    if len(line) < 3 or tolerance <= 0:
        return list(line)
    keep = bytearray(len(line))
    keep[0] = keep[-1] = 1
    stack = [(0, len(line) - 1)]
    while stack:
        first, last = stack.pop()
        farthest, distance = first, 0.0
        for i in range(first + 1, last):
            d = _distance(line[i], line[first], line[last])
            if d > distance:
                farthest, distance = i, d
        if distance > tolerance:
            keep[farthest] = 1
            stack += [(first, farthest), (farthest, last)]
    return [point for point, kept in zip(line, keep, strict=True) if kept]


def simplify_ring(ring: Sequence[Point], tolerance: float) -> Line:
    """A closed ring simplified, in two halves since its ends are one point; empty if no triangle is left."""
    middle = len(ring) // 2
    thin = simplify(ring[: middle + 1], tolerance)[:-1] + simplify(ring[middle:], tolerance)
    return thin if len(thin) >= 4 else []


def _distance(p: Point, a: Point, b: Point) -> float:
    """From a point to a segment, in degrees of the plane."""
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else max(0.0, min(1.0, ((p[0] - a[0]) * dx + (p[1] - a[1]) * dy) / length))
    return math.hypot(p[0] - a[0] - along * dx, p[1] - a[1] - along * dy)


def area(ring: Sequence[Point]) -> float:
    """The area of a closed ring in square degrees, whichever way round it runs."""
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring))) / 2


def inner_point(ring: Sequence[Point]) -> Point | None:
    """A point well inside a closed ring, where a name has most room; None if the ring is too thin for the grid.

    Method: the point of a `GRID` by `GRID` lattice farthest from the outline; a name needs no better."""
    around = box_around(ring)
    if around is None:
        return None
    best, room = None, 0.0
    for i in range(1, GRID):
        for j in range(1, GRID):
            lon = around.west + (around.east - around.west) * i / GRID
            lat = around.south + (around.north - around.south) * j / GRID
            if _is_inside((lon, lat), ring):
                distance = min(_distance((lon, lat), a, b) for a, b in pairwise(ring))
                if distance > room:
                    best, room = (lon, lat), distance
    return best


def _is_inside(p: Point, ring: Sequence[Point]) -> bool:
    """Whether a ray to the east crosses the ring an odd number of times."""
    crossings = 0
    for a, b in pairwise(ring):
        if (a[1] > p[1]) != (b[1] > p[1]) and p[0] < a[0] + (b[0] - a[0]) * (p[1] - a[1]) / (b[1] - a[1]):
            crossings += 1
    return crossings % 2 == 1


def circle(centre: Point, radius_m: float) -> list[Line]:
    """Closed rings, counterclockwise, of the area within `radius_m` of a point: one, or two at the antimeridian."""
    lon, lat = centre
    lat = max(-HIGHEST_LATITUDE, min(HIGHEST_LATITUDE, lat))
    up = radius_m / METRES_PER_DEGREE
    across = min(180.0, up / math.cos(math.radians(lat)))
    angles = [2 * math.pi * i / CIRCLE_CORNERS for i in range(CIRCLE_CORNERS)]
    ring = [(lon + across * math.cos(a), max(-90.0, min(90.0, lat + up * math.sin(a)))) for a in angles]
    ring.append(ring[0])
    if lon - across >= -180 and lon + across <= 180:
        return [ring]
    return [part for shift in (-360.0, 0.0, 360.0) if (part := _within_world(ring, shift))]


def _within_world(ring: Line, shift: float) -> Line:
    """The part of a ring, moved east by `shift`, that lies in the range of longitudes."""
    return clip_ring([(lon + shift, lat) for lon, lat in ring], Box(-180, -90, 180, 90))

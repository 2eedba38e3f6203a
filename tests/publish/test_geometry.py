"""Clipping, thinning and circles keep what they promise for any shape."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.publish.geometry import (
    METRES_PER_DEGREE,
    Box,
    area,
    box_around,
    circle,
    clip_line,
    clip_ring,
    inner_point,
    simplify,
    simplify_ring,
)

LONS, LATS = st.floats(-180, 180), st.floats(-90, 90)
POINTS = st.tuples(LONS, LATS)
BOX = Box(30, 30, 40, 38)
SQUARE = [(0.0, 0.0), (4.0, 0.0), (4.0, 4.0), (0.0, 4.0), (0.0, 0.0)]


@given(st.lists(POINTS, min_size=2, max_size=30))
def test_a_clipped_line_stays_in_its_box(line: list[tuple[float, float]]) -> None:
    grown = BOX.grown(0, 1e-6)
    assert all(grown.holds(point) for piece in clip_line(line, BOX) for point in piece)


@given(st.lists(POINTS, min_size=3, max_size=30))
def test_a_clipped_ring_is_closed_and_stays_in_its_box(line: list[tuple[float, float]]) -> None:
    clipped = clip_ring([*line, line[0]], BOX)
    grown = BOX.grown(0, 1e-6)
    assert clipped == [] or clipped[0] == clipped[-1]
    assert all(grown.holds(point) for point in clipped)


def test_a_ring_around_the_box_becomes_the_box() -> None:
    world = [(-180.0, -90.0), (180.0, -90.0), (180.0, 90.0), (-180.0, 90.0), (-180.0, -90.0)]
    assert area(clip_ring(world, BOX)) == pytest.approx(80)


def test_a_line_through_the_box_is_cut_at_both_sides() -> None:
    assert clip_line([(20.0, 34.0), (50.0, 34.0)], BOX) == [[(30.0, 34.0), (40.0, 34.0)]]


def test_a_line_that_leaves_and_returns_is_two_pieces() -> None:
    line = [(35.0, 32.0), (45.0, 32.0), (45.0, 36.0), (35.0, 36.0)]
    assert len(clip_line(line, BOX)) == 2


@given(st.lists(POINTS, min_size=2, max_size=40), st.floats(0, 5))
def test_thinning_keeps_the_ends_and_invents_nothing(line: list[tuple[float, float]], tolerance: float) -> None:
    thin = simplify(line, tolerance)
    assert thin[0] == line[0]
    assert thin[-1] == line[-1]
    assert set(thin) <= set(line)


def test_points_on_a_straight_line_are_dropped() -> None:
    assert simplify([(0.0, 0.0), (1.0, 0.0), (2.0, 0.0), (2.0, 2.0)], 0.01) == [(0.0, 0.0), (2.0, 0.0), (2.0, 2.0)]


def test_a_ring_too_small_for_the_tolerance_is_nothing() -> None:
    assert simplify_ring(SQUARE, 10) == []
    assert simplify_ring(SQUARE, 0.1) == SQUARE


@given(LONS, st.floats(-85, 85), st.floats(1_000, 400_000))
def test_a_circle_is_closed_counterclockwise_and_in_the_world(lon: float, lat: float, radius_m: float) -> None:
    rings = circle((lon, lat), radius_m)
    assert 1 <= len(rings) <= 2
    for ring in rings:
        assert ring[0] == ring[-1]
        assert all(-180 <= x <= 180 and -90 <= y <= 90 for x, y in ring)
        assert sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise(ring)) >= 0


def test_a_circle_at_the_antimeridian_is_cut_in_two() -> None:
    west, east = sorted(circle((179.9, 0), 100_000))
    assert max(lon for lon, _ in west) < 0 < min(lon for lon, _ in east)


def test_a_circle_has_its_radius_on_the_ground() -> None:
    (ring,) = circle((37.0, 60.0), 50_000)
    for lon, lat in ring:
        across = (lon - 37.0) * math.cos(math.radians(60)) * METRES_PER_DEGREE
        assert math.hypot(across, (lat - 60.0) * METRES_PER_DEGREE) == pytest.approx(50_000)


def test_a_name_goes_into_the_wide_part_of_a_shape() -> None:
    hammer = [(0.0, 0.0), (0.2, 0.0), (0.2, 6.0), (4.0, 6.0), (4.0, 10.0), (0.0, 10.0), (0.0, 0.0)]
    point = inner_point(hammer)
    assert point is not None
    assert Box(1, 7, 3, 9).holds(point)


def test_boxes_grow_and_take_shape_within_the_world() -> None:
    assert Box(-179, -89, 179, 89).grown(1, 1) == Box(-180, -90, 180, 90)
    shaped = Box(36, 0, 37, 4).shaped(1.0, 1.6)
    assert shaped.east - shaped.west == pytest.approx(4, rel=0.01)
    assert box_around([]) is None


@pytest.mark.parametrize("sides", [(10, 0, 5, 1), (0, 5, 1, 1), (-181, 0, 0, 1), (0, 0, 1, 91)])
def test_a_bad_box_cannot_be_made(sides: tuple[float, float, float, float]) -> None:
    with pytest.raises(ValueError, match="bad box"):
        Box(*sides)

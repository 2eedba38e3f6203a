"""The shipped base map: packed without loss, cut to an area, disputed lines told apart."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.publish.basemap import cut, load_world, pack_line, plain_name, unpack_line
from accordingto.publish.geometry import Box
from accordingto.publish.scripts import basemap_script

SYRIA = Box(34, 31, 43, 38.5)
THOUSANDTHS = st.integers(-180_000, 180_000).map(lambda units: units / 1000)


@given(st.lists(st.tuples(THOUSANDTHS, THOUSANDTHS), min_size=1, max_size=30))
def test_packing_loses_only_repeated_points(line: list[tuple[float, float]]) -> None:
    kept = [point for i, point in enumerate(line) if i == 0 or point != line[i - 1]]
    assert unpack_line(pack_line(line)) == kept


def test_syria_has_its_neighbours_towns_and_coast() -> None:
    syria = cut(SYRIA, load_world())
    assert {"Syria", "Turkey", "Iraq", "Jordan", "Lebanon"} <= {name for name, _, _ in syria.countries}
    assert {"Aleppo", "Damascus"} <= {town[0] for town in syria.towns}
    assert syria.land
    assert syria.borders


def test_lines_around_the_golan_heights_are_disputed() -> None:
    golan = cut(Box(35.3, 32.6, 36.2, 33.5), load_world())
    assert golan.disputed


def test_everything_lies_in_the_area() -> None:
    syria = cut(SYRIA, load_world())
    roomy = SYRIA.grown(0, 0.001)
    for lines in (syria.land, syria.borders, syria.disputed, syria.lakes, syria.rivers):
        assert all(roomy.holds(point) for line in lines for point in line)


@pytest.mark.parametrize(
    ("box", "most_bytes"),
    [
        (SYRIA, 50_000),  # a country: one page of text
        (Box(20, 40, 42, 54), 200_000),  # a war over several countries
    ],
)
def test_a_cut_map_is_light(box: Box, most_bytes: int) -> None:
    assert len(basemap_script(cut(box, load_world()))) < most_bytes


def test_the_open_sea_is_empty() -> None:
    sea = cut(Box(-40, -40, -35, -35), load_world())
    assert not sea.land
    assert not sea.countries


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Şanlıurfa", "Sanliurfa"),
        ("Łódź", "Lódz"),
        ("São Paulo", "São Paulo"),  # a letter that the typeface of every page has
        ("Tel Aviv-Yafo", "Tel Aviv-Yafo"),
        ("", ""),
    ],
)
def test_towns_are_named_in_the_letters_of_newspapers(name: str, plain: str) -> None:
    assert plain_name(name) == plain

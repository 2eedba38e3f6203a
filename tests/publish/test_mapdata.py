"""Points only where the place is exact, areas where it is not, nothing where a shape would say nothing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import Event, EventPlace, EventType, Place, WherePrecision
from accordingto.publish.geometry import Box
from accordingto.publish.mapdata import core, drawn, geometry, is_drawn, located, map_area
from accordingto.publish.phrases import place_names
from tests.factory import make_place
from tests.publish.test_phrases import event

SYRIA_BOX = Box(34, 31, 43, 38)
ALEPPO = make_place("Aleppo", 36.2, 37.16, feature="P.PPLA")
PROVINCE = make_place("Aleppo province", 36.3, 37.5, feature="A.ADM1", radius_m=80_000)
SYRIA = make_place("Syria", 35.0, 38.0, feature="A.PCLI", radius_m=350_000)
MOSCOW = make_place("Moscow", 55.75, 37.62, country="RU")


def event_at(place: Place | None, where_prec: WherePrecision | None = WherePrecision.EXACT) -> Event:
    told = EventPlace(name="there", span=None, place=place, where_prec=where_prec)
    return replace(event(EventType.ASSAULT), places=(told,))


@pytest.mark.parametrize(
    ("place", "where_prec", "kind"),
    [
        (ALEPPO, WherePrecision.EXACT, "Point"),
        # "on the outskirts of Aleppo" is not the centre of Aleppo
        (ALEPPO, WherePrecision.NEAR, "Polygon"),
        (PROVINCE, WherePrecision.ADM1, "Polygon"),
        # the reader says nothing of the precision: no point is invented
        (ALEPPO, None, "Polygon"),
    ],
)
def test_shapes(place: Place, where_prec: WherePrecision | None, kind: str) -> None:
    (found,) = located(event_at(place, where_prec))
    assert geometry(found)["type"] == kind


@pytest.mark.parametrize(
    ("place", "where_prec", "shown"),
    [
        (ALEPPO, WherePrecision.EXACT, True),
        (PROVINCE, WherePrecision.ADM1, True),
        (SYRIA, WherePrecision.COUNTRY, False),
        # "southern Syria", placed by the country's own circle
        (SYRIA, WherePrecision.VAGUE, False),
        (MOSCOW, WherePrecision.EXACT, False),
        (None, None, False),
    ],
)
def test_what_the_map_shows(place: Place | None, where_prec: WherePrecision | None, shown: bool) -> None:
    assert bool(drawn(event_at(place, where_prec), SYRIA_BOX)) is shown


def test_a_place_far_from_all_others_does_not_stretch_the_map() -> None:
    near = [make_place(f"town {i}", 34 + i / 10, 36 + i / 20) for i in range(30)]
    events = [event_at(place) for place in (*near, MOSCOW)]
    box, area = core(events), map_area(events)
    assert box is not None
    assert area is not None
    assert box.north == pytest.approx(36.9)
    assert area.north < 45
    assert area.holds((36, 34))


def test_nothing_placed_is_no_map() -> None:
    assert map_area([event(EventType.AID)]) is None


def test_two_unknown_villages_of_one_province_are_two_areas() -> None:
    """Both stand at the province's record: neither is the province, and neither is a point."""
    villages = tuple(
        EventPlace(name=name, span=None, place=PROVINCE, where_prec=WherePrecision.ADM1, is_within=True)
        for name in ("Kafr Alya", "Tall Asfar")
    )
    told = replace(event(EventType.ASSAULT), places=villages)
    assert [at.name for at in located(told)] == ["Kafr Alya", "Tall Asfar"]
    assert all(geometry(at)["type"] == "Polygon" for at in located(told))
    assert place_names(told.places) == ["Kafr Alya", "Tall Asfar"]


def test_an_unknown_village_of_which_only_the_country_is_known_is_not_drawn() -> None:
    village = EventPlace(name="Kafr Alya", span=None, place=SYRIA, where_prec=WherePrecision.COUNTRY, is_within=True)
    assert not drawn(replace(event(EventType.ASSAULT), places=(village,)), SYRIA_BOX)


@pytest.mark.parametrize(("radius_m", "shown"), [(60_000, True), (400_000, False)])
def test_a_circle_over_everything_is_left_to_the_list(radius_m: int, shown: bool) -> None:
    desert = make_place("the northern steppe", 35, 38, feature="T.DSRT", radius_m=radius_m)
    told = event_at(desert, WherePrecision.VAGUE)
    assert bool(drawn(told, SYRIA_BOX)) is shown
    assert is_drawn(located(told)[0], SYRIA_BOX), "on the event's own map it hides nothing"

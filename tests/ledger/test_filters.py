"""What tells one named place from another."""

from __future__ import annotations

import pytest

from accordingto.ledger.extent import Extent
from accordingto.ledger.filters import place_key
from accordingto.model import EventPlace, Place, WherePrecision
from tests.factory import make_place

SYRIA = make_place("Syria", 35.0, 38.0, feature="A.PCLI", radius_m=350_000)
ALEPPO = make_place("Aleppo", 36.2, 37.16)


def told(name: str, place: Place | None, *, within: bool = False) -> EventPlace:
    return EventPlace(name=name, span=None, place=place, where_prec=WherePrecision.COUNTRY, is_within=within)


ONE_PLACE = [
    # a place of the gazetteer, however it is called
    (told("Aleppo", ALEPPO), told("Haleb", ALEPPO), True),
    # an unknown village of one country is itself only
    (told("Kafr Alya", SYRIA, within=True), told("Tall Asfar", SYRIA, within=True), False),
    (told("Kafr Alya", SYRIA, within=True), told("Kafr-Alya", SYRIA, within=True), True),
    (told("Kafr Alya", SYRIA, within=True), told("Syria", SYRIA), False),
    # nothing settled: by its name
    (told("the old bridge", None), told("The Old Bridge", None), True),
    (told("the old bridge", None), told("the new bridge", None), False),
]


@pytest.mark.parametrize(("one", "other", "same"), ONE_PLACE)
def test_one_place(one: EventPlace, other: EventPlace, same: bool) -> None:
    assert (place_key(one) == place_key(other)) is same


def test_an_area_holds_a_place() -> None:
    assert Extent(area=(36, 35, 39, 37)).holds(ALEPPO)
    assert not Extent(area=(36, 33, 39, 35)).holds(ALEPPO)

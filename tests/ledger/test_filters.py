"""What tells one named place from another."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.ledger.extent import Extent, within
from accordingto.ledger.filters import place_key
from accordingto.model import EventPlace, EventType, Place, WherePrecision
from tests.factory import make_place
from tests.publish.test_phrases import event

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


def test_a_village_somewhere_in_a_country_is_not_at_its_midpoint() -> None:
    """The middle of Syria lies in the area; the village may lie anywhere."""
    around_the_middle = Extent(area=(37, 34, 39, 36))
    village, aleppo = told("Kafr Alya", SYRIA, within=True), told("Aleppo", ALEPPO)
    events = [replace(event(EventType.ASSAULT), id=place.name, places=(place,)) for place in (village, aleppo)]
    assert within(around_the_middle, events[:1]) == ()
    assert within(Extent(area=(36, 35, 39, 37)), events[1:]) == tuple(events[1:])

"""Clustering compares what mentions tell once for all that tell the same, so no more may decide than it looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date

import pytest

from accordingto.model import ControlChange, EventMention, EventPlace, EventType, Span, Status, WherePrecision
from accordingto.model.compatible import cannot_be_one
from tests.factory import make_actor, make_article, make_day, make_figure, make_mention, make_place

REPORT = make_article("Jets bombed Hama on Monday.")
HAMA, HOMS = make_place("Hama", 35.13, 36.75), make_place("Homs", 34.73, 36.72)
MONDAY, FRIDAY = make_day(date(2024, 12, 2)), make_day(date(2024, 12, 6))
LOOKED_AT = {"type", "time", "places"}
# Another value for every field that must not matter.
OTHER: Mapping[str, object] = {
    "article_id": "elsewhere",
    "triggers": (Span(0, 4),),
    "mode": "drone",
    "status": Status.DENIED,
    "agents": (make_actor("rebels"),),
    "recipients": (make_actor("soldiers"),),
    "time_span": Span(0, 4),
    "figures": (make_figure(7),),
    "weapons": ("Grad",),
    "control": ControlChange(to="rebels"),
    "attribution_ids": ("somebody",),
    "own_voice": False,
    "score": 0.1,
    "told_on": date(2024, 12, 9),
}


def told(place: EventPlace | None, **other: object) -> EventMention:
    mention = make_mention(REPORT, "bombed", time=MONDAY)
    return replace(mention, places=(place,) if place else (), **other)  # type: ignore[arg-type]


def at(name: str, *, is_within: bool = False, precision: WherePrecision = WherePrecision.EXACT) -> EventPlace:
    place = HAMA if name == "Hama" else HOMS
    return EventPlace(name=name, span=None, place=place, where_prec=precision, is_within=is_within)


PAIRS = [
    (told(at("Hama")), told(at("Hama"))),
    (told(at("Hama")), told(at("Homs"))),
    (told(at("Hama")), told(at("Homs", is_within=True))),
    (told(at("Hama")), told(at("Homs", precision=WherePrecision.ADM1))),
    (told(at("Hama")), told(None)),
    (told(at("Hama")), told(at("Hama"), time=FRIDAY)),
    (told(at("Hama")), told(at("Hama"), type=EventType.AID)),
]


@pytest.mark.parametrize(("one", "two"), PAIRS)
def test_nothing_else_decides_whether_two_can_be_one(one: EventMention, two: EventMention) -> None:
    verdict = cannot_be_one(one, two)
    for name, value in OTHER.items():
        assert cannot_be_one(replace(one, **{name: value}), two) == verdict, name  # type: ignore[arg-type]
    spelled = tuple(replace(place, name="the town", span=Span(12, 16)) for place in one.places)
    assert cannot_be_one(replace(one, places=spelled), two) == verdict


def test_every_field_is_looked_at_or_must_not_matter() -> None:
    assert {field.name for field in fields(EventMention)} == LOOKED_AT | OTHER.keys()
    known = {"name", "span", "place", "where_prec", "is_within"}
    assert {field.name for field in fields(EventPlace)} == known


def test_what_is_looked_at_decides() -> None:
    """Else the pairs above would hold nothing to be decided."""
    assert [cannot_be_one(one, two) is None for one, two in (PAIRS[0], PAIRS[1], PAIRS[5], PAIRS[6])] == [
        True,
        False,
        False,
        False,
    ]

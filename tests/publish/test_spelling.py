"""Places are spelled as most reports do."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import EventMention, EventPlace, Place
from accordingto.publish.spelling import spellings
from tests.factory import make_article, make_event_place, make_mention, make_place

QORIN = make_place("Qōrīn", 36, 37)
NORLAND = make_place("Norland", 35, 38, feature="A.PCLI", admin1=None)


def told(name: str, place: Place, *, is_within: bool = False) -> EventMention:
    at: EventPlace = replace(make_event_place(place), name=name, is_within=is_within)
    return replace(make_mention(make_article(f"Shells fell on {name}."), "fell"), places=(at,))


@pytest.mark.parametrize(
    ("names", "spelled"),
    [
        (("Qorin", "Qoreen", "Qorin"), "Qorin"),
        (("Qoreen", "Qorin"), "Qorin"),  # of equals the shorter
        (("the town", "the town", "Qorin"), "Qorin"),  # no name, however often it is said
        (("the town",), None),  # then it is the gazetteer's
    ],
)
def test_the_spelling_of_most_reports(names: tuple[str, ...], spelled: str | None) -> None:
    assert spellings(told(name, QORIN) for name in names).get(QORIN.gazetteer_id) == spelled


def test_a_country_keeps_its_name() -> None:
    assert not spellings([told("Norlandic", NORLAND)])


def test_a_village_does_not_name_the_province_it_lies_in() -> None:
    assert not spellings([told("Little Hill", QORIN, is_within=True)])

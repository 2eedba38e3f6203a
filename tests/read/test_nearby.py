"""Which place named around a trigger its event happened at."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import Span
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.places import event_places, find_toponyms
from accordingto.read.places.nearby import features, place_nearby
from tests.factory import make_article, span_of

# text, trigger, the name of the place, None for none
NEARBY = [
    # The sentence opens with the place.
    ("In Damascus, unrest broke out on Monday, Syrian officials said.", "unrest", "Damascus"),
    ("Shells hit a market in Homs in central Syria.", "hit", "Homs"),
    # Whoever speaks speaks from there, and nothing happened there.
    ("The talks failed, Moscow said on Friday.", "failed", None),
    # Who does it is no place.
    ("Turkish and Iranian troops attacked the convoy.", "attacked", None),
    # Three sentences off.
    ("Jets took off from Homs. It was dark. Nobody saw them. A bridge was hit.", "hit", None),
    ("A bridge was hit.", "hit", None),
]


@pytest.mark.parametrize(("text", "trigger", "name"), NEARBY)
def test_place_nearby(text: str, trigger: str, name: str | None, world: Gazetteer) -> None:
    article = make_article(text)
    found = place_nearby([span_of(article, trigger)], text, find_toponyms(article, world))

    assert (found.span.slice(text) if found else None) == name


def test_a_phrase_outranks_what_is_nearby(world: Gazetteer) -> None:
    text = "In Damascus, officers said that shells had hit Homs in Syria."
    article = make_article(text)
    toponyms = find_toponyms(article, world)

    (told,) = event_places([span_of(article, "Homs")], text, toponyms, triggers=[span_of(article, "hit")])

    assert told.name == "Homs"


@settings(max_examples=30)
@given(st.text(alphabet="Homs in.,Syia \n", min_size=1, max_size=120), st.integers(0, 100))
def test_any_trigger_may_be_asked_about(world: Gazetteer, text: str, start: int) -> None:
    trigger = Span(min(start, len(text) - 1), len(text))
    toponyms = find_toponyms(make_article(text), world)

    assert all(features(trigger, t, toponyms, text) == {} for t in toponyms if t.span.overlaps(trigger))
    assert place_nearby([trigger], text, toponyms) in (None, *toponyms)

"""How closely a place named around a trigger belongs to it."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import Span
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.places import find_toponyms
from accordingto.read.places.nearby import closeness, features
from tests.factory import make_article, span_of

# text, trigger, the name that is closer than the other
CLOSER = [
    # The sentence opens with the place; the other speaks.
    ("In Damascus, unrest broke out on Monday, Moscow said.", "unrest", "Damascus", "Moscow"),
    # The town of the clause, not that of the next.
    ("Shells hit a market in Homs while the talks in Geneva went on.", "hit", "Homs", "Geneva"),
    # Where the jets came from is told first.
    ("Jets took off from Latakia and bombed a bridge in Aleppo.", "bombed", "Aleppo", "Latakia"),
]


@pytest.mark.parametrize(("text", "trigger", "closer", "other"), CLOSER)
def test_closeness(text: str, trigger: str, closer: str, other: str, world: Gazetteer) -> None:
    article = make_article(text)
    toponyms = {t.span.slice(text): t for t in find_toponyms(article, world)}
    near, far = (
        closeness(span_of(article, trigger), toponyms[name], list(toponyms.values()), text) for name in (closer, other)
    )
    assert near is not None
    assert far is not None
    assert near > far


def test_three_sentences_off_is_too_far(world: Gazetteer) -> None:
    text = "Jets took off from Homs. It was dark. Nobody saw them. A bridge was hit."
    article = make_article(text)
    (toponym,) = find_toponyms(article, world)
    assert closeness(span_of(article, "hit"), toponym, [toponym], text) is None


@settings(max_examples=30)
@given(st.text(alphabet="Homs in.,Syia \n", min_size=1, max_size=120), st.integers(0, 100))
def test_any_trigger_may_be_asked_about(world: Gazetteer, text: str, start: int) -> None:
    trigger = Span(min(start, len(text) - 1), len(text))
    toponyms = find_toponyms(make_article(text), world)

    assert all(features(trigger, t, toponyms, text) == {} for t in toponyms if t.span.overlaps(trigger))
    assert all(closeness(trigger, t, toponyms, text) is None for t in toponyms if t.span.overlaps(trigger))

"""Speakers who say what they did themselves."""

from __future__ import annotations

import pytest

from accordingto.read.own_deeds import own_deed
from tests.factory import make_actor, make_article, make_attribution, span_of

REBELS = make_actor("rebels")


@pytest.mark.parametrize(
    ("said", "verb", "does"),
    [
        ("they had shot down a jet", "shot down", True),
        ("that they also shelled Morek", "shelled", True),
        ("they may have killed civilians", "killed", True),
        ("they were bombing depots", "bombing", True),
        ('they had "neutralised" ten men', "neutralised", True),
        ("their fighters had taken Morek", "taken", True),
        ("their fighter jets bombed Morek", "bombed", True),
        ("their village had been shelled", "shelled", False),  # their own, but none who does it
        ("their fighters were shelled", "shelled", False),
        ("they were shelled by the army", "shelled", False),  # it is done to them
        ("they had lost control of Morek", "lost", False),
        ("they had surrendered Morek", "surrendered", True),
        ("the army had shelled them", "shelled", False),  # another did it
        ("they saw how jets hit Morek", "hit", False),  # another clause
        ("a jet they had shot down burned", "shot down", False),  # not how the statement starts
        ("he had fled", "fled", False),  # somebody else: rebels are many
    ],
)
def test_own_deeds(said: str, verb: str, does: bool) -> None:
    article = make_article(f"The rebels said {said}.")
    holder = make_attribution(article, "said", said, author=REBELS, source="The rebels")
    assert own_deed([span_of(article, verb)], [holder], article.text) == (REBELS if does else None)


def test_what_nobody_says() -> None:
    article = make_article("It was said they had shot down a jet.")
    trigger = span_of(article, "shot down")
    unnamed = make_attribution(article, "said", "they had shot down a jet", author=None)
    assert own_deed([trigger], [unnamed], article.text) is None
    assert own_deed([trigger], [None], article.text) is None

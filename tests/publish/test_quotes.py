"""How much of a text may be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.publish.quotes import may_show_whole, sentence_around
from tests.factory import make_article, span_of


@pytest.mark.parametrize(
    ("licence", "whole"),
    [
        ("CC0-1.0", True),
        ("CC BY-SA 4.0 (Wikipedia)", True),
        ("Creative Commons Attribution 4.0", True),
        ("US public domain (VOA)", True),
        ("Open Government Licence v3.0", True),
        (None, False),
        ("", False),
        ("© The Outlet; local test use, do not redistribute", False),
        ("All rights reserved", False),
        # one sentence frees the text, the next takes a part of it back
        ("US public domain; some material is from the agency, all rights reserved", False),
        # "cc" inside a word is no licence
        ("According to the outlet", False),
    ],
)
def test_only_a_licence_known_to_allow_it_shows_a_text_whole(licence: str | None, whole: bool) -> None:
    article = replace(make_article("Three people died."), licence=licence)
    assert may_show_whole(article, full_text=False) is whole
    assert may_show_whole(article, full_text=True)


def test_the_sentence_of_a_trigger() -> None:
    article = make_article("Rebels came. They captured Aleppo on Sunday. The army left.")
    sentence = sentence_around(article.text, span_of(article, "captured"))
    assert sentence.slice(article.text) == "They captured Aleppo on Sunday."

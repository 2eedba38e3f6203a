"""How much of a text may be shown."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import Span
from accordingto.publish.quotable import (
    REPORT_CHARS,
    REPORT_SHARE,
    may_show_whole,
    passages,
    sentence_around,
    within,
)
from accordingto.publish.quotes import unquoted
from tests.factory import make_actor, make_article, make_attribution, span_of


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


def test_a_report_is_not_quoted_beyond_its_share() -> None:
    # every sentence a claim: without a cap the quotations would be the report
    sentences = [f"Shells fell on the town of Morek on day {i}, the mayor of the town said." for i in range(100)]
    article = make_article(" ".join(sentences))
    said = [
        make_attribution(article, "said", sentence.partition(",")[0], author=make_actor("mayor"))
        for sentence in sentences
    ]
    shown = passages(article.text, said, ())
    assert sum(span.end - span.start for span in shown) <= REPORT_CHARS
    assert shown[0].start == 0
    short = make_article(" ".join(sentences[:20]))
    few = passages(short.text, said[:20], ())
    assert sum(span.end - span.start for span in few) <= REPORT_SHARE * len(short.text) + 1


def test_words_beyond_the_share_are_left_out() -> None:
    allowed = (Span(0, 10), Span(20, 30))
    assert within([Span(5, 25)], allowed) == (Span(5, 10), Span(20, 25))
    assert within([Span(12, 18)], allowed) == ()


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("“We hold the bridge.”", "We hold the bridge."),
        ('"At least three were killed by strikes carried', "At least three were killed by strikes carried"),
        ("It was “a crime”", "It was “a crime”"),
        ('"We hold it," he said, "and will"', '"We hold it," he said, "and will"'),
        ("the rebels’", "the rebels’"),  # an apostrophe
        ("«", ""),
        ("", ""),
    ],
)
def test_words_without_marks_around_them(words: str, shown: str) -> None:
    assert unquoted(words) == shown

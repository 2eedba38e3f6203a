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
from accordingto.publish.quotes import quote, spans_of, unquoted
from accordingto.publish.situation import Situation
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


@pytest.mark.parametrize("length", range(1, 12))
def test_no_word_is_cut_in_half(length: int) -> None:
    # words of one length, so that among the lengths the cap falls on every part of a word
    sentence = " ".join(["x" * length] * 80) + "."
    article = make_article(" ".join([sentence.capitalize()] * 12))
    starts = [i for i in range(len(article.text)) if article.text.startswith("X", i)]
    told = make_attribution(article, "X", "X", author=make_actor("mayor"))
    said = [replace(told, cue=(Span(i, i + 1),), content=(Span(i, i + 1),)) for i in starts]
    for span in passages(article.text, said, ()):
        cut = article.text[span.end - 1 : span.end + 1]
        assert not cut.isalnum() or len(cut) == 1, span.slice(article.text)


def test_words_that_go_on_end_in_an_ellipsis(example: Situation) -> None:
    appearance = next(a for claim in example.claims for a in claim.appearances if a.attribution_id)
    whole = quote(example, appearance)
    assert whole is not None and whole.is_whole
    told = spans_of(example, appearance, example.articles[appearance.article_id])
    half = Span(told[0].start, told[0].start + whole.words.index(" ", len(whole.words) // 2))
    cut = quote(replace(example, quotable={appearance.article_id: (half,)}), appearance)
    assert cut is not None and not cut.is_whole
    assert cut.words.endswith("…")
    assert whole.words.startswith(cut.words.rstrip("…"))


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

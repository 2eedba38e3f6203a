from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.cleaning import clean_characters, clean_phrase, clean_text, cut_text

CASES = [
    # NUL and other controls cut words in two for some programs and not for others
    ("Rebels\x00 took\x07 it", "Rebels took it"),
    # a right-to-left override would show readers other words than are read
    ("killed \u202e04\u202c people", "killed 04 people"),
    ("\u2066Hama\u2069", "Hama"),
    # zero-width characters hide a name from every look-up
    ("Ha\u200bma and Ho\u2060ms", "Hama and Homs"),
    # soft hyphens come from German pages, in the middle of words
    ("Ver\u00adfassungs\u00adbeschwerde", "Verfassungsbeschwerde"),
    # Persian needs its non-joiner: without it the word is another one
    ("می‌خواهم", "می‌خواهم"),
    # but between Latin letters a joiner only hides
    ("Ham\u200da", "Hama"),
    # an emoji of a family is one sign
    ("\U0001f468\u200d\U0001f469", "\U0001f468\u200d\U0001f469"),
    # the same name typed in two ways is the same name
    ("Tu\u0308rkiye", "Türkiye"),
    # half a surrogate pair cannot be written to any file
    ("a \ud800 b", "a  b"),
    ("one\r\ntwo\rthree\u2028four", "one\ntwo\nthree\nfour"),
    ("4\u00a0December\u20092024", "4 December 2024"),
    # quotation marks, dashes and case are the publisher's
    ("“No,” he said – twice… «Да»", "“No,” he said – twice… «Да»"),
]


@pytest.mark.parametrize(("raw", "clean"), CASES)
def test_clean_characters(raw: str, clean: str) -> None:
    assert clean_characters(raw) == clean


@given(st.text())
def test_cleaning_twice_changes_nothing_more(text: str) -> None:
    once = clean_text(text)
    assert clean_text(once) == once
    assert unicodedata.is_normalized("NFC", once)
    once.encode("utf-8")


def test_clean_text_keeps_lines_and_paragraphs() -> None:
    assert clean_text("  Headline \n\n\n  First   line\nsecond line\t\n \n\n") == "Headline\n\nFirst line\nsecond line"


def test_clean_phrase_is_one_line_within_its_limit() -> None:
    assert clean_phrase(" A\n title\u200b ") == "A title"
    assert clean_phrase("word " * 100, 12) == "word word wo"
    assert clean_phrase(" \u200b ") is None
    assert clean_phrase(None) is None


def test_cut_text_ends_with_a_paragraph() -> None:
    assert cut_text("short", 10) == "short"
    assert cut_text("first paragraph\n\nsecond paragraph", 25) == "first paragraph"
    assert cut_text("x" * 30, 25) == "x" * 25

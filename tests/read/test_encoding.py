"""Words, features of form and windows."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordPiece
from tokenizers.normalizers import BertNormalizer
from tokenizers.pre_tokenizers import BertPreTokenizer

from accordingto.read.encoding import encode_text, windows


@pytest.fixture(scope="module")
def tokenizer() -> Tokenizer:
    """A vocabulary of letters: every word falls into as many pieces as it has letters."""
    letters = [chr(c) for c in range(33, 127)] + list("“”«»’é")
    vocabulary = {"[UNK]": 0} | {piece: k for k, piece in enumerate([*letters, *("##" + c for c in letters)], start=1)}
    made = Tokenizer(WordPiece(vocabulary, unk_token="[UNK]", max_input_chars_per_word=1000))
    made.normalizer = BertNormalizer(lowercase=True)
    made.pre_tokenizer = BertPreTokenizer()
    return made


def test_words_slice_back_to_the_text(tokenizer: Tokenizer) -> None:
    text = "“Kyiv’s mayor,” she\nsaid: Café 12 SDF iPhone"
    encoded = encode_text(text, tokenizer)
    words = [word.slice(text) for word in encoded.words]
    assert words == ["“", "Kyiv", "’", "s", "mayor", ",", "”", "she", "said", ":", "Café", "12", "SDF", "iPhone"]
    assert encoded.marks[0] == "“"
    assert encoded.sentence_of.tolist() == [0] * 8 + [1] * 6


def test_form_keeps_the_casing_that_the_vocabulary_loses(tokenizer: Tokenizer) -> None:
    forms = encode_text("the Army SDF iPhone 12th , McCain", tokenizer).forms.tolist()
    assert forms == [0, 1, 2, 3, 4, 5, 3]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He said “go now” then", [1, 0, 2, 2, 2, 2, 0]),  # the marks themselves are inside
        ('a "b" c', [1, 2, 2, 2, 0]),  # straight marks toggle
        ("“open\nnext", [3, 2, 1]),  # an unclosed quotation ends with its line
        ("no marks", [1, 0]),
    ],
)
def test_layout_marks_lines_and_quotations(tokenizer: Tokenizer, text: str, expected: list[int]) -> None:
    assert encode_text(text, tokenizer).layouts.tolist() == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("the mayor of Hama", ["the", "of"]),
        ("Mr. Orde spoke", ["Mr", "."]),  # a title and its stop belong to the name behind them
        ("Mr Orde spoke.", ["Mr"]),  # as Britons write it; the last stop ends the sentence
        ("in gen. terms", ["in"]),  # no title: written small
    ],
)
def test_words_that_end_no_name(tokenizer: Tokenizer, text: str, expected: list[str]) -> None:
    encoded = encode_text(text, tokenizer)
    marked = [word.slice(text) for word, opens in zip(encoded.words, encoded.opens_name, strict=True) if opens]
    assert marked == expected


def test_a_text_without_words_has_no_windows(tokenizer: Tokenizer) -> None:
    assert list(windows(encode_text(" \n\n ", tokenizer))) == []


@given(
    st.lists(st.text("ab .\n“", max_size=30), max_size=20).map(" ".join),
    st.integers(8, 60),
    st.integers(0, 3),
)
def test_windows_answer_for_every_word_exactly_once(text: str, pieces: int, overlap: int) -> None:
    letters = Tokenizer(WordPiece({"[UNK]": 0, "a": 1, "b": 2, "##a": 3, "##b": 4}, unk_token="[UNK]"))
    letters.pre_tokenizer = BertPreTokenizer()
    encoded = encode_text(text, letters)
    cut = list(windows(encoded, pieces=pieces, overlap=overlap))
    owned = [word for window in cut for word in range(window.own_start, window.own_end)]
    assert owned == list(range(len(encoded.words)))
    bounds = np.append(encoded.first_piece, len(encoded.pieces))
    for window in cut:
        assert window.start <= window.own_start <= window.own_end <= window.end
        assert bounds[window.end] - bounds[window.start] <= pieces or window.end == window.start + 1

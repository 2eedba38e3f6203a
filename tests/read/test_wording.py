"""How far a name goes that the network has not marked."""

from __future__ import annotations

import pytest

from accordingto.read.wording import Wording

TWO = ["rebels", "fled", ".", "the", "army", "won"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("kurdish rebels in morek", "kurdish rebels"),
        ("the army on friday", "army"),  # the article opens the name and is no part of it
        ("turkish - backed rebels", "turkish - backed rebels"),  # the half of a compound ends no name
        ("masked men attacked the town", "masked men"),  # a participle before the noun, a verb behind it
        ("assad ’s forces", "assad"),
        ("one two three four five six seven", "one two three four five six"),  # no name is as long
        ("on friday", ""),
        ("the", ""),
    ],
)
def test_name_behind_article(text: str, name: str) -> None:
    words = text.split(" ")
    found = Wording(words, [0] * len(words)).name_behind_article(0)
    assert " ".join(words[slice(*found)] if found else []) == name


def test_a_name_ends_with_its_sentence() -> None:
    assert Wording(["the", "army", "rebels"], [0, 0, 1]).name_from(1) == (1, 2)


def test_sentences() -> None:
    wording = Wording(TWO, [0, 0, 0, 1, 1, 1])
    assert [wording.sentence_start(n) for n in (1, 3, 5)] == [0, 3, 3]
    assert [wording.sentence_end(n) for n in (0, 2, 4)] == [3, 3, 6]
    assert wording.are_together(0, 2)
    assert not wording.are_together(2, 3)


def test_beyond_the_last_word_is_nothing() -> None:
    wording = Wording(TWO, [0] * len(TWO))
    assert wording.name_from(len(TWO)) is None
    assert not wording.is_in(len(TWO), ("won",))

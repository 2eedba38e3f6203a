"""Deeds that are told as the answer to others."""

from __future__ import annotations

import pytest

from accordingto.read.answers import foreign_parts, is_answered, is_of, with_answers
from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from tests.factory import make_article, span_of
from tests.read.test_frames import encoding_of

STRUCK = "Jets struck depots in retaliation for the killing of a pilot by gunmen. A guard died."


@pytest.mark.parametrize(
    ("text", "trigger", "answered"),
    [
        (STRUCK, "killing", True),
        (STRUCK, "struck", False),
        ("In response to the raid, rebels shelled Morek.", "raid", True),
        ("In response to the raid, rebels shelled Morek.", "shelled", False),
        ("He spoke after the raid.", "raid", False),
        # another sentence
        ("Rebels shelled Morek in response. The raid went on.", "raid", False),
    ],
)
def test_what_is_answered(text: str, trigger: str, answered: bool) -> None:
    assert is_answered(span_of(make_article(text), trigger), text) is answered


@pytest.mark.parametrize(
    ("part", "trigger", "belongs"),
    [
        ("Jets", "struck", True),
        ("depots", "struck", True),
        ("a pilot", "struck", False),
        ("a pilot", "killing", True),
        ("Jets", "killing", False),
        ("A guard", "struck", True),  # another sentence, which this one says nothing of
    ],
)
def test_whose_parties_are_whose(part: str, trigger: str, belongs: bool) -> None:
    article = make_article(STRUCK)
    assert is_of(span_of(article, part), span_of(article, trigger), STRUCK) is belongs


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        (STRUCK, "struck", ["in retaliation for the killing of a pilot by gunmen"]),
        (STRUCK, "killing", ["Jets struck depots ", ". "]),
        (STRUCK, "died", []),  # its sentence tells of no answer
        ("In response to the raid, rebels shelled Morek.", "raid", [", rebels shelled Morek."]),
        ("Rebels shelled Morek to avenge the raid", "raid", ["Rebels shelled Morek "]),
        ("Rebels shelled Morek.", "shelled", []),
    ],
)
def test_where_another_deed_is_told(text: str, trigger: str, expected: list[str]) -> None:
    found = foreign_parts([span_of(make_article(text), trigger)], text)
    assert [part.slice(text) for part in found] == expected


def test_frames_keep_their_own_parties() -> None:
    text = "jets struck depots in retaliation for the killing of pilots"
    depots, pilots = Chunk(2, 3, "recipient", 0.4), Chunk(9, 10, "recipient", 0.9)
    place = Chunk(9, 10, "place", 0.2)
    frame = Frame(1, 2, "ASSAULT", 0.9, (depots, pilots, place))
    (found,) = with_answers([frame], encoding_of(text), text)
    assert found.roles == (depots, place)

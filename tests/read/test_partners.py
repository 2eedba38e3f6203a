"""Parties that share their noun with another."""

from __future__ import annotations

import pytest

from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.partners import with_partners
from tests.read.test_frames import encoding_of


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        ("Armenian and Azerbaijani troops fired", ["Azerbaijani troops"], ["Armenian and Azerbaijani troops"]),
        # the other was marked without the noun
        ("Israeli and Lebanese forces fired", ["Israeli", "Lebanese forces"], ["Israeli and Lebanese forces"]),
        # an owner beside what is owned
        ("Lebanon ' s Hezbollah fired", ["Lebanon ' s", "Hezbollah"], ["Lebanon ' s Hezbollah"]),
        ("rebels soldiers fired", ["rebels", "soldiers"], ["rebels", "soldiers"]),
        # what somebody is called, and the name
        (
            "his Russian counterpart Sergei Lavrov spoke",
            ["his Russian counterpart", "Sergei Lavrov"],
            ["his Russian counterpart Sergei Lavrov"],
        ),
        ("Ankara Moscow spoke", ["Ankara", "Moscow"], ["Ankara", "Moscow"]),  # two names
        # a clause ends before
        ("guns fell silent in Homs and Russian jets fired", ["Russian jets"], ["Russian jets"]),
        # a noun of its own
        ("the Iranian ship and Iraqi boats fired", ["Iraqi boats"], ["Iraqi boats"]),
        ("rebels fired", ["rebels"], ["rebels"]),
        ("Syrian fired", ["Syrian"], ["Syrian"]),
    ],
)
def test_partners(text: str, marked: list[str], expected: list[str]) -> None:
    words = text.split(" ")

    def chunk(phrase: str) -> Chunk:
        length = len(phrase.split(" "))
        start = next(n for n in range(len(words)) if words[n : n + length] == phrase.split(" "))
        return Chunk(start, start + length, "agent", 0.9)

    frame = Frame(len(words) - 1, len(words), "ASSAULT", 0.9, tuple(map(chunk, marked)))
    (found,) = with_partners([frame], encoding_of(text), text)
    assert [" ".join(words[c.start : c.end]) for c in found.roles] == expected

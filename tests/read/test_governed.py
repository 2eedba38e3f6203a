"""Triggers that another one governs."""

from __future__ import annotations

import pytest

from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.governed import with_governed
from accordingto.read.wording import Wording
from tests.read.test_frames import encoding_of


@pytest.mark.parametrize(
    ("text", "verb", "noun", "kept"),
    [
        ("they agreed to a nationwide ceasefire on Friday", "agreed", "ceasefire", False),
        ("they signed a truce", "signed", "truce", False),
        ("they agreed to meet after the army had broken the truce", "agreed", "truce", True),  # too far off
        ("the truce was agreed", "agreed", "truce", True),  # it is told first
        ("they welcomed a truce", "welcomed", "truce", True),  # nobody agrees here
        ("they agreed to a withdrawal", "agreed", "withdrawal", True),  # that happens later, if at all
    ],
)
def test_what_is_agreed_is_one_agreement(text: str, verb: str, noun: str, kept: bool) -> None:
    words = text.split(" ")
    agreement = Frame(words.index(verb), words.index(verb) + 1, "AGREE", 0.9, ())
    ceasefire = Frame(words.index(noun), words.index(noun) + 1, "RETREAT", 0.9, ())
    frames = sorted([agreement, ceasefire], key=lambda f: f.start)
    found = with_governed(frames, Wording.of(encoding_of(text).text, text))
    assert (ceasefire in found) is kept
    assert agreement in found


@pytest.mark.parametrize(
    ("text", "is_theirs"),
    [
        ("rebels broke the siege of Morek", False),
        ("rebels lifted their siege of Morek", True),
        ("rebels laid siege to Morek", True),
    ],
)
def test_who_breaks_a_siege_lays_none(text: str, is_theirs: bool) -> None:
    words = text.split(" ")
    siege = Frame(words.index("siege"), words.index("siege") + 1, "COERCE", 0.9, (Chunk(0, 1, "agent", 0.8),))
    (found,) = with_governed([siege], Wording.of(encoding_of(text).text, text))
    assert bool(found.chunks("agent")) is is_theirs

"""Who is accused says nothing by it."""

from __future__ import annotations

import pytest

from accordingto.read.accused import with_the_accused
from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.wording import Wording
from tests.read.test_frames import encoding_of

Told = tuple[list[str], list[str]]

CASES: list[tuple[str, str, str, str, Told]] = [
    # text, what the network takes for source, cue and content; what they are
    (
        "the army was accused of shelling markets",
        "the army",
        "was accused of",
        "shelling markets",
        ([], ["the army", "shelling markets"]),
    ),
    ("militias have often been blamed for raids", "militias", "blamed for", "raids", ([], ["militias", "raids"])),
    ("Russia stands accused of bombing it", "Russia", "accused of", "bombing it", ([], ["Russia", "bombing it"])),
    # without a form of "be"
    (
        "two men , suspected of planting mines ,",
        "two men",
        "suspected of",
        "planting mines",
        ([], ["two men", "planting mines"]),
    ),
    # the accuser is named
    (
        "the militia is accused by residents of looting",
        "the militia",
        "accused",
        "residents of looting",
        (["residents"], ["the militia", "of looting"]),
    ),
    # who accuses speaks
    (
        "residents accused the army of looting",
        "residents",
        "accused",
        "the army of looting",
        (["residents"], ["the army of looting"]),
    ),
    # who is quoted or told has said it or heard it
    (
        "the minister was quoted as saying no",
        "the minister",
        "was quoted",
        "saying no",
        (["the minister"], ["saying no"]),
    ),
    # the speaker stands behind
    ("no , said residents", "residents", "said", "no", (["residents"], ["no"])),
    # another's accusation stands between
    ("the army said it was accused of lies", "the army", "accused of", "lies", (["the army"], ["lies"])),
    # nothing follows
    ("of lies they were accused", "they", "accused", "of lies", ([], ["of lies", "they"])),
]


@pytest.mark.parametrize(("text", "source", "cue", "content", "expected"), CASES)
def test_the_accused(text: str, source: str, cue: str, content: str, expected: Told) -> None:
    words = text.split(" ")

    def chunk(phrase: str, kind: str) -> Chunk:
        length = len(phrase.split(" "))
        start = next(n for n in range(len(words)) if words[n : n + length] == phrase.split(" "))
        return Chunk(start, start + length, kind, 0.9)

    at = chunk(cue, "cue")
    frame = Frame(at.start, at.end, "speech", 0.9, (chunk(source, "source"), chunk(content, "content")))
    (found,) = with_the_accused([frame], Wording.of(encoding_of(text).text, text))
    told = {
        kind: [" ".join(words[c.start : c.end]) for c in sorted(found.chunks(kind), key=lambda c: c.start)]
        for kind in ("source", "content")
    }
    assert (told["source"], told["content"]) == expected

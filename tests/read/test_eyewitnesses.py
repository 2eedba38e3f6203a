"""What a publication's own staff saw."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.read.eyewitnesses import find_sightings

SEEN = [
    # where the witness stood belongs to the words for who it is
    (
        "An AFP photographer in Qarun saw neighbours digging through the rubble of a bakery.",
        ("An AFP photographer in Qarun", "saw", "neighbours digging through the rubble of a bakery"),
    ),
    # in the middle of a sentence, with an adverb before the verb
    (
        "On Monday a Reuters reporter later counted nine bodies at the gate.",
        ("a Reuters reporter", "later counted", "nine bodies at the gate"),
    ),
    # the apostrophe is there, or was lost on the way
    (
        "AFP's correspondent there heard three blasts.",
        ("AFP's correspondent there", "heard", "three blasts"),
    ),
    ("AFPs reporter in the town saw blood.", ("AFPs reporter in the town", "saw", "blood")),
    # a name of several words
    (
        "Two Al Jazeera journalists near the bridge watched the trucks leave!",
        ("Two Al Jazeera journalists near the bridge", "watched", "the trucks leave"),
    ),
]
UNSEEN = [
    # nobody knows for whom the reporter works
    "A Hilltop Observer reporter saw smoke.",
    "A local journalist saw smoke over the town.",
    # staff who say something are found by what they say
    "An AFP photographer said the market was closed.",
    # the verb is not theirs
    "The AFP photographer whom the soldiers saw was let go.",
    # no staff: an agency saw a document
    "AFP saw the letter on Sunday.",
    # another sentence
    "He rang an AFP reporter. Neighbours saw the plane.",
    "",
]


@pytest.mark.parametrize(("text", "expected"), SEEN)
def test_what_staff_saw(text: str, expected: tuple[str, str, str]) -> None:
    (found,) = find_sightings(text)
    assert tuple(span.slice(text) for span in (found.source, found.cue, found.content)) == expected


@pytest.mark.parametrize("text", UNSEEN)
def test_what_nobody_saw(text: str) -> None:
    assert list(find_sightings(text)) == []


@given(st.lists(st.sampled_from(["An AFP reporter", " in Qarun", " saw", " smoke", ". ", "\n", "“", " there"])))
def test_any_words_are_survived(words: list[str]) -> None:
    text = "".join(words)
    for seen in find_sightings(text):
        assert seen.source.end <= seen.cue.start < seen.cue.end <= seen.content.start < seen.content.end <= len(text)

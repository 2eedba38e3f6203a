"""What happens between two parties."""

from __future__ import annotations

import pytest

from accordingto.read.both_sides import with_both_sides
from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from tests.read.test_frames import encoding_of

Marked = dict[str, tuple[str, float]]


@pytest.mark.parametrize(
    ("text", "marked", "expected"),
    [
        # the second is trusted less, or not marked at all
        (
            "clashes between herders and farmers",
            {"herders": ("agent", 0.4), "farmers": ("agent", 0.2)},
            {"herders": 0.4, "farmers": 0.4},
        ),
        ("talks between Sudan and Egypt ended", {"Sudan": ("agent", 0.6)}, {"Sudan": 0.6, "Egypt": 0.6}),
        # a name of several words is taken whole
        (
            "fighting between the army and the Rapid Support Forces",
            {"the army": ("agent", 0.8), "the Rapid": ("agent", 0.3)},
            {"the army": 0.8, "the Rapid Support Forces": 0.8},
        ),
        ("clashes have erupted between rebels and Hamas", {"rebels": ("agent", 0.5)}, {"rebels": 0.5, "Hamas": 0.5}),
        # one side is taken for the one who suffers it
        (
            "battle between rebels and troops",
            {"rebels": ("agent", 0.5), "troops": ("recipient", 0.6)},
            {"rebels": 0.5},
        ),
        # no name that could be told from the rest of the sentence
        ("clashes between rebels and villages burned", {"rebels": ("agent", 0.5)}, {"rebels": 0.5}),
        # places
        ("raids between Homs and Hama", {}, {}),
        # nobody's side: who is named stands elsewhere
        ("raids by rebels between Homs and Hama", {"rebels": ("agent", 0.5)}, {"rebels": 0.5}),
    ],
)
def test_both_sides_act(text: str, marked: Marked, expected: dict[str, float]) -> None:
    words = text.split(" ")

    def chunk(phrase: str, kind: str, score: float) -> Chunk:
        length = len(phrase.split(" "))
        start = next(n for n in range(len(words)) if words[n : n + length] == phrase.split(" "))
        return Chunk(start, start + length, kind, score)

    roles = tuple(chunk(phrase, kind, score) for phrase, (kind, score) in marked.items())
    (found,) = with_both_sides([Frame(0, 1, "ASSAULT", 0.9, roles)], encoding_of(text), text)
    assert {" ".join(words[c.start : c.end]): c.score for c in found.chunks("agent")} == expected

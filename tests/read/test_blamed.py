"""Who is said to have done it."""

from __future__ import annotations

import numpy as np
import pytest

from accordingto.read.blamed import with_the_blamed
from accordingto.read.decoding import Chunk
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame
from accordingto.read.wording import Wording
from tests.read.test_frames import encoding_of


def encoded(text: str) -> Encoding:
    """An encoding whose sentences end at lone full stops."""
    encoding, words = encoding_of(text), text.split(" ")
    encoding.text.sentence_of[:] = np.cumsum([0, *(word == "." for word in words[:-1])])
    return encoding


def agents(text: str, trigger: str, *, kind: str = "ASSAULT", agent: tuple[str, float] | None = None) -> list[str]:
    words = text.split(" ")
    at = words.index(trigger)
    roles = [Chunk(words.index(agent[0]), words.index(agent[0]) + 1, "agent", agent[1])] if agent else []
    encoding = encoded(text)
    (found,) = with_the_blamed([Frame(at, at + 1, kind, 0.9, tuple(roles))], Wording.of(encoding.text, text))
    return [encoding.span(c.start, c.end).slice(text) for c in found.chunks("agent")]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("officials blamed the army for the attack on Morek", "attack", ["army"]),
        ("officials blamed the attack on Kurdish rebels .", "attack", ["Kurdish rebels"]),
        ("a drone attack blamed on Ethiopia killed ten", "attack", ["Ethiopia"]),
        ("the attack was blamed on the rebels .", "attack", ["rebels"]),
        ("ten died in an attack . A fire was blamed on rebels .", "attack", []),
        ("an attack blamed on it killed ten", "attack", []),
        # told before, in the same sentence or in the last
        ("ten died in shelling , a union said , blaming the RSF .", "shelling", ["RSF"]),
        ("ten died in an attack . Officials blamed Islamic State .", "attack", ["Islamic State"]),
        # nobody is named
        ("nobody was blamed for the attack on Morek", "attack", []),
        ("ten died in an attack . Officials blamed each other .", "attack", []),
        # for something else
        ("officials blamed the army for failing to stop the attack", "attack", []),
        ("ten died in an attack . He spoke . Officials blamed the army .", "attack", []),
        ("officials blamed the army for its pay . Ten died in an attack", "attack", []),
    ],
)
def test_who_is_blamed(text: str, trigger: str, expected: list[str]) -> None:
    assert agents(text, trigger) == expected


def test_whom_the_network_is_sure_of_stays() -> None:
    text = "the army attack was one that officials blamed on rebels ."
    assert agents(text, "attack", agent=("army", 0.8)) == ["army"]


def test_only_attacks_are_blamed_on_anybody() -> None:
    assert agents("officials blamed the army for the talks", "talks", kind="CONSULT") == []

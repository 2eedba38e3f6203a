"""The subject of a passive suffers it."""

from __future__ import annotations

import pytest

from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.passives import with_sufferers
from accordingto.read.wording import Wording
from tests.read.test_frames import encoding_of


@pytest.mark.parametrize(
    ("text", "party", "trigger", "kind", "expected"),
    [
        ("the convoy was shelled at dawn", "convoy", "shelled", "ASSAULT", "recipient"),
        ("two drones had reportedly been shot down", "drones", "shot", "ASSAULT", "recipient"),
        ("some units are now surrounded", "units", "surrounded", "COERCE", "recipient"),
        ("the regime was overthrown in a week", "regime", "overthrown", "ASSAULT", "recipient"),
        # the active voice, whatever tense
        ("the convoy shelled them at dawn", "convoy", "shelled", "ASSAULT", "agent"),
        ("the army has shelled them", "army", "shelled", "ASSAULT", "agent"),
        ("rebels were shelling them", "rebels", "shelling", "ASSAULT", "agent"),
        # who stands behind the verb does it
        ("villages were shelled by rebels", "rebels", "shelled", "ASSAULT", "agent"),
        # another party stands between
        ("rebels said villages were shelled", "rebels", "shelled", "ASSAULT", "agent"),
        # moving is done by who is moved
        ("troops were deployed in the hills", "troops", "deployed", "MOBILIZE", "agent"),
    ],
)
def test_sufferers(text: str, party: str, trigger: str, kind: str, expected: str) -> None:
    words = text.split(" ")
    told = Chunk(words.index(party), words.index(party) + 1, "agent", 0.8)
    at = words.index(trigger)
    (frame,) = with_sufferers([Frame(at, at + 1, kind, 0.9, (told,))], Wording.of(encoding_of(text).text, text))
    assert [chunk.kind for chunk in frame.roles] == [expected]


def test_who_acts_in_a_passive_stays() -> None:
    text = "the convoy was shelled by rebels"
    roles = (Chunk(1, 2, "agent", 0.6), Chunk(5, 6, "agent", 0.9))
    (frame,) = with_sufferers([Frame(3, 4, "ASSAULT", 0.9, roles)], Wording.of(encoding_of(text).text, text))
    assert [(chunk.start, chunk.kind) for chunk in frame.roles] == [(1, "recipient"), (5, "agent")]

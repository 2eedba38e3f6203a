"""Who does it where the words leave no doubt."""

from __future__ import annotations

import pytest

from accordingto.read.decoding import Chunk
from accordingto.read.doers import with_doers
from accordingto.read.frames import Frame
from accordingto.read.wording import Wording
from tests.read.test_frames import encoding_of


def frame_of(text: str, trigger: str, kind: str = "ASSAULT", **roles: tuple[str, float]) -> Frame:
    """A frame at the word `trigger` with the words and the probability of each role."""
    words = text.split(" ")
    chunks = []
    for role, (phrase, score) in roles.items():
        at = words.index(phrase.split()[0])
        chunks.append(Chunk(at, at + len(phrase.split()), role, score))
    at = words.index(trigger)
    return Frame(at, at + 1, kind, 0.9, tuple(chunks))


def agents(text: str, *frames: Frame) -> list[list[str]]:
    encoding = encoding_of(text)
    found = with_doers(frames, Wording.of(encoding.text, text))
    return [[encoding.span(c.start, c.end).slice(text) for c in frame.chunks("agent")] for frame in found]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("residents reported shelling by the army on Friday", "shelling", ["army"]),
        ("a raid by Turkish - backed rebels , he said", "raid", ["Turkish - backed rebels"]),
        ("miners were shot dead by masked gunmen in the hills", "shot", ["masked gunmen"]),
        ("miners were shot dead by gunmen in the hills", "shot", ["gunmen"]),
        ("the offensive of rebels against Morek began", "offensive", ["rebels"]),
        ("the bombing of rebels in Morek", "bombing", []),  # who suffers it
        ("a hunger strike by 200 prisoners in Morek", "strike", ["prisoners"]),
        ("three were killed by shelling", "killed", []),  # by what, not by whom
        ("the town was shelled by dawn", "shelled", []),  # by when
        ("the bridge was bombed by cutting through lines", "bombed", []),
        ("losses rose by 20 men", "losses", []),
        ("the hall was stormed . By rebels he meant others", "stormed", []),  # told of something else
        ("shelling near a school run by nuns", "shelling", []),  # they run the school
    ],
)
def test_who_is_named_behind_by(text: str, trigger: str, expected: list[str]) -> None:
    assert agents(text, frame_of(text, trigger)) == [expected]


def test_whom_the_network_took_for_the_victim_behind_by() -> None:
    text = "residents reported shelling by rebels"
    frame = frame_of(text, "shelling", recipient=("rebels", 0.8))
    (found,) = with_doers([frame], Wording.of(encoding_of(text).text, text))
    assert [c.kind for c in found.roles] == ["agent"]


def test_a_doer_the_network_is_sure_of_stays() -> None:
    text = "army shelling by rebels"
    assert agents(text, frame_of(text, "shelling", agent=("army", 0.8))) == [["army"]]
    assert agents(text, frame_of(text, "shelling", agent=("army", 0.2))) == [["army", "rebels"]]


def test_what_is_shot_down_kills_nobody() -> None:
    text = "a jet was shot down near Morek killing two pilots"
    down = frame_of(text, "shot", recipient=("a jet", 0.8))
    killing = frame_of(text, "killing", agent=("a jet", 0.6), recipient=("two pilots", 0.8))
    assert agents(text, down, killing) == [[], []]


def test_who_does_one_thing_and_then_another_does_both() -> None:
    text = "rebels attacked Morek killing two men"
    attacked, killing = (frame_of(text, trigger, agent=("rebels", 0.8)) for trigger in ("attacked", "killing"))
    assert agents(text, attacked, killing) == [["rebels"], ["rebels"]]

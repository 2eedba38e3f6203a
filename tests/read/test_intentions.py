"""Whether a deed was done, from the word that governs its verb."""

from __future__ import annotations

import numpy as np
import pytest

from accordingto.model import Status
from accordingto.read import labels
from accordingto.read.frames import Frame
from accordingto.read.intentions import with_intentions
from accordingto.read.wording import Wording


def status_of(text: str, trigger: str) -> Status:
    """The likeliest status of a deed that the network takes for done."""
    words = text.split(" ")
    at = words.index(trigger)
    taken = np.full((1, len(labels.STATUSES)), 0.1, dtype=np.float32)
    taken[0, labels.STATUSES.index(Status.HAPPENED)] = 0.5
    sentences = np.cumsum([0, *(word == "." for word in words[:-1])]).tolist()
    frames = [Frame(at, at + 1, "ASSAULT", 0.9, ())]
    given = {"status": taken, "mode": np.ones((1, 1), dtype=np.float32)}
    found = with_intentions(given, frames, Wording(words, sentences))
    assert given["status"] is taken and taken[0].max() == 0.5, "what is given stays"
    assert found["mode"] is given["mode"]
    assert found["status"].sum() == pytest.approx(1.0)
    return labels.STATUSES[int(found["status"][0].argmax())]


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("the army is poised to attack morek", "attack", Status.PLANNED),
        ("they are to meet on monday", "meet", Status.PLANNED),
        ("rebels threatened to shell morek", "shell", Status.HYPOTHETICAL),
        ("troops have begun to withdraw", "withdraw", Status.ONGOING),
        # the deed is told by a noun, or an adverb stands before it
        ("the army plans to launch a new offensive", "offensive", Status.PLANNED),
        ("jets continue to heavily bomb morek", "bomb", Status.ONGOING),
    ],
)
def test_what_is_intended(text: str, trigger: str, status: Status) -> None:
    assert status_of(text, trigger) is status


@pytest.mark.parametrize(
    ("text", "trigger"),
    [
        ("the army managed to capture morek", "capture"),
        ("troops went to morek to attack it", "attack"),
        ("the army planned and attacked morek", "attacked"),
        # another sentence, or nothing before
        ("the army is set . to attack was wrong", "attack"),
        ("to attack was wrong", "attack"),
        ("attack", "attack"),
    ],
)
def test_what_is_not(text: str, trigger: str) -> None:
    assert status_of(text, trigger) is Status.HAPPENED

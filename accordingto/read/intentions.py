"""Whether a deed was done, from the word that governs its infinitive: who is "poised to attack" has not attacked.

The network goes by the deed itself and takes some of these for done or going on. Of the annotated triggers that train
it and stand so behind "due", "expected", "plan", "prepare" or a form of "be" 32 of 36 are planned, behind "threaten"
6 of 6 hypothetical, behind "continue" 13 of 14 going on, and behind "managed" none is to come.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from accordingto.model import Status
from accordingto.read import labels
from accordingto.read.decoding import Floats
from accordingto.read.frames import Frame
from accordingto.read.wording import Wording

_BE = frozenset("is are was were be".split())
_GOVERNED: Mapping[Status, frozenset[str]] = {
    Status.PLANNED: _BE
    | frozenset(
        "due expected plan plans planned planning prepare prepares preparing prepared set poised about scheduled vowed "
        "vows promised pledged intend intends intended intending slated".split()
    ),
    Status.HYPOTHETICAL: frozenset("threaten threatens threatened threatening".split()),
    Status.ONGOING: frozenset("continue continues continuing begun".split()),
}
_STATUS_OF = {word: status for status, words in _GOVERNED.items() for word in words}
# What may stand between "to" and the verb: "to soon attack", "to launch a major offensive", "to begin shelling".
_LIGHT = frozenset(
    "launch carry out begin start conduct stage mount hold resume open a an the its their new major more fresh large "
    "second soon again".split()
)
MAX_LIGHT = 5
SURE = 0.95  # probability of the status that the words leave little doubt of


def with_intentions(scores: Mapping[str, Floats], frames: Sequence[Frame], wording: Wording) -> dict[str, Floats]:
    """The labels of frames; the status of those that a word of intention governs is what it says.

    `scores` holds probabilities (F, labels) by name.
    """
    statuses = scores["status"].copy()
    for row, frame in zip(statuses, frames, strict=True):
        status = _governed(frame, wording)
        if status is not None:
            row[:] = (1 - SURE) / (len(row) - 1)
            row[labels.STATUSES.index(status)] = SURE
    return {**scores, "status": statuses}


def _governed(frame: Frame, wording: Wording) -> Status | None:
    """The status that the word before "to" and a trigger gives it, None without such a word."""
    words, first = wording.words, wording.sentence_start(frame.start)
    at = frame.start - 1
    while at > first and frame.start - at <= MAX_LIGHT and (words[at] in _LIGHT or words[at].endswith("ly")):
        at -= 1
    return _STATUS_OF.get(words[at - 1]) if at > first and words[at] == "to" else None

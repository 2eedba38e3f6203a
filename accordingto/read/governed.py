"""Triggers that another one governs: "agreed to a ceasefire" is one agreement, and who breaks a siege lays none.

The network reads both halves on their own. Of seven ceasefires that annotated reports tell as agreed, five are the
agreement and nothing else.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.model import EventType
from accordingto.read.frames import Frame
from accordingto.read.wording import Wording

_AGREEING = frozenset(
    "agreed agree agrees agreeing reached reaching signed signing brokered negotiated announced accepted".split()
)
_CEASEFIRES = frozenset("ceasefire ceasefires truce truces cease cessation".split())
_BREAKING = frozenset(
    "broke break breaks breaking broken lifted lift lifts lifting ended end ends ending relieved".split()
)
_SIEGES = frozenset("siege sieges blockade blockades encirclement".split())
_OWN = frozenset(("its", "their", "his"))
REACH = 6  # words between the two: "agreed to extend a nationwide truce"


def with_governed(frames: Sequence[Frame], wording: Wording) -> list[Frame]:
    """The frames without ceasefires that are told as agreed, and sieges without those who break them as agents."""
    agreements = [f for f in frames if f.kind == EventType.AGREE and wording.is_in(f.start, _AGREEING)]
    kept = (f for f in frames if not any(_is_agreed(f, by, wording) for by in agreements))
    return [_laid_by_others(frame, wording) for frame in kept]


def _is_agreed(frame: Frame, by: Frame, wording: Wording) -> bool:
    """Whether a trigger is the ceasefire that another says is agreed."""
    is_near = wording.are_together(frame.start, by.start) and 0 <= frame.start - by.end <= REACH
    return frame is not by and is_near and wording.is_in(frame.start, _CEASEFIRES)


def _laid_by_others(frame: Frame, wording: Wording) -> Frame:
    """A siege without the subject of the verb that ends it: "rebels broke the siege", but "lifted its siege"."""
    if frame.kind != EventType.COERCE or not wording.is_in(frame.start, _SIEGES):
        return frame
    before = range(max(0, frame.start - REACH), frame.start)
    verb = next((n for n in before if wording.is_in(n, _BREAKING) and wording.are_together(n, frame.start)), None)
    if verb is None or not _OWN.isdisjoint(wording.words[verb : frame.start]):
        return frame
    return replace(frame, roles=tuple(c for c in frame.roles if c.kind != "agent" or c.start > verb))

"""Whom it happens to, told from who does it: "the convoy was shelled" suffers it, whoever stands first.

The network takes some subjects of passives for the doers. In the annotated reports that train it, of 120 parties right
before a passive trigger 110 are recipients; among the rest are troops that are dispatched or stationed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.model import EventType
from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.wording import Wording

_KINDS = frozenset((EventType.ASSAULT, EventType.COERCE, EventType.SANCTION))
_BE = frozenset("is are was were be been being gets got".split())
# What may stand between a subject and its participle besides, as adverbs in "-ly" may.
_BESIDE = frozenset(
    "has have had having will would may might could can must should to not never also both all then later still "
    "already now again often sometimes long".split()
)
_ENDINGS = ("ed", "en", "wn", "rn")
_IRREGULAR = frozenset("beset cut fought held hit hurt lost overrun put shot slain struck won".split())


def with_sufferers(frames: Sequence[Frame], wording: Wording) -> list[Frame]:
    """The frames; the subject of a passive is a recipient, whatever the network says."""
    return [_with_sufferers(frame, wording.words) for frame in frames]


def _with_sufferers(frame: Frame, words: Sequence[str]) -> Frame:
    roles = tuple(
        replace(chunk, kind="recipient") if chunk.kind == "agent" and suffers(chunk, frame, words) else chunk
        for chunk in frame.roles
    )
    return replace(frame, roles=roles)


def suffers(party: Chunk, frame: Frame, words: Sequence[str]) -> bool:
    """Whether a party is the subject of a passive trigger: only a form of "be" and its company stand between."""
    if frame.kind not in _KINDS or not is_participle(words[frame.start]):
        return False
    return party.end <= frame.start and make_passive(words[party.end : frame.start])


def stands_beside_passive(at: int, words: Sequence[str]) -> int | None:
    """The word behind which a passive participle's form of "be" and its company begin; None if it has none."""
    start = at
    while start and (words[start - 1] in _BE or words[start - 1] in _BESIDE or words[start - 1].endswith("ly")):
        start -= 1
    return start if make_passive(words[start:at]) else None


def is_participle(word: str) -> bool:
    """Whether a word may be one, by its ending."""
    return word.endswith(_ENDINGS) or word in _IRREGULAR


def make_passive(between: Sequence[str]) -> bool:
    """Whether words are a form of "be" and its company, which make what stands before them suffer what follows."""
    company = all(word in _BE or word in _BESIDE or word.endswith("ly") for word in between)
    return company and not _BE.isdisjoint(between)

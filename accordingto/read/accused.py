"""Whom a statement is about, told from who makes it: "the army was accused of shelling" is not what the army says.

The network takes some subjects of passive reporting verbs for the sources. Of 38 such passives with verbs of accusing
and describing in PolNeAR's training and dev parts none has its subject for the source; those who are quoted or told do.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.passives import make_passive
from accordingto.read.wording import Wording

# Participles that say something of their subject, and what follows them where no form of "be" goes before.
_OF_WHOM = frozenset(
    "accused blamed suspected charged criticised criticized condemned denounced alleged believed thought said reported "
    "rumoured rumored feared presumed considered described".split()
)
_BARE = {"accused": "of", "suspected": "of", "blamed": "for", "charged": "with", "believed": "to", "thought": "to"}
MAX_ACCUSER = 8  # words of a name: "accused by two Western human rights groups of"
SURE = 0.95  # probability of what the words leave no doubt of
_STAND = frozenset("stand stands stood".split())


def with_the_accused(frames: Sequence[Frame], wording: Wording) -> list[Frame]:
    """The frames; the subject of a passive reporting verb is part of what is said, whatever the network says."""
    return [_with_the_accused(frame, wording.words) for frame in frames]


def _with_the_accused(frame: Frame, words: Sequence[str]) -> Frame:
    participle = next((n for n in range(frame.start, frame.end) if words[n] in _OF_WHOM), None)
    if participle is None:
        return frame
    roles = [
        replace(chunk, kind="content", score=SURE)
        if chunk.kind == "source" and _is_of(chunk, participle, words)
        else chunk
        for chunk in frame.roles
    ]
    accuser = _accuser(participle, words)
    if accuser is not None and not any(chunk.kind == "source" for chunk in roles):
        roles = [accuser, *(rest for chunk in roles if (rest := _behind(chunk, accuser)) is not None)]
    return replace(frame, roles=tuple(roles))


def _accuser(participle: int, words: Sequence[str]) -> Chunk | None:
    """Who stands between "accused by" and "of"; None if the words do not stand so."""
    if words[participle + 1 : participle + 2] != ["by"]:
        return None
    start, word = participle + 2, _BARE.get(words[participle])
    end = next((n for n in range(start + 1, min(start + MAX_ACCUSER, len(words))) if words[n] == word), None)
    return None if end is None else Chunk(start, end, "source", SURE)


def _behind(chunk: Chunk, accuser: Chunk) -> Chunk | None:
    """What is left of a chunk that holds the accuser's name; a chunk that does not stays as it is."""
    if chunk.end <= accuser.start or accuser.end <= chunk.start:
        return chunk
    return replace(chunk, start=accuser.end) if accuser.end < chunk.end else None


def _is_of(chunk: Chunk, participle: int, words: Sequence[str]) -> bool:
    """Whether a party before a participle is what it is said of, not who says it."""
    between = words[chunk.end : participle]
    if chunk.end > participle:
        return False
    if make_passive(between) or (len(between) == 1 and between[0] in _STAND):
        return True
    is_bare = not between or between == [","]
    return is_bare and words[participle + 1 : participle + 2] in (["by"], [_BARE.get(words[participle])])

"""Who does it where the words leave no doubt ("shelling by the army"), and who does not ("it was shot down, killing
two").

The network misses some names behind "by" and in "the attack of rebels on", and takes the subject of a passive for the
doer of what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.read.decoding import Chunk
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame
from accordingto.read.naming import name_from
from accordingto.read.passives import suffers

_BETWEEN = frozenset("dead down out allegedly reportedly apparently jointly".split())
_ATTACKS = frozenset(
    "attack attacks assault assaults offensive raid raids war aggression".split()
)  # they have no object
_ARTICLES = frozenset(("the", "a", "an"))
# What kills, burns and blocks, and is nobody: "killed by shelling". "By Friday" and "by force" name nobody either.
_NOBODY = frozenset(
    "shelling gunfire fire bomb bombs explosion explosions blast blasts mine mines landmine landmines rocket "
    "rockets missile missiles shell shells strike strikes airstrike airstrikes raid raids bombing bombings "
    "bombardment shrapnel bullet bullets attack attacks knife drone drones force accident air land sea car truck "
    "explosives mortar mortars artillery fighting clashes flames dawn dusk noon midnight night nightfall yesterday "
    "tomorrow now then means way himself herself itself themselves it him her them us sniper grenade grenades "
    "device devices gas storm rain flood hand name law mistake weapon weapons tank tanks debris fires crossfire "
    "violence war famine hunger disease".split()
)
SURE = 0.9
LIKELY = 0.5  # probability from which another doer is left to stand


def with_doers(frames: Sequence[Frame], encoding: Encoding, text: str) -> list[Frame]:
    """The frames; who is named right behind a trigger and "by" does it, and no subject of a passive does."""
    words = [word.slice(text).casefold() for word in encoding.text.words]
    sentences = encoding.text.sentence_of.tolist()
    suffering = {
        (chunk.start, chunk.end)
        for frame in frames
        for chunk in frame.roles
        if chunk.kind == "recipient" and suffers(chunk, frame, words)
    }
    return [_with_doer(_without_sufferers(frame, suffering, words), words, sentences) for frame in frames]


def _without_sufferers(frame: Frame, suffering: set[tuple[int, int]], words: Sequence[str]) -> Frame:
    """The frame without those as agents to whom it happens by a verb before: "the jet was shot down, killing two"."""
    if not words[frame.start].endswith("ing"):
        return frame
    roles = [c for c in frame.roles if c.kind != "agent" or (c.start, c.end) not in suffering or c.end > frame.start]
    return replace(frame, roles=tuple(roles)) if len(roles) < len(frame.roles) else frame


def _with_doer(frame: Frame, words: Sequence[str], sentences: Sequence[int]) -> Frame:
    """The frame with whoever is named behind it and does it, unless the network is sure of another."""
    doer = _named_by(frame, words, sentences)
    if doer is None or any(c.score >= LIKELY or c.end > doer.start for c in frame.chunks("agent")):
        return frame
    others = (c for c in frame.roles if c.end <= doer.start or c.start >= doer.end)
    return replace(frame, roles=(*others, doer))


def _named_by(frame: Frame, words: Sequence[str], sentences: Sequence[int]) -> Chunk | None:
    """Who is named behind "by" right after a trigger, or in "the attack of X on": None if nobody is."""
    link = frame.end + (frame.end < len(words) and words[frame.end] in _BETWEEN)
    if link + 1 >= len(words) or words[link] not in ("by", "of") or sentences[link] != sentences[frame.start]:
        return None
    start = link + 1 + (words[link + 1] in _ARTICLES or words[link + 1].isdecimal())
    end = name_from(start, words, sentences) if start < len(words) else start
    if end == start or not _is_somebody(words[start:end]):
        return None
    if words[link] == "of" and (words[link - 1] not in _ATTACKS or words[end : end + 1] not in (["on"], ["against"])):
        return None
    return Chunk(start, end, "agent", SURE)


def _is_somebody(name: Sequence[str]) -> bool:
    return name[-1] not in _NOBODY and name[0].isalpha() and not name[0].endswith("ing")

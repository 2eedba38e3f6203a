"""Who does it where the words leave no doubt ("shelling by the army"), and who does not ("it was shot down, killing
two").

The network misses some names behind "by" and in "the attack of rebels on", and takes the subject of a passive for the
doer of what came of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.passives import suffers
from accordingto.read.wording import Wording

_BETWEEN = frozenset("dead down out allegedly reportedly apparently jointly".split())
_ATTACKS = frozenset(
    "attack attacks assault assaults offensive raid raids war aggression".split()
)  # they have no object
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


def with_doers(frames: Sequence[Frame], wording: Wording) -> list[Frame]:
    """The frames; who is named right behind a trigger and "by" does it, and no subject of a passive does."""
    suffering = {
        (chunk.start, chunk.end)
        for frame in frames
        for chunk in frame.roles
        if chunk.kind == "recipient" and suffers(chunk, frame, wording.words)
    }
    return [_with_doer(_without_sufferers(frame, suffering, wording.words), wording) for frame in frames]


def _without_sufferers(frame: Frame, suffering: set[tuple[int, int]], words: Sequence[str]) -> Frame:
    """The frame without those as agents to whom it happens by a verb before: "the jet was shot down, killing two"."""
    if not words[frame.start].endswith("ing"):
        return frame
    roles = [c for c in frame.roles if c.kind != "agent" or (c.start, c.end) not in suffering or c.end > frame.start]
    return replace(frame, roles=tuple(roles)) if len(roles) < len(frame.roles) else frame


def _with_doer(frame: Frame, wording: Wording) -> Frame:
    """The frame with whoever is named behind it and does it, unless the network is sure of another."""
    doer = _named_by(frame, wording)
    if doer is None or any(c.score >= LIKELY or c.end > doer.start for c in frame.chunks("agent")):
        return frame
    others = (c for c in frame.roles if c.end <= doer.start or c.start >= doer.end)
    return replace(frame, roles=(*others, doer))


def _named_by(frame: Frame, wording: Wording) -> Chunk | None:
    """Who is named behind "by" right after a trigger, or in "the attack of X on": None if nobody is."""
    words = wording.words
    link = frame.end + wording.is_in(frame.end, _BETWEEN)
    if not wording.is_in(link, ("by", "of")) or link + 1 == len(words) or not wording.are_together(link, frame.start):
        return None
    name = wording.name_behind_article(link + 1 + words[link + 1].isdecimal())
    if name is None or not _is_somebody(words[slice(*name)]):
        return None
    if words[link] == "of" and not (words[link - 1] in _ATTACKS and wording.is_in(name[1], ("on", "against"))):
        return None
    return Chunk(*name, "agent", SURE)


def _is_somebody(name: Sequence[str]) -> bool:
    return name[-1] not in _NOBODY and name[0].isalpha() and not name[0].endswith("ing")

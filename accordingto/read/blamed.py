"""Who is said to have done it: "blamed the army for the attack", "blamed the attack on rebels", "It blamed the regime".

Annotators take the blamed for the agent, whoever blames them; the network leaves many such attacks without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accordingto.model import EventType
from accordingto.read.decoding import Chunk
from accordingto.read.doers import LIKELY, SURE
from accordingto.read.frames import Frame
from accordingto.read.wording import Wording

_BLAMING = frozenset("blame blames blamed blaming".split())
_BE = frozenset("is are was were be been being to".split())
_STOPS = frozenset((".", ",", ";", "and", "”", '"'))
_NOBODY = frozenset("it him her them each one others both human which whom what this that a".split())
MAX_CLAUSE = 8  # words from "blamed" or "for" to the deed


@dataclass(frozen=True, slots=True)
class _Blame:
    """Who is blamed, words `[start, end)`, and the words in which the deed is told; None: before it."""

    start: int
    end: int
    deed: range | None


def with_the_blamed(frames: Sequence[Frame], wording: Wording) -> list[Frame]:
    """The frames; who is blamed for an attack is its agent, unless the network is sure of another."""
    found = list(frames)
    for at, word in enumerate(wording.words):
        if word in _BLAMING:
            for blame in _blames(at, wording):
                for n in _deeds(blame, at, frames, wording):
                    found[n] = _done_by(found[n], blame)
    return found


def _blames(at: int, wording: Wording) -> Iterator[_Blame]:
    """Who is blamed by the word `at`, active but for "an attack (that was) blamed on rebels"."""
    words = wording.words
    if words[at] == "blamed" and wording.is_in(at + 1, ("on",)):
        yield from _blamed_on(at + 1, range(max(wording.sentence_start(at), at - MAX_CLAUSE), at), wording)
        return
    if not _BE.isdisjoint(words[max(0, at - 2) : at]):
        return
    limit = wording.sentence_end(at)
    name = wording.name_behind_article(at + 1) if at + 1 < limit else None
    if name is None or name[1] >= limit or words[name[0]] in _NOBODY:
        return
    end = name[1]
    if words[end] == "for" and not wording.is_in(end + 1, ("failing",)):
        yield _Blame(*name, range(end + 1, min(limit, end + 1 + MAX_CLAUSE)))
    elif words[end] in _STOPS:
        yield _Blame(*name, None)
    on = next((n for n in range(end, min(limit - 1, at + MAX_CLAUSE)) if words[n] == "on"), None)
    if on is not None:
        yield from _blamed_on(on, range(at + 1, on), wording)


def _blamed_on(on: int, deed: range, wording: Wording) -> Iterator[_Blame]:
    """Who stands behind "on", for a deed told before it in its sentence."""
    name = wording.name_behind_article(on + 1) if on + 1 < wording.sentence_end(on) else None
    if name is not None and wording.words[name[0]] not in _NOBODY:
        yield _Blame(*name, deed)


def _deeds(blame: _Blame, at: int, frames: Sequence[Frame], wording: Wording) -> list[int]:
    """The numbers of the attacks that somebody is blamed for: those told there, or those told last before."""
    attacks = [n for n, frame in enumerate(frames) if frame.kind == EventType.ASSAULT]
    if blame.deed is not None:
        return [n for n in attacks if frames[n].start in blame.deed]
    if any(at < frames[n].start and wording.are_together(frames[n].start, at) for n in attacks):
        return []
    home = {n: wording.sentences[frames[n].start] for n in attacks if frames[n].end <= at}
    near = [n for n in home if wording.sentences[at] - home[n] <= 1]
    return [n for n in near if home[n] == max(home[k] for k in near)]


def _done_by(frame: Frame, blame: _Blame) -> Frame:
    if any(c.score >= LIKELY for c in frame.chunks("agent")):
        return frame
    others = (c for c in frame.roles if c.end <= blame.start or c.start >= blame.end)
    return replace(frame, roles=(*others, Chunk(blame.start, blame.end, "agent", SURE)))

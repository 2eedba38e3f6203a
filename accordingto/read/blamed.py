"""Who is said to have done it: "blamed the army for the attack", "blamed the attack on rebels", "It blamed the regime".

Annotators take the blamed for the agent, whoever blames them; the network leaves many such attacks without one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accordingto.model import EventType
from accordingto.read.decoding import Chunk
from accordingto.read.doers import LIKELY, SURE
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame
from accordingto.read.naming import name_from

_BLAMING = frozenset("blame blames blamed blaming".split())
_ARTICLES = frozenset(("the", "a", "an"))
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


def with_the_blamed(frames: Sequence[Frame], encoding: Encoding, text: str) -> list[Frame]:
    """The frames; who is blamed for an attack is its agent, unless the network is sure of another."""
    words = [word.slice(text).casefold() for word in encoding.text.words]
    sentences = encoding.text.sentence_of.tolist()
    found = list(frames)
    for at, word in enumerate(words):
        if word in _BLAMING:
            for blame in _blames(at, words, sentences):
                for n in _deeds(blame, at, frames, sentences):
                    found[n] = _done_by(found[n], blame)
    return found


def _blames(at: int, words: Sequence[str], sentences: Sequence[int]) -> Iterator[_Blame]:
    """Who is blamed by the word `at`, active but for "an attack (that was) blamed on rebels"."""
    if words[at] == "blamed" and words[at + 1 : at + 2] == ["on"]:
        yield from _blamed_on(at, words, sentences)
        return
    if words[max(0, at - 2) : at] and not _BE.isdisjoint(words[max(0, at - 2) : at]):
        return
    limit = next((n for n in range(at + 1, len(words)) if sentences[n] != sentences[at]), len(words))
    start = at + 1 + (at + 1 < limit and words[at + 1] in _ARTICLES)
    end = name_from(start, words, sentences) if start < limit else start
    if end == start or end >= limit or words[start] in _NOBODY:
        return
    if words[end] == "for" and words[end + 1 : end + 2] != ["failing"]:
        yield _Blame(start, end, range(end + 1, min(limit, end + 1 + MAX_CLAUSE)))
    elif words[end] in _STOPS:
        yield _Blame(start, end, None)
    on = next((n for n in range(end, min(limit - 1, at + MAX_CLAUSE)) if words[n] == "on"), None)
    if on is not None:
        first = on + 1 + (words[on + 1] in _ARTICLES)
        last = name_from(first, words, sentences) if first < limit else first
        if last > first:
            yield _Blame(first, last, range(at + 1, on))


def _blamed_on(at: int, words: Sequence[str], sentences: Sequence[int]) -> Iterator[_Blame]:
    """Who stands behind "blamed on", for a deed told before it in its sentence."""
    start = at + 2
    if start < len(words) and words[start] in _ARTICLES:
        start += 1
    end = name_from(start, words, sentences) if start < len(words) else start
    if end > start and words[start] not in _NOBODY:
        opening = next(n for n in range(at, -1, -1) if n == 0 or sentences[n - 1] != sentences[at])
        yield _Blame(start, end, range(max(opening, at - MAX_CLAUSE), at))


def _deeds(blame: _Blame, at: int, frames: Sequence[Frame], sentences: Sequence[int]) -> list[int]:
    """The numbers of the attacks that somebody is blamed for: those told there, or those told last before."""
    attacks = [n for n, frame in enumerate(frames) if frame.kind == EventType.ASSAULT]
    if blame.deed is not None:
        return [n for n in attacks if frames[n].start in blame.deed]
    if any(at < frames[n].start and sentences[frames[n].start] == sentences[at] for n in attacks):
        return []
    before = [n for n in attacks if frames[n].end <= at and sentences[at] - sentences[frames[n].start] <= 1]
    last = max((sentences[frames[n].start] for n in before), default=None)
    return [n for n in before if sentences[frames[n].start] == last]


def _done_by(frame: Frame, blame: _Blame) -> Frame:
    if any(c.score >= LIKELY for c in frame.chunks("agent")):
        return frame
    others = (c for c in frame.roles if c.end <= blame.start or c.start >= blame.end)
    return replace(frame, roles=(*others, Chunk(blame.start, blame.end, "agent", SURE)))

"""The two sides of what happens between them: "clashes between herders and farmers", "talks between Sudan and Egypt".

The network often marks the first alone, or trusts the second far less. Where it takes the second for the one who
suffers it, it is left so: annotators do not agree on battles.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.model import EventType
from accordingto.read.decoding import Chunk
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame

_KINDS = frozenset((EventType.ASSAULT, EventType.AGREE, EventType.CONSULT, EventType.COOPERATE, EventType.RETREAT))
MAX_BEFORE = 3  # words between a trigger and "between": "clashes have erupted between"
MAX_SIDE = 6  # words of the first side's name
_ARTICLES = frozenset(("the", "a", "an"))


def with_both_sides(frames: Sequence[Frame], encoding: Encoding, text: str) -> list[Frame]:
    """The frames; of those that tell what happens between two parties both act."""
    words = [word.slice(text) for word in encoding.text.words]
    return [_with_both(frame, words) for frame in frames]


def _with_both(frame: Frame, words: Sequence[str]) -> Frame:
    if frame.kind not in _KINDS or "between" not in words[frame.end : frame.end + MAX_BEFORE + 1]:
        return frame
    start = words.index("between", frame.end) + 1
    first = next((c for c in frame.chunks("agent") if start <= c.start <= start + 1), None)
    if first is None or "and" not in words[first.end : first.end + MAX_SIDE]:
        return frame
    second = _second(frame, words.index("and", first.end) + 1, words)
    if second is None or any(_overlap(c, second) for c in frame.chunks("recipient")):
        return frame
    others = (c for c in frame.roles if not _overlap(c, second))
    return replace(frame, roles=(*others, replace(second, score=max(first.score, second.score))))


def _overlap(one: Chunk, other: Chunk) -> bool:
    return one.start < other.end and other.start < one.end


def _second(frame: Frame, start: int, words: Sequence[str]) -> Chunk | None:
    """The side behind "and": as the network marks it, if it does, else the name that stands there."""
    marked = (c for c in frame.chunks("agent") if start <= c.start <= start + 1)
    longest = max(marked, key=lambda c: c.end, default=None)
    begin = start + (words[start : start + 1] != [] and words[start].casefold() in _ARTICLES)
    end = begin
    while end < len(words) and words[end][:1].isupper():
        end += 1
    named = Chunk(start, end, "agent", 0.0) if end > begin else None
    return max((c for c in (longest, named) if c is not None), key=lambda c: c.end, default=None)

"""Parties whose names go together: "Armenian and Azerbaijani troops" are the troops of both, "Lebanon's Hezbollah" one.

The network often marks the second of partners alone, with the noun that both share, and an owner beside what is owned.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from accordingto.model import Span
from accordingto.read.decoding import Chunk
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame

_PARTIES = frozenset(("agent", "recipient"))
_OWNS = ("'s", "’s")
# An adjective of a country or people: a name in any other form may end the clause before ("in Homs and Russian jets").
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:an|ian|ish|ese|aqi|ani|eli|eni|mali|bian|ench|utch)")


def with_partners(frames: Sequence[Frame], encoding: Encoding, text: str) -> list[Frame]:
    """The frames; a party takes in its owner and the one that it shares its noun with; names tell partners apart."""
    return [replace(frame, roles=_taken_in(frame.roles, encoding.text.words, text)) for frame in frames]


def _taken_in(roles: Sequence[Chunk], words: Sequence[Span], text: str) -> tuple[Chunk, ...]:
    longer = [_with_beginning(_with_partner(chunk, words, text), roles, words, text) for chunk in roles]
    grown = [chunk for chunk, before in zip(longer, roles, strict=True) if chunk is not before]
    return tuple(c for c in longer if c in grown or not any(t.start <= c.start and c.end <= t.end for t in grown))


def _with_beginning(chunk: Chunk, roles: Sequence[Chunk], words: Sequence[Span], text: str) -> Chunk:
    """The chunk from the owner or the title on that has the same role right before it: "his counterpart | Lavrov"."""
    before = (c for c in roles if c.kind == chunk.kind in _PARTIES and c.end == chunk.start and c.start < c.end)
    beginning = next(before, None)
    if beginning is None:
        return chunk
    told = [word.slice(text) for word in words[beginning.start : chunk.start + 1]]
    is_title = told[-2].isalpha() and told[-2].islower() and told[-1][0].isupper()
    return replace(chunk, start=beginning.start) if is_title or "".join(told[-3:-1]) in _OWNS else chunk


def _with_partner(chunk: Chunk, words: Sequence[Span], text: str) -> Chunk:
    """The chunk from the adjective on that is joined to its own; itself if there is none."""
    first = chunk.start - 2
    if chunk.kind not in _PARTIES or first < 0 or chunk.end - chunk.start < 2:
        return chunk
    other, joint, own = (words[n].slice(text) for n in (first, first + 1, chunk.start))
    if joint != "and" or not _ADJECTIVE.fullmatch(other) or not _ADJECTIVE.fullmatch(own):
        return chunk
    return replace(chunk, start=first)

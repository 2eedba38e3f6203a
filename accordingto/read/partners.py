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
    longer = [_with_owner(_with_partner(chunk, words, text), roles, words, text) for chunk in roles]
    grown = [chunk for chunk, before in zip(longer, roles, strict=True) if chunk is not before]
    return tuple(c for c in longer if c in grown or not any(t.start <= c.start and c.end <= t.end for t in grown))


def _with_owner(chunk: Chunk, roles: Sequence[Chunk], words: Sequence[Span], text: str) -> Chunk:
    """The chunk from the owner on that has the same role right before it; itself if there is none."""
    for owner in roles:
        if owner.kind == chunk.kind in _PARTIES and owner.end == chunk.start >= 2 and owner.start < owner.end:
            mark = "".join(word.slice(text) for word in words[owner.end - 2 : owner.end])
            return replace(chunk, start=owner.start) if mark in _OWNS else chunk
    return chunk


def _with_partner(chunk: Chunk, words: Sequence[Span], text: str) -> Chunk:
    """The chunk from the adjective on that is joined to its own; itself if there is none."""
    first = chunk.start - 2
    if chunk.kind not in _PARTIES or first < 0 or chunk.end - chunk.start < 2:
        return chunk
    other, joint, own = (words[n].slice(text) for n in (first, first + 1, chunk.start))
    if joint != "and" or not _ADJECTIVE.fullmatch(other) or not _ADJECTIVE.fullmatch(own):
        return chunk
    return replace(chunk, start=first)

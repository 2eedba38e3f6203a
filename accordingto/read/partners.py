"""Who does it together with whom: "Armenian and Azerbaijani troops" are the troops of both.

The network often marks the second alone, with the noun that both share.
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
# An adjective of a country or people: a name in any other form may end the clause before ("in Homs and Russian jets").
_ADJECTIVE = re.compile(r"[A-Z]\w+(?:an|ian|ish|ese|aqi|ani|eli|eni|mali|bian|ench|utch)")


def with_partners(frames: Sequence[Frame], encoding: Encoding, text: str) -> list[Frame]:
    """The frames; a party that shares its noun with another takes that one in, and names tell the two apart."""
    return [replace(frame, roles=_with_partners(frame.roles, encoding.text.words, text)) for frame in frames]


def _with_partners(roles: Sequence[Chunk], words: Sequence[Span], text: str) -> tuple[Chunk, ...]:
    joint = [_with_partner(chunk, words, text) for chunk in roles]
    taken_in = [chunk for chunk, before in zip(joint, roles, strict=True) if chunk is not before]
    return tuple(c for c in joint if c in taken_in or not any(t.start <= c.start and c.end <= t.end for t in taken_in))


def _with_partner(chunk: Chunk, words: Sequence[Span], text: str) -> Chunk:
    """The chunk from the adjective on that is joined to its own; itself if there is none."""
    first = chunk.start - 2
    if chunk.kind not in _PARTIES or first < 0 or chunk.end - chunk.start < 2:
        return chunk
    other, joint, own = (words[n].slice(text) for n in (first, first + 1, chunk.start))
    if joint != "and" or not _ADJECTIVE.fullmatch(other) or not _ADJECTIVE.fullmatch(own):
        return chunk
    return replace(chunk, start=first)

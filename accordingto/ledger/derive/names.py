"""The name by which several mentions of one actor go."""

from __future__ import annotations

from collections.abc import Iterable

from accordingto.model import Actor


def fullest(actors: Iterable[Actor]) -> Actor:
    """The actor with the fullest name; a body's own name goes before that of anybody who speaks for it."""
    return max(actors, key=lambda actor: (actor.speaks_for is None, len(actor.name), actor.name))

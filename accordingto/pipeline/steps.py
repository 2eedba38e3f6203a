"""How a long run tells how far it has come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """How far a stage has come: `done` of `total` (None: not known beforehand), and what it has just finished."""

    stage: str
    done: int
    total: int | None
    subject: str


Progress = Callable[[Step], None]


def unseen(step: Step) -> None:
    """Takes no notice."""

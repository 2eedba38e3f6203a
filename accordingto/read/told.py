"""What is known of an event before it is dated and placed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from accordingto.model import EventType, Span, Status


class Pointed(Protocol):
    """A span that the reader takes for the event's time or place, with its probability.

    `support` is the mean of the probabilities that all triggers of the event gave it.
    """

    @property
    def span(self) -> Span: ...
    @property
    def score(self) -> float: ...
    @property
    def support(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Told:
    """An event of a report with what the reader points at for one role of it."""

    type: EventType
    status: Status
    triggers: Sequence[Span]
    pointed: Sequence[Pointed] = ()

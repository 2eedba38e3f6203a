"""What comes into question for an event's date or for its place, and what speaks for and against either in one way.

Both are choices among things that a report names: expressions of time, or places.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accordingto.model import Span
from accordingto.read.layout import Layout
from accordingto.read.told import Told

LEAD_SENTENCES = 2
Features = dict[str, float]


@dataclass(frozen=True, slots=True)
class Reach:
    """How many are looked at: the last before a trigger, the next behind it, and a report's first."""

    before: int
    behind: int
    opening: int


@dataclass(frozen=True, slots=True)
class Order:
    """Where the things that a report names stand: their starts and sentences in text order."""

    layout: Layout
    starts: Sequence[int]
    sentences: Sequence[int]

    @classmethod
    def of(cls, spans: Iterable[Span], layout: Layout) -> Order:
        """The order of spans that are in it."""
        starts = [span.start for span in spans]
        return cls(layout, starts, [layout.sentence_at(start) for start in starts])

    def beside(self, trigger: Span, reach: int = 1) -> range:
        """The numbers of the things in a trigger's sentence and in those up to `reach` beside it."""
        home = self.layout.sentence_at(trigger.start)
        return range(bisect_left(self.sentences, home - reach), bisect_right(self.sentences, home + reach))

    def around(self, triggers: Iterable[Span], reach: Reach) -> set[int]:
        """The numbers of the things within reach of an event, so few that long reports cost no more by the word."""
        found = set(range(min(reach.opening, len(self.starts))))
        for trigger in triggers:
            found.update(self.beside(trigger))
            at = bisect_left(self.starts, trigger.start)
            found.update(range(max(0, at - reach.before), min(len(self.starts), at + reach.behind)))
        return found


def words_say(event: Told, near: Sequence[float], far: float) -> Features:
    """What the closeness to each trigger near by tells; `far` is that of what stands too far off for the words."""
    missing = len(event.triggers) - len(near)
    return {
        "close": max(near, default=far),
        "close_on_average": (sum(near) + far * missing) / len(event.triggers),
        "too_far": float(not near),
    }


def reader_says(event: Told, span: Span) -> Features:
    """Whether the reader points at a span, and how surely, or elsewhere."""
    at_hand = [pointed for pointed in event.pointed if pointed.span.overlaps(span)]
    top = max((pointed.score for pointed in event.pointed), default=0.0)
    return {
        "pointed": float(bool(at_hand)),
        "score": max((pointed.score for pointed in at_hand), default=0.0),
        "support": max((pointed.support for pointed in at_hand), default=0.0),
        "points_elsewhere": 0.0 if at_hand else top,
        "points_nowhere": float(not event.pointed),
    }


def position(event: Told, home: int, layout: Layout) -> Features:
    """How sentence `home` stands to those that tell of the event."""
    told = [layout.sentence_at(trigger.start) for trigger in event.triggers]
    behind = [n - home for n in told if n >= home]  # how far the event is told behind it
    apart = min(abs(n - home) for n in told)
    return {
        "apart": math.log1p(apart),
        "same_sentence": float(apart == 0),
        "behind_only": float(not behind),
        "ahead_far": math.log1p(min(behind)) if behind else 0.0,
        "told_in_lead": float(min(told) < LEAD_SENTENCES),
        "retold": float(len(told) > 1),
    }

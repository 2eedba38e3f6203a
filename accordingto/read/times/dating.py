"""When each event of a report happened: one expression of time is chosen for an event, or none.

What the words around the triggers say (`event_dates`) is one voice, what the reader points at another. A logistic model
weighs both for every expression that comes into question, together with whether another event of the report stands
closer to it; under a threshold the event has no date.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from heapq import nlargest
from typing import Protocol

from accordingto.model import EventType, Span, Status, TimeExpression, TimeRange
from accordingto.read.layout import layout_of
from accordingto.read.logistic import LogisticModel, load_model
from accordingto.read.times.event_dates import closeness
from accordingto.read.times.lasting import range_of_event

WEIGHTS_FILE = "dating_weights.json"
FAR = -3.0  # closeness of an expression that stands too far off for the words to tell: less than nearly all that do
# Days between an event and the report from which annotators call it background rather than news. Of the events of the
# training reports and the project's own that the reader takes for news and dates so far back, 40 are background for
# annotators and 31 news; of those nearer, 20 and 398.
BACKGROUND_DAYS = 14
MAX_MARGIN = 3.0  # beyond this, how much closer another event stands tells nothing more


class Pointed(Protocol):
    """A span that the reader takes for the event's time, with its probability.

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
    """What is known of an event before it is dated."""

    type: EventType
    status: Status
    triggers: Sequence[Span]
    pointed: Sequence[Pointed] = ()


def event_times(
    events: Sequence[Told], times: Sequence[TimeExpression], text: str
) -> list[tuple[TimeRange, Span] | None]:
    """For each event of a report the days it happened on and the words that give them, None where the text does not."""
    model = _model()
    found: list[tuple[TimeRange, Span] | None] = []
    for event, rows in zip(events, candidates(events, times, text), strict=True):
        scores = [model.log_odds(row) for _, row in rows]
        best = max(range(len(rows)), key=lambda n: scores[n], default=None)
        if best is None or scores[best] <= model.threshold:
            found.append(None)
            continue
        time = rows[best][0]
        covered = range_of_event(event.triggers, time, text, lasts=event.status is Status.ONGOING)
        found.append((covered, time.span) if covered is not None else None)
    return found


def candidates(
    events: Sequence[Told], times: Sequence[TimeExpression], text: str
) -> list[list[tuple[TimeExpression, dict[str, float]]]]:
    """For each event the expressions that may date it, with what speaks for and against each."""
    dated = [time for time in times if time.range is not None]
    near = [[[closeness(t, time, dated, text) for t in event.triggers] for time in dated] for event in events]
    best = [[max((c for c in row if c is not None), default=None) for row in rows] for rows in near]
    leaders = [nlargest(2, (value for value in column if value is not None)) for column in zip(*best, strict=True)]
    found = []
    for n, event in enumerate(events):
        rows = []
        for k, time in enumerate(dated):
            others = leaders[k][1:] if best[n][k] in leaders[k][:1] else leaders[k]
            row = _features(event, time, near[n][k], max(others, default=None), text)
            if row:
                rows.append((time, row))
        found.append(rows)
    return found


def _features(
    event: Told, time: TimeExpression, near: Sequence[float | None], rival: float | None, text: str
) -> dict[str, float]:
    """What speaks for `time`: `near` is its closeness to each trigger, `rival` that to another event's nearest one."""
    known = [value for value in near if value is not None]
    at_hand = [pointed for pointed in event.pointed if pointed.span.overlaps(time.span)]
    if not known and not at_hand:
        return {}
    closest = max(known, default=FAR)
    top = max((pointed.score for pointed in event.pointed), default=0.0)
    return {
        "bias": 1.0,
        "close": closest,
        "close_on_average": sum(FAR if value is None else value for value in near) / len(near),
        "too_far": float(not known),
        "alone": float(rival is None),
        "margin": 0.0 if rival is None or not known else _bounded(closest - rival),
        "pointed": float(bool(at_hand)),
        "score": max((pointed.score for pointed in at_hand), default=0.0),
        "support": max((pointed.support for pointed in at_hand), default=0.0),
        "points_elsewhere": 0.0 if at_hand else top,
        "points_nowhere": float(not event.pointed),
        "points_past": float(not event.pointed and _in_one_sentence(event.triggers, time, text)),
        f"type_{event.type}": 1.0,
        f"status_{event.status}": 1.0,
    }


def _bounded(margin: float) -> float:
    return math.copysign(min(abs(margin), MAX_MARGIN), margin)


def _in_one_sentence(triggers: Sequence[Span], time: TimeExpression, text: str) -> bool:
    layout = layout_of(text)
    home = layout.sentence_at(time.span.start)
    return any(layout.sentence_at(trigger.start) == home for trigger in triggers)


def status_by_date(status: Status, covered: TimeRange | None, told_on: date | None) -> Status:
    """The status of an event given its days: what ended well before the day of the report is its background."""
    if status is not Status.HAPPENED or covered is None or covered.end is None or told_on is None:
        return status
    return Status.HISTORICAL if (told_on - covered.end).days >= BACKGROUND_DAYS else status


def _model() -> LogisticModel:
    """The fitted weights; see training/dating.py."""
    return load_model("accordingto.read.times", WEIGHTS_FILE)

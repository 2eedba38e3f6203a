"""When each event of a report happened: one expression of time is chosen for an event, or none.

All expressions that may date it come into question: those of the sentences around its triggers, the last that were set
before it, the report's first ones and what the reader points at. A first model weighs them for each event alone; a
second one weighs them again with what the first gave to the events told around it. "None" may win: an event that the
text does not date stays undated.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from accordingto.model import DatePrecision, Span, Status, TimeExpression, TimeRange
from accordingto.read.choice import chances, likeliest
from accordingto.read.logistic import LogisticModel, load_model
from accordingto.read.neighbours import Features, with_neighbours
from accordingto.read.times.evidence import Calendar, Options, evidence
from accordingto.read.times.lasting import has_begun, range_of_event
from accordingto.read.told import Told

ALONE_FILE, TOGETHER_FILE = "dating_alone_weights.json", "dating_weights.json"
# Days between an event and the report from which annotators call it background rather than news. Of the events of the
# training reports and the project's own that the reader takes for news and dates so far back, 40 are background for
# annotators and 31 news; of those nearer, 20 and 398.
BACKGROUND_DAYS = 14


def event_times(
    events: Sequence[Told], times: Sequence[TimeExpression], text: str, today: date | None
) -> list[tuple[TimeRange, Span] | None]:
    """For each event of a report that speaks from `today` the days it happened on and the words that give them.

    None where the text gives none.
    """
    calendar = Calendar.of(times, text, today)
    dated = [replace(e, status=Status.HAPPENED) if _is_beginning(e, text) else e for e in events]
    options = evidence(dated, calendar)
    rows = weighed_together(events, options, calendar, _model(ALONE_FILE))
    return [
        _chosen(event, [k for k, _ in option], row, calendar)
        for event, option, row in zip(events, options, rows, strict=True)
    ]


def _is_beginning(event: Told, text: str) -> bool:
    """Whether an event goes on, but is told by its beginning, which reports date as they date what has happened."""
    return event.status is Status.ONGOING and has_begun(event, text)


def weighed_together(
    events: Sequence[Told], options: Sequence[Options], calendar: Calendar, alone: LogisticModel
) -> list[list[Features]]:
    """The features of each event's options with what the events around it speak for, once `alone` weighed them."""
    rows = [[row for _, row in option] for option in options]
    days = [[calendar.dated[k].range for k, _ in option] for option in options]
    triggers = [event.triggers for event in events]
    return with_neighbours(triggers, days, rows, [chances(alone, row) for row in rows], calendar.layout)


def _chosen(
    event: Told, numbers: Sequence[int], rows: Sequence[Features], calendar: Calendar
) -> tuple[TimeRange, Span] | None:
    ranges = [range_of_event(event, calendar.dated[k], calendar.text) for k in numbers]
    best = likeliest(ranges, chances(_model(TOGETHER_FILE), rows))
    if best is None:
        return None
    covered = ranges[best]
    return (covered, calendar.dated[numbers[best]].span) if covered is not None else None


def status_by_date(status: Status, covered: TimeRange | None, told_on: date | None) -> Status:
    """The status of an event given its days: what ended well before the day of the report is its background, and no
    plan, as "held a meeting on Monday" may be taken for.
    """
    if covered is None or covered.end is None or told_on is None:
        return status
    if status is Status.PLANNED and covered.precision <= DatePrecision.DAYS and covered.end < told_on:
        status = Status.HAPPENED
    if status is Status.HAPPENED and (told_on - covered.end).days >= BACKGROUND_DAYS:
        return Status.HISTORICAL
    return status


def _model(file: str) -> LogisticModel:
    """Fitted weights; see training/dating.py."""
    return load_model("accordingto.read.times", file)

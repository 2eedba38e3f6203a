"""Which expressions of a report may date an event, and what speaks for and against each."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.model import DatePrecision, TimeExpression, TimeRange
from accordingto.read.answers import foreign_parts
from accordingto.read.layout import Layout, layout_of
from accordingto.read.options import LEAD_SENTENCES, Features, Order, Reach, position, reader_says, words_say
from accordingto.read.times.event_dates import closeness, governed_by_saying
from accordingto.read.times.lasting import with_length
from accordingto.read.told import Told

FAR = -3.0  # closeness of an expression that stands too far off for the words to tell: less than nearly all that do
MAX_MARGIN = 3.0  # beyond this, how much closer another event stands tells nothing more
REACH = Reach(before=5, behind=2, opening=3)
HEAD_CHARS = 60  # of a report, within which a full date is its dateline
AGES = ((0, "today"), (1, "yesterday"), (6, "week"), (31, "month"))  # days back, at most
Options = Sequence[tuple[int, Features]]


@dataclass(frozen=True, slots=True)
class Calendar:
    """The dated expressions of a report in text order, and the day it speaks from.

    `repeated` counts how often the report names the same days.
    """

    text: str
    dated: Sequence[TimeExpression]
    order: Order
    repeated: Mapping[TimeRange | None, int]
    today: date | None

    @classmethod
    def of(cls, times: Sequence[TimeExpression], text: str, today: date | None) -> Calendar:
        """The calendar of a report that speaks from `today`, None if that is not known."""
        settled = (with_length(time, text, today) for time in times)
        dated = sorted((time for time in settled if time.range is not None), key=lambda time: time.span)
        order = Order.of((time.span for time in dated), layout_of(text))
        return cls(text, dated, order, Counter(time.range for time in dated), today)

    @property
    def layout(self) -> Layout:
        """Where the words and sentences of the report stand."""
        return self.order.layout

    def around(self, event: Told) -> list[int]:
        """The numbers of the expressions that may date an event."""
        found, starts = self.order.around(event.triggers, REACH), self.order.starts
        for pointed in event.pointed:
            first = max(0, bisect_left(starts, pointed.span.start) - 1)
            last = bisect_left(starts, pointed.span.end)
            found.update(n for n in range(first, last) if self.dated[n].span.overlaps(pointed.span))
        foreign = foreign_parts(event.triggers, self.text)
        return sorted(n for n in found if not any(self.dated[n].span.overlaps(part) for part in foreign))


def evidence(events: Sequence[Told], calendar: Calendar) -> list[Options]:
    """For each event the numbers of the expressions that may date it, with what speaks for and against each."""
    near = [_closeness(event, calendar) for event in events]
    leaders = _leaders(near)
    found: list[Options] = []
    for n, event in enumerate(events):
        rows = []
        for k in calendar.around(event):
            known = near[n].get(k, [])
            rival = max((value for m, value in leaders.get(k, ()) if m != n), default=None)
            rows.append((k, _features(event, calendar, k, known, rival)))
        found.append(rows)
    return found


def _closeness(event: Told, calendar: Calendar) -> dict[int, list[float]]:
    """How close each expression near a trigger stands to it, in log odds."""
    found: dict[int, list[float]] = {}
    for trigger in event.triggers:
        others = [calendar.dated[k] for k in calendar.order.beside(trigger, 2)]
        for k in calendar.order.beside(trigger):
            value = closeness(trigger, calendar.dated[k], others, calendar.text)
            if value is not None:
                found.setdefault(k, []).append(value)
    return found


def _leaders(near: Sequence[dict[int, list[float]]]) -> dict[int, list[tuple[int, float]]]:
    """For each expression the two events that stand closest to it."""
    found: dict[int, list[tuple[int, float]]] = {}
    for n, row in enumerate(near):
        for k, values in row.items():
            found[k] = sorted([*found.get(k, []), (n, max(values))], key=lambda pair: -pair[1])[:2]
    return found


def _features(event: Told, calendar: Calendar, k: int, near: Sequence[float], rival: float | None) -> Features:
    time = calendar.dated[k]
    return {
        "bias": 1.0,
        f"type_{event.type}": 1.0,
        f"status_{event.status}": 1.0,
        **_words_say(event, near, rival),
        **_reader_says(event, time, calendar),
        **_position(event, calendar, k),
        **_days(event, time, calendar),
    }


def _words_say(event: Told, near: Sequence[float], rival: float | None) -> Features:
    return {
        **words_say(event, near, FAR),
        "alone": float(rival is None),
        "margin": 0.0 if rival is None or not near else _bounded(max(near) - rival),
    }


def _reader_says(event: Told, time: TimeExpression, calendar: Calendar) -> Features:
    layout = calendar.layout
    home = layout.sentence_at(time.span.start)
    beside = any(layout.sentence_at(trigger.start) == home for trigger in event.triggers)
    return {**reader_says(event, time.span), "points_past": float(not event.pointed and beside)}


def _position(event: Told, calendar: Calendar, k: int) -> Features:
    """Where the expression stands to the event and in the report."""
    layout, time = calendar.layout, calendar.dated[k]
    home, starts = calendar.order.sentences[k], calendar.order.starts
    found = position(event, home, layout)
    is_apart, in_lead = not found["same_sentence"], bool(found["told_in_lead"])
    latest = bisect_left(starts, min(event.triggers).start) - 1
    closest = min(event.triggers, key=lambda t: abs(t.start - time.span.start))
    newest = bisect_left(starts, closest.start) - 1
    dateline = time.anchor == "text" and time.span.start < HEAD_CHARS
    between = abs(k - newest - (1 if k > newest else 0))
    said = governed_by_saying(time, layout)
    return {
        **found,
        "latest": float(k == latest and is_apart),
        "newest": float(k == newest and is_apart),
        "between": math.log1p(between),
        "dateline": float(dateline),
        "lead": float(home < LEAD_SENTENCES and not dateline),
        "both_lead": float(in_lead and home <= LEAD_SENTENCES and not dateline),
        "only": float(len(calendar.repeated) == 1),
        "repeated": math.log1p(calendar.repeated[time.range] - 1),
        "said_far": float(is_apart and said),
        "said_near": float(not is_apart and said),
    }


def _days(event: Told, time: TimeExpression, calendar: Calendar) -> Features:
    """When the expression is, as seen from the day of the report, for an event of this status."""
    covered = time.range
    assert covered is not None
    age = _age(covered.start, covered.end, calendar.today)
    length = "days" if covered.precision <= DatePrecision.WEEK else "long"
    open_range = covered.start is None or covered.end is None
    return {
        f"age_{age}": 1.0,
        f"{event.status}_{age}": 1.0,
        f"{event.status}_{length}": 1.0,
        f"{event.status}_open": float(open_range),
        f"type_{time.type}": 1.0,
    }


def _age(start: date | None, end: date | None, today: date | None) -> str:
    if today is None:
        return "unknown"
    last = end or today
    if start is not None and start > today:
        return "ahead"
    days = (today - last).days
    return next((name for limit, name in AGES if days <= limit), "old")


def _bounded(margin: float) -> float:
    return math.copysign(min(abs(margin), MAX_MARGIN), margin)

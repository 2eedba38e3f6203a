"""The period of a situation in steps of days, weeks, months or years, and how much is told to have happened in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accordingto.model import Event
from accordingto.publish.situation import first_day, last_day
from accordingto.publish.wording import CONTESTED, MONTHS, counted, days, mark_of

MOST_DAYS = (
    92  # bars by the day up to a quarter, by the week up to two years, by the month up to ten, by the year beyond
)
MOST_WEEKS_DAYS = 730
MOST_MONTHS_DAYS = 3650
LONGEST_EVENT_DAYS = 31  # an event told to last longer counts in its first step only
TIMELY = timedelta(days=60)  # between an event and its report; what lies farther apart is background
BAR_WIDTH, BAR_GAP, CHART_HEIGHT = 20, 3, 64  # in units of the drawing, which is stretched to the page
LABELS_MOST = 8
LABEL_SHARE = 0.75  # of the room between two labels that one takes at least


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One bar: its days, its events, those of them contested, and its shape in the drawing."""

    start: date
    end: date
    label: str
    events: int
    contested: int
    x: int
    height: int
    contested_height: int
    first_event_day: date | None
    tick: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Timeline:
    """The steps in order, without gaps, the size of the drawing, and a sentence on what it leaves out."""

    steps: tuple[Step, ...]
    width: int
    height: int
    bar: int
    outside: str


def timeline(events: Sequence[Event]) -> Timeline | None:
    """The timeline of the dated events in the situation's period, None if no event is dated."""
    dated = _dated(events)
    span = core_period(events)
    if span is None:
        return None
    first, last = span
    inside = [(event, start) for event, start in dated if first <= start <= last]
    starts = _starts(first, last)
    totals, contested = Counter[date](), Counter[date]()
    for event, start in inside:
        for step in _covered(starts, start, min(last, _end(event, start))):
            totals[step] += 1
            contested[step] += mark_of(event.standing) in CONTESTED
    outside = len(dated) - len(inside)
    return _drawn(starts, last, totals, contested, sorted(start for _, start in inside), _outside(outside))


def _outside(number: int) -> str:
    """A sentence on what the timeline leaves out, "" if nothing."""
    return f"{counted(number, 'event')} from long before or after are in the list alone." if number else ""


def core_period(events: Sequence[Event]) -> tuple[date, date] | None:
    """The first and last day of the situation, None if no event is dated.

    Reports look back ("as in 1982") and ahead: only what happened about when it was reported sets the period, unless
    nothing did."""
    dated = _dated(events)
    timely = [(event, start) for event, start in dated if abs(event.known_at.date() - start) <= TIMELY]
    found = timely or dated
    if not found:
        return None
    return min(start for _, start in found), max(_end(event, start) for event, start in found)


def _dated(events: Sequence[Event]) -> list[tuple[Event, date]]:
    return [(event, start) for event in events if (start := first_day(event)) is not None]


def _end(event: Event, start: date) -> date:
    end = last_day(event) or start
    return end if (end - start).days <= LONGEST_EVENT_DAYS else start


def _starts(first: date, last: date) -> list[date]:
    """The first days of the steps that cover a period."""
    length = (last - first).days
    if length <= MOST_DAYS:
        return [first + timedelta(days=i) for i in range(length + 1)]
    if length <= MOST_WEEKS_DAYS:
        monday = first - timedelta(days=first.weekday())
        return [monday + timedelta(days=i) for i in range(0, (last - monday).days + 1, 7)]
    if length > MOST_MONTHS_DAYS:
        return [date(year, 1, 1) for year in range(first.year, last.year + 1)]
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _covered(starts: Sequence[date], start: date, end: date) -> list[date]:
    """The steps that the days from `start` to `end` fall in."""
    begun = [step for step in starts if step <= end]
    before = [step for step in begun if step <= start]
    return begun[len(before) - 1 :]


def _drawn(
    starts: Sequence[date],
    last: date,
    totals: Counter[date],
    contested: Counter[date],
    event_days: Sequence[date],
    outside: str,
) -> Timeline:
    highest = max(totals.values())
    every = -(-len(starts) // LABELS_MOST)

    def has_room(number: int) -> bool:
        """Whether a label that begins at a bar ends before the chart does."""
        return number == 0 or len(starts) - number >= LABEL_SHARE * every

    ends = [following - timedelta(days=1) for following in starts[1:]]
    steps = []
    for i, (start, end) in enumerate(zip(starts, [*ends, max(last, starts[-1])], strict=True)):
        steps.append(
            Step(
                start=start,
                end=end,
                label=f"{days(start, end)}: {counted(totals[start], 'event')}",
                events=totals[start],
                contested=contested[start],
                x=i * (BAR_WIDTH + BAR_GAP),
                height=_height(totals[start], highest),
                contested_height=_height(contested[start], highest),
                first_event_day=next((d for d in event_days if start <= d <= end), None),
                tick=_tick(start, starts) if i % every == 0 and has_room(i) else "",
            )
        )
    width = len(starts) * (BAR_WIDTH + BAR_GAP) - BAR_GAP
    return Timeline(steps=tuple(steps), width=width, height=CHART_HEIGHT, bar=BAR_WIDTH, outside=outside)


def _height(number: int, highest: int) -> int:
    """The height of a bar; anything at all is at least seen."""
    return max(2, round(CHART_HEIGHT * number / highest)) if number else 0


def _tick(start: date, starts: Sequence[date]) -> str:
    """A short date below a bar; the year only where the period has more than one."""
    if len(starts) > 1 and starts[1].year > starts[0].year and starts[1].month == 1 == start.month:
        return str(start.year)
    month = MONTHS[start.month - 1][:3]
    return f"{start.day} {month}" if starts[0].year == starts[-1].year else f"{month} {start.year}"


def period(events: Sequence[Event]) -> str:
    """The days of the situation in words, "" if no event is dated."""
    span = core_period(events)
    return days(*span) if span else ""

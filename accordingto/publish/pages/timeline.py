"""The period of a situation in steps of days, weeks or months, and how much is told to have happened in each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from accordingto.model import Event
from accordingto.publish.situation import first_day, last_day
from accordingto.publish.wording import MONTHS, counted, day, days, mark_of

MOST_DAYS = 92  # bars by the day up to a quarter, by the week up to two years, by the month beyond
MOST_WEEKS_DAYS = 730
LONGEST_EVENT_DAYS = 31  # an event told to last longer counts in its first step only
CONTESTED = ("disputed", "denied")
BAR_WIDTH, BAR_GAP, CHART_HEIGHT = 20, 3, 64  # in units of the drawing, which is stretched to the page
LABELS_MOST = 8


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
    """The steps in order, without gaps, and the size of the drawing."""

    steps: tuple[Step, ...]
    width: int
    height: int
    bar: int


def timeline(events: Sequence[Event]) -> Timeline | None:
    """The timeline of all dated events, None if none is."""
    dated = [(event, start) for event in events if (start := first_day(event)) is not None]
    if not dated:
        return None
    first = min(start for _, start in dated)
    last = max(_end(event, start) for event, start in dated)
    starts = _starts(first, last)
    totals, contested = Counter[date](), Counter[date]()
    for event, start in dated:
        for step in _covered(starts, start, _end(event, start)):
            totals[step] += 1
            contested[step] += mark_of(event.standing) in CONTESTED
    return _drawn(starts, last, totals, contested, sorted(start for _, start in dated))


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
    months = range(first.year * 12 + first.month - 1, last.year * 12 + last.month)
    return [date(month // 12, month % 12 + 1, 1) for month in months]


def _covered(starts: Sequence[date], start: date, end: date) -> list[date]:
    """The steps that the days from `start` to `end` fall in."""
    begun = [step for step in starts if step <= end]
    before = [step for step in begun if step <= start]
    return begun[len(before) - 1 :]


def _drawn(
    starts: Sequence[date], last: date, totals: Counter[date], contested: Counter[date], event_days: Sequence[date]
) -> Timeline:
    highest = max(totals.values())
    every = -(-len(starts) // LABELS_MOST)
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
                tick=_tick(start, starts) if i % every == 0 else "",
            )
        )
    width = len(starts) * (BAR_WIDTH + BAR_GAP) - BAR_GAP
    return Timeline(steps=tuple(steps), width=width, height=CHART_HEIGHT, bar=BAR_WIDTH)


def _height(number: int, highest: int) -> int:
    """The height of a bar; anything at all is at least seen."""
    return max(2, round(CHART_HEIGHT * number / highest)) if number else 0


def _tick(start: date, starts: Sequence[date]) -> str:
    """A short date below a bar; the year only where the period has more than one."""
    month = MONTHS[start.month - 1][:3]
    return f"{start.day} {month}" if starts[0].year == starts[-1].year else f"{month} {start.year}"


def period(events: Sequence[Event]) -> str:
    """The days from the first dated event to the last, "" if none is dated."""
    dated = [(event, start) for event in events if (start := first_day(event)) is not None]
    if not dated:
        return ""
    first, last = min(start for _, start in dated), max(_end(event, start) for event, start in dated)
    return days(first, last) if first != last else day(first)

"""Measures that need more than the reader's output: places given the gold mentions, and the dates of given events."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from accordingto.evals_format import article_of
from accordingto.model import Article, Span, TimeRange
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.places import find_toponyms
from accordingto.read.times import event_time, find_times
from evals.schema import Struct
from evals.workbench import Row, read_rows


class Mention(Struct, frozen=True):
    """A labelled stretch of the text."""

    start: int
    end: int

    @property
    def span(self) -> Span:
        return Span(self.start, self.end)


class PlacesRow(Struct, frozen=True):
    """A document of the place corpora."""

    id: str
    text: str
    toponyms: list[Mention]
    title: str | None = None
    date: str | None = None


class Bound(Struct, frozen=True):
    """One end of an event: on a day, or somewhere after or before one."""

    on: str | None = None
    after: str | None = None
    before: str | None = None


class Interval(Struct, frozen=True):
    """When an event began and ended, as far as the annotators could tell."""

    begin: Bound | None = None
    end: Bound | None = None


class DatedEvent(Mention, frozen=True):
    """An event the annotators dated: `date` a day, or the bounds in `interval`."""

    kind: str
    date: str | None = None
    interval: Interval | None = None


class DatedRow(Struct, frozen=True):
    """A document of the event-time corpus; `dct` is the day it was written."""

    id: str
    text: str
    dct: str
    events: list[DatedEvent]


_FETCHED = datetime(2026, 1, 1, tzinfo=UTC)  # never looked at: the day of publication is what dates are read against


def article(text: str, *, day: str | None, title: str | None = None) -> Article:
    """The article of a line with these fields, as `accordingto read` makes it; raises ValueError without a text."""
    made = article_of({"text": text, "date": day, "title": title}, fetched_at=_FETCHED)
    if made is None:
        raise ValueError("an article has text")
    return made


def gold_mentions(gold: Path) -> Iterator[Mapping[str, object]]:
    """Predictions that place the mentions the annotators marked, so that resolution is measured by itself."""
    gazetteer = Gazetteer.open()
    for row in msgspec.convert(read_rows(gold), list[PlacesRow], strict=False):
        given = [(mention.span, 1.0) for mention in row.toponyms]
        found = find_toponyms(article(row.text, day=row.date, title=row.title), gazetteer, spans=given)
        placed = [(toponym.span, toponym.place) for toponym in found]
        yield {
            "id": row.id,
            "toponyms": [
                {"start": span.start, "end": span.end, "lat": place.lat, "lon": place.lon}
                for span, place in placed
                if place is not None
            ],
        }


@dataclass(slots=True)
class _Dating:
    """Counts over the events of the corpus."""

    day_events: int = 0
    day_found: int = 0
    published_that_day: int = 0
    predicted: int = 0
    consistent: int = 0

    def add(self, event: DatedEvent, found: TimeRange | None, dct: date) -> None:
        day = _day(event)
        if day is not None:
            self.day_events += 1
            self.day_found += found is not None and (found.start, found.end) == (day, day)
            self.published_that_day += day == dct
        if found is not None:
            self.predicted += 1
            self.consistent += _consistent(event, found)


def event_dates(rows: Sequence[Row]) -> Mapping[str, float]:
    """How many events with a known day get that day, and how many of the dates given agree with the annotators.

    Events and their words are given; only the date is asked for. `publication_day` is what would be right if every
    event were dated to the day of publication: the baseline to beat.
    """
    counts = _Dating()
    for row in msgspec.convert(rows, list[DatedRow], strict=False):
        document = article(row.text, day=row.dct)
        times = find_times(document)
        for event in row.events:
            if event.kind in ("single", "multi"):
                found = event_time(event.span, times, row.text)
                counts.add(event, None if found is None else found[0], date.fromisoformat(row.dct))
    return {
        "day_found": counts.day_found / counts.day_events,
        "publication_day": counts.published_that_day / counts.day_events,
        "date_agrees": counts.consistent / counts.predicted if counts.predicted else 0.0,
        "events_dated": counts.predicted / sum(len(row.events) for row in msgspec.convert(rows, list[DatedRow])),
    }


def _day(event: DatedEvent) -> date | None:
    """The one day the annotators gave, if they gave one."""
    if event.date is not None:
        return date.fromisoformat(event.date)
    begin, end = (event.interval.begin, event.interval.end) if event.interval else (None, None)
    if begin is not None and end is not None and begin.on is not None and begin.on == end.on:
        return date.fromisoformat(begin.on)
    return None


def _consistent(event: DatedEvent, found: TimeRange) -> bool:
    """Whether the days found and the days the annotators thought possible have one in common."""
    day = _day(event)
    earliest, latest = (day, day) if day is not None else _bounds(event)
    starts = found.start or date.min
    ends = found.end or date.max
    return starts <= (latest or date.max) and (earliest or date.min) <= ends


def _bounds(event: DatedEvent) -> tuple[date | None, date | None]:
    """The first and the last day on which the event can have gone on; None is open."""
    begin = event.interval.begin if event.interval else None
    end = event.interval.end if event.interval else None
    earliest = (begin.on or begin.after) if begin else None
    latest = (end.on or end.before) if end else None
    return (
        None if earliest is None else date.fromisoformat(earliest),
        None if latest is None else date.fromisoformat(latest),
    )

"""The period of a situation and its bars."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from accordingto.model import Event, EventType
from accordingto.publish.pages.timeline import core_period, period, timeline
from tests.factory import make_day
from tests.publish.test_phrases import event

FIRST = date(2024, 11, 27)


def dated(days: Sequence[date | tuple[date, date]]) -> list[Event]:
    told = event(EventType.ASSAULT)
    ranges = [day if isinstance(day, tuple) else (day, day) for day in days]
    known = datetime(2024, 12, 9, tzinfo=UTC)
    return [
        replace(told, id=str(i), time=make_day(start, end=end), known_at=max(known, _noon(start)))
        for i, (start, end) in enumerate(ranges)
    ]


def _noon(day: date) -> datetime:
    return datetime.combine(day, time(12), UTC)


def test_every_day_has_a_bar_and_an_empty_one_is_empty() -> None:
    drawn = timeline(dated([FIRST, FIRST, FIRST + timedelta(days=3)]))
    assert drawn is not None
    assert [step.events for step in drawn.steps] == [2, 0, 0, 1]
    assert [step.height for step in drawn.steps] == [64, 0, 0, 32]
    assert drawn.steps[1].first_event_day is None
    assert drawn.outside == ""


def test_an_event_of_several_days_counts_on_each() -> None:
    drawn = timeline(dated([(FIRST, FIRST + timedelta(days=2)), FIRST + timedelta(days=1)]))
    assert drawn is not None
    assert [step.events for step in drawn.steps] == [1, 2, 1]


def test_an_event_of_a_year_does_not_fill_the_year() -> None:
    year = (date(2024, 12, 1), date(2025, 11, 30))
    assert core_period(dated([year, date(2024, 12, 3)])) == (date(2024, 12, 1), date(2024, 12, 3))


def test_looking_back_does_not_stretch_the_period() -> None:
    around = [FIRST + timedelta(days=i % 12) for i in range(60)]
    events = dated([*around, date(1982, 2, 2), date(2011, 3, 15)])
    drawn = timeline(events)
    assert drawn is not None
    assert len(drawn.steps) == 12
    assert drawn.outside == "2 events from long before or after are in the list alone."
    assert period(events) == "27 November – 8 December 2024"


def test_long_periods_are_drawn_by_weeks_months_and_years() -> None:
    weeks = timeline(dated([FIRST + timedelta(days=i) for i in range(0, 200, 5)]))
    months = timeline(dated([FIRST + timedelta(days=i) for i in range(0, 2000, 50)]))
    years = timeline(dated([FIRST + timedelta(days=i) for i in range(0, 5000, 50)]))
    assert weeks is not None
    assert months is not None
    assert years is not None
    assert [step.tick for step in years.steps][:2] == ["2024", ""]
    assert sum(step.events for step in years.steps) == 100
    assert all(step.start.weekday() == 0 for step in weeks.steps)
    assert all(step.start.day == 1 for step in months.steps)
    assert sum(step.events for step in months.steps) == 40


def test_a_ledger_of_history_alone_has_its_own_period() -> None:
    assert core_period(dated([date(1982, 2, 2), date(1982, 2, 28)])) == (date(1982, 2, 2), date(1982, 2, 28))


def test_without_dates_there_is_no_timeline() -> None:
    assert timeline([event(EventType.AID)]) is None
    assert period([]) == ""


def test_no_label_runs_out_of_the_chart() -> None:
    drawn = timeline(dated([FIRST + timedelta(days=i) for i in range(17)]))
    assert drawn is not None
    assert [i for i, step in enumerate(drawn.steps) if step.tick] == [0, 3, 6, 9, 12]  # from 15 on there is no room

"""Which expression of time dates an event, in reports published on Wednesday 4 December 2024."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from accordingto.model import Span
from accordingto.read.times import anchor_day, event_time, find_times
from tests.factory import make_article

WEDNESDAY = datetime(2024, 12, 4, 10, tzinfo=UTC)


def days_of(text: str, trigger: str, suggested: str | None = None) -> tuple[date | None, date | None] | None:
    times = find_times(make_article(text, published=WEDNESDAY))
    at = text.index(trigger)
    marked = Span(text.index(suggested), text.index(suggested) + len(suggested)) if suggested else None
    found = event_time(Span(at, at + len(trigger)), times, text, suggested=marked)
    if found is None:
        return None
    covered, span = found
    assert any(time.span == span for time in times)
    return covered.start, covered.end


def day(number: int, month: int = 12) -> tuple[date, date]:
    return date(2024, month, number), date(2024, month, number)


DATED = [
    ("Rebels captured the town on Sunday.", "captured", day(1)),
    ("On Sunday, rebels captured the town.", "captured", day(1)),
    ("Tuesday's attack killed four people.", "attack", day(3)),
    ("An attack on Nov. 27 killed four people.", "attack", day(27, 11)),
    # two events, each with its own day
    ("The port was shelled on Monday and the airfield was bombed on Tuesday.", "shelled", day(2)),
    ("The port was shelled on Monday and the airfield was bombed on Tuesday.", "bombed", day(3)),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), DATED)
def test_the_date_beside_the_trigger(text: str, trigger: str, expected: tuple[date, date]) -> None:
    assert days_of(text, trigger) == expected


UNDATED = [
    # nothing in the text says when, and the publication day is not taken for it
    ("Rebels captured the town.", "captured"),
    # the day stands two sentences off
    ("The envoy arrived on Monday. He rested. Rebels captured the town.", "captured"),
    # the day is that of the denial
    ("The minister denied on Tuesday that his country's troops had hit a hospital.", "hit"),
    # a dateline dates the report
    ("4 December 2024\nRebels captured the town after a long fight.", "captured"),
]


@pytest.mark.parametrize(("text", "trigger"), UNDATED)
def test_no_date_is_invented(text: str, trigger: str) -> None:
    assert days_of(text, trigger) is None


def test_a_suggestion_decides() -> None:
    text = "On Monday the town was shelled and on Tuesday it was captured."
    assert days_of(text, "captured", suggested="On Monday") == day(2)


def test_a_suggestion_without_days_gives_none() -> None:
    """ "A day after the vote" has no place on the calendar, and Tuesday is not it."""
    text = "A day after the vote the town was captured, he said on Tuesday."
    assert days_of(text, "captured", suggested="A day after the vote") is None


def test_a_suggestion_that_is_no_time_is_passed_over() -> None:
    assert days_of("Rebels captured the town on Sunday.", "captured", suggested="the town") == day(1)


def test_an_open_range_stays_open() -> None:
    assert days_of("Rebels have besieged the town since July 2023.", "besieged") == (date(2023, 7, 1), None)


def test_the_anchor_day_is_the_datelines() -> None:
    assert anchor_day(make_article("10 September 2016\nShells fell.", published=WEDNESDAY)) == date(2016, 9, 10)
    assert anchor_day(make_article("Shells fell.", published=WEDNESDAY)) == date(2024, 12, 4)
    assert anchor_day(make_article("Shells fell.", published=None)) is None


def test_a_day_of_posting_is_a_dateline_and_the_day_of_an_event_is_none() -> None:
    assert anchor_day(make_article("Posted on April 2 2017 by our staff. Shells fell.", published=WEDNESDAY)) == date(
        2017, 4, 2
    )
    assert anchor_day(make_article("Shells fell on April 2 2017.", published=WEDNESDAY)) == date(2024, 12, 4)


DATELINES = [
    # a feed that lost the comma between day and year
    ("Last updated at Jul 262016 BEIRUT Shells fell on Tuesday.", date(2016, 7, 26)),
    ("Last updated at July 92016 BEIRUT Shells fell.", date(2016, 7, 9)),
    # the words of a button before the date
    ("Print this page Tuesday 19 July 2016 16:45 Shells fell.", date(2016, 7, 19)),
    # a number of six digits is no day, nor is one behind another word
    ("Last updated at Beirut 262016 Shells fell.", date(2024, 12, 4)),
    ("Shells fell on the town in Jul 2620160 times.", date(2024, 12, 4)),
]


@pytest.mark.parametrize(("text", "expected"), DATELINES)
def test_datelines_of_careless_feeds(text: str, expected: date) -> None:
    assert anchor_day(make_article(text, published=WEDNESDAY)) == expected


PARTS_OF_YEARS = [
    # as annotators of reports take them
    ("The war began in mid-2012.", (date(2012, 6, 1), date(2012, 7, 31))),
    ("The war began in early 2011.", (date(2011, 1, 1), date(2011, 4, 30))),
    ("The war began in late 2014.", (date(2014, 10, 1), date(2014, 12, 31))),
    ("They have fought since mid-2012.", (date(2012, 6, 1), None)),
    ("They have fought since mid-March 2011.", (date(2011, 3, 15), None)),
]


@pytest.mark.parametrize(("text", "expected"), PARTS_OF_YEARS)
def test_parts_of_years(text: str, expected: tuple[date, date | None]) -> None:
    (time,) = find_times(make_article(text, published=WEDNESDAY))
    assert time.range is not None
    assert (time.range.start, time.range.end) == expected

"""The date of each event of a report, in reports published on Wednesday 4 December 2024."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import DatePrecision, EventType, Span, Status, TimeRange
from accordingto.read.times import anchor_day, event_times, find_times, status_by_date
from accordingto.read.told import Told
from tests.factory import make_article

WEDNESDAY = datetime(2024, 12, 4, 10, tzinfo=UTC)
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the reader takes for the time of an event."""

    span: Span
    score: float
    support: float


def span_of(text: str, words: str) -> Span:
    at = text.index(words)
    return Span(at, at + len(words))


def told(
    text: str, trigger: str, *, points: Mapping[str, float] | None = None, status: Status = Status.HAPPENED
) -> Told:
    pointed = [Pointer(span_of(text, words), score, score) for words, score in (points or {}).items()]
    return Told(EventType.ASSAULT, status, (span_of(text, trigger),), pointed)


def days_of(text: str, *events: Told) -> list[Days | None]:
    article = make_article(text, published=WEDNESDAY)
    found = event_times(events, find_times(article), text, anchor_day(article))
    return [None if time is None else (time[0].start, time[0].end) for time in found]


def day(number: int, month: int = 12) -> Days:
    return date(2024, month, number), date(2024, month, number)


def test_words_and_reader_agree() -> None:
    text = "Rebels captured the town on Sunday."
    assert days_of(text, told(text, "captured", points={"Sunday": 0.9})) == [day(1)]


def test_the_reader_may_point_farther_than_the_words_tell() -> None:
    text = "The siege began on Sunday. Snow fell. The envoy rested. Rebels captured the town."
    assert days_of(text, told(text, "captured", points={"Sunday": 0.9})) == [day(1)]
    assert days_of(text, told(text, "captured")) == [None]


def test_of_two_days_the_reader_says_which() -> None:
    text = "On Monday and Tuesday the town was shelled."
    assert days_of(text, told(text, "shelled", points={"Monday": 0.9})) == [day(2)]
    assert days_of(text, told(text, "shelled", points={"Tuesday": 0.9})) == [day(3)]


def test_what_goes_on_is_dated_by_its_beginning() -> None:
    """The same words without one leave it open when it goes on."""
    begun = "Rebels launched a new offensive against government forces near Hama on Sunday."
    event = told(begun, "offensive", status=Status.ONGOING)
    assert days_of(begun, event) in ([day(1)], [(date(2024, 12, 1), None)])
    going_on = "Rebels press an offensive against government forces, an envoy said near Hama on Sunday."
    assert days_of(going_on, told(going_on, "offensive", status=Status.ONGOING)) == [None]


def test_words_without_days_give_none() -> None:
    """ "A day after the vote" has no place on the calendar."""
    text = "The town was captured a day after the vote."
    assert days_of(text, told(text, "captured", points={"a day after the vote": 0.9})) == [None]


def test_a_day_of_saying_dates_nothing_else() -> None:
    text = "The ministry said on Tuesday that its forces may strike the port."
    assert days_of(text, told(text, "strike", status=Status.HYPOTHETICAL)) == [None]


def test_each_of_two_events_gets_its_own_day() -> None:
    text = "The port was shelled on Monday and the airfield was bombed on Tuesday."
    events = told(text, "shelled", points={"Monday": 0.8}), told(text, "bombed", points={"Tuesday": 0.8})
    assert days_of(text, *events) == [day(2), day(3)]


def test_a_report_without_times_or_events() -> None:
    assert days_of("Rebels captured the town.", told("Rebels captured the town.", "captured")) == [None]
    assert days_of("It was Monday.") == []


LASTING = [
    # what is still going on has lasted since it began
    ("The offensive began on Nov. 27.", "offensive", "Nov. 27", Status.ONGOING, (date(2024, 11, 27), None)),
    ("The truce came into force on Sunday.", "truce", "Sunday", Status.ONGOING, (date(2024, 12, 1), None)),
    # but not what is over, nor what merely happened that day
    ("The offensive began on Nov. 27.", "offensive", "Nov. 27", Status.HAPPENED, day(27, 11)),
    ("Rebels fight on after jets bombed the port on Sunday.", "fight", "Sunday", Status.ONGOING, day(1)),
    # counted from then on
    (
        "Hundreds were killed since the war began in March 2011.",
        "killed",
        "March 2011",
        Status.HISTORICAL,
        (date(2011, 3, 1), None),
    ),
    # the beginning itself is no longer than its words
    (
        "Hundreds were killed since the war began in March 2011.",
        "began",
        "March 2011",
        Status.HISTORICAL,
        (date(2011, 3, 1), date(2011, 3, 31)),
    ),
    # "since" opens the days of what is told before it, "when" closes them for what is told behind
    (
        "Aid is barred since July, when troops seized the road.",
        "barred",
        "July",
        Status.ONGOING,
        (date(2024, 7, 1), None),
    ),
    (
        "Aid is barred since July, when troops seized the road.",
        "seized",
        "July",
        Status.HAPPENED,
        (date(2024, 7, 1), date(2024, 7, 31)),
    ),
    (
        "The road is closed since Nov. 27, 2024 when troops seized it.",
        "seized",
        "Nov. 27, 2024",
        Status.HAPPENED,
        day(27, 11),
    ),
    (
        "The city is split since 2012 when rebels seized its east.",
        "seized",
        "2012",
        Status.HISTORICAL,
        (date(2012, 1, 1), date(2012, 12, 31)),
    ),
]


@pytest.mark.parametrize(("text", "trigger", "words", "status", "expected"), LASTING)
def test_beginnings_that_last(text: str, trigger: str, words: str, status: Status, expected: Days) -> None:
    assert days_of(text, told(text, trigger, points={words: 0.95}, status=status)) == [expected]


LENGTHS = [
    # A length of fighting that goes on ends on the day of the report.
    ("The army has been bombing the valley for nearly a week.", "bombing", "nearly a week", (date(2024, 11, 27), 4)),
    ("In two days of raids 30 people were killed.", "raids", "two days", (date(2024, 12, 2), 4)),
    # Hours are counted in days begun.
    ("More than 20 fighters were killed in 24 hours.", "killed", "24 hours", (date(2024, 12, 3), 4)),
]


@pytest.mark.parametrize(("text", "trigger", "words", "expected"), LENGTHS)
def test_lengths_that_end_today(text: str, trigger: str, words: str, expected: tuple[date, int]) -> None:
    event = told(text, trigger, points={words: 0.95}, status=Status.ONGOING)
    assert days_of(text, event) == [(expected[0], date(2024, 12, expected[1]))]


def test_a_truce_that_holds_since_a_day_was_agreed_on_that_day() -> None:
    text = "A truce in force since Monday was broken in the east."
    truce = Told(
        EventType.AGREE, Status.ONGOING, (span_of(text, "truce"),), [Pointer(span_of(text, "Monday"), 0.9, 0.9)]
    )
    assert days_of(text, truce) == [day(2)]


def test_a_length_says_nothing_without_the_day_of_the_report() -> None:
    text = "They fought for nearly a week."
    times = find_times(make_article(text, published=None))
    assert event_times([told(text, "fought", points={"nearly a week": 0.9})], times, text, None) == [None]


@settings(max_examples=40)
@given(
    st.lists(
        st.sampled_from("raids on Monday . since 2011 for two days the town fell \n Dec. 1 ,".split(" ")), max_size=30
    )
)
def test_any_words_give_days_that_the_text_names(words: list[str]) -> None:
    """Whatever is chosen was written there, and the same text gives the same days."""
    text = " ".join(words) + " fell"
    article = make_article(text, published=WEDNESDAY)
    times = find_times(article)
    event = told(text, "fell")
    (found,) = event_times([event], times, text, anchor_day(article))
    assert found is None or any(time.span == found[1] for time in times)
    assert event_times([event], times, text, anchor_day(article)) == [found]


def on(start: date, end: date | None) -> TimeRange:
    return TimeRange(start=start, end=end, precision=DatePrecision.DAY)


BY_DATE = [
    # news of yesterday stays news, and so does what was told without a date or has not ended
    (Status.HAPPENED, on(date(2024, 12, 3), date(2024, 12, 3)), Status.HAPPENED),
    (Status.HAPPENED, on(date(2024, 11, 27), date(2024, 11, 27)), Status.HAPPENED),
    (Status.HAPPENED, None, Status.HAPPENED),
    (Status.HAPPENED, on(date(2011, 3, 1), None), Status.HAPPENED),
    # what lies weeks back is background
    (Status.HAPPENED, on(date(2024, 11, 20), date(2024, 11, 20)), Status.HISTORICAL),
    (Status.HAPPENED, on(date(2013, 8, 1), date(2013, 8, 31)), Status.HISTORICAL),
    # a denial is one whenever it was
    (Status.DENIED, on(date(2013, 8, 1), date(2013, 8, 31)), Status.DENIED),
    # nobody still plans for yesterday
    (Status.PLANNED, on(date(2024, 12, 3), date(2024, 12, 3)), Status.HAPPENED),
    (Status.PLANNED, on(date(2013, 8, 1), date(2013, 8, 1)), Status.HISTORICAL),
    (Status.PLANNED, on(date(2024, 12, 4), date(2024, 12, 4)), Status.PLANNED),
    (Status.ONGOING, on(date(2013, 8, 1), date(2013, 8, 31)), Status.ONGOING),
]


@pytest.mark.parametrize(("status", "covered", "expected"), BY_DATE)
def test_old_events_are_background(status: Status, covered: TimeRange | None, expected: Status) -> None:
    assert status_by_date(status, covered, date(2024, 12, 4)) is expected
    assert status_by_date(status, covered, None) is status

"""Numbers, dates and names as a newsroom writes them."""

from __future__ import annotations

from datetime import UTC, date, datetime
from importlib.resources import files
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Amount, Certainty, DatePrecision, Polarity, Standing, TimeRange
from accordingto.publish.pages.cards import manner
from accordingto.publish.wording import (
    MARK_NAMES,
    amount,
    clean,
    counted,
    days,
    joined,
    mark_of,
    minute,
    one_line,
    origins,
    shortened,
    support,
    supported,
    weekday,
    when,
)


def standing(low: int, high: int, *, disputed: bool = False, denied_by: tuple[str, ...] = ()) -> Standing:
    return Standing(
        origins_low=low,
        origins_high=high,
        reports=14,
        outlets=9,
        disputed=disputed,
        denied_by=denied_by,
        credibility=3,
    )


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (date(2024, 12, 1), date(2024, 12, 1), "1 December 2024"),
        (date(2024, 12, 1), date(2024, 12, 3), "1–3 December 2024"),
        (date(2024, 11, 27), date(2024, 12, 8), "27 November – 8 December 2024"),
        (date(2024, 12, 31), date(2025, 1, 2), "31 December 2024 – 2 January 2025"),
    ],
)
def test_days(first: date, last: date, said: str) -> None:
    assert days(first, last) == said


@pytest.mark.parametrize(
    ("start", "end", "precision", "said"),
    [
        (date(2024, 12, 1), date(2024, 12, 1), DatePrecision.DAY, "1 December 2024"),
        (date(2024, 12, 1), date(2024, 12, 31), DatePrecision.MONTH, "December 2024"),
        (date(2024, 1, 1), date(2024, 12, 31), DatePrecision.YEAR, "2024"),
        # "since 1 December": the text gives no end, and none is shown
        (date(2024, 12, 1), None, DatePrecision.DAYS, "since 1 December 2024"),
        (None, date(2024, 12, 4), DatePrecision.DAYS, "until 4 December 2024"),
    ],
)
def test_when(start: date | None, end: date | None, precision: DatePrecision, said: str) -> None:
    assert when(TimeRange(start=start, end=end, precision=precision)) == said


def test_no_time_is_no_words() -> None:
    assert when(None) == ""


def test_a_report_dated_to_the_day_shows_no_midnight() -> None:
    assert minute(datetime(2024, 12, 1, tzinfo=UTC)) == "1 December 2024"
    assert minute(datetime(2024, 12, 1, 14, 5, tzinfo=UTC)) == "1 December 2024, 14:05 UTC"
    assert weekday(date(2024, 12, 1)) == "Sunday 1 December 2024"


@pytest.mark.parametrize(
    ("zone", "said"),
    [
        ("Asia/Damascus", "2 December 2024, 02:30 UTC+3"),  # the next day there
        ("Europe/London", "1 December 2024, 23:30 UTC"),
        ("America/St_Johns", "1 December 2024, 20:00 UTC−3:30"),
        ("Asia/Kathmandu", "2 December 2024, 05:15 UTC+5:45"),
    ],
)
def test_times_of_day_are_written_in_the_zone_asked_for(zone: str, said: str) -> None:
    assert minute(datetime(2024, 12, 1, 23, 30, tzinfo=UTC), ZoneInfo(zone)) == said
    assert minute(datetime(2024, 12, 1, tzinfo=UTC), ZoneInfo(zone)) == "1 December 2024", "dated to the day alone"


@pytest.mark.parametrize(
    ("low", "high", "said"),
    [(12, 12, "12"), (12, None, "at least 12"), (0, 40, "up to 40"), (12, 40, "12–40"), (1200, 1200, "1,200")],
)
def test_amounts(low: int, high: int | None, said: str) -> None:
    assert amount(Amount(low=low, high=high)) == said


def test_names_are_joined_and_the_rest_counted() -> None:
    assert joined([]) == ""
    assert joined(["Souran"]) == "Souran"
    assert joined(["Souran", "Morek", "Khan Sheikhoun"]) == "Souran, Morek and Khan Sheikhoun"
    assert joined(["a", "b", "c", "d"]) == "a, b and 2 more"


def test_origins_are_a_range_where_independence_is_open() -> None:
    assert origins(standing(1, 1)) == "1 origin"
    assert origins(standing(2, 4)) == "2–4 origins"
    assert origins(standing(0, 0)) == "no origin"
    assert support(standing(2, 2)) == "14 reports · 9 outlets · 2 origins"
    assert counted(1, "event is", "events are") == "1 event is"


@pytest.mark.parametrize(
    ("found", "mark"),
    [
        (standing(1, 1), "one"),
        # independence not settled: never counted as settled
        (standing(1, 3), "one"),
        (standing(2, 2), "several"),
        (standing(3, 3, disputed=True), "disputed"),
        (standing(3, 3, disputed=True, denied_by=("Kyiv",)), "denied"),
    ],
)
def test_marks(found: Standing, mark: str) -> None:
    assert mark_of(found) == mark


@pytest.mark.parametrize(
    ("given_text", "shown"),
    [
        ("Aleppo", "Aleppo"),
        # direction overrides could make "gpj.exe" read as "exe.jpg"
        ("Alep\u202eopp", "Alepopp"),
        # zero-width characters make two names of one
        ("Ale\u200bppo\ufeff", "Aleppo"),
        ("a\x00b\x1b[31mc", "ab[31mc"),
        # joiners carry meaning in Persian
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("soft\u00adhyphen", "softhyphen"),
    ],
)
def test_what_is_read_is_what_is_there(given_text: str, shown: str) -> None:
    assert clean(given_text) == shown


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    assert clean(clean(text)) == clean(text)
    assert "\n" not in one_line(text)


@given(st.text(min_size=1), st.integers(2, 50))
def test_a_shortened_text_fits(text: str, limit: int) -> None:
    short = shortened(text, limit)
    assert len(short) <= limit + 1
    assert short == text or short.endswith("…")


@pytest.mark.parametrize(
    ("disputed", "denied_by", "line"),
    [
        # "One origin: … 1–2 origins" would contradict itself
        (False, (), "14 reports · 9 outlets · 1–2 origins"),
        (True, (), "Disputed: 14 reports · 9 outlets · 1–2 origins"),
        (True, ("Norland army",), "Denied by a party: 14 reports · 9 outlets · 1–2 origins"),
    ],
)
def test_support_that_stands_alone(disputed: bool, denied_by: tuple[str, ...], line: str) -> None:
    assert supported(standing(1, 2, disputed=disputed, denied_by=denied_by)) == line


@pytest.mark.parametrize(
    ("polarity", "words"),
    [
        # with "witnesses" before them as with "the ministry"
        (Polarity.ASSERTS, "stated as probable"),
        (Polarity.DENIES, "denied"),
        (Polarity.ASKS, "asked, not stated"),
    ],
)
def test_how_it_is_said(polarity: Polarity, words: str) -> None:
    assert manner(polarity, Certainty.PROBABLE) == words


@pytest.mark.parametrize(
    "file", ["static/list.js", "static/map.js", "templates/situation.html", "templates/about.html"]
)
def test_scripts_and_templates_call_marks_by_the_same_names(file: str) -> None:
    text = files("accordingto.publish").joinpath(file).read_text(encoding="utf-8")
    assert [name for name in MARK_NAMES.values() if name not in text] == []

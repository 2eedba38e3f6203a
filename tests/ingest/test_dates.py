from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.dates import Moment, find_date, parse_moment

DAY = datetime(2024, 12, 4, tzinfo=UTC)


@pytest.mark.parametrize(
    ("written", "at", "zone"),
    [
        ("2024-12-04T15:30:00+03:00", datetime(2024, 12, 4, 12, 30, tzinfo=UTC), "+03:00"),
        ("2024-12-04T23:30:00.123Z", datetime(2024, 12, 4, 23, 30, tzinfo=UTC), "+00:00"),
        # late evening in Damascus is another day in UTC, and the offset says so
        ("2024-12-05T01:10:00+0300", datetime(2024, 12, 4, 22, 10, tzinfo=UTC), "+03:00"),
        # a local time without zone is never passed off as UTC: only its day is known
        ("2024-12-04T15:30:00", DAY, None),
        ("2024-12-04 15:30", DAY, None),
        ("2024-12-04", DAY, None),
        ("Wed, 04 Dec 2024 10:00:00 +0100", datetime(2024, 12, 4, 9, tzinfo=UTC), "+01:00"),
        ("Wed, 04 Dec 2024 10:00:00 EST", datetime(2024, 12, 4, 15, tzinfo=UTC), "-05:00"),
        ("4 Dec 24 06:44 -0700", datetime(2024, 12, 4, 13, 44, tzinfo=UTC), "-07:00"),
        ("December 4, 2024", DAY, None),
        ("December 4,2024", DAY, None),
        ("Wednesday, 4th of December 2024", DAY, None),
        ("Dec. 4, 2024, 10:15 PM GMT+3", datetime(2024, 12, 4, 19, 15, tzinfo=UTC), "+03:00"),
        ("Dec 4, 2024 12:05 a.m. UTC", datetime(2024, 12, 4, 0, 5, tzinfo=UTC), "+00:00"),
        # "BST" is British and Bangladeshi: the day stays, the hour goes
        ("4 December 2024 at 9.30pm BST", DAY, None),
        ("4. Dezember 2024", DAY, None),
        ("4 de diciembre de 2024", DAY, None),
    ],
)
def test_parse_moment(written: str, at: datetime, zone: str | None) -> None:
    assert parse_moment(written) == Moment(at, zone)


@pytest.mark.parametrize(
    "written",
    [
        # day and month cannot be told apart
        "04/12/2024",
        # a month is not a day
        "December 2024",
        "2024-12",
        "2024-02-30",
        "yesterday",
        "",
        # machines' zero and infinity
        "0001-01-01T00:00:00Z",
        "9999-12-31T23:59:59Z",
        "2024-12-04T10:00:00+99:00",
    ],
)
def test_what_names_no_day_is_none(written: str) -> None:
    assert parse_moment(written) is None


def test_find_date_tells_where_it_stands() -> None:
    line = "Posted on 4 December 2024 at 10:00 UTC by a reporter"
    found = find_date(line)
    assert found is not None
    assert line[found.start : found.end] == "4 December 2024 at 10:00 UTC"


@given(st.text(max_size=60))
def test_parse_moment_never_raises(written: str) -> None:
    moment = parse_moment(written)
    assert moment is None or moment.at.tzinfo is UTC


@given(st.datetimes(datetime(1950, 1, 1), datetime(2100, 1, 1)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_an_offset_is_kept_and_applied(local: datetime, offset_min: int) -> None:
    sign = "-" if offset_min < 0 else "+"
    zone = f"{sign}{abs(offset_min) // 60:02d}:{abs(offset_min) % 60:02d}"
    moment = parse_moment(local.isoformat(timespec="seconds") + zone)
    assert moment is not None
    assert moment.zone == zone
    assert moment.at == datetime.fromisoformat(local.isoformat(timespec="seconds") + zone)

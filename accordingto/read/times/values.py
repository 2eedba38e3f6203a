"""Calendar points, their TIMEX3 notation and the days they cover.

A `Point` is a stretch of the calendar at one grain (a day, a week, 1943's summer, the 1980s). Years before
Christ are negative and have a notation but no days, since `datetime.date` knows none before the year 1.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import IntEnum

from accordingto.model import DatePrecision, TimeRange


class Grain(IntEnum):
    """How long a point is, in rising order."""

    DAY = 1
    WEEKEND = 2
    WEEK = 3
    MONTH = 4
    SEASON = 5
    QUARTER = 6
    HALF = 7
    YEAR = 8
    DECADE = 9
    CENTURY = 10


SEASONS = ("SP", "SU", "FA", "WI")
# The third parts of a month or a year that "early", "mid" and "late" name.
EARLY, MID, LATE = "START", "MID", "END"
# Of a year the months that annotators of reports take for them: "mid-2012" is June or July.
_MONTHS_OF_PART = {EARLY: (1, 4), MID: (6, 7), LATE: (10, 12)}
_PRECISION = {
    Grain.DAY: DatePrecision.DAY,
    Grain.WEEKEND: DatePrecision.DAYS,
    Grain.WEEK: DatePrecision.WEEK,
    Grain.MONTH: DatePrecision.MONTH,
}
_MONTHS_IN = {Grain.MONTH: 1, Grain.SEASON: 3, Grain.QUARTER: 3, Grain.HALF: 6}
_YEARS_IN = {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100}
MAX_YEAR = 9998  # leaves room to add a year to any date


@dataclass(frozen=True, slots=True)
class Point:
    """A stretch of the calendar.

    `number` is the month, the quarter, the half, the season (1 spring … 4 winter) or the ISO week; `clock` what
    follows the date in TIMEX3 ("TNI", "T17:00"); `part` narrows the days covered but not the notation.
    """

    grain: Grain
    year: int
    number: int = 0
    day: int = 0
    clock: str = ""
    part: str = ""

    @classmethod
    def of_day(cls, day: date, clock: str = "") -> Point:
        return cls(Grain.DAY, day.year, day.month, day.day, clock)

    @classmethod
    def containing(cls, day: date, grain: Grain) -> Point:
        """The point of that grain in which `day` lies."""
        if grain is Grain.DAY:
            return cls.of_day(day)
        if grain in (Grain.WEEK, Grain.WEEKEND):
            iso = day.isocalendar()
            return cls(grain, iso.year, iso.week)
        if grain is Grain.SEASON:
            return cls(grain, day.year, (day.month - 3) // 3 % 4 + 1)
        months = _MONTHS_IN.get(grain)
        if months:
            return cls(grain, day.year, (day.month - 1) // months + 1)
        years = _YEARS_IN[grain]
        return cls(grain, day.year - day.year % years)

    @property
    def value(self) -> str:
        """The TIMEX3 notation."""
        year = f"{self.year:04d}" if self.year > 0 else f"BC{-self.year:04d}"
        match self.grain:
            case Grain.DAY:
                return f"{year}-{self.number:02d}-{self.day:02d}{self.clock}"
            case Grain.WEEK:
                return f"{year}-W{self.number:02d}"
            case Grain.WEEKEND:
                return f"{year}-W{self.number:02d}-WE"
            case Grain.MONTH:
                return f"{year}-{self.number:02d}"
            case Grain.SEASON:
                return f"{year}-{SEASONS[self.number - 1]}"
            case Grain.QUARTER:
                return f"{year}-Q{self.number}"
            case Grain.HALF:
                return f"{year}-H{self.number}"
            case Grain.DECADE:
                return year[:-1]
            case Grain.CENTURY:
                return year[:-2]
        return year

    @property
    def first_day(self) -> date | None:
        """The first day covered, or None before the year 1 and for days that do not exist."""
        days = self.days
        return days[0] if days else None

    @property
    def days(self) -> tuple[date, date] | None:
        """First and last day covered, `part` counted in; None where the calendar has none."""
        whole = self._whole_days()
        if whole is None or not self.part or self.grain in (Grain.DAY, Grain.WEEKEND):
            return whole
        return _third(whole, self.part)

    def _whole_days(self) -> tuple[date, date] | None:
        if not 1 <= self.year <= MAX_YEAR:
            return None
        match self.grain:
            case Grain.DAY:
                if not _exists(self.year, self.number, self.day):
                    return None
                day = date(self.year, self.number, self.day)
                return day, day
            case Grain.WEEK | Grain.WEEKEND:
                monday = date.fromisocalendar(self.year, self.number, 1)
                return monday + timedelta(5 if self.grain is Grain.WEEKEND else 0), monday + timedelta(6)
            case Grain.YEAR | Grain.DECADE | Grain.CENTURY:
                last = min(self.year + _YEARS_IN[self.grain] - 1, MAX_YEAR)
                return date(self.year, 1, 1), date(last, 12, 31)
        months = _MONTHS_IN[self.grain]
        offset = 2 if self.grain is Grain.SEASON else 0
        start = add_months(date(self.year, 1, 1), (self.number - 1) * months + offset)
        return start, add_months(start, months) - timedelta(1)

    @property
    def range(self) -> TimeRange | None:
        """The days covered with their precision, or None before the year 1."""
        days = self.days
        if days is None:
            return None
        precision = _PRECISION.get(self.grain, DatePrecision.YEAR)
        return TimeRange(start=days[0], end=days[1], precision=precision)

    def shifted(self, count: int) -> Point:
        """The point `count` of its own grain later (earlier if negative); itself where the calendar ends."""
        if self.grain in _YEARS_IN:
            year = self.year + count * _YEARS_IN[self.grain]
            return replace(self, year=year) if year and -MAX_YEAR < year < MAX_YEAR else self
        if self.grain in _MONTHS_IN:
            per_year = 12 // _MONTHS_IN[self.grain]
            total = self.year * per_year + self.number - 1 + count
            if not per_year <= total < MAX_YEAR * per_year:
                return self
            return replace(self, year=total // per_year, number=total % per_year + 1)
        first = self.first_day
        if first is None:
            return self
        step = 1 if self.grain is Grain.DAY else 7
        moved = add_days(first, step * count)
        return replace(Point.containing(moved, self.grain), clock=self.clock)


def _exists(year: int, month: int, day: int) -> bool:
    return 1 <= month <= 12 and 1 <= day <= calendar.monthrange(year, month)[1]


def valid_day(year: int, month: int, day: int) -> bool:
    """Whether the calendar has that day (before the year 1: whether any year has it)."""
    return _exists(year if 1 <= year <= MAX_YEAR else 2000, month, day)


def _third(days: tuple[date, date], part: str) -> tuple[date, date]:
    """The first, middle or last third: 1-10, 11-20 and 21-31 of a month."""
    start, end = days
    if start.day == 1 and end == add_months(start, 1) - timedelta(1):
        first, last = {EARLY: (1, 10), MID: (11, 20), LATE: (21, end.day)}[part]
        return start.replace(day=first), start.replace(day=last)
    if start.replace(month=12, day=31) == end and start.month == 1:
        first, last = _MONTHS_OF_PART[part]
        return start.replace(month=first), add_months(start, last) - timedelta(1)
    length = (end - start).days + 1
    third = length // 3
    if part == EARLY:
        return start, start + timedelta(max(third, 1) - 1)
    if part == LATE:
        return start + timedelta(2 * third), end
    return start + timedelta(third), start + timedelta(max(2 * third, third + 1) - 1)


def add_days(day: date, count: int) -> date:
    """`day` moved by `count` days, held inside the calendar."""
    ordinal = min(max(day.toordinal() + count, 1), date(MAX_YEAR, 12, 31).toordinal())
    return date.fromordinal(ordinal)


def add_months(day: date, count: int) -> date:
    """The same day `count` months later, or the last day of a shorter month; held inside the calendar."""
    total = min(max(day.year * 12 + day.month - 1 + count, 12), MAX_YEAR * 12 + 11)
    year, month = divmod(total, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def add(day: date, count: int, unit: str) -> date:
    """`day` moved by `count` of a duration unit ("D", "W", "M", "Q", "Y", "DE", "CE", or "H" and below)."""
    months = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}.get(unit)
    if months is not None:
        return add_months(day, count * months)
    if unit in ("D", "W"):
        return add_days(day, count * (7 if unit == "W" else 1))
    return day

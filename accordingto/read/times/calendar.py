"""Dates written in figures, feasts, and the month or season that words of direction pick out."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from accordingto.read.times.anchors import pick_day
from accordingto.read.times.roles import NEXT, PREVIOUS, full_year
from accordingto.read.times.tense import Tense
from accordingto.read.times.values import MAX_YEAR, Grain, Point, add_days, valid_day

_SLASHED = re.compile(r"(\d+)[-/.](\d+)[-/.](\d+)")
_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:t(\d\d:\d\d))?")


def numeric_date(words: str, *, near: date | None) -> Point | None:
    """The day of "2011-01-05" or "17/04/2017", None if the calendar has no such day.

    Where both day-month and month-day exist, the reading nearer to the day `near` is taken, day-month without one.
    """
    match = _ISO.match(words)
    if match:
        year, month, day = (int(n) for n in match.group(1, 2, 3))
        clock = f"T{match[4]}" if match[4] else ""
        return Point(Grain.DAY, year, month, day, clock) if year and valid_day(year, month, day) else None
    match = _SLASHED.match(words)
    if match is None:
        return None
    first, second, year = (int(n) for n in match.groups())
    year = full_year(year) if year < 100 else year
    readings = [(day, month) for day, month in ((first, second), (second, first)) if valid_day(year, month, day)]
    points = [Point(Grain.DAY, year, month, day) for day, month in readings if year]
    return min(points, key=lambda point: _days_apart(point, near), default=None)


def _days_apart(point: Point, near: date | None) -> int:
    day = point.first_day
    return abs((day - near).days) if day and near else 0


def feast_in(holiday: Sequence[int], year: int) -> Point | None:
    """A feast of the lexicon, `(month, day)` or `(month, nth, weekday)`, in a year."""
    month, *rest = holiday
    if len(rest) == 1:
        return Point(Grain.DAY, year, month, rest[0])
    if not 1 <= year <= MAX_YEAR:
        return None
    nth, weekday = rest
    first = date(year, month, 1)
    return Point.of_day(add_days(first, (weekday - first.isoweekday()) % 7 + 7 * (nth - 1)))


def nearest_feast(holiday: Sequence[int], base: date, tense: Tense) -> Point | None:
    """The feast that is meant on the day `base`: the last or the next one, as the tense says."""
    around = [feast_in(holiday, base.year + step) for step in (-1, 0, 1)]
    days = [point.first_day for point in around if point is not None and point.first_day is not None]
    return Point.of_day(pick_day(days, base, tense)) if days else None


def stepped_month(here: Point, month: int, direction: str) -> Point:
    """ "last May", "next June": the nearest one that is over, or still to come."""
    number = here.number if here.grain in (Grain.DAY, Grain.MONTH) else 0
    if direction == PREVIOUS:  # the month just over is "last month": "last February" said in March is a year back
        return Point(Grain.MONTH, here.year if month < number - 1 else here.year - 1, month)
    return Point(Grain.MONTH, here.year if month > number else here.year + 1, month)


def nearest_season(point: Point, here: Point, direction: str, tense: Tense) -> Point:
    """The season meant on a day in season `here`: "last fall" is over, "next spring" to come."""
    if direction == PREVIOUS and point.number >= here.number:
        return replace(point, year=here.year - 1)
    if direction == NEXT:
        return point if point.number > here.number else replace(point, year=here.year + 1)
    if not direction and tense is Tense.PAST and point.number > here.number:
        return replace(point, year=here.year - 1)
    return point

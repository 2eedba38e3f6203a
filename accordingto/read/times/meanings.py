"""Durations, sets and references: the values that need no place on the calendar."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from accordingto.model import DatePrecision, TimeRange
from accordingto.read.times.roles import NEXT, PREVIOUS, THIS, Roles
from accordingto.read.times.values import Point, add, add_days

DATE, TIME, DURATION, SET = "DATE", "TIME", "DURATION", "SET"
# How many "several", "a few" and "recent" are taken to span in a range; the value keeps its X. Readers of the
# development reports dated "recent days" seven days back and "recent weeks" a month.
VAGUE_COUNT = 3
RECENT_COUNT = {"D": 7, "W": 4}
_LONG_UNITS = {"DE": ("Y", 10), "C": ("CE", 1), "WE": ("WE", 1)}
_HALVES = {"Y": (6, "M"), "TH": (30, "M"), "TM": (30, "S")}
_SPAN_PRECISION = {"D": DatePrecision.DAYS, "W": DatePrecision.WEEK, "M": DatePrecision.MONTH}
# TIMEX2's notation of a period that recurs, which histories are annotated in; news have TIMEX3's "P1D".
_OPEN_DATES = {"P1D": "XXXX-XX-XX", "P1W": "XXXX-WXX", "P1M": "XXXX-XX", "P1Y": "XXXX"}


@dataclass(frozen=True, slots=True)
class Meaning:
    """What an expression was resolved to; `point` is set where it is a stretch of the calendar."""

    type: str
    value: str | None
    point: Point | None = None
    range: TimeRange | None = None
    anchor: str | None = None


def dated(point: Point, roles: Roles, anchor: str | None) -> Meaning:
    """A stretch of the calendar, with the part of it that the roles name ("early")."""
    placed = replace(point, part=roles.part)
    return Meaning(TIME if point.clock else DATE, placed.value, placed, placed.range, anchor)


def timed(meaning: Meaning | None) -> Meaning | None:
    """The same as a time of day."""
    return replace(meaning, type=TIME) if meaning is not None else None


def duration_value(unit: str, count: float | None) -> str:
    """ "P4Y", "PT72H", "P2Y6M"; "PXD" where the number is left open."""
    clock = "T" if unit.startswith("T") else ""
    code, factor = _LONG_UNITS.get(unit, (unit.removeprefix("T"), 1))
    if count is None:
        if unit == "DE":
            code = "DE"
        return f"P{clock}X{code}"
    if count % 1 == 0.5 and unit in _HALVES:
        extra, small = _HALVES[unit]
        whole = f"{int(count)}{code}" if count >= 1 else ""
        return f"P{clock}{whole}{extra}{small}"
    return f"P{clock}{_plain(count * factor)}{code}"


def _plain(number: float) -> str:
    return str(int(number)) if number == int(number) else f"{number:g}"


def duration(roles: Roles, base: date | None, base_name: str) -> Meaning:
    """A DURATION; one that leads up to or on from the day `base` ("the past four years") has a range."""
    count = None if roles.vague and roles.count is None else roles.count
    if count is None and not roles.vague and not roles.plural:
        count = 1
    value = duration_value(roles.unit, count)
    if base is None or roles.direction not in (PREVIOUS, NEXT):
        return Meaning(DURATION, value)
    return Meaning(DURATION, value, range=span_range(roles, count, base), anchor=base_name)


def span_range(roles: Roles, count: float | None, base: date) -> TimeRange:
    """The days from `count` units ago to `base`, or from `base` to `count` units on."""
    number = VAGUE_COUNT if count is None else max(1, round(count))
    precision = _SPAN_PRECISION.get(roles.unit, DatePrecision.YEAR)
    if roles.unit.startswith("T"):
        days = -(-number // 24) if roles.unit == "TH" else 1
        number, unit, precision = days, "D", DatePrecision.DAYS
    else:
        unit = "D" if roles.unit == "WE" else roles.unit
        unit = "CE" if unit == "C" else unit
    if roles.direction == NEXT:
        return TimeRange(start=base, end=add(base, number, unit), precision=precision)
    start = add(base, -number, unit)
    return TimeRange(start=min(start, base), end=base, precision=precision)


def recurrence(roles: Roles, sets: str | None, *, retells: bool = False) -> Meaning:
    """A SET: a calendar value with the open parts X ("every Monday"), or the period ("every month", "a year").

    `sets` is the value of a word that is one by itself ("daily").
    """
    if sets:
        return Meaning(SET, _OPEN_DATES.get(sets, sets) if retells else sets)
    if roles.weekday:
        return Meaning(SET, f"XXXX-WXX-{roles.weekday}{roles.clock}")
    if roles.month:
        return Meaning(SET, f"XXXX-{roles.month:02d}")
    if roles.season:
        return Meaning(SET, f"XXXX-{('SP', 'SU', 'FA', 'WI')[roles.season - 1]}")
    if roles.clock:
        return Meaning(SET, f"XXXX-XX-XX{roles.clock}")
    return Meaning(SET, duration_value(roles.unit, roles.count or roles.ordinal or 1))


def recent(roles: Roles, base: date | None, base_name: str) -> Meaning:
    """ "recent weeks": an open number of units up to the publication day."""
    value = duration_value(roles.unit, None)
    if base is None:
        return Meaning(DURATION, value)
    roles.direction = PREVIOUS
    covered = span_range(roles, RECENT_COUNT.get(roles.unit), base)
    return Meaning(DURATION, value, range=covered, anchor=base_name)


def overnight(base: Point, base_name: str) -> Meaning:
    """The night before the day `base`: both days are covered, since the text does not say which side of midnight."""
    day = base.first_day
    if day is None:
        return Meaning(TIME, "XXXX-XX-XXTNI")
    night = add_days(day, -1)
    covered = TimeRange(start=night, end=day, precision=DatePrecision.DAYS)
    return Meaning(TIME, Point.of_day(night, "TNI").value, range=covered, anchor=base_name)


__all__ = [
    "DATE",
    "DURATION",
    "SET",
    "THIS",
    "TIME",
    "Meaning",
    "duration",
    "overnight",
    "recent",
    "recurrence",
    "span_range",
]

"""Times told by their distance from another: "three days ago", "two weeks later", "hours earlier"."""

from __future__ import annotations

from dataclasses import replace

from accordingto.model import TimeRange
from accordingto.read.times.anchors import as_grain
from accordingto.read.times.meanings import DATE, DURATION, TIME, Meaning, duration_value
from accordingto.read.times.roles import Roles
from accordingto.read.times.values import Grain, Point, add_days
from accordingto.read.times.vocabulary import UNIT_GRAINS

VAGUE_PAST, VAGUE_FUTURE = "PAST_REF", "FUTURE_REF"


def distant(roles: Roles, base: Point | None, sign: int, anchor: str) -> Meaning | None:
    """What lies so many units before (`sign` -1) or after `base`, of the grain of its unit."""
    count = roles.count if roles.count is not None else (None if roles.vague or roles.plural else 1)
    if count is None:
        return Meaning(DATE, VAGUE_PAST if sign < 0 else VAGUE_FUTURE)
    if roles.unit.startswith("T"):
        return _hours_away(base, anchor)
    if roles.unit == "DE":  # "a decade ago" is a year, not a decade
        roles.unit, count = "Y", count * 10
    grain = UNIT_GRAINS[roles.unit]
    here = as_grain(base, grain) if base is not None else None
    if here is None:
        return Meaning(DURATION, duration_value(roles.unit, count))
    moved = here.shifted(sign * round(count))
    return Meaning(DATE, moved.value, moved, _around(moved, roles.unit, base, sign * round(count)), anchor)


def _around(moved: Point, unit: str, base: Point | None, weeks: int) -> TimeRange | None:
    """The days of a distance: "a week ago" is the day seven days back, give or take what its precision says."""
    day = base.first_day if base is not None and base.grain is Grain.DAY else None
    if unit != "W" or day is None or moved.range is None:
        return moved.range
    return replace(moved.range, start=add_days(day, 7 * weeks), end=add_days(day, 7 * weeks))


def _hours_away(base: Point | None, anchor: str) -> Meaning | None:
    """ "hours earlier", "two hours ago": on the day itself, as far as the text tells."""
    if base is None or base.grain is not Grain.DAY:
        return None
    return Meaning(TIME, replace(base, clock="TXX").value, None, replace(base, clock="").range, anchor)

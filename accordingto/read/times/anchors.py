"""Where in time the text stands: the day it was published and the last time it spoke of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accordingto.read.times.tense import Tense
from accordingto.read.times.values import Grain, Point, add_days, add_months, valid_day

MAX_STEP_YEARS = 5  # best of 2, 5, 15 and no limit on WikiWars (value F1 87.7, 87.8, 87.5, 87.4)
TEXT, PUBLICATION, NARRATIVE = "text", "publication", "narrative"

FAR_BACK_DAYS = 90  # before publication: what is told beside such a day lies as far back
SAME_STORY_DAYS = 31


@dataclass(slots=True)
class Anchors:
    """The two anchors, moved on by each expression resolved.

    `publication` is the day deictic words count from, None if unknown. `retells` says that the text retells a past
    that has its own calendar (a history, not news): bare months and days then belong to the year last spoken of.
    `point` is the last dated expression, `day` the last day, `quarter` the last quarter.
    """

    publication: date | None
    retells: bool = False
    point: Point | None = None
    quarter: Point | None = None
    day: Point | None = None

    def move_to(self, point: Point) -> None:
        """Take note of a resolved expression."""
        if point.grain is Grain.QUARTER and not self._lies_ahead(point):
            self.quarter = point
        if point.grain is Grain.DAY:
            self.day = point
        if point.grain <= Grain.YEAR and not self._is_aside(point):
            self.point = point

    def _is_aside(self, point: Point) -> bool:
        """Whether a bare year lies too far from the story to carry it on: "founded in 1890", "as shown in 2005"."""
        if not self.retells or self.point is None or point.grain is not Grain.YEAR:
            return False
        return abs(point.year - self.point.year) > MAX_STEP_YEARS

    def _lies_ahead(self, point: Point) -> bool:
        first = point.first_day
        return first is not None and self.publication is not None and first > self.publication

    def beside_last_day(self, month: int, day: int) -> Point | None:
        """The day in the year of one just named that lies far back: "on December 29, 2016, … on December 30"."""
        named = self.day.first_day if self.day is not None else None
        if named is None or self.publication is None or (self.publication - named).days < FAR_BACK_DAYS:
            return None
        if not valid_day(named.year, month, day) or abs((date(named.year, month, day) - named).days) > SAME_STORY_DAYS:
            return None
        return Point(Grain.DAY, named.year, month, day)

    @property
    def here(self) -> Point | None:
        """The point that narrative words ("the next day") count from: the last one, else the publication day."""
        if self.point is not None:
            return self.point
        return Point.of_day(self.publication) if self.publication else None

    @property
    def base(self) -> Point | None:
        """The point that deictic words ("last year") count from."""
        if self.retells or self.publication is None:
            return self.here
        return Point.of_day(self.publication)

    @property
    def base_name(self) -> str:
        return NARRATIVE if self.retells or self.publication is None else PUBLICATION


def as_grain(point: Point, grain: Grain) -> Point | None:
    """The point of that grain that holds `point`; None if `point` is too coarse to tell ("1943" has no one month)."""
    if point.grain is grain:
        return Point(point.grain, point.year, point.number, point.day)
    if grain in (Grain.YEAR, Grain.DECADE, Grain.CENTURY) and point.grain <= grain:
        size = {Grain.YEAR: 1, Grain.DECADE: 10, Grain.CENTURY: 100}[grain]
        sign = 1 if point.year > 0 else -1
        return Point(grain, sign * (abs(point.year) // size * size))
    if point.grain > grain:
        return None
    if point.grain is Grain.DAY and grain is Grain.MONTH:
        return Point(Grain.MONTH, point.year, point.number)
    first = point.first_day
    return Point.containing(first, grain) if first else None


def nearest_day(month: int, day: int, base: date, tense: Tense) -> Point | None:
    """The yearly day that a bare "Nov. 27" means on the day `base`."""
    years = [y for y in (base.year - 1, base.year, base.year + 1) if valid_day(y, month, day)]
    if not years:
        return None
    days = [date(y, month, day) for y in years]
    nearest = min(days, key=lambda d: abs((d - base).days))
    return Point.of_day(nearest if abs((nearest - base).days) <= CLOSE_DAYS else pick_day(days, base, tense))


def pick_day(days: list[date], base: date, tense: Tense) -> date:
    """The last of `days` up to `base`, or the first from there on, as the tense says, else the nearest."""
    nearest = min(days, key=lambda d: abs((d - base).days))
    if tense is Tense.PAST:
        return max((d for d in days if d <= base), default=nearest)
    return min((d for d in days if d >= base), default=nearest)


CLOSE_DAYS = 60  # so near, a yearless day needs no verb: the other candidates lie ten months off


def nearest_month(month: int, base: date, tense: Tense) -> Point:
    """The month that a bare "November" means on the day `base`: this, the last, or the next if the tense says so."""
    ahead = (month - base.month) % 12
    behind = (base.month - month) % 12
    forward = tense is Tense.FUTURE or (tense is Tense.UNKNOWN and ahead < behind and ahead <= MAX_AHEAD)
    target = add_months(date(base.year, base.month, 1), ahead if forward else -behind)
    return Point(Grain.MONTH, target.year, target.month)


MAX_AHEAD = 4  # months: without a verb, "in January" written in October looks ahead, "in April" back


def nearest_weekday(weekday: int, base: date, tense: Tense) -> Point:
    """The weekday a bare "Friday" means on the day `base`: today or before, or the next if the tense says so."""
    ahead = (weekday - base.isoweekday()) % 7
    behind = (base.isoweekday() - weekday) % 7
    return Point.of_day(add_days(base, ahead if tense is Tense.FUTURE else -behind))

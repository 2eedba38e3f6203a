"""From the roles of an expression to its meaning, against the two anchors."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from accordingto.read.times.anchors import (
    NARRATIVE,
    PUBLICATION,
    TEXT,
    Anchors,
    as_grain,
    nearest_day,
    nearest_month,
    nearest_weekday,
)
from accordingto.read.times.calendar import feast_in, nearest_feast, nearest_season, numeric_date, stepped_month
from accordingto.read.times.distances import distant
from accordingto.read.times.meanings import (
    DATE,
    DURATION,
    TIME,
    Meaning,
    dated,
    duration,
    duration_value,
    overnight,
    recent,
    recurrence,
    timed,
)
from accordingto.read.times.roles import NEXT, PREVIOUS, SAME, THAT, THIS, Roles
from accordingto.read.times.tense import Tense
from accordingto.read.times.values import LATE, MID, Grain, Point, add_days, valid_day
from accordingto.read.times.vocabulary import UNIT_GRAINS, Vocabulary

# Words of direction that count from the last time spoken of, never from the publication day.
_NARRATIVE_WORDS = frozenset("previous preceding following subsequent ensuing succeeding".split())
YEAR_TURN = 9  # months back at which a story has gone on into the new year: "In December 1941 … In January"


class Resolver:
    """Resolves expressions one after another, since each may be the anchor of the next."""

    def __init__(self, anchors: Anchors, vocabulary: Vocabulary) -> None:
        self.anchors = anchors
        self._sets = vocabulary.sets
        self._rules: dict[str, Callable[[Roles, Tense], Meaning | None]] = {
            "date": self._date,
            "days": self._date,
            "clock": self._time,
            "part": self._time,
            "month": self._month,
            "weekday": self._weekday,
            "deictic": self._deictic,
            "unit": self._unit,
            "the_unit": self._the_unit,
            "quarter": self._quarter,
            "year_ago": self._year_ago,
            "period": self._period,
            "season": self._season,
            "decade": self._decade,
            "century": self._century,
            "year": self._year,
            "year_end": self._year_end,
            "ago": self._ago,
            "shift": self._shift,
            "span": self._span,
            "last_of": self._bare_one,
            "bare": self._bare,
            "recent": self._recent,
            "set": self._set,
            "overnight": self._overnight,
        }

    def resolve(self, name: str, roles: Roles, tense: Tense) -> Meaning | None:
        """The meaning of an expression of that shape, or None if it turns out to be none; moves the anchors on."""
        meaning = self._rules[name](roles, tense)
        if meaning is not None and meaning.point is not None:
            self.anchors.move_to(meaning.point)
        return meaning

    # Dates of the calendar

    def _date(self, roles: Roles, tense: Tense) -> Meaning | None:
        point, anchor = self._day(roles, tense)
        if point is not None:
            return dated(replace(point, clock=roles.clock if point.grain is Grain.DAY else ""), roles, anchor)
        if roles.month and roles.day and valid_day(2000, roles.month, roles.day):
            return Meaning(DATE, f"XXXX-{roles.month:02d}-{roles.day:02d}{roles.clock}")
        return None

    def day(self, roles: Roles) -> tuple[Point | None, str | None]:
        """The point a full date names, without moving the anchors."""
        return self._day(roles, Tense.UNKNOWN)

    def _day(self, roles: Roles, tense: Tense) -> tuple[Point | None, str | None]:
        """The point a date names, and what anchored it."""
        if roles.iso:
            point = numeric_date(roles.iso, near=self.anchors.publication)
            if point is not None and point.clock:
                roles.clock = point.clock
            return point, TEXT
        year, anchor = self._named_year(roles)
        if roles.holiday:
            return self._feast(roles, year, tense), anchor or self.anchors.base_name
        if not roles.month or not roles.day:
            return None, None
        if year is None:
            return self._yearless(roles.month, roles.day, tense), self.anchors.base_name
        if not valid_day(year, roles.month, roles.day):
            return None, None
        return Point(Grain.DAY, year, roles.month, roles.day), anchor

    def _named_year(self, roles: Roles) -> tuple[int | None, str | None]:
        """The year an expression names by number or by pointing ("of last year"), and what anchored it."""
        if roles.year is not None:
            return roles.year, TEXT
        if not roles.year_direction:
            return None, None
        narrative = roles.year_direction in (SAME, THAT) or bool(_NARRATIVE_WORDS.intersection(roles.words))
        base = self.anchors.here if narrative else self.anchors.base
        if base is None:
            return None, None
        step = {PREVIOUS: -1, NEXT: 1}.get(roles.year_direction, 0)
        return base.year + step, NARRATIVE if narrative else self.anchors.base_name

    def _yearless(self, month: int, day: int, tense: Tense) -> Point | None:
        anchors = self.anchors
        if not anchors.retells and anchors.publication is not None:
            return anchors.beside_last_day(month, day) or nearest_day(month, day, anchors.publication, tense)
        if anchors.point is None or not valid_day(self._told_year(month), month, day):
            return None
        return Point(Grain.DAY, self._told_year(month), month, day)

    def _told_year(self, month: int) -> int:
        """The year a bare month belongs to in a text that retells: the last one spoken of, or the next at its turn."""
        here = self.anchors.here
        if here is None:
            return 0
        turned = here.grain in (Grain.DAY, Grain.MONTH) and here.number - month >= YEAR_TURN
        return here.year + 1 if turned and here.year != -1 else here.year

    def _feast(self, roles: Roles, year: int | None, tense: Tense) -> Point | None:
        """The feast of a named year, or the one that the tense points to."""
        base = self.anchors.base
        if year is None and base is not None and (self.anchors.retells or base.first_day is None):
            year = base.year
        if year is not None:
            return feast_in(roles.holiday, year)
        return nearest_feast(roles.holiday, base.first_day, tense) if base is not None and base.first_day else None

    def _month(self, roles: Roles, tense: Tense) -> Meaning | None:
        year, anchor = self._named_year(roles)
        if year is None:
            month = self._bare_month(roles, tense)
            if month is None:
                return Meaning(DATE, f"XXXX-{roles.month:02d}")
            return dated(month, roles, self.anchors.base_name)
        return dated(Point(Grain.MONTH, year, roles.month), roles, anchor)

    def _bare_month(self, roles: Roles, tense: Tense) -> Point | None:
        anchors, month = self.anchors, roles.month
        narrative = bool(_NARRATIVE_WORDS.intersection(roles.words))
        here = anchors.here if narrative else anchors.base
        if here is None:
            return None
        if roles.direction in (PREVIOUS, NEXT):
            return stepped_month(here, month, roles.direction)
        if anchors.retells or anchors.publication is None or roles.direction in (SAME, THAT):
            return Point(Grain.MONTH, self._told_year(month), month)
        if roles.direction == THIS:
            return Point(Grain.MONTH, here.year, month)
        return nearest_month(month, anchors.publication, tense)

    def _weekday(self, roles: Roles, tense: Tense) -> Meaning | None:
        if roles.plural and not roles.direction and not roles.part:
            return recurrence(roles, None)
        point = self._weekday_point(roles, tense)
        if point is None:
            return Meaning(DATE, f"XXXX-WXX-{roles.weekday}{roles.clock}")
        narrative = self.anchors.retells or bool(_NARRATIVE_WORDS.intersection(roles.words))
        return dated(replace(point, clock=roles.clock), roles, NARRATIVE if narrative else PUBLICATION)

    def _weekday_point(self, roles: Roles, tense: Tense) -> Point | None:
        narrative = bool(_NARRATIVE_WORDS.intersection(roles.words)) or roles.direction in (SAME, THAT)
        base = self.anchors.here if narrative else self.anchors.base
        day = base.first_day if base is not None and base.grain is Grain.DAY else None
        if day is None:
            return None
        if roles.direction == PREVIOUS:
            return nearest_weekday(roles.weekday, add_days(day, -1), Tense.PAST)
        if roles.direction == NEXT:
            return nearest_weekday(roles.weekday, add_days(day, 1), Tense.FUTURE)
        if roles.direction == THIS and tense is not Tense.PAST:
            return nearest_weekday(roles.weekday, day, Tense.FUTURE)
        return nearest_weekday(roles.weekday, day, tense)

    def _deictic(self, roles: Roles, _: Tense) -> Meaning | None:
        if self.anchors.retells or self.anchors.publication is None:
            return Meaning(DATE, "PRESENT_REF") if roles.deictic == 0 and not roles.clock else None
        day = add_days(self.anchors.publication, roles.deictic or 0)
        return dated(Point.of_day(day, roles.clock), roles, PUBLICATION)

    # Stretches named by their length

    def _unit(self, roles: Roles, tense: Tense) -> Meaning | None:
        """ "last week", "the following year", "that same day", "the end of the year"."""
        grain = UNIT_GRAINS.get(roles.unit)
        if grain is None or (roles.plural and roles.unit != "WE"):
            return self._open_span(roles)
        if roles.explicit_past and not roles.part:
            return duration(roles, self._publication_day(), PUBLICATION)
        narrative = self._counts_from_narrative(roles)
        base = self.anchors.here if narrative else self.anchors.base
        if grain is Grain.DAY and base is not None and base.grain is not Grain.DAY:
            base = self.anchors.day
        here = as_grain(base, grain) if base is not None else None
        if here is None:
            return None
        step = {PREVIOUS: -1, NEXT: 1}.get(roles.direction, 0)
        meaning = dated(here.shifted(step), roles, NARRATIVE if narrative else self.anchors.base_name)
        return self._so_far(meaning, roles, tense) if step == 0 and not narrative else meaning

    def _so_far(self, meaning: Meaning, roles: Roles, tense: Tense) -> Meaning:
        """ "this week", "earlier this year": the told part ends today, the announced part begins."""
        today, whole = self._publication_day(), meaning.range
        if today is None or whole is None or whole.start is None or whole.end is None:
            return meaning
        if meaning.point is not None and roles.words[0] in ("earlier", "later"):
            whole = replace(meaning.point, part="").range or whole
        if whole.start is None or whole.end is None or not whole.start <= today <= whole.end or roles.part in (MID,):
            return meaning
        ahead = roles.words[0] == "later" or (tense is Tense.FUTURE and roles.words[0] != "earlier")
        return replace(meaning, range=replace(whole, start=today) if ahead else replace(whole, end=today))

    def _counts_from_narrative(self, roles: Roles) -> bool:
        if roles.direction in (SAME, THAT) or _NARRATIVE_WORDS.intersection(roles.words):
            return True
        return roles.definite and roles.direction == NEXT and roles.unit in ("D", "M", "Y")

    def _open_span(self, roles: Roles) -> Meaning | None:
        """ "the coming weeks", "those years"."""
        if not roles.plural:
            return None
        return duration(roles, self._publication_day(), PUBLICATION)

    def _publication_day(self) -> date | None:
        return None if self.anchors.retells else self.anchors.publication

    def _the_unit(self, roles: Roles, tense: Tense) -> Meaning | None:
        """ "the year", "the quarter", "the weekend": the one spoken of, if it is a stretch of the calendar at all."""
        if roles.unit == "Q" and self.anchors.quarter is not None:
            return dated(self.anchors.quarter, roles, NARRATIVE)
        if roles.unit == "WE":
            return self._weekend(tense)
        if roles.unit == "Y":
            roles.direction = THIS
            return self._unit(roles, tense)
        return None

    def _weekend(self, tense: Tense) -> Meaning | None:
        base = self.anchors.base
        here = as_grain(base, Grain.WEEKEND) if base is not None else None
        if here is None or base is None or base.first_day is None:
            return None
        before = base.first_day.isoweekday() < 6 and tense is not Tense.FUTURE
        return dated(here.shifted(-1 if before else 0), Roles(), self.anchors.base_name)

    def _quarter(self, roles: Roles, tense: Tense) -> Meaning | None:
        grain, most = (Grain.HALF, 2) if roles.half else (Grain.QUARTER, 4)
        if not 1 <= roles.ordinal <= most:
            return None
        year, anchor = self._named_year(roles)
        if year is None:
            base = self.anchors.base
            if base is None:
                return None
            here = as_grain(base, grain)
            year, anchor = base.year, self.anchors.base_name
            if here is not None and tense is not Tense.FUTURE and roles.ordinal > here.number + 1:
                year -= 1
        return dated(Point(grain, year, roles.ordinal), roles, anchor)

    def _year_ago(self, roles: Roles, _: Tense) -> Meaning | None:
        """ "the year-ago quarter", "year-earlier": the quarter spoken of, a year back."""
        base = self.anchors.quarter or self.anchors.base
        if base is None:
            return None
        if base.grain is Grain.QUARTER:
            return Meaning(DATE, base.shifted(-4).value, range=base.shifted(-4).range, anchor=NARRATIVE)
        year = as_grain(base, Grain.YEAR)
        return dated(year.shifted(-1), roles, self.anchors.base_name) if year else None

    def _period(self, roles: Roles, _: Tense) -> Meaning | None:
        """ "the latest period", "the 1988 quarter": the quarter spoken of, in its year."""
        quarter = self.anchors.quarter
        if quarter is None:
            return dated(Point(Grain.YEAR, roles.year), roles, TEXT) if roles.year else None
        return dated(replace(quarter, year=roles.year or quarter.year), roles, NARRATIVE)

    def _season(self, roles: Roles, tense: Tense) -> Meaning | None:
        year, anchor = self._named_year(roles)
        if year is not None:
            return dated(Point(Grain.SEASON, year, roles.season), roles, anchor)
        base = self.anchors.base
        if base is None:
            return Meaning(DATE, f"XXXX-{('SP', 'SU', 'FA', 'WI')[roles.season - 1]}")
        point = Point(Grain.SEASON, base.year, roles.season)
        here = as_grain(base, Grain.SEASON)
        if here is not None and (roles.direction or not self.anchors.retells):
            point = nearest_season(point, here, roles.direction, tense)
        return dated(point, roles, self.anchors.base_name)

    def _decade(self, roles: Roles, _: Tense) -> Meaning | None:
        if roles.decade is None or roles.decade == 0:
            return None
        if roles.decade % 100 == 0 and roles.decade > 0 and roles.part == "" and roles.words[-1] != "s":
            return None
        return dated(Point(Grain.DECADE, roles.decade), roles, TEXT)

    def _century(self, roles: Roles, _: Tense) -> Meaning | None:
        number = abs(roles.ordinal) - 1
        if not 1 <= number <= 29:
            return None
        return dated(Point(Grain.CENTURY, number * 100 if roles.ordinal > 0 else -number * 100), roles, TEXT)

    def _year(self, roles: Roles, _: Tense) -> Meaning | None:
        if not roles.year:
            return None
        return dated(Point(Grain.YEAR, roles.year), roles, TEXT)

    def _year_end(self, roles: Roles, tense: Tense) -> Meaning | None:
        roles.part, roles.direction = roles.part or LATE, THIS
        return self._unit(roles, tense)

    # Distances

    def _ago(self, roles: Roles, _: Tense) -> Meaning | None:
        """ "three days ago", "a year ago": so many units before the publication day."""
        if roles.unit == "Y" and roles.count in (None, 1) and not roles.vague and self.anchors.quarter is not None:
            return self._year_ago(roles, Tense.PAST)
        return distant(roles, self.anchors.base, -1, self.anchors.base_name)

    def _shift(self, roles: Roles, _: Tense) -> Meaning | None:
        """ "two days later", "a year earlier": so many units from the time last spoken of."""
        one = roles.count in (None, 1) and not roles.vague and not roles.plural
        if not roles.forward and roles.unit == "Y" and one and self.anchors.quarter is not None:
            return self._year_ago(roles, Tense.PAST)
        return distant(roles, self.anchors.here, 1 if roles.forward else -1, NARRATIVE)

    def _span(self, roles: Roles, _: Tense) -> Meaning | None:
        base = self._publication_day() if roles.direction else None
        return duration(roles, base, PUBLICATION)

    def _bare(self, roles: Roles, _: Tense) -> Meaning | None:
        return duration(roles, None, "") if roles.plural and roles.unit != "Q" else None

    def _bare_one(self, roles: Roles, _: Tense) -> Meaning | None:
        """ "the last week of August": its length; the month stands beside it."""
        return Meaning(DURATION, duration_value(roles.unit, 1))

    def _recent(self, roles: Roles, _: Tense) -> Meaning | None:
        return recent(roles, self._publication_day(), PUBLICATION)

    def _set(self, roles: Roles, _: Tense) -> Meaning | None:
        return recurrence(roles, self._sets.get(roles.words[0]), retells=self.anchors.retells)

    # Times of day

    def _time(self, roles: Roles, tense: Tense) -> Meaning | None:
        """A time of day on the day named with it, or on the day the text is at."""
        if not roles.clock:
            return None
        if roles.weekday and roles.plural and not roles.direction:
            return recurrence(roles, None)
        if roles.month or roles.iso or roles.holiday:
            return timed(self._date(roles, tense))
        if roles.weekday:
            return timed(self._weekday(roles, tense))
        if roles.deictic is not None:
            return timed(self._deictic(roles, tense))
        return self._time_of(roles)

    def _time_of(self, roles: Roles) -> Meaning | None:
        anchors = self.anchors
        narrative = roles.direction not in (THIS, PREVIOUS) or anchors.retells or roles.definite
        base = anchors.here if narrative else anchors.base
        day = base.first_day if base is not None and base.grain is Grain.DAY else None
        if base is None or base.grain is not Grain.DAY:
            return Meaning(TIME, f"XXXX-XX-XX{roles.clock}")
        step = {PREVIOUS: -1, NEXT: 1}.get(roles.direction, 0)
        point = replace(Point.of_day(add_days(day, step)) if day else base, clock=roles.clock)
        return Meaning(TIME, point.value, point, point.range, NARRATIVE if narrative else anchors.base_name)

    def _overnight(self, _: Roles, __: Tense) -> Meaning | None:
        base = self.anchors.base
        return overnight(base, self.anchors.base_name) if base is not None and base.grain is Grain.DAY else None

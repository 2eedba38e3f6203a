"""What keeps two triggers of one report from telling of one event."""

from __future__ import annotations

from datetime import date

import pytest

from accordingto.model import DatePrecision, Place, TimeRange, WherePrecision
from accordingto.read.circumstances import Circumstances, exclude
from tests.factory import make_day, make_event_place, make_place

MOREK = make_place("Morek", 35.38, 36.69)
SOURAN = make_place("Souran", 35.29, 36.74)
RAQQA = make_place("Raqqa", 35.95, 39.01)
SATURDAY, SUNDAY = make_day(date(2024, 11, 30)), make_day(date(2024, 12, 1))
NIGHT = TimeRange(start=date(2024, 11, 30), end=date(2024, 12, 1), precision=DatePrecision.DAYS)


def at(place: Place, where_prec: WherePrecision = WherePrecision.EXACT, day: TimeRange | None = None) -> Circumstances:
    return Circumstances(day, (make_event_place(place, where_prec=where_prec),))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        # "jets hit Morek on Saturday … on Sunday they came back"
        (at(MOREK, day=SATURDAY), at(MOREK, day=SUNDAY), True),
        # "in the night to Sunday" is Saturday and Sunday
        (at(MOREK, day=NIGHT), at(MOREK, day=SUNDAY), False),
        # "in Morek … and in Raqqa, 200 km away"
        (at(MOREK), at(RAQQA), True),
        # the next village may be where one column was stopped
        (at(MOREK), at(SOURAN), False),
        # nothing said of when or where: likeness decides
        (Circumstances(None, ()), at(RAQQA, day=SUNDAY), False),
        (Circumstances(SATURDAY, ()), Circumstances(None, ()), False),
    ],
)
def test_other_days_and_far_places_are_other_events(
    one: Circumstances, other: Circumstances, *, expected: bool
) -> None:
    assert exclude(one, other) is expected
    assert exclude(other, one) is expected

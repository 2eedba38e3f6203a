"""Who holds a place over time: the last change told of, contested where accounts differ, one name for one holder."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accordingto.model import ControlChange, Event, EventType, Place
from accordingto.publish.control import Held, HeldPlace, control_over_time, lettered_holders
from tests.factory import make_day, make_place
from tests.publish.test_phrases import event

ALEPPO, HAMA = make_place("Aleppo", 36.2, 37.16), make_place("Hama", 35.13, 36.75)


def capture(place: Place, day: int, to: str | None, *, contested: bool = False) -> Event:
    change = ControlChange(to=to, contested=contested)
    told = event(EventType.COERCE, "seize", places=[place], control=change)
    return replace(told, id=f"{place.name} {day} {to}", time=make_day(date(2024, 12, day)))


def test_a_place_is_held_from_the_day_of_its_change() -> None:
    held = control_over_time([capture(ALEPPO, 1, "the rebels"), capture(ALEPPO, 7, "the army")])
    aleppo = held[ALEPPO.gazetteer_id]
    assert [(change.since.day, change.holder) for change in aleppo.changes] == [(1, "The rebels"), (7, "The army")]
    before, between, after = (aleppo.on(date(2024, 11, 30)), aleppo.on(date(2024, 12, 5)), aleppo.on(date(2025, 1, 1)))
    assert before is None
    assert between is not None and between.holder == "The rebels"
    assert after is not None and after.holder == "The army"


def test_two_sides_on_one_day_leave_it_contested() -> None:
    held = control_over_time([capture(HAMA, 5, "rebels"), capture(HAMA, 5, "the army")])
    (change,) = held[HAMA.gazetteer_id].changes
    assert change.contested


def test_one_holder_has_one_name_however_it_is_written() -> None:
    events = [capture(ALEPPO, 1, "The Rebels"), capture(HAMA, 5, "rebels"), capture(HAMA, 6, "rebels")]
    assert lettered_holders(control_over_time(events).values()) == {"Rebels": "R"}


def test_a_holder_nobody_names_stays_without_one() -> None:
    (change,) = control_over_time([capture(HAMA, 5, None)])[HAMA.gazetteer_id].changes
    assert change.holder == ""


def test_an_event_that_changes_nothing_gives_no_control() -> None:
    assert not control_over_time([replace(event(EventType.ASSAULT, places=[HAMA]), time=make_day(date(2024, 12, 5)))])


def held_by(*names: str) -> list[HeldPlace]:
    """Places held by these, each by one who holds fewer than the one before."""
    return [
        HeldPlace(place=HAMA, changes=(Held(since=date(2024, 12, 1), holder=name, contested=False, event_ids=("e",)),))
        for number, name in enumerate(names)
        for _ in range(len(names) - number)
    ]


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (["Rebels", "Army"], "RA"),
        # both begin alike: the second takes its next letter
        (["Rebels", "Russia"], "RU"),
        # no Latin letter of its own: a spare one
        (["Rebels", "\u0642\u0633\u062f"], "RA"),
        ([], ""),
    ],
)
def test_letters(names: list[str], expected: str) -> None:
    found = lettered_holders(held_by(*names))
    assert list(found) == names
    assert "".join(found.values()) == expected


def test_more_holders_than_letters_do_not_fail() -> None:
    assert len(lettered_holders(held_by(*(f"Force {i}" for i in range(40))))) == 40

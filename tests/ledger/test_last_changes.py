"""Who holds each place, found without deriving the changes before the last."""

from __future__ import annotations

import random
from collections.abc import Sequence
from datetime import date, timedelta

import pytest

from accordingto.ledger import Ledger, View, last_changes
from accordingto.ledger.declared import NOTHING
from accordingto.ledger.derive import control_of
from accordingto.ledger.material import derivation_within
from accordingto.ledger.rows import encode
from accordingto.ledger.schema import event_mentions
from accordingto.ledger.scope import labels_of_changes
from accordingto.ledger.snapshot import Snapshot
from accordingto.model import ControlChange, Event, EventMention, Place, Status, TimeRange, Verdict
from tests.factory import DAY_ONE, make_article, make_correction, make_day, make_edge, make_mention, make_place
from tests.ledgers import add_read

TOWNS = [make_place(name, 35 + n, 36, admin1="Hama") for n, name in enumerate(("Hama", "Souran", "Morek"))]
SIDES = ("rebels", "the army", None)
FIRST = date(2024, 11, 1)
DAYS = 30


def telling(ledger: Ledger, chance: random.Random, number: int) -> EventMention:
    """A report of a change of control or of a battle, dated to a day, to several or not at all, at one town or two."""
    published = DAY_ONE + timedelta(hours=number)
    report = make_article(
        f"The town was taken, said report {number}.", publisher=f"Outlet {number}", published=published
    )
    start = FIRST + timedelta(days=chance.randrange(DAYS))
    times: Sequence[TimeRange | None] = (
        make_day(start),
        make_day(start),
        make_day(start, end=start + timedelta(days=9)),
        TimeRange(start=start, end=None, precision=make_day(start).precision),
        None,
    )
    mention = make_mention(
        report,
        "taken",
        places=chance.sample(TOWNS, chance.choice((1, 1, 2))),
        time=chance.choice(times),
        status=chance.choice((Status.HAPPENED, Status.HAPPENED, Status.PLANNED)),
        control=chance.choice((None, *(ControlChange(to=side) for side in SIDES))),
    )
    add_read(ledger, report, events=[mention])
    return mention


def fill(ledger: Ledger, seed: int) -> None:
    """Forty tellings, some of one event; people found one wrong, another of a later day, a third of a change."""
    chance = random.Random(seed)
    told = [telling(ledger, chance, number) for number in range(40)]
    pairs = [sorted(chance.sample([mention.id for mention in told], 2)) for _ in range(12)]
    ledger.add_edges(make_edge(one, two, score=chance.choice((0.4, 0.9))) for one, two in pairs)
    wrong, moved, added = (mention.id for mention in chance.sample(told, 3))
    later = make_day(FIRST + timedelta(days=DAYS))
    ledger.correct(make_correction(wrong, Verdict.WRONG))
    ledger.correct(make_correction(moved, Verdict.CORRECTED, field="time", value=encode(later)))
    ledger.correct(
        make_correction(added, Verdict.CORRECTED, field="control", value=encode(ControlChange(to="militia")))
    )


@pytest.mark.parametrize("seed", range(3))
def test_control_is_what_all_events_say(ledger: Ledger, seed: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_changes, "DERIVED", 8)
    fill(ledger, seed)
    with View(ledger) as view:
        days = [FIRST + timedelta(days=n) for n in range(-1, DAYS + 10, 6)]
        expected = [control_of(view.events(), day) for day in days]
        assert [view.control(day) for day in days] == expected
        assert len({len(held) for held in expected}) > 1, "nothing was compared"


def change(ledger: Ledger, day: int, town: Place, side: str) -> None:
    """A report of a day on which a side took a town."""
    report = make_article(f"The town was taken by {side} on day {day}.", published=DAY_ONE + timedelta(days=day))
    when = make_day(report.known_at.date())
    mention = make_mention(report, "taken", places=[town], time=when, control=ControlChange(to=side))
    add_read(ledger, report, events=[mention])


def test_every_change_of_the_last_day_is_derived(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_changes, "DERIVED", 1)
    for side in ("rebels", "militia"):
        change(ledger, 1, TOWNS[0], side)
    with View(ledger) as view:
        assert [(held.place.name, held.contested) for held in view.control()] == [("Hama", True)]


def test_what_changed_hands_later_is_not_derived(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(last_changes, "DERIVED", 2)
    for day in range(20):
        change(ledger, day, TOWNS[day % 2], "rebels")
    derived: list[str] = []
    snapshot = Snapshot(ledger.database, None)

    def derive(labels: Sequence[str]) -> tuple[Event, ...]:
        derived.extend(labels)
        return derivation_within(snapshot, labels, NOTHING).events()

    labels = snapshot.texts(labels_of_changes(snapshot.visible(event_mentions)))
    tuple(last_changes.last_changes(snapshot, labels, date.max, derive))
    snapshot.close()
    assert (len(labels), len(derived)) == (20, 2)

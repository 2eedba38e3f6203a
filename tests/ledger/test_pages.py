"""A page holds what the whole view holds, each event once, however it is asked for."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest

from accordingto.ledger import EventFilter, Ledger, View, timeline
from accordingto.ledger.rows import encode
from accordingto.model import ControlChange, EventMention, Verdict
from tests.factory import (
    DAY_ONE,
    make_article,
    make_correction,
    make_day,
    make_edge,
    make_event_place,
    make_mention,
    make_place,
    make_reading,
)
from tests.ledgers import add_read

PLACES = [make_place("Hama", 35.13, 36.75, admin1="Hama"), make_place("Old Aleppo", 36.2, 37.16)]
REPORTS = 30
FILTERS = [
    EventFilter(),
    EventFilter(place="Hama"),
    EventFilter(place="Old Aleppo"),
    EventFilter(place="aleppo"),  # one word of the name, and the province of all but Hama
    EventFilter(place="nowhere"),
    EventFilter(start=date(2024, 12, 2), end=date(2024, 12, 3)),
    EventFilter(start=date(2024, 12, 2), end=date(2024, 12, 2), place="Hama"),
    EventFilter(start=date(2024, 12, 4), end=date(2024, 12, 5), place="Aleppo"),  # told by different mentions of one
    EventFilter(start=date(2024, 11, 1), end=date(2025, 2, 1)),  # by months
    EventFilter(start=date(2024, 11, 1), end=date(2025, 2, 1), place="Hama"),
    EventFilter(start=date(1990, 1, 1), end=date(2025, 2, 1)),  # too long to narrow
    EventFilter(start=date(2024, 12, 4)),  # open
    EventFilter(actor="nobody"),
]


def fill(ledger: Ledger, *, start: int = 0, stop: int = REPORTS) -> list[EventMention]:
    """Reports of which every third tells the event of the one before; some without a day or for a long time."""
    told: list[EventMention] = []
    for n in range(stop):
        day = date(2024, 12, 1) + timedelta(days=n % 5)
        time = (None, make_day(day), make_day(date(2024, 1, 1), end=day), make_day(day))[n % 4]
        report = make_article(f"Report {n}: rebels captured it.", published=DAY_ONE + timedelta(hours=n // 2))
        mention = make_mention(
            report, "captured", places=PLACES[n % 3 : n % 3 + 1], time=time, control=ControlChange(to="rebels")
        )
        told.append(mention)
        if n < start:
            continue
        add_read(ledger, report, events=[mention])
        if n % 3 == 1 or n == 20:
            ledger.add_edges([make_edge(*sorted((told[n - 1].id, mention.id)), at=report.known_at)])
    return told


def paged(view: View, wanted: EventFilter, limit: int) -> list[str]:
    """The ids of all pages, one after the other."""
    ids, before = [], None
    for _ in range(REPORTS + 1):
        page = view.page(wanted, limit=limit, before=before)
        assert len(page.events) <= limit
        ids += [event.id for event in page.events]
        before = page.before
        if before is None:
            return ids
    raise AssertionError("the pages do not end")


@pytest.mark.parametrize("together", [0, timeline.TOGETHER])
@pytest.mark.parametrize("limit", [1, 4, 100])
def test_pages_together_hold_every_event_once(
    ledger: Ledger, limit: int, together: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(timeline, "TOGETHER", together)
    fill(ledger)
    for as_of in (None, DAY_ONE + timedelta(hours=9)):
        with View(ledger, as_of) as view, View(ledger, as_of) as whole:
            whole.events()
            for wanted in FILTERS:
                ids = paged(view, wanted, limit)
                assert len(ids) == len(set(ids)), wanted
                assert set(ids) == {event.id for event in whole.events(wanted)}, wanted
            assert paged(view, FILTERS[0], 100) == paged(view, FILTERS[0], limit)


def test_page_begins_with_what_was_told_of_last(ledger: Ledger) -> None:
    told = fill(ledger)
    with View(ledger) as view:
        page = view.page(limit=3)
    assert [told[-1].id in page.events[0].mention_ids, len(page.events)] == [True, 3]


def test_page_of_a_past_day_stays_as_it_was(ledger: Ledger) -> None:
    fill(ledger, stop=12)

    def shown(as_of: datetime) -> str:
        with View(ledger, as_of) as view:
            return encode([view.page(wanted, limit=3) for wanted in FILTERS])

    before = shown(DAY_ONE + timedelta(hours=5))
    fill(ledger, start=12)
    assert shown(DAY_ONE + timedelta(hours=5)) == before


def test_correction_is_found_where_people_put_it(ledger: Ledger) -> None:
    told = fill(ledger)
    place = make_event_place(make_place("Rastan", 35.14, 36.76, admin1="Homs"))
    ledger.correct(make_correction(told[4].id, Verdict.CORRECTED, field="places", value=encode((place,))))
    day = date(2024, 12, 4)  # which another mention of the event tells
    for wanted in (EventFilter(place="Rastan"), EventFilter(place="Rastan", start=day, end=day)):
        with View(ledger) as view:
            assert paged(view, wanted, 2) == [event.id for event in view.events(wanted)] != []


def test_page_is_the_same_walked_and_looked_up(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    told = fill(ledger)
    place = make_event_place(make_place("Hama", 35.13, 36.75))
    ledger.correct(make_correction(told[4].id, Verdict.CORRECTED, field="places", value=encode((place,))))
    wanted = EventFilter(start=date(2024, 12, 1), end=date(2024, 12, 31), place="Hama")
    pages = []
    for together in (0, timeline.TOGETHER):
        monkeypatch.setattr(timeline, "TOGETHER", together)
        with View(ledger) as view:
            pages.append([view.page(wanted, limit=limit) for limit in range(1, 12)])
    assert pages[0] == pages[1]


def test_mention_stands_where_an_earlier_reader_put_it_too(ledger: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(ledger)
    report = make_article("Report 12: rebels captured it.", published=DAY_ONE + timedelta(hours=6))
    late = make_mention(report, "captured", places=PLACES[:1], time=make_day(date(2024, 12, 29)))
    ledger.add_reading(make_reading(report, version="2", events=[late]))
    for wanted in (
        EventFilter(start=date(2024, 12, 1), end=date(2024, 12, 5), place="Hama"),  # what the first reader read
        EventFilter(start=date(2024, 12, 20), end=date(2024, 12, 30), place="Hama"),
    ):
        pages = []
        for together in (0, timeline.TOGETHER):
            monkeypatch.setattr(timeline, "TOGETHER", together)
            with View(ledger) as view:
                pages.append([view.page(wanted, limit=limit) for limit in range(1, 12)])
                assert set(paged(view, wanted, 2)) == {event.id for event in view.events(wanted)}
        assert pages[0] == pages[1]


def test_event_is_found_by_its_id_alone(ledger: Ledger) -> None:
    chance = random.Random(1)
    fill(ledger)
    with View(ledger) as whole:
        events = whole.events()
    for event in chance.sample(events, 5):
        with View(ledger) as view:
            assert view.event(event.id) == event
    with View(ledger) as view:
        assert view.event("nothing") is None
    with View(ledger, DAY_ONE - timedelta(days=1)) as view:
        assert view.event(events[0].id) is None

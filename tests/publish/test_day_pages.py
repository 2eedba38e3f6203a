"""The pages of days, and of events without a date: few stand on one page, many by the month of their first report."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import pytest

from accordingto.ledger import Ledger, View
from accordingto.publish import PublishOptions, publish
from accordingto.publish.pages.cards import event_cards
from accordingto.publish.pages.day_pages import UNDATED_TOGETHER, DayPage, day_pages
from accordingto.publish.situation import Situation, collect, first_day
from tests.publish.many import add_events
from tests.publish.pages import html_files, read_page

MANY = 70  # at two a day from 1 October: 62 in October, 8 in November
WITHOUT_MAP = PublishOptions(maplibre=False)


def undated_situation(folder: Path, number: int) -> Situation:
    """The situation of so many events of which no report gives a date, and none else."""
    with Ledger.open(folder / "undated.db") as ledger:
        add_events(ledger, number, per_day=2, dated=False)
        with View(ledger) as view:
            return collect(view)


def pages_of(situation: Situation) -> dict[str, DayPage]:
    return {page.key: page for page in day_pages(event_cards(situation), situation.events)}


@pytest.mark.parametrize(
    ("number", "keys"),
    [
        (0, []),
        (1, ["undated"]),
        (UNDATED_TOGETHER, ["undated"]),
        (UNDATED_TOGETHER + 1, ["undated", "undated-2023-10"]),
        (MANY, ["undated", "undated-2023-10", "undated-2023-11"]),
    ],
)
def test_many_events_without_a_date_are_split_by_month(number: int, keys: list[str], tmp_path: Path) -> None:
    assert list(pages_of(undated_situation(tmp_path, number))) == keys


@pytest.mark.parametrize("number", [UNDATED_TOGETHER, MANY])
def test_every_event_stands_on_one_page(number: int, tmp_path: Path) -> None:
    situation = undated_situation(tmp_path, number)
    pages = pages_of(situation).values()
    listed = Counter(card.id for page in pages for group in page.groups for card in group.events)
    assert listed == Counter(event.id for event in situation.events)


def test_the_list_of_months_leads_to_each_and_counts(tmp_path: Path) -> None:
    pages = pages_of(undated_situation(tmp_path, MANY))
    ((year, months),) = pages["undated"].months
    assert year == 2023
    assert [(m.key, m.label, m.number) for m in months] == [
        ("undated-2023-10", "October", 62),
        ("undated-2023-11", "November", 8),
    ]
    october, november = pages["undated-2023-10"], pages["undated-2023-11"]
    assert october.before is None
    assert october.after is not None and october.after.key == november.key
    assert november.before is not None and november.before.key == october.key
    assert october.groups[0].label == "Sunday 1 October 2023"
    assert november.figures == "8 events to which no report gives a date."


def test_days_lead_to_the_events_without_a_date(example: Situation) -> None:
    pages = pages_of(example)
    assert sum(len(group.events) for page in pages.values() for group in page.groups) == len(example.events)
    dated = [page for page in pages.values() if not page.key.startswith("undated")]
    assert [page.key for page in dated] == sorted({day.isoformat() for e in example.events if (day := first_day(e))})
    assert all(page.after is not None and page.after.key == following.key for page, following in pairwise(dated))


def test_a_new_report_changes_its_month_and_the_count(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with Ledger.open(tmp_path / "many.db") as ledger:
        add_events(ledger, MANY, per_day=2, dated=False)
        with View(ledger) as view:
            publish(view, out, options=WITHOUT_MAP)
            assert publish(view, out, options=WITHOUT_MAP).written == 0
        before = {path: path.read_bytes() for path in (*html_files(out), *(out / "data").iterdir())}
        add_events(ledger, MANY + 1, per_day=2, dated=False)
        with View(ledger) as view:
            publish(view, out, options=WITHOUT_MAP)
    changed = {path.relative_to(out).as_posix() for path, old in before.items() if path.read_bytes() != old}
    assert {name for name in changed if name.startswith("days/")} == {
        "days/undated.html",
        "days/undated-2023-11.html",
    }
    assert {name for name in changed if name.startswith("data/events-")} == {"data/events-undated-2023-11.js"}


def test_the_pages_hold_together(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "many.db") as ledger:
        add_events(ledger, MANY, per_day=2, dated=False)
        with View(ledger) as view:
            publish(view, tmp_path / "site", options=WITHOUT_MAP)
    for path in sorted((tmp_path / "site" / "days").iterdir()):
        page = read_page(path)
        assert not page.faults
        days = [link for link in page.links if link.startswith("undated")]
        assert all((path.parent / link).is_file() for link in days)
    assert "days/undated.html" in read_page(tmp_path / "site" / "index.html").links

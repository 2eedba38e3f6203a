"""Long lists are cut by letter and by month, so that no page grows with the list and all can be reached."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ledger import Ledger, View
from accordingto.publish import PublishOptions, publish
from accordingto.publish.pages import listing, report_list
from accordingto.publish.pages.listing import LEADING, TOGETHER, letter, list_pages
from accordingto.publish.pages.report_list import LATEST, ReportRow
from tests.publish.many import add_events
from tests.publish.pages import read_page

LETTERS = [
    ("Syrian army", "S"),
    ("rebels", "R"),
    # accents and the signs of transcriptions do not count in an index
    ("Élysée Palace", "E"),
    ("ʿAbd al-Rahman", "A"),
    ("“Tiger” Forces", "T"),
    # what begins with no Latin letter stands together
    ("13th Brigade", "Other"),
    ("Народна Армия", "Other"),
    ("", "Other"),
]


@pytest.mark.parametrize(("name", "under"), LETTERS)
def test_the_letter_of_a_name(name: str, under: str) -> None:
    assert letter(name) == under


def test_a_short_list_is_one_page() -> None:
    (page,) = list_pages([f"name {i}" for i in range(TOGETHER)], str)
    assert len(page.rows) == TOGETHER
    assert not page.letters and not page.is_cut


@given(st.lists(st.text(), min_size=TOGETHER + 1, max_size=TOGETHER + 40))
def test_every_name_of_a_long_list_stands_under_one_letter(names: list[str]) -> None:
    first, *letters = list_pages(names, str)
    assert first.rows == tuple(names[:LEADING]) and first.is_cut
    assert sorted(name for page in letters for name in page.rows) == sorted(names)
    assert [page.at for page in letters] == list(first.letters)
    assert all(page.at and letter(name) == page.at.label for page in letters for name in page.rows)


def test_a_letter_is_sorted_as_an_index_is() -> None:
    names = ["zeta", "Äther", "alpha", "Beta", *(f"9{i:03}" for i in range(TOGETHER))]
    _, a, b, z, other = list_pages(names, str)
    assert (a.rows, b.rows, z.rows) == (("alpha", "Äther"), ("Beta",), ("zeta",))
    assert len(other.rows) == TOGETHER


def make_row(number: int) -> ReportRow:
    on = date(2024, 12, 8) - timedelta(days=number)
    return ReportRow(id=str(number), title=f"Report {number}", outlet="Outlet", known="", counts="", on=on)


def test_few_reports_are_one_page() -> None:
    rows = [make_row(i) for i in range(report_list.TOGETHER)]
    (page,) = report_list.report_list(rows)
    assert page.groups == (("", tuple(rows)),)
    assert not page.months and not page.is_month


def test_many_reports_are_split_by_month() -> None:
    rows = [make_row(i) for i in range(report_list.TOGETHER + 1)]
    first, *months = report_list.report_list(rows)
    assert first.groups == (("The latest", tuple(rows[:LATEST])),)
    assert [(link.key, link.number) for _, links in first.months for link in links] == [
        ("2024-12", 8),
        ("2024-11", 30),
        ("2024-10", 23),
    ]
    assert [page.label for page in months] == ["December 2024", "November 2024", "October 2024"]
    assert [row for page in months for _, found in page.groups for row in found] == rows
    middle = months[1]
    assert middle.before and middle.before.key == "2024-10"
    assert middle.after and middle.after.key == "2024-12"
    assert middle.groups[0][0] == "Saturday 30 November 2024"


def test_a_new_report_changes_the_lists_it_stands_in_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(listing, "TOGETHER", 10)
    monkeypatch.setattr(listing, "LEADING", 5)
    monkeypatch.setattr(report_list, "TOGETHER", 10)
    site = tmp_path / "site"
    with Ledger.open(tmp_path / "x.db") as ledger:
        before = _lists(ledger, 70, site)
        after = _lists(ledger, 71, site)
    assert {"reports/2023-10.html", "reports/2023-11.html", "reports/2023-12.html"} <= set(before)
    changed = {name for name in after if after[name] != before.get(name)}
    lists = {name for name in changed if name.partition("/")[2].startswith(("letter", "20"))}
    # outlets begin with O, mayors with M, towns with T: the next report is of the last month
    assert lists <= {"reports/2023-12.html", "sources/letter-m.html", "sources/letter-o.html", "places/letter-t.html"}
    assert "reports/2023-12.html" in lists
    for name in after:
        assert not read_page(site / name).faults, name
    month = (site / "reports" / "2023-12.html").read_text(encoding="utf-8")
    assert '<a href="../reports.html" aria-current="true">Reports</a>' in month, "a part of the list is below Reports"


def _lists(ledger: Ledger, number: int, site: Path) -> dict[str, bytes]:
    """The pages of lists after so many reports."""
    add_events(ledger, number, per_day=1)
    with View(ledger) as view:
        publish(view, site, options=PublishOptions(maplibre=False, title="Many"))
    found = [*site.glob("*/letter-*.html"), *site.glob("reports/20??-??.html"), *site.glob("*.html")]
    return {path.relative_to(site).as_posix(): path.read_bytes() for path in found}

"""In a browser, a page of real reports as the machine reads them: names, dates and texts as they come."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accordingto.ledger import Ledger, View
from accordingto.pipeline import build
from accordingto.publish import PublishOptions, publish
from accordingto.publish.situation import Situation, collect, first_day, last_day
from accordingto.read import Reader
from tests.publish.browsing import (
    bars,
    browser,
    context,
    listed,
    needs_chromium,
    open_situation,
    page,
    print_situation,
    wider,
)
from tests.shared import SHARED, needs_shared

__all__ = ["browser", "context", "page"]  # fixtures

pytestmark = [needs_chromium, needs_shared]
REPORTS = 30  # read in some ten seconds


@pytest.fixture(scope="module")
def published(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Situation]:
    folder = tmp_path_factory.mktemp("reports")
    with (SHARED / "reports" / "syria_2011_2018.jsonl").open(encoding="utf-8") as lines:
        (folder / "reports.jsonl").write_text("".join(islice(lines, REPORTS)), encoding="utf-8")
    with Ledger.open(folder / "ledger.db") as ledger:
        now = datetime(2024, 1, 1, tzinfo=UTC)
        build([str(folder / "reports.jsonl")], ledger=ledger, reader=Reader.load(), now=now)
        with View(ledger) as view:
            publish(view, folder / "site", options=PublishOptions(maplibre=False))
            return folder / "site", collect(view)


def number_found(page: Page) -> int:
    """How many events the page says that it has found."""
    return int(page.locator("#found").inner_text().partition(" ")[0].replace(",", ""))


def test_the_filters_count_what_the_ledger_holds(page: Page, published: tuple[Path, Situation]) -> None:
    site, situation = published
    open_situation(page, site)
    assert number_found(page) == len(situation.events) > REPORTS
    for kind, number in Counter(event.type.value for event in situation.events).items():
        page.locator("#type").select_option(kind)
        expect(page.locator("#found")).to_contain_text(f"{number} event")
        chosen = {event.id for event in situation.events if event.type.value == kind}
        assert set(listed(page)) <= chosen
        assert bool(listed(page)) is bool(chosen)
    page.locator("#clear").click()
    page.locator("#q").fill("aleppo")
    expect(page.locator("#found")).to_contain_text(" of ")
    assert 0 < number_found(page) < len(situation.events)


def test_the_slider_shows_the_events_of_its_step(page: Page, published: tuple[Path, Situation]) -> None:
    site, situation = published
    open_situation(page, site)
    bars = page.locator("#timeline .bars li > :first-child")
    starts = [str(bar) for bar in bars.evaluate_all("bars => bars.map(bar => bar.dataset.start)")]
    fullest = max(range(len(starts) - 1), key=lambda n: number_between(situation, starts[n], starts[n + 1]))
    page.locator("#slider").fill(str(fullest))
    expect(page.locator("#found")).to_contain_text(" of ")
    assert number_found(page) == number_between(situation, starts[fullest], starts[fullest + 1]) > 0
    assert f"day={starts[fullest]}" in page.url


def number_between(situation: Situation, start: str, end: str) -> int:
    """How many events cover a day from `start` on and before `end`."""
    covered = ((first_day(event), last_day(event)) for event in situation.events)
    return sum(first.isoformat() < end and (last or first).isoformat() >= start for first, last in covered if first)


def test_two_clicks_lead_to_the_words(page: Page, published: tuple[Path, Situation]) -> None:
    open_situation(page, published[0])
    page.locator("#events .event-title a").first.click()
    page.locator(".told figcaption a").first.click()
    expect(page.locator(".text")).to_be_visible()
    assert page.locator(".text mark, .text a.m-cue, .text a.m-trigger").count() > 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_bars_anybody(browser: Browser, published: tuple[Path, Situation], scheme: str) -> None:
    assert bars(browser, published[0], scheme) == {}


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_screen(browser: Browser, published: tuple[Path, Situation], width: int) -> None:
    assert wider(browser, published[0], width) == []


def test_print_shows_the_words_and_no_controls(page: Page, published: tuple[Path, Situation]) -> None:
    assert len(print_situation(page, published[0])) > 20_000

"""In a browser: whoever follows a link and comes back finds what they left."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accordingto.publish.pages.situation_page import LISTED_EVENTS
from tests.publish.test_browser import CHROMIUM, browser, context, many_site, open_situation, page

__all__ = ["browser", "context", "many_site", "page"]  # fixtures

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt install chromium, or set CHROMIUM)")


@pytest.mark.parametrize("fragment", ["", "#q=dawn"])
def test_the_list_is_as_long_and_where_it_was(page: Page, many_site: Path, fragment: str) -> None:
    open_situation(page, many_site, fragment)
    page.get_by_role("button", name="Show 150 more").click()
    cards = page.locator("#events [data-event]")
    expect(cards).to_have_count(LISTED_EVENTS + 150)
    read = page.locator("#events .event-title a").nth(LISTED_EVENTS + 100)
    read.scroll_into_view_if_needed()
    top = page.evaluate("scrollY")
    read.click()
    expect(page.locator("#claims")).to_be_visible()
    page.go_back()
    expect(cards).to_have_count(LISTED_EVENTS + 150)
    expect(read).to_be_in_viewport()
    assert abs(page.evaluate("scrollY") - top) < 5


def test_a_filter_is_still_chosen(page: Page, many_site: Path) -> None:
    open_situation(page, many_site)
    page.locator("#q").fill("town 7")
    expect(page.locator("#found")).to_contain_text(" of 300")
    found = page.locator("#found").inner_text()
    page.locator("#events .event-title a").first.click()
    expect(page.locator("#claims")).to_be_visible()
    page.go_back()
    expect(page.locator("#found")).to_have_text(found)
    assert page.locator("#q").input_value() == "town 7"


def test_a_new_choice_begins_at_its_top(page: Page, many_site: Path) -> None:
    open_situation(page, many_site)
    page.get_by_role("button", name="Show 150 more").click()
    expect(page.locator("#events [data-event]")).to_have_count(LISTED_EVENTS + 150)
    page.locator("#q").fill("dawn")
    expect(page.locator("#events [data-event]")).to_have_count(LISTED_EVENTS)

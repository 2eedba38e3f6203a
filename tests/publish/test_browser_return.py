"""In a browser: whoever follows a link and comes back finds what they left."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accordingto.publish.pages.situation_page import LISTED_EVENTS
from tests.publish.browsing import browser, context, needs_chromium, open_situation, page
from tests.publish.test_browser import many_site

__all__ = ["browser", "context", "many_site", "page"]  # fixtures

pytestmark = needs_chromium


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


def found(page: Page) -> str:
    return page.locator("#found").inner_text()


def test_back_undoes_one_filter_after_the_other(page: Page, mapless_site: Path) -> None:
    open_situation(page, mapless_site)
    shown = [found(page)]
    page.locator("#mark").select_option("denied")
    shown.append(found(page))
    page.locator('#timeline [data-start="2024-12-07"]').click()
    shown.append(found(page))
    assert len(set(shown)) == 3
    page.go_back()
    expect(page.locator("#found")).to_have_text(shown[1])
    assert page.locator("#mark").input_value() == "denied"
    assert page.locator("#shown").inner_text() == "The whole period"
    page.go_back()
    expect(page.locator("#found")).to_have_text(shown[0])
    assert page.locator("#mark").input_value() == ""
    assert "#" not in page.url
    page.go_forward()
    page.go_forward()
    expect(page.locator("#found")).to_have_text(shown[2])
    assert page.url.endswith("#mark=denied&day=2024-12-07")


def test_clearing_the_filters_can_be_undone(page: Page, mapless_site: Path) -> None:
    open_situation(page, mapless_site, "#mark=denied&type=ASSAULT")
    before = found(page)
    page.locator("#clear").click()
    expect(page.locator("#found")).not_to_have_text(before)
    page.go_back()
    expect(page.locator("#found")).to_have_text(before)
    assert page.locator("#type").input_value() == "ASSAULT"


# What goes on is one step back, however many letters, days or steps of the player it had.
def test_back_undoes_typing_as_a_whole(page: Page, mapless_site: Path) -> None:
    open_situation(page, mapless_site)
    page.locator("#mark").select_option("denied")
    page.locator("#q").press_sequentially("hama")
    assert page.url.endswith("#q=hama&mark=denied")
    page.go_back()
    expect(page.locator("#q")).to_have_value("")
    assert page.url.endswith("#mark=denied")


def test_back_undoes_sliding_and_playing_as_a_whole(page: Page, mapless_site: Path) -> None:
    open_situation(page, mapless_site)
    whole = found(page)
    page.locator("#slider").focus()
    for key in ("Home", "ArrowRight", "ArrowRight"):
        page.keyboard.press(key)
    slid = page.locator("#shown").inner_text()
    page.locator("#play").click()
    expect(page.locator("#shown")).not_to_have_text(slid)
    page.go_back()
    expect(page.locator("#shown")).to_have_text(slid)
    expect(page.locator("#play")).to_have_text("Play")
    page.go_back()
    expect(page.locator("#found")).to_have_text(whole)


def test_a_place_in_the_page_is_no_choice(page: Page, mapless_site: Path) -> None:
    open_situation(page, mapless_site, "#mark=denied")
    before = found(page)
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#main")
    assert found(page) == before
    page.go_back()
    expect(page.locator("#found")).to_have_text(before)

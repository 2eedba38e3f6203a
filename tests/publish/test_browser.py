"""The pages as a reader uses them, in a real browser, opened from disk."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page, expect

from accordingto.model import Certainty, Event, Polarity
from accordingto.publish import PublishOptions
from accordingto.publish.pages.situation_page import LISTED_EVENTS
from accordingto.publish.situation import Situation, first_day, last_day
from tests.publish.browsing import (
    bars,
    browser,
    context,
    is_moved,
    listed,
    needs_chromium,
    open_situation,
    page,
    print_situation,
    serious_violations,
    wider,
)
from tests.publish.many import publish_many

__all__ = ["browser", "context", "page"]  # fixtures

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def many_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("many")
    publish_many(folder, 300, per_day=2, options=PublishOptions(maplibre=False))
    return folder / "site"


def test_the_map_draws_from_disk(page: Page, site: Path) -> None:
    open_situation(page, site, with_map=True)
    page.wait_for_timeout(500)
    assert page.locator("#map canvas").count() == 1
    colours = page.evaluate(
        """() => {
            const canvas = document.querySelector("#map canvas");
            const gl = canvas.getContext("webgl2") || canvas.getContext("webgl");
            return [gl.drawingBufferWidth, gl.drawingBufferHeight];
        }"""
    )
    assert min(colours) > 200
    shot = page.locator("#map").screenshot()
    assert len(shot) > 20_000, "a picture of one colour is smaller"


def test_a_mark_on_the_map_opens_its_events(page: Page, site: Path) -> None:
    open_situation(page, site, "#q=Tartus", with_map=True)
    page.wait_for_timeout(500)
    page.locator("#events .locate").first.click()
    page.wait_for_timeout(1500)
    box = page.locator("#map").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
    popup = page.locator(".maplibregl-popup")
    popup.wait_for()
    assert "Tartus" in popup.inner_text()
    popup.locator("a").first.click()
    assert "Tartus" in page.locator("h1").inner_text()


def test_choosing_a_day_filters_list_and_address(page: Page, mapless_site: Path, example: Situation) -> None:
    open_situation(page, mapless_site)
    page.locator('#timeline [data-start="2024-12-08"]').click()
    expected = {e.id for e in example.events if e.time and e.time.start and str(e.time.start) == "2024-12-08"}
    assert set(listed(page)) == expected
    assert "day=2024-12-08" in page.url
    page.locator("#whole").click()
    assert len(listed(page)) == len(example.events)
    assert "day=" not in page.url


def test_the_slider_and_the_player_go_through_the_days(page: Page, mapless_site: Path) -> None:
    open_situation(page, mapless_site)
    page.locator("#slider").focus()
    page.keyboard.press("Home")
    assert page.locator("#shown").inner_text().startswith("27 November 2024")
    page.keyboard.press("ArrowRight")
    assert page.locator("#shown").inner_text().startswith("28 November 2024")
    page.locator("#play").click()
    expect(page.locator("#shown")).not_to_contain_text("28 November 2024")
    page.locator("#play").click()
    assert page.locator("#play").inner_text() == "Play"


def test_filters_agree_with_the_ledger(page: Page, mapless_site: Path, example: Situation) -> None:
    open_situation(page, mapless_site)
    page.locator("#mark").select_option("denied")
    assert set(listed(page)) == {event.id for event in example.events if event.standing.denied_by}
    page.locator("#clear").click()
    page.locator("#type").select_option("RETREAT")
    assert set(listed(page)) == {event.id for event in example.events if event.type.value == "RETREAT"}
    page.locator("#clear").click()
    page.locator("#source").select_option("Syrian Observatory for Human Rights")
    by_monitor = {e.id for e in example.events if any("Observatory" in c.author.name for c in e.claims)}
    assert set(listed(page)) == by_monitor
    page.locator("#clear").click()
    page.locator("#q").fill("aleppo observatory")
    assert 0 < len(listed(page)) < len(example.events)


def test_a_shared_address_shows_the_same_view(page: Page, mapless_site: Path) -> None:
    open_situation(page, mapless_site, "#mark=denied&day=2024-12-07")
    assert len(listed(page)) == 1
    assert page.locator("#mark").input_value() == "denied"
    assert page.locator("#found").inner_text().startswith("1 event of")


def test_every_filter_agrees_with_the_ledger(page: Page, mapless_site: Path, example: Situation) -> None:
    open_situation(page, mapless_site, "#actor=Syrian+army")
    army = {e.id for e in example.events if any("Syrian army" in a.name for a in (*e.agents, *e.recipients))}
    assert page.locator("#actor").is_visible(), "further filters open where one of them is set"
    assert set(listed(page)) == army != set()
    page.locator("#clear").click()
    page.locator("#origins").select_option("2")
    assert set(listed(page)) == {event.id for event in example.events if event.standing.origins_low >= 2}
    page.locator("#clear").click()
    page.locator("#certainty").select_option("certain")
    assert set(listed(page)) == {e.id for e in example.events if is_asserted(e, Certainty.CERTAIN)} != set()
    page.locator("#clear").click()
    page.locator("#from").fill("2024-12-03")
    page.locator("#to").fill("2024-12-05")
    first, last = date(2024, 12, 3), date(2024, 12, 5)
    covering = {e.id for e in example.events if (d := first_day(e)) and d <= last and (last_day(e) or d) >= first}
    assert set(listed(page)) == covering != set()
    assert "from=2024-12-03&to=2024-12-05" in page.url


def is_asserted(event: Event, certainty: Certainty) -> bool:
    return any(c.polarity is Polarity.ASSERTS and c.certainty is certainty for c in event.claims)


def test_the_list_follows_the_map(page: Page, site: Path, example: Situation) -> None:
    open_situation(page, site, with_map=True)
    canvas = page.locator("#map canvas")
    canvas.focus()
    for _ in range(4):
        page.keyboard.press("+")
    expect(page.locator("#found")).to_contain_text("in the part of the map shown")
    west, south, east, north = map(float, unquote(page.url.partition("in=")[2]).split(","))
    inside = {
        event.id
        for event in example.events
        for at in event.places
        if at.place and west <= at.place.lon <= east and south <= at.place.lat <= north
    }
    assert set(listed(page)) <= inside
    assert len(listed(page)) < len(example.events)
    page.locator("#clear").click()
    expect(page.locator("#found")).to_have_text(f"{len(example.events)} events")
    assert "in=" not in page.url


def test_control_follows_the_day(page: Page, mapless_site: Path, example: Situation) -> None:
    open_situation(page, mapless_site, "#day=2024-12-01")
    page.locator("#control summary").click()
    expect(page.locator("#control-day")).to_have_text("as told by 1 December 2024")
    expected = [
        [held.place.name, now.holder or "not told"]
        for held in sorted(example.control.values(), key=lambda held: held.place.name)
        if (now := held.on(date(2024, 12, 1)))
    ]
    rows = page.locator("#control-rows tr")
    assert rows.count() == len(expected) > 0
    for i, (place, holder) in enumerate(expected):
        assert place in rows.nth(i).inner_text()
        assert holder in rows.nth(i).inner_text()
    page.locator("#whole").click()
    expect(rows).to_have_count(len(example.control))


def test_control_over_time_is_loaded_when_it_is_asked_for(page: Page, mapless_site: Path, example: Situation) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/data/control" in request.url else None)
    open_situation(page, mapless_site)
    assert not asked
    for _ in range(3):
        page.locator("#control summary").click()
    names = sorted(held.place.name for held in example.control.values())
    expect(page.locator("#control-rows th").first).to_have_text(names[0])
    assert len(asked) == 1
    expect(page.locator("#control-day")).to_have_text("as last told")


def test_an_address_with_nonsense_shows_everything(page: Page, mapless_site: Path, example: Situation) -> None:
    open_situation(page, mapless_site, "#mark=%3Cscript%3E&day=2999-01-01&q=&in=a,b&from=x")
    assert len(listed(page)) == len(example.events)


def test_an_old_address_leads_to_the_event(page: Page, mapless_site: Path) -> None:
    old = min(path for path in (mapless_site / "events").glob("*.html") if is_moved(path))
    page.goto(old.as_uri())
    expect(page.locator("#claims")).to_be_visible()
    assert not page.url.endswith(old.name)


def test_from_a_point_to_the_words_in_two_clicks(page: Page, mapless_site: Path) -> None:
    open_situation(page, mapless_site)
    page.get_by_role("link", name="Capture of Hama by rebels").first.click()
    page.locator(".told figcaption a").first.click()
    page.wait_for_selector(".note:target")
    assert "Hama" in page.locator(".text").inner_text()


def test_a_mark_in_a_text_is_explained_on_hover_focus_and_tap(
    page: Page, mapless_site: Path, example: Situation
) -> None:
    (report,) = (a for a in example.articles.values() if (a.url or "").endswith("aleppo-what-we-know"))
    page.goto((mapless_site / "reports" / f"{report.id}.html").as_uri())
    tip = page.locator("#tip")
    page.locator("a.m-cue").first.hover()
    assert "Syrian army" in tip.inner_text()
    page.keyboard.press("Escape")
    assert tip.is_hidden()
    page.locator("a.m-cue").nth(1).focus()
    assert "Halden Wire" in tip.inner_text()
    assert page.locator("a.m-cue").nth(1).get_attribute("aria-describedby") == "tip"
    page.locator("a.m-trigger").first.click()
    assert "Aleppo" in tip.inner_text()


def test_the_keyboard_reaches_everything(page: Page, mapless_site: Path) -> None:
    open_situation(page, mapless_site)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
    page.locator("#timeline .bars a").first.focus()
    page.keyboard.press("Enter")
    assert "day=2024-11-27" in page.url
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineStyle")
    assert outline != "none"


def test_everything_can_be_read_without_a_script(browser: Browser, mapless_site: Path, example: Situation) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto((mapless_site / "index.html").as_uri())
    assert page.locator("#events [data-event]").count() == len(example.events)
    assert page.locator("#filters").is_hidden()
    assert page.locator("#player").is_hidden()
    assert page.locator(".map-none").is_visible()
    page.locator("#timeline .bars a").last.click()
    assert "#day-2024-12-08" in page.url
    page.locator("#day-2024-12-08 .day-title a").click()
    assert page.locator("h1").inner_text() == "Sunday 8 December 2024"
    page.locator(".event-title a").first.click()
    page.locator(".told figcaption a").first.click()
    page.locator(".text a.m-cue, .text a.m-trigger").first.click()
    assert page.locator(".note:target").is_visible()
    context.close()


@pytest.mark.parametrize("width", [390, 1440])
def test_no_page_is_wider_than_the_screen(browser: Browser, mapless_site: Path, width: int) -> None:
    assert wider(browser, mapless_site, width) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_serious_bars_anybody(browser: Browser, mapless_site: Path, scheme: str) -> None:
    assert bars(browser, mapless_site, scheme) == {}


def test_the_map_bars_nobody_either(browser: Browser, site: Path) -> None:
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    open_situation(page, site, with_map=True)
    page.locator("#further").evaluate("further => { further.open = true; }")
    page.locator("#control").evaluate("control => { control.open = true; }")
    found = serious_violations(page)
    context.close()
    assert found == []


def test_the_script_lists_events_that_the_page_does_not_hold(page: Page, many_site: Path) -> None:
    months = Months(page)
    open_situation(page, many_site)
    assert len(months) == 0
    page.get_by_role("button", name="Show 150 more").click()
    expect(page.locator("#events [data-event]")).to_have_count(LISTED_EVENTS + 150)
    assert 0 < len(months) < 5
    page.locator("#q").fill("town 77")
    expect(page.locator("#found")).to_contain_text(" of 300")
    assert page.get_by_text("Shells fell on town 77 before dawn").count() == 1
    page.locator("#clear").click()
    assert len(listed(page)) == LISTED_EVENTS


def test_a_day_loads_its_month_alone(page: Page, many_site: Path) -> None:
    months = Months(page)
    open_situation(page, many_site, "#day=2023-11-15")
    expect(page.locator("#found")).to_contain_text(" of 300")
    assert len(listed(page)) == 14, "two a day, drawn by weeks"
    assert len(months) == 1


def test_the_overview_draws_what_is_not_loaded(page: Page, tmp_path: Path) -> None:
    publish_many(tmp_path, 120, per_day=2, options=PublishOptions())
    months = Months(page)
    open_situation(page, tmp_path / "site", with_map=True)
    page.wait_for_timeout(500)
    before = len(months)
    box = page.locator("#map").bounding_box()
    assert box is not None
    for step in range(40):  # the towns lie on a line across the map
        page.mouse.click(box["x"] + box["width"] * (0.2 + step * 0.015), box["y"] + box["height"] / 2)
        page.wait_for_timeout(100)
        if page.locator(".maplibregl-popup a").count():
            break
    assert "Attack in Town" in page.locator(".maplibregl-popup").inner_text()
    assert len(months) > before == 0


class Months:
    """The months' files that a page has asked for."""

    def __init__(self, page: Page) -> None:
        self.asked: set[str] = set()
        page.on("request", lambda request: self.asked.add(request.url) if "/data/events-" in request.url else None)

    def __len__(self) -> int:
        return len(self.asked)


def test_print_shows_the_words_and_no_controls(page: Page, mapless_site: Path) -> None:
    assert len(print_situation(page, mapless_site)) > 20_000
    assert page.locator(".map-frame").is_hidden()
    assert page.locator("#control table").is_visible(), "on paper nothing can be opened"

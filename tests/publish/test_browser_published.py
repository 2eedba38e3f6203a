"""In a browser, what the publisher adds: sides, a cover, tags and links, and the link to what is chosen."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from accordingto.ledger import Declared, Ledger, View
from accordingto.publish import PublishOptions, publish
from accordingto.publish.options import Cover, PageLink
from accordingto.publish.situation import collect
from tests.publish.browsing import browser, context, listed, needs_chromium, open_situation, page, serious_violations
from tests.publish.conftest import OPTIONS
from tests.publish.pages import PICTURE

__all__ = ["browser", "context", "page"]  # fixtures

pytestmark = needs_chromium
DECLARED = Declared(countries={"SY": "government", "RU": "government"})


def options(folder: Path) -> PublishOptions:
    image = folder / "road.png"
    image.write_bytes(PICTURE)
    return replace(
        OPTIONS,
        maplibre=False,
        tags=("Syria", "a tag that goes on for longer than a telephone is wide, since nobody stopped it"),
        cover=Cover(image=image, alt="A road at dusk", credit="N. N."),
        links=(PageLink(text="Support us", url="https://paper.example/support"),),
    )


@pytest.fixture(scope="module")
def published(example_ledger: Ledger, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("published")
    with View(example_ledger, declared=DECLARED) as view:
        publish(view, folder / "site", options=options(folder))
    return folder / "site"


def test_the_filter_by_side_agrees_with_the_ledger(page: Page, published: Path, example_ledger: Ledger) -> None:
    with View(example_ledger, declared=DECLARED) as view:
        situation = collect(view)
    by_state = {
        event.id
        for event in situation.events
        if any(situation.people[claim.author.key].side == "government" for claim in event.claims)
    }
    open_situation(page, published, "#side=government")
    assert set(listed(page)) == by_state
    assert 0 < len(by_state) < len(situation.events)


def test_the_choice_is_copied_as_a_link(page: Page, published: Path) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    open_situation(page, published)
    assert page.locator("#share").is_hidden(), "nothing is chosen yet"
    page.locator("#mark").select_option("denied")
    page.locator("#share").click()
    expect(page.locator("#share")).to_have_text("Copied")
    assert page.evaluate("navigator.clipboard.readText()") == page.url
    assert page.url.endswith("#mark=denied")


def test_playing_ends_with_the_last_day(page: Page, published: Path) -> None:
    open_situation(page, published)
    page.locator("#slider").focus()
    page.keyboard.press("End")
    page.keyboard.press("ArrowLeft")
    page.locator("#play").click()
    expect(page.locator("#play")).to_have_text("Play", timeout=15_000)
    assert page.locator("#shown").inner_text().startswith("8 December 2024")


@pytest.mark.parametrize(("width", "scheme"), [(390, "light"), (1440, "dark")])
def test_a_page_with_a_cover_bars_nobody(browser: Browser, published: Path, width: int, scheme: str) -> None:
    context = browser.new_context(
        viewport={"width": width, "height": 844}, color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True
    )
    page = context.new_page()
    open_situation(page, published)
    assert page.locator("figure.cover img").is_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    found = serious_violations(page)
    context.close()
    assert found == []

"""In a browser as wide as a telephone: drawings and tables fit, and their letters can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from accordingto.publish.situation import Situation
from tests.publish.browsing import browser, needs_chromium

__all__ = ["browser"]  # fixtures

pytestmark = needs_chromium
LEAST_LETTERS = 12  # px


def most_told(site: Path, example: Situation) -> str:
    """The address of the event with the most reports."""
    event = max(example.events, key=lambda event: event.standing.reports)
    return (site / "events" / f"{event.id}.html").as_uri()


def letters(picture: Locator) -> float:
    """The height of a picture's letters on the screen, in pixels."""
    scale = float(picture.evaluate("svg => svg.getBoundingClientRect().width / svg.viewBox.baseVal.width"))
    size = str(picture.locator(".name").first.evaluate("name => getComputedStyle(name).fontSize"))
    return scale * float(size.removesuffix("px"))


@pytest.mark.parametrize(
    ("width", "shown"), [(360, "tall"), (390, "tall"), (700, "wide"), (1000, "tall"), (1440, "wide")]
)
def test_the_picture_of_the_origins_fits(
    browser: Browser, mapless_site: Path, example: Situation, width: int, shown: str
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    page = context.new_page()
    page.goto(most_told(mapless_site, example))
    pictures = page.locator(".picture svg:visible")
    assert pictures.evaluate_all("found => found.map(svg => svg.getAttribute('class'))") == [shown]
    assert page.locator(f".picture span.{shown}").is_visible()
    assert page.locator(".picture span:visible").count() == 1
    box = pictures.bounding_box()
    assert box is not None
    assert box["x"] >= 0 and box["x"] + box["width"] <= width
    assert letters(pictures) >= LEAST_LETTERS
    context.close()


@pytest.mark.parametrize("name", ["sources", "actors", "places"])
def test_a_table_of_names_is_as_wide_as_the_screen(browser: Browser, mapless_site: Path, name: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    page.goto((mapless_site / f"{name}.html").as_uri())
    hidden = page.locator(".scroll").evaluate("part => part.scrollWidth - part.clientWidth")
    assert hidden == 0
    context.close()


def test_on_a_telephone_the_counts_of_a_source_stand_below_its_name(browser: Browser, mapless_site: Path) -> None:
    row = "tr:has(a:text('Syrian Observatory for Human Rights'))"
    shown = {}
    for width in (390, 1440):
        context = browser.new_context(viewport={"width": width, "height": 844})
        page = context.new_page()
        page.goto((mapless_site / "sources.html").as_uri())
        shown[width] = page.locator(row).first.inner_text()
        columns = page.locator("thead th:visible").count()
        assert columns == (3 if width == 390 else 8), "source, kind, six counts"
        context.close()
    assert "alone" in shown[390] and "NGO" in shown[390]
    assert "alone" not in shown[1440] and "NGO" in shown[1440]

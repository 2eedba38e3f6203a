"""In a browser as wide as a telephone: what is drawn fits, and its letters can be read."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator

from accordingto.publish.situation import Situation
from tests.publish.test_browser import CHROMIUM, browser

__all__ = ["browser"]  # fixtures

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt install chromium, or set CHROMIUM)")
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

"""A real browser that opens pages from disk, and what is asked of any of them."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader"
).split()
MAP_MS = 30_000  # software rendering on a busy machine

needs_chromium = pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt install chromium, or set CHROMIUM)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.route(lambda url: not url.startswith("file:"), lambda route: route.abort())
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Iterator[Page]:
    """A page that fails the test on any error in its console, a refused script or style among them."""
    page = context.new_page()
    errors: list[str] = []
    page.on("console", lambda message: errors.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    assert not errors


def open_situation(page: Page, site: Path, fragment: str = "", *, with_map: bool = False) -> None:
    page.goto((site / "index.html").as_uri() + fragment)
    page.wait_for_selector("#filters:visible")
    if with_map:
        page.wait_for_selector("html[data-map=ready]", timeout=MAP_MS)


def listed(page: Page) -> list[str]:
    """The ids of the events that the page lists."""
    cards = page.locator("#events [data-event]")
    return [str(card) for card in cards.evaluate_all("cards => cards.map(card => card.dataset.event)")]


def serious_violations(page: Page) -> list[tuple[str, str]]:
    """What seriously bars somebody from a page: each rule that is broken, with the first place where it is."""
    violations = Axe().run(page).response["violations"]
    return [(v["id"], v["nodes"][0]["html"][:200]) for v in violations if v["impact"] in ("serious", "critical")]


def bars(browser: Browser, site: Path, scheme: str) -> dict[str, list[tuple[str, str]]]:
    """What seriously bars somebody, by the page, of one page of each kind; `scheme` is light or dark."""
    context = browser.new_context(color_scheme="dark" if scheme == "dark" else "light", bypass_csp=True)
    page = context.new_page()
    found = {}
    for path in kinds_of_page(site):
        page.goto(path.as_uri())
        if serious := serious_violations(page):
            found[path.relative_to(site).as_posix()] = serious
    context.close()
    return found


def wider(browser: Browser, site: Path, width: int) -> list[str]:
    """The pages, of one of each kind, that are wider than a screen of `width` px."""
    context = browser.new_context(viewport={"width": width, "height": 844}, java_script_enabled=False)
    page = context.new_page()
    found = []
    for path in kinds_of_page(site):
        page.goto(path.as_uri())
        if page.evaluate("document.documentElement.scrollWidth") > width:
            found.append(path.name)
    context.close()
    return found


def print_situation(page: Page, site: Path) -> bytes:
    """The PDF of a situation page that shows on paper what it should; the page is left as it is printed."""
    open_situation(page, site)
    page.emulate_media(media="print")
    assert page.locator("#filters").is_hidden()
    assert page.locator("#player").is_hidden()
    assert page.locator(".event-title").first.is_visible()
    return page.pdf(format="A4")


def kinds_of_page(site: Path) -> list[Path]:
    """One page of each kind."""
    names = ("actors", "days", "events", "places", "reports", "sources")
    folders = [min(path for path in (site / name).glob("*.html") if not is_moved(path)) for name in names]
    return [*sorted(site.glob("*.html")), *folders]


def is_moved(path: Path) -> bool:
    """Whether a page only leads to another one."""
    return 'http-equiv="refresh"' in path.read_text(encoding="utf-8")

"""Make the pictures of the documentation, from pages built afresh: the demonstration's and the tutorial's.

    python -m tools.screenshots [NAME...]

Without names all pictures are made. Needs Chromium, and Playwright from the test dependencies.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

from accordingto.cli.demo import build_demo
from tools.examples import TUTORIAL, renew, run

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader"
).split()
MOST_BYTES = 300_000  # of one picture: documentation is read over slow lines too
MAP_MS = 60_000
FADE_MS = 2_000  # the marks of a map fade in
CORRECTION = "## 7."  # the tutorial's pictures show its pages as they are before this section


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """One picture: of which page, in a window how large, what is done there first; `part` selects what is taken."""

    name: str
    size: tuple[int, int]
    address: Callable[[Path], Path]
    prepare: Callable[[Page], None]
    part: str | None = None


def main(names: Sequence[str]) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    makers = ((_demo, DEMO_PICTURES), (_tutorial, TUTORIAL_PICTURES))
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for make, pictures in makers:
            wanted = [picture for picture in pictures if not names or picture.name in names]
            if wanted:
                place = Path(folder) / make.__name__
                place.mkdir()
                make(place)
            for picture in wanted:
                _write(picture, _taken(browser, picture, place))
        browser.close()


def _demo(folder: Path) -> None:
    build_demo(folder / "site", quiet=True)


def _tutorial(folder: Path) -> None:
    renew(TUTORIAL.read_text(encoding="utf-8").partition(CORRECTION)[0], folder)


def _index(folder: Path) -> Path:
    return folder / "site" / "index.html"


def _air_strike(folder: Path) -> Path:
    """The page of the tutorial's event with the most reports at Tora."""
    found = json.loads(run("accordingto events --place Tora --json", folder))
    most = max(found, key=lambda event: int(event["reports"]))
    return folder / "site" / "events" / f"{most['id']}.html"


def _palace(folder: Path) -> Path:
    """The page of the tutorial's event that three outlets tell and one origin knew."""
    (found,) = json.loads(run("accordingto events --place Khartoum --until 2025-03-21 --json", folder))
    return folder / "site" / "events" / f"{found['id']}.html"


def _wait_for_map(page: Page) -> None:
    page.wait_for_selector("html[data-map=ready]", timeout=MAP_MS)
    page.wait_for_timeout(FADE_MS)


def _show_map(page: Page) -> None:
    """On a telephone, the map and what is around it."""
    page.locator("#workbench").evaluate("bench => bench.scrollIntoView()")
    _wait_for_map(page)


def _open_report(page: Page) -> None:
    """From an event to a report that both asserts and denies it."""
    page.locator("main a[href*='reports/']", has_text="Meridian Post").first.click()
    page.wait_for_load_state()
    page.wait_for_timeout(FADE_MS)


DEMO_PICTURES = (
    Picture(name="situation-desktop", size=(1440, 1180), address=_index, prepare=_wait_for_map),
    Picture(name="situation-phone", size=(390, 844), address=_index, prepare=_show_map),
)
TUTORIAL_PICTURES = (
    Picture(name="tutorial-situation", size=(1200, 1100), address=_index, prepare=_wait_for_map),
    Picture(name="tutorial-event", size=(1200, 1500), address=_air_strike, prepare=_wait_for_map),
    Picture(
        name="tutorial-origins",
        size=(1440, 1000),
        address=_palace,
        prepare=_wait_for_map,
        part="section[aria-labelledby=origins]",
    ),
    Picture(name="tutorial-report", size=(1200, 760), address=_air_strike, prepare=_open_report),
)


def _taken(browser: Browser, picture: Picture, folder: Path) -> bytes:
    width, height = picture.size
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto(picture.address(folder).resolve().as_uri())
    picture.prepare(page)
    body = page.locator(picture.part).screenshot() if picture.part else page.screenshot()
    page.close()
    return body


def _write(picture: Picture, body: bytes) -> None:
    if len(body) > MOST_BYTES:
        raise SystemExit(f"{picture.name} has {len(body):,} bytes, more than {MOST_BYTES:,}")
    (IMAGES / f"{picture.name}.png").write_bytes(body)
    sys.stdout.write(f"{picture.name}.png: {len(body):,} bytes\n")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Make the README's pictures of the demonstration page.

    python -m tools.screenshots SITE

SITE is the folder of a published page, such as `accordingto demo --no-serve --out demo` leaves. Needs Chromium, and
Playwright from the test dependencies.
"""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

IMAGES = Path(__file__).resolve().parents[1] / "docs" / "images"
ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader"
).split()
PICTURES = {"situation-desktop": (1440, 1180), "situation-phone": (390, 844)}
MOST_BYTES = 300_000  # of one picture: a README is read over slow lines too
MAP_MS = 60_000


def main(site: Path) -> None:
    IMAGES.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        for name, (width, height) in PICTURES.items():
            picture = _picture(browser, site, width, height)
            if len(picture) > MOST_BYTES:
                raise SystemExit(f"{name} has {len(picture):,} bytes, more than {MOST_BYTES:,}")
            (IMAGES / f"{name}.png").write_bytes(picture)
            sys.stdout.write(f"{name}.png: {len(picture):,} bytes\n")
        browser.close()


def _picture(browser: Browser, site: Path, width: int, height: int) -> bytes:
    """The top of the situation page with its map drawn; on a telephone, the map and what is around it."""
    page = browser.new_page(viewport={"width": width, "height": height})
    page.goto((site / "index.html").resolve().as_uri())
    page.wait_for_selector("html[data-map=ready]", timeout=MAP_MS)
    if width < 600:
        page.locator("#workbench").evaluate("bench => bench.scrollIntoView()")
    page.wait_for_timeout(2_000)  # the marks fade in
    picture = page.screenshot()
    page.close()
    return picture


if __name__ == "__main__":
    main(Path(sys.argv[1]))

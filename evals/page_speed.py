"""`python -m evals.page_speed`: how soon the situation page can be used and how quickly it answers, in a Chromium.

Pages of a made-up war are published and opened from disk, again and again in turns with a page that holds nothing but
an empty map, and with themselves without the map library: what a busy machine takes from one it takes from the others,
and what drawing a map takes without a graphics card is told apart. Medians are given, and the range.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

import click
from playwright.sync_api import Browser, Page, sync_playwright

from accordingto.ledger import Ledger, View
from accordingto.pipeline.linking import link_method
from accordingto.publish import PublishOptions, publish
from evals.scale_fill import fill

ARGUMENTS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --use-gl=angle --use-angle=swiftshader --enable-unsafe-swiftshader"
).split()
PROBE = Path(__file__).with_suffix(".js")
EVENTS_A_REPORT = 2.2  # events that the made-up war gives a report, less than it tells since others tell them too
PER_DAY = 10  # reports: 10,000 events are then told in 15 months
READY_MS = 60_000
REST_MS = 600  # after an answer, for the map to be drawn
PLAYED_MS = 6_000
STEPS_SLID = 6
WORDS = "shelled"
LIBRARY = "maplibre*"
REFERENCE = """<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Reference</title>
<link rel="stylesheet" href="static/maplibre-gl.css"><style>#map { height: 600px }</style></head>
<body><div id="map"></div><script src="static/maplibre-gl.js"></script><script>
new maplibregl.Map({ container: "map", style: { version: 8, sources: {}, layers: [] } })
  .once("load", () => document.documentElement.setAttribute("data-map", "ready"));
</script></body></html>"""

Measures = dict[str, list[float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A page to open; `has_map` False keeps the map library from it."""

    name: str
    path: Path
    has_map: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What was measured of one page: name of a measure to a value for each run."""

    name: str
    measures: Mapping[str, Sequence[float]]


def build_site(folder: Path, events: int) -> str:
    """A site of about so many events below `folder`, and its number of events in words."""
    folder.mkdir()
    with Ledger.open(folder / "ledger.db") as ledger:
        fill(ledger, round(events / EVENTS_A_REPORT), per_day=PER_DAY, method_id=link_method().id, keyed=False)
        with View(ledger) as view:
            published = publish(view, folder / "site", options=PublishOptions(title="A made-up war"))
    (folder / "site" / "reference.html").write_text(REFERENCE, encoding="utf-8")
    return f"{published.events:,} events"


def measure(sites: Mapping[str, Path], *, runs: int) -> list[Speed]:
    """An empty map and each site, with its map and without, opened in turns."""
    visits = [Visit(name="an empty map", path=next(iter(sites.values())) / "reference.html")]
    for name, site in sites.items():
        visits.append(Visit(name=name, path=site / "index.html"))
        visits.append(Visit(name="without the map", path=site / "index.html", has_map=False))
    found: list[Measures] = [{} for _ in visits]
    with chromium() as browser:
        for run in range(runs + 1):
            for visit, measures in zip(visits, found, strict=True):
                seen = _opened(browser, visit)
                for what, value in seen.items() if run else ():  # the first run warms the disk's cache
                    measures.setdefault(what, []).append(value)
    return [Speed(name=visit.name, measures=measures) for visit, measures in zip(visits, found, strict=True)]


@contextmanager
def chromium() -> Iterator[Browser]:
    """Chromium without a screen or a graphics card."""
    path = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=ARGUMENTS)
        yield browser
        browser.close()


def _opened(browser: Browser, visit: Visit) -> dict[str, float]:
    """One visit: the page is opened, and if it is a situation, used."""
    context = browser.new_context(viewport={"width": 1280, "height": 900})
    context.add_init_script(path=PROBE)
    if not visit.has_map:
        context.route("**/maplibre-gl.js", lambda route: route.abort())
    page = context.new_page()
    loaded: set[str] = set()
    page.on("requestfinished", lambda request: loaded.add(request.url))
    page.goto(visit.path.as_uri())
    page.wait_for_selector("html[data-map=ready]" if visit.has_map else "#filters:visible", timeout=READY_MS)
    page.wait_for_timeout(REST_MS)
    times = _asked(page, "times()")
    measures = {"map drawn, ms": times["map"]} if visit.has_map else {}
    if visit.path.name == "index.html":
        measures |= {"first page, kB": _bytes(loaded) / 1000}
        measures |= {"text seen, ms": times["seen"], "usable, ms": times["usable"]}
        measures |= _used(page)
    context.close()
    return measures


def _bytes(addresses: Iterable[str]) -> int:
    """The size of the files at those addresses, without the map library's."""
    paths = [Path(unquote(parts.path)) for url in addresses if (parts := urlsplit(url)).scheme == "file"]
    return sum(path.stat().st_size for path in paths if not path.match(LIBRARY))


def _used(page: Page) -> dict[str, float]:
    """What filters, slider and player take."""
    first = _asked(page, f"filter('type', 1, {REST_MS})")
    again = [_asked(page, f"filter('mark', {number}, {REST_MS})") for number in (1, 0)]
    again.append(_asked(page, f"search({json.dumps(WORDS)}, {REST_MS})"))
    page.locator("#clear").click()
    steps = int(page.evaluate("pageSpeed.steps()"))
    middle = range(steps // 2, min(steps // 2 + STEPS_SLID, steps))
    slid = [_asked(page, f"slide({number}, {REST_MS})") for number in middle]
    played = _asked(page, f"play({PLAYED_MS})")
    return {
        "first filter, ms": first["ms"],
        "further filter, ms": median(one["ms"] for one in again),
        "slider step, ms": median(one["ms"] for one in slid),
        "longest task of these, ms": max(one["longest"] for one in (*again, *slid)),
        "play: frames a second": played["frames"],
        "play: tasks over 50 ms": played["long"],
        "play: longest task, ms": played["longest"],
        "play: longest wait, ms": played["ms"],
    }


def _asked(page: Page, call: str) -> dict[str, float]:
    answer = page.evaluate(f"pageSpeed.{call}")
    assert isinstance(answer, dict)
    return {str(name): float(value) for name, value in answer.items()}


def show(speeds: Sequence[Speed]) -> str:
    """The measures as a table: the median of the runs, the range behind it."""
    names = dict.fromkeys(name for speed in reversed(speeds) for name in speed.measures)
    lines = [f"{'':<28}" + "".join(f"{speed.name:>24}" for speed in speeds)]
    for name in names:
        lines.append(f"{name:<28}" + "".join(f"{_cell(speed.measures.get(name, ())):>24}" for speed in speeds))
    return "\n".join(line.rstrip() for line in lines)


def _cell(values: Sequence[float]) -> str:
    if not values:
        return ""
    return f"{median(values):,.0f} ({min(values):,.0f} to {max(values):,.0f})"


@click.command(help="Measure the situation page in Chromium.")
@click.option("--events", default="1000,10000", show_default=True, help="About how many events each page has.")
@click.option("--runs", type=click.IntRange(1), default=5, show_default=True, help="How often each page is opened.")
def main(events: str, runs: int) -> None:
    with tempfile.TemporaryDirectory() as folder:
        sites = {}
        for number in events.split(","):
            below = Path(folder) / number
            sites[build_site(below, int(number))] = below / "site"
        click.echo(show(measure(sites, runs=runs)))


if __name__ == "__main__":
    main(prog_name="python -m evals.page_speed")

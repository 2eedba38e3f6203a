"""A situation -> every file of the site, as bytes by path; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from accordingto.errors import PublishError
from accordingto.publish import feeds
from accordingto.publish.basemap import CREDIT, cut, load_world
from accordingto.publish.exports import SITE_FORMATS
from accordingto.publish.geometry import Box
from accordingto.publish.mapdata import core, map_area
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.event_page import event_page
from accordingto.publish.pages.report_page import report_page
from accordingto.publish.pages.situation_page import day_cards, default_title, situation_page
from accordingto.publish.pages.source_pages import SourceRow, source_pages, source_rows
from accordingto.publish.scripts import basemap_script, event_scripts, map_places
from accordingto.publish.situation import Situation, first_day, outlet, title
from accordingto.publish.wording import clean, counted, day, minute, one_line

NAVIGATION = (
    ("index.html", "Situation"),
    ("reports.html", "Reports"),
    ("sources.html", "Sources"),
    ("issues.html", "Issues"),
    ("downloads.html", "Downloads"),
    ("about.html", "About"),
)
# Nothing but the site's own files; the map library draws into blobs and works in one, and the pages never ask a server.
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; "
    "worker-src blob:; child-src blob:; base-uri 'none'; form-action 'none'"
)
VIEW_MARGIN, VIEW_LEAST = 0.06, 0.25
ISSUES_SHOWN = 100  # of each code; the ledger's file holds all
MAPLIBRE_FILES = ("maplibre-gl.js", "maplibre-gl.css")


class Site:
    """The files of one publication, made page by page."""

    def __init__(self, situation: Situation, options: PublishOptions) -> None:
        self.situation = situation
        self.options = options
        self.title = one_line(options.title or default_title(situation.events))
        self.area = map_area(situation.events, options.area) if options.maplibre else None
        self._environment = _environment()

    def files(self) -> dict[str, bytes]:
        """Every file by its path below the site's folder."""
        return dict(self._files())

    def _files(self) -> Iterator[tuple[str, bytes]]:
        scripts = dict(self._data_scripts())
        yield from scripts.items()
        yield from self._downloads()
        yield "feed.xml", feeds.atom(self.situation, self.options, self.title)
        yield "feed.json", feeds.json_feed(self.situation, self.options, self.title)
        yield "index.html", self._index([path for path in scripts if path != "data/basemap.js"], scripts)
        yield from self._days()
        yield from self._events()
        yield from self._reports()
        yield from self._sources()
        yield "issues.html", self._issues()
        yield "about.html", self._page("about.html", "about.html", credit=CREDIT)
        yield from static_files(maplibre=self.area is not None)

    def _page(self, template: str, here: str, **values: object) -> bytes:
        """One page; `here` is its path, which says how far up the site's root is."""
        known = self.situation.known_until
        text = self._environment.get_template(template).render(
            root="../" * here.count("/"),
            here=here,
            site_title=self.title,
            navigation=NAVIGATION,
            csp=POLICY,
            version=program_version(),
            known_until=day(known) if known else "",
            **{"uses_map": False, **values},
        )
        return text.encode("utf-8", "replace") + b"\n"

    def _index(self, data: Sequence[str], scripts: dict[str, bytes]) -> bytes:
        page = situation_page(self.situation, self.area)
        listed = {group.key for group in page.days}
        days = {first_day(event) for event in self.situation.events} - {None}
        view = core(self.situation.events) if self.options.area is None else self.options.area
        return self._page(
            "situation.html",
            "index.html",
            page=page,
            standfirst=self.options.standfirst,
            unlisted_words=counted(page.unlisted, "earlier event"),
            day_links={
                d: f"#day-{d.isoformat()}" if d and d.isoformat() in listed else f"days/{d.isoformat()}.html"
                for d in days
                if d is not None
            },
            core=_box_words(view.grown(VIEW_MARGIN, VIEW_LEAST)) if view else "",
            data_scripts=[*(["data/basemap.js"] if "data/basemap.js" in scripts else []), *data],
            uses_map=self.area is not None,
        )

    def _data_scripts(self) -> Iterator[tuple[str, bytes]]:
        yield from event_scripts(self.situation, self.area).items()
        if self.area is not None:
            yield "data/basemap.js", basemap_script(cut(self.area, load_world()))

    def _days(self) -> Iterator[tuple[str, bytes]]:
        groups = day_cards(self.situation, self.situation.events)
        for i, group in enumerate(groups):
            path = f"days/{group.key}.html"
            yield (
                path,
                self._page(
                    "day.html",
                    path,
                    group=group,
                    count=counted(len(group.events), "event"),
                    before=groups[i - 1] if i > 0 else None,
                    after=groups[i + 1] if i + 1 < len(groups) else None,
                ),
            )

    def _events(self) -> Iterator[tuple[str, bytes]]:
        for event in self.situation.events:
            path = f"events/{event.id}.html"
            found = map_places(event, self.area) if self.area else []
            places = msgspec.json.encode(found).decode() if found else ""
            page = event_page(self.situation, event)
            yield path, self._page("event.html", path, page=page, places=places, uses_map=bool(places))

    def _reports(self) -> Iterator[tuple[str, bytes]]:
        rows = []
        for article in self.situation.articles.values():
            path = f"reports/{article.id}.html"
            page = report_page(self.situation, article, full_text=self.options.full_text)
            yield path, self._page("report.html", path, page=page)
            counts = f"{counted(len(page.attributions), 'attribution')}, {counted(len(page.events), 'event')}"
            rows.append(
                {
                    "id": article.id,
                    "title": title(article),
                    "outlet": outlet(article),
                    "known": minute(article.known_at),
                    "counts": counts,
                }
            )
        count = counted(len(rows), "report")
        yield "reports.html", self._page("reports.html", "reports.html", rows=rows[::-1], count=count)

    def _sources(self) -> Iterator[tuple[str, bytes]]:
        rows = source_rows(self.situation)
        yield "sources.html", self._page("sources.html", "sources.html", rows=rows)
        for page_id, page in source_pages(self.situation).items():
            path = f"sources/{page_id}.html"
            yield path, self._page("source.html", path, page=page, summary=_source_summary(page.row))

    def _issues(self) -> bytes:
        found = sorted(self.situation.issues, key=lambda issue: (issue.stage, issue.code))
        groups = [
            (stage, code, list(issues)) for (stage, code), issues in groupby(found, key=lambda i: (i.stage, i.code))
        ]
        count = capitalized_count(len(found))
        return self._page("issues.html", "issues.html", groups=groups, count=count, shown=ISSUES_SHOWN)

    def _downloads(self) -> Iterator[tuple[str, bytes]]:
        rows = []
        for exported in SITE_FORMATS.values():
            body = exported.write(self.situation, self.options)
            rows.append((exported.file_name, exported.what, exported.loss, _size(len(body))))
            yield f"downloads/{exported.file_name}", body
        yield "downloads.html", self._page("downloads.html", "downloads.html", files=rows)


def _environment() -> Environment:
    """Templates that escape everything, from which no invisible character of a report reaches a page."""
    return Environment(
        loader=PackageLoader("accordingto.publish", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_finalize,
    )


def _finalize(value: object) -> object:
    return clean(value) if isinstance(value, str) and not isinstance(value, Markup) else value


def _source_summary(row: SourceRow) -> str:
    """What a source said here, in a sentence or two."""
    said = f"{counted(row.statements, 'statement')} in {counted(row.reports, 'report')}, "
    said += f"{counted(row.claims, 'claim')} about {counted(row.events, 'event')}"
    span = f"on {row.first}" if row.first == row.last else f"from {row.first} to {row.last}"
    alone = f" {counted(row.alone, 'claim is', 'claims are')} made by nobody else." if row.alone else ""
    return f"{said}, {span}.{alone}"


def capitalized_count(number: int) -> str:
    return counted(number, "issue") if number else "Everything could be read"


def _size(length: int) -> str:
    """A file's size as people read it."""
    return f"{length / 1_000_000:.1f} MB" if length >= 1_000_000 else f"{max(1, round(length / 1000))} kB"


def _box_words(box: Box) -> str:
    return " ".join(f"{side:.3f}" for side in (box.west, box.south, box.east, box.north))


def program_version() -> str:
    """The installed version, "0" when run from a checkout that is not installed."""
    try:
        return version("accordingto")
    except PackageNotFoundError:
        return "0"


def static_files(*, maplibre: bool) -> Iterator[tuple[str, bytes]]:
    """The site's own style, scripts and typefaces, and the map library's out of its package."""
    static = files("accordingto.publish") / "static"
    for item in sorted(static.iterdir(), key=lambda entry: entry.name):
        if item.is_file():
            yield f"static/{item.name}", item.read_bytes()
    for item in sorted((static / "fonts").iterdir(), key=lambda entry: entry.name):
        yield f"static/fonts/{item.name}", item.read_bytes()
    if maplibre:
        yield from _maplibre_files()


def _maplibre_files() -> Iterator[tuple[str, bytes]]:
    """MapLibre GL's script and style from the PyPI package `maplibre`, read as files: importing it is slow."""
    spec = find_spec("maplibre")
    folders = spec.submodule_search_locations if spec else None
    for name in MAPLIBRE_FILES:
        path = Path(folders[0] if folders else "maplibre", "srcjs", name)
        try:
            yield f"static/{name}", path.read_bytes()
        except FileNotFoundError as error:
            raise PublishError(f"{path} is missing: install the package maplibre again") from error

"""A situation -> every file of the site, as bytes by path; nothing is written here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby
from urllib.parse import urlencode

import msgspec

from accordingto.model import Event, stable_id
from accordingto.publish import feeds
from accordingto.publish.assets import static_files
from accordingto.publish.basemap import CREDIT, cut, load_world
from accordingto.publish.cover import cover_file
from accordingto.publish.error_card import load_error_card
from accordingto.publish.exports import SITE_FORMATS
from accordingto.publish.exports.geojson import geojson
from accordingto.publish.exports.schema_org import article_node, event_nodes, page_json, situation_nodes
from accordingto.publish.exports.tables import claims_csv
from accordingto.publish.geometry import Box
from accordingto.publish.issues import code_words, without_folders
from accordingto.publish.mapdata import core, located, map_area
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import event_cards
from accordingto.publish.pages.day_pages import day_pages
from accordingto.publish.pages.event_page import event_page
from accordingto.publish.pages.listing import Letter, list_pages
from accordingto.publish.pages.profiles import MOST_HELD, Profile, actor_profiles, control_now, place_profiles
from accordingto.publish.pages.report_list import report_list, report_row
from accordingto.publish.pages.report_page import report_page
from accordingto.publish.pages.situation_page import default_title, situation_page
from accordingto.publish.pages.source_pages import SourceRow, source_pages, source_rows
from accordingto.publish.rendering import Renderer
from accordingto.publish.scripts import (
    EAGER_BYTES,
    MapPlace,
    basemap_script,
    control_script,
    event_scripts,
    map_places_of,
    overview_script,
)
from accordingto.publish.situation import Situation, first_day
from accordingto.publish.wording import counted, day, joined, one_line

VIEW_MARGIN, VIEW_LEAST = 0.06, 0.25
ISSUES_SHOWN = 100  # of each code; the ledger's file holds all


class Site:
    """The files of one publication, made page by page."""

    def __init__(self, situation: Situation, options: PublishOptions, *, has_brief: bool = False) -> None:
        self.situation = situation
        self.options = options
        self.title = one_line(options.title or default_title(situation.events))
        self.cards = event_cards(situation)
        self.cover = cover_file(options.cover) if options.cover else None
        self.pages = Renderer(
            self.title,
            as_of=day(situation.as_of) if situation.as_of else "",
            links=options.links,
            has_brief=has_brief,
        )
        self.area = map_area(situation.events, options.area) if options.maplibre else None
        self.followed = feeds.followed_topics(situation)

    def files(self) -> dict[str, bytes]:
        """Every file by its path below the site's folder."""
        return dict(self._files())

    def _files(self) -> Iterator[tuple[str, bytes]]:
        months = event_scripts(self.situation, self.cards, self.area)
        yield from months.items()
        yield "data/overview.js", overview_script(self.situation, self.area)
        if self.situation.control:
            yield "data/control.js", control_script(self.situation)
        if self.area is not None:
            yield "data/basemap.js", basemap_script(cut(self.area, load_world()))
        yield from self._downloads()
        yield from feeds.feed_files(self.situation, self.options, self.title)
        if self.cover is not None:
            yield self.cover
        yield "index.html", self._index(months)
        yield from self._days()
        yield from self._events()
        yield from self._reports()
        yield from self._sources()
        yield from self._actors()
        yield from self._places()
        yield "issues.html", self._issues()
        yield "about.html", self.pages.page("about.html", "about.html", credit=CREDIT, card=load_error_card())
        yield from static_files(maplibre=self.area is not None)

    def _index(self, months: Mapping[str, bytes]) -> bytes:
        page = situation_page(self.situation, self.cards, self.area)
        listed = {group.key for group in page.days}
        days = {first_day(event) for event in self.situation.events} - {None}
        view = core(self.situation.events, self.options.area)
        first = {card.id for card in (*page.supported, *page.contested)}
        nodes = situation_nodes(
            self.situation,
            [event for event in self.situation.events if event.id in first],
            self.options,
            name=self.title,
            words=page.figures,
            files=[(f"downloads/{found.file_name}", found.media_type) for found in SITE_FORMATS.values()],
        )
        return self.pages.page(
            "situation.html",
            "index.html",
            page=page,
            standfirst=self.options.standfirst,
            tags=[one_line(tag) for tag in self.options.tags],
            cover=self.options.cover,
            cover_path=self.cover[0] if self.cover else "",
            unlisted_words=counted(page.unlisted, "earlier event"),
            day_links={
                d: f"#day-{d.isoformat()}" if d and d.isoformat() in listed else f"days/{d.isoformat()}.html"
                for d in days
                if d is not None
            },
            core=_box_words(view.grown(VIEW_MARGIN, VIEW_LEAST)) if view else "",
            data_scripts=self._first_scripts(months),
            control=control_now(self.situation),
            held_elsewhere=max(0, len(self.situation.control) - MOST_HELD),
            known_until=day(known) if (known := self.situation.known_until) else "",
            uses_map=self.area is not None,
            json_ld=page_json(nodes),
        )

    def _first_scripts(self, months: Mapping[str, bytes]) -> list[str]:
        """The data loaded with the first page: the months' only where they are small together."""
        eager = sum(map(len, months.values())) <= EAGER_BYTES
        return ["data/overview.js", *(months if eager else ())]

    def _days(self) -> Iterator[tuple[str, bytes]]:
        for page in day_pages(self.cards, self.situation.events):
            path = f"days/{page.key}.html"
            yield path, self.pages.page("day.html", path, page=page)

    def _events(self) -> Iterator[tuple[str, bytes]]:
        for event in self.situation.events:
            path = f"events/{event.id}.html"
            places = _places_words(map_places_of(located(event), self.area)) if self.area else ""
            page = event_page(self.situation, self.cards[event.id], event)
            nodes = [article_node(article, self.options) for article in self.situation.articles_of(event)]
            json_ld = page_json([*event_nodes(self.situation, event, self.options), *nodes])
            values = {"page": page, "places": places, "uses_map": bool(places), "json_ld": json_ld}
            yield path, self.pages.page("event.html", path, **values)
            if page.has_files:
                yield from self._files_of(event)
            yield from self._former(event)

    def _files_of(self, event: Event) -> Iterator[tuple[str, bytes]]:
        """The downloads of one event."""
        alone = replace(self.situation, events=(event,))
        yield f"events/{event.id}.geojson", geojson(alone, self.options)
        yield f"events/{event.id}.csv", claims_csv(alone, self.options)

    def _former(self, event: Event) -> Iterator[tuple[str, bytes]]:
        """Pages that point on from where mentions had pages before they were joined to the event's first."""
        for mention_id in event.mention_ids:
            path = f"events/{stable_id('event', mention_id)}.html"
            if path != f"events/{event.id}.html":
                yield path, self.pages.page("moved.html", path, card=self.cards[event.id])

    def _reports(self) -> Iterator[tuple[str, bytes]]:
        rows = []
        for article in self.situation.articles.values():
            path = f"reports/{article.id}.html"
            page = report_page(self.situation, article)
            json_ld = page_json([article_node(article, self.options)])
            yield path, self.pages.page("report.html", path, page=page, json_ld=json_ld)
            rows.append(report_row(self.situation, article, page))
        for listed in report_list(rows[::-1]):
            yield listed.path, self.pages.page("reports.html", listed.path, page=listed)

    def _sources(self) -> Iterator[tuple[str, bytes]]:
        for listed in list_pages(source_rows(self.situation), lambda row: row.name):
            path = _list_path("sources", listed.at)
            number = counted(listed.number, "source")
            yield path, self.pages.page("sources.html", path, page=listed, number=number)
        for page_id, page in source_pages(self.situation, self.cards).items():
            path = f"sources/{page_id}.html"
            feed = f"sources/{page_id}" if ("source", page_id) in self.followed else ""
            values = {"page": page, "summary": _source_summary(page.row), "feed": feed}
            more = counted(page.more, "earlier claim is", "earlier claims are")
            fragment = f"#{urlencode({'source': page.called})}"
            yield path, self.pages.page("source.html", path, **values, more_words=more, more_fragment=fragment)

    def _actors(self) -> Iterator[tuple[str, bytes]]:
        people = list(actor_profiles(self.situation, self.cards))
        rows = [(page, (dict(page.facts).get("Kind"), dict(page.facts).get("Side, as declared"))) for page in people]
        words = "Who is said to do something, or to suffer it. Who says so is under Sources."
        yield from self._profiles("actors", "Actors", words, ("Kind", "Side"), rows)
        for page in people:
            if page.has_page:
                yield self._profile(page, "actors", f"#{urlencode({'actor': page.name})}")

    def _places(self) -> Iterator[tuple[str, bytes]]:
        places = list(place_profiles(self.situation, self.cards))
        rows = [(page, (dict(page.facts).get("Region"), _holder(page))) for page in places]
        words = "Where events are said to have happened, and who is said to hold the place now."
        yield from self._profiles("places", "Places", words, ("Region", "Held by"), rows)
        for page in places:
            yield self._profile(page, "places", f"#{urlencode({'q': page.name})}")

    def _profiles(
        self,
        folder: str,
        heading: str,
        words: str,
        columns: Sequence[str],
        rows: Sequence[tuple[Profile, Sequence[str | None]]],
    ) -> Iterator[tuple[str, bytes]]:
        """The list of the profiles in one folder, without columns that hold nothing."""
        used = [i for i in range(len(columns)) if any(cells[i] for _, cells in rows)]
        shown = [(page, [cells[i] for i in used]) for page, cells in rows]
        values = {"folder": folder, "heading": heading, "words": words, "columns": [columns[i] for i in used]}
        for listed in list_pages(shown, lambda row: row[0].name):
            path = _list_path(folder, listed.at)
            number = counted(listed.number, heading[:-1].lower())
            yield path, self.pages.page("profiles.html", path, page=listed, number=number, **values)

    def _profile(self, page: Profile, folder: str, more_fragment: str) -> tuple[str, bytes]:
        path = f"{folder}/{page.id}.html"
        at = [page.at] if page.at else []
        places = _places_words(map_places_of(at, self.area)) if self.area else ""
        words = counted(page.events, "event")
        values = {"page": page, "summary": words, "cards": self.cards, "more_fragment": more_fragment, "places": places}
        feed = f"places/{page.id}" if ("place", page.id) in self.followed else ""  # actors are followed as sources
        return path, self.pages.page("profile.html", path, **values, feed=feed, uses_map=bool(places))

    def _issues(self) -> bytes:
        found = sorted(self.situation.issues, key=lambda issue: (issue.stage, issue.code))
        groups = [
            (stage, code_words(code), [without_folders(issue) for issue in issues])
            for (stage, code), issues in groupby(found, key=lambda i: (i.stage, i.code))
        ]
        count = capitalized_count(len(found))
        return self.pages.page("issues.html", "issues.html", groups=groups, count=count, shown=ISSUES_SHOWN)

    def _downloads(self) -> Iterator[tuple[str, bytes]]:
        rows = []
        for exported in SITE_FORMATS.values():
            body = exported.write(self.situation, self.options)
            rows.append((exported.file_name, exported.what, exported.loss, _size(len(body))))
            yield f"downloads/{exported.file_name}", body
        tags = sorted({(one_line(tag), feeds.tag_id(tag)) for event in self.situation.events for tag in event.tags})
        yield "downloads.html", self.pages.page("downloads.html", "downloads.html", files=rows, tags=tags)


def _list_path(folder: str, at: Letter | None) -> str:
    """Where a page of a long list lies."""
    return f"{folder}/{at.key}.html" if at else f"{folder}.html"


def _places_words(places: Sequence[MapPlace]) -> str:
    """Places as the small map's script takes them, "" for none."""
    return msgspec.json.encode(places).decode() if places else ""


def _holder(page: Profile) -> str:
    """Who is said to hold a place now, "" if nobody says."""
    now = page.control[0] if page.control else None
    return "" if now is None else f"{now.holder} (contested)" if now.contested else now.holder


def _source_summary(row: SourceRow) -> str:
    """What a source said here, in a sentence or two."""
    said = f"{counted(row.statements, 'statement')} in {counted(row.reports, 'report')}, "
    said += f"{counted(row.claims, 'claim')} about {counted(row.events, 'event')}"
    span = f"on {row.first}" if row.first == row.last else f"from {row.first} to {row.last}"
    counts = (
        (row.alone, "on events nobody else speaks of"),
        (row.leading, "before anybody else"),
        (row.echoed, "carried by more than one report"),
        (row.contested, "contested"),
        (row.admissions, "against its own interest"),
    )
    told = joined([f"{number:,} {words}" for number, words in counts if number], len(counts))
    return f"{said}, {span}. Of the claims: {told}." if told else f"{said}, {span}."


def capitalized_count(number: int) -> str:
    return counted(number, "issue") if number else "Everything could be read"


def _size(length: int) -> str:
    """A file's size as people read it."""
    return f"{length / 1_000_000:.1f} MB" if length >= 1_000_000 else f"{max(1, round(length / 1000))} kB"


def _box_words(box: Box) -> str:
    return " ".join(f"{side:.3f}" for side in (box.west, box.south, box.east, box.north))

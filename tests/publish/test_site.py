"""The whole site: its pages hold what the ledger does, lead to each other, and stay the same."""

from __future__ import annotations

import csv
import json
import shutil
from collections import Counter
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from accordingto import demo
from accordingto.errors import PublishError
from accordingto.ledger import Ledger, View
from accordingto.model import stable_id
from accordingto.pipeline import build
from accordingto.publish import publish
from accordingto.publish.checks import check
from accordingto.publish.control import HeldPlace
from accordingto.publish.cover import cover_file
from accordingto.publish.error_card import load_error_card
from accordingto.publish.geometry import Box
from accordingto.publish.options import Cover, PageLink
from accordingto.publish.pages.cards import event_cards, place_id
from accordingto.publish.pages.profiles import MOST_HELD, actor_id, control_now, place_profiles, whole_place
from accordingto.publish.pages.situation_page import default_title
from accordingto.publish.phrases import headline
from accordingto.publish.situation import Situation
from tests.factory import make_place
from tests.publish.conftest import NOW, OPTIONS
from tests.publish.hand_reader import HandReader
from tests.publish.many import add_events
from tests.publish.pages import PICTURE, html_files, read_page


def test_every_page_is_well_formed(site: Path) -> None:
    faults = {path.name: page.faults for path in html_files(site) if (page := read_page(path)).faults}
    assert not faults


def test_every_link_leads_somewhere(site: Path) -> None:
    pages = {path: read_page(path) for path in html_files(site)}
    for path, page in pages.items():
        for link in page.links:
            parts = urlsplit(link)
            if parts.scheme:
                assert parts.scheme in ("http", "https")
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            assert target.is_file(), f"{path.name} links to {link}"
            if parts.fragment and target in pages:
                assert parts.fragment in pages[target].ids, f"{path.name} links to {link}"


def test_every_page_carries_the_strict_policy(site: Path) -> None:
    for path in html_files(site):
        text = path.read_text(encoding="utf-8")
        assert "default-src &#39;none&#39;; script-src &#39;self&#39;" in text
        assert "unsafe" not in text


def test_the_page_says_what_it_rests_on(site: Path, example: Situation) -> None:
    page = read_page(site / "index.html")
    assert f"14 reports from 6 outlets make {len(example.claims)} attributed claims" in page.words
    assert "27 November – 8 December 2024" in page.words
    for event in example.events:
        assert f"event-{event.id}" in page.ids


def test_an_echo_is_told_as_one(site: Path, example: Situation) -> None:
    (withdrawal,) = (e for e in example.events if e.standing.reports == 3 and e.mode == "withdraw")
    path = site / "events" / f"{withdrawal.id}.html"
    words = " ".join(read_page(path).words.split())
    assert "3 reports · 3 outlets · 1 origin" in words
    assert "Halden Wire" in words
    assert "as reported by Halden Wire" in words
    # the words are the same three times and stand there once
    claims = path.read_text(encoding="utf-8").partition("<main")[2].partition('id="origins"')[0]
    assert claims.count("it had temporarily withdrawn its troops from Aleppo") == 1


def test_a_denial_is_named(site: Path, example: Situation) -> None:
    denied = [event for event in example.events if event.standing.denied_by]
    assert denied
    for event in denied:
        assert f"Denied by {event.standing.denied_by[0]}" in read_page(site / "events" / f"{event.id}.html").words


def test_an_actor_has_a_page_with_its_names_and_events(site: Path, example: Situation) -> None:
    army = next(person for person in example.people.values() if person.name == "Syrian army")
    words = read_page(site / "actors" / f"{actor_id(army.key)}.html").words
    assert "What they are said to do" in words
    for told in (*army.acting, *army.affected):
        assert headline(told) in words


def test_a_place_has_a_page_with_its_control(site: Path, example: Situation) -> None:
    hama = next(held for held in example.control.values() if held.place.name == "Hama")
    words = read_page(site / "places" / f"{place_id(hama.place.gazetteer_id)}.html").words
    assert "Who is said to hold it" in words
    assert hama.changes[-1].holder in words


def test_a_place_is_headed_as_reports_spell_it(example: Situation) -> None:
    hama = next(held.place for held in example.control.values() if held.place.name == "Hama")
    spelled = replace(example, spelled={hama.gazetteer_id: "Hamah"})
    page = next(page for page in place_profiles(spelled, event_cards(spelled)) if page.name == "Hamah")
    assert page.id == place_id(hama.gazetteer_id)
    assert ("In the gazetteer", "Hama") in page.facts
    assert any(row.place == "Hamah" for row in control_now(spelled))


def test_the_first_page_tabulates_the_places_that_changed_hands_last(example: Situation) -> None:
    hama = next(held for held in example.control.values() if held.place.name == "Hama")
    first = date(2024, 1, 1)
    control = {
        f"gn:{n}": HeldPlace(
            place=replace(hama.place, gazetteer_id=f"gn:{n}"),
            changes=(replace(hama.changes[-1], since=first + timedelta(days=n)),),
        )
        for n in range(MOST_HELD + 10)
    }
    rows = control_now(replace(example, control=control))
    assert len(rows) == MOST_HELD
    assert {row.place_id for row in rows} == {place_id(f"gn:{n}") for n in range(10, MOST_HELD + 10)}


def test_a_province_is_drawn_as_an_area() -> None:
    province = make_place("Aleppo", 36.2, 37.2, feature="A.ADM1", radius_m=90_000)
    assert whole_place(province, "Aleppo").radius_m == 90_000
    assert whole_place(make_place("Aleppo", 36.2, 37.2), "Aleppo").radius_m == 0


def test_an_event_told_once_is_no_file(site: Path, example: Situation) -> None:
    once = next(e for e in example.events if sum(len(claim.appearances) for claim in e.claims) == 1)
    assert not (site / "events" / f"{once.id}.csv").exists()
    assert f"{once.id}.csv" not in read_page(site / "events" / f"{once.id}.html").links


def test_an_actor_of_one_report_leads_to_its_event(site: Path, example: Situation) -> None:
    links = read_page(site / "actors.html").links
    for person in example.people.values():
        told = (*person.acting, *person.affected)
        reports = {article.id for event in told for article in example.articles_of(event)}
        has_page = (site / "actors" / f"{actor_id(person.key)}.html").is_file()
        assert has_page is (len(reports) > 1)
        if told:
            assert has_page or any(f"events/{event.id}.html" in links for event in told)


def test_an_event_has_downloads_of_its_own(site: Path, example: Situation) -> None:
    event = max(example.events, key=lambda event: event.standing.reports)
    table = (site / "events" / f"{event.id}.csv").read_text(encoding="utf-8-sig").splitlines()
    assert len(list(csv.DictReader(table))) == sum(len(claim.appearances) for claim in event.claims)
    features = json.loads((site / "events" / f"{event.id}.geojson").read_bytes())["features"]
    assert {feature["properties"]["event_id"] for feature in features} == {event.id}


def test_the_address_of_a_joined_event_points_on(site: Path, example: Situation) -> None:
    joined = [event for event in example.events if len(event.mention_ids) > 1]
    assert joined
    for event in joined:
        for mention_id in event.mention_ids:
            page = read_page(site / "events" / f"{stable_id('event', mention_id)}.html")
            assert f"{event.id}.html" in page.links or page.path.stem == event.id


def test_the_first_page_says_in_data_what_it_is_about(site: Path, example: Situation) -> None:
    (found,) = read_page(site / "index.html").data
    page, data = found["@graph"]
    assert (page["@type"], page["name"], data["@type"]) == ("CollectionPage", demo.TITLE, "Dataset")
    assert data["temporalCoverage"] == "2024-11-27/2024-12-08"
    about, files = page["about"], data["distribution"]
    assert isinstance(about, list)
    assert isinstance(files, list)
    assert {node["@id"].removeprefix("urn:accordingto:event:") for node in about} <= {e.id for e in example.events}
    assert len(about) > 3
    for file in files:
        assert (site / file["contentUrl"]).is_file()


def test_pages_say_in_data_what_they_hold(site: Path, example: Situation) -> None:
    event = example.events[0]
    (found,) = read_page(site / "events" / f"{event.id}.html").data
    kinds = Counter(node["@type"] for node in found["@graph"])
    assert kinds["Claim"] == len(event.claims)
    assert kinds["NewsArticle"] == len(example.articles_of(event))
    report = next(iter(example.articles))
    assert [node["@type"] for node in read_page(site / "reports" / f"{report}.html").data[0]["@graph"]] == [
        "NewsArticle"
    ]


def test_places_and_sources_lead_to_their_feeds(site: Path) -> None:
    places = [path for path in (site / "places").glob("*.html") if (path.parent / f"{path.stem}.xml").is_file()]
    assert places
    for path in places:
        assert f"../places/{path.stem}.xml" in read_page(path).links
    followed = [path for path in (site / "sources").glob("*.html") if (path.parent / f"{path.stem}.xml").is_file()]
    assert followed
    for path in followed:
        assert f"../sources/{path.stem}.json" in read_page(path).links


def test_what_the_publisher_adds_stands_on_the_page(example_view: View, tmp_path: Path) -> None:
    image = tmp_path / "road.png"
    image.write_bytes(PICTURE)
    options = replace(
        OPTIONS,
        maplibre=False,
        tags=("Syria", "<b>"),
        time_zone="Asia/Damascus",
        cover=Cover(image=image, alt="A road at dusk", credit="N. N."),
        links=(PageLink(text="Support us", url="https://paper.example/support"),),
    )
    publish(example_view, tmp_path / "site", options=options)
    page = read_page(tmp_path / "site" / "index.html")
    assert not page.faults
    assert {"cover.png", "https://paper.example/support"} <= set(page.links)
    assert (tmp_path / "site" / "cover.png").read_bytes() == PICTURE
    assert "N. N." in page.words
    assert "<b>" in page.words
    assert "UTC+3" in read_page(tmp_path / "site" / "reports.html").words


def test_about_tells_how_often_it_errs_beside_what_people_agree_on(site: Path) -> None:
    card = load_error_card()
    words = " ".join(read_page(site / "about.html").words.split())
    assert len(card.fields) > 20
    for field in card.fields:
        assert field.label in words
        assert 0 <= field.ours <= 1
        assert 0 < field.people <= 1
    assert all(group.name in words for group in card.groups)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (None, "cannot be read"),
        (b"<svg onload='alert(1)'/>", "must be a JPEG"),
        (b"", "must be a JPEG"),
        (PICTURE + bytes(1_000_000), "make it smaller"),
    ],
)
def test_a_cover_that_is_none_is_named(body: bytes | None, words: str, tmp_path: Path) -> None:
    image = tmp_path / "cover"
    if body is not None:
        image.write_bytes(body)
    with pytest.raises(PublishError, match=words):
        cover_file(Cover(image=image, alt="", credit=""))


def test_a_link_of_the_page_runs_nothing() -> None:
    with pytest.raises(ValueError, match="no link"):
        PageLink(text="x", url="javascript:alert(1)")


def test_the_brief_stands_in_the_navigation_where_there_is_one(example_ledger: Ledger, tmp_path: Path) -> None:
    options = replace(OPTIONS, maplibre=False)
    with View(example_ledger, datetime(2024, 12, 5, tzinfo=UTC)) as before, View(example_ledger) as view:
        publish(view, tmp_path, options=options, before=before)
        assert "brief.html" in read_page(tmp_path / "about.html").links
        publish(view, tmp_path, options=options)
    assert "brief.html" not in read_page(tmp_path / "about.html").links


def test_a_report_marks_what_is_said_within_what_is_said(site: Path, example: Situation) -> None:
    (report,) = (a for a in example.articles.values() if (a.url or "").endswith("aleppo-what-we-know"))
    text = (site / "reports" / f"{report.id}.html").read_text(encoding="utf-8")
    assert "m-content d2" in text
    assert "Within what note 2 says." in text


def test_publishing_again_changes_no_byte(example_view: View, tmp_path: Path) -> None:
    first = publish(example_view, tmp_path, options=OPTIONS)
    second = publish(example_view, tmp_path, options=OPTIONS)
    assert first.written > 0
    assert (second.written, second.unchanged, second.removed) == (0, first.written, 0)


def test_a_new_report_changes_only_the_pages_it_touches(tmp_path: Path) -> None:
    out = tmp_path / "site"
    with Ledger.open(tmp_path / "many.db") as ledger:
        add_events(ledger, 70, per_day=1)
        with View(ledger) as view:
            publish(view, out)
            known = {event.id for event in view.events()}
        before = {path: path.read_bytes() for path in html_files(out)}
        add_events(ledger, 71, per_day=1)
        with View(ledger) as view:
            publish(view, out)
            (new,) = (event for event in view.events() if event.id not in known)
    changed = {path.relative_to(out) for path in html_files(out) if path.read_bytes() != before.get(path)}
    report = new.claims[0].appearances[0].article_id
    own = {Path("events", f"{new.id}.html"), Path("reports", f"{report}.html"), Path("index.html")}
    assert own <= changed
    kinds = Counter(path.parts[0] for path in changed if len(path.parts) > 1)
    assert kinds["events"] == 1
    assert kinds["reports"] == 2, "its own page and the list of its month"
    assert kinds["days"] == 2, "its day, and the one before, which now leads to it"
    assert kinds["sources"] <= 2
    assert kinds["places"] == 1


def test_the_same_reports_in_another_order_give_the_same_site(tmp_path: Path) -> None:
    lines = demo.REPORTS.read_text(encoding="utf-8").splitlines(keepends=True)
    sites = []
    for number, ordered in enumerate((lines, lines[::-1])):
        reports = tmp_path / "reports.jsonl"
        reports.write_text("".join(ordered), encoding="utf-8")
        with Ledger.open(tmp_path / f"{number}.db") as ledger:
            build([str(reports)], ledger=ledger, reader=HandReader(), now=NOW)
            with View(ledger) as view:
                out = tmp_path / str(number)
                publish(view, out, options=OPTIONS)
                sites.append({p.relative_to(out): p.read_bytes() for p in out.rglob("*") if p.is_file()})
    changed = [path for path in sites[0] if sites[0][path] != sites[1].get(path)]
    # the line of the file that a report came from is part of its capture, and so of its provenance
    assert sites[0].keys() == sites[1].keys()
    assert all(path.parts[0] in ("reports", "downloads") or path.name.startswith(".") for path in changed)


def test_a_view_of_an_earlier_day_knows_less(example_ledger: Ledger, tmp_path: Path) -> None:
    with View(example_ledger, datetime(2024, 12, 1, tzinfo=UTC)) as view:
        published = publish(view, tmp_path, options=OPTIONS)
    assert published.reports == 4
    assert "As known on 1 December 2024." in read_page(tmp_path / "about.html").words


def test_an_empty_ledger_gives_a_page_that_says_so(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "empty.db") as ledger, View(ledger) as view:
        publish(view, tmp_path / "site")
    page = read_page(tmp_path / "site" / "index.html")
    assert not page.faults
    assert "The reports tell of no event yet." in page.words
    assert not (tmp_path / "site" / "static" / "maplibre-gl.js").exists()


def test_a_text_without_a_known_licence_is_only_quoted(tmp_path: Path) -> None:
    reports = tmp_path / "reports.jsonl"
    reports.write_text(demo.REPORTS.read_text(encoding="utf-8").replace("CC0-1.0", "unknown"), encoding="utf-8")
    outside = "The rebels are led by Hayat Tahrir al-Sham"  # a sentence that carries no claim of the hand reading
    with Ledger.open(tmp_path / "x.db") as ledger:
        build([str(reports)], ledger=ledger, reader=HandReader(), now=NOW)
        with View(ledger) as view:
            publish(view, tmp_path / "quotes", options=OPTIONS)
            publish(view, tmp_path / "whole", options=replace(OPTIONS, full_text=True))
    quoted = [p for p in (tmp_path / "quotes").rglob("*.*") if p.suffix in (".html", ".jsonl", ".csv", ".xml", ".js")]
    assert not any(outside in path.read_text(encoding="utf-8") for path in quoted)
    assert any(outside in path.read_text(encoding="utf-8") for path in html_files(tmp_path / "whole"))
    assert any("Only what is claimed is quoted here" in read_page(p).words for p in html_files(tmp_path / "quotes"))


def test_the_map_covers_the_area_that_is_asked_for(example_view: View, tmp_path: Path) -> None:
    publish(example_view, tmp_path, options=replace(OPTIONS, area=Box(36, 33, 38, 37)))
    assert 'data-core="35.' in (tmp_path / "index.html").read_text(encoding="utf-8")


def test_without_the_map_library_everything_else_is_there(example_view: View, tmp_path: Path) -> None:
    publish(example_view, tmp_path, options=replace(OPTIONS, maplibre=False))
    assert not (tmp_path / "static" / "maplibre-gl.js").exists()
    assert not read_page(tmp_path / "index.html").faults


def test_the_title_is_made_of_the_place_alone(example: Situation) -> None:
    assert default_title(example.events) == "Syria"
    assert default_title(()) == "Situation"


def test_the_first_page_is_light(site: Path) -> None:
    first = [
        site / "index.html",
        *(site / "data").iterdir(),
        *(site / "static").glob("*.js"),
        site / "static/style.css",
    ]
    fonts = [site / "static" / "fonts" / f"source-{name}.woff2" for name in
             ("serif-4-latin-wght-normal", "serif-4-latin-wght-italic", "sans-3-latin-wght-normal")]  # fmt: skip
    own = [path for path in (*first, *fonts) if not path.name.startswith("maplibre")]
    assert sum(path.stat().st_size for path in own) < 300_000


def test_a_view_that_does_not_hold_together_is_not_published(example: Situation) -> None:
    check(example)
    missing = dict(list(example.articles.items())[1:])
    with pytest.raises(PublishError, match="not in the view"):
        check(replace(example, articles=missing, readings={}))
    twice = replace(example, events=(*example.events, example.events[0]))
    with pytest.raises(PublishError, match="is there twice"):
        check(twice)


def test_a_copied_site_works_from_another_folder(site: Path, tmp_path: Path) -> None:
    shutil.copytree(site, tmp_path / "elsewhere")
    for path in html_files(tmp_path / "elsewhere"):
        assert not any(link.startswith("/") for link in read_page(path).links)

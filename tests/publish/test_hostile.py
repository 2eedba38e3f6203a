"""Reports that try to break out of the page: harmless on every page, in every export and feed."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest

from accordingto.ledger import Ledger, View
from accordingto.model import (
    Article,
    Attribution,
    Capture,
    EventMention,
    EventPlace,
    Issue,
    Method,
    Reading,
    SourceKind,
    Span,
    WherePrecision,
)
from accordingto.pipeline.linking import link_new
from accordingto.publish import PublishOptions, publish
from accordingto.publish.exports import FORMULA_STARTS
from accordingto.publish.options import Cover, PageLink
from accordingto.publish.pages.cards import public_url
from tests.factory import DAY_ONE, make_actor, make_article, make_attribution, make_day, make_mention, make_place
from tests.publish.pages import PICTURE, html_files, read_page

SCRIPT = "<script>alert('x')</script>"
HOSTILE = (
    SCRIPT,
    '"><img src=x onerror=alert(1)>',
    "</title></style></textarea><svg onload=alert(1)>",
    "{{ 7 * 7 }}{% raw %}",
    "]]><!-- --><?php",
    "=HYPERLINK(\"http://evil.example\";\"x\")",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "+1234",
    "-2+3",
    "\t=1+1",
    "\u202egpj.exe\u202c",
    "Ale\u200bppo\u2060\ufeff",
    "شنت القوات هجوما \u2067على المدينة",
    "line\u2028separator\u2029here",
    "a" * 5_000,
    "../../../etc/passwd",
    "\\u003cscript\\u003e",
    "\x1b]0;title\x07bell",
)  # fmt: skip
URLS = (
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    " javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "vbscript:x",
    "file:///etc/passwd",
    "http://[",
    "//evil.example/x",
    "https://ok.example/\"onmouseover=\"alert(1)",
    "https://evil.example/\u202egpj",
    None,
)  # fmt: skip


def hostile_article(number: int, words: str, url: str | None) -> Article:
    text = f"{words} bombed the town, {words} said.\n\n{words}"
    article = make_article(text, publisher=f"{words} {number}", title=words, url=url, agency=words)
    return replace(article, byline=words, licence=f"CC BY {words}", tags=(words,), credit=words)


def hostile_reading(article: Article, words: str) -> Reading:
    author = make_actor(words, kind=SourceKind.ANONYMOUS, key=f"key {words}")
    said = make_attribution(article, "said", f"{words} bombed the town", author=author, source=words, channel=words)
    inner = Attribution(
        article_id=article.id,
        source=(),
        cue=(),
        content=(Span(0, len(words)),),
        author=None,
        within_id=said.id,
    )
    place = replace(make_place(words, 36.2, 37.1, country=words[:2]), gazetteer_id=words)
    mention = make_mention(article, "bombed", agents=(author,), recipients=(make_actor(words),), attributions=(said,))
    mention = replace(
        mention,
        places=(EventPlace(name=words, span=None, place=place, where_prec=WherePrecision.EXACT),),
        weapons=(words,),
        mode=words,
        time=make_day(DAY_ONE.date()),
    )
    issue = Issue(stage="read", code="odd", subject=words, detail=words)
    return reading_of(article, (said, inner), (mention,), (issue,))


def reading_of(
    article: Article, said: tuple[Attribution, ...], told: tuple[EventMention, ...], issues: tuple[Issue, ...]
) -> Reading:
    method = Method(name="hostile", version="1")
    return Reading(article_id=article.id, method=method, attributions=said, events=told, issues=issues)


@pytest.fixture(scope="module")
def hostile_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    with Ledger.open(folder / "x.db") as ledger:
        for number, words in enumerate(HOSTILE):
            article = hostile_article(number, words, URLS[number % len(URLS)])
            capture = Capture(url=words, fetched_at=DAY_ONE, body_sha256=str(number), media_type="text/plain")
            ledger.add_report(capture, article)
            ledger.add_reading(hostile_reading(article, words))
        link_new(ledger)
        with View(ledger, DAY_ONE - timedelta(days=9)) as before, View(ledger) as view:
            options = PublishOptions(title=SCRIPT, standfirst=SCRIPT, tags=HOSTILE, time_zone="Asia/Damascus")
            publish(view, folder / "site", options=options, before=before)
    return folder / "site"


def test_pages_stay_well_formed_and_hold_no_script(hostile_site: Path) -> None:
    paths = html_files(hostile_site)
    assert len(paths) > 3 * len(HOSTILE)
    for path in paths:
        page = read_page(path)
        assert not page.faults, (path, page.faults)
        assert "img" not in page.tags
        assert path.read_text(encoding="utf-8").count("<script") == page.tags.count("script")
        assert not any("evil" in link for link in page.links)


@pytest.mark.parametrize("alt", [SCRIPT, '"><img src=x onerror=alert(1)>'])
def test_what_is_written_beside_a_picture_and_on_links_is_only_words(alt: str, tmp_path: Path) -> None:
    image = tmp_path / "cover.png"
    image.write_bytes(PICTURE)
    links = tuple(PageLink(text=words, url="https://ok.example/") for words in HOSTILE)
    options = PublishOptions(cover=Cover(image=image, alt=alt, credit=SCRIPT), links=links)
    with Ledger.open(tmp_path / "x.db") as ledger, View(ledger) as view:
        publish(view, tmp_path / "site", options=options)
    path = tmp_path / "site" / "index.html"
    page = read_page(path)
    assert not page.faults
    assert page.tags.count("img") == 1
    assert path.read_text(encoding="utf-8").count("<script") == page.tags.count("script")
    assert page.words.count(SCRIPT) >= 2  # the credit and the first link
    assert page.links.count("https://ok.example/") >= len(HOSTILE)


def test_links_are_web_addresses_or_pages_of_the_site(hostile_site: Path) -> None:
    for path in html_files(hostile_site):
        for link in read_page(path).links:
            assert ":" not in link or link.startswith(("https://ok.example/", "http://", "https://"))
            assert '"' not in link or link.startswith("https://ok.example/")


def test_no_file_leaves_the_folder(hostile_site: Path) -> None:
    assert sorted(path.name for path in hostile_site.parent.iterdir()) == ["site", *_ledger_files(hostile_site.parent)]


def _ledger_files(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir() if path.name.startswith("x.db"))


def test_nothing_invisible_reaches_a_page(hostile_site: Path) -> None:
    for path in (*html_files(hostile_site), hostile_site / "brief.md", hostile_site / "brief.txt"):
        text = path.read_text(encoding="utf-8")
        assert not set(text) & set("\u202e\u2067\u200b\u2060\ufeff\x1b\x07")


def test_templates_are_not_run_from_a_report(hostile_site: Path) -> None:
    words = " ".join(read_page(path).words for path in html_files(hostile_site))
    assert "{{ 7 * 7 }}" in words


def test_scripts_of_data_are_plain_data(hostile_site: Path) -> None:
    features = json.loads((hostile_site / "downloads" / "events.geojson").read_bytes())["features"]
    ids = {feature["properties"]["event_id"] for feature in features}
    assert len(ids) > len(HOSTILE) // 2  # some tell of one event
    for path in (hostile_site / "data").glob("events-*.js"):
        text = path.read_text(encoding="utf-8")
        head, _, body = text.partition(".push(")
        assert head == "(self.accordingto_add = self.accordingto_add || [])"
        assert not set(text) & {"\u2028", "\u2029"}
        assert {event["id"] for event in json.loads(body.removesuffix(");\n"))["events"]} == ids


@pytest.mark.parametrize("pattern", ["downloads/events.csv", "downloads/claims.csv", "events/*.csv"])
def test_no_cell_is_a_formula(hostile_site: Path, pattern: str) -> None:
    for path in hostile_site.glob(pattern):
        _check_cells(path.read_bytes().decode())


def _check_cells(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not any(cell.startswith(FORMULA_STARTS) for row in rows for cell in row)


def test_feeds_and_json_can_be_read(hostile_site: Path) -> None:
    for path in hostile_site.rglob("*.xml"):
        ET.fromstring(path.read_bytes())
    for path in (*hostile_site.rglob("*.json"), *hostile_site.rglob("*.geojson")):
        json.loads(path.read_bytes())
    for line in (hostile_site / "downloads" / "ledger.jsonl").read_bytes().splitlines():
        json.loads(line)


@pytest.mark.parametrize("url", URLS)
def test_only_web_addresses_become_links(url: str | None) -> None:
    shown = public_url(url)
    assert shown is None or shown.startswith("https://ok.example/")


def test_five_megabytes_of_text_make_a_page(tmp_path: Path) -> None:
    article = replace(make_article("They said nothing. " * 270_000, publisher="Long"), licence="CC0-1.0")
    with Ledger.open(tmp_path / "x.db") as ledger:
        capture = Capture(url="x", fetched_at=DAY_ONE, body_sha256="x", media_type="text/plain")
        ledger.add_report(capture, article)
        with View(ledger) as view:
            publish(view, tmp_path / "site")
    (page,) = (tmp_path / "site" / "reports").iterdir()
    assert not read_page(page).faults

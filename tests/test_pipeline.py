"""The whole way into the ledger: once or twice, in any order, killed at any instant, it is the same ledger."""

from __future__ import annotations

import json
import multiprocessing
import random
import time
from datetime import UTC, date, datetime
from multiprocessing.synchronize import Event
from pathlib import Path

import httpx
import pytest

from accordingto.errors import SourceError
from accordingto.ledger import EventFilter, Ledger, View
from accordingto.ledger.rows import encode
from accordingto.model import Relation
from accordingto.pipeline import Done, Step, add_sources, build
from tests.small_reader import SmallReader

NOW = datetime(2024, 12, 10, tzinfo=UTC)
PLACES = ("Aleppo", "Hama", "Homs", "Idlib", "Manbij", "Rastan")
OUTLETS = ("The Post", "The Echo", "Northern Courier")
REPORTS = 18
KILLS = 20


def report(number: int) -> dict[str, str]:
    """Six events, each told by three outlets on its day; the second of them copies the first."""
    event, outlet = divmod(number, 3)
    told = {0: "early in the morning, when most shops were shut", 2: f"{event} days after talks had failed"}
    text = (
        f"Rebels captured {PLACES[event]} {told[outlet // 2 * 2]}, the monitor said. "
        f"Jets shelled {PLACES[event]} in the night and at least {event + 2} houses along the river burned down. "
        f"Residents of {PLACES[event]} who had fled to the fields came back on foot, carrying what they could."
    )
    published = f"2024-12-{1 + event:02}T{8 + outlet:02}:00:00+00:00"
    return {
        "id": str(number),
        "url": f"https://x.example/{number}",
        "outlet": OUTLETS[outlet],
        "text": text,
        "date": published,
    }


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    path = tmp_path / "reports.jsonl"
    path.write_text("".join(json.dumps(report(n)) + "\n" for n in range(REPORTS)), encoding="utf-8")
    return path


def run(address: Path, *sources: Path, jobs: int = 1) -> Done:
    with Ledger.open(address) as ledger:
        return build([str(s) for s in sources], ledger=ledger, reader=SmallReader(), now=NOW, jobs=jobs)


def content(address: Path) -> str:
    """All that a ledger holds and all that follows from it."""
    with Ledger.open(address, create=False) as ledger, View(ledger) as view:
        articles = view.articles()
        readings = [view.reading(article.id) for article in articles]
        return encode((articles, readings, view.edges(), view.issues(), view.events(), view.sources(), view.counts()))


def test_reports_become_events_with_their_origins(reports: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "a.db", reports)
    assert (done.ingested.found, done.ingested.new, done.read, done.linked) == (REPORTS,) * 4
    with Ledger.open(tmp_path / "a.db") as ledger, View(ledger) as view:
        counts = view.counts()
        relations = {edge.relation for edge in view.edges()}
    assert (counts.reports, counts.outlets, counts.attributions) == (REPORTS, 3, REPORTS)
    assert 0 < counts.events < 2 * REPORTS
    assert {Relation.SAME_EVENT, Relation.COPY_OF} <= relations


def test_view_of_a_part_holds_what_the_whole_view_holds_of_it(reports: Path, tmp_path: Path) -> None:
    run(tmp_path / "a.db", reports)
    filters = [EventFilter(place=name) for name in (*PLACES, "nowhere", "SY", "")]
    days = [date(2024, 12, number) for number in range(1, 8)]
    filters += [EventFilter(start=start, end=end) for start in (None, *days) for end in (None, *days)]
    filters += [EventFilter(place="Homs", start=days[2]), EventFilter(place="Homs", source="monitor")]
    with Ledger.open(tmp_path / "a.db") as ledger:
        for as_of in (None, datetime(2024, 12, 3, 9, tzinfo=UTC)):
            with View(ledger, as_of) as part, View(ledger, as_of) as whole:
                whole.events()
                for wanted in filters:
                    assert part.events(wanted) == whole.events(wanted), wanted
                assert any(len(event.mention_ids) > 1 for event in whole.events())


def test_building_again_does_nothing(reports: Path, tmp_path: Path) -> None:
    run(tmp_path / "a.db", reports)
    before = content(tmp_path / "a.db")
    again = run(tmp_path / "a.db", reports)
    assert (again.ingested.new, again.read, again.linked) == (0, 0, 0)
    assert content(tmp_path / "a.db") == before


def test_order_of_arrival_makes_no_difference(reports: Path, tmp_path: Path) -> None:
    lines = reports.read_text(encoding="utf-8").splitlines(keepends=True)
    run(tmp_path / "once.db", reports)
    random.Random(7).shuffle(lines)
    for part in range(3):  # and in three runs instead of one
        piece = tmp_path / "piece.jsonl"
        piece.write_text("".join(lines[part::3]), encoding="utf-8")
        run(tmp_path / "thrice.db", piece)
    once, thrice = (content(tmp_path / name).replace("piece.jsonl", "") for name in ("once.db", "thrice.db"))
    assert _events(tmp_path / "once.db") == _events(tmp_path / "thrice.db")
    assert len(once) == pytest.approx(len(thrice), rel=0.05)


def _events(address: Path) -> object:
    with Ledger.open(address) as ledger, View(ledger) as view:
        return view.events(), view.edges()


def test_several_processes_read_the_same(reports: Path, tmp_path: Path) -> None:
    run(tmp_path / "one.db", reports)
    run(tmp_path / "two.db", reports, jobs=2)
    assert content(tmp_path / "one.db") == content(tmp_path / "two.db")


def test_progress_tells_each_report(reports: Path, tmp_path: Path) -> None:
    steps: list[Step] = []
    with Ledger.open(tmp_path / "a.db") as ledger:
        build([str(reports)], ledger=ledger, reader=SmallReader(), now=NOW, progress=steps.append)
    for stage, total in (("ingest", None), ("read", REPORTS), ("link", REPORTS)):
        own = [step for step in steps if step.stage == stage]
        assert [step.done for step in own] == list(range(1, REPORTS + 1))
        assert {step.total for step in own} == {total}


def test_one_source_that_is_missing_is_an_issue_and_all_are_an_error(reports: Path, tmp_path: Path) -> None:
    done = run(tmp_path / "a.db", reports, tmp_path / "nowhere.txt")
    assert (done.ingested.found, done.ingested.issues) == (REPORTS, 1)
    with pytest.raises(SourceError, match="nowhere"):
        run(tmp_path / "b.db", tmp_path / "nowhere.txt")


def test_killed_at_twenty_moments_and_started_again_is_undisturbed(reports: Path, tmp_path: Path) -> None:
    whole, killed = tmp_path / "whole.db", tmp_path / "killed.db"
    started = time.monotonic()
    assert _build_for(60, whole, reports)
    pause = 2 * (time.monotonic() - started) / KILLS  # so that all of them together come to one build, on any machine
    pauses = random.Random(20)
    unfinished = 0
    for _ in range(KILLS):
        unfinished += not _build_for(pauses.uniform(0, pause), killed, reports)
    assert unfinished > KILLS / 4
    assert _build_for(60, killed, reports)
    assert content(killed) == content(whole)


def _build_for(seconds: float, address: Path, source: Path) -> bool:
    """Build in a process that is killed after some seconds; whether it had finished before."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["tests.test_pipeline"])
    begun = context.Event()
    builder = context.Process(target=_build, args=(address, source, begun))
    builder.start()
    begun.wait(timeout=60)
    builder.join(timeout=seconds)
    builder.kill()
    builder.join()
    return builder.exitcode == 0


def _build(address: Path, source: Path, begun: Event) -> None:
    begun.set()
    run(address, source)


PAGE = """<html><head><title>Aleppo</title><meta property="og:site_name" content="The Post"></head><body><article>
<h1>Rebels take Aleppo</h1><p>Rebels captured Aleppo after two days of fighting, the monitor said. Residents who had
fled to the fields came back on foot in the morning, carrying what they could.</p><p>Jets shelled Hama in the night, and
at least twelve houses along the river burned down before anybody could reach them.</p></article></body></html>"""


def test_unchanged_page_is_not_fetched_again_unless_it_was_not_got_through(tmp_path: Path) -> None:
    asked: list[tuple[str, bool]] = []
    broken = True

    def answer(request: httpx.Request) -> httpx.Response:
        conditional = "if-none-match" in request.headers
        if request.url.path != "/robots.txt":
            asked.append((request.url.path, conditional))
        if request.url.path == "/feed":
            links = "".join(f"<item><link>https://93.184.216.34/{name}</link></item>" for name in ("a", "b"))
            body = f'<rss version="2.0"><channel><title>The Post</title>{links}</channel></rss>'
            kind = "application/rss+xml"
        elif request.url.path in ("/a", "/b") and not (broken and request.url.path == "/b"):
            body, kind = PAGE.replace("Aleppo", request.url.path[1:].upper() + "leppo"), "text/html"
        else:
            return httpx.Response(404)
        if conditional:
            return httpx.Response(304)
        return httpx.Response(200, text=body, headers={"etag": '"1"', "content-type": kind})

    def collect() -> list[tuple[str, bool]]:
        asked.clear()
        source = "https://93.184.216.34/feed"
        with Ledger.open(tmp_path / "a.db") as ledger:
            add_sources([source], ledger=ledger, now=NOW, transport=httpx.MockTransport(answer))
        return list(asked)

    assert collect() == [("/feed", False), ("/a", False), ("/b", False)]
    broken = False  # the feed has not changed, but what it names was not all there
    assert collect() == [("/feed", False), ("/a", True), ("/b", False)]
    assert collect() == [("/feed", True)]

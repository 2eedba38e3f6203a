from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accordingto.errors import SourceError
from accordingto.ingest import Fetcher, Report, ingest
from tests.ingest.builders import SENTENCES, codes, only_issue, only_report, page, warc_gz, warc_record
from tests.ingest.server import Server

MODIFIED = datetime(2024, 12, 5, 6, tzinfo=UTC)
NOW = datetime(2024, 12, 7, tzinfo=UTC)
RECORD = json.dumps({"id": "r1", "outlet": "Example News", "title": "T", "text": SENTENCES[0], "date": "2024-12-04"})


def saved(path: Path, data: bytes | str) -> str:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    os.utime(path, (MODIFIED.timestamp(),) * 2)
    return str(path)


def titles(results: list[object]) -> list[str | None]:
    return [result.article.title for result in results if isinstance(result, Report)]


def rss(*links: str, body: str = SENTENCES[0]) -> str:
    items = "".join(
        f"<item><title>Told by the feed</title><link>{link}</link><description>{body}</description>"
        f"<source url='https://wire.example'>The Wire</source></item>"
        for link in links
    )
    return f"<rss version='2.0'><channel><title>Example News</title>{items}</channel></rss>"


def local() -> Fetcher:
    return Fetcher(allow_private=True, pause_s=0.0, timeout_s=5.0, sleep=lambda seconds: None)


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.txt", "Rebels enter Qarmadeh\n\n" + "\n\n".join(SENTENCES)),
        ("a.html", page()),
        ("a.html.gz", gzip.compress(page().encode())),
        # the name is wrong
        ("a.txt", page()),
        ("a.jsonl", RECORD + "\n"),
        ("a.json", RECORD),
        ("a.json", f"[{RECORD}]"),
        (
            "a.jsonl.gz",
            gzip.compress(RECORD.encode()),
        ),
        ("a.xml", rss("https://news.example/1")),
        ("a.xml.gz", gzip.compress(rss("https://news.example/1").encode())),
    ],
)
def test_one_report_in_many_dresses(tmp_path: Path, name: str, data: bytes | str) -> None:
    report = only_report(list(ingest(saved(tmp_path / name, data))))
    assert SENTENCES[0] in report.article.text
    assert report.article.capture_id == report.capture.id
    assert report.capture.fetched_at == MODIFIED


def test_an_archive_brings_its_own_address_and_time(tmp_path: Path) -> None:
    archive = warc_gz(warc_record("https://news.example/1", page().encode()))
    report = only_report(list(ingest(saved(tmp_path / "a.warc.gz", archive))))
    assert report.article.url == report.capture.url == "https://news.example/1"
    assert report.capture.fetched_at == datetime(2024, 12, 5, 10, tzinfo=UTC)


def test_a_folder_is_read_in_order_without_hidden_files(tmp_path: Path) -> None:
    for number, name in enumerate(["b/2.html", "b/10.html", "a.html", ".hidden.html", ".git/x.html"]):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        saved(tmp_path / name, page(headline=f"Headline of {name}", body=(*SENTENCES, f"Number {number}.")))
    results = list(ingest(str(tmp_path)))
    assert titles(list(results)) == ["Headline of a.html", "Headline of b/10.html", "Headline of b/2.html"]
    assert results == list(ingest(str(tmp_path)))


def test_a_path_that_is_not_there_is_the_users_mistake() -> None:
    with pytest.raises(SourceError, match="no such file"):
        ingest("no/such/file.html")


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("a.html", b"", "empty"),
        ("a.pdf", b"%PDF-1.7 and so on", "not_text"),
        ("a.xml", b"<?xml version='1.0'?><invoice>Nothing to read</invoice>", "unknown_xml"),
        ("a.json", b'{"text": "cut of', "bad_json"),
        ("a.json", b'{"V1": {"body": 5}}', "not_a_report"),
        ("a.json", b"[7]", "not_a_report"),
        ("a.opml", b"<opml><body><outline xmlUrl='https://a.example/rss'/></body></opml>", "links_not_followed"),
        ("a.xml", b"<urlset></urlset>", "no_links"),
        ("a.rss", b"<rss><channel></channel></rss>", "no_entries"),
        ("a.warc", b"WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "no_pages"),
        ("a.txt", b"Donate\n\nShare\n", "no_text"),
    ],
)
def test_what_cannot_be_read_is_an_issue_with_a_sentence(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    told = only_issue(list(ingest(saved(tmp_path / name, data))))
    assert told.code == code
    assert told.stage == "ingest"
    assert name in told.subject
    assert " " in told.detail


def test_one_bad_line_costs_one_line(tmp_path: Path) -> None:
    lines = [RECORD, "", '{"text": "cut', '["no object"]', RECORD.replace("r1", "r2")]
    results = list(ingest(saved(tmp_path / "a.jsonl", "\n".join(lines))))
    assert codes(results) == ["bad_json", "not_a_report"]
    assert [r.article.external_id for r in results if isinstance(r, Report)] == ["r1", "r2"]
    assert [r.subject.rpartition("#")[2] for r in results if not isinstance(r, Report)] == ["line=3", "line=4"]


def test_packed_lines_that_break_off_give_what_came_before(tmp_path: Path) -> None:
    lines = "\n".join(json.dumps({"id": n, "text": f"{SENTENCES[n % 4]} {n * 7919}"}) for n in range(2000))
    packed = gzip.compress(lines.encode())
    results = list(ingest(saved(tmp_path / "a.jsonl.gz", packed[: len(packed) // 2])))
    assert "damaged_gzip" in codes(results)
    assert sum(isinstance(result, Report) for result in results) > 100


def test_a_url(server: Server) -> None:
    server.page("/1", page().encode())
    with local() as fetcher:
        report = only_report(list(ingest(f"{server.url}/1", fetcher=fetcher, now=NOW)))
    assert report.article.url == f"{server.url}/1"
    assert report.capture.fetched_at == NOW


def test_a_url_that_cannot_be_had_is_an_issue(server: Server) -> None:
    with local() as fetcher:
        assert only_issue(list(ingest(f"{server.url}/none", fetcher=fetcher))).code == "not_fetched"
    # without a fetcher of one's own, this machine is not reached
    assert only_issue(list(ingest(f"{server.url}/none"))).code == "not_fetched"


def test_a_feed_leads_to_its_pages_and_stands_in_for_those_that_fail(server: Server) -> None:
    server.page("/rss", rss(f"{server.url}/1", f"{server.url}/gone", f"{server.url}/1").encode())
    server.page("/1", page().encode())
    with local() as fetcher:
        results = list(ingest(f"{server.url}/rss", fetcher=fetcher, now=NOW))
    assert codes(results) == ["not_fetched"]
    fetched, told = (result for result in results if isinstance(result, Report))
    assert SENTENCES[3] in fetched.article.text
    assert fetched.article.feed_source == told.article.feed_source == "The Wire"
    assert told.article.text == f"Told by the feed\n\n{SENTENCES[0]}"
    assert told.article.publisher == "The Wire"


def test_a_feed_that_carries_whole_reports_is_not_followed(server: Server) -> None:
    whole = "".join(f"&lt;p&gt;{sentence}&lt;/p&gt;" for sentence in SENTENCES * 5)
    server.page("/rss", rss(f"{server.url}/1", body=whole).encode())
    with local() as fetcher:
        only_report(list(ingest(f"{server.url}/rss", fetcher=fetcher)))
    assert "/1" not in server.asked


def test_lists_lead_to_lists_lead_to_pages(server: Server) -> None:
    opml = f"<opml><body><outline xmlUrl='{server.url}/rss'/></body></opml>"
    sitemap = f"<urlset><url><loc>{server.url}/1</loc></url><url><loc>{server.url}/2</loc></url></urlset>"
    server.page("/index", f"<sitemapindex><sitemap><loc>{server.url}/map.gz</loc></sitemap></sitemapindex>".encode())
    server.page("/map.gz", gzip.compress(sitemap.encode()))
    server.page("/opml", opml.encode())
    server.page("/rss", rss(f"{server.url}/1").encode())
    server.page("/1", page().encode())
    server.page("/2", page(headline="Queues leave Qarmadeh").encode())
    with local() as fetcher:
        by_map = list(ingest(f"{server.url}/index", fetcher=fetcher))
        by_outline = list(ingest(f"{server.url}/opml", fetcher=fetcher))
    assert titles(list(by_map)) == ["Rebels enter Qarmadeh", "Queues leave Qarmadeh"]
    assert titles(list(by_outline)) == ["Rebels enter Qarmadeh"]


def test_lists_that_name_each_other_end(server: Server) -> None:
    server.page("/a", f"<sitemapindex><sitemap><loc>{server.url}/b</loc></sitemap></sitemapindex>".encode())
    server.page("/b", f"<sitemapindex><sitemap><loc>{server.url}/a</loc></sitemap></sitemapindex>".encode())
    with local() as fetcher:
        assert list(ingest(f"{server.url}/a", fetcher=fetcher)) == []


def test_a_local_feed_touches_no_network(tmp_path: Path, server: Server) -> None:
    only_report(list(ingest(saved(tmp_path / "a.xml", rss(f"{server.url}/1")))))
    assert server.asked == []

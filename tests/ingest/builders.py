"""Captures, pages and archives as the tests of this stage need them; every sentence is made up."""

from __future__ import annotations

import gzip
from datetime import UTC, datetime
from typing import TypeVar

from accordingto.ingest import Report
from accordingto.model import Article, Capture, Issue

FETCHED = datetime(2024, 12, 6, 8, 0, tzinfo=UTC)
SENTENCES = (
    "Rebel fighters entered the northern town of Qarmadeh on Tuesday after two days of shelling, residents said.",
    "A spokesman for the provincial council said at least nine people had been killed and dozens hurt.",
    "The army denied that its troops had pulled out and said the road to the south was still open.",
    "Aid workers reached by telephone described long queues of cars leaving the town before nightfall.",
)

T = TypeVar("T")


def capture(url: str = "https://news.example/world/1", media_type: str = "text/html") -> Capture:
    return Capture(url=url, fetched_at=FETCHED, body_sha256="0" * 64, media_type=media_type)


def only_article(results: tuple[Article | Issue, ...] | list[Article | Issue]) -> Article:
    """The one article among results that hold nothing else."""
    (result,) = results
    assert isinstance(result, Article), result
    return result


def only_report(results: list[Report | Issue]) -> Report:
    (result,) = results
    assert isinstance(result, Report), result
    return result


def only_issue(results: list[T]) -> Issue:
    (result,) = results
    assert isinstance(result, Issue), result
    return result


def codes(results: list[Report | Issue]) -> list[str]:
    """The codes of the issues, in order."""
    return [result.code for result in results if isinstance(result, Issue)]


def page(
    *,
    headline: str = "Rebels enter Qarmadeh",
    head: str = "",
    above: str = "",
    body: tuple[str, ...] = SENTENCES,
    below: str = "",
) -> str:
    """A news page with navigation and footer around it."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in body)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{headline} | Example News</title>{head}</head><body>"
        "<nav><a href='/'>Home</a><a href='/world'>World</a></nav>"
        f"<main><article><h1>{headline}</h1>{above}{paragraphs}{below}</article></main>"
        "<footer>Example News. All rights reserved.</footer></body></html>"
    )


def warc_record(url: str, body: bytes, *, status: str = "200 OK", date: str = "2024-12-05T10:00:00Z") -> bytes:
    """One WARC response record, plain."""
    http = b"HTTP/1.1 " + status.encode() + b"\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: {date}\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(body):012d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def warc_gz(*records: bytes) -> bytes:
    """An archive with one gzip member for each record."""
    return b"".join(gzip.compress(record, mtime=0) for record in records)

from __future__ import annotations

import gzip
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import httpx
import pytest

from accordingto.errors import FetchError, RefusedURL
from accordingto.ingest import Fetcher, Validators
from accordingto.ingest.fetch import MAX_FAILURES_PER_HOST, MAX_REDIRECTS
from tests.ingest.server import Handler, Server

PAGE = "<p>Rebels enter Qarmadeh – residents</p>".encode()


class Clock:
    """Time that passes only when somebody waits."""

    def __init__(self) -> None:
        self.now = 100.0
        self.waits: list[float] = []

    def __call__(self) -> float:
        return self.now

    def sleep(self, seconds: float) -> None:
        self.waits.append(seconds)
        self.now += seconds


def local(**options: object) -> Fetcher:
    """A fetcher that may reach this machine and does not pause."""
    settings: dict[str, object] = {"allow_private": True, "pause_s": 0.0, "timeout_s": 5.0, "sleep": lambda s: None}
    return Fetcher(**{**settings, **options})  # type: ignore[arg-type]


def canned(answer: Callable[[httpx.Request], httpx.Response], clock: Clock, **options: object) -> Fetcher:
    """A fetcher over httpx's own test transport, with its own time."""
    transport = httpx.MockTransport(answer)
    return Fetcher(transport=transport, sleep=clock.sleep, clock=clock, **options)  # type: ignore[arg-type]


def test_a_page(server: Server) -> None:
    server.page("/a", PAGE, Content_Type="text/html; charset=UTF-8")
    with local() as fetcher:
        fetched = fetcher.fetch(f"{server.url}/a#part")
    assert fetched.body == PAGE
    assert (fetched.media_type, fetched.charset) == ("text/html", "UTF-8")
    assert fetched.url == f"{server.url}/a"
    assert fetched.fetched_at.tzinfo is UTC
    assert server.asked == ["/robots.txt", "/a"]


def test_robots_txt_is_kept_to_and_asked_for_once(server: Server) -> None:
    server.page(
        "/robots.txt", b"User-agent: accordingto\nDisallow: /private\nDisallow: /*?print\nUser-agent: *\nDisallow: /"
    )
    server.page("/open", PAGE)
    with local() as fetcher:
        assert fetcher.fetch(f"{server.url}/open").body == PAGE
        for path in ("/private/a", "/open?print=1"):
            with pytest.raises(RefusedURL, match=r"robots\.txt"):
                fetcher.fetch(f"{server.url}{path}")
    assert server.asked == ["/robots.txt", "/open"]


@pytest.mark.parametrize("status", [500, 503, 429])
def test_a_host_whose_robots_txt_fails_is_left_alone(server: Server, status: int) -> None:
    server.answers["/robots.txt"] = lambda handler: handler.give(b"", status)
    server.page("/a", PAGE)
    with local() as fetcher, pytest.raises(RefusedURL, match=str(status)):
        fetcher.fetch(f"{server.url}/a")
    assert "/a" not in server.asked


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd", "ftp://news.example/a", "gopher://x", "//news.example", "news.example", "http://", "http://[",
        "http://news.example:99999/", "http://user:secret@news.example/", "http://127.0.0.1/", "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/", "http://10.0.0.1/", "http://[::ffff:10.0.0.1]/", "http://0.0.0.0/",
    ],
)  # fmt: skip
def test_what_is_refused_before_anything_is_sent(url: str) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        raise AssertionError(f"asked for {request.url}")

    with canned(answer, Clock()) as fetcher, pytest.raises(RefusedURL) as refused:
        fetcher.fetch(url)
    assert "secret" not in str(refused.value)


@pytest.mark.parametrize("host", ["localhost", "127.1", "2130706433", "0x7f.1", "localhost."])
def test_names_of_this_machine_are_refused_where_the_connection_is_made(server: Server, host: str) -> None:
    server.page("/", PAGE)
    with Fetcher(pause_s=0, timeout_s=5, sleep=lambda seconds: None) as fetcher, pytest.raises(FetchError):
        fetcher.fetch(f"http://{host}:{server.port}/")
    assert server.asked == []


def test_a_redirect_to_a_private_address_is_refused(server: Server) -> None:
    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            return httpx.Response(404)
        return httpx.Response(302, headers={"Location": f"{server.url}/inside"})

    server.page("/inside", PAGE)
    with canned(answer, Clock()) as fetcher, pytest.raises(RefusedURL, match="not on the public internet"):
        fetcher.fetch("https://news.example/a")
    assert server.asked == []


def test_redirects_are_followed_and_each_is_checked(server: Server) -> None:
    server.redirect("/a", "/b")
    server.redirect("/b", "/c?x=1")
    server.page("/c", PAGE)
    server.redirect("/loop", "/loop")
    server.redirect("/file", "file:///etc/passwd")
    server.answers["/nowhere"] = lambda handler: handler.give(b"", 302)
    with local() as fetcher:
        assert fetcher.fetch(f"{server.url}/a").url == f"{server.url}/c?x=1"
        with pytest.raises(FetchError, match=f"more than {MAX_REDIRECTS} times"):
            fetcher.fetch(f"{server.url}/loop")
        with pytest.raises(RefusedURL):
            fetcher.fetch(f"{server.url}/file")
        with pytest.raises(FetchError, match="without saying where"):
            fetcher.fetch(f"{server.url}/nowhere")


def test_an_unchanged_page_is_not_sent_again(server: Server) -> None:
    def answer(handler: Handler) -> None:
        if handler.headers["If-None-Match"] == '"v1"':
            handler.give(b"", 304)
        else:
            handler.give(PAGE, ETag='"v1"', Last_Modified="Wed, 04 Dec 2024 10:00:00 GMT")

    server.answers["/a"] = answer
    validators: dict[str, Validators] = {}
    with local(validators=validators) as fetcher:
        assert fetcher.fetch(f"{server.url}/a").body == PAGE
    assert validators[f"{server.url}/a"] == Validators('"v1"', "Wed, 04 Dec 2024 10:00:00 GMT")
    with local(validators=validators) as again:
        fetched = again.fetch(f"{server.url}/a")
    assert fetched.not_modified
    assert fetched.body == b""


def test_an_oversized_body_is_not_read_to_its_end(server: Server) -> None:
    server.page("/a", b"x" * 3_000_000)
    with local(max_bytes=100_000) as fetcher, pytest.raises(FetchError, match="larger than"):
        fetcher.fetch(f"{server.url}/a")


def test_packed_bodies_and_bombs(server: Server) -> None:
    server.page("/a", gzip.compress(PAGE), Content_Encoding="gzip")
    server.page("/bomb", gzip.compress(b"\0" * 50_000_000), Content_Encoding="gzip")
    server.page("/damaged", gzip.compress(PAGE)[:-12] + b"rubbish", Content_Encoding="gzip")
    server.page("/other", PAGE, Content_Encoding="br")
    with local(max_bytes=1_000_000) as fetcher:
        assert fetcher.fetch(f"{server.url}/a").body == PAGE
        for path, reason in (("bomb", "larger than"), ("damaged", "damaged"), ("other", "not asked for")):
            with pytest.raises(FetchError, match=reason):
                fetcher.fetch(f"{server.url}/{path}")


@pytest.mark.parametrize("in_headers", [True, False])
def test_bytes_that_trickle_do_not_hold_the_connection_open(server: Server, in_headers: bool) -> None:
    def trickle(handler: Handler) -> None:
        if not in_headers:
            handler.send_response(200)
            handler.end_headers()
        for _ in range(100):
            handler.wfile.write(b"x")
            handler.wfile.flush()
            time.sleep(0.05)

    server.answers["/slow"] = trickle
    started = time.monotonic()
    with local(timeout_s=0.4, retries=0) as fetcher, pytest.raises(FetchError):
        fetcher.fetch(f"{server.url}/slow")
    assert time.monotonic() - started < 3


def test_retries_wait_as_long_as_the_server_asks() -> None:
    clock = Clock()
    answers = iter(
        [httpx.Response(503, headers={"Retry-After": "7"}), httpx.Response(429), httpx.Response(200, content=PAGE)]
    )

    def answer(request: httpx.Request) -> httpx.Response:
        return httpx.Response(404) if request.url.path == "/robots.txt" else next(answers)

    with canned(answer, clock, pause_s=0.0) as fetcher:
        assert fetcher.fetch("https://news.example/a").body == PAGE
    assert clock.waits == [7.0, 2.0]


def test_a_date_in_retry_after_and_a_wait_too_long() -> None:
    later = format_datetime(datetime.now(UTC) + timedelta(hours=2), usegmt=True)

    def answer(request: httpx.Request) -> httpx.Response:
        return (
            httpx.Response(404)
            if request.url.path == "/robots.txt"
            else httpx.Response(503, headers={"Retry-After": later})
        )

    with canned(answer, Clock()) as fetcher, pytest.raises(FetchError, match="asks to wait"):
        fetcher.fetch("https://news.example/a")


def test_errors_are_not_retried_for_ever_and_no_error_page_is_a_report() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        return httpx.Response(404 if request.url.path in ("/robots.txt", "/gone") else 500, content=PAGE)

    with canned(answer, Clock()) as fetcher:
        for path, status in (("/gone", 404), ("/broken", 500)):
            with pytest.raises(FetchError, match=f"HTTP {status}"):
                fetcher.fetch(f"https://news.example{path}")
    assert asked == ["/robots.txt", "/gone", "/broken", "/broken", "/broken"]


def test_requests_to_one_host_keep_their_distance() -> None:
    clock = Clock()

    def answer(request: httpx.Request) -> httpx.Response:
        if request.url.path == "/robots.txt":
            body = b"User-agent: *\nCrawl-delay: 5" if request.url.host == "slow.example" else b""
            return httpx.Response(200, content=body)
        return httpx.Response(200, content=PAGE)

    with canned(answer, clock, pause_s=1.0) as fetcher:
        fetcher.fetch("https://news.example/1")
        fetcher.fetch("https://other.example/1")
        fetcher.fetch("https://news.example/2")
        assert clock.waits == [1.0, 1.0]
        fetcher.fetch("https://slow.example/1")
        fetcher.fetch("https://slow.example/2")
    assert clock.waits == [1.0, 1.0, 1.0, 5.0]


def test_a_host_that_does_not_answer_is_given_up() -> None:
    asked = []

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.path)
        raise httpx.ConnectError("no route", request=request)

    with canned(answer, Clock()) as fetcher:
        for number in range(5):
            with pytest.raises(FetchError):
                fetcher.fetch(f"https://news.example/{number}")
    assert len(asked) == MAX_FAILURES_PER_HOST

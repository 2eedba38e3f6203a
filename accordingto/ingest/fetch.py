"""Polite and safe fetching over one injectable httpx transport.

Polite: robots.txt, a pause between two requests to a host, conditional requests, a few retries that keep to
Retry-After, and no more of a host that does not answer. Safe: only http and https, no private addresses (unless
allowed), every redirect checked like a first request, and limits on time, size and unpacked size.
"""

from __future__ import annotations

import ipaddress
import time
import zlib
from collections.abc import Callable, Iterator, MutableMapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from types import TracebackType
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from accordingto.errors import FetchError, RefusedURL
from accordingto.ingest.decoding import MAX_BYTES
from accordingto.ingest.guard import AddressRefused, GuardedTransport, IPAddress, is_public
from accordingto.ingest.robots import MAX_ROBOTS_BYTES, Rules, rules_of

AGENT = "accordingto"  # the name robots.txt files know us by
USER_AGENT = f"{AGENT}/0.1 (news reading; respects robots.txt)"
MAX_REDIRECTS = 8
MAX_RETRY_WAIT_S = 60.0  # a host that asks for a longer wait is left for another run
RETRIED = frozenset((429, 500, 502, 503, 504))
MAX_FAILURES_PER_HOST = 3  # in a row without an answer; then the host is not asked again
_CONNECT_TIMEOUT_S = 10.0
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_SILENT_ERRORS = (httpx.TimeoutException, httpx.NetworkError, httpx.ProtocolError)


@dataclass(frozen=True, slots=True)
class Validators:
    """What a server gave to ask by next time whether a page has changed."""

    etag: str | None
    last_modified: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a URL returned. `url` is where the redirects ended; `body` is unpacked, and empty if `not_modified`."""

    url: str
    fetched_at: datetime
    media_type: str
    charset: str | None
    body: bytes
    not_modified: bool = False


@dataclass(slots=True)
class _Host:
    """What is remembered of a host during a run."""

    rules: Rules | None = None
    free_at: float = 0.0
    failures: int = 0


@dataclass(frozen=True, slots=True)
class _Answer:
    """A response read to its end."""

    status: int
    headers: httpx.Headers
    body: bytes


class Fetcher:
    """Fetches URLs; one for a whole run, since it remembers each host's rules and pace. To be closed, or used `with`.

    `transport` is the seam: tests and replays give their own, the network is the default. `allow_private` lets
    addresses through that are not on the public internet (a server on this machine). `validators` holds what
    conditional requests need, by URL: kept between runs, it saves fetching what has not changed. `sleep` and `clock`
    are there for tests of waiting.
    """

    def __init__(
        self,
        *,
        transport: httpx.BaseTransport | None = None,
        allow_private: bool = False,
        validators: MutableMapping[str, Validators] | None = None,
        timeout_s: float = 30.0,
        max_bytes: int = MAX_BYTES,
        pause_s: float = 1.0,
        retries: int = 2,
        sleep: Callable[[float], None] = time.sleep,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        allow = _any_address if allow_private else is_public
        self._transport = transport or GuardedTransport(deadline_s=timeout_s, allow=allow)
        self._allow = allow
        self._client = httpx.Client(
            transport=self._transport,
            timeout=httpx.Timeout(timeout_s, connect=min(_CONNECT_TIMEOUT_S, timeout_s)),
            headers={"User-Agent": USER_AGENT, "Accept-Encoding": "gzip"},
            follow_redirects=False,
            trust_env=False,
        )
        self._validators = {} if validators is None else validators
        self._timeout_s, self._max_bytes, self._pause_s, self._retries = timeout_s, max_bytes, pause_s, retries
        self._sleep, self._clock = sleep, clock
        self._hosts: dict[str, _Host] = {}

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all connections."""
        self._client.close()

    def fetch(self, url: str) -> Fetched:
        """What `url` returns now.

        Raises RefusedURL where nothing was asked (scheme, private address, robots.txt), FetchError where the answer
        did not come, is no success, or is larger than allowed.
        """
        asked = url
        for _ in range(MAX_REDIRECTS + 1):
            asked = self._checked(asked)
            answer = self._ask(asked, conditional_for=url)
            if answer.status not in _REDIRECTS:
                return self._fetched(url, asked, answer)
            asked = self._redirected(asked, answer)
        raise FetchError(url, f"it redirects more than {MAX_REDIRECTS} times")

    def _redirected(self, url: str, answer: _Answer) -> str:
        target = answer.headers.get("location")
        if not target:
            raise FetchError(url, f"it answers HTTP {answer.status} without saying where to go")
        try:
            joined = urljoin(url, target)
        except ValueError as error:
            raise FetchError(url, "it redirects to something that is no address") from error
        return str(joined)

    def _fetched(self, url: str, final: str, answer: _Answer) -> Fetched:
        if answer.status == httpx.codes.NOT_MODIFIED:
            return Fetched(url=final, fetched_at=_now(), media_type="", charset=None, body=b"", not_modified=True)
        if answer.status != httpx.codes.OK:
            raise FetchError(url, f"it answers HTTP {answer.status}")
        etag, modified = answer.headers.get("etag"), answer.headers.get("last-modified")
        if etag or modified:
            self._validators[url] = Validators(etag, modified)
        media_type, _, parameters = answer.headers.get("content-type", "").partition(";")
        return Fetched(
            url=final,
            fetched_at=_now(),
            media_type=media_type.strip().lower(),
            charset=_charset(parameters),
            body=answer.body,
        )

    def _ask(self, url: str, *, conditional_for: str) -> _Answer:
        """The answer to one request, after robots.txt, pauses and retries."""
        host = self._host(url)
        if host.failures >= MAX_FAILURES_PER_HOST:
            raise FetchError(url, "its host did not answer before and was not asked again")
        if host.rules is None:
            host.rules = self._rules(url, host)
        if not host.rules.allows(url, AGENT):
            raise RefusedURL(url, host.rules.refused or "its robots.txt does not allow it")
        return self._patiently(url, host, self._conditions(conditional_for), self._max_bytes)

    def _checked(self, url: str) -> str:
        """The URL without fragment; refused if it is not of the web, carries a password or names a private address."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname, parts.port
        except ValueError as error:
            raise RefusedURL(url, "it is no address") from error
        if parts.scheme not in ("http", "https") or not host or port == 0:
            raise RefusedURL(url, "only http and https addresses are fetched")
        if parts.username is not None or parts.password is not None:
            raise RefusedURL(urlunsplit(parts._replace(netloc=host)), "it carries a user name or password")
        address = _literal(host)
        if address is not None and not self._allow(address):
            raise RefusedURL(url, f"{host} is not on the public internet")
        return urlunsplit(parts._replace(fragment=""))

    def _host(self, url: str) -> _Host:
        parts = urlsplit(url)
        return self._hosts.setdefault(f"{parts.scheme}://{parts.netloc.lower()}", _Host())

    def _rules(self, url: str, host: _Host) -> Rules:
        """The host's robots.txt; a host that cannot be asked for it is not asked for anything."""
        asked = urljoin(url, "/robots.txt")
        for _ in range(MAX_REDIRECTS):
            try:
                answer = self._patiently(self._checked(asked), self._host(asked), {}, MAX_ROBOTS_BYTES, cut=True)
            except FetchError as error:
                if isinstance(error, RefusedURL):
                    raise
                raise FetchError(url, error.reason) from error
            if answer.status not in _REDIRECTS:
                return rules_of(answer.status, answer.body)
            asked = self._redirected(asked, answer)
        return Rules()

    def _conditions(self, url: str) -> dict[str, str]:
        known = self._validators.get(url)
        told = (("If-None-Match", known.etag), ("If-Modified-Since", known.last_modified)) if known else ()
        return {name: value for name, value in told if value}

    def _patiently(
        self, url: str, host: _Host, headers: dict[str, str], max_bytes: int, *, cut: bool = False
    ) -> _Answer:
        """The answer after as many attempts as are allowed and make sense."""
        attempt = 0
        while True:
            self._wait_for(host)
            try:
                answer = self._once(url, headers, max_bytes, cut=cut)
            except _SILENT_ERRORS as error:
                host.failures += 1
                if attempt >= self._retries or host.failures >= MAX_FAILURES_PER_HOST:
                    raise FetchError(url, str(error) or "it does not answer") from error
                wait = _backoff(attempt)
            else:
                host.failures = 0
                if answer.status not in RETRIED or attempt >= self._retries:
                    return answer
                wait = _retry_after(answer.headers) or _backoff(attempt)
            if wait > MAX_RETRY_WAIT_S:
                raise FetchError(url, f"its host asks to wait {wait:.0f} seconds")
            self._sleep(wait)
            attempt += 1

    def _wait_for(self, host: _Host) -> None:
        """Keep the pause since the last request to this host."""
        wait = host.free_at - self._clock()
        if wait > 0:
            self._sleep(wait)
        pause = max(self._pause_s, host.rules.delay_s(AGENT) if host.rules else 0.0)
        host.free_at = self._clock() + pause

    def _once(self, url: str, headers: dict[str, str], max_bytes: int, *, cut: bool) -> _Answer:
        deadline = self._clock() + self._timeout_s
        try:
            with self._client.stream("GET", url, headers=headers) as response:
                body = (
                    b"" if response.status_code in _REDIRECTS else self._body(url, response, max_bytes, deadline, cut)
                )
                return _Answer(response.status_code, response.headers, body)
        except AddressRefused as error:
            raise RefusedURL(url, str(error)) from error
        except (httpx.InvalidURL, httpx.UnsupportedProtocol) as error:
            raise RefusedURL(url, "it is no address") from error

    def _body(self, url: str, response: httpx.Response, max_bytes: int, deadline: float, cut: bool) -> bytes:
        """The body, unpacked; stops at the first byte too many, before or after unpacking."""
        out = bytearray()
        for piece in self._unpacked(url, response):
            out += piece
            if len(out) > max_bytes:
                if cut:
                    return bytes(out[:max_bytes])
                raise FetchError(url, f"it is larger than {max_bytes} bytes")
            if self._clock() > deadline:
                raise FetchError(url, f"it took longer than {self._timeout_s:.0f} seconds")
        return bytes(out)

    def _unpacked(self, url: str, response: httpx.Response) -> Iterator[bytes]:
        encoding = response.headers.get("content-encoding", "identity").strip().lower()
        if response.is_stream_consumed:  # a transport may hand over what it has read and unpacked already
            yield response.content
        elif encoding in ("identity", ""):
            yield from response.iter_raw()
        elif encoding in ("gzip", "x-gzip"):
            yield from _inflated(url, response.iter_raw())
        else:
            raise FetchError(url, f"its encoding {encoding[:20]!r} was not asked for")


_INFLATE_STEP = 262_144  # bytes unpacked at a time, so that a bomb is noticed while it is small


def _inflated(url: str, pieces: Iterator[bytes]) -> Iterator[bytes]:
    inflater = zlib.decompressobj(wbits=31)
    for packed in pieces:
        while packed:
            try:
                piece = inflater.decompress(packed, _INFLATE_STEP)
            except zlib.error as error:
                raise FetchError(url, "its gzip data is damaged") from error
            yield piece
            packed = inflater.unconsumed_tail
    if not inflater.eof:
        raise FetchError(url, "its gzip data is cut off")


def _any_address(address: IPAddress) -> bool:
    return True


def _literal(host: str) -> IPAddress | None:
    """The address that a host is written as, if it is no name."""
    try:
        return ipaddress.ip_address(host.partition("%")[0])
    except ValueError:
        return None


def _charset(parameters: str) -> str | None:
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip(" \"'") or None
    return None


def _backoff(attempt: int) -> float:
    return float(2**attempt)


def _retry_after(headers: httpx.Headers) -> float | None:
    """The seconds the server asks to wait, from a number or a date; None if it does not ask."""
    told = headers.get("retry-after", "").strip()
    if told.isdecimal():
        return float(told[:9])
    try:
        moment = parsedate_to_datetime(told)
    except ValueError:
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - _now()).total_seconds())


def _now() -> datetime:
    return datetime.now(UTC)

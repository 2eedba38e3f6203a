"""A transport for httpx that connects only to addresses of the public internet, and to each only for so long.

The address is checked where the connection is made: the host is resolved once, every answer is checked, and the
socket is opened to the checked address itself. A name server that answers differently a moment later changes nothing,
and a redirect is a new connection with a new check. TLS still verifies the certificate for the host's name.
"""

from __future__ import annotations

import ipaddress
import socket
import ssl
import time
from collections.abc import Callable, Iterable, Iterator, Sequence

import httpcore
import httpx

Resolve = Callable[[str, int], Sequence[str]]
IPAddress = ipaddress.IPv4Address | ipaddress.IPv6Address
Allow = Callable[[IPAddress], bool]

# Hosts of clouds that talk to their guests (Azure, Oracle) on addresses that some Python versions take for public.
_METADATA = (ipaddress.ip_network("168.63.129.16/32"), ipaddress.ip_network("192.0.0.0/24"))
_NAT64 = ipaddress.ip_network("64:ff9b::/96")
_LOCAL_NAT64 = ipaddress.ip_network("64:ff9b:1::/48")


class AddressRefused(Exception):
    """A host resolves to an address that must not be reached; the message names both."""


def is_public(address: IPAddress) -> bool:
    """Whether an address lies on the public internet: not loopback, private, link-local, shared, reserved, multicast.

    IPv6 addresses that carry an IPv4 address (mapped, 6to4, Teredo, NAT64) are judged by that one.
    """
    inner = _embedded(address)
    if inner is not None:
        return is_public(inner)
    is_special = address.is_multicast or address.is_reserved or address.is_unspecified
    return address.is_global and not is_special and not any(address in network for network in _METADATA)


def _embedded(address: IPAddress) -> ipaddress.IPv4Address | None:
    if isinstance(address, ipaddress.IPv4Address):
        return None
    if address in _NAT64 or address in _LOCAL_NAT64:
        return ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else None)


def resolve_host(host: str, port: int) -> Sequence[str]:
    """The addresses the system's resolver gives for a host, in its order; raises OSError if there are none."""
    answers = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(answer[4][0]) for answer in answers))


class GuardedTransport(httpx.BaseTransport):
    """httpx's network with checked addresses, no reuse of connections and a deadline for each of them.

    `allow` decides on an address; `deadline_s` bounds everything from connecting to the last byte, however slowly it
    comes. Raises `AddressRefused`, and httpx's own errors for all that can go wrong on a network.
    """

    def __init__(self, *, deadline_s: float, allow: Allow = is_public, resolve: Resolve = resolve_host) -> None:
        self._pool = httpcore.ConnectionPool(
            ssl_context=httpx.create_ssl_context(),
            max_keepalive_connections=0,
            network_backend=_GuardedBackend(allow, resolve, deadline_s),
        )

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        asked = httpcore.Request(
            method=request.method,
            url=httpcore.URL(
                scheme=request.url.raw_scheme,
                host=request.url.raw_host,
                port=request.url.port,
                target=request.url.raw_path,
            ),
            headers=request.headers.raw,
            extensions=request.extensions,
        )
        with _httpx_errors(request):
            response = self._pool.handle_request(asked)
        return httpx.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Body(response, request),
            extensions=response.extensions,
        )

    def close(self) -> None:
        self._pool.close()


class _Body(httpx.SyncByteStream):
    """A response's bytes as they come, with network errors as httpx's own."""

    def __init__(self, response: httpcore.Response, request: httpx.Request) -> None:
        self._response = response
        self._request = request

    def __iter__(self) -> Iterator[bytes]:
        with _httpx_errors(self._request):
            yield from self._response.iter_stream()

    def close(self) -> None:
        self._response.close()


class _httpx_errors:
    """Raises httpcore's errors as httpx's, which is what a transport owes its client."""

    def __init__(self, request: httpx.Request) -> None:
        self._request = request

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, httpcore.TimeoutException):
            raise httpx.TimeoutException(str(error) or "it took too long", request=self._request) from error
        if isinstance(error, httpcore.NetworkError):
            raise httpx.NetworkError(str(error) or "the connection broke", request=self._request) from error
        if isinstance(error, httpcore.ProtocolError):
            raise httpx.ProtocolError(str(error) or "the answer is not HTTP", request=self._request) from error


class _GuardedBackend(httpcore.NetworkBackend):
    def __init__(self, allow: Allow, resolve: Resolve, deadline_s: float) -> None:
        self._backend = httpcore.SyncBackend()
        self._allow = allow
        self._resolve = resolve
        self._deadline_s = deadline_s

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        deadline = time.monotonic() + self._deadline_s
        failure: Exception = httpcore.ConnectError(f"{host} has no address")
        for address in self._checked(host, port):
            try:
                stream = self._backend.connect_tcp(address, port, timeout, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _TimedStream(stream, deadline)
        raise failure

    def _checked(self, host: str, port: int) -> Sequence[str]:
        """The host's addresses, all of them allowed: one bad answer among good ones is an attack, not a choice."""
        try:
            addresses = self._resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore.ConnectError(f"the host {host} cannot be found") from error
        for address in addresses:
            if not self._allow(ipaddress.ip_address(address.partition("%")[0])):
                raise AddressRefused(f"{host} is at {address}, which is not on the public internet")
        return addresses


class _TimedStream(httpcore.NetworkStream):
    """A stream whose every operation ends at the connection's deadline: bytes that trickle cannot hold it open."""

    def __init__(self, stream: httpcore.NetworkStream, deadline: float) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._left(timeout, httpcore.ReadTimeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._left(timeout, httpcore.WriteTimeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore.NetworkStream:
        left = self._left(timeout, httpcore.ConnectTimeout)
        return _TimedStream(self._stream.start_tls(ssl_context, server_hostname, left), self._deadline)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)

    def _left(self, timeout: float | None, error: type[httpcore.TimeoutException]) -> float:
        left = self._deadline - time.monotonic()
        if left <= 0:
            raise error("the answer took too long")
        return left if timeout is None else min(left, timeout)

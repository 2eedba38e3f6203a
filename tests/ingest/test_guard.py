from __future__ import annotations

import ipaddress
from collections.abc import Sequence

import httpx
import pytest

from accordingto.ingest.guard import AddressRefused, GuardedTransport, IPAddress, is_public
from tests.ingest.server import Server


@pytest.mark.parametrize("address", ["93.184.216.34", "2606:2800:220:1:248:1893:25c8:1946", "64:ff9b::5db8:d822"])
def test_public_addresses(address: str) -> None:
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "127.0.0.1", "127.8.9.1", "0.0.0.0", "10.1.2.3", "172.16.0.1", "192.168.1.1", "169.254.169.254",
        "100.100.100.200",
        "192.0.0.192", "168.63.129.16", "224.0.0.1", "240.0.0.1", "255.255.255.255", "198.18.0.1",
        "::", "::1", "fe80::1", "fc00::1", "fd00:ec2::254", "ff02::1",
        # an inner IPv4 address counts too
        "::ffff:127.0.0.1", "::ffff:169.254.169.254", "64:ff9b::7f00:1", "2002:7f00:1::", "64:ff9b:1::a00:1",
    ],
)  # fmt: skip
def test_addresses_that_are_not_public(address: str) -> None:
    assert not is_public(ipaddress.ip_address(address))


def client(resolve: object = None, *, only: str = "127.0.0.1", deadline_s: float = 5.0) -> httpx.Client:
    """A client whose names all resolve by `resolve`, and to whom one address counts as public."""

    def names(host: str, port: int) -> Sequence[str]:
        return {"public.test": ["127.0.0.1"], "inside.test": ["127.0.0.2"], "both.test": ["127.0.0.1", "127.0.0.2"]}[
            host
        ]

    def allow(address: IPAddress) -> bool:
        return str(address) == only

    return httpx.Client(transport=GuardedTransport(deadline_s=deadline_s, allow=allow, resolve=names), trust_env=False)


def test_an_allowed_name_is_reached_by_its_address_and_keeps_its_name(server: Server) -> None:
    server.answers["/"] = lambda handler: handler.give((handler.headers["Host"] or "").encode())
    with client() as web:
        assert web.get(f"http://public.test:{server.port}/").text == f"public.test:{server.port}"


@pytest.mark.parametrize("host", ["inside.test", "both.test"])
def test_a_name_with_any_private_address_is_not_connected_to(server: Server, host: str) -> None:
    with client() as web, pytest.raises(AddressRefused):
        web.get(f"http://{host}:{server.port}/")
    assert server.asked == []


def test_a_second_answer_of_the_name_server_changes_nothing(server: Server) -> None:
    """DNS rebinding: the address that was checked is the address that is connected to."""
    answers = iter([["127.0.0.1"], ["127.0.0.2"]])
    asked = []

    def rebinding(host: str, port: int) -> Sequence[str]:
        asked.append(host)
        return next(answers)

    server.page("/", b"checked")
    transport = GuardedTransport(deadline_s=5, allow=lambda address: str(address) == "127.0.0.1", resolve=rebinding)
    with httpx.Client(transport=transport, trust_env=False) as web:
        assert web.get(f"http://public.test:{server.port}/").content == b"checked"
        assert asked == ["public.test"]
        with pytest.raises(AddressRefused):
            web.get(f"http://public.test:{server.port}/")


def test_network_errors_are_httpx_errors() -> None:
    def nowhere(host: str, port: int) -> Sequence[str]:
        raise OSError("no such host")

    transport = GuardedTransport(deadline_s=5, allow=is_public, resolve=nowhere)
    with httpx.Client(transport=transport, trust_env=False) as web, pytest.raises(httpx.NetworkError):
        web.get("http://nowhere.test/")

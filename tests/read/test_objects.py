"""Whom a deed is done to, by the words right beside its verb."""

from __future__ import annotations

import pytest

from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.objects import with_objects
from accordingto.read.wording import Wording
from tests.read.test_blamed import encoded


def recipients(text: str, *triggers: str, kind: str = "COERCE", known: str = "") -> list[str]:
    """Who suffers the deed of the first of the triggers; `known` is whom the network has found."""
    words, encoding = text.split(" "), encoded(text)
    at = [words.index(trigger) for trigger in triggers]
    roles = (Chunk(words.index(known), words.index(known) + 1, "recipient", 0.5),) if known else ()
    found = with_objects([Frame(n, n + 1, kind, 0.9, roles) for n in at], Wording.of(encoding.text, text))[0]
    return [encoding.span(c.start, c.end).slice(text) for c in found.chunks("recipient")]


@pytest.mark.parametrize(
    ("text", "trigger", "expected"),
    [
        ("police arrested the opposition leader on Friday", "arrested", ["the opposition leader"]),
        ("Hamas freed three hostages .", "freed", ["three hostages"]),
        ("riots broke out after the opposition leader was arrested .", "arrested", ["the opposition leader"]),
        ("ten activists have been detained in Dakar", "detained", ["ten activists"]),
        # the words do not say where a name begins
        ("police arrested protesters kicked to the ground", "arrested", []),
        # nobody by name
        ("police detained him on Friday", "detained", []),
        ("he was arrested", "arrested", []),
        # a verb that may have anything for its object
        ("rebels took the town", "took", []),
    ],
)
def test_who_suffers_it(text: str, trigger: str, expected: list[str]) -> None:
    assert recipients(text, trigger) == expected


def test_a_deed_is_nobody() -> None:
    assert recipients("jets executed several airstrikes on Morek", "executed", "airstrikes", kind="ASSAULT") == []


def test_whom_the_network_has_found_stays() -> None:
    assert recipients("police arrested the leader with Diallo", "arrested", known="Diallo") == ["Diallo"]


def test_agreements_are_done_to_nobody() -> None:
    assert recipients("they were to free three hostages", "free", kind="AGREE") == []

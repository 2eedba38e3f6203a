"""Who has a name and who has none, and which office people without a name speak from."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ledger.derive.unnamed import are_people, is_unnamed, office_of
from accordingto.model import SourceKind
from tests.factory import make_actor

ANONYMOUS, GOVERNMENT, NGO = SourceKind.ANONYMOUS, SourceKind.GOVERNMENT, SourceKind.NGO


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("Hill War Monitor", NGO, False),
        ("two security officials", GOVERNMENT, True),
        ("Officials familiar with the matter", GOVERNMENT, True),  # the head does not stand last
        ("Three women interviewed", SourceKind.WITNESS, True),
        ("Qarun evacuees", SourceKind.WITNESS, True),  # a place has the name, the people have not
        ("Qarun hospital", NGO, False),
        ("Omar Halabi", SourceKind.WITNESS, False),
        ("the army", SourceKind.MILITARY, False),  # a body that reports name in small letters
        ("neighbourhood", None, True),
        ("Somebody", ANONYMOUS, True),  # the reader says so
        ("Pictures posted on the channel", SourceKind.MEDIA, True),
    ],
)
def test_who_has_no_name(name: str, kind: SourceKind | None, expected: bool) -> None:
    assert is_unnamed(make_actor(name, kind=kind)) is expected


def test_whoever_speaks_for_a_known_body_is_nobody_unnamed() -> None:
    spokesman = make_actor("army spokesman", kind=SourceKind.MILITARY)
    assert is_unnamed(spokesman)
    assert not is_unnamed(replace(spokesman, speaks_for="qarun-army"))


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("residents", True),
        ("doctor receiving the casualties", True),  # the people stand before what they do
        ("Reports", False),
        ("video footage", False),
        ("reports citing residents", False),
        ("building officials", True),  # no participle: nobody stands before it
    ],
)
def test_who_is_somebody_without_a_name(name: str, expected: bool) -> None:
    assert are_people(make_actor(name)) is expected


@pytest.mark.parametrize(
    ("name", "office"),
    [
        ("source at Qarun Police Command", "Qarun Police Command"),
        ("a source at the Qarun police command in the city", "Qarun police command"),
        ("officials from the Ministry of Health", "Ministry of Health"),  # "of" stands inside the name
        ("doctor in Tarmis National Hospital", "Tarmis National Hospital"),
        ("doctor at the town hospital", None),  # which one?
        ("source at the Ministry", None),
        ("witness at Tarmis National Hospital", None),  # was only there
        ("residents of Court Street", None),
        ("source in Qarun province", None),  # a place speaks for nobody
        ("officials familiar with Defence Ministry plans", None),  # they may be anybody's
        ("Qarun Police Command", None),
        ("source at", None),
        ("", None),
    ],
)
def test_the_office_that_people_without_a_name_speak_from(name: str, office: str | None) -> None:
    found = office_of(make_actor(name, key="k", kind=ANONYMOUS))
    assert (found.name if found else None) == office


def test_an_office_keeps_what_is_known_of_a_body_and_nothing_of_the_people() -> None:
    name = "source at Qarun Police Command"
    office = office_of(make_actor(name, kind=GOVERNMENT, country="QA"))
    assert office == make_actor("Qarun Police Command", kind=GOVERNMENT, country="QA")
    assert office_of(make_actor(name, kind=SourceKind.WITNESS, country="QA")) == make_actor("Qarun Police Command")


@given(st.text(max_size=40), st.sampled_from([None, *SourceKind]))
def test_no_name_is_too_odd(name: str, kind: SourceKind | None) -> None:
    actor = make_actor(name, key="k", kind=kind)
    is_unnamed(actor)
    office = office_of(actor)
    assert office is None or office.name in " ".join(name.split())

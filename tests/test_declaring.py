"""What people declare reaches views under every key by which records know somebody."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.declarations import Declarations, load_sources
from accordingto.ledger import Declared
from accordingto.model import Actor, SourceKind
from accordingto.pipeline import declared_of
from accordingto.read.actors import ActorList
from tests.factory import make_actor

TEXT = """
[[source]]
name = "Syrian Observatory for Human Rights"
reliability = "B"

[[source]]
id = "nusra"
merge = ["hts"]
side = "opposition"

[[source]]
name = "Halden Wire"
kind = "agency"
aliases = ["HW", "haldenwire.org"]
"""
SIDES = {"government": ("SY", "RU"), "opposition": ("rebels",), "kurdish": ("Syrian Democratic Forces",)}


@pytest.fixture
def declared(tmp_path: Path) -> Declared:
    path = tmp_path / "sources.toml"
    path.write_text(TEXT, "utf-8")
    declarations = Declarations(records=load_sources(path), sides=SIDES)
    return declared_of(declarations, ActorList.declaring(declarations.records))


SIDE_OF = [
    (make_actor("Syrian army", kind=SourceKind.MILITARY, country="SY"), "government"),
    (make_actor("Kremlin", kind=SourceKind.GOVERNMENT, country="RU"), "government"),
    (make_actor("Syrian White Helmets", kind=SourceKind.NGO, country="SY"), None),  # no arm of the state
    (Actor(name="SANA", key="sana", kind=SourceKind.AGENCY, country="SY"), "government"),  # its owner speaks
    (Actor(name="Enab Baladi", key="enab baladi", kind=SourceKind.MEDIA, country="SY"), None),
    (make_actor("rebels", kind=SourceKind.ARMED_GROUP), "opposition"),  # a name that no list holds
    (make_actor("HTS", key="hts"), "opposition"),  # by the record it was merged into
    (make_actor("SDF", key="sdf"), "kurdish"),  # named in full, known by an id
    (make_actor("officials", key="unnamed:herald:officials", kind=SourceKind.GOVERNMENT, country="SY"), None),
]


@pytest.mark.parametrize(("actor", "side"), SIDE_OF, ids=lambda value: getattr(value, "name", value))
def test_side_of(declared: Declared, actor: Actor, side: str | None) -> None:
    assert declared.side_of(actor) == side


def test_names_lead_to_their_record(declared: Declared) -> None:
    halden = declared.known_as(make_actor("HW"))
    assert (halden.key, halden.name, halden.kind) == ("halden wire", "Halden Wire", SourceKind.AGENCY)
    assert declared.key_of("haldenwire") == "halden wire"  # as an outlet known by its address
    assert declared.key_of("hts") == "nusra"
    assert declared.reliability_of(make_actor("the Observatory", key="sohr")) == "B"
    assert declared.side_of_name("the rebels") == "opposition"


def test_nothing_declared_changes_nobody() -> None:
    nothing = declared_of(Declarations(), ActorList.load())
    assert nothing == Declared()
    assert not Declarations()

from __future__ import annotations

import pytest

from accordingto.read.actors import ActorList
from accordingto.read.actors.kind_words import possessive, singular
from accordingto.read.actors.source_kind import head_index, kind_of, kind_of_name
from accordingto.read.actors.words import words_of

DESCRIPTIONS = [
    # the head alone tells
    ("residents", "witness"),
    ("activists", "ngo"),
    ("a rebel commander", "armed-group"),
    ("state television", "media"),
    ("court documents", "document"),
    ("prosecutors", "government"),
    ("a lawyer", "individual"),
    # ministries of defence are military, others government; their people too, and civil defence is neither
    ("the defence ministry", "military"),
    ("the defense secretary", "military"),
    ("the interior ministry", "government"),
    ("an Energy Ministry official", "government"),
    ("a civil defence chief", "ngo"),
    # an unnamed source takes the kind of the body it belongs to, and only a told one
    ("a military source", "military"),
    ("a rebel source", "armed-group"),
    ("a source at the Police Command", "government"),
    ("a local source", "anonymous"),
    ("a local source in the northern province of Idlib", "anonymous"),
    ("security sources", "anonymous"),
    ("a security official", "government"),
    # the body behind "of" and "for", listed or not
    ("a spokesman for Hezbollah", "armed-group"),
    ("the head of the Syrian Observatory for Human Rights", "ngo"),
    ("an official of the World Health Organization", "intergovernmental"),
    ("the leader of a Christian militia", "armed-group"),
    # "at" and "in" a country is no affiliation
    ("analysts in Europe", "expert"),
    ("activists in Syria", "ngo"),
    # adjectives joined by "and" share a head, nouns do not
    ("Kurdish and Arab security officials", "government"),
    ("officials and witnesses", "government"),
    # what is shown is a document, unless a broadcaster shows it
    ("video footage", "document"),
    ("TV footage", "media"),
    # counted people
    ("dozens of residents", "witness"),
    ("dozens of Syrians", "individual"),
    # groups by what they do
    ("an aid group", "ngo"),
    ("opposition fighters", "armed-group"),
    ("opposition leaders", "government"),
    ("the intelligence agency", "government"),
    ("a news agency", "agency"),
    # offices whose name ends in "general" are no generals
    ("the attorney general", "government"),
    ("a brigadier general", "military"),
    # countries, capitals
    ("Russia", "government"),
    ("Damascus", "government"),
    # nothing tells
    ("the wind", None),
    ("", None),
    # a verb alone leads nobody
    ("heads", None),
]


@pytest.mark.parametrize(("description", "expected"), DESCRIPTIONS)
def test_kind_of(description: str, expected: str | None) -> None:
    words = words_of(description)
    kind = kind_of(words, ActorList.load().find(words))
    assert (kind.value if kind is not None else None) == expected


NAMES = [
    ("Lakeside Health Ministry", "government"),
    ("Lakeland Ministry of Defence", "military"),
    ("Lakeside Daily News", "media"),
    ("Jaysh al-Nasr Brigade", "armed-group"),
    ("Lakeside Doctors Association", "ngo"),
    ("University of Lakeside", "expert"),
    ("Lakeside", None),
    ("", None),
]


@pytest.mark.parametrize(("name", "expected"), NAMES)
def test_kind_of_name(name: str, expected: str | None) -> None:
    kind = kind_of_name(words_of(name))
    assert (kind.value if kind is not None else None) == expected


HEADS = [
    ("the army spokesman", "spokesman"),
    ("a source close to the talks", "source"),
    ("an official, who left", "official"),
    ("the Britain-based group", "group"),
    ("the director general of the port", "director"),
]


@pytest.mark.parametrize(("phrase", "head"), HEADS)
def test_head(phrase: str, head: str) -> None:
    words = words_of(phrase)
    assert words[head_index(words)].norm == head


SINGULARS = [
    ("agencies", "agency"),
    ("spokesmen", "spokesman"),
    ("witnesses", "witness"),
    ("churches", "church"),
    ("sources", "source"),
    ("police", "police"),
    ("press", "press"),
    ("us", "us"),
    ("Basis".lower(), "basis"),
]


@pytest.mark.parametrize(("plural", "expected"), SINGULARS)
def test_singular(plural: str, expected: str) -> None:
    assert singular(plural) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Syria", "Syria's"), ("aid workers", "aid workers'"), ("Abbas", "Abbas's"), ("the press", "the press's")],
)
def test_possessive(name: str, expected: str) -> None:
    assert possessive(name) == expected

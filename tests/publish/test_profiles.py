"""What profiles of actors and places say in short."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import SourceKind
from accordingto.publish.pages.profiles import other_names, part_kind, region
from tests.factory import make_place

REGIONS = [
    # a province and its city bear one name: the list must tell them apart
    ("A.ADM1", "SY", None, "Province of Syria"),
    ("A.ADM1", None, None, "Province"),
    ("P.PPLA", "SY", "Ḩalab", "Ḩalab, Syria"),
    ("P.PPL", "SY", None, "Syria"),
    ("P.PPL", None, None, ""),
    ("A.PCLI", "SY", None, ""),
]


@pytest.mark.parametrize(("feature", "country", "admin1", "shown"), REGIONS)
def test_what_a_place_lies_in(feature: str, country: str | None, admin1: str | None, shown: str) -> None:
    place = replace(make_place("Aleppo", 36.2, 37.2, feature=feature, admin1=admin1), country=country)
    assert region(place) == shown


@pytest.mark.parametrize(
    ("kind", "shown"),
    [
        # "civilians" are read as witnesses where they speak; bombed they witness nothing
        (SourceKind.WITNESS, "people"),
        (SourceKind.INDIVIDUAL, "people"),
        (SourceKind.ARMED_GROUP, "armed group"),
        (SourceKind.NGO, "NGO"),
        (None, ""),
    ],
)
def test_the_kind_of_whoever_has_a_part(kind: SourceKind | None, shown: str) -> None:
    assert part_kind(kind) == shown


@pytest.mark.parametrize(
    ("names", "others"),
    [
        (("rebels", "Rebels"), []),
        (("Syrian army", "the army", "The Army", "SAA"), ["the army", "SAA"]),
        (("Daesh",), []),
        # the gazetteers' spelling is another name, not another capital
        (("Hay'at Tahrir al-Sham", "Hayat Tahrir al-Sham"), ["Hayat Tahrir al-Sham"]),
    ],
)
def test_names_in_other_capitals_are_no_other_names(names: tuple[str, ...], others: list[str]) -> None:
    assert other_names(names) == others

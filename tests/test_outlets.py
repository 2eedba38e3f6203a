"""Outlets under all their names, and agency credits in metadata and text."""

from __future__ import annotations

import pytest

from accordingto.credits import agency_credit
from accordingto.outlets import known_outlet, outlet_key, outlets
from tests.factory import make_article


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("The New York Times", "www.nytimes.com"),
        ("Reuters", "uk.reuters.com"),
        ("Reuters News", "reuters"),
        ("Agence France Presse", "AFP"),
        ("SANA", "Syrian Arab News Agency"),
        ("SANA", "SANA news agency"),
        ("The New Arab", "alaraby.co.uk"),  # a name and an address of two languages
        ("Aamaq", "Amaq news agency"),
        ("https://www.bbc.co.uk/", "BBC News"),
        ("thesun.co.uk", "www.thesun.co.uk"),  # unknown outlets meet themselves too
        ("Hill Country Herald", "the Hill Country Herald"),
    ],
)
def test_an_outlet_meets_itself(one: str, two: str) -> None:
    assert outlet_key(one) == outlet_key(two)


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("AP", "APA"),  # an agency's initials inside another's
        ("Daily Sabah", "Saba"),
        ("Syrian state TV", "SANA"),  # one owner, two outlets
        ("State television", "State"),  # what it is, no name
        ("Sudanese state television", "Sudanese state"),
        ("", "Reuters"),
    ],
)
def test_different_outlets_stay_apart(one: str, two: str) -> None:
    assert outlet_key(one) != outlet_key(two)


def test_the_table_names_each_outlet_once() -> None:
    names = [outlet_key(name) for outlet in outlets().values() for name in outlet.names]
    assert all(outlet_key(name) == o.key for o in outlets().values() for name in o.names)
    assert set(names) == set(outlets())


def test_state_owned_outlets_name_their_state() -> None:
    sana, reuters = known_outlet("SANA"), known_outlet("Reuters")
    assert sana and reuters and (sana.state, reuters.state) == ("SY", None)


BODY = "Two shells landed near the mill, wounding a baker. " * 12


@pytest.mark.parametrize(
    ("text", "key", "words"),
    [
        ("HILLTOWN, Dec 1 (Reuters) - Shells fell near the mill. " + BODY, "reuters", "Reuters"),
        ("HILLTOWN (AP) — Shells fell near the mill. " + BODY, "ap", "AP"),
        (BODY + "\nCopyright 2024 The Associated Press. All rights reserved.", "ap", "Associated Press"),
        (BODY + "(Reporting by A. Writer and B. Stringer; Editing by C. Desk)", "reuters", "Editing by"),
        (BODY, None, ""),
        ("An (AP) photographer stood by. " + BODY, None, ""),  # named, not credited
        ("The ministry told Reuters that the mill burned. " + BODY, None, ""),  # a channel, not a credit
        (BODY + BODY + "(Reuters) - " + BODY + BODY, None, ""),  # too deep in the text for a dateline
    ],
)
def test_credits_in_the_text(text: str, key: str | None, words: str) -> None:
    credit = agency_credit(make_article(text))
    assert (credit.key if credit else None) == key
    if credit and credit.span:
        assert words in credit.span.slice(text)


def test_credits_in_the_metadata() -> None:
    by_agency = agency_credit(make_article(BODY, agency="Agence France-Presse"))
    by_feed = agency_credit(make_article(BODY, feed_source="Hill Country Herald"))
    by_address = agency_credit(make_article(BODY, url="https://courier.example/wires/ap/article-1.html"))
    assert [c.key for c in (by_agency, by_feed, by_address) if c] == ["afp", "hill country herald", "ap"]


def test_an_agencys_own_report_is_no_credit() -> None:
    assert (
        agency_credit(make_article("HILLTOWN, Dec 1 (Reuters) - Shells fell. " + BODY, publisher="reuters.com")) is None
    )


def test_long_texts_without_credits_cost_little() -> None:
    assert agency_credit(make_article("(" * 2_000_000)) is None

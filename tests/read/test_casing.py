"""Texts in capitals are written as usual before they are read; nothing else is touched, and nothing moves."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Article
from accordingto.read import Reader
from accordingto.read.actors import ActorList
from accordingto.read.casing import in_usual_case, is_in_capitals, is_small
from accordingto.read.gazetteer import Gazetteer


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return Gazetteer.open()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # words small, names not, and the sentence opens with a capital
        (
            "GUNMEN KIDNAPPED THE MAYOR OF TEGUCIGALPA. THE POLICE ARE SEARCHING FOR HIM.",
            "Gunmen kidnapped the mayor of Tegucigalpa. The police are searching for him.",
        ),
        # an abbreviation stays one; a word that cannot be spoken is one
        (
            "THE UN SAID ON MONDAY THAT THE FLNQR HAD ATTACKED A BRIDGE.",
            "The UN said on Monday that the FLNQR had attacked a bridge.",
        ),
        # an ending is no part of the name before it
        ("PERU'S ARMY DIDN'T RETURN TO ITS CAMPS.", "Peru's army didn't return to its camps."),
        # small words that are a name together, by the gazetteer and by the actor list
        ("TROOPS OF SOUTH AFRICA CROSSED THE BORDER.", "Troops of South Africa crossed the border."),
        ("VILLAGERS BLAMED BOKO HARAM FOR THE RAID.", "Villagers blamed Boko Haram for the raid."),
        # a line of its own opens with a capital too
        (
            "TALKS END WITHOUT RESULT\n\nNOBODY CAME OUT TO SPEAK.",
            "Talks end without result\n\nNobody came out to speak.",
        ),
    ],
)
def test_a_text_in_capitals_is_written_as_usual(text: str, expected: str, gazetteer: Gazetteer) -> None:
    assert in_usual_case(text, actor_list=ActorList.load(), gazetteer=gazetteer) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Rebels took the town of Darkush on Monday, the army said.",
        # a headline in capitals above a text that is not
        "REBELS TAKE TOWN\n\nRebels took the town of Darkush on Monday, an officer of the army said by telephone.",
        # too little to tell
        "UN: TALKS FAIL",
        # letters that have no capitals
        "قال الجيش إن المدينة سقطت صباح اليوم",
    ],
)
def test_any_other_text_is_left_as_it_is(text: str, gazetteer: Gazetteer) -> None:
    assert in_usual_case(text, actor_list=ActorList.load(), gazetteer=gazetteer) == text


@given(st.text(alphabet=st.characters(categories=("Lu", "Nd", "Po", "Zs")), max_size=80))
def test_nothing_moves(text: str) -> None:
    gazetteer = Gazetteer.open()
    recased = in_usual_case(text, actor_list=ActorList.load(), gazetteer=gazetteer)
    gazetteer.close()
    assert len(recased) == len(text)
    assert is_in_capitals(text) or recased == text


@pytest.mark.parametrize(
    ("word", "answer"),
    [("raid", True), ("raids", True), ("cities", True), ("moving", True), ("lima", False), ("is", False)],
)
def test_inflections_of_small_words_are_small(word: str, answer: bool) -> None:
    assert is_small(word, {"raid", "city", "move", "i"}) is answer


def test_a_report_in_capitals_is_read_and_its_findings_point_at_the_original() -> None:
    text = "GUNMEN KIDNAPPED THE MAYOR OF TEGUCIGALPA ON MONDAY, THE POLICE SAID."
    article = Article(
        capture_id="c", url=None, publisher=None, title=None, text=text, lang="en",
        published=None, fetched_at=datetime(2024, 12, 4, tzinfo=UTC),
    )  # fmt: skip
    reading = Reader.load().read(article)
    assert reading.article_id == article.id
    (event,) = reading.events
    assert event.article_id == article.id
    assert [trigger.slice(article.text) for trigger in event.triggers] == ["KIDNAPPED"]
    assert [place.name for place in event.places] == ["Tegucigalpa"]
    (attribution,) = reading.attributions
    assert attribution.article_id == article.id

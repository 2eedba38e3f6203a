"""Which reports cover one story."""

from __future__ import annotations

import time
from datetime import timedelta
from itertools import permutations

from accordingto.link import stories_of
from accordingto.model import Article
from tests.factory import DAY_ONE, make_article


def report(text: str, title: str, *, days: int = 0, publisher: str = "Courier") -> Article:
    return make_article(text, title=title, publisher=publisher, published=DAY_ONE + timedelta(days=days))


DAM = report(
    "Engineers opened the spillway of the Qarun dam on Sunday after cracks appeared in its eastern wall. Villages "
    "downstream were told to leave. The dam feeds two provinces.",
    "Cracks in Qarun dam force evacuation",
)
DAM_TOO = report(
    "Thousands left villages below the Qarun dam as engineers lowered the water behind its cracked eastern wall.",
    "Villages emptied below cracked Qarun dam",
    days=1,
    publisher="Herald",
)
STRIKE = report(
    "Dockworkers in the port of Tarmis walked out over unpaid wages, leaving forty ships at anchor in the bay.",
    "Tarmis dockers strike over wages",
)
STRIKE_TOO = report(
    "The strike of dockworkers in Tarmis over unpaid wages entered its second day with ships waiting at anchor.",
    "Second day of Tarmis port strike",
    days=1,
    publisher="Herald",
)
ALL = [DAM, DAM_TOO, STRIKE, STRIKE_TOO]


def test_reports_of_one_story_are_joined_and_others_are_not() -> None:
    stories = stories_of(ALL)
    assert stories[DAM.id] == stories[DAM_TOO.id] != stories[STRIKE.id] == stories[STRIKE_TOO.id]


def test_the_order_given_does_not_matter() -> None:
    expected = stories_of(ALL)
    assert all(stories_of(order) == expected for order in permutations(ALL))


def test_none_and_one() -> None:
    assert stories_of([]) == {}
    assert len(set(stories_of([DAM, DAM]).values())) == 1


def test_texts_without_words_stand_alone() -> None:
    blank, dots = make_article("…", publisher="A"), make_article("— —", publisher="B")
    assert len(set(stories_of([blank, dots]).values())) == 2


def test_hundreds_of_equal_reports_are_one_story_in_little_time() -> None:
    started = time.monotonic()
    same = [make_article(DAM.text, publisher=f"Outlet {n}") for n in range(400)]
    assert len(set(stories_of(same).values())) == 1
    assert time.monotonic() - started < 5

"""Clusters hold the words of their mentions, in whatever order mentions and edges come."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from random import Random

import pytest
from sqlalchemy import select

from accordingto.ledger import Ledger
from accordingto.ledger.schema import cluster_words
from tests.factory import make_article, make_day, make_edge, make_mention, make_place, make_reading
from tests.ledgers import add_read

HAMA = make_place("Hama", 35.13, 36.75, admin1=None)
KAFR_ZITA = make_place("Kafr Zita", 35.37, 36.6, admin1=None)
OTHERS = {"place:sy", "place:test"}  # of the country and the gazetteer of either place
REPORTS = [make_article("Jets bombed the town.", publisher=f"Post {number}") for number in range(4)]
TOLD = [
    make_mention(REPORTS[0], "bombed", places=[HAMA]),
    make_mention(REPORTS[1], "bombed", time=make_day(date(2024, 12, 1))),
    make_mention(REPORTS[2], "bombed", places=[KAFR_ZITA], time=make_day(date(2024, 1, 30), end=date(2024, 2, 2))),
    make_mention(REPORTS[3], "bombed", time=make_day(date(2024, 1, 1), end=date(2024, 12, 1))),
]
WORDS = [
    {"place:hama"} | OTHERS,
    {"month:2024-12"},
    {"place:kafr", "place:zita", "month:2024-01", "month:2024-02"} | OTHERS,
    {"long"},
]


@pytest.mark.parametrize("seed", range(6))
def test_words_of_a_cluster_are_those_of_its_mentions(ledger: Ledger, seed: int) -> None:
    def tie(one: int, two: int) -> None:
        ledger.add_edges([make_edge(*sorted((TOLD[one].id, TOLD[two].id)))])

    # The second report is tied to the first and the third, so that two clusters may have to become one.
    steps: list[Callable[[], object]] = [partial(tie, 0, 1), partial(tie, 1, 2)]
    steps += [partial(add_read, ledger, report, events=[told]) for report, told in zip(REPORTS, TOLD, strict=True)]
    Random(seed).shuffle(steps)
    for step in steps:
        step()
    together = min(told.id for told in TOLD[:3])
    expected = {(word, together) for words in WORDS[:3] for word in words} | {("long", TOLD[3].id)}
    with ledger.database.reading() as connection:
        found = connection.execute(select(cluster_words.c.word, cluster_words.c.cluster_id)).all()
    assert {(word, cluster_id) for word, cluster_id in found} == expected


def test_words_a_better_reader_finds_are_added(ledger: Ledger) -> None:
    add_read(ledger, REPORTS[0], events=[TOLD[0]])
    add_read(ledger, REPORTS[1], events=[TOLD[1]])
    ledger.add_edges([make_edge(*sorted((TOLD[0].id, TOLD[1].id)))])
    found_now = make_mention(REPORTS[0], "bombed", places=[KAFR_ZITA])
    ledger.add_reading(make_reading(REPORTS[0], events=[found_now], version="2"))
    with ledger.database.reading() as connection:
        found = connection.scalars(select(cluster_words.c.word).where(cluster_words.c.word.like("place:%"))).all()
    assert sorted(found) == ["place:hama", "place:kafr", *sorted(OTHERS), "place:zita"]

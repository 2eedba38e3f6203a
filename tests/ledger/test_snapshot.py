"""What clustering is told of the judgements on mentions is what all judgements that count say of them."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from accordingto.ledger import Ledger
from accordingto.ledger.derive.facts import Tie
from accordingto.ledger.snapshot import Snapshot
from accordingto.model import Judgement, Relation
from tests.factory import DAY_ONE, make_edge

HOUR = timedelta(hours=1)
MENTIONS = ("a", "b", "c", "d", "e")


def judge(ledger: Ledger) -> None:
    """Pairs on which machines and people agree, disagree and change their minds."""
    ledger.add_edges([make_edge("a", "b", score=0.4), make_edge("b", "c", score=0.8), make_edge("c", "d", score=0.5)])
    ledger.add_edges([make_edge("a", "b", score=0.6, judgement=Judgement.UNSURE)])  # supersedes the first
    ledger.add_edges([make_edge("a", "b", relation=Relation.SAME_CLAIM)])  # not of events
    ledger.add_edges([make_edge("d", "e", at=DAY_ONE + 9 * HOUR)])  # known later
    ada, no = "person:Ada", Judgement.NEGATIVE
    ledger.decide(make_edge("c", "b", by=ada, at=DAY_ONE + 2 * HOUR, judgement=no))  # the other way round
    ledger.decide(make_edge("d", "c", by=ada, at=DAY_ONE + 2 * HOUR, judgement=no))
    ledger.decide(make_edge("c", "d", by=ada, at=DAY_ONE + 4 * HOUR, judgement=Judgement.WITHDRAWN))


@pytest.mark.parametrize(
    ("as_of", "scores"),
    [
        (DAY_ONE + HOUR, {"ab": 0.6, "bc": 0.8, "cd": 0.5}),  # before people said anything
        (DAY_ONE + 3 * HOUR, {"ab": 0.6, "bc": None, "cd": None}),  # None: a person's
        (DAY_ONE + 5 * HOUR, {"ab": 0.6, "bc": None, "cd": 0.5}),  # taken back
        (None, {"ab": 0.6, "bc": None, "cd": 0.5, "de": 0.9}),
    ],
)
def test_ties_are_the_judgements_that_count(
    ledger: Ledger, as_of: datetime | None, scores: dict[str, float | None]
) -> None:
    judge(ledger)
    snapshot = Snapshot(ledger.database, as_of)
    ties = snapshot.ties_from(MENTIONS)
    counting = [Tie.of(edge) for edge in snapshot.edges() if edge.relation is Relation.SAME_EVENT]
    snapshot.close()
    assert sorted(ties) == sorted(counting)
    assert {"".join(tie.pair): None if tie.by_person else tie.score for tie in ties} == scores

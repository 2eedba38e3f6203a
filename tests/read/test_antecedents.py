"""Which events a word like "it" points back to."""

from __future__ import annotations

from accordingto.read.antecedents import told_last
from tests.factory import make_article, make_mention, span_of

REPORT = make_article(
    "Jets bombed Qarun. Rebels shelled Tarmis and seized Morek. It rained. The army denied it. Men fled."
)
BOMBED, SHELLED, SEIZED, FLED = (make_mention(REPORT, word) for word in ("bombed", "shelled", "seized", "fled"))
EVENTS = [BOMBED, SHELLED, SEIZED, FLED]


def test_those_of_the_last_sentence_that_tells_of_any() -> None:
    assert told_last(span_of(REPORT, "denied").start, EVENTS, REPORT.text) == [SHELLED, SEIZED]


def test_what_stands_before_in_its_own_sentence() -> None:
    assert told_last(span_of(REPORT, "and seized").start, EVENTS, REPORT.text) == [SHELLED]


def test_nothing_too_far_back() -> None:
    assert told_last(span_of(REPORT, "denied").start, [BOMBED, FLED], REPORT.text) == []
    assert told_last(0, EVENTS, REPORT.text) == []

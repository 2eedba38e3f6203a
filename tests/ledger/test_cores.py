"""Which mentions surely tell of one event: what holds whatever the ties are."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ledger.derive.cores import SURE, Cores
from accordingto.ledger.derive.facts import gather
from accordingto.model import Edge, Judgement
from tests.factory import make_edge

MEMBERS = ("a", "b", "c", "d", "e")


def groups(*edges: Edge, members: tuple[str, ...] = MEMBERS) -> list[list[str]]:
    return [sorted(group) for group in Cores(gather([], [], [], edges)).among(members)]


def test_sure_ties_hold_at_one_remove_and_weak_ones_do_not() -> None:
    strong = [make_edge("a", "b", score=SURE), make_edge("b", "c", score=0.99)]
    weak = [make_edge("c", "d", score=SURE - 0.01)]
    assert groups(*strong, *weak) == [["a", "b", "c"], ["d"], ["e"]]


def test_what_lies_outside_the_event_holds_nothing_together() -> None:
    bridge = [make_edge("a", "x", score=0.9), make_edge("b", "x", score=0.9)]
    assert groups(*bridge, members=("a", "b")) == [["a"], ["b"]]


@pytest.mark.parametrize(
    ("judgement", "together"),
    [
        (Judgement.POSITIVE, True),
        (Judgement.NEGATIVE, False),
        # somebody who cannot tell makes it no surer than it was
        (Judgement.UNSURE, False),
        # taken back: the machine's high score counts again
        (Judgement.WITHDRAWN, True),
    ],
)
def test_a_persons_word_outranks_the_score(judgement: Judgement, together: bool) -> None:
    edges = [make_edge("a", "b", score=0.9), make_edge("a", "b", judgement=judgement, by="person:ana")]
    assert (groups(*edges, members=("a", "b")) == [["a", "b"]]) is together


@given(
    st.lists(st.tuples(st.sampled_from(MEMBERS), st.sampled_from(MEMBERS), st.floats(0.25, 1)), max_size=12),
    st.integers(0, 99),
)
def test_every_member_is_in_one_group_whatever_the_order(ties: list[tuple[str, str, float]], seed: int) -> None:
    edges = [make_edge(one, two, score=score) for one, two, score in ties if one != two]
    found = groups(*edges)
    assert sorted(member for group in found for member in group) == sorted(MEMBERS)
    Random(seed).shuffle(edges)
    assert groups(*edges) == found

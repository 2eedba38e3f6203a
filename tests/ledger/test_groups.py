"""Groups of what pairs tie together."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accordingto.ledger.derive.groups import groups_of

ITEMS = "dabc"


def test_items_and_groups_come_in_the_order_given() -> None:
    assert groups_of(ITEMS, [("c", "d")]) == [["d", "c"], ["a"], ["b"]]
    assert groups_of(ITEMS, [("a", "b"), ("c", "b"), ("a", "c")]) == [["d"], ["a", "b", "c"]]


def test_what_no_pair_ties_stands_alone() -> None:
    assert groups_of(ITEMS, [("a", "a")]) == [["d"], ["a"], ["b"], ["c"]]
    assert groups_of("", []) == []


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9))))
def test_a_group_holds_exactly_what_pairs_reach(pairs: list[tuple[int, int]]) -> None:
    found = {item: group for group in groups_of(range(10), pairs) for item in group}
    assert sum(len(group) for group in groups_of(range(10), pairs)) == 10
    for start in range(10):
        reached = {start}
        for _ in range(10):
            reached |= {end for pair in pairs if reached.intersection(pair) for end in pair}
        assert set(found[start]) == reached

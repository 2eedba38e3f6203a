"""A choice among what stands in a text, or none of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.read.choice import chances, likeliest, pooled
from accordingto.read.logistic import LogisticModel

MODEL = LogisticModel({"near": 2.0, "far": -2.0}, threshold=0.0)


def test_chances_leave_room_for_none() -> None:
    found = chances(MODEL, [{"near": 1.0}, {"far": 1.0}])
    assert found[0] > found[1]
    assert 0 < 1 - sum(found) < found[0]


def test_without_options_nothing_is_chosen() -> None:
    assert chances(MODEL, []) == []
    assert likeliest([], []) is None


def test_odds_beyond_all_bounds_are_no_error() -> None:
    assert chances(MODEL, [{"near": 1e6}, {"far": 1e6}]) == pytest.approx([1.0, 0.0])


CHOICES = [
    # none is likelier
    (["a"], [0.4], None),
    (["a"], [0.6], 0),
    # two tellings of one thing outweigh a third, and the better of the two stands for it
    (["a", "b", "a"], [0.2, 0.4, 0.25], 2),
    # as likely as none is not likelier
    (["a"], [0.5], None),
]


@pytest.mark.parametrize(("keys", "found", "expected"), CHOICES)
def test_likeliest(keys: list[str], found: list[float], expected: int | None) -> None:
    assert likeliest(keys, found) == expected


@given(st.lists(st.tuples(st.sampled_from("abc"), st.floats(-50, 50)), max_size=8))
def test_chances_are_a_share_of_one(options: list[tuple[str, float]]) -> None:
    found = chances(MODEL, [{"near": value} for _, value in options])
    assert all(0 <= chance <= 1 for chance in found)
    assert sum(found) <= 1 + 1e-9
    assert sum(pooled([key for key, _ in options], found).values()) == pytest.approx(sum(found))

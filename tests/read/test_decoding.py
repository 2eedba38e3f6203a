"""Best legal paths and the chunks along them."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp

from accordingto.read.decoding import Chunk, LeavingCosts, best_paths, chunks, decode, log_softmax

TAGS = ("O", "B-x", "I-x", "B-y", "I-y")


def scores(*best: str, strength: float = 4.0) -> np.ndarray:
    """(1, W, tags) log-probabilities that prefer the given tags."""
    logits = np.zeros((1, len(best), len(TAGS)), dtype=np.float32)
    for word, tag in enumerate(best):
        logits[0, word, TAGS.index(tag)] = strength
    return log_softmax(logits)


@pytest.mark.parametrize(
    ("best", "expected"),
    [
        (("O", "O"), []),  # nothing is a right answer
        (("B-x", "I-x", "O", "B-y"), [(0, 2, "x"), (3, 4, "y")]),
        (("B-x", "B-x"), [(0, 1, "x"), (1, 2, "x")]),  # two neighbours of one kind stay apart
        (("O", "I-x", "I-x"), [(1, 3, "x")]),  # a chunk cannot begin inside: its first word becomes the beginning
    ],
)
def test_chunks_follow_the_preferred_tags(best: tuple[str, ...], expected: list[tuple[int, int, str]]) -> None:
    (found,) = decode(scores(*best), TAGS)
    assert [(c.start, c.end, c.kind) for c in found] == expected


def test_a_lone_inside_of_another_kind_is_not_joined() -> None:
    (found,) = decode(scores("B-x", "I-y", "I-y"), TAGS)
    assert all(c.kind != "y" or c.start > 0 for c in found)
    assert [c.kind for c in found] != ["x"] or found[0].end == 1


def test_a_clause_is_not_left_at_a_cost() -> None:
    """One doubtful word amid a clause does not cut it in two; where a clause may end nothing keeps it going."""
    tags = ("O", "B-content", "I-content")
    logits = np.zeros((1, 4, 3), dtype=np.float32)
    for word, tag in enumerate(("B-content", "I-content", "O", "O")):
        logits[0, word, tags.index(tag)] = 0.4 if tag == "O" else 3.0
    scores = log_softmax(logits)
    assert [(c.start, c.end) for c in decode(scores, tags)[0]] == [(0, 2)]
    kinds = frozenset(("content",))
    everywhere = LeavingCosts(np.full((1, 4), 2.0, dtype=np.float32), kinds)
    assert [(c.start, c.end) for c in decode(scores, tags, [everywhere])[0]] == [(0, 4)]
    at_a_stop = LeavingCosts(np.array([[2, 2, 0, 2]], dtype=np.float32), kinds)
    assert [(c.start, c.end) for c in decode(scores, tags, [at_a_stop])[0]] == [(0, 2)]
    of_another_kind = LeavingCosts(np.full((1, 4), 2.0, dtype=np.float32), frozenset(("source",)))
    assert [(c.start, c.end) for c in decode(scores, tags, [of_another_kind])[0]] == [(0, 2)]


def test_no_words_give_no_chunks() -> None:
    assert decode(np.zeros((2, 0, 5), dtype=np.float32), TAGS) == [[], []]


logits = hnp.arrays(
    np.float32,
    st.tuples(st.integers(1, 3), st.integers(1, 12), st.just(len(TAGS))),
    elements=st.floats(-5, 5, width=32),
)


@given(logits)
def test_paths_are_legal_and_no_worse_than_outside_everywhere(raw: np.ndarray) -> None:
    log_probs = log_softmax(raw)
    for path, row in zip(best_paths(log_probs, TAGS), log_probs, strict=True):
        for word, tag in enumerate(TAGS[t] for t in path):
            if tag.startswith("I-"):
                assert word > 0
                assert TAGS[path[word - 1]] in (f"B-{tag[2:]}", tag)
        chosen = row[np.arange(len(path)), path].sum()
        assert chosen >= row[:, 0].sum() - 1e-4


long_logits = hnp.arrays(
    np.float32,
    st.tuples(st.integers(1, 3), st.integers(1, 40), st.just(len(TAGS))),
    elements=st.floats(-2, 2, width=32),
    fill=st.nothing(),
)


@given(long_logits, st.lists(st.integers(0, 39), max_size=6))
def test_what_is_surely_outside_need_not_be_searched(raw: np.ndarray, said: list[int]) -> None:
    """Paths are as good as those of a search through all words and all pairs of tags."""
    raw[..., 0] += 10
    for word in said:
        raw[:, word % raw.shape[1], 1:] += 10
    log_probs = log_softmax(raw)
    costs = LeavingCosts(np.full(raw.shape[:2], 1.5, dtype=np.float32), frozenset("x"))
    for path, row in zip(best_paths(log_probs, TAGS, [costs]), log_probs, strict=True):
        assert worth(path.tolist(), row) == pytest.approx(best_worth(row), abs=1e-3)


def step(before: int, after: int) -> float:
    """What going from one tag to the next costs, 1.5 for leaving an x."""
    if TAGS[after].startswith("I"):
        return 0.0 if before and TAGS[before][2:] == TAGS[after][2:] else float("inf")
    return 1.5 if TAGS[before].endswith("x") else 0.0


def worth(path: list[int], row: np.ndarray) -> float:
    assert not TAGS[path[0]].startswith("I")
    return float(row[np.arange(len(path)), path].sum()) - sum(step(a, b) for a, b in pairwise(path))


def best_worth(row: np.ndarray) -> float:
    best = [-float("inf") if tag.startswith("I") else float(row[0, t]) for t, tag in enumerate(TAGS)]
    for scores in row[1:]:
        best = [max(b - step(before, t) for before, b in enumerate(best)) + float(scores[t]) for t in range(len(TAGS))]
    return max(best)


@given(logits)
def test_chunks_are_in_order_disjoint_and_scored_as_probabilities(raw: np.ndarray) -> None:
    log_probs = log_softmax(raw)
    for path, row in zip(best_paths(log_probs, TAGS), log_probs, strict=True):
        found: list[Chunk] = chunks(path, row, TAGS)
        assert all(a.end <= b.start for a, b in pairwise(found))
        assert all(0 < c.score <= 1.0001 for c in found)

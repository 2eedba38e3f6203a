"""Scores of begin-inside-outside tags -> spans of words, by the best legal path.

Tags are ordered O, B-a, I-a, B-b, I-b, …; an I may follow only a B or an I of its own kind.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]

IMPOSSIBLE = np.float32(-1e9)


@dataclass(frozen=True, slots=True)
class Chunk:
    """Words `[start, end)` tagged as one `kind`; `score` is the mean probability of the tags on the path."""

    start: int
    end: int
    kind: str
    score: float


def log_softmax(logits: Floats) -> Floats:
    """Log-probabilities over the last axis."""
    shifted = logits - logits.max(axis=-1, keepdims=True)
    result: Floats = (shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))).astype(np.float32)
    return result


@lru_cache
def _transitions(tags: tuple[str, ...]) -> Floats:
    """(R, R) matrix, 0 where tag j may follow tag i, else impossible."""
    allowed = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for j, tag in enumerate(tags):
        if tag.startswith("I-") or tag == "I":
            for i, previous in enumerate(tags):
                if previous[:1] not in "BI" or previous[1:] != tag[1:]:
                    allowed[i, j] = IMPOSSIBLE
    return allowed


@dataclass(frozen=True, slots=True)
class LeavingCosts:
    """What is taken off a path that ends a chunk of one of `kinds` just before each word: `costs` (A, W)."""

    costs: Floats
    kinds: frozenset[str]


@lru_cache
def _leaving(tags: tuple[str, ...], kinds: frozenset[str]) -> Floats:
    """(R, R) matrix, 1 where going from tag i to tag j ends a chunk of one of `kinds`."""
    ends = np.zeros((len(tags), len(tags)), dtype=np.float32)
    for i, previous in enumerate(tags):
        for j, tag in enumerate(tags):
            ends[i, j] = previous[2:] in kinds and not (tag[:1] == "I" and tag[1:] == previous[1:])
    return ends


def best_paths(log_probs: Floats, tags: tuple[str, ...], leaving: Sequence[LeavingCosts] = ()) -> Ints:
    """Viterbi paths (A, W) through `log_probs` (A, W, R), which are decoded independently of each other."""
    allowed = _transitions(tags)
    ends = [(cost.costs, _leaving(tags, cost.kinds)) for cost in leaving]
    rows, count, size = log_probs.shape
    score = log_probs[:, 0] + np.where([t[:1] == "I" for t in tags], IMPOSSIBLE, np.float32(0))
    back = np.zeros((rows, count, size), dtype=np.int8)
    for word in range(1, count):
        through = score[:, :, None] + allowed
        for costs, ending in ends:
            through -= costs[:, word, None, None] * ending
        back[:, word] = through.argmax(axis=1)
        score = through.max(axis=1) + log_probs[:, word]
    path = np.zeros((rows, count), dtype=np.int64)
    path[:, -1] = score.argmax(axis=1)
    every = np.arange(rows)
    for word in range(count - 1, 0, -1):
        path[:, word - 1] = back[every, word, path[:, word]]
    return path


def chunks(path: Ints, log_probs: Floats, tags: Sequence[str]) -> list[Chunk]:
    """The chunks along one path (W,), in order; `log_probs` (W, R) gives their scores."""
    found: list[Chunk] = []
    steps = path.tolist()
    for start in np.flatnonzero(path).tolist():
        tag = tags[steps[start]]
        if tag[:1] != "B":
            continue
        end = start + 1
        while end < len(steps) and tags[steps[end]] == f"I-{tag[2:]}":
            end += 1
        mean = float(np.exp(log_probs[np.arange(start, end), path[start:end]]).mean())
        found.append(Chunk(start, end, tag[2:], mean))
    return found


def decode(
    log_probs: Floats, tags: tuple[str, ...], leaving: Sequence[LeavingCosts] = (), bonus: Floats | None = None
) -> list[list[Chunk]]:
    """For each of A rows of `log_probs` (A, W, R), the chunks of its best path.

    `bonus` (R,) is added to the tags' log-probabilities for the choice of the path, not for the chunks' scores.
    """
    if not log_probs.size:
        return [[] for _ in range(len(log_probs))]
    paths = best_paths(log_probs if bonus is None else log_probs + bonus, tags, leaving)
    return [chunks(path, scores, tags) for path, scores in zip(paths, log_probs, strict=True)]

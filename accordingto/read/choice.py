"""A choice among what stands in a text, or none of it: a conditional logistic model over what speaks for each option.

"None" has the odds of 1. Two options may be one thing told twice; then their chances add up.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

from accordingto.read.logistic import LogisticModel

K = TypeVar("K", bound=Hashable)
MOST = 30.0  # log odds beyond which nothing more is told


def chances(model: LogisticModel, options: Sequence[Mapping[str, float]]) -> list[float]:
    """The probability of each option by its features; what they lack of 1 is that of none."""
    odds = [math.exp(max(-MOST, min(MOST, model.log_odds(row)))) for row in options]
    whole = 1.0 + sum(odds)
    return [value / whole for value in odds]


def pooled(keys: Sequence[K], found: Sequence[float]) -> dict[K, float]:
    """The probability of each key: the sum over its options."""
    sums: dict[K, float] = defaultdict(float)
    for key, chance in zip(keys, found, strict=True):
        sums[key] += chance
    return dict(sums)


def likeliest(keys: Sequence[Hashable], found: Sequence[float]) -> int | None:
    """The number of the best option of the likeliest key; None where none is as likely."""
    sums = pooled(keys, found)
    best = max(range(len(keys)), key=lambda n: (sums[keys[n]], found[n], -n), default=None)
    return None if best is None or sums[keys[best]] <= 1.0 - sum(found) else best

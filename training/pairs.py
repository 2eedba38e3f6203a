"""A trigger and each thing that stands near it, judged alone: dates, places and figures of gold events."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from accordingto.read.logistic import LogisticModel
from training import logistic

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pair(Generic[T]):
    """A trigger with one thing `named` near it; `is_right` if that is the event's."""

    features: Mapping[str, float]
    named: T
    is_right: bool


def fit(pairs: Iterable[Pair[T]], *, ridge: float) -> dict[str, float]:
    """The weights that explain which pairs are right."""
    return logistic.fit(((pair.features, pair.is_right) for pair in pairs), ridge=ridge)


def first_likely(triggers: Iterable[Sequence[Pair[T]]], model: LogisticModel) -> T | None:
    """The likeliest thing near the first trigger of an event that has one over the threshold."""
    for pairs in triggers:
        best = max(pairs, key=lambda pair: model.log_odds(pair.features), default=None)
        if best is not None and model.log_odds(best.features) > model.threshold:
            return best.named
    return None

"""Fits the weights of `read/quantities/figures` and measures them: `python -m training.event_figures EVALS [--write]`.

EVALS is the folder of evaluation data with `reports/train.jsonl` and `reports/dev.jsonl`. A logistic model over pairs
of a trigger and an amount, fitted by Newton's method; the threshold is chosen on the training reports.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from accordingto.model import Amount, Article, Quantity, Span
from accordingto.read.quantities import find_quantities
from accordingto.read.quantities.figures import UNITS, WEIGHTS_FILE, features

WEIGHTS = Path(__file__).parents[1] / "accordingto" / "read" / "quantities" / WEIGHTS_FILE
RIDGE = 1.0
NEWTON_STEPS = 40
THRESHOLDS = np.arange(-1.0, 1.51, 0.1)
SMOOTHING = 5
Figure = tuple[int, int | None] | None


@dataclass(slots=True)
class Pair:
    """A trigger with one amount near it; `is_right` if that is the event's figure."""

    features: dict[str, float]
    amount: Amount
    is_right: bool


@dataclass(slots=True)
class Slot:
    """One unit of one gold event: its figure or None, and for each trigger the pairs to choose from."""

    unit: str
    gold: Figure
    triggers: list[list[Pair]]


def load(path: Path) -> list[Slot]:
    """The slots of the gold events in a file of annotated reports."""
    with path.open(encoding="utf-8") as lines:
        return [slot for line in lines for slot in _slots(json.loads(line))]


def _slots(report: dict[str, Any]) -> list[Slot]:
    article = Article(
        capture_id="",
        url=None,
        publisher=None,
        title=None,
        text=report["text"],
        lang="en",
        published=None,
        fetched_at=datetime(2024, 1, 1, tzinfo=UTC),
    )
    quantities = find_quantities(article)
    return [_slot(event, unit, quantities, report["text"]) for event in report["events"] for unit in UNITS]


def _slot(event: dict[str, Any], unit: str, quantities: Sequence[Quantity], text: str) -> Slot:
    gold = event[unit]
    figure = (gold["low"], gold["high"]) if gold else None
    told = [quantity for quantity in quantities if quantity.unit == unit]
    triggers = []
    for start, end in event["mentions"]:
        found = [(features(Span(start, end), quantity, told, text), quantity.amount) for quantity in told]
        triggers.append([Pair(f, amount, figure == (amount.low, amount.high)) for f, amount in found if f])
    return Slot(unit, figure, triggers)


def fit(slots: Sequence[Slot]) -> dict[str, float]:
    """The weights that explain which pairs are right."""
    pairs = [pair for slot in slots for trigger in slot.triggers for pair in trigger]
    names = sorted({name for pair in pairs for name in pair.features})
    x = np.array([[pair.features.get(name, 0.0) for name in names] for pair in pairs])
    y = np.array([pair.is_right for pair in pairs], float)
    weights = np.zeros(len(names))
    for _ in range(NEWTON_STEPS):
        p = 1 / (1 + np.exp(-x @ weights))
        gradient = x.T @ (p - y) + RIDGE * weights
        curvature = (x * (p * (1 - p))[:, None]).T @ x + RIDGE * np.eye(len(names))
        weights -= np.linalg.solve(curvature, gradient)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def accuracy(slots: Sequence[Slot], weights: Mapping[str, float], threshold: float) -> float:
    """The share of slots with the right figure, or rightly none, by the first trigger that gives one."""
    return sum(slot.gold == _predicted(slot, weights, threshold) for slot in slots) / len(slots)


def _predicted(slot: Slot, weights: Mapping[str, float], threshold: float) -> Figure:
    for pairs in slot.triggers:
        scored = [(sum(weights[n] * v for n, v in p.features.items() if n in weights), p.amount) for p in pairs]
        best = max(scored, key=lambda item: item[0], default=None)
        if best is not None and best[0] > threshold:
            return best[1].low, best[1].high
    return None


def best_threshold(slots: Sequence[Slot], weights: dict[str, float]) -> float:
    """The middle of the flattest best stretch of thresholds, so that one event more or less does not move it."""
    reached = np.array([accuracy(slots, weights, float(value)) for value in THRESHOLDS])
    smoothed = np.convolve(reached, np.ones(SMOOTHING) / SMOOTHING, mode="valid")
    return round(float(THRESHOLDS[int(smoothed.argmax()) + SMOOTHING // 2]), 2) + 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evals", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    train, dev = (load(arguments.evals / "reports" / f"{name}.jsonl") for name in ("train", "dev"))
    weights = fit(train)
    threshold = best_threshold(train, weights)
    for name, slots in (("train", train), ("dev", dev)):
        for unit in UNITS:
            own = [slot for slot in slots if slot.unit == unit]
            told = [slot for slot in own if slot.gold is not None]
            print(f"{name} {unit}: {accuracy(own, weights, threshold):.3f} of {len(own)}, ", end="")
            print(f"{accuracy(told, weights, threshold):.3f} of {len(told)} with a figure")
    sys.stdout.write(f"threshold {threshold}\n")
    if arguments.write:
        table = {"threshold": threshold, "weights": weights}
        WEIGHTS.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()

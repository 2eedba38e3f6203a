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
from accordingto.read.logistic import LogisticModel
from accordingto.read.quantities import find_quantities
from accordingto.read.quantities.figures import UNITS, WEIGHTS_FILE, features
from training import logistic, pairs
from training.pairs import Pair, first_likely

WEIGHTS = Path(__file__).parents[1] / "accordingto" / "read" / "quantities" / WEIGHTS_FILE
RIDGE = 1.0
THRESHOLDS = np.arange(-1.0, 1.51, 0.1)
Figure = tuple[int, int | None] | None


@dataclass(slots=True)
class Slot:
    """One unit of one gold event: its figure or None, and for each trigger the pairs to choose from."""

    unit: str
    gold: Figure
    triggers: list[list[Pair[Amount]]]


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
    return pairs.fit((pair for slot in slots for trigger in slot.triggers for pair in trigger), ridge=RIDGE)


def accuracy(slots: Sequence[Slot], weights: Mapping[str, float], threshold: float) -> float:
    """The share of slots with the right figure, or rightly none, by the first trigger that gives one."""
    return sum(slot.gold == _predicted(slot, weights, threshold) for slot in slots) / len(slots)


def _predicted(slot: Slot, weights: Mapping[str, float], threshold: float) -> Figure:
    amount = first_likely(slot.triggers, LogisticModel(weights, threshold))
    return (amount.low, amount.high) if amount is not None else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evals", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    train, dev = (load(arguments.evals / "reports" / f"{name}.jsonl") for name in ("train", "dev"))
    weights = fit(train)
    threshold = logistic.best_threshold(THRESHOLDS, lambda value: accuracy(train, weights, value))
    for name, slots in (("train", train), ("dev", dev)):
        for unit in UNITS:
            own = [slot for slot in slots if slot.unit == unit]
            told = [slot for slot in own if slot.gold is not None]
            print(f"{name} {unit}: {accuracy(own, weights, threshold):.3f} of {len(own)}, ", end="")
            print(f"{accuracy(told, weights, threshold):.3f} of {len(told)} with a figure")
    sys.stdout.write(f"threshold {threshold}\n")
    if arguments.write:
        logistic.write_model(WEIGHTS, weights, threshold=threshold)


if __name__ == "__main__":
    main()

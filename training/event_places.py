"""Fits the weights of `read/places/nearby` and measures them: `python -m training.event_places EVALS [--write]`.

EVALS is the folder of evaluation data with `reports/train.jsonl` and `reports/dev.jsonl`. A logistic model over pairs
of a gold trigger and a toponym that the rules alone find, fitted by Newton's method.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np

from accordingto.model import Article, Span
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.places import find_toponyms
from accordingto.read.places.nearby import WEIGHTS_FILE, features, score

WEIGHTS = Path(__file__).parents[1] / "accordingto" / "read" / "places" / WEIGHTS_FILE
RIDGE = 2.0
NEWTON_STEPS = 40
# Log odds, swept from -0.6 to 0.4 where the reader points at nothing: on the training reports, which the reader has
# seen, nothing is lost or gained anywhere; on the dev reports places rise from .602 to .639, countries .722 to .769.
THRESHOLD = -0.3


@dataclass(frozen=True, slots=True)
class Pair:
    """A toponym near a trigger; `is_right` if the event happened there."""

    features: dict[str, float]
    is_right: bool


def load(path: Path, gazetteer: Gazetteer) -> list[list[Pair]]:
    """For each gold event of a file of annotated reports the pairs to choose from."""
    with path.open(encoding="utf-8") as lines:
        return [event for line in lines for event in _events(json.loads(line), gazetteer)]


def _events(report: dict[str, Any], gazetteer: Gazetteer) -> list[list[Pair]]:
    article = Article(
        capture_id=str(report["id"]),
        url=None,
        publisher=report.get("outlet"),
        title=None,
        text=report["text"],
        lang="en",
        published=None,
        fetched_at=datetime(2024, 1, 1, tzinfo=UTC),
    )
    toponyms = find_toponyms(article, gazetteer)
    found = []
    for event in report["events"]:
        gold = [Span(*p["span"]) for p in (event.get("places") or [event["place"]]) if p and p["span"]]
        found.append(
            [
                Pair(row, any(toponym.span.overlaps(g) for g in gold))
                for start, end in event["mentions"]
                for toponym in toponyms
                if (row := features(Span(start, end), toponym, toponyms, article.text))
            ]
        )
    return found


def fit(events: Sequence[Sequence[Pair]]) -> dict[str, float]:
    """The weights that explain which pairs are right."""
    pairs = [pair for event in events for pair in event]
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


def precision(events: Sequence[Sequence[Pair]], weights: dict[str, float], threshold: float) -> tuple[int, int]:
    """How many events get a place, and how many of these rightly."""
    best = [max(event, key=lambda pair: score(pair.features, weights)) for event in events if event]
    given = [pair for pair in best if score(pair.features, weights) > threshold]
    return len(given), sum(pair.is_right for pair in given)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evals", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    gazetteer = Gazetteer.open()
    train, dev = (load(arguments.evals / "reports" / f"{name}.jsonl", gazetteer) for name in ("train", "dev"))
    weights = fit(train)
    for name, events in (("train", train), ("dev", dev)):
        for threshold in (THRESHOLD, 0.0, 0.5):
            given, right = precision(events, weights, threshold)
            print(f"{name}: {len(events)} events, over {threshold} {given} placed, {right} of them right")
    if arguments.write:
        table = {"threshold": THRESHOLD, "weights": weights}
        WEIGHTS.write_text(json.dumps(table, indent=1, sort_keys=True) + "\n", encoding="utf-8")
        sys.stdout.write(f"written to {WEIGHTS}\n")


if __name__ == "__main__":
    main()

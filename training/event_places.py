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

from accordingto.model import Article, Span
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.logistic import LogisticModel
from accordingto.read.places import find_toponyms
from accordingto.read.places.nearby import WEIGHTS_FILE, features
from training import logistic

WEIGHTS = Path(__file__).parents[1] / "accordingto" / "read" / "places" / WEIGHTS_FILE
RIDGE = 2.0
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
    return logistic.fit(((pair.features, pair.is_right) for event in events for pair in event), ridge=RIDGE)


def precision(events: Sequence[Sequence[Pair]], weights: dict[str, float], threshold: float) -> tuple[int, int]:
    """How many events get a place, and how many of these rightly."""
    model = LogisticModel(weights, threshold)
    best = [max(event, key=lambda pair: model.log_odds(pair.features)) for event in events if event]
    given = [pair for pair in best if model.log_odds(pair.features) > threshold]
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
        logistic.write_model(WEIGHTS, weights, threshold=THRESHOLD)
        sys.stdout.write(f"written to {WEIGHTS}\n")


if __name__ == "__main__":
    main()

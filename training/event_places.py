"""Fits the weights of `read/places/nearby` and measures them: `python -m training.event_places EVALS [--write]`.

EVALS is the folder of evaluation data with `reports/train.jsonl` and `reports/dev.jsonl`. A logistic model over pairs
of a gold trigger and a toponym that the rules alone find, fitted by Newton's method.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from accordingto.model import Article, Span, Toponym
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.logistic import LogisticModel
from accordingto.read.places import find_toponyms
from accordingto.read.places.nearby import WEIGHTS_FILE, features
from training import logistic
from training.pairs import Pair, fit

WEIGHTS = Path(__file__).parents[1] / "accordingto" / "read" / "places" / WEIGHTS_FILE
RIDGE = 2.0
LEVELS = (-0.3, 0.0, 0.5)  # log odds from which the fit is measured; the reader weighs them and has no threshold


def load(path: Path, gazetteer: Gazetteer) -> list[list[Pair[Toponym]]]:
    """For each gold event of a file of annotated reports the pairs to choose from."""
    with path.open(encoding="utf-8") as lines:
        return [event for line in lines for event in _events(json.loads(line), gazetteer)]


def _events(report: dict[str, Any], gazetteer: Gazetteer) -> list[list[Pair[Toponym]]]:
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
                Pair(row, toponym, any(toponym.span.overlaps(g) for g in gold))
                for start, end in event["mentions"]
                for toponym in toponyms
                if (row := features(Span(start, end), toponym, toponyms, article.text))
            ]
        )
    return found


def precision(events: Sequence[Sequence[Pair[Toponym]]], weights: dict[str, float], level: float) -> tuple[int, int]:
    """How many events get a place of more than these log odds, and how many of these rightly."""
    model = LogisticModel(weights, 0.0)
    best = [max(event, key=lambda pair: model.log_odds(pair.features)) for event in events if event]
    given = [pair for pair in best if model.log_odds(pair.features) > level]
    return len(given), sum(pair.is_right for pair in given)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evals", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    gazetteer = Gazetteer.open()
    train, dev = (load(arguments.evals / "reports" / f"{name}.jsonl", gazetteer) for name in ("train", "dev"))
    weights = fit((pair for event in train for pair in event), ridge=RIDGE)
    for name, events in (("train", train), ("dev", dev)):
        for level in LEVELS:
            given, right = precision(events, weights, level)
            print(f"{name}: {len(events)} events, over {level} {given} placed, {right} of them right")
    if arguments.write:
        logistic.write_model(WEIGHTS, weights, threshold=0.0)
        sys.stdout.write(f"written to {WEIGHTS}\n")


if __name__ == "__main__":
    main()

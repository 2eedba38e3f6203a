"""Fits the weights of `read/times/event_dates` and measures them: `python -m training.event_dates EVALS [--write]`.

EVALS is the folder of evaluation data with `reports/train.jsonl` and `reports/dev.jsonl`. A logistic model over pairs
of a trigger and an expression of time, fitted by Newton's method; the threshold is chosen on the training reports.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np

from accordingto.model import Article, Span, TimeExpression, TimeRange
from accordingto.read.logistic import LogisticModel
from accordingto.read.times import find_times
from accordingto.read.times.event_dates import WEIGHTS_FILE, features
from training import logistic, pairs
from training.pairs import Pair, first_likely

WEIGHTS = Path(__file__).parents[1] / "accordingto" / "read" / "times" / WEIGHTS_FILE
RIDGE = 1.0
THRESHOLDS = np.arange(-1.0, 1.01, 0.1)


@dataclass(slots=True)
class Event:
    """A gold event: its date or None, and for each of its triggers the pairs to choose from."""

    gold: tuple[date, date] | None
    published: date
    triggers: list[list[Pair[TimeExpression]]]


def load(path: Path) -> list[Event]:
    """The gold events of a file of annotated reports."""
    with path.open(encoding="utf-8") as lines:
        return [event for line in lines for event in _events(json.loads(line))]


def _events(report: dict[str, Any]) -> list[Event]:
    moment = datetime.fromisoformat((report["published"] or "2024-01-01").ljust(10, "-")[:10].replace("---", "-28"))
    published = moment.replace(tzinfo=UTC)
    article = Article(
        capture_id="",
        url=None,
        publisher=None,
        title=None,
        text=report["text"],
        lang="en",
        published=published if report["published"] else None,
        fetched_at=published,
    )
    times = find_times(article)
    return [_event(event, times, report["text"], published.date()) for event in report["events"]]


def _event(event: dict[str, Any], times: Sequence[TimeExpression], text: str, published: date) -> Event:
    gold = event["date"]
    days = (date.fromisoformat(gold["start"]), date.fromisoformat(gold["end"])) if gold else None
    marked = Span(*gold["span"]) if gold and gold["span"] else None
    dated = [time for time in times if time.range is not None]
    triggers = []
    for start, end in event["mentions"]:
        near = []
        for time in dated:
            found = features(Span(start, end), time, dated, text)
            if found:
                at_mark = marked is not None and time.span.overlaps(marked)
                same_days = is_right(days, closed(time.range, published)) and not found.get("dateline")
                near.append(Pair(found, time, at_mark or (days is not None and same_days)))
        triggers.append(near)
    return Event(days, published, triggers)


def closed(covered: TimeRange | None, published: date) -> tuple[date, date] | None:
    """Both ends of a range, an open one closed as the annotators do: by the publication day or the other end."""
    if covered is None:
        return None
    start, end = covered.start or covered.end, covered.end
    assert start is not None
    return start, end or max(published, start)


def is_right(gold: tuple[date, date] | None, found: tuple[date, date] | None) -> bool:
    """Whether both ends lie within a day of the gold ones, or neither has a date."""
    if gold is None or found is None:
        return gold is found
    return all(abs((a - b).days) <= 1 for a, b in zip(gold, found, strict=True))


def fit(events: Sequence[Event]) -> dict[str, float]:
    """The weights that explain which pairs are right."""
    return pairs.fit((pair for event in events for trigger in event.triggers for pair in trigger), ridge=RIDGE)


def accuracy(events: Sequence[Event], weights: dict[str, float], threshold: float) -> float:
    """The share of events with the right date, or rightly none, by the first trigger that gives one."""
    right = sum(is_right(event.gold, _predicted(event, weights, threshold)) for event in events)
    return right / len(events)


def _predicted(event: Event, weights: dict[str, float], threshold: float) -> tuple[date, date] | None:
    time = first_likely(event.triggers, LogisticModel(weights, threshold))
    return closed(time.range, event.published) if time is not None else None


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("evals", type=Path)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    train, dev = (load(arguments.evals / "reports" / f"{name}.jsonl") for name in ("train", "dev"))
    weights = fit(train)
    threshold = logistic.best_threshold(THRESHOLDS, lambda value: accuracy(train, weights, value))
    for name, events in (("train", train), ("dev", dev)):
        print(f"{name}: {len(events)} events, date within a day {accuracy(events, weights, threshold):.3f}")
    sys.stdout.write(f"threshold {threshold}\n")
    if arguments.write:
        logistic.write_model(WEIGHTS, weights, threshold=threshold)


if __name__ == "__main__":
    main()

"""Fits `read/times/dating_weights.json`: `python -m training.dating --shared FOLDER [--models FOLDER] [--write]`.

Reads the annotated training reports and the project's own with a network and asks, for each event it finds, which
expression of time dates it, if any: a conditional logistic model over the expressions and "none". The weights that
ship were fitted with a network that had not seen the project's own reports; it is on these, by cross-validation, and on
the development reports that the accuracy is reported.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import numpy as np

from accordingto.evals_format import article_of
from accordingto.model import Span, Status, TimeExpression
from accordingto.read.circumstances import Known
from accordingto.read.encoder import MODELS, Encoder
from accordingto.read.events import EventDraft, draft_events, told_of
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.logistic import LogisticModel
from accordingto.read.places import find_toponyms
from accordingto.read.times import anchor_day, dating, find_times
from accordingto.read.times.lasting import range_of_event
from training import logistic
from training.annotations import Raw, own_annotations, read_jsonl
from training.event_dates import closed, is_right

WEIGHTS = Path(dating.__file__).with_name(dating.WEIGHTS_FILE)
RIDGE = 2.0
LEARNING_RATE, STEPS = 0.02, 1500
FOLDS = 5
THRESHOLDS = np.arange(0.0, 1.01, 0.1)
UNDATABLE = 0.5  # weight of an event whose gold date none of the expressions gives: "none" is only half right
NOWHEN = date(2024, 1, 1)  # closes open ranges of reports without a date, as the annotators of the synthetic ones did
Days = tuple[date, date]


@dataclass(slots=True)
class Event:
    """A matched event: its gold date, and the features of each expression with whether it dates the event.

    `marked` are the expressions that annotators point at or whose days are right, `right` those whose days are right.
    """

    report: int
    gold: Days | None
    rows: list[dict[str, float]]
    marked: list[bool]
    right: list[bool]


def load(encoder: Encoder, gazetteer: Gazetteer, reports: Iterable[Raw]) -> list[Event]:
    """The events of annotated reports that the network finds too."""
    return [event for n, report in enumerate(reports) for event in _events(encoder, gazetteer, n, report)]


def _events(encoder: Encoder, gazetteer: Gazetteer, number: int, report: Raw) -> list[Event]:
    fields: dict[str, object] = {name: report[name] for name in ("id", "text", "published") if name in report}
    article = article_of(fields, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
    if article is None:
        return []
    times = find_times(article)
    known = Known(article.text, times, find_toponyms(article, gazetteer))
    drafts = draft_events(encoder, encoder.encode(article.text), known)
    told = [told_of(draft) for draft in drafts]
    rows = dating.candidates(told, times, article.text)
    day = anchor_day(article) or NOWHEN
    return [_event(number, gold, told[k], rows[k], article.text, day) for gold, k in _matches(report["events"], drafts)]


def _matches(golds: Sequence[Raw], drafts: Sequence[EventDraft]) -> list[tuple[Raw, int]]:
    """Gold events with the number of the draft that shares most triggers with each, one to one."""
    shared = {(n, k): _shared(gold, draft) for n, gold in enumerate(golds) for k, draft in enumerate(drafts)}
    left, right, pairs = set(range(len(golds))), set(range(len(drafts))), []
    for n, k in sorted((pair for pair, count in shared.items() if count), key=lambda pair: (-shared[pair], pair)):
        if n in left and k in right:
            left.remove(n)
            right.remove(k)
            pairs.append((golds[n], k))
    return pairs


def _shared(gold: Raw, draft: EventDraft) -> float:
    """How many triggers are annotated too; of two as good the one of the same type counts more."""
    mentions = [Span(*mention) for mention in gold["mentions"]]
    count = sum(any(trigger.overlaps(mention) for mention in mentions) for trigger in draft.triggers)
    return count + (0.5 if count and draft.type == gold["type"] else 0)


def _event(
    number: int,
    gold: Raw,
    told: dating.Told,
    rows: Sequence[tuple[TimeExpression, dict[str, float]]],
    text: str,
    day: date,
) -> Event:
    dated = gold["date"]
    days = (date.fromisoformat(dated["start"]), date.fromisoformat(dated["end"])) if dated else None
    span = Span(*dated["span"]) if dated and dated["span"] else None
    lasts = told.status is Status.ONGOING
    ranges = [range_of_event(told.triggers, time, text, lasts=lasts) for time, _ in rows]
    right = [days is not None and is_right(days, closed(found, day)) for found in ranges]
    marked = [
        hit or (span is not None and time.span.overlaps(span)) for hit, (time, _) in zip(right, rows, strict=True)
    ]
    return Event(number, days, [row for _, row in rows], marked, right)


def fit(events: Sequence[Event]) -> dict[str, float]:
    """The weights that explain which expression dates each event, by gradient ascent with momentum (Adam)."""
    names = sorted({name for event in events for row in event.rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for event in events for row in event.rows])
    of = np.array([n for n, event in enumerate(events) for _ in event.rows])
    marked = np.array([mark for event in events for mark in event.marked], float)
    none = np.array([not any(event.marked) for event in events], float)
    sure = np.array([UNDATABLE if event.gold and not any(event.marked) else 1.0 for event in events])
    weights, first, second = (np.zeros(len(names)) for _ in range(3))
    for step in range(1, STEPS + 1):
        odds = np.exp(np.clip(x @ weights, -30, 30))
        whole = np.bincount(of, odds, len(events)) + 1
        good = np.bincount(of, odds * marked, len(events)) + none
        slope = x.T @ (sure[of] * (odds * marked / good[of] - odds / whole[of])) - RIDGE * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights += LEARNING_RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return {name: round(float(weight), 2) for name, weight in zip(names, weights, strict=True)}


def hits(events: Sequence[Event], weights: dict[str, float], threshold: float) -> int:
    """How many events get the right date, or rightly none."""
    return sum(_is_hit(event, weights, threshold) for event in events)


def _is_hit(event: Event, weights: dict[str, float], threshold: float) -> bool:
    model = LogisticModel(weights, threshold)
    scores = [model.log_odds(row) for row in event.rows]
    best = max(range(len(scores)), key=lambda n: scores[n], default=None)
    return event.gold is None if best is None or scores[best] <= threshold else event.right[best]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    encoder, gazetteer = Encoder(arguments.models), Gazetteer.open()
    folder = arguments.shared / "evals" / "reports"
    train, dev = (load(encoder, gazetteer, read_jsonl(folder / f"{name}.jsonl")) for name in ("train", "dev"))
    own = load(encoder, gazetteer, own_annotations(arguments.shared))
    reached = np.zeros(len(THRESHOLDS))
    for fold in range(FOLDS):
        weights = fit(train + [event for event in own if event.report % FOLDS != fold])
        rest = [event for event in own if event.report % FOLDS == fold]
        reached += [hits(rest, weights, threshold) for threshold in THRESHOLDS]
    smoothed = np.convolve(reached, np.ones(3) / 3, mode="valid")
    threshold = round(float(THRESHOLDS[int(smoothed.argmax()) + 1]), 2)
    weights = fit(train + own)
    for value, count in zip(THRESHOLDS, reached, strict=True):
        sys.stdout.write(f"own, cross-validated, threshold {value:.1f}: {count / len(own):.3f} of {len(own)}\n")
    sys.stdout.write(f"dev: {hits(dev, weights, threshold) / len(dev):.3f} of {len(dev)} at {threshold}\n")
    if arguments.write:
        logistic.write_model(WEIGHTS, weights, threshold=threshold)


if __name__ == "__main__":
    main()

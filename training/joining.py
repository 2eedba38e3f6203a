"""Fits `read/joining_weights.json`: `python -m training.joining --shared FOLDER [--models FOLDER] [--write]`.

Reads the project's own annotated reports that the network has not seen, and asks of any two triggers it finds there
whether they are annotated as one event. The probability from which groups are joined is that at which the groups agree
best with the annotated ones, cross-validated; the events found, one to one by type and a shared trigger, hardly depend
on it.
"""

from __future__ import annotations

import argparse
import math
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from accordingto.model import Span
from accordingto.read import joining
from accordingto.read.encoder import MODELS, Encoder
from accordingto.read.events import event_frames, event_labels
from accordingto.read.frames import Frame
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.joining import Joiner, groups_of
from accordingto.read.logistic import LogisticModel
from accordingto.read.wording import Wording
from training import logistic
from training.annotations import Raw
from training.data import NEW_SINCE, unseen
from training.found import Seen, one_to_one, see

WEIGHTS = Path(joining.__file__).with_name(joining.WEIGHTS_FILE)
RIDGE = 8.0
FOLDS = 6
THRESHOLDS = np.arange(0.2, 0.61, 0.025)
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Report:
    """The triggers found in a report, the annotated event of each, None for none, and what is known of their pairs."""

    raw: Raw
    frames: Sequence[Frame]
    gold: Sequence[int | None]
    features: Mapping[Pair, Mapping[str, float]]
    settled: Mapping[Pair, float]


def load(encoder: Encoder, seen: Seen) -> Report:
    """One annotated report as the joiner sees it."""
    encoding, events = seen.encoding, seen.raw["events"]
    frames = event_frames(encoder, encoding, seen.known, Wording.of(encoding.text, seen.known.text))
    joiner = Joiner(encoding, frames, event_labels(encoder, encoding, frames), seen.known)
    weighed = dict(zip(joiner.pairs(), joiner.opinions(encoder), strict=True))
    return Report(
        seen.raw,
        frames,
        [_event_of(encoding.span(frame.start, frame.end), frame.kind, events) for frame in frames],
        {pair: joiner.features(*pair, opinion) for pair, opinion in weighed.items()},
        {pair: sure for pair in weighed if (sure := joiner.settled(*pair)) is not None},
    )


def _event_of(span: Span, kind: str, events: Sequence[Raw]) -> int | None:
    """The annotated event that a trigger tells of; of two the one of its type."""
    told = [n for n, event in enumerate(events) if any(span.overlaps(Span(*mention)) for mention in event["mentions"])]
    return max(told, key=lambda n: (events[n]["type"] == kind, -n), default=None)


def fit(reports: Sequence[Report]) -> dict[str, float]:
    """The weights that explain which triggers tell of one event, from pairs whose triggers are both annotated."""
    rows = [
        (found, report.gold[j] == report.gold[i])
        for report in reports
        for (j, i), found in report.features.items()
        if report.gold[j] is not None and report.gold[i] is not None
    ]
    return logistic.fit(rows, ridge=RIDGE)


def likenesses(report: Report, weights: Mapping[str, float]) -> dict[Pair, float]:
    """How likely each pair tells of one event."""
    model = LogisticModel(weights, 0.0)
    return {pair: model.probability(found) for pair, found in report.features.items()} | dict(report.settled)


def event_f1(reports: Sequence[Report], alike: Sequence[Mapping[Pair, float]], least: float) -> float:
    """F1 of the events found when groups are joined from `least` on."""
    found = total = 0
    for report, pairs in zip(reports, alike, strict=True):
        groups = groups_of(pairs, len(report.frames), least)
        found += _found(report, groups)
        total += len(groups) + len(report.raw["events"])
    return 2 * found / total


def _found(report: Report, groups: Sequence[Sequence[int]]) -> int:
    """How many annotated events are found, each by one group of its type with most of its triggers."""
    shared = {
        (n, event): sum(report.gold[i] == event for i in group)
        for n, group in enumerate(groups)
        for event, raw in enumerate(report.raw["events"])
        if raw["type"] == report.frames[max(group, key=lambda i: report.frames[i].score)].kind
    }
    return len(one_to_one(shared))


def agreement(reports: Sequence[Report], alike: Sequence[Mapping[Pair, float]], least: float) -> tuple[float, float]:
    """B-cubed precision and recall over the triggers that are annotated (Bagga and Baldwin 1998)."""
    precision, recall = [], []
    for report, pairs in zip(reports, alike, strict=True):
        groups = groups_of(pairs, len(report.frames), least)
        group_of = {i: n for n, group in enumerate(groups) for i in group}
        known = [i for i, event in enumerate(report.gold) if event is not None]
        for i in known:
            mine = {k for k in known if group_of[k] == group_of[i]}
            same = {k for k in known if report.gold[k] == report.gold[i]}
            precision.append(len(mine & same) / len(mine))
            recall.append(len(mine & same) / len(same))
    return float(np.mean(precision)), float(np.mean(recall))


def harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--since", type=int, default=NEW_SINCE, help="the first round of reports new to the network")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    encoder, gazetteer = Encoder(arguments.models), Gazetteer.open()
    raws = unseen(arguments.shared, since=arguments.since)
    reports = [load(encoder, seen) for seen in see(encoder, gazetteer, raws)]
    alike: list[dict[Pair, float]] = [{} for _ in reports]
    for fold in range(FOLDS):
        weights = fit([report for n, report in enumerate(reports) if n % FOLDS != fold])
        for n in range(fold, len(reports), FOLDS):
            alike[n] = likenesses(reports[n], weights)
    least = logistic.best_threshold(THRESHOLDS, lambda value: harmonic(*agreement(reports, alike, value)))
    sys.stdout.write(f"{len(reports)} reports, cross-validated:\n")
    for value in THRESHOLDS:
        precision, recall = agreement(reports, alike, float(value))
        sys.stdout.write(f"from {value:.3f}: events F1 {event_f1(reports, alike, float(value)):.3f}, ")
        sys.stdout.write(f"triggers B-cubed {precision:.3f} / {recall:.3f}\n")
    weights = fit(reports)
    sys.stdout.write(f"joined from {least}: {weights}\n")
    if arguments.write:
        logistic.write_model(WEIGHTS, weights, threshold=round(math.log(least / (1 - least)), 2))


if __name__ == "__main__":
    main()

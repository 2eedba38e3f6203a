"""Fits the weights of `read/times/dating`: `python -m training.dating --shared FOLDER [--since ROUND] [--write]`.

Reads the annotated training reports and the project's own with a network and asks, for each event it finds, which
expression of time dates it, if any. Two conditional logistic models: of each event alone, and with what the first says
of the events around it, asked of reports that it was not fitted on. The accuracy is that on the project's own reports
which the network has not seen, by cross-validation, and on the development reports.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from accordingto.model import Span, TimeRange
from accordingto.read.choice import chances, likeliest
from accordingto.read.encoder import MODELS, Encoder
from accordingto.read.events import told_of
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.logistic import LogisticModel
from accordingto.read.neighbours import Features
from accordingto.read.times import anchor_day, dating
from accordingto.read.times.evidence import Calendar, Options, evidence
from accordingto.read.times.lasting import range_of_event
from accordingto.read.told import Told
from training import choice, logistic
from training.annotations import Raw, own_annotations, read_jsonl
from training.data import NEW_SINCE, is_unseen
from training.event_dates import closed, is_right
from training.found import Found, find

FOLDER = Path(dating.__file__).parent
RIDGE = 2.0
FOLDS = 5
NOWHEN = date(2024, 1, 1)  # closes open ranges of reports without a date, as the annotators of the synthetic ones did
Days = tuple[date, date]


@dataclass(frozen=True, slots=True)
class Asked:
    """A matched event of a report: the number of the event, its gold days, and for each option its days.

    `marked` are the options that annotators point at or whose days are right, `right` those whose days are right.
    """

    event: int
    gold: Days | None
    ranges: Sequence[TimeRange | None]
    marked: Sequence[bool]
    right: Sequence[bool]


@dataclass(frozen=True, slots=True)
class Report:
    """The events of a report with the expressions that may date each, and what is asked of them."""

    events: Sequence[Told]
    calendar: Calendar
    options: Sequence[Options]
    asked: Sequence[Asked]
    is_test: bool = False


def prepare(found: Found, *, is_test: bool = False) -> Report:
    """What is to be learnt from a report."""
    told = [told_of(draft, "date") for draft in found.drafts]
    today = anchor_day(found.article)
    calendar = Calendar.of(found.known.times, found.article.text, today)
    options = evidence(told, calendar)
    asked = [_asked(gold, k, told[k], options[k], calendar, today or NOWHEN) for gold, k in found.pairs]
    return Report(told, calendar, options, asked, is_test)


def _asked(gold: Raw, number: int, event: Told, options: Options, calendar: Calendar, today: date) -> Asked:
    dated = gold["date"]
    days = (date.fromisoformat(dated["start"]), date.fromisoformat(dated["end"])) if dated else None
    span = Span(*dated["span"]) if dated and dated["span"] else None
    ranges = [range_of_event(event, calendar.dated[k], calendar.text) for k, _ in options]
    right = [days is not None and is_right(days, closed(found, today)) for found in ranges]
    at_span = [span is not None and calendar.dated[k].span.overlaps(span) for k, _ in options]
    return Asked(number, days, ranges, [a or b for a, b in zip(right, at_span, strict=True)], right)


def fit_alone(reports: Sequence[Report]) -> LogisticModel:
    """The model of each event alone."""
    rows = [[[row for _, row in option] for option in report.options] for report in reports]
    return _fit(reports, rows)


def fit_together(reports: Sequence[Report]) -> LogisticModel:
    """The model of the events with their neighbours, whose first dates come from models not fitted on them."""
    rows: list[list[list[Features]]] = [[] for _ in reports]
    for fold in range(FOLDS):
        alone = fit_alone([report for n, report in enumerate(reports) if n % FOLDS != fold])
        for n in range(fold, len(reports), FOLDS):
            rows[n] = together(reports[n], alone)
    return _fit(reports, rows)


def together(report: Report, alone: LogisticModel) -> list[list[Features]]:
    """The features of a report's events with those of their neighbours."""
    return dating.weighed_together(report.events, report.options, report.calendar, alone)


def _fit(reports: Sequence[Report], rows: Sequence[Sequence[Sequence[Features]]]) -> LogisticModel:
    choices = [
        choice.Choice(found[asked.event], asked.marked, asked.gold is not None)
        for report, found in zip(reports, rows, strict=True)
        for asked in report.asked
    ]
    return LogisticModel(choice.fit(choices, ridge=RIDGE), 0.0)


def hits(reports: Sequence[Report], alone: LogisticModel, model: LogisticModel) -> tuple[int, int]:
    """How many events get the right days, or rightly none, and how many there are."""
    right = 0
    for report in reports:
        rows = together(report, alone)
        for asked in report.asked:
            best = likeliest(asked.ranges, chances(model, rows[asked.event]))
            right += asked.gold is None if best is None else asked.right[best]
    return right, sum(len(report.asked) for report in reports)


def cross_validated(reports: Sequence[Report]) -> float:
    """The share of the test reports' events with the right days, by models fitted on the other reports."""
    right, whole = 0, 0
    for fold in range(FOLDS):
        rest = [report for n, report in enumerate(reports) if n % FOLDS != fold]
        tested = [report for n, report in enumerate(reports) if n % FOLDS == fold and report.is_test]
        found, count = hits(tested, fit_alone(rest), fit_together(rest))
        right, whole = right + found, whole + count
    return right / max(1, whole)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--since", type=int, default=NEW_SINCE, help="the first round of reports new to the network")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    encoder, gazetteer = Encoder(arguments.models), Gazetteer.open()
    folder = arguments.shared / "evals" / "reports"
    train, dev = (
        [prepare(found) for found in find(encoder, gazetteer, read_jsonl(folder / f"{name}.jsonl"))]
        for name in ("train", "dev")
    )
    own = [
        prepare(found, is_test=is_unseen(report, since=arguments.since))
        for report in own_annotations(arguments.shared)
        for found in find(encoder, gazetteer, [report])
    ]
    reports = own + train
    sys.stdout.write(f"own, unseen, cross-validated: {cross_validated(reports):.3f}\n")
    alone, model = fit_alone(reports), fit_together(reports)
    right, whole = hits(dev, alone, model)
    sys.stdout.write(f"dev: {right / whole:.3f} of {whole}\n")
    if arguments.write:
        logistic.write_model(FOLDER / dating.ALONE_FILE, alone.weights, threshold=0.0)
        logistic.write_model(FOLDER / dating.TOGETHER_FILE, model.weights, threshold=0.0)


if __name__ == "__main__":
    main()

"""Fits `read/confidence_weights.json`: `python -m training.event_scores --shared FOLDER [--write]`.

Reads the project's own annotated reports that no network was trained on and asks of each event whether one of the same
type is annotated there by an overlapping word or in the same sentence. Reported on the other half of those reports,
fitted on all.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from accordingto.model import Span
from accordingto.read import confidence
from accordingto.read.encoder import MODELS, Encoder
from accordingto.read.events import EventDraft, features_of
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.logistic import LogisticModel
from accordingto.text import sentence_spans, span_at
from training import logistic
from training.annotations import Raw
from training.data import NEW_SINCE, unseen
from training.found import Found, find

WEIGHTS = Path(confidence.__file__).with_name(confidence.WEIGHTS_FILE)
RIDGE = 1.0
Finding = tuple[dict[str, float], bool]


def findings(found: Found) -> list[Finding]:
    """The features of each event read in a report, and whether it is one."""
    sentences = sentence_spans(found.article.text)
    unmatched = list(found.raw["events"])
    rows = []
    for draft in sorted(found.drafts, key=lambda draft: -max(draft.trigger_scores)):
        match = next((event for event in unmatched if _is_same(draft, event, sentences)), None)
        if match is not None:
            unmatched.remove(match)
        rows.append((features_of(draft), match is not None))
    return rows


def _is_same(draft: EventDraft, event: Raw, sentences: list[Span]) -> bool:
    told = {span_at(sentences, trigger.start) for trigger in draft.triggers}
    return event["type"] == draft.type and any(span_at(sentences, start) in told for start, _ in event["mentions"])


def fit(rows: Sequence[Finding]) -> dict[str, float]:
    """The weights that explain which events are right."""
    return logistic.fit(rows, ridge=RIDGE, digits=3)


def loss(rows: Sequence[Finding], weights: dict[str, float]) -> float:
    """The mean negative log-likelihood."""
    model = LogisticModel(weights, 0.0)
    logits = np.array([model.log_odds(found) for found, _ in rows])
    signs = np.array([1 if right else -1 for _, right in rows])
    return float(np.log1p(np.exp(-signs * logits)).mean())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--since", type=int, default=NEW_SINCE, help="the first round of reports new to the network")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    encoder, gazetteer = Encoder(arguments.models), Gazetteer.open()
    reports = unseen(arguments.shared, since=arguments.since)
    by_report = [findings(found) for found in find(encoder, gazetteer, reports)]
    first, second = ([row for rows in by_report[k::2] for row in rows] for k in (0, 1))
    share = np.mean([right for _, right in first + second])
    print(f"{len(reports)} reports, {len(first) + len(second)} events, {share:.3f} of them right")
    print("negative log-likelihood on the second half: ", end="")
    print(f"{loss(second, {'trigger': 1.0}):.3f} raw, {loss(second, fit(first)):.3f} fitted on the first")
    weights = fit(first + second)
    print(weights)
    if arguments.write:
        logistic.write_model(WEIGHTS, weights, threshold=0.0)


if __name__ == "__main__":
    main()

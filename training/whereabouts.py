"""Fits the weights of `read/places/whereabouts`: `python -m training.whereabouts --shared FOLDER [--write]`.

Reads the project's own annotated reports that the network has not seen and asks, for each event it finds, at which of
the places that come into question it happened, if at any. On reports it has seen, the network points too well. The
accuracy is that on these reports, by cross-validation, and on the development reports.
"""

from __future__ import annotations

import argparse
import re
import sys
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from accordingto.model import EventPlace, Span
from accordingto.model.compatible import distance_m
from accordingto.read.choice import chances, likeliest
from accordingto.read.encoder import MODELS, Encoder
from accordingto.read.events import told_of
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.logistic import LogisticModel
from accordingto.read.places import whereabouts
from accordingto.read.places.spots import Map, spot_features, spots_of
from training import choice, logistic
from training.annotations import Raw, read_jsonl
from training.data import NEW_SINCE, unseen
from training.found import Found, find

WEIGHTS = Path(whereabouts.__file__).with_name(whereabouts.WEIGHTS_FILE)
RIDGE = 5.0  # right places of unseen reports, cross-validated: .626 at 1, .627 at 2, .628 at 5 and .629 at 10
FOLDS = 5
SAME_M = 30_000  # so near the place is the annotators'
# Words that say what kind of place it is: two names that share only these are two places.
_KINDS = frozenset("the of in and city town village province governorate district area region countryside".split())


@dataclass(frozen=True, slots=True)
class Asked:
    """A matched event: its spots as a choice, and which of them are the same place."""

    choice: choice.Choice
    keys: Sequence[str]
    right: Sequence[bool]
    is_placed: bool


def prepare(found: Found) -> list[Asked]:
    """What is asked of the events of a report."""
    known = Map(found.known.toponyms, found.article.text)
    return [_asked(gold, found, number, known) for gold, number in found.pairs]


def _asked(gold: Raw, found: Found, number: int, known: Map) -> Asked:
    event = told_of(found.drafts[number], "place")
    spots = spots_of(event, known)
    place = gold["place"]
    span = Span(*place["span"]) if place and place["span"] else None
    right = [place is not None and is_there(place, spot.told) for spot in spots]
    marked = [a or (span is not None and spot.span.overlaps(span)) for a, spot in zip(right, spots, strict=True)]
    rows = spot_features(event, spots, known)
    return Asked(choice.Choice(rows, marked, place is not None), [spot.key for spot in spots], right, place is not None)


def is_there(gold: Raw, told: EventPlace) -> bool:
    """Whether a place is the gold one: near it, or called as it where that has no point."""
    if gold.get("lat") is None or gold.get("lon") is None:
        return bool(_words(gold["name"]) & _words(told.name))
    if gold["precision"] != "exact" and _words(gold["name"]) == _words(told.name):
        return True
    if told.place is None:
        return False
    return distance_m(told.place, replace(told.place, lat=gold["lat"], lon=gold["lon"])) <= SAME_M


def _words(name: str) -> set[str]:
    words = set(re.findall(r"\w+", name.casefold()))
    return words - _KINDS or words


def fit(asked: Sequence[Asked]) -> LogisticModel:
    """The weights that explain where events happened."""
    return LogisticModel(choice.fit([event.choice for event in asked], ridge=RIDGE), 0.0)


def hits(asked: Sequence[Asked], model: LogisticModel) -> int:
    """How many events get the right place, or rightly none."""
    return sum(_is_hit(event, model) for event in asked)


def _is_hit(event: Asked, model: LogisticModel) -> bool:
    best = likeliest(event.keys, chances(model, event.choice.options))
    return not event.is_placed if best is None else event.right[best]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--models", type=Path, default=MODELS)
    parser.add_argument("--since", type=int, default=NEW_SINCE, help="the first round of reports new to the network")
    parser.add_argument("--write", action="store_true")
    arguments = parser.parse_args()
    encoder, gazetteer = Encoder(arguments.models), Gazetteer.open()
    dev = read_jsonl(arguments.shared / "evals" / "reports" / "dev.jsonl")
    new = unseen(arguments.shared, since=arguments.since)
    own, test = ([prepare(found) for found in find(encoder, gazetteer, reports)] for reports in (new, dev))
    right = 0
    for fold in range(FOLDS):
        model = fit([event for n, asked in enumerate(own) if n % FOLDS != fold for event in asked])
        right += hits([event for asked in own[fold::FOLDS] for event in asked], model)
    model = fit([event for asked in own for event in asked])
    of_dev, whole = [event for asked in test for event in asked], sum(len(asked) for asked in own)
    sys.stdout.write(f"own, unseen, cross-validated: {right / max(1, whole):.3f} of {whole}\n")
    sys.stdout.write(f"dev: {hits(of_dev, model) / len(of_dev):.3f} of {len(of_dev)}\n")
    if arguments.write:
        logistic.write_model(WEIGHTS, model.weights, threshold=0.0)


if __name__ == "__main__":
    main()

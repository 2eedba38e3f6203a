"""A model weighs the features it knows, and every file of weights that ships can be read."""

from __future__ import annotations

import pytest

from accordingto.read import confidence, joining
from accordingto.read.logistic import LogisticModel, load_model
from accordingto.read.places import nearby, whereabouts
from accordingto.read.quantities import figures
from accordingto.read.times import dating, event_dates

MODEL = LogisticModel({"near": 2.0, "said": -1.0}, threshold=0.5)


@pytest.mark.parametrize(
    ("found", "log_odds"),
    [({}, 0.0), ({"near": 1.0, "said": 1.0}, 1.0), ({"near": 0.5}, 1.0), ({"unheard of": 9.0}, 0.0)],
)
def test_only_known_features_weigh(found: dict[str, float], log_odds: float) -> None:
    assert MODEL.log_odds(found) == log_odds


def test_even_odds_are_a_half() -> None:
    assert MODEL.probability({}) == 0.5
    assert MODEL.probability({"near": 1.0}) > 0.5 > MODEL.probability({"said": 1.0})


@pytest.mark.parametrize(
    ("package", "file"),
    [
        ("accordingto.read", confidence.WEIGHTS_FILE),
        ("accordingto.read", joining.WEIGHTS_FILE),
        ("accordingto.read.places", nearby.WEIGHTS_FILE),
        ("accordingto.read.places", whereabouts.WEIGHTS_FILE),
        ("accordingto.read.quantities", figures.WEIGHTS_FILE),
        ("accordingto.read.times", dating.ALONE_FILE),
        ("accordingto.read.times", dating.TOGETHER_FILE),
        ("accordingto.read.times", event_dates.WEIGHTS_FILE),
    ],
)
def test_shipped_weights(package: str, file: str) -> None:
    assert load_model(package, file).weights

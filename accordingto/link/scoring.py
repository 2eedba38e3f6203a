"""How likely two mentions tell of one event, and why: features weighed as training/linking.py found best."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from accordingto.link.features import FEATURES, Feature, phrase
from accordingto.link.profiles import Profile
from accordingto.model.compatible import cannot_be_one

# From here on one event. Below one half, because clustering then weighs whole groups: of the labelled events' pairs
# that weights 2 were not learnt from, clusters found .37 at 0.4 and .38 at 0.33 (.47 and .51 of the others), and joined
# as many look-alikes.
POSITIVE = 0.33
MAX_PHRASES = 4  # reasons named, the weightiest first
MIN_SHARE = 0.3  # of the weightiest contribution; what matters less is not named


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """`value` is a probability; `reason` a sentence for people; `vetoed` says that the two cannot be one event."""

    value: float
    reason: str
    vetoed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """A logistic model: one weight for each feature by name, and the bias; `version` names the training run."""

    version: str
    bias: float
    by_feature: Mapping[str, float]


@cache
def trained_weights() -> Weights:
    """The weights shipped with the package."""
    stored = json.loads(files("accordingto.link").joinpath("data/weights.json").read_text(encoding="utf-8"))
    return Weights(version=stored["version"], bias=stored["bias"], by_feature=stored["weights"])


def score_pair(a: Profile, b: Profile, *, weights: Weights | None = None) -> Score:
    """How likely the two tell of one event; the same whichever comes first."""
    veto = cannot_be_one(a.mention, b.mention)
    if veto is not None:
        return Score(value=0.0, reason=f"Not the same event: {veto}.", vetoed=True)
    weights = weights or trained_weights()
    contributions = [(feature, weights.by_feature.get(feature.__name__, 0.0) * feature(a, b)) for feature in FEATURES]
    logit = weights.bias + sum(contribution for _, contribution in contributions)
    value = round(1 / (1 + exp(-logit)), 4)
    return Score(value=value, reason=_reason(contributions, for_it=value >= POSITIVE))


def _reason(contributions: list[tuple[Feature, float]], *, for_it: bool) -> str:
    sign = 1 if for_it else -1
    telling = sorted(
        ((sign * weight, phrase(feature)) for feature, weight in contributions if sign * weight > 0),
        key=lambda item: (-item[0], item[1]),
    )
    phrases = [words for weight, words in telling[:MAX_PHRASES] if weight >= MIN_SHARE * telling[0][0]]
    opening = "Same event" if for_it else "Perhaps the same event, though"
    return f"{opening}: {', '.join(phrases)}." if phrases else f"{opening}: nothing speaks clearly."

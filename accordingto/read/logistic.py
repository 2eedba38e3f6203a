"""Small logistic models: what speaks for and against a finding, weighed by numbers that a script in training/ fitted.

A file of weights is JSON: `weights` by the names of features, and `threshold`, the log odds under which there is none.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class LogisticModel:
    """Weights by feature; one that is not named weighs nothing."""

    weights: Mapping[str, float]
    threshold: float

    @property
    def least(self) -> float:
        """The threshold as a probability."""
        return 1 / (1 + math.exp(-self.threshold))

    def log_odds(self, found: Mapping[str, float]) -> float:
        """How much the features speak for the finding."""
        return sum(self.weights.get(name, 0.0) * value for name, value in found.items())

    def probability(self, found: Mapping[str, float]) -> float:
        return 1 / (1 + math.exp(-self.log_odds(found)))


@cache
def load_model(package: str, file: str) -> LogisticModel:
    """The model of a file that lies in a package; read once."""
    table = json.loads(resources.files(package).joinpath(file).read_text(encoding="utf-8"))
    weights = {str(name): float(weight) for name, weight in table["weights"].items()}
    return LogisticModel(weights, float(table["threshold"]))

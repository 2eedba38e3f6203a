"""How likely an event that was read is one: the trigger's probability, corrected by what was found around it.

The network is sure of most triggers it finds, right or wrong: it was trained until it was. A small logistic model over
what else is known of the event says how many of such findings were right in reports the network had not seen.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

from accordingto.model import EventType, Status
from accordingto.read.logistic import load_model

WEIGHTS_FILE = "confidence_weights.json"
_SUREST = 0.999  # probability from which on the network's own opinion is not told apart, nor below its complement


def event_confidence(found: Mapping[str, float]) -> float:
    """The probability that an event with these `features` is one that people find; see training/event_scores.py."""
    return load_model("accordingto.read", WEIGHTS_FILE).probability(found)


def features(
    event_type: EventType, status: Status, triggers: Sequence[float], arguments: Mapping[str, Sequence[float]]
) -> dict[str, float]:
    """What speaks for and against an event: its kind and the probabilities of its triggers and arguments, by role."""
    best = min(max(*triggers, 1 - _SUREST), _SUREST)
    found = {
        "bias": 1.0,
        "trigger": math.log(best / (1 - best)),
        "told again": math.log(len(triggers)),
        f"type {event_type}": 1.0,
        f"status {status}": 1.0,
    }
    return found | {role: max(scores) for role, scores in arguments.items() if scores}

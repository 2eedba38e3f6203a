"""Our event types against the CAMEO codes of PETRARCH's own test sentences.

CAMEO's roots go to PLOVER by the published crosswalk; only those our event layer has are compared, since verbal ones
(statements, demands, accusations) are attributions here and not events.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from accordingto.model import EventType
from evals.adapters.agreement import label_agreement
from evals.schema import Prediction, Struct
from evals.workbench import Row

_ROOTS = {
    "03": "AGREE",
    "04": "CONSULT",
    "06": "COOPERATE",
    "07": "AID",
    "08": "RETREAT",
    "14": "PROTEST",
    "15": "MOBILIZE",
    "16": "SANCTION",
    "17": "COERCE",
    "18": "ASSAULT",
    "19": "ASSAULT",
    "20": "ASSAULT",
}
LAYER = frozenset(map(str, EventType))


class Coded(Struct, frozen=True):
    """An event as the corpus codes it."""

    type: str


class CodedRow(Struct, frozen=True):
    """A sentence of the corpus."""

    id: str
    events: list[Coded]


def figures(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Mapping[str, float]:
    """Agreement on the set of event types in each sentence."""
    pairs = []
    for row in msgspec.convert(rows, list[CodedRow], strict=False):
        gold = {_ROOTS[event.type[:2]] for event in row.events if event.type[:2] in _ROOTS}
        pairs.append((gold, {event.type for event in found[row.id].events} if row.id in found else set()))
    agreement = label_agreement(pairs)
    return {"type": agreement.f1, "type_recall": agreement.recall, "type_precision": agreement.precision}

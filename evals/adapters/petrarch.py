"""Our event types against the codes of PETRARCH's own test sentences.

Most of the sentences are older than CAMEO and carry WEIS codes ("restore ties" 064, "arrested" 212, a death toll 223):
WEIS's roots go to PLOVER by their definitions, codes of four digits and those named below by CAMEO's. Only types that
our event layer has are compared, since verbal ones (statements, demands, accusations) are attributions here and not
events. Sentences whose codes are of neither scheme are there to test a program's dictionaries and are left out.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from accordingto.model import EventType
from evals.adapters.agreement import label_agreement
from evals.schema import Prediction, Struct
from evals.workbench import Row

_WEIS = {
    "03": "CONSULT",
    "05": "AGREE",  # promise
    "07": "AID",  # reward
    "08": "AGREE",
    "18": "PROTEST",
    "19": "SANCTION",  # reduce relations, cancel meetings
    "20": "SANCTION",  # expel
    "21": "COERCE",  # seize, arrest
    "22": "ASSAULT",
}
_CAMEO = {"17": "COERCE"}
_NAMED = {
    "066": "RETREAT",  # WEIS, free prisoners; the rest of its root extends recognition
    "194": "ASSAULT",  # CAMEO, fight with artillery
}
_LAST_WEIS_ROOT = 22
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
        codes = [event.type for event in row.events]
        if all(map(_is_of_a_scheme, codes)):
            gold = {type_ for code in codes if (type_ := _type(code)) is not None}
            pairs.append((gold, {event.type for event in found[row.id].events} if row.id in found else set()))
    agreement = label_agreement(pairs)
    return {"type": agreement.f1, "type_recall": agreement.recall, "type_precision": agreement.precision}


def _is_of_a_scheme(code: str) -> bool:
    """Whether a code is WEIS's or, of four digits, CAMEO's."""
    if not code.isdigit():
        return False
    return code[:2] in _CAMEO if len(code) > 3 else 1 <= int(code[:2]) <= _LAST_WEIS_ROOT


def _type(code: str) -> str | None:
    """The PLOVER type of a code; None for one that our event layer does not have."""
    if code in _NAMED:
        return _NAMED[code]
    return (_CAMEO if len(code) > 3 else _WEIS).get(code[:2])

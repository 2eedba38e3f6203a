"""Our events against PLOVER's gold records (type and spans) and its synthetic stories (type and mode).

Verbal types are attributions here; records of those types are left out on both sides. Cooperation that is yet to come
is AGREE by PLOVER's definition, and here an event of its own type that is planned.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import msgspec

from evals.adapters.agreement import Agreement, label_agreement
from evals.adapters.petrarch import LAYER
from evals.schema import CharSpan, EventOut, Prediction, Struct
from evals.workbench import Row

# The gold records follow draft 0.5 of the manual; later drafts joined fighting with assault.
_RENAMED = {"FIGHT": "ASSAULT"}


_PROMISED_AS_AGREE = frozenset(("CONSULT", "COOPERATE", "AID", "RETREAT"))


class Piece(Struct, frozen=True):
    """A labelled stretch: EVT the event's words, SRC who acts, TAR who is acted upon."""

    role: str
    span: CharSpan


class PloverEvent(Struct, frozen=True):
    """One gold record."""

    type: str
    mode: str | None = None
    trigger: list[Piece] | None = None
    args: tuple[Piece, ...] = ()

    @property
    def layer_type(self) -> str:
        return _RENAMED.get(self.type, self.type)


class PloverRow(Struct, frozen=True):
    """One gold sentence or story."""

    id: str
    events: list[PloverEvent]


def _overlap(left: CharSpan, right: CharSpan) -> bool:
    return left[0] < right[1] and right[0] < left[1]


def gsr_figures(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Mapping[str, float]:
    """Agreement on types over all sentences of our layer's types, and on the spans of events whose type is right."""
    kept = [row for row in msgspec.convert(rows, list[PloverRow]) if row.events[0].layer_type in LAYER]
    types = label_agreement(
        ({event.layer_type for event in row.events}, {_type(event) for event in _events(found, row)}) for row in kept
    )
    matched = [
        (gold, ours)
        for row in kept
        for gold in row.events
        for ours in _events(found, row)
        if _type(ours) == gold.layer_type
    ]
    return {
        "type": types.f1,
        "type_recall": types.recall,
        "trigger": _share([_trigger(gold, ours) for gold, ours in matched]),
        "agents": _share([_party(gold, "SRC", ours) for gold, ours in matched]),
        "recipients": _share([_party(gold, "TAR", ours) for gold, ours in matched]),
    }


def _type(event: EventOut) -> str:
    """An event's type in PLOVER's terms."""
    return "AGREE" if event.status == "planned" and event.type in _PROMISED_AS_AGREE else event.type


def _events(found: Mapping[str, Prediction], row: PloverRow) -> Sequence[EventOut]:
    return found[row.id].events if row.id in found else ()


def _share(outcomes: Sequence[bool | None]) -> float:
    """Share of true among those that could be told."""
    told = [outcome for outcome in outcomes if outcome is not None]
    return sum(told) / len(told) if told else 0.0


def _trigger(gold: PloverEvent, ours: EventOut) -> bool:
    return any(_overlap(piece.span, span) for piece in gold.trigger or () for span in ours.mentions)


def _party(gold: PloverEvent, role: str, ours: EventOut) -> bool | None:
    """Whether a party of that role is found where the record has it; None if the record has none."""
    spans = [piece.span for piece in gold.args if piece.role == role]
    parties = ours.agents if role == "SRC" else ours.recipients
    if not spans:
        return None
    return any(party.span is not None and _overlap(party.span, span) for party in parties for span in spans)


def synth_figures(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Mapping[str, float]:
    """Share of stories whose type, and type and mode, our best-scored event tells."""
    types = Agreement(0, 0, 0)
    modes = Agreement(0, 0, 0)
    for row in msgspec.convert(rows, list[PloverRow]):
        gold = row.events[0]
        if gold.layer_type not in LAYER:
            continue
        best = max(_events(found, row), key=lambda event: (len(event.mentions), event.score), default=None)
        right = best is not None and best.type == gold.layer_type
        mode = right and best is not None and best.mode == gold.mode
        types = Agreement(types.matched + right, types.predicted + 1, types.labelled + 1)
        modes = Agreement(modes.matched + mode, modes.predicted + 1, modes.labelled + 1)
    return {"type": types.recall, "type_and_mode": modes.recall}

"""Sorts the reader's errors on the labelled reports into kinds, without a word of the reports themselves."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from evals.calibration import Mistake

Record = Mapping[str, object]


def count_kinds(found: Sequence[Mistake]) -> Counter[tuple[str, str]]:
    """How often each (group, kind) occurs; one event with two wrong slots counts in both."""
    counts: Counter[tuple[str, str]] = Counter()
    for one in found:
        counts.update(kinds_of(one))
    return counts


def kinds_of(one: Mistake) -> list[tuple[str, str]]:
    """The (group, kind)s of one error, none of an error that is not told."""
    if one.kind not in _SORTERS:
        return []
    group, sort = _SORTERS[one.kind]
    return [(group, kind) for kind in sort(one)]


def _missed_attribution(one: Mistake) -> list[str]:
    gold = one.gold or {}
    if gold.get("within"):
        return ["stands inside another attribution"]
    if gold.get("continues"):
        return ["a quotation that goes on without a new cue"]
    if not gold.get("cue"):
        return ["no reporting word (quotation or headline alone)"]
    if not gold.get("source"):
        return ["nobody named (“reportedly”, “is believed”)"]
    return ["source and cue in plain sight"]


def _spurious_attribution(one: Mistake) -> list[str]:
    pred = one.pred or {}
    if pred.get("within"):
        return ["taken to stand inside another attribution"]
    return (
        ["without a source"] if not pred.get("source") else ["with a source: wrong content, wrong source or none there"]
    )


def _wrong_label(one: Mistake) -> list[str]:
    kinds = []
    for label in one.wrong:
        gold, pred = (str((side or {}).get(label) or "none") for side in (one.gold, one.pred))
        if label in ("source_name", "channel"):
            kinds.append(f"{label}: " + _filled(gold != "none", pred != "none"))
        elif label == "nesting":
            kinds.append("nesting")
        else:
            kinds.append(f"{label}: {gold} read as {pred}")
    return kinds


def _filled(has_gold: bool, has_pred: bool) -> str:
    """How two fillers differ that are not both empty."""
    if has_gold and has_pred:
        return "another one"
    return "left out" if has_gold else "invented"


def _by_type(side: str) -> Callable[[Mistake], list[str]]:
    def sort(one: Mistake) -> list[str]:
        record: Record = (one.gold if side == "gold" else one.pred) or {}
        status = str(record.get("status") or "happened")
        return [f"{record.get('type')}" + ("" if status == "happened" else f", {status}")]

    return sort


# The scorer's slots by the field of an event's record that holds them, with the word the card has for them.
_SLOT_FIELD = {"place_coarse": "place", "date1": "date", "agents": "agents", "attribution": "attributed_to"}
SLOT_FIELDS = {"place": "place", "date": "date", "agents": "agents", "attributed_to": "sources"}


def _wrong_slots(one: Mistake) -> list[str]:
    kinds = []
    for slot in one.wrong:
        field = _SLOT_FIELD.get(slot, slot)
        gold, pred = (bool((side or {}).get(field)) for side in (one.gold, one.pred))
        kinds.append(f"{SLOT_FIELDS.get(field, field)}: {_filled(gold, pred)}")
    return kinds


_SORTERS: Mapping[str, tuple[str, Callable[[Mistake], list[str]]]] = {
    "ATTR-MISS": ("Attributions missed", _missed_attribution),
    "ATTR-FP": ("Attributions that are none, or wrong", _spurious_attribution),
    "ATTR-LABEL": ("Attributions found, with a wrong label", _wrong_label),
    "EVENT-MISS": ("Events missed", _by_type("gold")),
    "EVENT-FP": ("Events that are none, split off, or of another type", _by_type("pred")),
    "EVENT-SLOT": ("Events found, with a wrong slot", _wrong_slots),
}
GROUPS = tuple(group for group, _ in _SORTERS.values())

"""Picks the errors that teach most: the commonest kinds, the surest mistake of each.

Told by what people noted and what the reader noted, not by the text, which belongs to its publisher.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from evals.calibration import Mistake
from evals.error_kinds import SLOT_FIELDS, kinds_of

EXAMPLES = 20
Record = Mapping[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One error: `where` is "document:first character"; `people` and `ours` name what each noted ("–" for nothing)."""

    group: str
    kind: str
    where: str
    people: str
    ours: str


def instructive(found: Sequence[Mistake], limit: int = EXAMPLES) -> list[Example]:
    """At most `limit` errors: one of every kind, commonest kinds first, then a second of each and so on."""
    by_kind: dict[tuple[str, str], list[Mistake]] = defaultdict(list)
    for one in found:
        for group, kind in kinds_of(one):
            by_kind[group, kind].append(one)
    order = sorted(by_kind, key=lambda key: (-len(by_kind[key]), key))
    queues = {key: iter(sorted(by_kind[key], key=_surest)) for key in order}
    picked: list[Example] = []
    while len(picked) < min(limit, sum(map(len, by_kind.values()))):
        for key in order:
            surest = next(queues[key], None)
            if surest is not None and len(picked) < limit:
                picked.append(_told(*key, surest))
    return picked


def _surest(one: Mistake) -> tuple[float, str, str]:
    score = (one.pred or {}).get("score")
    return (-(score if isinstance(score, float) else 0.0), one.doc, _place(one))


def _told(group: str, kind: str, one: Mistake) -> Example:
    people, ours = (_noted(side, kind.partition(":")[0]) for side in (one.gold, one.pred))
    return Example(group=group, kind=kind, where=f"{one.doc}:{_place(one)}", people=people, ours=ours)


def _place(one: Mistake) -> str:
    """The first character of what the error is about."""
    record = one.gold or one.pred or {}
    starts = [span[0] for field in ("mentions", "cue", "content") for span in _spans(record.get(field))]
    return str(starts[0]) if starts else "–"


def _spans(value: object) -> Iterator[Sequence[int]]:
    if isinstance(value, Sequence) and not isinstance(value, str):
        yield from (span for span in value if isinstance(span, Sequence) and len(span) == 2)


def _noted(record: Record | None, slot: str) -> str:
    """What one side noted of a slot, or its whole record in a few words if the error is not about one slot."""
    if record is None:
        return "–"
    field = {name: field for field, name in SLOT_FIELDS.items()}.get(slot, slot)
    if field in record:
        return _value(record[field])
    if "type" in record:
        parts = [str(record["type"]), _value(record.get("agents")), _value(record.get("place"))]
        return " · ".join(part for part in parts if part != "–")
    return _value(record.get("source_name"))


def _value(value: object) -> str:
    """A name, a day or a list of them."""
    if isinstance(value, Mapping):
        return str(value.get("name") or "/".join(dict.fromkeys(str(value.get(end)) for end in ("start", "end"))))
    if isinstance(value, Sequence) and not isinstance(value, str):
        return ", ".join(_value(item) for item in value) or "–"
    return str(value) if value else "–"

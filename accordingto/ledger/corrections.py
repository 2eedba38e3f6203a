"""What people found of single records, applied to them: wrong ones are left out, corrected fields replaced.

Readings stay as they were stored; a better reader's gets the same corrections, since ids do not depend on the reader.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import TypeVar, get_type_hints

import msgspec

from accordingto.model import Attribution, Correction, EventMention, Verdict

R = TypeVar("R", Attribution, EventMention)

# What may be corrected: nothing that a record's id is made of, for then it would be another record.
FIELDS: Mapping[type, tuple[str, ...]] = {
    Attribution: ("author", "channel", "polarity", "certainty", "is_speech"),
    EventMention: (
        *("type", "mode", "status", "agents", "recipients", "places", "time", "figures", "weapons", "control"),
        "own_voice",
    ),
}


def stands(found: Iterable[Correction]) -> tuple[Correction, ...]:
    """The corrections that count: the last on each record and field, unless it takes back what was found."""
    latest: dict[str, Correction] = {}
    for correction in sorted(found, key=lambda c: (c.decided_at, c.id)):
        latest[correction.key] = correction
    return tuple(c for c in latest.values() if c.verdict is not Verdict.WITHDRAWN)


def check_value(field: str, value: str, *, kind: type | None = None) -> None:
    """Raise ValueError unless `value` is JSON that the field of a record (of `kind`, if given) can hold."""
    kinds = [kind] if kind is not None else list(FIELDS)
    kind = next((one for one in kinds if field in FIELDS[one]), None)
    if kind is None:
        known = ", ".join(name for one in kinds for name in FIELDS[one])
        raise ValueError(f"{field!r} is no field that can be corrected; there are {known}")
    try:
        _decoded(kind, field, value)
    except (msgspec.DecodeError, RecursionError) as error:
        raise ValueError(f"{field}: {error}") from error


def _decoded(kind: type, field: str, value: str) -> object:
    return msgspec.json.decode(value, type=get_type_hints(kind)[field])


class Corrections:
    """The corrections that count in a view, by the records they are about.

    They may come from anybody's file: one of a field that its record does not have changes nothing.
    """

    def __init__(self, found: Iterable[Correction]) -> None:
        self._of: dict[str, list[Correction]] = defaultdict(list)
        for correction in stands(found):
            self._of[correction.record_id].append(correction)
        wrong = (c.record_id for c in stands(found) if c.verdict is Verdict.WRONG)
        self._wrong = frozenset(wrong)

    def ids(self) -> tuple[str, ...]:
        """The records that any correction is about."""
        return tuple(sorted(self._of))

    def of(self, record_id: str) -> tuple[Correction, ...]:
        """What people found of one record."""
        return tuple(self._of.get(record_id, ()))

    def applied(self, record: R) -> R | None:
        """The record as people leave it, None if they found it wrong.

        A mention told by attributions that are all wrong is the publication's own telling.
        """
        if not self._of:
            return record
        found = self._of.get(record.id, ())
        if any(c.verdict is Verdict.WRONG for c in found):
            return None
        kind = type(record)
        fitting = ((c.field, c.value) for c in found if c.value is not None and c.field in FIELDS[kind])
        changes = {field: _decoded(kind, field, value) for field, value in fitting if field is not None}
        if isinstance(record, EventMention) and self._wrong.intersection(record.attribution_ids):
            left = tuple(i for i in record.attribution_ids if i not in self._wrong)
            changes |= {"attribution_ids": left, "own_voice": record.own_voice or not left}
            figures = changes.get("figures", record.figures)
            assert isinstance(figures, tuple)
            changes["figures"] = tuple(
                replace(figure, attribution_id=None) if figure.attribution_id in self._wrong else figure
                for figure in figures
            )
        return replace(record, **changes) if changes else record  # type: ignore[arg-type]  # checked when decoded

"""`decisions.jsonl`: decisions as a file, one a line, so that a team can share them.

A line is a JSON object: `decision`, `records`, `by`, `at`, `reason`; of two records also `relation`, of a field `field`
and `value`. Reading the same line twice adds nothing. A line that cannot be used is an issue with its number, and the
others are taken.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Annotated

import msgspec

from accordingto.errors import SourceError
from accordingto.ledger.decisions import SURE, Decision, Kept, Kind, decide, history, standing
from accordingto.ledger.ledger import Ledger
from accordingto.model import Evidence, Issue, Relation
from accordingto.text import storable

LONGEST_LINE = 100_000  # bytes; a decision has some hundred
AHEAD = timedelta(days=1)  # how far another machine's clock may be ahead of ours

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=2_000)]


class DecisionLine(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True, omit_defaults=True):
    """One line of the file."""

    decision: Kind
    records: Annotated[tuple[Text, ...], msgspec.Meta(min_length=1, max_length=2)]
    by: Text
    at: Annotated[datetime, msgspec.Meta(tz=True)]
    reason: Annotated[str, msgspec.Meta(max_length=2_000)] = ""
    relation: Relation | None = None
    field: Text | None = None
    value: msgspec.Raw | msgspec.UnsetType = msgspec.UNSET
    score: Annotated[float, msgspec.Meta(ge=0, le=1)] = SURE
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Two people decided differently on the same; `stands` is the later, `other` the one it outranks."""

    stands: Decision
    other: Decision


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """What an import did: decisions new to the ledger, those it had already, who disagrees, and unusable lines."""

    new: int
    known: int
    conflicts: tuple[Conflict, ...]
    issues: tuple[Issue, ...]


def line(decision: Decision) -> str:
    """A decision as a line of the file, without its end."""
    row = DecisionLine(
        decision=decision.kind,
        records=decision.records,
        by=decision.by,
        at=decision.at,
        reason=decision.reason,
        relation=decision.relation,
        field=decision.field,
        value=msgspec.UNSET if decision.value is None else msgspec.Raw(decision.value.encode()),
        score=SURE if decision.score == SURE else decision.score,
        evidence=decision.evidence,
    )
    return msgspec.json.encode(row).decode()


def export_decisions(kept: Iterable[Kept]) -> Iterator[str]:
    """A line for each decision, superseded and undone ones too: who imports them has the same past."""
    return (line(entry.decision) for entry in kept)


def read_decisions(path: Path, *, now: datetime) -> Iterator[Decision | Issue]:
    """The decisions in a file, and an issue for each line that holds none. Raises SourceError if it cannot be read."""
    try:
        with path.open("rb") as opened:
            for number, raw in enumerate(opened, start=1):
                if raw.strip():
                    yield _decision(raw, f"{path}:{number}", now)
    except OSError as error:
        raise SourceError(f"{path}: cannot be read: {error}") from error


def _decision(raw: bytes, subject: str, now: datetime) -> Decision | Issue:
    if len(raw) > LONGEST_LINE:
        return _issue(subject, f"the line is longer than {LONGEST_LINE:,} bytes")
    try:
        row = msgspec.json.decode(raw, type=DecisionLine)
        decision = Decision(
            kind=row.decision,
            records=tuple(map(storable, row.records)),
            by=storable(row.by),
            at=row.at.astimezone(UTC),
            reason=storable(row.reason),
            relation=row.relation,
            field=row.field,
            value=_plain(row.value),
            score=row.score,
            evidence=row.evidence,
        )
    except (msgspec.DecodeError, ValueError, RecursionError, OverflowError) as error:
        return _issue(subject, f"{error}; docs/formats.md describes the lines")
    if decision.at > now + AHEAD:
        return _issue(subject, f"decided on {decision.at:%Y-%m-%d}, which is still to come")
    return decision


def _plain(value: msgspec.Raw | msgspec.UnsetType) -> str | None:
    """The value without blanks between its parts, so that two programs write it alike."""
    return (
        None
        if isinstance(value, msgspec.UnsetType)
        else storable(msgspec.json.format(bytes(value), indent=-1).decode())
    )


def _issue(subject: str, detail: str) -> Issue:
    return Issue(stage="ledger", code="bad-decision", subject=subject, detail=storable(detail))


def import_decisions(ledger: Ledger, path: Path, *, now: datetime) -> Imported:
    """What was done to bring the decisions of a file into the ledger; where people disagree the later one stands.

    Decisions on records that the ledger does not hold are kept too: they count once the records come. Unusable lines
    are stored as issues. Raises SourceError if the file cannot be read.
    """
    found = list(read_decisions(path, now=now))
    before = standing(kept.decision for kept in history(ledger))
    decisions = [item for item in found if isinstance(item, Decision)]
    issues = tuple(item for item in found if isinstance(item, Issue))
    new = [decision for decision in decisions if decide(ledger, decision)]
    ledger.add_issues(issues, known_at=now)
    return Imported(
        new=len(new),
        known=len(decisions) - len(new),
        conflicts=tuple(_conflicts(new, before)),
        issues=issues,
    )


def _conflicts(new: Iterable[Decision], before: dict[str, Decision]) -> Iterator[Conflict]:
    """Where somebody else had decided otherwise before the import; once for each person and target."""
    latest = standing(new)
    for target, decision in sorted(latest.items()):
        had = before.get(target)
        if had is None or had.by == decision.by or had.outcome == decision.outcome:
            continue
        stands = standing((had, decision))[target]
        yield Conflict(stands=stands, other=had if stands is decision else decision)

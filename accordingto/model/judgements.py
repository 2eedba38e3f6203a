"""What `link` and people yield: edges, the judgements about two records, and what people find of a single one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from accordingto.model.values import Judgement, Relation, Span, Verdict, require_utc, stable_id


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """The words behind an edge: a span of the left article and one of the right (None: only one side has it)."""

    left: Span | None
    right: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Edge:
    """A judgement about two records, added or superseded, never edited.

    `left_id` and `right_id` are ids of the same kind (event mentions or articles; for `REPORTED_FROM` the right one may
    be "publisher:<key>", a report the ledger does not hold). `reason` is a sentence a reporter can follow.
    `decided_by` is "method:<id>" or "person:<name>"; `known_at` the later of the two records' own.
    """

    left_id: str
    right_id: str
    relation: Relation
    judgement: Judgement
    score: float
    reason: str
    decided_by: str
    decided_at: datetime
    known_at: datetime
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.decided_at, "decided_at")
        require_utc(self.known_at, "known_at")

    @property
    def key(self) -> str:
        """The same for every judgement on this pair and relation; a later one supersedes an earlier."""
        return stable_id("edge", self.relation, self.left_id, self.right_id)

    @property
    def by_person(self) -> bool:
        return self.decided_by.startswith("person:")


@dataclass(frozen=True, slots=True, kw_only=True)
class Correction:
    """What a person finds an attribution or event mention to be; added or superseded, never edited.

    `field` None: the record as a whole is right or wrong. Otherwise `value` is what the field should hold, as JSON of
    the field's own form. A withdrawn verdict takes back what people found before of the same record and field.
    """

    record_id: str
    verdict: Verdict
    field: str | None = None
    value: str | None = None
    reason: str
    decided_by: str
    decided_at: datetime

    def __post_init__(self) -> None:
        require_utc(self.decided_at, "decided_at")
        if (self.value is not None) != (self.verdict is Verdict.CORRECTED):
            raise ValueError("a corrected field needs a value, and nothing else has one")
        if self.verdict in (Verdict.RIGHT, Verdict.WRONG) and self.field is not None:
            raise ValueError(f"{self.verdict} is said of a whole record")

    @property
    def key(self) -> str:
        """The same for everything found of this record and field; a later one supersedes an earlier."""
        return stable_id("correction", self.record_id, self.field)

    @property
    def id(self) -> str:
        when = self.decided_at.isoformat()
        return stable_id("finding", self.key, self.verdict, self.value, self.decided_by, when, self.reason)

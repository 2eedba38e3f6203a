"""What people decided, whatever it is about: two records are one or not, one is right, wrong or to be corrected.

Judgements of pairs are kept as edges, findings about one record as corrections; a `Decision` is either, as people make
it, list it and hand it on. Deciding again supersedes, undoing leaves what the machine made of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from sqlalchemy import Connection, select

from accordingto.ledger import rows
from accordingto.ledger.corrections import check_value
from accordingto.ledger.derive.facts import pair_key
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.schema import corrections, edges
from accordingto.model import Correction, Edge, Evidence, Judgement, Relation, Verdict, require_utc, stable_id

PERSON = "person:"
SURE = 1.0  # the score of what a person says without giving one


class Kind(StrEnum):
    """What is decided; the first three of two records, the others of one, `UNDO` of either."""

    SAME = "same"
    DIFFERENT = "different"
    UNSURE = "unsure"
    RIGHT = "right"
    WRONG = "wrong"
    CORRECT = "correct"
    UNDO = "undo"


PAIRS = (Kind.SAME, Kind.DIFFERENT, Kind.UNSURE)
_JUDGEMENTS: Mapping[Kind, Judgement] = {
    Kind.SAME: Judgement.POSITIVE,
    Kind.DIFFERENT: Judgement.NEGATIVE,
    Kind.UNSURE: Judgement.UNSURE,
    Kind.UNDO: Judgement.WITHDRAWN,
}
_VERDICTS: Mapping[Kind, Verdict] = {
    Kind.RIGHT: Verdict.RIGHT,
    Kind.WRONG: Verdict.WRONG,
    Kind.CORRECT: Verdict.CORRECTED,
    Kind.UNDO: Verdict.WITHDRAWN,
}
_OF_JUDGEMENT = {judgement: kind for kind, judgement in _JUDGEMENTS.items()} | {Judgement.SUGGESTED: Kind.UNSURE}
_OF_VERDICT = {verdict: kind for kind, verdict in _VERDICTS.items()}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """One decision of a person, `by` whom, when and why.

    `records` are two ids of a `relation` (of sources: their keys), or one id with, if it is about a field, the field
    and the JSON `value` it should hold. Raises ValueError where these do not fit the kind.
    """

    kind: Kind
    records: tuple[str, ...]
    by: str
    at: datetime
    reason: str
    relation: Relation | None = None
    field: str | None = None
    value: str | None = None
    score: float = SURE
    evidence: tuple[Evidence, ...] = ()

    def __post_init__(self) -> None:
        require_utc(self.at, "at")
        if not self.by.strip() or not all(self.records):
            raise ValueError("a decision names who made it and the records it is about")
        pair = self.kind in PAIRS or (self.kind is Kind.UNDO and self.relation is not None)
        if len(self.records) != (2 if pair else 1) or pair is not (self.relation is not None):
            raise ValueError(f"{self.kind} is decided of {'two records and their relation' if pair else 'one record'}")
        if pair and self.records[0] == self.records[1]:
            raise ValueError("a record is compared with another, not with itself")
        self._check_field()

    def _check_field(self) -> None:
        if (self.kind is Kind.CORRECT) is not (self.value is not None):
            raise ValueError("a correction, and nothing else, needs a field and its value")
        if self.value is not None:
            check_value(self.field or "", self.value)
        elif self.field is not None and (self.kind is not Kind.UNDO or self.relation is not None):
            raise ValueError(f"{self.kind} is not said of a field")

    @property
    def record(self) -> Edge | Correction:
        """What the ledger keeps."""
        return self._edge(self.relation) if self.relation is not None else self._correction()

    def _edge(self, relation: Relation) -> Edge:
        return Edge(
            left_id=self.records[0],
            right_id=self.records[1],
            relation=relation,
            judgement=_JUDGEMENTS[self.kind],
            score=self.score,
            reason=self.reason,
            decided_by=PERSON + self.by,
            decided_at=self.at,
            known_at=self.at,
            evidence=self.evidence,
        )

    def _correction(self) -> Correction:
        return Correction(
            record_id=self.records[0],
            verdict=_VERDICTS[self.kind],
            field=self.field,
            value=self.value,
            reason=self.reason,
            decided_by=PERSON + self.by,
            decided_at=self.at,
        )

    @property
    def id(self) -> str:
        """The same wherever the decision is kept, so that handing it on twice adds nothing."""
        kept = self.record
        return rows.edge_id(kept) if isinstance(kept, Edge) else kept.id

    @property
    def target(self) -> str:
        """The same for all decisions of which only the last can count."""
        kept = self.record
        return pair_key(kept) if isinstance(kept, Edge) else stable_id("finding", kept.key)

    @property
    def outcome(self) -> tuple[Kind, str | None]:
        """What is decided, whoever did."""
        return self.kind, self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A decision in the ledger; `stands` unless a later one supersedes it or took it back."""

    decision: Decision
    stands: bool


def decision_of(record: Edge | Correction) -> Decision:
    """The decision that a person's edge or correction keeps."""
    by = record.decided_by.removeprefix(PERSON)
    if isinstance(record, Edge):
        return Decision(
            kind=_OF_JUDGEMENT[record.judgement],
            records=(record.left_id, record.right_id),
            relation=record.relation,
            by=by,
            at=record.decided_at,
            reason=record.reason,
            score=record.score,
            evidence=record.evidence,
        )
    return Decision(
        kind=_OF_VERDICT[record.verdict],
        records=(record.record_id,),
        field=record.field,
        value=record.value,
        by=by,
        at=record.decided_at,
        reason=record.reason,
    )


def decide(ledger: Ledger, decision: Decision) -> bool:
    """Whether the decision is new to the ledger, which now holds it."""
    kept = decision.record
    return ledger.decide(kept) if isinstance(kept, Edge) else ledger.correct(kept)


def undone(decision: Decision, *, by: str, at: datetime, reason: str) -> Decision:
    """The decision that takes back what people decided of the same records.

    Dated after what it takes back, even where that was dated ahead of our clock.
    """
    later = max(at, decision.at + datetime.resolution)
    return replace(decision, kind=Kind.UNDO, value=None, by=by, at=later, reason=reason, score=SURE, evidence=())


def history(ledger: Ledger, *, as_of: datetime | None = None) -> tuple[Kept, ...]:
    """Everything people decided by a moment (None: ever), in the order in which they did."""
    with ledger.database.reading() as connection:
        return decided(connection, as_of)


def decided(connection: Connection, as_of: datetime | None) -> tuple[Kept, ...]:
    """What `history` gives, over a connection that is open."""
    found = sorted(_decisions(connection), key=lambda d: (d.at, d.id))
    known = [decision for decision in found if as_of is None or decision.at <= as_of]
    last = standing(known)
    return tuple(Kept(decision=d, stands=last[d.target] is d and d.kind is not Kind.UNDO) for d in known)


def standing(decisions: Iterable[Decision]) -> dict[str, Decision]:
    """The last decision on each target, as views pick it."""
    last: dict[str, Decision] = {}
    for decision in sorted(decisions, key=_rank):
        last[decision.target] = decision
    return last


def _rank(decision: Decision) -> tuple[datetime, tuple[int, ...]]:
    """Sorts by time; of two at one moment edges count by the least id, corrections by the greatest."""
    letters = tuple(map(ord, decision.id))
    return decision.at, tuple(-letter for letter in letters) if decision.relation else letters


def _decisions(connection: Connection) -> Iterator[Decision]:
    judged = connection.scalars(select(edges.c.record).where(edges.c.by_person)).all()
    found = connection.scalars(select(corrections.c.record)).all()
    yield from (decision_of(rows.decode(record, Edge)) for record in judged)
    yield from (decision_of(rows.decode(record, Correction)) for record in found)

"""The records of a ledger that were known at a moment: what every view reads, whatever it makes of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime
from functools import cached_property
from typing import TypeVar

from sqlalchemy import ColumnElement, CompoundSelect, Select, Table, and_, literal_column, or_, select, true

from accordingto.ledger import rows
from accordingto.ledger.corrections import Corrections
from accordingto.ledger.database import Database, one_of
from accordingto.ledger.derive.facts import Tie
from accordingto.ledger.queries import fetch
from accordingto.ledger.revisions import WITHDRAWN
from accordingto.ledger.schema import corrections, edges, event_mentions, issues
from accordingto.model import Correction, Edge, EventMention, Issue, Judgement, Relation
from accordingto.model.values import Identified

T = TypeVar("T")
R = TypeVar("R", bound=Identified)
_JUDGEMENTS = {judgement.value: judgement for judgement in Judgement}


class Snapshot:
    """A ledger as of `as_of` (None: as it stands), and the same for as long as it is open."""

    def __init__(self, database: Database, as_of: datetime | None) -> None:
        self.as_of = as_of
        self.connection = database.snapshot()
        self.mapped_errors = database.mapped_errors

    def close(self) -> None:
        self.connection.close()

    def known(self, table: Table) -> ColumnElement[bool]:
        """Of rows: known by the moment."""
        return true() if self.as_of is None else table.c.known_at <= self.as_of

    def visible(self, table: Table) -> ColumnElement[bool]:
        """Of rows: known by the moment, and not superseded."""
        return self.known(table) & table.c.current if "current" in table.c else self.known(table)

    def texts(self, query: Select[str] | CompoundSelect[str]) -> list[str]:
        """The one column of texts that a query asks for."""
        with self.mapped_errors():
            return list(self.connection.scalars(query))

    def records(self, query: Select[str], kind: type[T]) -> tuple[T, ...]:
        """The records of `kind` that a query finds."""
        return tuple(rows.decode(record, kind) for record in self.texts(query))

    def by_id(self, table: Table, ids: Collection[str], kind: type[R]) -> dict[str, R]:
        """The visible records with these ids."""
        with self.mapped_errors():
            return fetch(self.connection, table, ids, kind, known=self.known(table))

    def mentions(self, ids: Collection[str]) -> dict[str, tuple[EventMention, datetime]]:
        """The visible mentions with these ids, and when each became known, which is when its report did."""
        mention = event_mentions.c
        query = select(mention.id, mention.known_at, mention.record)
        with self.mapped_errors():
            found = self.connection.execute(query.where(self.visible(event_mentions), one_of(mention.id, ids))).all()
        return {its_id: (rows.decode(record, EventMention).known_by(its_id), at) for its_id, at, record in found}

    def edges(self, condition: ColumnElement[bool] | None = None) -> tuple[Edge, ...]:
        """The one judgement that counts on each pair and relation, in a stable order.

        A `condition` must not part the judgements on a pair.
        """
        found = self._judgements(true() if condition is None else condition)
        return tuple(edge for _, edge in sorted(found.items()))

    def edges_from(self, article_ids: Collection[str]) -> list[Edge]:
        """The judgements that count on these reports."""
        return [*self._judgements(one_of(edges.c.left_id, article_ids)).values()]

    def ties_from(self, mention_ids: Collection[str]) -> list[Tie]:
        """The judgements that count on these mentions, of which there are several for each."""
        edge = edges.c
        of_events = (edge.relation == Relation.SAME_EVENT.value) & one_of(edge.left_id, mention_ids)
        query = select(edge.left_id, edge.right_id, edge.judgement, edge.score, edge.by_person)
        query = query.where(self.known(edges), of_events, or_(edge.by_person, edge.live))
        with self.mapped_errors():
            found = self.connection.execute(query).all()
        ties = [Tie(one, two, _JUDGEMENTS[said], score, False) for one, two, said, score, by in found if not by]
        judged = {row.left_id for row in found if row.by_person}
        if not judged:
            return ties
        latest = self._judgements(of_events & one_of(edge.left_id, judged), by_machines=False).values()
        return [*{tie.pair: tie for tie in (*ties, *map(Tie.of, latest))}.values()]

    @cached_property
    def same_actors(self) -> tuple[Edge, ...]:
        """Every judgement that two keys are of one actor."""
        return self.edges(edges.c.relation == literal_column("'same_actor'"))  # a literal: see its index

    @cached_property
    def corrections(self) -> Corrections:
        """What people found of single records by the moment."""
        decided = true() if self.as_of is None else corrections.c.decided_at <= self.as_of
        return Corrections(self.records(select(corrections.c.record).where(decided), Correction))

    @cached_property
    def withdrawals(self) -> Mapping[str, datetime]:
        """What kill notices name, and when the last one came."""
        notices = issues.c.record.contains(f'"code":"{WITHDRAWN}"')
        query = select(issues.c.record, issues.c.known_at).where(
            self.known(issues), issues.c.stage == "ingest", notices
        )
        with self.mapped_errors():
            found = self.connection.execute(query.order_by(issues.c.known_at)).all()
        return {rows.decode(row.record, Issue).subject: row.known_at for row in found}

    def _judgements(self, condition: ColumnElement[bool], *, by_machines: bool = True) -> dict[str, Edge]:
        """By the key of pair and relation; where people took back what they judged, it is the machine's again."""
        by_people = and_(edges.c.by_person, true() if self.as_of is None else edges.c.decided_at <= self.as_of)
        counting = or_(by_people, and_(edges.c.live, ~edges.c.by_person)) if by_machines else by_people
        query = select(edges.c.key, edges.c.record).where(self.known(edges), condition, counting)
        with self.mapped_errors():
            found = self.connection.execute(query).all()
        judged = [(key, rows.decode(record, Edge)) for key, record in found]
        machines = {key: edge for key, edge in judged if not edge.by_person}
        return machines | _latest((key, edge) for key, edge in judged if edge.by_person)


def _latest(decided: Iterable[tuple[str, Edge]]) -> dict[str, Edge]:
    """People's last judgement of each key unless they took it back; of two at one moment that with the least id."""
    by_id = sorted(decided, key=lambda pair: rows.edge_id(pair[1]), reverse=True)
    last = dict(sorted(by_id, key=lambda pair: pair[1].decided_at))
    return {key: edge for key, edge in last.items() if edge.judgement is not Judgement.WITHDRAWN}

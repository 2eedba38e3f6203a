"""Queries that both the ledger and its views ask."""

from __future__ import annotations

from collections.abc import Collection
from typing import TypeVar

from sqlalchemy import ColumnElement, Connection, Table, select, true

from accordingto.ledger import rows
from accordingto.ledger.database import one_of
from accordingto.ledger.schema import attributions, event_mentions, issues, readings
from accordingto.model import Attribution, EventMention, Issue, Reading
from accordingto.model.values import Identified

R = TypeVar("R", bound=Identified)


def fetch(
    connection: Connection,
    table: Table,
    ids: Collection[str],
    kind: type[R],
    *,
    known: ColumnElement[bool] | None = None,
) -> dict[str, R]:
    """The records of `kind` with these ids, by id; of those that several methods found, the current one.

    `known` says which rows are known, None that all are.
    """
    if not ids:
        return {}
    query = select(table.c.id, table.c.record).where(one_of(table.c.id, ids), true() if known is None else known)
    if "current" in table.c:
        query = query.where(table.c.current)
    found = connection.execute(query).all()
    return {its_id: rows.decode(record, kind).known_by(its_id) for its_id, record in found}


def current_reading(connection: Connection, article_id: str) -> Reading | None:
    """The article's reading as it was added, None if it has not been read."""
    found = connection.scalar(select(readings.c.record).where(readings.c.article_id == article_id, readings.c.current))
    if found is None:
        return None
    rest = rows.decode(found, rows.ReadingRest)
    said = fetch(connection, attributions, rest.attribution_ids, Attribution)
    told = fetch(connection, event_mentions, rest.mention_ids, EventMention)
    own = (issues.c.article_id == article_id) & (issues.c.method_id == rest.method.id)
    found_issues = connection.scalars(select(issues.c.record).where(own).order_by(issues.c.id))
    return Reading(
        article_id=article_id,
        method=rest.method,
        attributions=tuple(said[i] for i in rest.attribution_ids),
        toponyms=rest.toponyms,
        times=rest.times,
        quantities=rest.quantities,
        events=tuple(told[i] for i in rest.mention_ids),
        issues=tuple(rows.decode(record, Issue) for record in found_issues),
    )

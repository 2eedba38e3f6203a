"""Which part of a ledger a filter needs, so that a view of one place or week does not derive all events there are.

A scope may be too wide, never too narrow: what it gives is filtered again, exactly, once events are derived.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, CompoundSelect, Connection, FromClause, Select, and_, func, intersect, or_, select

from accordingto.ledger.database import one_of
from accordingto.ledger.filters import EventFilter
from accordingto.ledger.schema import cluster_words, clusters, event_mentions, timeline
from accordingto.ledger.timeline import CONTROL, place_words


def cluster_labels(wanted: EventFilter, visible: ColumnElement[bool]) -> Select[str] | CompoundSelect[str] | None:
    """The clusters of the `visible` mentions that may be of an event asked for; None if the filter narrows nothing.

    Place and period may be told by different mentions of one cluster, so they narrow clusters, not mentions.
    """
    kept = cluster_words.c
    found = [select(kept.cluster_id).where(kept.word == word) for word in place_words(wanted.place)]
    period = _of_period(wanted.start, wanted.end)
    if period is not None:
        found.append(_labels(event_mentions).where(visible, period).distinct())
    if not found:
        return None
    return found[0] if len(found) == 1 else intersect(*found)


def labels_of(mention_ids: Collection[str], visible: ColumnElement[bool]) -> Select[str]:
    """The clusters of these mentions, as far as they are `visible`."""
    return _labels(event_mentions).where(visible, one_of(event_mentions.c.id, mention_ids)).distinct()


def labels_by_mention(connection: Connection, mention_ids: Collection[str]) -> dict[str, str]:
    """The cluster of each of these mentions, its own id if it is outside all."""
    kept = clusters.c
    found = connection.execute(select(kept.mention_id, kept.cluster_id).where(one_of(kept.mention_id, mention_ids)))
    return {mention_id: mention_id for mention_id in mention_ids} | dict(found.all())


def labels_of_changes(visible: ColumnElement[bool]) -> Select[str]:
    """The clusters of the `visible` mentions that tell of control changing hands."""
    told = timeline.join(event_mentions, event_mentions.c.id == timeline.c.mention_id)
    return _labels(told).where(timeline.c.word == CONTROL, visible).distinct()


def _labels(mentions: FromClause) -> Select[str]:
    """The cluster of each mention; one outside all clusters is labelled by its own id."""
    joined = mentions.outerjoin(clusters, clusters.c.mention_id == event_mentions.c.id)
    return select(func.coalesce(clusters.c.cluster_id, event_mentions.c.id)).select_from(joined)


def _of_period(start: date | None, end: date | None) -> ColumnElement[bool] | None:
    """Dated mentions that overlap a period, open ends without limit; an event's time is no wider than one of theirs."""
    first, last = event_mentions.c.starts, event_mentions.c.ends
    limits: list[ColumnElement[bool]] = []
    if end is not None:
        limits.append(or_(first.is_(None), first <= end))
    if start is not None:
        limits.append(or_(last.is_(None), last >= start))
    return and_(or_(first.is_not(None), last.is_not(None)), *limits) if limits else None

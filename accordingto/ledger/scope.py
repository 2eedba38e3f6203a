"""Which part of a ledger a filter needs, so that a view of one place or week does not derive all events there are.

A scope may be too wide, never too narrow: what it gives is filtered again, exactly, once events are derived.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, CompoundSelect, FromClause, Select, and_, func, intersect, or_, select

from accordingto.ledger.database import one_of
from accordingto.ledger.filters import EventFilter
from accordingto.ledger.schema import clusters, event_mentions, place_words, timeline
from accordingto.ledger.timeline import CONTROL
from accordingto.text import name_tokens


def cluster_labels(wanted: EventFilter, visible: ColumnElement[bool]) -> Select[str] | CompoundSelect[str] | None:
    """The clusters of the `visible` mentions that may be of an event asked for; None if the filter narrows nothing.

    Place and period may be told by different mentions of one cluster, so they narrow clusters, not mentions.
    """
    limits = [_of_place(wanted.place) if wanted.place else None, _of_period(wanted.start, wanted.end)]
    found = [_labels(event_mentions).where(visible, limit).distinct() for limit in limits if limit is not None]
    if not found:
        return None
    return found[0] if len(found) == 1 else intersect(*found)


def labels_of(mention_ids: Collection[str], visible: ColumnElement[bool]) -> Select[str]:
    """The clusters of these mentions, as far as they are `visible`."""
    return _labels(event_mentions).where(visible, one_of(event_mentions.c.id, mention_ids)).distinct()


def labels_by_mention(mention_ids: Collection[str], visible: ColumnElement[bool]) -> Select[str, str]:
    """The cluster and the id of each of these mentions that is `visible`."""
    return (
        _labels(event_mentions)
        .add_columns(event_mentions.c.id)
        .where(visible, one_of(event_mentions.c.id, mention_ids))
    )


def labels_of_changes(visible: ColumnElement[bool]) -> Select[str]:
    """The clusters of the `visible` mentions that tell of control changing hands."""
    told = timeline.join(event_mentions, event_mentions.c.id == timeline.c.mention_id)
    return _labels(told).where(timeline.c.word == CONTROL, visible).distinct()


def _labels(mentions: FromClause) -> Select[str]:
    """The cluster of each mention; one outside all clusters is labelled by its own id."""
    joined = mentions.outerjoin(clusters, clusters.c.mention_id == event_mentions.c.id)
    return select(func.coalesce(clusters.c.cluster_id, event_mentions.c.id)).select_from(joined)


def _of_place(place: str) -> ColumnElement[bool] | None:
    """Mentions that have every word of the name in names of their places."""
    words = name_tokens(place)
    holders = [select(place_words.c.mention_id).where(place_words.c.word == word) for word in words]
    return and_(*(event_mentions.c.id.in_(holder) for holder in holders)) if holders else None


def _of_period(start: date | None, end: date | None) -> ColumnElement[bool] | None:
    """Dated mentions that overlap a period, open ends without limit; an event's time is no wider than one of theirs."""
    first, last = event_mentions.c.starts, event_mentions.c.ends
    limits: list[ColumnElement[bool]] = []
    if end is not None:
        limits.append(or_(first.is_(None), first <= end))
    if start is not None:
        limits.append(or_(last.is_(None), last >= start))
    return and_(or_(first.is_not(None), last.is_not(None)), *limits) if limits else None

"""Which part of a ledger a filter needs, so that a view of one place or week does not derive all events there are.

A scope may be too wide, never too narrow: what it gives is filtered again, exactly, once events are derived.
"""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from sqlalchemy import ColumnElement, CompoundSelect, Select, and_, func, intersect, or_, select

from accordingto.ledger.database import one_of
from accordingto.ledger.filters import EventFilter
from accordingto.ledger.schema import clusters, event_mentions, place_words, timeline
from accordingto.ledger.timeline import CONTROL
from accordingto.text import name_tokens


def cluster_labels(wanted: EventFilter, visible: ColumnElement[bool]) -> Select[str] | CompoundSelect[str] | None:
    """The clusters of the `visible` mentions that may be of an event asked for; None if the filter narrows nothing.

    A mention outside all clusters is labelled by its own id. Place and period may be told by different mentions of one
    cluster, so they narrow clusters, not mentions.
    """
    limits = [_of_place(wanted.place) if wanted.place else None, _of_period(wanted.start, wanted.end)]
    label = func.coalesce(clusters.c.cluster_id, event_mentions.c.id)
    joined = event_mentions.outerjoin(clusters, clusters.c.mention_id == event_mentions.c.id)
    found = [
        select(label).select_from(joined).where(visible, limit).distinct() for limit in limits if limit is not None
    ]
    if not found:
        return None
    return found[0] if len(found) == 1 else intersect(*found)


def labels_of(mention_ids: Collection[str], visible: ColumnElement[bool]) -> Select[str]:
    """The clusters of these mentions, as far as they are `visible`."""
    label = func.coalesce(clusters.c.cluster_id, event_mentions.c.id)
    joined = event_mentions.outerjoin(clusters, clusters.c.mention_id == event_mentions.c.id)
    return select(label).select_from(joined).where(visible, one_of(event_mentions.c.id, mention_ids)).distinct()


def labels_of_changes(visible: ColumnElement[bool]) -> Select[str]:
    """The clusters of the `visible` mentions that tell of control changing hands."""
    label = func.coalesce(clusters.c.cluster_id, event_mentions.c.id)
    joined = timeline.join(event_mentions, event_mentions.c.id == timeline.c.mention_id)
    joined = joined.outerjoin(clusters, clusters.c.mention_id == event_mentions.c.id)
    return select(label).select_from(joined).where(timeline.c.word == CONTROL, visible).distinct()


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

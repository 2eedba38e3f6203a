"""Keeps for each event mention the cluster it may belong to, as edges come in, and for each cluster its words."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from sqlalchemy import Connection, bindparam, delete, select, update

from accordingto.ledger import rows
from accordingto.ledger.database import Database, one_of
from accordingto.ledger.derive.clusters import ties
from accordingto.ledger.derive.groups import groups_of
from accordingto.ledger.schema import cluster_words, clusters, event_mentions
from accordingto.model import Edge, EventMention, Relation


def merge_clusters(connection: Connection, database: Database, edges: Iterable[Edge]) -> None:
    """Put the mentions that an edge takes for one event into one cluster; clusters only ever grow together.

    Retired edges leave them as they are: a cluster that is too large costs time, one too small would split an event.
    """
    pairs = [(edge.left_id, edge.right_id) for edge in edges if edge.relation is Relation.SAME_EVENT and ties(edge)]
    if not pairs:
        return
    mentions = sorted({mention_id for pair in pairs for mention_id in pair})
    known = _clusters_of(connection, mentions)
    merged = least_members((known.get(left, left), known.get(right, right)) for left, right in pairs)
    _move_words(connection, database, {old: new for old, new in merged.items() if old != new})
    for old, new in sorted(merged.items()):
        if old != new:
            connection.execute(update(clusters).where(clusters.c.cluster_id == old).values(cluster_id=new))
    fresh = [{"mention_id": m, "cluster_id": merged[m]} for m in mentions if m not in known]
    database.insert_missing(connection, clusters, fresh)


def file_words(connection: Connection, database: Database, mentions: Collection[EventMention]) -> None:
    """Keep the words of these mentions with the clusters they are in."""
    known = _clusters_of(connection, [mention.id for mention in mentions])
    filed = [row for m in mentions for row in rows.cluster_word_rows(m, known.get(m.id, m.id))]
    database.insert_missing(connection, cluster_words, filed)


def _move_words(connection: Connection, database: Database, moves: Mapping[str, str]) -> None:
    """Keep the words of clusters with those they are about to become part of."""
    members = select(clusters.c.mention_id, clusters.c.cluster_id).where(one_of(clusters.c.cluster_id, moves))
    label_of = {old: old for old in moves} | {row.mention_id: row.cluster_id for row in connection.execute(members)}
    mention = event_mentions.c
    records = connection.execute(select(mention.id, mention.record).where(one_of(mention.id, label_of)))
    told = [(rows.decode(record, EventMention), label_of[mention_id]) for mention_id, record in records]
    filed = rows.distinct((row for m, old in told for row in rows.cluster_word_rows(m, old)), "word", "cluster_id")
    if not filed:
        return
    word = cluster_words.c
    old = (word.word == bindparam("old_word")) & (word.cluster_id == bindparam("old_id"))
    connection.execute(
        delete(cluster_words).where(old), [{"old_word": row["word"], "old_id": row["cluster_id"]} for row in filed]
    )
    moved = [{**row, "cluster_id": moves[str(row["cluster_id"])]} for row in filed]
    database.insert_missing(connection, cluster_words, moved)


def _clusters_of(connection: Connection, mentions: Collection[str]) -> dict[str, str]:
    query = select(clusters.c.mention_id, clusters.c.cluster_id).where(one_of(clusters.c.mention_id, mentions))
    return {row.mention_id: row.cluster_id for row in connection.execute(query)}


def least_members(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The least member of its component for everything in `pairs`."""
    tied = list(pairs)
    labels = sorted({label for pair in tied for label in pair})
    return {label: group[0] for group in groups_of(labels, tied) for label in group}

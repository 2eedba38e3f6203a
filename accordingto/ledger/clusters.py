"""Keeps for each event mention the cluster it may belong to, as edges come in."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import Connection, select, update

from accordingto.ledger.database import Database, one_of
from accordingto.ledger.derive.clusters import ties
from accordingto.ledger.derive.groups import groups_of
from accordingto.ledger.schema import clusters
from accordingto.model import Edge, Relation


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
    for old, new in sorted(merged.items()):
        if old != new:
            connection.execute(update(clusters).where(clusters.c.cluster_id == old).values(cluster_id=new))
    fresh = [{"mention_id": m, "cluster_id": merged[m]} for m in mentions if m not in known]
    database.insert_missing(connection, clusters, fresh)


def _clusters_of(connection: Connection, mentions: Collection[str]) -> dict[str, str]:
    query = select(clusters.c.mention_id, clusters.c.cluster_id).where(one_of(clusters.c.mention_id, mentions))
    return {row.mention_id: row.cluster_id for row in connection.execute(query)}


def least_members(pairs: Iterable[tuple[str, str]]) -> dict[str, str]:
    """The least member of its component for everything in `pairs`."""
    tied = list(pairs)
    labels = sorted({label for pair in tied for label in pair})
    return {label: group[0] for group in groups_of(labels, tied) for label in group}

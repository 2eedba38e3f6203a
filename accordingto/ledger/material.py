"""What deriving the events of some clusters takes: their mentions, who tells them, their reports, and all edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeVar

from sqlalchemy import select

from accordingto.ledger.database import one_of
from accordingto.ledger.declared import Declared
from accordingto.ledger.derive import Derivation
from accordingto.ledger.derive.clusters import Clustering
from accordingto.ledger.derive.facts import Facts, Tie, gather
from accordingto.ledger.revisions import retired
from accordingto.ledger.schema import articles, attributions, clusters
from accordingto.ledger.snapshot import Snapshot
from accordingto.model import Article, Attribution, Edge, EventMention, Relation

M = TypeVar("M", Attribution, EventMention)
TAKEN = (Relation.COPY_OF, Relation.REVISION_OF)  # edges that derivation follows from report to report


def derivation_within(
    snapshot: Snapshot, labels: Collection[str], declared: Declared, told_by: Collection[str] | None = None
) -> Derivation:
    """What derives the events of whole clusters, as deriving everything would; of those that some mentions tell alone.

    Which mentions are of one event takes all mentions of a cluster, and who tells it only the event's own.
    """
    members = snapshot.texts(select(clusters.c.mention_id).where(one_of(clusters.c.cluster_id, labels)))
    found = snapshot.mentions({*labels, *members})
    ties = snapshot.ties_from(found)
    known_at = {mention.article_id: at for mention, at in found.values()}
    mentions = {mention.id: mention for mention in left(snapshot, (mention for mention, _ in found.values()))}
    clustering = Clustering(mentions, known_at, ties)
    wanted = clustering.clusters() if told_by is None else clustering.clusters_of(told_by)
    told = {mention.id: mention for members in wanted for mention in members}
    own_ties = [tie for tie in ties if tie.left_id in told and tie.right_id in told]
    return Derivation(wanted, _facts(snapshot, told, declared, own_ties))


def _facts(
    snapshot: Snapshot,
    told: Mapping[str, EventMention],
    declared: Declared,
    ties: Sequence[Tie],
) -> Facts:
    """Everything that tells these mentions."""
    reporting = {mention.article_id for mention in told.values()}
    taken = _edges_of_reports(snapshot, reporting)
    reports = snapshot.by_id(articles, reporting | {e.right_id for e in taken if e.relation in TAKEN}, Article)
    return gather(
        told.values(),
        left(snapshot, _chains(snapshot, told.values())),
        reports.values(),
        [*taken, *snapshot.same_actors],
        declared,
        ties=ties,
        retired=retired((*reports.values(), *_other_versions(snapshot, reports)), snapshot.withdrawals),
    )


def left(snapshot: Snapshot, found: Iterable[M]) -> tuple[M, ...]:
    """The records as people's corrections leave them."""
    applied = snapshot.corrections.applied
    return tuple(record for given in found if (record := applied(given)) is not None)


def _edges_of_reports(snapshot: Snapshot, reporting: Collection[str]) -> list[Edge]:
    """The edges from these reports, and on from each that they took text from to those it took it from."""
    edges: list[Edge] = []
    followed: set[str] = set()
    fresh = set(reporting)
    while fresh:
        followed |= fresh
        found = snapshot.edges_from(fresh)
        edges += found
        fresh = {edge.right_id for edge in found if edge.relation in TAKEN} - followed
    return edges


def _chains(snapshot: Snapshot, told: Iterable[EventMention]) -> Iterable[Attribution]:
    """The attributions the mentions are told by, and those within which these stand; a report has many others."""
    found: dict[str, Attribution] = {}
    fresh = {attribution_id for mention in told for attribution_id in mention.attribution_ids}
    while fresh:
        new = snapshot.by_id(attributions, fresh, Attribution)
        found |= new
        fresh = {said.within_id for said in new.values() if said.within_id is not None} - found.keys()
    return found.values()


def _other_versions(snapshot: Snapshot, reports: Mapping[str, Article]) -> Iterable[Article]:
    """The reports beside these, by their ids, that stand at the same addresses."""
    urls = {report.url for report in reports.values() if report.url is not None}
    there = snapshot.texts(select(articles.c.id).where(snapshot.known(articles), one_of(articles.c.url, urls)))
    return snapshot.by_id(articles, set(there) - reports.keys(), Article).values()

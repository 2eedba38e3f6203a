"""What deriving the events of some clusters takes: their mentions, who tells them, their reports, and all edges."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import TypeVar

from sqlalchemy import select

from accordingto.ledger.database import one_of
from accordingto.ledger.declared import Declared
from accordingto.ledger.derive import Derivation
from accordingto.ledger.derive.facts import Tie
from accordingto.ledger.revisions import retired
from accordingto.ledger.schema import articles, attributions, clusters, event_mentions
from accordingto.ledger.snapshot import Snapshot
from accordingto.model import Article, Attribution, Edge, EventMention, Relation

M = TypeVar("M", Attribution, EventMention)
TAKEN = (Relation.COPY_OF, Relation.REVISION_OF)  # edges that derivation follows from report to report


def derivation_within(snapshot: Snapshot, labels: Collection[str], declared: Declared) -> Derivation:
    """What derives the events of whole clusters, as deriving everything would."""
    members = snapshot.texts(select(clusters.c.mention_id).where(one_of(clusters.c.cluster_id, labels)))
    told = snapshot.by_id(event_mentions, {*labels, *members}, EventMention)
    reporting = {mention.article_id for mention in told.values()}
    edges, ties = _edges_around(snapshot, told.keys() | reporting)
    taken_from = {edge.right_id for edge in edges if edge.relation in TAKEN}
    reports = snapshot.by_id(articles, reporting | taken_from, Article)
    return Derivation(
        left(snapshot, told.values()),
        left(snapshot, _chains(snapshot, told.values())),
        reports.values(),
        [*edges, *snapshot.same_actors],
        ties=ties,
        declared=declared,
        retired=retired((*reports.values(), *_other_versions(snapshot, reports)), snapshot.withdrawals),
    )


def left(snapshot: Snapshot, found: Iterable[M]) -> tuple[M, ...]:
    """The records as people's corrections leave them."""
    applied = snapshot.corrections.applied
    return tuple(record for given in found if (record := applied(given)) is not None)


def _edges_around(snapshot: Snapshot, ids: Collection[str]) -> tuple[list[Edge], list[Tie]]:
    """The edges that derivation follows from these records: within clusters, and from taker to giver of text."""
    edges: list[Edge] = []
    ties: list[Tie] = []
    followed: set[str] = set()
    fresh = set(ids)
    while fresh:
        followed |= fresh
        found, tied = snapshot.edges_from(fresh)
        edges += [edge for edge in found if edge.relation is not Relation.SAME_ACTOR]
        ties += tied
        fresh = {edge.right_id for edge in found if edge.relation in TAKEN} - followed
    return edges, ties


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

"""Fills a ledger of any size with the made-up war, as adding, reading and linking would leave it, without judging.

Which mentions tell of one event is known here, so edges are written and not found; `scale` finds them for the reports
it measures. Whole batches are one transaction, so that a fill that was stopped goes on where it was.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence
from itertools import islice

from sqlalchemy import Connection, Table, func, select

from accordingto.ledger import Ledger, rows
from accordingto.ledger.blocks import place_in_line
from accordingto.ledger.schema import (
    articles,
    attributions,
    block_keys,
    cluster_words,
    clusters,
    edges,
    event_mentions,
    heads,
    links,
    readings,
    timeline,
)
from accordingto.link import copy_keys
from accordingto.link.blocking import profile_keys
from accordingto.link.profiles import MentionInContext, profiles
from accordingto.model import Edge, Judgement, Relation
from evals.scale_reports import METHOD, Report, made_up

BATCH = 200
TIED = 3  # earlier mentions of its event that a mention is tied to
REMEMBERED = 8  # days for which reports go on telling an event

Row = dict[str, object]


def fill(ledger: Ledger, size: int, *, per_day: int, method_id: str, keyed: bool) -> int:
    """How many reports the ledger now holds: the first `size`, or all it had, linked by `method_id`.

    `keyed` files their block keys too.
    """
    known = Known()
    with ledger.database.reading() as connection:
        at = connection.scalar(select(func.count()).select_from(articles)) or 0
    for report in made_up(max(0, at - REMEMBERED * per_day), at, per_day=per_day):
        known.tie(report)
    reports = made_up(at, size, per_day=per_day)
    while batch := list(islice(reports, BATCH)):
        with ledger.database.writing() as connection:
            for table, found in _tables(batch, known, method_id, keyed=keyed):
                _insert(ledger, connection, table, found)
    return max(at, size)


def _insert(ledger: Ledger, connection: Connection, table: Table, found: Sequence[Row]) -> None:
    ledger.database.insert_missing(connection, table, found)


class Known:
    """The last mentions of each event of the last days, and the cluster they are in."""

    def __init__(self) -> None:
        self._last: dict[int, deque[tuple[str, str]]] = {}
        self._label: dict[int, str] = {}

    def tie(self, report: Report) -> tuple[list[Edge], list[Row]]:
        """The edges from the report's mentions to the last of their events, and the rows of their clusters."""
        found: list[Edge] = []
        labels: list[Row] = []
        for number, mention in zip(report.told, report.reading.events, strict=True):
            last = self._last.setdefault(number, deque(maxlen=TIED))
            label = self._label.setdefault(number, mention.id)
            labels.append({"mention_id": mention.id, "cluster_id": label})
            found += [_edge(mention.id, other, report) for other, where in last if where != report.article.id]
            last.append((mention.id, report.article.id))
        return found, labels


def _edge(one: str, two: str, report: Report) -> Edge:
    left, right = sorted((one, two))
    return Edge(
        left_id=left,
        right_id=right,
        relation=Relation.SAME_EVENT,
        judgement=Judgement.POSITIVE,
        score=0.9,
        reason="Same event: made up to be one.",
        decided_by=f"method:{METHOD.id}",
        decided_at=report.article.known_at,
        known_at=report.article.known_at,
    )


def _tables(batch: Sequence[Report], known: Known, method_id: str, *, keyed: bool) -> list[tuple[Table, list[Row]]]:
    """The rows of a batch by table."""
    ties = [known.tie(report) for report in batch]
    label_of = {str(row["mention_id"]): str(row["cluster_id"]) for _, labels in ties for row in labels}
    told = [(r, mention) for r in batch for mention in r.reading.events]
    said = [(r, attribution) for r in batch for attribution in r.reading.attributions]
    return [
        (articles, [rows.article_row(r.article) for r in batch]),
        (readings, [rows.reading_row(r.reading, r.article.known_at) for r in batch]),
        (attributions, [rows.attribution_row(a, METHOD.id, r.article.known_at) for r, a in said]),
        (event_mentions, [rows.mention_row(m, METHOD.id, r.article.known_at) for r, m in told]),
        (cluster_words, [row for _, m in told for row in rows.cluster_word_rows(m, label_of[m.id])]),
        (timeline, [row for r, m in told for row in rows.timeline_rows(m, r.article.known_at)]),
        (heads, [rows.head_row(m) for _, m in told]),
        (edges, [{**rows.edge_row(edge), "live": True} for found, _ in ties for edge in found]),
        (clusters, [row for _, labels in ties for row in labels]),
        (links, [{"article_id": r.article.id, "method_id": method_id} for r in batch]),
        (block_keys, [row for r in batch for row in _key_rows(r)] if keyed else []),
    ]


def _key_rows(report: Report) -> list[Row]:
    article = report.article
    found = profiles(MentionInContext(mention=mention, article=article) for mention in report.reading.events)
    keys = {profile.mention.id: profile_keys(profile) for profile in found}
    keys[article.id] = copy_keys(article)
    return [
        {"key": key, "at": place_in_line(article.known_at, i), "record_id": i, "article_id": article.id}
        for i, own in keys.items()
        for key in own
    ]

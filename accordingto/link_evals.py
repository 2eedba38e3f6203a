"""A set of reports linked in memory and told as the evaluation formats want it: stories, copies and events.

The same pure functions as in a ledger, with a dictionary in place of the database's join of block keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations

from accordingto.ledger.derive import derive
from accordingto.link import (
    MentionInContext,
    ReuseKind,
    copy_keys,
    link_copies,
    link_mentions,
    reported_from,
    reuse_kind,
    stories_of,
)
from accordingto.model import Article, Edge, Event, EventMention, Reading

Row = dict[str, object]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Text that one outlet repeats under every report would make all its reports meet; a key this common finds nothing.
MAX_SHARERS = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedArticle:
    """An article under the id that the file gives it."""

    id: str
    article: Article


def named_articles(rows: Sequence[Mapping[str, object]]) -> tuple[NamedArticle, ...]:
    """The articles of evaluation rows: id, text, and perhaps title, outlet or publisher, published or date, url.

    A report without a date is taken to be as late as the latest of the set. Raises ValueError for a row without id or
    text, with its number.
    """
    moments = [_moment(row) for row in rows]
    latest = max((moment for moment in moments if moment), default=EPOCH)
    return tuple(
        _named_article(number, row, moment, latest)
        for number, (row, moment) in enumerate(zip(rows, moments, strict=True), start=1)
    )


def _named_article(
    number: int, row: Mapping[str, object], published: datetime | None, latest: datetime
) -> NamedArticle:
    text, own_id = row.get("text"), row.get("id")
    if not isinstance(text, str) or not text or own_id is None:
        raise ValueError(f"line {number} has no id or no text")
    article = Article(
        capture_id="",
        url=_text(row, "url"),
        publisher=_text(row, "outlet", "publisher"),
        title=_text(row, "title"),
        text=text,
        lang="en",
        published=published,
        fetched_at=published or latest,
    )
    return NamedArticle(id=str(own_id), article=article)


def _text(row: Mapping[str, object], *names: str) -> str | None:
    """The first of the fields that holds words."""
    return next((value for name in names if isinstance(value := row.get(name), str) and value.strip()), None)


def _moment(row: Mapping[str, object]) -> datetime | None:
    """The publication in UTC; a day alone is its midnight, and what is no ISO 8601 date is none."""
    value = _text(row, "published", "date")
    if value is None:
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)


def story_rows(named: Sequence[NamedArticle]) -> list[Row]:
    """`{"id", "story"}` for each report, in the order given."""
    stories = stories_of(n.article for n in named)
    return [{"id": n.id, "story": stories[n.article.id]} for n in named]


def copy_edges(articles: Iterable[Article]) -> tuple[Edge, ...]:
    """Copy and revision edges of a whole set."""
    holders: dict[str, list[Article]] = defaultdict(list)
    edges: list[Edge] = []
    for article in {a.id: a for a in articles}.values():
        keys = copy_keys(article)
        met = {a.id: a for key in keys if len(holders[key]) <= MAX_SHARERS for a in holders[key]}
        edges.extend(link_copies(article, met.values()))
        for key in keys:
            holders[key].append(article)
    return tuple(sorted(edges, key=lambda edge: edge.key))


def copy_rows(named: Sequence[NamedArticle], edges: Iterable[Edge]) -> list[Row]:
    """`{"a", "b", "relation", "score", "spans_a", "spans_b"}` for each pair, `a` the one that took the text."""
    ids = _ids(named)
    lengths = {n.article.id: len(n.article.text) for n in named}
    rows = [_copy_row(a, b, edge) for edge in edges for a in ids[edge.left_id] for b in ids[edge.right_id]]
    for article_id, same in ids.items():  # one outlet's one text under several ids
        whole = [[0, lengths[article_id]]]
        rows += [_row(a, b, ReuseKind.COPY, 1.0, whole, whole) for a, b in combinations(same, 2)]
    return rows


def _copy_row(a: str, b: str, edge: Edge) -> Row:
    spans_a = [[e.left.start, e.left.end] for e in edge.evidence if e.left]
    spans_b = [[e.right.start, e.right.end] for e in edge.evidence if e.right]
    return _row(a, b, reuse_kind(edge), edge.score, spans_a, spans_b)


def _row(a: str, b: str, kind: ReuseKind, score: float, spans_a: list[list[int]], spans_b: list[list[int]]) -> Row:
    return {"a": a, "b": b, "relation": kind.value, "score": score, "spans_a": spans_a, "spans_b": spans_b}


def events_of(
    named: Sequence[NamedArticle], copies: Sequence[Edge], read: Callable[[Article], Reading]
) -> tuple[Event, ...]:
    """The events of a whole set, read by `read`."""
    articles = {n.article.id: n.article for n in named}
    readings = [read(article) for article in articles.values()]
    contexts = [MentionInContext(mention=m, article=articles[r.article_id]) for r in readings for m in r.events]
    sources = [e for r in readings for e in reported_from(articles[r.article_id], r.attributions)]
    mentions: Iterator[EventMention] = (m for r in readings for m in r.events)
    edges = (*link_mentions(contexts, ()), *copies, *sources)
    return derive(mentions, (a for r in readings for a in r.attributions), articles.values(), edges)


def event_rows(named: Sequence[NamedArticle], events: Iterable[Event]) -> list[Row]:
    """`{"event", "date", "place", "reports", "origins_low", "origins_high", "origins"}` for each event."""
    ids = _ids(named)
    return [_event_row(event, ids) for event in events]


def _event_row(event: Event, ids: Mapping[str, Sequence[str]]) -> Row:
    authors = {claim.id: claim.author.name for claim in event.claims}
    told_in = dict.fromkeys(a.article_id for claim in event.claims for a in claim.appearances)
    day = event.time.start or event.time.end if event.time else None
    return {
        "event": event.id,
        "date": day.isoformat() if day else None,
        "place": event.places[0].name if event.places else None,
        "reports": [i for article_id in told_in for i in ids[article_id]],
        "origins_low": event.standing.origins_low,
        "origins_high": event.standing.origins_high,
        "origins": [
            {
                "authors": [authors[claim_id] for claim_id in origin.claim_ids],
                "reports": [i for article_id in origin.article_ids for i in ids[article_id]],
            }
            for origin in event.origins
        ],
    }


def _ids(named: Iterable[NamedArticle]) -> Mapping[str, list[str]]:
    """The ids of the file that stand for one article."""
    ids: dict[str, list[str]] = defaultdict(list)
    for n in named:
        ids[n.article.id].append(n.id)
    return ids

"""A set of reports linked in memory and told as the evaluation formats want it: stories, copies and events.

The same pure functions as in a ledger, with a dictionary in place of the database's join of block keys.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import combinations

from accordingto.evals_format import Line, article_of
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
from accordingto.model import Article, Edge, Event, EventPlace, Reading, TimeRange, WherePrecision, stable_id
from accordingto.text import name_tokens

Row = dict[str, object]
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
# Text that one outlet repeats under every report would make all its reports meet; a key this common finds nothing.
MAX_SHARERS = 50
A_WEEK = timedelta(days=7)
HEADLINE = 160  # code points; a longer text is not written twice


@dataclass(frozen=True, slots=True, kw_only=True)
class NamedArticle:
    """An article under the id that the file gives it; `article` None if the line has no text."""

    id: str
    article: Article | None


def named_articles(lines: Sequence[Line]) -> tuple[NamedArticle, ...]:
    """The articles of the lines, which have an id each. One without a date is taken to be as late as the set's latest.

    The clock has no part in it, so that the same file gives the same ids and events on any day.
    """
    dated = [article_of(line, fetched_at=EPOCH) for line in lines]
    latest = max((a.published for a in dated if a and a.published), default=EPOCH)
    named = [NamedArticle(id=str(line["id"]), article=article_of(line, fetched_at=latest)) for line in lines]
    days: dict[str, set[date]] = defaultdict(set)
    for n in named:
        if n.article:
            days[n.article.id].add(n.article.known_at.date())
    return tuple(
        replace(n, article=_of_its_day(n.article, sorted(days[n.article.id])) if n.article else None) for n in named
    )


def _of_its_day(article: Article, days: Sequence[date]) -> Article:
    """The article, one of its own for each day that its outlet printed it if it is no longer than a headline.

    "Shelling kills two" is news again months later. Blank lines at the end tell the reports apart and move no span.
    """
    again = days.index(article.known_at.date()) if len(article.text) <= HEADLINE else 0
    return replace(article, text=article.text + "\n" * again) if again else article


def articles_of(named: Iterable[NamedArticle]) -> tuple[Article, ...]:
    """Every article once, in the order given."""
    return tuple({n.article.id: n.article for n in named if n.article}.values())


def story_rows(named: Sequence[NamedArticle]) -> list[Row]:
    """`{"id", "story"}` for each id, in the order given; one without text is a story of its own."""
    stories = stories_of(articles_of(named))
    found = {n.id: stories[n.article.id] if n.article else stable_id("story", n.id) for n in named}
    return [{"id": name, "story": story} for name, story in found.items()]


def copy_edges(articles: Iterable[Article]) -> tuple[Edge, ...]:
    """Copy and revision edges of a whole set of different articles."""
    holders: dict[str, list[Article]] = defaultdict(list)
    edges: list[Edge] = []
    for article in articles:
        keys = copy_keys(article)
        met = {a.id: a for key in keys if len(holders[key]) <= MAX_SHARERS for a in holders[key]}
        edges.extend(link_copies(article, met.values()))
        for key in keys:
            holders[key].append(article)
    return tuple(sorted(edges, key=lambda edge: edge.key))


def copy_rows(named: Sequence[NamedArticle], edges: Iterable[Edge]) -> list[Row]:
    """`{"a", "b", "relation", "score", "spans_a", "spans_b"}` for each pair, `a` the one that took the text."""
    ids = _ids(named)
    lengths = {article.id: len(article.text) for article in articles_of(named)}
    pairs = ((a, b, edge) for edge in edges for a in ids[edge.left_id] for b in ids[edge.right_id])
    rows = [_copy_row(a, b, edge) for a, b, edge in pairs if a != b]
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


def events_of(articles: Sequence[Article], readings: Sequence[Reading], copies: Iterable[Edge]) -> tuple[Event, ...]:
    """The events that a whole set of articles tells of, given the reading of each."""
    by_id = {article.id: article for article in articles}
    attributions = [a for reading in readings for a in reading.attributions]
    contexts = [MentionInContext(mention=m, article=by_id[m.article_id]) for r in readings for m in r.events]
    drew_on = [edge for r in readings for edge in reported_from(by_id[r.article_id], r.attributions)]
    edges = (*link_mentions(contexts, ()), *copies, *drew_on)
    return derive((c.mention for c in contexts), attributions, articles, edges)


def event_rows(named: Sequence[NamedArticle], events: Iterable[Event]) -> list[Row]:
    """`{"event", "date", "place", "reports", "origins_low", "origins_high", "origins"}` for each event."""
    ids = _ids(named)
    return [_event_row(event, ids) for event in events]


def _event_row(event: Event, ids: Mapping[str, Sequence[str]]) -> Row:
    authors = {claim.id: claim.author.name for claim in event.claims}
    told_in = dict.fromkeys(a.article_id for claim in event.claims for a in claim.appearances)
    day = _day(event.time) if event.time else None
    return {
        "event": event.id,
        "date": day.isoformat() if day else None,
        "place": _place_name(event.places[0]) if event.places else None,
        "reports": _named(told_in, ids),
        "origins_low": event.standing.origins_low,
        "origins_high": event.standing.origins_high,
        "origins": [
            {
                "authors": [authors[claim_id] for claim_id in origin.claim_ids],
                "reports": _named(origin.article_ids, ids),
            }
            for origin in event.origins
        ],
    }


def _day(time: TimeRange) -> date | None:
    """The day, or the first of at most a week; None for "last month" or a year, of which no day is more likely."""
    if time.start is not None and time.end is not None and time.end - time.start >= A_WEEK:
        return None
    return time.start or time.end


def _place_name(told: EventPlace) -> str:
    """The place as told, with the town or province it lies in or next to: "al-Sukari, Aleppo"."""
    place = told.place
    if place is None or told.where_prec == WherePrecision.EXACT:
        return told.name
    known = set(name_tokens(place.name)) & set(name_tokens(told.name)) or place.name in told.name
    return told.name if known else f"{told.name}, {place.name}"


def _named(article_ids: Iterable[str], ids: Mapping[str, Sequence[str]]) -> list[str]:
    """The ids of the file for some articles, each once."""
    return list(dict.fromkeys(i for article_id in article_ids for i in ids[article_id]))


def _ids(named: Iterable[NamedArticle]) -> Mapping[str, list[str]]:
    """The ids of the file that stand for one article, each once: a file may repeat a line, or an id."""
    ids: dict[str, list[str]] = defaultdict(list)
    for n in named:
        if n.article and n.id not in ids[n.article.id]:
            ids[n.article.id].append(n.id)
    return ids

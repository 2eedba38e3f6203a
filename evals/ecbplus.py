"""Event coreference across documents on ECB+: from raw text, and given the mentions that people annotated.

ECB+ is general news (awards, trials, sackings) in several documents a topic, without dates. What it calls an event
mention is any word that happens or is so; ours are events of a conflict. So most of its mentions meet none of ours and
stand alone from raw text; given its mentions, each stands for itself with what our reader knows around it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from accordingto import link_evals
from accordingto.ledger.derive import derive
from accordingto.link import MentionInContext, link_mentions
from accordingto.link_evals import NamedArticle
from accordingto.model import Article, Event, EventMention, EventType, Reading, Span, Status
from accordingto.pipeline import read_all
from accordingto.read import Layer, Reader
from evals.workbench import INPUT_FIELDS, Row, Workbench

Scores = Mapping[str, float]
SCORER = "linking/score_linking.py"
DOCUMENTS = "linking/ecbplus/dev.jsonl"
NO_TYPE = EventType.RETREAT  # of a word that our reader takes for no event: neither force nor peace, so it meets both


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A mention that people annotated: its id, and where it stands in which document."""

    id: str
    document: str
    span: Span


def ecbplus(bench: Workbench) -> Scores:
    """CoNLL F1 both ways, with the B-cubed halves of it."""
    gold, rows = bench.gold(DOCUMENTS), bench.rows(DOCUMENTS)
    named = link_evals.named_articles([{key: row[key] for key in INPUT_FIELDS if key in row} for row in rows])
    articles = link_evals.articles_of(named)
    readings = [reading for _, reading in read_all(_load, articles)]
    by_document = {r.article_id: r for r in readings}
    told = {n.id: (n.article, by_document[n.article.id]) for n in named if n.article}
    words = list(annotated(rows))
    given = {word.id: mention_at(word.span, *told[word.document]) for word in words}
    labels = {
        "raw": from_raw_text(words, named, readings, link_evals.events_of(articles, readings, ())),
        "given": clusters(given, articles),
    }
    scored = {
        name: bench.score(SCORER, "mentions", gold, bench.write(name, _rows(found)), "--json")
        for name, found in labels.items()
    }
    return {
        f"{name}_{figure}": result.percent(path)
        for name, result in scored.items()
        for figure, path in (("conll", "CoNLL_F1"), ("b3_precision", "B3.P"), ("b3_recall", "B3.R"))
    }


def _load() -> Callable[[Article], Reading]:
    return partial(Reader.load().read, layers=frozenset(Layer))


def _rows(labels: Mapping[str, str]) -> Iterator[Row]:
    yield from ({"id": mention, "cluster": cluster} for mention, cluster in labels.items())


def annotated(rows: Iterable[Row]) -> Iterator[Word]:
    """The validated event mentions of the documents, which are those that count."""
    for row in rows:
        mentions = row["mentions"]
        assert isinstance(mentions, list), "ECB+ lists mentions"
        for m in mentions:
            if m["kind"] == "event" and m["validated"]:
                yield Word(id=m["id"], document=str(row["id"]), span=Span(m["start"], m["end"]))


def from_raw_text(
    words: Iterable[Word], named: Iterable[NamedArticle], readings: Iterable[Reading], events: Iterable[Event]
) -> dict[str, str]:
    """A label for each annotated word: our event that it is a trigger of, else its own id."""
    event_of = {mention_id: event.id for event in events for mention_id in event.mention_ids}
    document_of = {n.article.id: n.id for n in named if n.article}
    triggers = [(document_of[r.article_id], t, event_of[m.id]) for r in readings for m in r.events for t in m.triggers]
    found: dict[str, str] = {}
    for word in words:
        at = (event for document, t, event in triggers if document == word.document and t.overlaps(word.span))
        found[word.id] = next(at, word.id)
    return found


def mention_at(span: Span, article: Article, reading: Reading) -> EventMention:
    """The event our reader finds at an annotated word, told by that word alone; a bare one where it finds none."""
    read = next((m for m in reading.events if any(t.overlaps(span) for t in m.triggers)), None)
    bare = EventMention(
        article_id=article.id, triggers=(span,), type=NO_TYPE, mode=None, status=Status.HAPPENED, own_voice=True
    )
    return bare if read is None else replace(read, triggers=(span,))


def clusters(given: Mapping[str, EventMention], articles: Sequence[Article]) -> dict[str, str]:
    """A label for each mention: the event it is linked into."""
    by_id = {article.id: article for article in articles}
    contexts = [MentionInContext(mention=m, article=by_id[m.article_id]) for m in given.values()]
    events = derive(given.values(), (), articles, link_mentions(contexts, ()))
    event_of = {mention_id: event.id for event in events for mention_id in event.mention_ids}
    return {name: event_of[mention.id] for name, mention in given.items()}

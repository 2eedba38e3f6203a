"""Every telling of an event in the shape of GDELT's mentions table."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime

from accordingto.model import Actor, Article, Event, EventMention
from accordingto.publish.exports.rows import tab_file
from accordingto.publish.exports.values import Value, number_id
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import public_url
from accordingto.publish.situation import Situation, outlet, title
from accordingto.text import sentence_spans, span_at

COLUMNS = (
    "GLOBALEVENTID EventTimeDate MentionTimeDate MentionType MentionSourceName MentionIdentifier SentenceID "
    "Actor1CharOffset Actor2CharOffset ActionCharOffset InRawText Confidence MentionDocLen MentionDocTone "
    "MentionDocTranslationInfo Extras"
).split()
WEB, CITATION = 1, 2
IN_RAW_TEXT = 1  # spans point into the text itself, which nothing was normalised in


def gdelt_mentions(situation: Situation, options: PublishOptions) -> bytes:
    """Every telling of an event in the 16 columns of GDELT's mentions table: tab-separated, without a header.

    This is not GDELT data, and its event ids are not GDELT's. Loses everything but where and when an event is told:
    who says it, what is claimed, and what is one origin. Confidence is the reader's own score; tone stays empty;
    offsets count characters of the readable text.
    """
    return tab_file(row for event in situation.events for row in _rows(situation, event))


def _rows(situation: Situation, event: Event) -> Iterator[list[Value]]:
    mentions = [situation.mentions[found] for found in event.mention_ids if found in situation.mentions]
    for mention in mentions:
        article = situation.articles.get(mention.article_id)
        if article is not None:
            yield [number_id(event.id), _moment(event.known_at), *_mention_cells(mention, article)]


def _mention_cells(mention: EventMention, article: Article) -> list[Value]:
    url = public_url(article.url)
    action = mention.triggers[0].start
    return [
        _moment(article.known_at),
        WEB if url else CITATION,
        outlet(article),
        url or f"{outlet(article)}, {article.known_at.date().isoformat()}: {title(article)}",
        span_at(sentence_spans(article.text), action) + 1,
        _offset(mention.agents),
        _offset(mention.recipients),
        action,
        IN_RAW_TEXT,
        max(0, min(100, round(mention.score * 100))),
        len(article.text),
        None,
        None if article.lang == "en" else f"srclc:{article.lang}",
        None,
    ]


def _offset(actors: Sequence[Actor]) -> int | None:
    """Where the first actor is named, None if it is not named here."""
    return next((actor.span.start for actor in actors if actor.span is not None), None)


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%d%H%M%S")

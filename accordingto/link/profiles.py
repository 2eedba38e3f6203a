"""What is compared of an event mention, worked out once for each however many others it is compared with."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accordingto.link.terms import rarity, stem, stems_of, vector, words_of
from accordingto.model import Article, EventMention, Span
from accordingto.text import fold, sentence_spans, span_at

LEAD_SENTENCES = 2  # after the headline; what a report is about stands there
RARE = 3.5  # of `rarity`: a stem in at most 3 % of reports says something about which event is meant
MAX_CONTEXT = 5  # sentences with triggers; a mention told in more is told in these
MAX_SENTENCE = 600  # code points; a line without any stop is cut around the trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionInContext:
    """An event mention with the article that tells it."""

    mention: EventMention
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A mention as linking sees it: `terms` weighs the words of its sentences, `lead` those of headline and opening.

    `names` are the stems of rare capitalised words near it; `published` the day the report was out.
    """

    mention: EventMention
    publisher: str | None
    published: date
    dated: bool
    terms: Mapping[str, float]
    lead: Mapping[str, float]
    names: frozenset[str]
    triggers: frozenset[str]

    @property
    def article_id(self) -> str:
        return self.mention.article_id


def profiles(contexts: Iterable[MentionInContext]) -> tuple[Profile, ...]:
    """One profile a mention, in the order given; each article's sentences are found once."""
    sentences: dict[str, list[Span]] = {}
    leads: dict[str, dict[str, float]] = {}
    found = []
    for context in contexts:
        article = context.article
        if article.id not in sentences:
            sentences[article.id] = sentence_spans(article.text)
            leads[article.id] = vector(stems_of(_lead(article, sentences[article.id])))
        found.append(_profile(context, sentences[article.id], leads[article.id]))
    return tuple(found)


def _profile(context: MentionInContext, sentences: list[Span], lead: Mapping[str, float]) -> Profile:
    mention, article = context.mention, context.article
    passages = _context(mention, article.text, sentences)
    return Profile(
        mention=mention,
        publisher=article.publisher,
        published=article.known_at.date(),
        dated=article.published is not None,
        terms=vector(stem_ for passage in passages for stem_ in stems_of(passage)),
        lead=lead,
        names=frozenset(name for passage in passages for name in _rare_names(passage)),
        triggers=frozenset(stem(fold(word)) for span in mention.triggers for word in span.slice(article.text).split()),
    )


def _context(mention: EventMention, text: str, sentences: list[Span]) -> list[str]:
    """The sentences its triggers stand in, each once, in the order of the text."""
    found: dict[Span, None] = {}
    for trigger in sorted(mention.triggers):
        at = span_at(sentences, trigger.start)
        sentence = sentences[at] if at >= 0 else trigger
        if sentence.end - sentence.start > MAX_SENTENCE:
            sentence = Span(max(sentence.start, trigger.start - MAX_SENTENCE // 2), trigger.end + MAX_SENTENCE // 2)
        found[sentence] = None
        if len(found) == MAX_CONTEXT:
            break
    return [sentence.slice(text) for sentence in found]


def _rare_names(passage: str) -> list[str]:
    stems = ((word, stem(fold(word))) for word in words_of(passage) if word[0].isupper())
    return [stem_ for _, stem_ in stems if rarity(stem_) >= RARE]


def _lead(article: Article, sentences: list[Span]) -> str:
    opening = " ".join(s.slice(article.text)[:MAX_SENTENCE] for s in sentences[: LEAD_SENTENCES + 1])
    return f"{article.title or ''} {opening}"

"""What is compared of an event mention, worked out once for each however many others it is compared with."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeVar

from accordingto.link.terms import rarity, stems_of, vector, words_of
from accordingto.model import Article, EventMention, Span
from accordingto.text import fold, sentence_spans, span_at, stem

T = TypeVar("T")
LEAD_SENTENCES = 2  # after the headline; what a report is about stands there
RARE = 3.5  # of `rarity`: a stem in at most 3 % of reports says something about which event is meant
MAX_CONTEXT = 5  # sentences with triggers; a mention told in more is told in these
KEPT_PROFILES = 20_000  # about 100 MB; candidates are reports of the same days, which are linked one after the other
MAX_SENTENCE = 600  # code points; a line without any stop is cut around the trigger


@dataclass(frozen=True, slots=True, kw_only=True)
class MentionInContext:
    """An event mention with the article that tells it."""

    mention: EventMention
    article: Article


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """A mention as linking sees it: `terms` weighs the words of its sentences, `lead` those of headline and opening.

    `sentences` does so for each sentence alone. `names` are the stems of rare capitalised words near it; `published` is
    the day the report speaks from.
    """

    mention: EventMention
    publisher: str | None
    published: date
    dated: bool
    terms: Mapping[str, float]
    sentences: tuple[Mapping[str, float], ...]
    lead: Mapping[str, float]
    names: frozenset[str]
    triggers: frozenset[str]

    @property
    def article_id(self) -> str:
        return self.mention.article_id


@dataclass(frozen=True, slots=True)
class _Read:
    """An article's sentences, and the words of its headline and opening."""

    article: Article
    sentences: list[Span]
    lead: Mapping[str, float]


class Profiles:
    """Profiles of mentions, each worked out once while it is among the last `limit` asked for."""

    def __init__(self, limit: int = KEPT_PROFILES) -> None:
        self._limit = limit
        self._found: OrderedDict[str, tuple[MentionInContext, Profile]] = OrderedDict()
        self._articles: OrderedDict[str, _Read] = OrderedDict()

    def of(self, context: MentionInContext) -> Profile:
        """The profile of a mention; one whose mention or article has changed is worked out anew."""
        mention_id = context.mention.id
        kept = self._found.get(mention_id)
        if kept is None or kept[0] != context:
            kept = (context, _profile(context, self._read(context.article)))
            _keep(self._found, mention_id, kept, self._limit)
        self._found.move_to_end(mention_id)
        return kept[1]

    def _read(self, article: Article) -> _Read:
        read = self._articles.get(article.id)
        if read is None or read.article != article:
            sentences = sentence_spans(article.text)
            read = _Read(article, sentences, vector(stems_of(_lead(article, sentences))))
            _keep(self._articles, article.id, read, self._limit)
        return read


def _keep(kept: OrderedDict[str, T], key: str, value: T, limit: int) -> None:
    kept[key] = value
    if len(kept) > limit:
        kept.popitem(last=False)


def profiles(contexts: Iterable[MentionInContext]) -> tuple[Profile, ...]:
    """One profile a mention, in the order given; each article's sentences are found once."""
    contexts = list(contexts)
    found = Profiles(len(contexts))
    return tuple(map(found.of, contexts))


def _profile(context: MentionInContext, read: _Read) -> Profile:
    mention, article = context.mention, context.article
    passages = _context(mention, article.text, read.sentences)
    words = [stems_of(passage) for passage in passages]
    return Profile(
        mention=mention,
        publisher=article.publisher,
        published=mention.told_on or article.known_at.date(),
        dated=mention.told_on is not None or article.published is not None,
        terms=vector(chain.from_iterable(words)),
        sentences=tuple(map(vector, words)),
        lead=read.lead,
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

"""What is compared of an event mention, worked out once for each however many others it is compared with."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import chain
from typing import TypeVar

from accordingto.link.terms import numbers_of, rarity, sound, stems_of, vector, words_of
from accordingto.model import Article, EventMention, Span
from accordingto.text import fold, sentence_spans, span_at, stem

T = TypeVar("T")
LEAD_SENTENCES = 2  # after the headline; what a report is about stands there
NAMING = 2.5  # of `rarity`: a capitalised word in at most 8 % of reports names something
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

    `sentences` does so for each sentence alone. `names` lead from the names in its sentences, by their sound, to how
    rare they are, and `head_names` from those of headline and opening; `places` are the parts that tell its places'
    names from others, `numbers` what its sentences count. `published` is the day the report speaks from.
    """

    mention: EventMention
    publisher: str | None
    published: date
    dated: bool
    terms: Mapping[str, float]
    sentences: tuple[Mapping[str, float], ...]
    lead: Mapping[str, float]
    names: Mapping[str, float]
    head_names: Mapping[str, float]
    places: frozenset[str]
    numbers: frozenset[int]
    triggers: frozenset[str]

    @property
    def article_id(self) -> str:
        return self.mention.article_id


@dataclass(frozen=True, slots=True)
class _Read:
    """An article's sentences, and the words and names of its headline and opening."""

    article: Article
    sentences: list[Span]
    lead: Mapping[str, float]
    head_names: Mapping[str, float]


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
            lead = _lead(article, sentences)
            read = _Read(article, sentences, vector(stems_of(lead)), _names(lead))
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
        names=_names(" ".join(passages)),
        head_names=read.head_names,
        places=frozenset(filter(None, (_rarest(place.name) for place in mention.places))),
        numbers=frozenset(number for passage in passages for number in numbers_of(passage)),
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


def _names(text: str) -> Mapping[str, float]:
    """The capitalised words that name something, by their sound, with the rarity of their rarest spelling."""
    found: dict[str, float] = {}
    for word in chain.from_iterable(word.split("-") for word in words_of(text)):
        how_rare = rarity(stem(fold(word))) if word[:1].isupper() else 0.0
        if how_rare >= NAMING:
            found[sound(word)] = max(how_rare, found.get(sound(word), 0.0))
    return found


def _rarest(name: str) -> str | None:
    """The part of a place's name that tells it from others, by its sound: "Sheikhun" of "Khan Sheikhun"."""
    parts = _names(name)
    return max(parts, key=lambda part: (parts[part], part), default=None)


def _lead(article: Article, sentences: list[Span]) -> str:
    opening = " ".join(s.slice(article.text)[:MAX_SENTENCE] for s in sentences[: LEAD_SENTENCES + 1])
    return f"{article.title or ''} {opening}"

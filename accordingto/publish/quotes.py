"""The words of a claim, within what may be shown of its report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accordingto.model import Appearance, Article, Span
from accordingto.publish.quotable import QUOTE_CHARS, may_show_whole, sentence_around, within
from accordingto.publish.situation import Situation
from accordingto.publish.wording import one_line, shortened

__all__ = ["QUOTE_CHARS", "Quote", "may_show_whole", "quotable", "quote", "sentence_around", "spans_of"]


CUT_AT = " .,;:–-"  # what stands before an ellipsis no more
MARKS = '"“”„«»'  # of double quotation; single ones are apostrophes too


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of one telling of a claim; `is_whole` False where quote mode left some out."""

    words: str
    is_whole: bool


def quotable(situation: Situation, article_id: str, spans: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of `spans` that may be shown of a report, all of them where it may be shown whole."""
    allowed = situation.quotable.get(article_id)
    return tuple(spans) if allowed is None else within(spans, allowed)


def quote(situation: Situation, appearance: Appearance) -> Quote | None:
    """What is said where a claim appears, None where the report's quotations are used up: the attribution's content,
    or the sentence of the event's trigger."""
    article = situation.articles.get(appearance.article_id)
    if article is None:
        return None
    told = spans_of(situation, appearance, article)
    spans = quotable(situation, article.id, told)
    words = unquoted(" … ".join(one_line(span.slice(article.text)) for span in spans))
    short = shortened(words, QUOTE_CHARS)
    if spans and short == words and spans[-1].end < told[-1].end:
        short = words.rstrip(CUT_AT) + "…"
    return Quote(words=short, is_whole=short == words and spans == told) if words else None


def unquoted(words: str) -> str:
    """The words without a report's own marks around them: pages put theirs, and half a pair is left where it was cut.

    Marks within stay: `"We hold it," he said, "and will"` keeps all four."""
    inner = words.strip(MARKS + " ")
    return inner if not any(mark in inner for mark in MARKS) or sum(map(words.count, MARKS)) % 2 else words


def spans_of(situation: Situation, appearance: Appearance, article: Article) -> tuple[Span, ...]:
    """Where one telling stands, shown or not: the attribution's content, or the sentence that tells the event."""
    attribution = situation.attributions.get(appearance.attribution_id or "")
    if attribution is not None:
        return attribution.content
    mention = situation.mentions.get(appearance.mention_id)
    return () if mention is None else (sentence_around(article.text, mention.triggers[0]),)

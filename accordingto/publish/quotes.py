"""How much of a report may be shown, and the words of a claim within that."""

from __future__ import annotations

import re
from dataclasses import dataclass

from accordingto.model import Appearance, Article, Span
from accordingto.publish.situation import Situation
from accordingto.publish.wording import one_line, shortened
from accordingto.text import sentence_spans, span_at

# Licences that let anybody show the whole text: Creative Commons of every kind, public domain, open government.
OPEN_LICENCE = re.compile(r"\bcc[ -]?(?:0|by\b)|creative ?commons|public domain|\bOGL\b|open government licence", re.I)
CLOSED_LICENCE = re.compile(r"©|all rights reserved|do not redistribute|\bnot\b|part(?:s|ly)?\b|some", re.I)
QUOTE_CHARS = 300  # of one claim in quote mode: about fifty words, a usual length of a newspaper quotation


@dataclass(frozen=True, slots=True, kw_only=True)
class Quote:
    """The words of one telling of a claim; `is_whole` False where quote mode left some out."""

    words: str
    is_whole: bool


def may_show_whole(article: Article, *, full_text: bool) -> bool:
    """Whether a report's text may be shown whole: by the operator's word, or by a licence known to allow it.

    A licence that also names a reserved part ("public domain; some material © AP") is taken as closed."""
    licence = article.licence or ""
    return full_text or (bool(OPEN_LICENCE.search(licence)) and not CLOSED_LICENCE.search(licence))


def quote(situation: Situation, appearance: Appearance) -> Quote | None:
    """What is said where a claim appears: the attribution's content, or the sentence of the event's trigger."""
    article = situation.articles.get(appearance.article_id)
    if article is None:
        return None
    spans = spans_of(situation, appearance, article)
    words = " … ".join(one_line(span.slice(article.text)) for span in spans)
    short = shortened(words, QUOTE_CHARS)
    return Quote(words=short, is_whole=short == words) if words else None


def spans_of(situation: Situation, appearance: Appearance, article: Article) -> tuple[Span, ...]:
    """Where the words of one telling stand: the attribution's content, or the sentence that tells the event."""
    attribution = situation.attributions.get(appearance.attribution_id or "")
    if attribution is not None:
        return attribution.content
    mention = situation.mentions.get(appearance.mention_id)
    return () if mention is None else (sentence_around(article.text, mention.triggers[0]),)


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that holds the start of a span; the span itself where the text has none there."""
    sentences = sentence_spans(text)
    at = span_at(sentences, span.start)
    return sentences[at] if at >= 0 and sentences[at].overlaps(span) else span

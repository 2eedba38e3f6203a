"""How much of a report may be shown: whole where its licence is known to allow it, else a few short passages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from accordingto.model import Article, Attribution, EventMention, Span
from accordingto.text import sentence_spans, span_at

# Licences that let anybody show the whole text: Creative Commons of every kind, public domain, open government.
OPEN_LICENCE = re.compile(r"\bcc[ -]?(?:0|by\b)|creative ?commons|public domain|\bOGL\b|open government licence", re.I)
CLOSED_LICENCE = re.compile(r"©|all rights reserved|do not redistribute|\bnot\b|part(?:s|ly)?\b|some", re.I)
QUOTE_CHARS = 300  # of one claim in quote mode: about fifty words, a usual length of a newspaper quotation
REPORT_CHARS = 1_500  # of one report on all pages together: five quotations of full length
LEAST_CHARS = 40  # what is left of a report's share is not spent on less: half a dozen words say nothing
REPORT_SHARE = 0.4  # of a short report's text; more would be the report itself


def may_show_whole(article: Article, *, full_text: bool) -> bool:
    """Whether a report's text may be shown whole: by the operator's word, or by a licence known to allow it.

    A licence that also names a reserved part ("public domain; some material © AP") is taken as closed."""
    licence = article.licence or ""
    return full_text or (bool(OPEN_LICENCE.search(licence)) and not CLOSED_LICENCE.search(licence))


def passages(text: str, attributions: Iterable[Attribution], mentions: Iterable[EventMention]) -> tuple[Span, ...]:
    """All that may be quoted of a text, on pages and in files: the sentences of what is claimed, up to the cap.

    They are taken in the order of the text, since reports tell first what matters most."""
    left = min(REPORT_CHARS, max(QUOTE_CHARS, int(len(text) * REPORT_SHARE)))
    found: list[Span] = []
    for window in _windows(text, attributions, mentions):
        if left < LEAST_CHARS:
            break
        found.append(Span(window.start, _word_end(text, window.start, min(window.end, window.start + left))))
        left -= found[-1].end - found[-1].start
    return tuple(found)


def within(spans: Iterable[Span], allowed: Iterable[Span]) -> tuple[Span, ...]:
    """The parts of `spans` that lie in one of the passages allowed, in the order of `spans`."""
    allowed = tuple(allowed)
    return tuple(
        Span(max(span.start, window.start), min(span.end, window.end))
        for span in spans
        for window in allowed
        if span.overlaps(window)
    )


def _windows(text: str, attributions: Iterable[Attribution], mentions: Iterable[EventMention]) -> Iterator[Span]:
    """The sentences of what is claimed, each cut to a quotation's length, none overlapping another."""
    spans = [span for a in attributions for span in (*a.source, *a.cue, *a.content)]
    spans += [span for mention in mentions for span in mention.triggers]
    last: Span | None = None
    for span in sorted(spans):
        cut = _cut_around(text, sentence_around(text, span), span)
        if last is not None and cut.start <= last.end:
            end = min(max(last.end, cut.end), last.start + QUOTE_CHARS)
            last = Span(last.start, _word_end(text, last.start, end))
            continue
        if last is not None:
            yield last
        last = cut
    if last is not None:
        yield last


def _cut_around(text: str, sentence: Span, span: Span) -> Span:
    """At most `QUOTE_CHARS` of a sentence, from its beginning if the span is in that part, else from the span."""
    start = sentence.start if span.start - sentence.start < QUOTE_CHARS // 2 else span.start
    return Span(start, _word_end(text, start, max(start + 1, min(sentence.end, start + QUOTE_CHARS))))


def _word_end(text: str, start: int, end: int) -> int:
    """The end of the last whole word before `end`; `end` itself where no word is cut, or there is but one."""
    if not (text[end - 1 : end].isalnum() and text[end : end + 1].isalnum()):
        return end
    at = text.rfind(" ", start, end)
    return at if at > start else end


def sentence_around(text: str, span: Span) -> Span:
    """The sentence that holds the start of a span; the span itself where the text has none there."""
    sentences = sentence_spans(text)
    at = span_at(sentences, span.start)
    return sentences[at] if at >= 0 and sentences[at].overlaps(span) else span

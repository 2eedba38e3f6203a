"""Where each claim stands in each report, as W3C Web Annotations on the report's text."""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64encode

from accordingto.model import Appearance, Article, Claim, Event, Span, stable_id
from accordingto.publish.exports.values import appearances, json_file, utc, web_address
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import VERBS, author_name
from accordingto.publish.phrases import headline
from accordingto.publish.quotes import quotable, spans_of
from accordingto.publish.situation import Situation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
CONTEXT_CHARS = 32  # before and after the words, as Hypothesis keeps: enough to tell two places of a text apart

Node = dict[str, object]


def web_annotation(situation: Situation, options: PublishOptions) -> bytes:
    """Where each claim stands in each report: W3C Web Annotations, with the words around and positions in the text.

    A text is named by its SHA-256 (RFC 6920), since pages change; positions count code points of it. Loses origins,
    standing and judgements. Words longer than may be quoted of a text are given by position only.
    """
    items = [
        _annotation(situation, event, claim, appearance, article)
        for event in situation.events
        for claim, appearance, article in appearances(situation, event)
        if spans_of(situation, appearance, article)
    ]
    page: Node = {"id": "urn:accordingto:annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return json_file(
        {
            "@context": CONTEXT,
            "id": "urn:accordingto:annotations",
            "type": "AnnotationCollection",
            "label": "Claims in reports",
            "total": len(items),
            "first": page,
        }
    )


def _annotation(situation: Situation, event: Event, claim: Claim, appearance: Appearance, article: Article) -> Node:
    """One telling of a claim; words in several pieces are several targets."""
    said = f"{author_name(claim.author)} {VERBS[claim.polarity]}: {headline(event)}"
    record_id = stable_id("annotation", claim.id, appearance.mention_id, appearance.attribution_id)
    source = _source(article)
    return {
        "id": f"urn:accordingto:annotation:{record_id}",
        "type": "Annotation",
        "motivation": "describing",
        "created": utc(appearance.known_at),
        "body": [
            {"type": "TextualBody", "purpose": "describing", "format": "text/plain", "language": "en", "value": said},
            {"type": "SpecificResource", "purpose": "linking", "source": f"urn:accordingto:claim:{claim.id}"},
        ],
        "target": [
            {"type": "SpecificResource", "source": source, "selector": _selectors(situation, article, span)}
            for span in spans_of(situation, appearance, article)
        ],
    }


def _source(article: Article) -> Node:
    """The text by its hash, and where it was got from."""
    digest = hashlib.sha256(article.text.encode("utf-8", "surrogatepass")).digest()
    named = urlsafe_b64encode(digest).rstrip(b"=").decode()
    node: Node = {"id": f"ni:///sha-256;{named}", "type": "Text", "format": "text/plain", "language": article.lang}
    url = web_address(article.url)
    return {**node, "via": url} if url else node


def _selectors(situation: Situation, article: Article, span: Span) -> list[Node]:
    """The span by its position, and by its words where all of them may be quoted; what stands around them, too."""
    text = article.text
    position: Node = {"type": "TextPositionSelector", "start": span.start, "end": span.end}
    if quotable(situation, article.id, [span]) != (span,):
        return [position]
    around = Span(max(0, span.start - CONTEXT_CHARS), min(len(text), span.end + CONTEXT_CHARS))
    shown = next(part for part in quotable(situation, article.id, [around]) if part.contains(span))
    return [
        {
            "type": "TextQuoteSelector",
            "exact": span.slice(text),
            "prefix": text[shown.start : span.start],
            "suffix": text[span.end : shown.end],
        },
        position,
    ]

"""Which publication or agency a report drew on: its credits, and "X reported" in the text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from accordingto.credits import agency_credit
from accordingto.model import Article, Attribution, Edge, Evidence, Judgement, Method, Relation, SourceKind, Span
from accordingto.outlets import outlet_key

METHOD = Method(name="reported-from", version="1")

# How sure each kind of credit makes us that the report as a whole is the agency's.
CREDIT_SCORES = {"agency": 0.95, "feed": 0.9, "url": 0.9, "dateline": 0.9, "copyright": 0.95, "desk": 0.8}
CITED_SCORE = 0.9  # "X reported", "told Y": the text itself names the publication


def reported_from(article: Article, attributions: Iterable[Attribution]) -> tuple[Edge, ...]:
    """An edge to each publication the report drew on, in its metadata or its words, as "publisher:<key>"; each once.

    An edge without evidence, or whose evidence is a dateline or tail, covers the whole report; one whose evidence is
    inside the text covers what the attribution there holds.
    """
    own = outlet_key(article.publisher or "")
    edges: dict[str, Edge] = {}
    for edge in (*_credit_edges(article), *_citation_edges(article, attributions)):
        if edge.right_id != f"publisher:{own}":
            edges.setdefault(edge.right_id, edge)
    return tuple(edges[key] for key in sorted(edges))


_CREDIT_REASONS: Mapping[str, str] = {
    "agency": "The report is credited to {name}.",
    "feed": "The feed names {name} as the publisher.",
    "url": "The address marks it as a report by {name}.",
    "dateline": "The dateline credits {name}.",
    "copyright": "The closing line credits {name}.",
    "desk": "The closing line is signed as {name} signs its reports.",
}


def _credit_edges(article: Article) -> Iterator[Edge]:
    credit = agency_credit(article)
    if credit is not None:
        reason = _CREDIT_REASONS[credit.kind].format(name=credit.name)
        yield _edge(article, credit.key, CREDIT_SCORES[credit.kind], reason, credit.span)


def _citation_edges(article: Article, attributions: Iterable[Attribution]) -> Iterator[Edge]:
    for attribution in sorted(attributions, key=lambda a: (min((*a.cue, *a.source, *a.content)), a.id)):
        span = next(iter((*attribution.source, *attribution.cue)), None)
        score = round(CITED_SCORE * attribution.score, 4)
        author = attribution.author
        for cited in (author.parts or (author,)) if author else ():
            if cited.kind in (SourceKind.MEDIA, SourceKind.AGENCY):
                yield _edge(article, outlet_key(cited.name), score, f"It cites {cited.name}.", span)
        if attribution.channel:
            who = f"{author.name} spoke" if author else "A source spoke"
            yield _edge(article, outlet_key(attribution.channel), score, f"{who} to {attribution.channel}.", span)


def _edge(article: Article, key: str, score: float, reason: str, span: Span | None) -> Edge:
    return Edge(
        left_id=article.id,
        right_id=f"publisher:{key}",
        relation=Relation.REPORTED_FROM,
        judgement=Judgement.POSITIVE if score >= 0.5 else Judgement.SUGGESTED,
        score=score,
        reason=reason,
        decided_by=f"method:{METHOD.id}",
        decided_at=article.known_at,
        known_at=article.known_at,
        evidence=() if span is None else (Evidence(left=span, right=None),),
    )

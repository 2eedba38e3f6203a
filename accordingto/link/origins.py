"""Which publication or agency a report drew on: credits, datelines, tails, and "X reported" in the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from accordingto.model import Article, Attribution, Edge, Evidence, Judgement, Method, Relation, SourceKind, Span
from accordingto.outlets import known_outlet, outlet_key, outlets

METHOD = Method(name="reported-from", version="1")

# How sure each kind of credit makes us that the report as a whole is the agency's.
CREDIT_SCORES = {"agency": 0.95, "feed": 0.9, "url": 0.9, "dateline": 0.9, "copyright": 0.95, "desk": 0.8}
CITED_SCORE = 0.9  # "X reported", "told Y": the text itself names the publication
HEAD_CHARS, TAIL_CHARS = 400, 500  # where datelines and closing credits stand

_DASH = r"\s*(?:[-–—]{1,2}|:)"
# Reuters signs its reports so; no other agency does.
_DESK = re.compile(r"\(?(?:Reporting|Writing|Additional reporting) by [^()\n]{3,200}?;?\s*Editing by [^()\n]{3,120}\)?")
_URL_PART = re.compile(r"[/.](aponline|ap|reuters|afp|pa|tass|xinhua)(?=[/.])")
_URL_KEYS = {"aponline": "ap"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency a report is credited to, and the words that say so (None: told by the page, not by the text)."""

    key: str
    name: str
    kind: str
    span: Span | None


def agency_credit(article: Article) -> Credit | None:
    """The agency whose report this is as a whole, by metadata, dateline, tail or address; None if it seems its own.

    A credit to the publisher itself counts as none.
    """
    own = outlet_key(article.publisher or "")
    return next((credit for credit in _credits(article) if credit.key != own), None)


def _credits(article: Article) -> Iterator[Credit]:
    if article.agency:
        yield _credit(article.agency, "agency")
    if article.feed_source:
        yield _credit(article.feed_source, "feed")
    yield from _text_credits(article.text)
    path = _URL_PART.search(article.url or "")
    if path:
        key = _URL_KEYS.get(path.group(1), path.group(1))
        yield Credit(key=key, name=outlets()[key].name, kind="url", span=None)


def _text_credits(text: str) -> Iterator[Credit]:
    dateline = _dateline().search(text, 0, HEAD_CHARS)
    if dateline:
        yield _credit(dateline.group(1), "dateline", Span(*dateline.span(1)))
    tail = max(0, len(text) - TAIL_CHARS)
    copyright_line = _copyright().search(text, tail)
    if copyright_line:
        yield _credit(copyright_line.group(1), "copyright", Span(*copyright_line.span()))
    desk = _DESK.search(text, tail)
    if desk:
        yield _credit("Reuters", "desk", Span(*desk.span()))


def _credit(name: str, kind: str, span: Span | None = None) -> Credit:
    outlet = known_outlet(name)
    return Credit(key=outlet_key(name), name=outlet.name if outlet else name, kind=kind, span=span)


@cache
def _agency_names() -> str:
    names = {name for outlet in outlets().values() if outlet.is_agency for name in outlet.names if "." not in name}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@cache
def _dateline() -> re.Pattern[str]:
    """ "DAMASCUS, Dec 1 (Reuters) -": an agency in brackets before the first dash or colon."""
    return re.compile(rf"\(({_agency_names()})\)(?={_DASH})|(?<=\n)({_agency_names()})(?=\s+[-–—]\s)")


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(rf"(?:Copyright|©)\s*(?:\(c\)\s*)?(?:\d{{4}},?\s*)?(?:by )?(?:The )?({_agency_names()})\b")


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
        if author is not None and author.kind in (SourceKind.MEDIA, SourceKind.AGENCY):
            yield _edge(article, outlet_key(author.name), score, f"It cites {author.name}.", span)
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

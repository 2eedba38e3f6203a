"""The origin graph of an event: which report knows it from whom, as pictures and as a table with the evidence."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from accordingto.model import Event, OriginEdge, Span
from accordingto.outlets import outlet_key, outlets
from accordingto.publish.pages.cards import author_name
from accordingto.publish.pages.origin_drawing import Drawing, Name, in_columns
from accordingto.publish.pages.origin_tree import as_tree
from accordingto.publish.quotes import QUOTE_CHARS, quotable
from accordingto.publish.situation import Situation, outlet
from accordingto.publish.wording import capitalized, one_line, shortened

MOST_DRAWN = 30  # reports in the picture, a screen and a half; the table has all
HOW = {
    "says": "gives the words of",
    "own_voice": "tells it without naming anybody, as",
    "drew_on": "has it from",
    "agency_credit": "credits",
    "copy": "shares its text with",
    "echo": "goes back to the same as",
    "same_state": "may go back to the same as",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One step as a row of the table: both ends by name, with the page of a report, and the words on both sides."""

    left: str
    left_report: str | None
    how: str
    right: str
    right_report: str | None
    reason: str
    left_words: str
    right_words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginGraph:
    """The pictures for wide and for narrow pages, None where there is nothing to see, and the table."""

    wide: Drawing | None
    narrow: Drawing | None
    left_out: int
    steps: tuple[Step, ...]


def origin_graph(situation: Situation, event: Event) -> OriginGraph:
    reports = _reports(situation, event)
    shown = reports[:MOST_DRAWN]
    edges = [edge for edge in event.origin_edges if _is_shown(edge, set(shown))]
    names = _names(situation, event, dict.fromkeys((*shown, *(end for edge in edges for end in _ends(edge)))))
    is_picture = len(names) > 2
    return OriginGraph(
        wide=in_columns(edges, names) if is_picture else None,
        narrow=as_tree(edges, names) if is_picture else None,
        left_out=len(reports) - len(shown),
        steps=tuple(_step(situation, event, edge) for edge in event.origin_edges),
    )


def _names(situation: Situation, event: Event, keys: Iterable[str]) -> dict[str, Name]:
    numbers = _numbers(event)
    return {key: Name(kind=_kind(key), text=_name(situation, event, key), number=numbers.get(key, 0)) for key in keys}


def _ends(edge: OriginEdge) -> tuple[str, str]:
    return edge.left_id, edge.right_id


def _kind(key: str) -> str:
    return key.partition(":")[0]


def _bare(key: str) -> str:
    return key.partition(":")[2]


def _numbers(event: Event) -> dict[str, int]:
    """The number of the origin that a report or an author belongs to; a report of several, that of the first."""
    numbers: dict[str, int] = {}
    authors = {claim.id: claim.author.key for claim in event.claims}
    for number, origin in enumerate(event.origins, 1):
        for claim_id in origin.claim_ids:
            numbers.setdefault(f"author:{authors.get(claim_id, '')}", number)
        for article_id in origin.article_ids:
            numbers.setdefault(f"article:{article_id}", number)
    return numbers


def _reports(situation: Situation, event: Event) -> list[str]:
    """The reports with a step, by origin and then in the order they became known."""
    numbers = _numbers(event)
    ends = {end for edge in event.origin_edges for end in _ends(edge)}
    known = [key for article in situation.articles_of(event) if (key := f"article:{article.id}") in ends]
    return sorted(known, key=lambda key: numbers.get(key, len(event.origins) + 1))


def _is_shown(edge: OriginEdge, reports: set[str]) -> bool:
    return all(_kind(end) != "article" or end in reports for end in _ends(edge))


def _name(situation: Situation, event: Event, key: str) -> str:
    if _kind(key) == "article":
        article = situation.articles.get(_bare(key))
        return outlet(article) if article else "a report that is not here"
    if _kind(key) == "author":
        return next((author_name(c.author) for c in event.claims if c.author.key == _bare(key)), one_line(_bare(key)))
    return _outlet_name(situation, event, _bare(key))


def _outlet_name(situation: Situation, event: Event, key: str) -> str:
    """An outlet as everybody knows it, or as this event's reports call it; its key if none does."""
    if known := outlets().get(key):
        return known.name
    reports = (outlet(article) for article in situation.articles_of(event))
    authors = (author_name(claim.author) for claim in event.claims)
    called = (name for name in (*reports, *authors) if outlet_key(name) == key)
    return next(called, capitalized(one_line(key)))


def _step(situation: Situation, event: Event, edge: OriginEdge) -> Step:
    return Step(
        left=_name(situation, event, edge.left_id),
        left_report=_report(situation, edge.left_id),
        how=HOW.get(edge.kind, edge.kind.replace("_", " ")),
        right=_name(situation, event, edge.right_id),
        right_report=_report(situation, edge.right_id),
        reason=capitalized(one_line(edge.reason)),
        left_words=_words(situation, edge.left_id, (e.left for e in edge.evidence)),
        right_words=_words(situation, edge.right_id, (e.right for e in edge.evidence)),
    )


def _report(situation: Situation, key: str) -> str | None:
    return _bare(key) if _bare(key) in situation.articles else None


def _words(situation: Situation, key: str, spans: Iterable[Span | None]) -> str:
    """The words of the evidence on one side, in one piece where they stand close together."""
    article = situation.articles.get(_bare(key))
    found = sorted(span for span in spans if span is not None)
    if article is None or not found:
        return ""
    whole = Span(found[0].start, max(span.end for span in found))
    pieces = quotable(situation, article.id, [whole] if whole.end - whole.start <= QUOTE_CHARS else found)
    return shortened(" … ".join(one_line(piece.slice(article.text)) for piece in pieces), QUOTE_CHARS)

"""The origin graph of an event: a picture of which report knows it from whom, and a table with the evidence.

Reports stand on the left in the order of their origins, whoever knows on the right, outlets they were heard through
between them. Positions follow from the order alone, so the same event gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accordingto.model import Event, OriginEdge, Span
from accordingto.publish.control import HOLDERS_COLOURED
from accordingto.publish.pages.cards import author_name
from accordingto.publish.quotes import QUOTE_CHARS, quotable
from accordingto.publish.situation import Situation, outlet
from accordingto.publish.wording import capitalized, one_line, shortened

MOST_DRAWN = 30  # reports in the picture, a screen and a half; the table has all
ROW, TOP, WIDTH = 30, 34, 760  # units of the drawing, pixels where there is room
COLUMNS = {"article": 44, "publisher": 330, "author": 510}  # where names begin
NAME_CHARS = {"article": 34, "publisher": 20, "author": 33}  # about what fits before the next column
BEND = 60  # how far a curve between two columns swings
HOW = {
    "says": "gives the words of",
    "own_voice": "tells it without naming anybody, as",
    "drew_on": "has it from",
    "agency_credit": "credits",
    "copy": "shares its text with",
    "echo": "goes back to the same as",
    "same_state": "may go back to the same as",
}
BETWEEN_ALIKE = ("copy", "echo", "same_state")
NAMES_ONE_SIDE = 18.0  # where curves within a column begin, left of reports and right of authors


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A name in the picture; `number` is the origin it belongs to, 0 if to none of its own."""

    x: int
    y: int
    name: str
    full: str
    number: int
    hue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A curve of the picture, as SVG path data."""

    path: str
    kind: str
    hue: int


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
    """The picture, None where there is nothing to see, and the table."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    left_out: int
    has_middle: bool
    steps: tuple[Step, ...]


def origin_graph(situation: Situation, event: Event) -> OriginGraph:
    reports = _reports(situation, event)
    numbers = _numbers(event)
    shown = reports[:MOST_DRAWN]
    edges = [edge for edge in event.origin_edges if _is_shown(edge, set(shown))]
    order = _order(edges, shown, numbers)
    nodes = {key: _node(situation, event, key, at, numbers) for at, key in _places(order)}
    drawn = [edge for edge in edges if edge.left_id in nodes and edge.right_id in nodes]
    height = TOP + ROW * max((len(keys) for keys in order.values()), default=0)
    return OriginGraph(
        nodes=tuple(nodes.values()) if len(nodes) > 2 else (),
        lines=tuple(_line(edge, nodes, numbers) for edge in drawn),
        width=WIDTH,
        height=height,
        left_out=len(reports) - len(shown),
        has_middle=bool(order["publisher"]),
        steps=tuple(_step(situation, event, edge) for edge in event.origin_edges),
    )


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
    ends = {end for edge in event.origin_edges for end in (edge.left_id, edge.right_id)}
    known = [key for article in situation.articles_of(event) if (key := f"article:{article.id}") in ends]
    return sorted(known, key=lambda key: numbers.get(key, len(event.origins) + 1))


def _is_shown(edge: OriginEdge, reports: set[str]) -> bool:
    return all(_kind(end) != "article" or end in reports for end in (edge.left_id, edge.right_id))


def _order(edges: Sequence[OriginEdge], reports: Sequence[str], numbers: Mapping[str, int]) -> dict[str, list[str]]:
    """The names of each column from the top; others than reports near those that lead to them."""
    row = {key: float(i) for i, key in enumerate(reports)}
    found: dict[str, list[str]] = {"article": list(reports), "publisher": [], "author": []}
    for column in ("publisher", "author"):
        rows: dict[str, list[float]] = {}
        for edge in edges:
            if _kind(edge.right_id) == column and edge.kind not in BETWEEN_ALIKE:
                rows.setdefault(edge.right_id, []).append(row.get(edge.left_id, 0.0))
        found[column] = sorted(rows, key=lambda key: (numbers.get(key, 0), sum(rows[key]) / len(rows[key]), key))
    return found


def _places(order: Mapping[str, Sequence[str]]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where each name stands; shorter columns are centred beside the longest."""
    most = max(map(len, order.values()), default=0)
    for column, keys in order.items():
        for i, key in enumerate(keys):
            yield (COLUMNS[column], TOP + ROW // 2 + round(ROW * (i + (most - len(keys)) / 2))), key


def _node(situation: Situation, event: Event, key: str, at: tuple[int, int], numbers: Mapping[str, int]) -> Node:
    name = _name(situation, event, key)
    number = numbers.get(key, 0)
    shown = shortened(name, NAME_CHARS[_kind(key)])
    return Node(x=at[0], y=at[1], name=shown, full=name, number=number, hue=_hue(number))


def _hue(number: int) -> int:
    return min(number, HOLDERS_COLOURED + 1)


def _name(situation: Situation, event: Event, key: str) -> str:
    if _kind(key) == "article":
        article = situation.articles.get(_bare(key))
        return outlet(article) if article else "a report that is not here"
    if _kind(key) == "author":
        return next((author_name(c.author) for c in event.claims if c.author.key == _bare(key)), one_line(_bare(key)))
    return capitalized(one_line(_bare(key)))


def _line(edge: OriginEdge, nodes: Mapping[str, Node], numbers: Mapping[str, int]) -> Line:
    left, right = nodes[edge.left_id], nodes[edge.right_id]
    knower = edge.right_id if _kind(edge.right_id) == "author" else edge.left_id
    hue = _hue(numbers.get(knower, 0))
    if edge.kind in BETWEEN_ALIKE:
        return Line(path=_arc(left, right, outward=-1 if edge.kind == "copy" else 1), kind=edge.kind, hue=hue)
    start, end = left.x + 4 + 7.2 * len(left.name), right.x - 26
    middle = max(start + 8, end - BEND) if start < end - 16 else (start + end) / 2
    bend = f"C{middle + BEND / 2:.0f} {left.y} {end - BEND / 2:.0f} {right.y} {end} {right.y}"
    return Line(path=f"M{start:.0f} {left.y}H{middle:.0f}{bend}", kind=edge.kind, hue=hue)


def _arc(left: Node, right: Node, *, outward: int) -> str:
    """A curve beside a column, from one of its names to another."""
    x = left.x - NAMES_ONE_SIDE - 4 if outward < 0 else WIDTH - NAMES_ONE_SIDE
    far = x + outward * min(24.0, 6 + abs(left.y - right.y) / 5)
    return f"M{x:.0f} {left.y}C{far:.0f} {left.y} {far:.0f} {right.y} {x:.0f} {right.y}"


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

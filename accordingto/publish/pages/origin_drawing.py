"""The origin graph drawn in columns, for pages that have room.

Reports stand on the left in the order of their origins, whoever knows on the right, outlets they were heard through
between them.

Positions follow from the order alone, so the same event gives the same picture.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accordingto.model import OriginEdge
from accordingto.publish.control import HOLDERS_COLOURED
from accordingto.publish.wording import shortened

ROW, TOP, WIDTH = 30, 34, 760  # units of the drawing, pixels where there is room
COLUMNS = {"article": 44, "publisher": 330, "author": 510}  # where names begin
HEADS = {"article": "Reports", "publisher": "Heard through", "author": "Who knows it"}
NAME_CHARS = {"article": 34, "publisher": 20, "author": 33}  # about what fits before the next column
BEND = 60  # how far a curve between two columns swings
BETWEEN_ALIKE = ("copy", "echo", "same_state")
NAMES_ONE_SIDE = 18.0  # where curves within a column begin, left of reports and right of authors


@dataclass(frozen=True, slots=True, kw_only=True)
class Name:
    """A report by its outlet, an outlet heard through, or an author; `number` is its origin's, 0 if it has none."""

    kind: str
    text: str
    number: int

    @property
    def hue(self) -> int:
        return min(self.number, HOLDERS_COLOURED + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """A name in a picture, as much of it as fits."""

    x: int
    y: int
    shown: str
    name: Name


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """A curve of a picture, as SVG path data."""

    path: str
    kind: str
    hue: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawing:
    """A picture: names, the lines between them, and what stands above the names, by where it begins."""

    nodes: tuple[Node, ...]
    lines: tuple[Line, ...]
    width: int
    height: int
    heads: tuple[tuple[int, str], ...] = ()


def in_columns(edges: Sequence[OriginEdge], names: Mapping[str, Name]) -> Drawing:
    """The picture in columns of the names, in their order, and the edges between them."""
    order = columns(edges, names)
    nodes = {key: _node(names[key], at) for at, key in _places(order)}
    drawn = [edge for edge in edges if edge.left_id in nodes and edge.right_id in nodes]
    return Drawing(
        nodes=tuple(nodes.values()),
        lines=tuple(_line(edge, nodes) for edge in drawn),
        width=WIDTH,
        height=TOP + ROW * max((len(keys) for keys in order.values()), default=0),
        heads=tuple((x, HEADS[column]) for column, x in COLUMNS.items() if order[column]),
    )


def columns(edges: Sequence[OriginEdge], names: Mapping[str, Name]) -> dict[str, list[str]]:
    """The keys of each column from the top; others than reports near those that lead to them."""
    reports = [key for key, name in names.items() if name.kind == "article"]
    row = {key: float(i) for i, key in enumerate(reports)}
    found: dict[str, list[str]] = {"article": reports, "publisher": [], "author": []}
    for column in ("publisher", "author"):
        rows: dict[str, list[float]] = {}
        for edge in edges:
            if names[edge.right_id].kind == column and edge.kind not in BETWEEN_ALIKE:
                rows.setdefault(edge.right_id, []).append(row.get(edge.left_id, 0.0))
        found[column] = sorted(rows, key=lambda key: (*_rank(names[key]), sum(rows[key]) / len(rows[key]), key))
    return found


def _rank(name: Name) -> tuple[bool, int]:
    """By origin; who supports nothing, by denying or asking, stands last."""
    return not name.number, name.number


def _places(order: Mapping[str, Sequence[str]]) -> Iterator[tuple[tuple[int, int], str]]:
    """Where each name stands; shorter columns are centred beside the longest."""
    most = max(map(len, order.values()), default=0)
    for column, keys in order.items():
        for i, key in enumerate(keys):
            yield (COLUMNS[column], TOP + ROW // 2 + round(ROW * (i + (most - len(keys)) / 2))), key


def _node(name: Name, at: tuple[int, int]) -> Node:
    return Node(x=at[0], y=at[1], shown=shortened(name.text, NAME_CHARS[name.kind]), name=name)


def _line(edge: OriginEdge, nodes: Mapping[str, Node]) -> Line:
    left, right = nodes[edge.left_id], nodes[edge.right_id]
    hue = (right if right.name.kind == "author" else left).name.hue
    if edge.kind in BETWEEN_ALIKE:
        return Line(path=_arc(left, right, outward=-1 if edge.kind == "copy" else 1), kind=edge.kind, hue=hue)
    start, end = left.x + 4 + 7.2 * len(left.shown), right.x - 26
    middle = max(start + 8, end - BEND) if start < end - 16 else (start + end) / 2
    bend = f"C{middle + BEND / 2:.0f} {left.y} {end - BEND / 2:.0f} {right.y} {end} {right.y}"
    return Line(path=f"M{start:.0f} {left.y}H{middle:.0f}{bend}", kind=edge.kind, hue=hue)


def _arc(left: Node, right: Node, *, outward: int) -> str:
    """A curve beside a column, from one of its names to another."""
    x = left.x - NAMES_ONE_SIDE - 4 if outward < 0 else WIDTH - NAMES_ONE_SIDE
    far = x + outward * min(24.0, 6 + abs(left.y - right.y) / 5)
    return f"M{x:.0f} {left.y}C{far:.0f} {left.y} {far:.0f} {right.y} {x:.0f} {right.y}"

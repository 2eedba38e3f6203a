"""The origin graph drawn in one column, for narrow screens: whoever knows, below the reports that have it from them.

Each author has a line down the left, in a lane of its own where others pass, from which branches lead to its reports; a
report of several authors stands below the first. Lines on the right join reports that share their text, and names that
go back to the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from accordingto.model import OriginEdge
from accordingto.publish.pages.origin_drawing import BETWEEN_ALIKE, Drawing, Line, Name, Node, columns
from accordingto.publish.wording import shortened

WIDTH, ROW, TOP = 320, 26, 4  # what a screen of 360 px leaves beside the margins; names are drawn at their own size
LANE, LANES_WIDE = 9, 90  # between lines, and for all of them on one side: more of them stand closer
EDGE = 6  # left and right of the outermost line
ROUND = 6  # radius of a bend
DOT = {"author": 24, "publisher": 18, "article": 18}  # from a name back to where its lines end
CHAR = 7.4  # width of a letter of 14 px, generously: lines begin behind names


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trunk:
    """Rows that one line joins: the kind of line at each, the commonest along it."""

    branches: Mapping[int, str]
    kind: str
    hue: int

    @property
    def ends(self) -> tuple[int, int]:
        return min(self.branches), max(self.branches)


def as_tree(edges: Sequence[OriginEdge], names: Mapping[str, Name]) -> Drawing:
    """The picture in one column of the names and the edges between them."""
    row = {key: number for number, key in enumerate(_rows(edges, names))}
    drawn = [edge for edge in edges if edge.left_id in row and edge.right_id in row]
    left, right = _lanes(_steps(drawn, row, names)), _lanes(_likes(drawn, row, names))
    x = EDGE + _width(left) + DOT["author"] + LANE
    end = WIDTH - EDGE - _width(right)
    room = int((end - LANE - x) / CHAR)
    nodes = [Node(x=x, y=_middle(row[key]), shown=shortened(names[key].text, room), name=names[key]) for key in row]
    starts = [node.x - DOT[node.name.kind] for node in nodes]
    stops = [round(node.x + 4 + CHAR * len(node.shown)) for node in nodes]
    return Drawing(
        nodes=tuple(nodes),
        lines=(
            *(line for lane, trunk in left for line in _lines(trunk, x - DOT["author"] - _at(lane, left), starts)),
            *(line for lane, trunk in right for line in _lines(trunk, end + _at(lane, right) - LANE, stops)),
        ),
        width=WIDTH,
        height=TOP + ROW * len(row),
    )


def _rows(edges: Sequence[OriginEdge], names: Mapping[str, Name]) -> list[str]:
    """The keys from the top: each author, its reports that no earlier one has, the outlets these were heard through."""
    order = columns(edges, names)
    steps = [edge for edge in edges if edge.kind not in BETWEEN_ALIKE]
    rows: dict[str, None] = {}
    for author in order["author"]:
        rows[author] = None
        told = {edge.left_id for edge in steps if edge.right_id == author}
        rows.update(dict.fromkeys(key for key in order["article"] if key in told))
        through = {edge.right_id for edge in steps if edge.left_id in told}
        rows.update(dict.fromkeys(key for key in order["publisher"] if key in through))
    rows.update(dict.fromkeys((*order["publisher"], *order["article"])))
    return list(rows)


def _steps(edges: Iterable[OriginEdge], row: Mapping[str, int], names: Mapping[str, Name]) -> Iterator[_Trunk]:
    """A line for each author and each outlet heard through."""
    branches: defaultdict[str, dict[int, str]] = defaultdict(dict)
    for edge in edges:
        if edge.kind not in BETWEEN_ALIKE:
            branches[edge.right_id].setdefault(row[edge.left_id], edge.kind)
    for key, found in branches.items():
        kind = _commonest(found.values())
        yield _Trunk(branches={**found, row[key]: kind}, kind=kind, hue=names[key].hue)


def _likes(edges: Iterable[OriginEdge], row: Mapping[str, int], names: Mapping[str, Name]) -> Iterator[_Trunk]:
    """A line for each group of reports that share their text, or of names that go back to the same."""
    groups: defaultdict[str, list[set[str]]] = defaultdict(list)
    for edge in edges:
        if edge.kind in BETWEEN_ALIKE:
            ends = {edge.left_id, edge.right_id}
            apart = [group for group in groups[edge.kind] if not group & ends]
            groups[edge.kind] = [*apart, ends.union(*(group for group in groups[edge.kind] if group & ends))]
    for kind, found in groups.items():
        for group in found:
            first = min(group, key=lambda key: row[key])
            yield _Trunk(branches={row[key]: kind for key in group}, kind=kind, hue=names[first].hue)


def _commonest(kinds: Iterable[str]) -> str:
    kinds = list(kinds)
    return max(kinds, key=kinds.count)


def _lanes(trunks: Iterable[_Trunk]) -> list[tuple[int, _Trunk]]:
    """The lines with their lanes, the shortest nearest to the names; lines in one lane never meet."""
    taken: list[list[tuple[int, int]]] = []
    found = []
    for trunk in sorted(trunks, key=lambda trunk: (trunk.ends[1] - trunk.ends[0], trunk.ends)):
        top, bottom = trunk.ends
        lane = next((i for i, spans in enumerate(taken) if all(b < top or bottom < a for a, b in spans)), len(taken))
        if lane == len(taken):
            taken.append([])
        taken[lane].append((top, bottom))
        found.append((lane, trunk))
    return found


def _width(lanes: Sequence[tuple[int, _Trunk]]) -> int:
    return min(LANES_WIDE, LANE * (1 + max(lane for lane, _ in lanes))) if lanes else 0


def _at(lane: int, lanes: Sequence[tuple[int, _Trunk]]) -> int:
    """How far a lane is from the names' side."""
    number = 1 + max(lane for lane, _ in lanes)
    return round(_width(lanes) * (lane + 1) / number)


def _lines(trunk: _Trunk, x: int, ends: Sequence[int]) -> Iterator[Line]:
    """The line along a lane, in pieces between its branches, and the branches, each to where its name's side is."""
    top, bottom = trunk.ends
    rows = sorted(trunk.branches)
    pieces = "".join(
        f"M{x} {_middle(a) + (ROUND if a == top else 0)}V{_middle(b) - (ROUND if b == bottom else 0)}"
        for a, b in pairwise(rows)
    )
    if pieces:
        yield Line(path=pieces, kind=trunk.kind, hue=trunk.hue)
    for row in rows:
        y, side = _middle(row), ROUND if ends[row] > x else -ROUND
        turn = {top: ROUND, bottom: -ROUND}.get(row, 0) if top != bottom else 0
        path = f"M{x} {y + turn}Q{x} {y} {x + side} {y}H{ends[row]}" if turn else f"M{x} {y}H{ends[row]}"
        yield Line(path=path, kind=trunk.branches[row], hue=trunk.hue)


def _middle(row: int) -> int:
    return TOP + ROW // 2 + ROW * row

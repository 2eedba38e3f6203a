"""Both pictures of an origin graph: whatever it is, names are there once, inside the picture, and lines meet them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import OriginEdge
from accordingto.publish.pages.origin_drawing import Drawing, Name, in_columns
from accordingto.publish.pages.origin_tree import EDGE, WIDTH, as_tree

LEADS_TO = {"says": "author", "own_voice": "author", "drew_on": "publisher", "copy": "article"}
NUMBER = re.compile(r"-?\d+")


def edge(left: str, right: str, kind: str) -> OriginEdge:
    return OriginEdge(left_id=left, right_id=right, kind=kind, reason="Because.")


def names_of(edges: Sequence[OriginEdge]) -> dict[str, Name]:
    """The names of a graph, reports first; authors are origins in their order."""
    keys = dict.fromkeys(end for e in edges for end in (e.left_id, e.right_id))
    authors = [key for key in keys if key.startswith("author")]
    numbers = {key: number for number, key in enumerate(authors, 1)}
    ordered = sorted(keys, key=lambda key: not key.startswith("article"))
    return {key: Name(kind=key.partition(":")[0], text=f"The {key}", number=numbers.get(key, 0)) for key in ordered}


@st.composite
def graphs(draw: st.DrawFn) -> list[OriginEdge]:
    """Up to 30 reports of up to 30 authors, heard through some outlets, some of them copies of each other."""
    at = st.integers(0, draw(st.integers(1, 29)))
    steps = draw(st.lists(st.tuples(st.sampled_from(sorted(LEADS_TO)), at, at), min_size=1, max_size=60))
    edges = [edge(f"article:{i}", f"{LEADS_TO[kind]}:{j}", kind) for kind, i, j in steps if kind != "copy" or i != j]
    return edges or [edge("article:0", "author:0", "says")]


def rows(drawing: Drawing) -> list[str]:
    return [node.name.text.removeprefix("The ") for node in sorted(drawing.nodes, key=lambda node: node.y)]


@given(graphs())
def test_every_name_is_in_both_pictures_once(edges: list[OriginEdge]) -> None:
    names = names_of(edges)
    expected = sorted(name.text for name in names.values())
    for drawing in (in_columns(edges, names), as_tree(edges, names)):
        assert sorted(node.name.text for node in drawing.nodes) == expected
        assert len({(node.x, node.y) for node in drawing.nodes}) == len(names)


@given(graphs())
def test_the_tall_picture_fits_a_phone(edges: list[OriginEdge]) -> None:
    drawing = as_tree(edges, names_of(edges))
    assert drawing.width == WIDTH <= 328, "a screen of 360 px without its margins"
    for line in drawing.lines:
        for value in re.findall(r"[MQ](\d+) |H(\d+)", line.path):
            assert EDGE <= int("".join(value)) <= WIDTH - EDGE
    assert all(len(node.shown) >= 10 for node in drawing.nodes), "enough of a name to know it by"


def drawn_ends(drawing: Drawing) -> Mapping[int, int]:
    """How many branches end at each row, by its height in the picture."""
    found: dict[int, int] = {}
    for line in drawing.lines:
        if "H" in line.path:
            y = int(NUMBER.findall(line.path.partition("H")[0])[-1])
            found[y] = found.get(y, 0) + 1
    return found


@given(graphs())
def test_every_step_has_a_branch_at_its_report(edges: list[OriginEdge]) -> None:
    names = names_of(edges)
    drawing = as_tree(edges, names)
    ends = drawn_ends(drawing)
    for node in drawing.nodes:
        key = node.name.text.removeprefix("The ")
        steps = {e.right_id for e in edges if e.left_id == key and e.kind != "copy"}
        assert ends[node.y] >= max(1, len(steps))


TREES = [
    pytest.param(
        [edge("article:a", "author:x", "says"), edge("article:b", "author:x", "says")],
        ["author:x", "article:a", "article:b"],
        id="reports stand below who knows it",
    ),
    pytest.param(
        [
            edge("article:a", "author:x", "says"),
            edge("article:a", "author:y", "says"),
            edge("article:b", "author:y", "says"),
        ],
        ["author:x", "article:a", "author:y", "article:b"],
        id="a report of two authors stands below the first",
    ),
    pytest.param(
        [
            edge("article:a", "author:x", "says"),
            edge("article:a", "publisher:p", "drew_on"),
            edge("article:b", "author:y", "own_voice"),
        ],
        ["author:x", "article:a", "publisher:p", "author:y", "article:b"],
        id="an outlet heard through stands below the report",
    ),
    pytest.param(
        [edge("article:a", "author:x", "says"), edge("article:b", "article:a", "copy")],
        ["author:x", "article:a", "article:b"],
        id="a copy that names nobody stands last",
    ),
]


@pytest.mark.parametrize(("edges", "expected"), TREES)
def test_the_order_of_the_tall_picture(edges: list[OriginEdge], expected: list[str]) -> None:
    assert rows(as_tree(edges, names_of(edges))) == expected


def test_who_supports_nothing_stands_last() -> None:
    edges = [edge("article:a", "author:denier", "says"), edge("article:b", "author:x", "says")]
    names = names_of(edges) | {"author:denier": Name(kind="author", text="The author:denier", number=0)}
    assert rows(as_tree(edges, names))[0] == "author:x"
    authors = [node for node in in_columns(edges, names).nodes if node.name.kind == "author"]
    assert [node.name.number for node in sorted(authors, key=lambda node: node.y)] == [2, 0]


def test_lines_side_by_side_do_not_share_a_lane() -> None:
    crossing = [edge(f"article:{report}", f"author:{author}", "says") for report in range(4) for author in range(4)]
    drawing = as_tree(crossing, names_of(crossing))
    lanes: dict[str, list[tuple[int, int]]] = {}
    for line in drawing.lines:
        for x, top, bottom in re.findall(r"M(\d+) (\d+)V(\d+)", line.path):
            lanes.setdefault(x, []).append((int(top), int(bottom)))
    for pieces in lanes.values():
        pieces.sort()
        assert all(above[1] <= below[0] for above, below in pairwise(pieces))

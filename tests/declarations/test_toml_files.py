"""The line of a value is where TOML itself begins to give it."""

from __future__ import annotations

import pytest

from accordingto.declarations.toml_files import KeyPath, line_of

TEXT = '''# a comment
title = "one"
words = """
[period]
several lines"""
list = [
  1,
  2,
]

[period]
start = 2024-11-27

  [[source]]
id = "a"
  [source.more]
  deep.er = 1

[[source]]
"id" = "b"
[other]
[other.inner]
x = {y = 1, z = 2}
'''

LINES: list[tuple[KeyPath, int]] = [
    (("title",), 2),
    (("words",), 3),
    (("list",), 6),
    (("list", 1), 6),  # the value of several lines that holds it
    (("period",), 11),  # not the words inside a text
    (("period", "start"), 12),
    (("source", 0), 14),
    (("source", 0, "id"), 15),
    (("source", 0, "more", "deep", "er"), 17),
    (("source", 1), 19),
    (("source", 1, "id"), 20),
    (("source", 1, "name"), 19),  # not given: the table that should
    (("other", "inner", "x", "z"), 23),
    (("nothing",), 1),
    ((), 1),
]


@pytest.mark.parametrize(("place", "line"), LINES)
def test_line_of(place: KeyPath, line: int) -> None:
    assert line_of(place, TEXT) == line

"""Rows of text that a spreadsheet may open: no cell can start a formula, none breaks its row."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence

from accordingto.publish.exports.values import Value
from accordingto.publish.wording import one_line

# What spreadsheet programs take as the beginning of a formula, with the white space they skip before it (OWASP).
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


def csv_file(rows: Iterable[Sequence[Value]]) -> bytes:
    """Rows as CSV (RFC 4180); lists are joined by semicolons."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows([cell(value) for value in row] for row in rows)
    return out.getvalue().encode("utf-8", "replace")


def tab_file(rows: Iterable[Sequence[Value]]) -> bytes:
    """Rows separated by tabs, without any quoting: no cell holds a tab or a line's end."""
    return "".join("\t".join(cell(value) for value in row) + "\n" for row in rows).encode("utf-8", "replace")


def cell(value: Value) -> str:
    """A value as the text of a cell; text that might be run as a formula begins with an apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    text = "; ".join(one_line(part) for part in value) if isinstance(value, list) else one_line(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text

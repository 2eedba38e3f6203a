"""Rows as a table for people, as JSON and as CSV; none of the three lets a report's text do more than be read."""

from __future__ import annotations

import csv
import json
import shutil
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from typing import Literal, TextIO

import click

Value = str | int | float | bool | None | Sequence[str]
Row = Mapping[str, Value]
Form = Literal["table", "json", "csv"]

MIN_CELL = 8  # characters below which a column is not narrowed
MAX_CELL = 60
GAP = "  "
# What spreadsheets take for the beginning of a formula (OWASP, "CSV injection").
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def printable(text: str) -> str:
    """`text` on one line, with everything a terminal might obey, or that hides or turns text, written as \\x1b."""
    return "".join(_visible(character) for character in text)


JOINERS = "\u200c\u200d"  # of Persian letters and of emoji: they hide nothing


def _visible(character: str) -> str:
    if character in JOINERS:
        return character
    if character in "\n\r\t\u2028\u2029":
        return " "
    if unicodedata.category(character).startswith("C"):
        return character.encode("unicode_escape").decode()
    return character


def csv_safe(value: Value) -> str | int | float | bool | None:
    """A cell that no spreadsheet runs: text that could begin a formula gets an apostrophe in front."""
    if value is None or isinstance(value, bool | int | float):
        return value
    text = value if isinstance(value, str) else "; ".join(value)
    return f"'{text}" if text.lstrip(" ").startswith(FORMULA_STARTS) else text


def show(rows: Sequence[Row], columns: Sequence[str], form: Form, *, out: TextIO | None = None) -> None:
    """Print rows: `columns` as a table, everything as JSON or CSV."""
    out = out or sys.stdout
    if form == "json":
        _write_json(rows, out)
    elif form == "csv":
        _write_csv(rows, out)
    else:
        _write_table(rows, columns, out)


def _write_json(rows: Sequence[Row], out: TextIO) -> None:
    """A JSON array with one row a line; everything beyond ASCII is escaped, so no terminal can misread it."""
    out.write("[" + ",".join("\n" + json.dumps(row) for row in rows) + ("\n]\n" if rows else "]\n"))


def _write_csv(rows: Sequence[Row], out: TextIO) -> None:
    if rows:
        writer = csv.writer(out, lineterminator="\n")
        writer.writerow(rows[0])
        writer.writerows([csv_safe(value) for value in row.values()] for row in rows)


def _write_table(rows: Sequence[Row], columns: Sequence[str], out: TextIO) -> None:
    cells = [[_cell(row[column]) for column in columns] for row in rows]
    if not cells:
        return
    widths = _widths(columns, cells, shutil.get_terminal_size((160, 24)).columns)
    head = GAP.join(_fit(column.replace("_", " "), width) for column, width in zip(columns, widths, strict=True))
    out.write(click.style(head.rstrip(), bold=True) + "\n" if out.isatty() else head.rstrip() + "\n")
    for row in cells:
        line = GAP.join(_fit(cell, width) for cell, width in zip(row, widths, strict=True))
        out.write(line.rstrip() + "\n")


def _cell(value: Value) -> str:
    if value is None or value is False:
        return ""
    if value is True:
        return "yes"
    if isinstance(value, str | int | float):
        return printable(str(value))
    return printable(", ".join(value))


def _widths(columns: Sequence[str], cells: Sequence[Sequence[str]], available: int) -> list[int]:
    """Widths that fit the line: the widest column gives way first, none below `MIN_CELL`."""
    widths = [min(MAX_CELL, max(len(column), *(_columns(row[i]) for row in cells))) for i, column in enumerate(columns)]
    while sum(widths) + len(GAP) * (len(widths) - 1) > available and max(widths) > MIN_CELL:
        widths[widths.index(max(widths))] -= 1
    return widths


def _fit(cell: str, width: int) -> str:
    """The cell cut or filled to `width` terminal columns."""
    taken, used = 0, 0
    for character in cell:
        step = _columns(character)
        if used + step > width:
            break
        taken, used = taken + 1, used + step
    if taken < len(cell):
        while used >= width:
            taken -= 1
            used -= _columns(cell[taken])
        return cell[:taken] + "…" + " " * (width - used - 1)
    return cell + " " * (width - used)


def _columns(text: str) -> int:
    """How many columns of a terminal `text` takes."""
    return sum(_character_columns(character) for character in text)


def _character_columns(character: str) -> int:
    if unicodedata.combining(character):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1

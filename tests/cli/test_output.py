"""What is printed shows the text of reports and obeys none of it."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.cli.output import Row, csv_safe, printable, show

PRINTABLE = [
    ("Aleppo fell", "Aleppo fell"),
    ("\x1b[2Jgone", "\\x1b[2Jgone"),  # clears the screen
    ("\x9b31m", "\\x9b31m"),  # the same introducer as one character of the C1 range
    ("a\r\nb\tc", "a  b c"),  # a row stays a row
    ("\u202egnp.exe", "\\u202egnp.exe"),  # turns what follows around
    ("\ud800", "\\ud800"),  # half a character
    ("Türkiye حلب 北京 👩‍🚒", "Türkiye حلب 北京 👩‍🚒"),  # other scripts are no attack
]


@pytest.mark.parametrize(("text", "shown"), PRINTABLE)
def test_terminals_are_told_nothing_but_text(text: str, shown: str) -> None:
    assert printable(text) == shown


FORMULAS = ["=HYPERLINK(1)", "+1", "-1+1", "@SUM(A1)", "\t=1", "\r=1", " =1", "|cmd", "%0A"]


@pytest.mark.parametrize("text", FORMULAS)
def test_spreadsheets_run_no_cell(text: str) -> None:
    assert csv_safe(text) == f"'{text}"


@pytest.mark.parametrize("value", ["Aleppo", "", "12 killed", -3.5, 0, None, True])
def test_harmless_cells_are_left_alone(value: str | float | None) -> None:
    assert csv_safe(value) == value


def printed(rows: list[Row], columns: list[str], form: str) -> str:
    out = io.StringIO()
    show(rows, columns, form, out=out)  # type: ignore[arg-type]
    return out.getvalue()


ROWS: list[Row] = [
    {"name": "=1+1", "places": ["Hama", "Homs"], "lat": -3.5, "hidden": None},
    {"name": 'line\nbreak, "quoted"', "places": [], "lat": None, "hidden": True},
]


def test_csv_reads_back_with_every_field() -> None:
    found = list(csv.DictReader(io.StringIO(printed(ROWS, ["name"], "csv"))))
    assert [row["name"] for row in found] == ["'=1+1", 'line\nbreak, "quoted"']
    assert found[0] == {"name": "'=1+1", "places": "Hama; Homs", "lat": "-3.5", "hidden": ""}


def test_json_reads_back_as_it_was() -> None:
    assert json.loads(printed(ROWS, ["name"], "json")) == ROWS
    assert json.loads(printed([], ["name"], "json")) == []


def test_table_has_a_line_for_each_row(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    lines = printed(ROWS, ["name", "places"], "table").splitlines()
    assert lines[0].split() == ["name", "places"]
    assert [line[:4] for line in lines[1:]] == ["=1+1", "line"]
    assert printed([], ["name"], "table") == ""


@given(st.lists(st.text(max_size=40), min_size=1, max_size=5), st.integers(40, 120))
def test_table_fits_the_terminal(texts: list[str], columns: int) -> None:
    rows: list[Row] = [{"one": text, "two": text, "three": len(text)} for text in texts]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("COLUMNS", str(columns))
        printed_table = printed(rows, ["one", "two", "three"], "table")
    assert printed_table.count("\n") == len(rows) + 1
    assert all(len(line) <= columns for line in printed_table.splitlines())
    assert "\x1b" not in printed_table

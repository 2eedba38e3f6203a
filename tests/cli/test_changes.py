"""`accordingto changes` as a user asks it."""

from __future__ import annotations

import csv
import io
import json

import pytest

from tests.cli.test_commands import folder, listed, run

__all__ = ["folder"]

SPANS = [
    (("--since", "2024-12-01"), 3),
    (("--since", "2024-12-02"), 2),  # that day is new
    (("--since", "2024-12-02T00:00"), 1),  # that moment is not
    (("--since", "2024-12-02", "--as-of", "2024-12-02"), 1),
    (("--since", "2024-12-09"), 0),
]


@pytest.mark.usefixtures("folder")
def test_changes_of_a_span() -> None:
    for arguments, count in SPANS:
        assert len(listed("changes", *arguments)) == count, arguments


@pytest.mark.usefixtures("folder")
def test_every_form_tells_the_same_and_is_harmless() -> None:
    lines = run("changes", "--since", "2024-12-01", "--jsonl").stdout.splitlines()
    events = [json.loads(line) for line in lines]
    assert [change["change"] for event in events for change in event["changes"]] == ["new event"] * 3
    table = run("changes", "--since", "2024-12-01").stdout
    assert len(table.splitlines()) == 4
    assert "\x1b" not in table
    rows = csv.DictReader(io.StringIO(run("changes", "--since", "2024-12-01", "--csv").stdout))
    assert not any(cell.startswith(("=", "+", "@")) for row in rows for cell in row.values())


@pytest.mark.usefixtures("folder")
def test_a_persons_decision_is_a_change() -> None:
    (event,) = listed("events", "--place", "Homs")
    run("decisions", "add", "wrong", str(event["id"]), "--by", "Ada", "--reason", "A drill.")
    rows = listed("changes", "--since", "2024-12-09")
    assert [(row["change"], row["by"]) for row in rows] == [
        ("no longer told", None),
        ("correction by a person", "Ada"),
    ]
    assert rows[1]["what"] == "wrong: A drill."


@pytest.mark.usefixtures("folder")
def test_since_is_needed() -> None:
    run("changes", status=2)
    run("changes", "--since", "last week", status=2)

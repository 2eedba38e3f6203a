"""`accordingto link`: files in, files out, and what a user sees when a line cannot be used."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from accordingto.cli.group import main

TEXT = "Shells hit the mill in Qarun, the River Monitor said. Fourteen sacks of flour burned and the road was closed."


def lines_file(tmp_path: Path, *lines: str) -> Path:
    source = tmp_path / "in.jsonl"
    source.write_text("\n".join(lines), encoding="utf-8")
    return source


def rows_of(path: Path) -> list[dict[str, object]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def test_only_what_is_asked_for_is_written(tmp_path: Path) -> None:
    lines = [
        json.dumps({"id": n, "text": TEXT + extra, "outlet": f"Outlet {n}"}) for n, extra in enumerate(("", " More."))
    ]
    source, out = lines_file(tmp_path, *lines, ""), tmp_path / "linked"
    done = CliRunner().invoke(main, ["link", str(source), "--out", str(out), "--only", "stories,copies"])
    assert done.exit_code == 0, done.output
    assert sorted(path.name for path in out.iterdir()) == ["copies.jsonl", "stories.jsonl"]
    assert [row["id"] for row in rows_of(out / "stories.jsonl")] == ["0", "1"]
    assert [row["relation"] for row in rows_of(out / "copies.jsonl")] == ["copy"]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{not json", ":1: not a line of JSON"),
        ("[1]", ":1: a line is an object"),
        ('{"text": "x"}', ":1: a line is an object"),
    ],
)
def test_a_line_that_cannot_be_used_is_named(tmp_path: Path, line: str, says: str) -> None:
    done = CliRunner().invoke(main, ["link", str(lines_file(tmp_path, line)), "--out", str(tmp_path / "out")])
    assert done.exit_code == 1
    assert says in done.output


def test_unknown_parts_are_a_usage_error(tmp_path: Path) -> None:
    source = lines_file(tmp_path, json.dumps({"id": 1, "text": TEXT}))
    done = CliRunner().invoke(main, ["link", str(source), "--out", str(tmp_path / "out"), "--only", "rumours"])
    assert done.exit_code == 2

"""The main job with the reader that ships: reports to a page in one command, killed or not, and the read interface."""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from accordingto.cli import main
from accordingto.ledger import Ledger, View
from accordingto.ledger.rows import encode

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-c", "from accordingto.cli import main; main()"]
NOW = datetime(2025, 1, 1, tzinfo=UTC)
PAUSES_S = (1.0, 2.5)  # while the program loads, and while it collects or reads

TEXT = (
    "Rebels captured the town of Saraqib on 29 November, the Syrian Observatory for Human Rights said. "
    "The defence ministry denied that its troops had left. At least 12 soldiers were killed, a medic told Reuters.\n\n"
    "“We hold the bridge,” the governor said on Sunday. 🌉 Convoys of aid are expected in Idlib next week."
)
LINES: list[dict[str, object]] = [
    {"id": "a", "text": TEXT, "published": "2024-12-01", "outlet": "The Post"},
    {"id": 2, "text": TEXT.upper(), "dct": "2024-12-01T10:00:00+03:00", "publisher": "The Echo", "title": "News"},
    {"id": "nothing", "text": ""},
    {"id": "odd", "text": "\x00 \ud800 \u202e“ “ “ ((( 99999999999 killed"},  # no text that anybody would write
]


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in LINES), encoding="utf-8")
    return path


def read(source: Path, *options: str) -> list[dict[str, object]]:
    out = source.with_name("out.jsonl")
    result = CliRunner().invoke(main, ["read", str(source), "--format", "evals", "--out", str(out), *options])
    assert result.exit_code == 0, result.output
    return [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]


def test_read_keeps_ids_order_and_spans(lines: Path) -> None:
    found = read(lines)
    assert [line["id"] for line in found] == ["a", 2, "nothing", "odd"]
    for line, given in zip(found, LINES, strict=True):
        assert list(line) == ["id", "attributions", "toponyms", "timexes", "events"]
        for start, end in _spans(line):
            assert 0 <= start < end <= len(str(given["text"]))
    assert found[0]["attributions"]
    assert found[0]["events"]
    assert found[2] == {"id": "nothing", "attributions": [], "toponyms": [], "timexes": [], "events": []}


def _spans(value: object) -> list[tuple[int, int]]:
    """Every pair of whole numbers in a line."""
    if isinstance(value, dict):
        return [span for inner in value.values() for span in _spans(inner)]
    if isinstance(value, list):
        if len(value) == 2 and all(type(number) is int for number in value):
            return [(value[0], value[1])]
        return [span for inner in value for span in _spans(inner)]
    return []


def test_only_reads_the_layers_asked_for_and_no_other_way(lines: Path) -> None:
    whole = read(lines)
    for only in ("timexes", "toponyms,attributions"):
        for line, all_layers in zip(read(lines, "--only", only), whole, strict=True):
            assert set(line) == {"id", *only.split(",")}
            assert all(line[layer] == all_layers[layer] for layer in line)


def test_lines_that_cannot_be_used_are_named(tmp_path: Path) -> None:
    for content, message in (("{\n", ":1: not a line of JSON"), ('{"id": 1}\n', "an object with an id and a text")):
        path = tmp_path / "bad.jsonl"
        path.write_text(content)
        result = CliRunner().invoke(main, ["read", str(path)])
        assert (result.exit_code, message in result.stderr) == (1, True)


def test_build_that_was_killed_ends_as_one_that_was_not(tmp_path: Path) -> None:
    source = tmp_path / "reports.jsonl"
    reports = [
        {"id": str(n), "text": f"Report {n}. {TEXT}", "outlet": f"Outlet {n % 3}", "date": f"2024-12-0{n % 9 + 1}"}
        for n in range(8)
    ]
    source.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    for pause_s in PAUSES_S:
        _build(tmp_path / "killed.db", source, tmp_path / "site", kill_after_s=pause_s)
    summary = _build(tmp_path / "killed.db", source, tmp_path / "site")
    _build(tmp_path / "whole.db", source, tmp_path / "site")
    assert _content(tmp_path / "killed.db") == _content(tmp_path / "whole.db")
    assert (tmp_path / "site" / "index.html").is_file()
    for word in ("reports            8", "outlets            3", "attributed claims", "events", "origins", "issues"):
        assert word in summary
    assert str(tmp_path / "site" / "index.html") in summary


def test_a_page_is_built_with_a_brief_since_a_day(tmp_path: Path) -> None:
    source = tmp_path / "reports.jsonl"
    told = (("2024-12-01", "Aleppo"), ("2024-12-03T00:00:00Z", "Hama"), ("2024-12-04", "Homs"))
    reports = [
        {"text": f"Rebels captured {town} on Sunday, the army said.", "outlet": f"{town} Post", "published": published}
        for published, town in told
    ]
    source.write_text("".join(json.dumps(report) + "\n" for report in reports), encoding="utf-8")
    since = {
        "2024-12-03": {"Hama", "Homs"},
        "2024-12-03T00:00": {"Homs"},
    }  # a day from its beginning, a moment after it
    for start, towns in since.items():
        out = tmp_path / start.replace(":", "")
        arguments = ["build", str(source), "--ledger", str(tmp_path / "x.db"), "--out", str(out)]
        result = CliRunner().invoke(main, [*arguments, "--brief-since", start])
        assert result.exit_code == 0, result.output
        brief = (out / "brief.html").read_text(encoding="utf-8")
        assert {town for _, town in told if f"{town} Post" in brief} == towns
        assert 'href="brief.html"' in (out / "index.html").read_text(encoding="utf-8")
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    assert not (out / "brief.html").exists(), "only where one is asked for, also in a folder that had one"


def _build(address: Path, source: Path, out: Path, *, kill_after_s: float | None = None) -> str:
    command: Sequence[str] = [*PROGRAM, "build", str(source), "--out", str(out), "--ledger", str(address)]
    with subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as program:
        if kill_after_s is not None:
            time.sleep(kill_after_s)
            program.kill()
        printed, complaint = program.communicate(timeout=300)
        assert kill_after_s is not None or program.returncode == 0, complaint
        return printed


def _content(address: Path) -> str:
    """All that a ledger holds, without the moments of fetching, in which any two runs differ."""
    with Ledger.open(address, create=False) as ledger, View(ledger) as view:
        found = tuple(replace(article, fetched_at=NOW) for article in view.articles())
        readings = [view.reading(article.id) for article in found]
        return encode((found, readings, view.edges(), view.issues(), view.events()))

"""The commands as a user meets them: what they print, how they end, and what they leave alone."""

from __future__ import annotations

import csv
import io
import json
import re
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from accordingto.cli import main
from accordingto.cli.group import COMMANDS
from accordingto.ledger import Ledger
from accordingto.model import Issue
from accordingto.pipeline import read_new
from tests.factory import make_article, make_capture
from tests.small_reader import SmallReader

TEXTS = {
    "The Post": "Rebels captured Aleppo after two days of fighting, the monitor said.",
    "The Echo": "Jets bombed Hama.\nNothing else is known of it.",
    # A source whose name would clear the screen and run in a spreadsheet, if anybody let it.
    "=cmd()\x1b[2J": "Rebels captured Homs after three days of siege, the ministry said.",
}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a ledger of three reports of three days, the current one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    with Ledger.open("accordingto.db") as ledger:
        for number, (publisher, text) in enumerate(TEXTS.items(), start=1):
            published = datetime(2024, 12, number, tzinfo=UTC)
            ledger.add_report(make_capture(), make_article(text, publisher=publisher, published=published))
        read_new(ledger, SmallReader())
        empty = Issue(stage="ingest", code="no-text", subject="empty.html", detail="The page holds no text.")
        ledger.add_issues([empty], known_at=datetime(2024, 12, 2, tzinfo=UTC))
    return tmp_path


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == status, result.output
    return result


def listed(*arguments: str) -> list[dict[str, object]]:
    found = json.loads(run(*arguments, "--json").stdout)
    assert isinstance(found, list)
    return found


LISTS = [
    (("events",), 3),
    (("events", "--place", "aleppo"), 1),
    (("events", "--place", "SY", "--since", "2024-12-02"), 2),
    (("events", "--until", "2024-12-01"), 1),
    (("events", "--type", "assault"), 3),
    (("events", "--type", "AID"), 0),
    (("events", "--source", "monitor"), 1),
    (("events", "--as-of", "2024-12-02"), 2),  # the whole of that day
    (("events", "--as-of", "2024-12-01T23:59+00:00"), 1),
    (("events", "--as-of", "2024-12-02T00:30+02:00"), 1),  # still the first of December in UTC
    (("claims",), 3),
    (("claims", "--source", "the echo"), 1),
    (("claims", "--polarity", "denies"), 0),
    (("sources",), 3),
    (("sources", "ministry"), 1),
    (("sources", "--as-of", "2024-11-30"), 0),
    (("issues",), 1),
    (("issues", "--stage", "read"), 0),
]


@pytest.mark.usefixtures("folder")
def test_lists_hold_what_was_asked_for() -> None:
    for arguments, count in LISTS:
        assert len(listed(*arguments)) == count, arguments


@pytest.mark.usefixtures("folder")
def test_claim_leads_to_its_words_and_its_report() -> None:
    (claim,) = listed("claims", "--place", "Aleppo")
    assert claim["source"] == "the monitor"
    assert claim["quote"] == "Rebels captured Aleppo after two days of fighting"
    assert (claim["publisher"], claim["says"], claim["date"]) == ("The Post", "asserts", "2024-12-01")


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize("command", ["events", "claims", "sources", "issues"])
def test_every_form_holds_every_row_and_is_harmless(command: str) -> None:
    rows = listed(command)
    as_csv = run(command, "--csv").stdout
    found = list(csv.DictReader(io.StringIO(as_csv)))
    assert [set(row) for row in found] == [set(row) for row in rows]
    assert not any(re.match(r"\s*[=+@|%]", cell) for row in found for cell in row.values())
    table = run(command).stdout
    assert len(table.splitlines()) == len(rows) + 1
    assert "\x1b" not in table


@pytest.mark.usefixtures("folder")
def test_ledger_info_counts() -> None:
    facts = json.loads(run("ledger", "info", "--json").stdout)
    assert (facts["ledger"], facts["reports"], facts["events"]) == ("accordingto.db", 3, 3)
    assert "reports      3" in run("ledger", "info").stdout
    assert "up to date" in run("ledger", "migrate").stdout


@pytest.mark.usefixtures("folder")
def test_ingest_recognises_what_is_there() -> None:
    Path("reports.jsonl").write_text(
        json.dumps({"id": "1", "outlet": "The Post", "text": TEXTS["The Post"], "date": "2024-12-01"})
        + "\n"
        + json.dumps({"id": "2", "outlet": "The Post", "text": "Something quite new happened.", "date": "2024-12-05"})
    )
    assert run("ingest", "reports.jsonl").stdout.startswith("2 reports, 1 of them new; 0 issues")


FAILURES = [
    (("events", "--ledger", "nowhere.db"), 1, "nowhere.db: there is no ledger"),
    (("events", "--ledger", "postgresql://x:secret@localhost:1/none?connect_timeout=1"), 1, "localhost"),
    (("ingest", "nowhere.jsonl"), 1, "nowhere.jsonl"),
    (("--settings", "wrong.toml", "events"), 1, "wrong.toml:1"),
    (("events", "--since", "yesterday"), 2, "not a day"),
    (("events", "--as-of", "soon"), 2, "neither a day"),
    (("events", "--type", "WAR"), 2, "WAR"),
    (("read", "accordingto.db", "--only", "toponyms,tides"), 2, "tides is not among"),
    (("build", "--out", "site"), 2, "SOURCE"),
    (("nonsense",), 2, "nonsense"),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("arguments", "status", "message"), FAILURES)
def test_failures_are_one_line(arguments: tuple[str, ...], status: int, message: str) -> None:
    Path("wrong.toml").write_text("colour = 1\n")
    result = run(*arguments, status=status)
    assert message in result.stderr
    assert "secret" not in result.output
    assert "Traceback" not in result.output
    assert status == 2 or len(result.stderr.splitlines()) == 1


def test_looking_makes_no_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run("events", status=1)
    assert list(tmp_path.iterdir()) == []


def test_every_command_and_option_has_help() -> None:
    context = click.Context(main)
    for name in COMMANDS:
        command = main.get_command(context, name)
        assert command is not None
        assert len(command.help or "") > 40, name
        for option in (p for p in command.params if isinstance(p, click.Option)):
            assert option.help, f"{name} {option.opts}"

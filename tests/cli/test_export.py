"""`accordingto export` as a user meets it."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from accordingto.cli import main
from accordingto.ledger import Ledger
from accordingto.pipeline import read_new
from accordingto.publish import FORMATS
from tests.factory import make_article, make_capture
from tests.small_reader import SmallReader

TEXTS = {
    "The Post": "Rebels captured Aleppo after two days of fighting, the monitor said.",
    "The Echo": "Jets bombed Hama.\nNothing else is known of it.",
}


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with a ledger of two reports of two days, the current one."""
    monkeypatch.chdir(tmp_path)
    with Ledger.open("accordingto.db") as ledger:
        for number, (publisher, text) in enumerate(TEXTS.items(), start=1):
            published = datetime(2024, 12, number, tzinfo=UTC)
            ledger.add_report(make_capture(), make_article(text, publisher=publisher, published=published))
        read_new(ledger, SmallReader())
    return tmp_path


def run(*arguments: str, status: int = 0) -> Result:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == status, result.output
    return result


def places(*arguments: str) -> list[str]:
    rows = csv.DictReader(io.StringIO(run("export", "events-csv", *arguments).stdout, newline=""))
    return [row["place"] for row in rows]


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written(name: str, folder: Path) -> None:
    run("export", name, "--out", "found")
    assert (folder / "found").stat().st_size > 0


@pytest.mark.parametrize("name", ["geojson", "stix", "jsonl", "schema-org", "web-annotation"])
def test_a_filter_leaves_nothing_of_other_events(name: str) -> None:
    found = run("export", name, "--place", "Aleppo").stdout
    assert "Aleppo" in found
    assert "Hama" not in found
    assert "The Echo" not in found


FILTERS = [
    ((), ["Aleppo", "Hama"]),
    (("--place", "hama"), ["Hama"]),
    (("--source", "monitor"), ["Aleppo"]),
    (("--as-of", "2024-12-01"), ["Aleppo"]),
    (("--type", "aid"), []),
    (("--actor", "rebels"), []),  # the small reader names no parties
]


@pytest.mark.parametrize(("arguments", "expected"), FILTERS)
def test_filters_are_those_of_the_lists(arguments: tuple[str, ...], expected: list[str]) -> None:
    assert sorted(places(*arguments)) == expected


def test_a_situation_sets_extent_delay_and_text_policy(folder: Path) -> None:
    (folder / "situation.toml").write_text('delay = "5000 weeks"\n')
    assert places() == []
    (folder / "situation.toml").write_text('texts = "full"\n')
    lines = [json.loads(line) for line in run("export", "jsonl").stdout.splitlines()]
    assert [line["text"] for line in lines if line["kind"] == "article"] == list(TEXTS.values())


def test_texts_of_unknown_licence_are_left_out_unless_the_operator_answers_for_them() -> None:
    def texts(*arguments: str) -> list[str | None]:
        lines = [json.loads(line) for line in run("export", "jsonl", *arguments).stdout.splitlines()]
        return [line["text"] for line in lines if line["kind"] == "article"]

    assert texts() == [None, None]
    assert texts("--full-text") == list(TEXTS.values())


def test_what_goes_wrong_is_one_sentence(folder: Path) -> None:
    assert "Invalid value for 'FORMAT'" in run("export", "xml", status=2).output
    assert "cannot be written" in run("export", "geojson", "--out", "no/such/folder/x", status=1).output
    assert run("export", "geojson", "--ledger", "missing.db", status=1).output.startswith("Error: ")

"""Reports that try to break out of a file, or to run in the program that opens it: harmless in every format."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from stix2validator import ValidationOptions, validate_string

from accordingto.ledger import Ledger, View
from accordingto.model import Capture
from accordingto.publish.exports import FORMATS, FORMULA_STARTS
from accordingto.publish.situation import Situation, collect
from tests.factory import DAY_ONE
from tests.publish.exports.reading import Json, exported, read_json
from tests.publish.test_hostile import HOSTILE, URLS, hostile_article, hostile_reading

TABLES = [name for name, made in FORMATS.items() if made.file_name.endswith((".csv", ".tsv"))]
JSON_FILES = [name for name, made in FORMATS.items() if made.file_name.endswith((".json", ".jsonld", ".geojson"))]
INVISIBLE = set("\u202e\u2067\u200b\u2060\ufeff\x1b\x07")
LINKS = ("url", "href", "via", "license")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Situation:
    with Ledger.open(tmp_path_factory.mktemp("hostile") / "x.db") as ledger:
        for number, words in enumerate(HOSTILE):
            article = hostile_article(number, words, URLS[number % len(URLS)])
            ledger.add_report(
                Capture(url=words, fetched_at=DAY_ONE, body_sha256=str(number), media_type="text/plain"), article
            )
            ledger.add_reading(hostile_reading(article, words))
        with View(ledger) as view:
            return collect(view)


@pytest.mark.parametrize("name", TABLES)
def test_tables_stay_rectangular_and_run_nothing(name: str, hostile: Situation) -> None:
    text = exported(name, hostile).decode()
    if FORMATS[name].file_name.endswith(".tsv"):
        rows = [line.split("\t") for line in text.removesuffix("\n").split("\n")]
    else:
        rows = list(csv.reader(io.StringIO(text, newline="")))
    assert len({len(row) for row in rows}) == 1
    assert not [cell for row in rows for cell in row if cell.startswith(FORMULA_STARTS)]
    assert not set(text) & INVISIBLE


@pytest.mark.parametrize("name", JSON_FILES)
def test_json_is_sound_and_links_are_web_addresses(name: str, hostile: Situation) -> None:
    links = [
        value for key, value in fields(read_json(name, hostile)) if key in LINKS and isinstance(value, str) and value
    ]
    assert all(link.startswith("https://ok.example/") for link in links), links


def fields(value: Json) -> Iterator[tuple[str, Json]]:
    """Every key with its value, however deep."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key, inner
            yield from fields(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from fields(inner)


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the validator's own libraries
def test_the_stix_bundle_stays_valid(hostile: Situation) -> None:
    results = validate_string(exported("stix", hostile).decode(), ValidationOptions(version="2.1"))
    assert results.is_valid, [str(error) for error in results.errors][:5]


def test_what_people_read_shows_all_it_holds(hostile: Situation) -> None:
    # Positions in a text are exact and so are its words; everything else is fit to be shown.
    for name in ("stix", "ninjs", "timemap"):
        shown = [value for _, value in fields(read_json(name, hostile)) if isinstance(value, str)]
        assert not [text for text in shown if set(text) & INVISIBLE]


def test_json_lines_are_lines(hostile: Situation) -> None:
    for line in exported("jsonl", hostile).decode().removesuffix("\n").split("\n"):
        json.loads(line)


def test_the_geopackage_stays_sound(hostile: Situation, tmp_path: Path) -> None:
    path = tmp_path / "hostile.gpkg"
    path.write_bytes(exported("geopackage", hostile))
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert database.execute("SELECT count(DISTINCT event_id) FROM events").fetchone() == (len(hostile.events),)
    database.close()

"""Several processes at one ledger, a process killed in the middle, and ledgers of other versions."""

from __future__ import annotations

import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import Connection, inspect, text

from accordingto.errors import LedgerError, LedgerVersionError
from accordingto.ledger import EventFilter, Ledger, View
from accordingto.ledger.database import Database
from accordingto.ledger.migrations import MIGRATIONS, migrate, version_of
from accordingto.model import ControlChange, Judgement
from tests.factory import make_article, make_capture, make_day, make_edge, make_mention, make_place, make_reading

ROOT = Path(__file__).resolve().parents[2]

# Adds reports 0..39, half of them its own and half those of the other process too, with a reading and an edge each.
ADDER = """
import sys
from accordingto.ledger import Ledger
from tests.factory import make_article, make_capture, make_day, make_edge, make_mention, make_reading

address, name = sys.argv[1:]
with Ledger.open(address) as ledger:
    for number in range(40):
        teller = name if number % 2 else "both"
        report = make_article(f"Rebels captured village {number}, {teller} said.", publisher=teller)
        ledger.add_report(make_capture(f"https://{teller}.example/{number}"), report)
        mention = make_mention(report, "captured")
        ledger.add_reading(make_reading(report, events=[mention]))
        ledger.add_edges([make_edge(mention.id, "zzz")])
"""


def test_two_processes_adding_at_once_lose_nothing(address: str) -> None:
    command = [sys.executable, "-c", ADDER, address]
    adders = [subprocess.Popen([*command, name], cwd=ROOT, stderr=subprocess.PIPE) for name in ("one", "two")]
    for adder in adders:
        _, complaint = adder.communicate(timeout=60)
        assert adder.returncode == 0, complaint.decode()
    with Ledger.open(address) as ledger, View(ledger) as view:
        assert len(view.articles()) == 20 + 20 + 20
        assert len(view.mentions()) == len(view.edges()) == 60
        assert all(view.reading(article.id) is not None for article in view.articles())


def test_opening_again_changes_nothing(address: str) -> None:
    with Ledger.open(address) as ledger:
        assert ledger.migrated > 0
    with Ledger.open(address, create=False) as ledger:
        assert ledger.migrated == 0


def test_missing_ledger_is_not_made_by_looking(address: str, tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="there is no ledger"):
        Ledger.open(address, create=False)
    assert not (tmp_path / "ledger.db").exists()


def test_ledger_of_a_newer_version_is_refused(address: str) -> None:
    Ledger.open(address).close()
    database = Database(address)
    with database.writing() as connection:
        newer = "INSERT INTO ledger_versions (version, name, applied_at) VALUES (99, 'later', '2030-01-01 00:00:00')"
        connection.execute(text(newer))
    database.close()
    with pytest.raises(LedgerVersionError, match="newer"):
        Ledger.open(address)


def test_ledger_of_the_first_form_becomes_one_of_today(address: str) -> None:
    with Ledger.open(address) as ledger:
        fill(ledger)
        expected = (_forms(ledger.database), _rows(ledger.database))
    database = Database(address)
    with database.writing() as connection:  # what the ledger lacked before its second form
        for table in ("clusters", "cluster_words", "fetches", "timeline", "heads"):
            connection.execute(text(f"DROP TABLE {table}"))
        connection.execute(text("DROP INDEX ix_edges_same_actor"))
        connection.execute(text("DROP INDEX ix_event_mentions_places"))
        connection.execute(text("DROP INDEX ix_edges_left"))
        connection.execute(text("ALTER TABLE edges DROP COLUMN score"))
        connection.execute(text("CREATE INDEX ix_edges_left_id ON edges (left_id)"))
        connection.execute(text("DELETE FROM ledger_versions WHERE version > 1"))
    database.close()
    with Ledger.open(address) as ledger:
        assert ledger.migrated == len(MIGRATIONS)
        assert (_forms(ledger.database), _rows(ledger.database)) == expected
        with View(ledger) as view:
            assert len(view.events(EventFilter(place="Hama"))) == 1


def fill(ledger: Ledger) -> None:
    """Three reports of one event at Hama, tied in a chain, and one of another without a place."""
    told = []
    for publisher in ("The Post", "The Echo", "The Herald", "Nobody"):
        report = make_article(f"Rebels captured Hama, {publisher} reports.", publisher=publisher)
        places = [] if publisher == "Nobody" else [make_place("Hama", 35.13, 36.75)]
        change = ControlChange(to="rebels") if places else None
        days = {"The Post": make_day(date(2024, 12, 1)), "The Echo": make_day(date(2024, 1, 1), end=date(2024, 12, 1))}
        told.append(make_mention(report, "captured", places=places, control=change, time=days.get(publisher)))
        ledger.add_report(make_capture(), report)
        ledger.add_reading(make_reading(report, events=[told[-1]]))
    ledger.add_edges([make_edge(told[1].id, told[0].id), make_edge(told[1].id, told[2].id)])
    ledger.add_edges([make_edge(told[2].id, told[3].id, judgement=Judgement.NEGATIVE)])


def _forms(database: Database) -> dict[str, object]:
    """Columns and indices of every table."""
    with database.reading() as connection:
        known = inspect(connection)
        return {
            table: (
                [(column["name"], str(column["type"]), column["nullable"]) for column in known.get_columns(table)],
                known.get_pk_constraint(table)["constrained_columns"],
                sorted(str(index["column_names"]) for index in known.get_indexes(table)),
            )
            for table in known.get_table_names()
        }


def _rows(database: Database) -> list[object]:
    """What the second form derives from the first."""
    with database.reading() as connection:
        return [
            sorted(map(tuple, connection.execute(text(f"SELECT * FROM {table}")).all()))
            for table in ("clusters", "cluster_words", "timeline", "heads", "(SELECT id, score FROM edges) AS scores")
        ]


def test_older_ledger_takes_the_missing_steps_and_keeps_its_reports(address: str) -> None:
    def add_note(connection: Connection) -> None:
        connection.execute(text("ALTER TABLE articles ADD COLUMN note VARCHAR"))

    def fill_note(connection: Connection) -> None:
        connection.execute(text("UPDATE articles SET note = 'old'"))

    subprocess.run([sys.executable, "-c", ADDER, address, "one"], cwd=ROOT, check=True, timeout=60)
    database = Database(address)
    assert migrate(database, (*MIGRATIONS, add_note, fill_note)) == 2
    assert migrate(database, (*MIGRATIONS, add_note, fill_note)) == 0
    with database.reading() as connection:
        assert version_of(connection) == len(MIGRATIONS) + 3
        assert set(connection.scalars(text("SELECT note FROM articles"))) == {"old"}
    database.close()


def test_failed_step_leaves_no_trace(address: str) -> None:
    def half_done(connection: Connection) -> None:
        connection.execute(text("CREATE TABLE half (id INTEGER)"))
        connection.execute(text("INSERT INTO nowhere VALUES (1)"))

    Ledger.open(address).close()
    database = Database(address)
    with pytest.raises(LedgerError, match="nowhere"):
        migrate(database, (*MIGRATIONS, half_done))
    with database.reading() as connection:
        assert version_of(connection) == len(MIGRATIONS) + 1
        assert not inspect(connection).has_table("half")
    database.close()


def test_file_that_is_no_ledger_is_named(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("These are notes, not a database.\n" * 100)
    with pytest.raises(LedgerError, match=r"notes\.txt"):
        Ledger.open(path)


def test_password_stays_out_of_messages() -> None:
    with pytest.raises(LedgerError) as caught:
        Ledger.open("postgresql://ann:secret@localhost:1/ledger?connect_timeout=1")
    assert "secret" not in str(caught.value)
    assert "localhost" in str(caught.value)

"""What SQLite and PostgreSQL are asked in different words gives the same answer."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from threading import Timer

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, select

from accordingto.ledger import Ledger
from accordingto.ledger.database import one_of
from accordingto.ledger.schema import captures
from tests.factory import DAY_ONE

STORABLE = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1)


@settings(max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    held=st.sets(STORABLE, max_size=5),
    asked=st.sets(STORABLE),
)
def test_one_of_any_texts_is_found(ledger: Ledger, held: set[str], asked: set[str]) -> None:
    """Quotation marks, braces and backslashes are what would break a list handed over as text."""
    rows = [{"id": text, "url": "", "known_at": DAY_ONE, "record": ""} for text in held]
    with ledger.database.writing() as connection:
        connection.execute(delete(captures))  # the same ledger serves all examples
        ledger.database.insert_missing(connection, captures, rows)
        for wanted in (asked, asked | held, set()):
            found = set(connection.scalars(select(captures.c.id).where(one_of(captures.c.id, wanted))))
            assert found == held & wanted


def test_one_of_thousands_is_found(ledger: Ledger) -> None:
    ids = [f"{number:05}" for number in range(40_000)]  # more than either database allows parameters
    with ledger.database.writing() as connection:
        row = {"id": ids[-1], "url": "", "known_at": DAY_ONE, "record": ""}
        ledger.database.insert_missing(connection, captures, [row])
        assert list(connection.scalars(select(captures.c.id).where(one_of(captures.c.id, ids)))) == [ids[-1]]


def test_a_new_file_that_another_process_is_writing_is_waited_for(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "ledger.db", isolation_level=None, check_same_thread=False)
    other.execute("BEGIN EXCLUSIVE")  # the journal mode cannot be changed meanwhile
    release = Timer(0.3, other.execute, ("COMMIT",))
    release.start()
    Ledger.open(tmp_path / "ledger.db").close()
    release.join()
    other.close()

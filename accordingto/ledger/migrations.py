"""What brings an older ledger to the form of today, one plain function for each step.

A new ledger is made from `schema` at once and marked as having them all; a test holds that both ways end the same.
A step that has been released is never changed again, and does not use `schema`, which goes on changing.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, func, insert, inspect, select

from accordingto.errors import LedgerVersionError
from accordingto.ledger.database import Database
from accordingto.ledger.schema import ledger_versions, metadata

Migration = Callable[[Connection], None]


def first_tables(connection: Connection) -> None:
    """Articles, readings, edges and issues."""
    metadata.create_all(connection)


MIGRATIONS: tuple[Migration, ...] = (first_tables,)


def migrate(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The number of steps taken; each is one transaction with its record, so that a killed one is simply taken again.

    Raises LedgerVersionError if the ledger has steps that this version of accordingto does not know.
    """
    with database.reading() as connection:
        if version_of(connection) == len(migrations):
            return 0
    taken = 0
    while _take_next(database, migrations):
        taken += 1
    return taken


def exists_in(database: Database) -> bool:
    """Whether the database holds a ledger; looking does not make the file."""
    if not database.is_there():
        return False
    with database.reading() as connection:
        return version_of(connection) > 0


def version_of(connection: Connection) -> int:
    """How many steps a ledger has taken; 0 if the database holds no ledger."""
    if not inspect(connection).has_table(ledger_versions.name):
        return 0
    return connection.scalar(select(func.max(ledger_versions.c.version))) or 0


def _take_next(database: Database, migrations: Sequence[Migration]) -> bool:
    """Take the first step that is missing, unless another process has meanwhile; False if none is."""
    with database.writing() as connection:
        version = version_of(connection)
        if version > len(migrations):
            raise LedgerVersionError(
                f"{database.address}: written by a newer accordingto (step {version}, this one knows "
                f"{len(migrations)}); update accordingto to open it"
            )
        if version == len(migrations):
            return False
        if version == 0:
            metadata.create_all(connection)
            _record(connection, migrations, range(1, len(migrations) + 1))
        else:
            migrations[version](connection)
            _record(connection, migrations, range(version + 1, version + 2))
        return True


def _record(connection: Connection, migrations: Sequence[Migration], versions: range) -> None:
    now = datetime.now(UTC)
    rows = [{"version": v, "name": migrations[v - 1].__name__, "applied_at": now} for v in versions]
    connection.execute(insert(ledger_versions), rows)

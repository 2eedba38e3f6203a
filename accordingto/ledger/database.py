"""How the ledger reaches its database: addresses, transactions, and all difference between SQLite and PostgreSQL.

Writing transactions wait for each other, so there is one writer at a time whoever it is; readers never wait.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep
from typing import Any, Protocol, Self

from sqlalchemy import (
    Boolean,
    Column,
    ColumnElement,
    CompoundSelect,
    Connection,
    Dialect,
    Engine,
    Insert,
    Select,
    Table,
    Text,
    TypeDecorator,
    bindparam,
    create_engine,
    desc,
    event,
    make_url,
    union_all,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import URL
from sqlalchemy.engine.interfaces import DBAPIConnection, DBAPICursor
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.pool import ConnectionPoolEntry
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import FunctionElement
from sqlalchemy.sql.operators import OperatorType
from sqlalchemy.types import TypeEngine

from accordingto.errors import LedgerError

BUSY_TIMEOUT_MS = 60_000  # a writer's turn is over in well under a second; a minute means that something hangs
TURN_S = 0.01  # between two tries of what SQLite does not wait for
WRITER_LOCK = 7_305_192_148  # any number that no other program in the same database takes for its own lock
_WRITES = "accordingto_writes"

Rows = Sequence[Mapping[str, object]]
Lines = Select[str, str]
Merged = CompoundSelect[str, str]


class Upsert(Protocol):
    """What SQLite's and PostgreSQL's INSERT share beyond the standard."""

    def on_conflict_do_nothing(self) -> Insert: ...


@dataclass(frozen=True, slots=True, kw_only=True)
class _Dialect:
    """What to say when a connection opens, and first thing in a reading and in a writing transaction."""

    insert: Callable[[Table], Upsert]
    on_connect: tuple[str, ...]
    begin_reading: str
    begin_writing: str


def _dialect(name: str) -> _Dialect:
    """Everything in which the two databases differ."""
    if name == "sqlite":
        return _Dialect(
            insert=sqlite.insert,
            on_connect=(
                f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}",
                "PRAGMA journal_mode = WAL",
                "PRAGMA synchronous = NORMAL",  # in WAL mode a killed process loses nothing that was committed
            ),
            begin_reading="BEGIN",
            begin_writing="BEGIN IMMEDIATE",
        )
    return _Dialect(
        insert=postgresql.insert,
        on_connect=(),
        begin_reading="SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY",
        # Writers only look up; where many share a key, the planner would rather sort all of them than walk the index.
        begin_writing=f"SELECT pg_advisory_xact_lock({WRITER_LOCK}), set_config('enable_bitmapscan', 'off', true), "
        "set_config('enable_hashjoin', 'off', true), set_config('enable_sort', 'off', true)",
    )


class Database:
    """A database by its address, without what is in it."""

    def __init__(self, address: str | Path) -> None:
        """`address` is a file for SQLite, or a URL of SQLAlchemy's form for either database.

        Raises LedgerError if the address cannot be understood or its driver is not installed.
        """
        url = _url(address)
        self._file = Path(url.database) if url.get_backend_name() == "sqlite" and url.database else None
        self.address = str(self._file or url.render_as_string(hide_password=True))
        try:
            self._engine = create_engine(url)
        except ModuleNotFoundError as error:
            raise LedgerError(f"{self.address}: install accordingto[postgres] to use PostgreSQL") from error
        self._writer = self._engine.execution_options(**{_WRITES: True})
        self._dialect = _dialect(url.get_backend_name())
        _listen(self._engine, self._dialect)

    def is_there(self) -> bool:
        """Whether there is a database to look into: SQLite makes the file of one that is not."""
        return self._file is None or self._file.is_file()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A transaction that may write, alone among all writers; commits when left, unless by an exception."""
        with self.mapped_errors(), self._writer.begin() as connection:
            yield connection

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A transaction that sees the ledger as it stands at its first query, whatever is added meanwhile."""
        with self.mapped_errors(), self._engine.begin() as connection:
            yield connection

    def snapshot(self) -> Connection:
        """A connection to read from as in `reading`; the caller closes it."""
        with self.mapped_errors():
            return self._engine.connect()

    def insert_missing(self, connection: Connection, table: Table, rows: Rows) -> None:
        """Insert those of `rows` whose primary key the table does not hold."""
        if rows:
            connection.execute(self._dialect.insert(table).on_conflict_do_nothing(), rows)

    @contextmanager
    def mapped_errors(self) -> Iterator[None]:
        """Raise the driver's complaint about a broken world as LedgerError with the ledger's address."""
        try:
            yield
        except DBAPIError as error:
            raise LedgerError(f"{self.address}: {str(error.orig).strip()}") from error

    def close(self) -> None:
        """Close every connection that is not in use."""
        self._engine.dispose()


class _Texts(TypeDecorator[list[str]]):
    """Any number of texts as one value: an array in PostgreSQL, JSON in SQLite."""

    impl = Text
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[Any]:
        return postgresql.ARRAY(Text()) if dialect.name == "postgresql" else Text()

    def process_bind_param(self, value: list[str] | None, dialect: Dialect) -> list[str] | str | None:
        return value if dialect.name == "postgresql" else json.dumps(value)


def one_of(column: ColumnElement[str], values: Collection[str]) -> ColumnElement[bool]:
    """Whether a column of texts holds one of `values`, however many.

    They are a single parameter, so that the statement is the same for any number, compiled and prepared once.
    """
    return _OneOf(column, bindparam(None, list(values), type_=_Texts()))


def last_of(dialect: str, lines: Sequence[Lines], by: Column[str], count: ColumnElement[int]) -> Merged:
    """The last `count` rows of lines, the last first, by a column in whose order an index holds each line.

    Lines are merged from their ends, however long they are; a row of several lines may come several times. PostgreSQL
    merges what is sorted and limited by itself; of that SQLite would make a table, and sort it.
    """
    if dialect == "postgresql" and len(lines) > 1:
        lines = [line.order_by(by.desc()).limit(count) for line in lines]
    return union_all(*lines).order_by(desc(by.key)).limit(count)


class _OneOf(FunctionElement[bool]):
    inherit_cache = True
    type = Boolean()

    def self_group(self, against: OperatorType | None = None) -> Self:
        """Itself: a condition as it stands. SQLAlchemy would have SQLite compare it with 1, and then use no index."""
        return self


@compiles(_OneOf, "sqlite")
def _one_of_sqlite(element: _OneOf, compiler: SQLCompiler, **options: object) -> str:
    column, values = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} IN (SELECT value FROM json_each({values}))"


@compiles(_OneOf, "postgresql")
def _one_of_postgresql(element: _OneOf, compiler: SQLCompiler, **options: object) -> str:
    column, values = (compiler.process(part, **options) for part in element.clauses)
    return f"{column} = ANY({values})"


def _url(address: str | Path) -> URL:
    """The SQLAlchemy URL that `address` means; the PostgreSQL driver is ours to choose."""
    if isinstance(address, Path) or "://" not in address:
        return URL.create("sqlite", database=str(Path(address).expanduser()))
    try:
        url = make_url(address)
        backend = url.get_backend_name()
    except (ArgumentError, NoSuchModuleError, ValueError) as error:
        raise LedgerError(f"{address}: not an address of a ledger") from error
    if backend in ("postgresql", "postgres"):
        return url.set(drivername="postgresql+psycopg")
    if backend != "sqlite":
        raise LedgerError(f"{url.render_as_string()}: a ledger lives in SQLite or PostgreSQL")
    if url.database in (None, "", ":memory:"):
        raise LedgerError(f"{address}: a ledger in SQLite is a file, so that several processes can meet in it")
    return url


def _execute_in_turn(cursor: DBAPICursor, statement: str) -> None:
    """Execute a statement, waiting for other processes where SQLite itself does not.

    Two that open a new file at once both change its journal mode, and SQLite tells one of them at once that it is
    locked, whatever the busy timeout.
    """
    end = monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            cursor.execute(statement)
            return
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode != sqlite3.SQLITE_BUSY or monotonic() > end:
                raise
        sleep(TURN_S)


def _listen(engine: Engine, dialect: _Dialect) -> None:
    """Say the dialect's words when connections open and transactions begin."""

    @event.listens_for(engine, "connect")
    def prepare(dbapi_connection: DBAPIConnection, _entry: ConnectionPoolEntry) -> None:
        if engine.dialect.name == "sqlite":
            dbapi_connection.isolation_level = None  # else Python's driver begins transactions on its own
        cursor = dbapi_connection.cursor()
        for statement in dialect.on_connect:
            _execute_in_turn(cursor, statement)
        cursor.close()

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql(dialect.begin_writing if writes else dialect.begin_reading)

"""What brings an older ledger to the form of today, one plain function for each step.

A new ledger is made from `schema` at once and marked as having them all; a test holds that both ways end the same.
A step that has been released is never changed again, and does not use `schema`, which goes on changing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, date, datetime, timedelta

import msgspec
from sqlalchemy import (
    Column,
    Connection,
    DateTime,
    MetaData,
    String,
    Table,
    Text,
    column,
    func,
    insert,
    inspect,
    select,
    text,
)

from accordingto.errors import LedgerVersionError
from accordingto.ledger.clusters import least_members
from accordingto.ledger.database import Database
from accordingto.ledger.schema import ledger_versions, metadata
from accordingto.model import stable_id
from accordingto.text import name_tokens

Migration = Callable[[Connection], None]
BATCH = 5_000  # rows inserted at a time


def find_by_place_and_cluster(connection: Connection) -> None:
    """Clusters of mentions, words of places, and what servers gave to ask by next time."""
    tables = MetaData()
    clusters = Table(
        "clusters",
        tables,
        Column("mention_id", String, primary_key=True),
        Column("cluster_id", String, nullable=False, index=True),
    )
    place_words = Table(
        "place_words",
        tables,
        Column("word", Text, primary_key=True),
        Column("mention_id", String, primary_key=True),
        sqlite_with_rowid=False,
    )
    url = Column("url", Text, primary_key=True)
    Table("fetches", tables, url, Column("etag", Text), Column("last_modified", Text))
    tables.create_all(connection)

    mentions = connection.execute(text("SELECT id, record FROM event_mentions")).all()
    words = {(word, row.id) for row in mentions for word in _words_of_places(row.record)}
    _insert(connection, place_words, [{"word": word, "mention_id": i} for word, i in sorted(words)])
    speaking = "SELECT left_id, right_id FROM edges WHERE relation = 'same_event' AND judgement <> 'negative'"
    pairs = ((row.left_id, row.right_id) for row in connection.execute(text(speaking)))
    _insert(connection, clusters, [{"mention_id": i, "cluster_id": c} for i, c in least_members(pairs).items()])


def keep_corrections(connection: Connection) -> None:
    """What people found of single records."""
    tables = MetaData()
    Table(
        "corrections",
        tables,
        Column("id", String, primary_key=True),
        Column("key", String, nullable=False, index=True),
        Column("record_id", String, nullable=False, index=True),
        Column("decided_at", DateTime(timezone=True), nullable=False),
        Column("record", Text, nullable=False),
    )
    tables.create_all(connection)


def stand_in_line(connection: Connection) -> None:
    """Block keys and mentions in the order in which they became known, and events by their ids."""
    tables = MetaData()
    Table(
        "block_keys",
        tables,
        Column("key", Text, primary_key=True),
        Column("at", String, primary_key=True),
        Column("record_id", String, nullable=False),
        Column("article_id", String, nullable=False, index=True),
        sqlite_with_rowid=False,
    )
    timeline = Table(
        "timeline",
        tables,
        Column("word", Text, primary_key=True),
        Column("at", String, primary_key=True),
        Column("mention_id", String, nullable=False),
        sqlite_with_rowid=False,
    )
    event_id = Column("event_id", String, primary_key=True)
    heads = Table("heads", tables, event_id, Column("mention_id", String, nullable=False), sqlite_with_rowid=False)
    connection.execute(text("DROP TABLE block_keys"))
    tables.create_all(connection)
    connection.execute(text("DELETE FROM links"))  # linking everything again files the keys and finds the same edges
    connection.execute(text("CREATE INDEX ix_edges_same_actor ON edges (known_at) WHERE relation = 'same_actor'"))
    moments = {"known_at": DateTime(timezone=True)}
    query = text("SELECT id, known_at, record FROM event_mentions").columns(column("id"), column("record"), **moments)
    mentions = sorted({(row.id, _in_line(row.known_at, row.id), row.record) for row in connection.execute(query)})
    lines = {(word, at, i) for i, at, record in mentions for word in _timeline_words(record)}
    _insert(connection, timeline, [{"word": word, "at": at, "mention_id": i} for word, at, i in sorted(lines)])
    own = {i: stable_id("event", i) for i, _, _ in mentions}
    _insert(connection, heads, [{"event_id": event, "mention_id": i} for i, event in own.items()])


def keep_words_of_clusters(connection: Connection) -> None:
    """Words of places and months with clusters instead of single mentions."""
    tables = MetaData()
    word = Column("word", Text, primary_key=True)
    cluster_id = Column("cluster_id", String, primary_key=True)
    Table("cluster_words", tables, word, cluster_id, sqlite_with_rowid=False)
    tables.create_all(connection)
    connection.execute(
        text(
            "INSERT INTO cluster_words (word, cluster_id) "
            "SELECT DISTINCT t.word, COALESCE(c.cluster_id, t.mention_id) FROM timeline t "
            "LEFT JOIN clusters c ON c.mention_id = t.mention_id "
            "WHERE t.word = 'long' OR t.word LIKE 'place:%' OR t.word LIKE 'month:%'"
        )
    )
    connection.execute(text("DROP TABLE place_words"))


def keep_scores_of_edges(connection: Connection) -> None:
    """What clustering takes of an edge in columns, and in one index."""
    score = "json_extract(record, '$.score')"
    if connection.dialect.name == "postgresql":
        score = "(record::json ->> 'score')::double precision"
    connection.execute(text("ALTER TABLE edges ADD COLUMN score FLOAT DEFAULT 0 NOT NULL"))
    connection.execute(text(f"UPDATE edges SET score = {score}"))
    connection.execute(text("DROP INDEX ix_edges_left_id"))
    columns = "left_id, relation, by_person, live, known_at, right_id, judgement, score"
    connection.execute(text(f"CREATE INDEX ix_edges_left ON edges ({columns})"))


def place_mentions_without_rows(connection: Connection) -> None:
    """When mentions became known and what period they tell of, in an index."""
    columns = "id, current, known_at, starts, ends"
    connection.execute(text(f"CREATE INDEX ix_event_mentions_places ON event_mentions ({columns})"))


def _in_line(known_at: datetime, record_id: str) -> str:
    moment = known_at.astimezone(UTC) if known_at.tzinfo else known_at
    return f"{moment.year:04}{moment:%m%d%H%M%S%f}{record_id}"


MIGRATIONS: tuple[Migration, ...] = (
    find_by_place_and_cluster,
    keep_corrections,
    stand_in_line,
    keep_words_of_clusters,
    keep_scores_of_edges,
    place_mentions_without_rows,
)


def migrate(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> int:
    """The number of steps taken; each is one transaction with its record, so that a killed one is simply taken again.

    Making a new ledger counts as one. Raises LedgerVersionError if the ledger has steps that this version of
    accordingto does not know.
    """
    with database.reading() as connection:
        if version_of(connection) == _latest(migrations):
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
    """One more than the steps a ledger has taken since its first form; 0 if the database holds no ledger."""
    if not inspect(connection).has_table(ledger_versions.name):
        return 0
    return connection.scalar(select(func.max(ledger_versions.c.version))) or 0


def _latest(migrations: Sequence[Migration]) -> int:
    return 1 + len(migrations)


def _take_next(database: Database, migrations: Sequence[Migration]) -> bool:
    """Take the first step that is missing, unless another process has meanwhile; False if none is."""
    with database.writing() as connection:
        version = version_of(connection)
        if version > _latest(migrations):
            raise LedgerVersionError(
                f"{database.address}: written by a newer accordingto (form {version}, this one knows "
                f"{_latest(migrations)}); update accordingto to open it"
            )
        if version == _latest(migrations):
            return False
        if version == 0:
            metadata.create_all(connection)
            _record(connection, 1, "made")
            for number, migration in enumerate(migrations, start=2):
                _record(connection, number, migration.__name__)
        else:
            migrations[version - 1](connection)
            _record(connection, version + 1, migrations[version - 1].__name__)
        return True


def _record(connection: Connection, version: int, name: str) -> None:
    row = {"version": version, "name": name, "applied_at": datetime.now(UTC)}
    connection.execute(insert(ledger_versions), row)


def _insert(connection: Connection, table: Table, rows: Sequence[dict[str, str]]) -> None:
    for start in range(0, len(rows), BATCH):
        connection.execute(insert(table), rows[start : start + BATCH])


class _Place(msgspec.Struct):
    gazetteer_id: str
    name: str
    country: str | None
    admin1: str | None
    admin2: str | None


class _EventPlace(msgspec.Struct):
    name: str
    place: _Place | None


class _Time(msgspec.Struct):
    start: date | None
    end: date | None


class _Mention(msgspec.Struct):
    places: list[_EventPlace]
    time: _Time | None = None
    control: dict[str, str | bool | None] | None = None


def _timeline_words(record: str) -> set[str]:
    mention = msgspec.json.decode(record, type=_Mention)
    words = {"", *(f"place:{word}" for word in _words_of_places(record)), *(["control"] if mention.control else [])}
    time = mention.time
    if time is None:
        return words
    if time.start is None or time.end is None or (time.end - time.start).days >= 31:
        return words | {"long"}
    days = [time.start + timedelta(days=n) for n in range((time.end - time.start).days + 1)]
    return words | {f"day:{day}" for day in days} | {f"month:{day:%Y-%m}" for day in days}


def _words_of_places(record: str) -> Iterable[str]:
    for told in msgspec.json.decode(record, type=_Mention).places:
        place = told.place
        names = (place.name, place.admin2, place.admin1, place.country, place.gazetteer_id) if place else ()
        for name in (told.name, *names):
            yield from name_tokens(name) if name else ()

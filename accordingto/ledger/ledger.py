"""The store of articles, readings and edges: everything that adds to it.

Adding is idempotent, and each method is one transaction: a process killed at any instant leaves the ledger as if the
call it was in had not been made.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, fields
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Self

from sqlalchemy import ColumnElement, Connection, bindparam, delete, exists, func, select, update

from accordingto.errors import LedgerError
from accordingto.ledger import rows
from accordingto.ledger.blocks import Meetings, Window, file_keys, still_meet
from accordingto.ledger.clusters import file_words, merge_clusters
from accordingto.ledger.database import Database, one_of
from accordingto.ledger.migrations import exists_in, migrate
from accordingto.ledger.queries import current_reading, fetch
from accordingto.ledger.schema import (
    articles,
    attributions,
    captures,
    corrections,
    edges,
    event_mentions,
    fetches,
    heads,
    issues,
    links,
    readings,
    timeline,
)
from accordingto.model import Article, Capture, Correction, Edge, EventMention, Issue, Reading
from accordingto.text import storable as storable_text

READ_BY = (readings, attributions, event_mentions, issues)  # tables whose rows belong to one reading
PAGE = 200  # articles fetched at a time: some megabytes of text


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbours:
    """What is to be judged now that an article is filed under its block keys.

    `pairs` holds pairs of ids of two articles or two mentions, in order: one of the article itself and one outside it,
    or two others that now meet. `mentions` and `articles` are what they name, the mentions' articles included.
    """

    pairs: tuple[tuple[str, str], ...]
    mentions: Mapping[str, EventMention]
    articles: Mapping[str, Article]


class Ledger:
    """A ledger open for adding; `View` reads it. Use as a context manager, or call `close`."""

    def __init__(self, database: Database, *, migrated: int = 0) -> None:
        """`migrated` is how many steps were taken to bring the database up to date."""
        self.database = database
        self.migrated = migrated

    @classmethod
    def open(cls, address: str | Path, *, create: bool = True) -> Self:
        """The ledger at a path (SQLite) or URL, brought up to date where needed, made if there is none.

        Raises LedgerError if it cannot be opened, or is not there and not to be made; LedgerVersionError if a newer
        accordingto wrote it.
        """
        with ExitStack() as on_failure:
            database = Database(address)
            on_failure.callback(database.close)
            if not create and not exists_in(database):
                raise LedgerError(f"{database.address}: there is no ledger; accordingto build makes one")
            ledger = cls(database, migrated=migrate(database))
            on_failure.pop_all()
        return ledger

    @property
    def address(self) -> str:
        """Where the ledger is, without any password."""
        return self.database.address

    def close(self) -> None:
        self.database.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def add_report(self, capture: Capture, article: Article) -> bool:
        """Whether the article is new. Of several sightings of one article the ledger keeps the earliest known.

        So a later sighting never changes what was known before it; an earlier one has the article read anew.
        Raises ValueError if the article holds what a database cannot store: see `text.storable`.
        """
        if storable(article) != article:
            raise ValueError(f"article {article.id} holds NUL or lone surrogates")
        with self.database.writing() as connection:
            self._add_capture(connection, capture)
            stored = connection.scalar(select(articles.c.record).where(articles.c.id == article.id))
            if stored is None:
                self.database.insert_missing(connection, articles, [rows.article_row(article)])
                return True
            if _precedence(article) < _precedence(rows.decode(stored, Article)):
                row = rows.article_row(article)
                connection.execute(update(articles).where(articles.c.id == article.id).values(row))
                _retire_readings(connection, article.id)
            return False

    def _add_capture(self, connection: Connection, capture: Capture) -> None:
        """Store a capture; the same bytes from the same address count once, when they were first seen."""
        row = rows.capture_row(capture)
        self.database.insert_missing(connection, captures, [row])
        later = (captures.c.id == capture.id) & (captures.c.known_at > capture.fetched_at)
        connection.execute(update(captures).where(later).values(row))

    def add_reading(self, reading: Reading) -> bool:
        """Whether anything changed: the reading becomes the article's current one, older methods' are kept.

        Raises ValueError if the ledger does not hold the article.
        """
        article_id, method_id = reading.article_id, reading.method.id
        with self.database.writing() as connection:
            known_at = connection.scalar(select(articles.c.known_at).where(articles.c.id == article_id))
            if known_at is None:
                raise ValueError(f"reading of an article that is not in the ledger: {article_id}")
            if _current_method(connection, article_id) == method_id:
                return False
            _retire_readings(connection, article_id)
            self._insert_reading(connection, reading, known_at)
            return True

    def _insert_reading(self, connection: Connection, reading: Reading, known_at: datetime) -> None:
        """Store a reading in place of what the same method read before, if it did."""
        article_id, method = reading.article_id, reading.method.id
        for table in READ_BY:
            connection.execute(delete(table).where(table.c.article_id == article_id, table.c.method_id == method))
        attribution_rows = [rows.attribution_row(a, method, known_at) for a in reading.attributions]
        mention_rows = [rows.mention_row(m, method, known_at) for m in reading.events]
        issue_rows = [rows.issue_row(i, known_at, article_id=article_id, method_id=method) for i in reading.issues]
        self.database.insert_missing(connection, readings, [rows.reading_row(reading, known_at)])
        self.database.insert_missing(connection, attributions, attribution_rows)
        self.database.insert_missing(connection, event_mentions, mention_rows)
        file_words(connection, self.database, reading.events)
        timeline_rows = [row for mention in reading.events for row in rows.timeline_rows(mention, known_at)]
        self.database.insert_missing(connection, timeline, timeline_rows)
        self.database.insert_missing(connection, heads, [rows.head_row(mention) for mention in reading.events])
        self.database.insert_missing(connection, issues, issue_rows)

    def add_issues(self, found: Iterable[Issue], *, known_at: datetime) -> None:
        """Store issues of any stage but `read`, whose issues come with the reading; a repeated one counts once."""
        cleaned = [Issue(**{name: storable_text(value) for name, value in _texts(issue)}) for issue in found]
        with self.database.writing() as connection:
            self.database.insert_missing(connection, issues, [rows.issue_row(i, known_at) for i in cleaned])

    def fetch_headers(self) -> dict[str, tuple[str | None, str | None]]:
        """URL -> the ETag and Last-Modified headers it was last answered with."""
        with self.database.reading() as connection:
            return {row.url: (row.etag, row.last_modified) for row in connection.execute(select(fetches))}

    def keep_fetch_headers(self, headers: Mapping[str, tuple[str | None, str | None]]) -> None:
        """Keep what `fetch_headers` gives, for these URLs."""
        kept = [{"url": url, "etag": etag, "last_modified": modified} for url, (etag, modified) in headers.items()]
        with self.database.writing() as connection:
            connection.execute(delete(fetches).where(one_of(fetches.c.url, headers)))
            self.database.insert_missing(connection, fetches, kept)

    def add_edges(self, added: Iterable[Edge]) -> None:
        """Store machines' judgements; each supersedes the one a machine gave before on the same pair."""
        with self.database.writing() as connection:
            self._add_edges(connection, list(added))

    def decide(self, edge: Edge) -> bool:
        """Whether it is new: store a person's judgement, which outranks every machine's and earlier ones of people.

        Raises ValueError if it is not a person's.
        """
        if not edge.by_person:
            raise ValueError(f"decided by {edge.decided_by}, not by a person")
        with self.database.writing() as connection:
            row = rows.edge_row(edge)
            stored = connection.scalar(select(edges.c.id).where(edges.c.id == row["id"]))
            self.database.insert_missing(connection, edges, [row])
            _enliven_latest(connection, str(row["key"]))
            merge_clusters(connection, self.database, [edge])
            return stored is None

    def correct(self, correction: Correction) -> bool:
        """Whether it is new: store what a person found of a record, which supersedes what was found of it before."""
        with self.database.writing() as connection:
            stored = connection.scalar(select(corrections.c.id).where(corrections.c.id == correction.id))
            self.database.insert_missing(connection, corrections, [rows.correction_row(correction)])
            return stored is None

    def link(
        self,
        reading: Reading,
        *,
        method_id: str,
        keys: Mapping[str, Iterable[str]],
        window: Window,
        judge: Callable[[Neighbours], Iterable[Edge]],
    ) -> bool:
        """Link an article's current reading: file `keys` (by record id), `judge` what meets there, store the edges.

        Records meet that stand at most `window(key)` places apart in the line of a key. All in one writing transaction,
        so that of two articles linked at once by two processes one sees the other. Edges that a machine gave the
        article's records before and does not give now are retired, and so are those between records that no longer
        meet. False, with nothing done, if another reading has become the current one.
        """
        article_id = reading.article_id
        with self.database.writing() as connection:
            if _current_method(connection, article_id) != reading.method.id:
                return False
            known_at = connection.scalars(select(articles.c.known_at).where(articles.c.id == article_id)).one()
            met = file_keys(
                connection, self.database, article_id=article_id, known_at=known_at, keys=keys, window=window
            )
            _retire_edges(connection, article_id)
            _retire_parted(connection, met, window)
            self._add_edges(connection, list(judge(_neighbours(connection, met, keys))))
            self.database.insert_missing(connection, links, [{"article_id": article_id, "method_id": method_id}])
            connection.execute(update(links).where(links.c.article_id == article_id).values(method_id=method_id))
            return True

    def _add_edges(self, connection: Connection, added: Sequence[Edge]) -> None:
        if any(edge.by_person for edge in added):
            raise ValueError("people's judgements go through decide")
        edge_rows = rows.distinct(map(rows.edge_row, added), "key")
        before = one_of(edges.c.key, [str(row["key"]) for row in edge_rows])
        connection.execute(update(edges).where(before, edges.c.live, ~edges.c.by_person).values(live=False))
        self.database.insert_missing(connection, edges, edge_rows)
        if edge_rows:
            enliven = update(edges).where(edges.c.id == bindparam("its_id"))
            values = [{"its_id": row["id"], "known_at": row["known_at"], "live": True} for row in edge_rows]
            connection.execute(enliven, values)
        merge_clusters(connection, self.database, added)

    def articles_to_read(self, method_id: str) -> Iterator[Article]:
        """The articles whose current reading is not `method_id`'s, in the order they became known."""
        return self._pages(_to_read(method_id))

    def count_to_read(self, method_id: str) -> int:
        """How many `articles_to_read` gives."""
        return self._count(_to_read(method_id))

    def articles_to_link(self, method_id: str) -> Iterator[Article]:
        """The articles with a current reading that `method_id` has not linked yet, in the order they became known."""
        return self._pages(_to_link(method_id))

    def count_to_link(self, method_id: str) -> int:
        """How many `articles_to_link` gives."""
        return self._count(_to_link(method_id))

    def reading(self, article_id: str) -> Reading | None:
        """The article's current reading, None if it has none."""
        with self.database.reading() as connection:
            return current_reading(connection, article_id)

    def _count(self, wanted: ColumnElement[bool]) -> int:
        with self.database.reading() as connection:
            return connection.scalar(select(func.count()).select_from(articles).where(wanted)) or 0

    def _pages(self, wanted: ColumnElement[bool]) -> Iterator[Article]:
        """Articles a page at a time, each page as the ledger then stands, so that a long stage holds no transaction."""
        query = select(articles.c.id, articles.c.known_at, articles.c.record).where(wanted)
        query = query.order_by(articles.c.known_at, articles.c.id).limit(PAGE)
        page = query
        while True:
            with self.database.reading() as connection:
                found = connection.execute(page).all()
            for row in found:
                yield rows.decode(row.record, Article)
            if len(found) < PAGE:
                return
            at, last = found[-1].known_at, found[-1].id
            page = query.where((articles.c.known_at > at) | ((articles.c.known_at == at) & (articles.c.id > last)))


def _to_read(method_id: str) -> ColumnElement[bool]:
    own = (readings.c.article_id == articles.c.id) & (readings.c.method_id == method_id)
    return ~exists().where(own, readings.c.current)


def _to_link(method_id: str) -> ColumnElement[bool]:
    read = exists().where(readings.c.article_id == articles.c.id, readings.c.current)
    linked = exists().where(links.c.article_id == articles.c.id, links.c.method_id == method_id)
    return read & ~linked


def storable(article: Article) -> Article:
    """The article with every text in it made fit to be stored; offsets stay as they are, its id may change."""
    changes = {name: storable_text(value) for name, value in _texts(article)}
    tags = tuple(storable_text(tag) for tag in article.tags)
    values = {f.name: getattr(article, f.name) for f in fields(article)}
    return Article(**{**values, **changes, "tags": tags})


def _texts(record: Article | Issue) -> Iterator[tuple[str, str]]:
    """Name and value of the record's fields that hold text."""
    for field in fields(record):
        value = getattr(record, field.name)
        if isinstance(value, str):
            yield field.name, value


def _precedence(article: Article) -> tuple[datetime, int, datetime, str]:
    """The smallest of several sightings is the one that counts; nothing in it depends on the order of adding."""
    unknown = sum(getattr(article, f.name) is None for f in fields(article))
    return (article.known_at, unknown, article.fetched_at, rows.encode(article))


def _current_method(connection: Connection, article_id: str) -> str | None:
    query = select(readings.c.method_id).where(readings.c.article_id == article_id, readings.c.current)
    return connection.scalar(query)


def _retire_readings(connection: Connection, article_id: str) -> None:
    """Leave the article without a current reading, and so to be read and linked again."""
    for table in READ_BY:
        connection.execute(update(table).where(table.c.article_id == article_id, table.c.current).values(current=False))
    connection.execute(delete(links).where(links.c.article_id == article_id))


def _retire_edges(connection: Connection, article_id: str) -> None:
    """Retire the machines' edges on the article and on all mentions any method found in it."""
    mentions = select(event_mentions.c.id).where(event_mentions.c.article_id == article_id)
    for end in (edges.c.left_id, edges.c.right_id):
        own = (end == article_id) | end.in_(mentions)
        connection.execute(update(edges).where(own, edges.c.live, ~edges.c.by_person).values(live=False))


def _enliven_latest(connection: Connection, key: str) -> None:
    """Make the latest of people's judgements on a pair the live one."""
    by_people = (edges.c.key == key) & edges.c.by_person
    latest = connection.scalar(
        select(edges.c.id).where(by_people).order_by(edges.c.decided_at.desc(), edges.c.id).limit(1)
    )
    connection.execute(update(edges).where(by_people).values(live=edges.c.id == latest))


def _retire_parted(connection: Connection, met: Meetings, window: Window) -> None:
    """Retire the machines' edges between others that the article has parted and that meet under no other key."""
    ends = sorted({record_id for pair in met.parted for record_id in pair})
    if not ends:
        return
    query = select(edges.c.id, edges.c.left_id, edges.c.right_id).where(one_of(edges.c.left_id, ends))
    for row in connection.execute(query.where(edges.c.live, ~edges.c.by_person)).all():
        low, high = sorted((row.left_id, row.right_id))
        if (low, high) in met.parted and not still_meet(connection, (low, high), met.article_of, window):
            connection.execute(update(edges).where(edges.c.id == row.id).values(live=False))


def _neighbours(connection: Connection, met: Meetings, keys: Mapping[str, Iterable[str]]) -> Neighbours:
    pairs = sorted(met.own | met.joined)
    others = {record_id for pair in pairs for record_id in pair if record_id not in keys}
    return Neighbours(
        pairs=tuple(pairs),
        mentions=fetch(connection, event_mentions, others - set(met.article_of.values()), EventMention),
        articles=fetch(connection, articles, {met.article_of[record_id] for record_id in others}, Article),
    )

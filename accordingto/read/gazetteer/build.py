"""Writes the gazetteer file: sources in, one SQLite file out, put in place by an atomic rename.

Places are written as they come; the spellings are gathered in a staging table and folded into one row a key at the
end, so that a look-up is one indexed read. Memory does not grow with the sources.
"""

from __future__ import annotations

import os
import sqlite3
import struct
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from accordingto.errors import GazetteerError
from accordingto.read.gazetteer.entries import Entry, Record, Spelling, Unit
from accordingto.read.gazetteer.names import exact_key, tolerant_key

# The file's layout; a file of another version is built anew.
FORMAT = 4

_SCHEMA = """
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE place (
    id INTEGER PRIMARY KEY, gid TEXT NOT NULL UNIQUE, name TEXT NOT NULL, country TEXT, admin1 TEXT, admin2 TEXT,
    lat REAL NOT NULL, lon REAL NOT NULL, feature TEXT NOT NULL, population INTEGER NOT NULL,
    radius_m INTEGER NOT NULL, prominence REAL NOT NULL
);
CREATE TABLE admin (code TEXT PRIMARY KEY, place INTEGER, name TEXT NOT NULL) WITHOUT ROWID;
CREATE TABLE name (key TEXT PRIMARY KEY, places BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE sound (
    key TEXT NOT NULL, country TEXT NOT NULL, spelling TEXT NOT NULL, place INTEGER NOT NULL,
    PRIMARY KEY (key, country, spelling, place)
) WITHOUT ROWID;
CREATE TEMP TABLE staged (key TEXT NOT NULL, place INTEGER NOT NULL, is_alternate INTEGER NOT NULL);
"""
_ADD_PLACE = """
INSERT INTO place (gid, name, country, admin1, admin2, lat, lon, feature, population, radius_m, prominence)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (gid) DO UPDATE SET
    name = excluded.name, country = excluded.country, admin1 = excluded.admin1, admin2 = excluded.admin2,
    lat = excluded.lat, lon = excluded.lon, feature = excluded.feature,
    population = max(population, excluded.population), radius_m = excluded.radius_m,
    prominence = max(prominence, excluded.prominence)
RETURNING id
"""
READABLE = 0o644  # a temporary file is its owner's alone; a gazetteer may serve a whole newsroom
# A name borne by more places than this keeps the most prominent; "San Antonio" has some 900 in GeoNames.
MAX_PLACES_A_NAME = 120
# Names of fewer consonants are matched by their exact key alone.
MIN_SOUND = 2

Progress = Callable[[str, int], None]
"""Called now and then with the source's name and how many entries it has yielded so far."""


def build(sources: Iterable[tuple[str, Iterable[Record]]], out: Path, *, progress: Progress | None = None) -> int:
    """The number of places written to `out`, which is replaced in one step and never seen half-written.

    A later source's entry replaces an earlier one of the same id and adds its spellings. Raises GazetteerError if the
    folder cannot be written. Two processes may build one file at once: each writes its own and the last rename wins.
    """
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(prefix=out.name, suffix=".part", dir=out.parent)
    except OSError as error:
        raise GazetteerError(f"{out}: cannot write the gazetteer here ({error.strerror})") from error
    os.close(handle)
    part = Path(name)
    try:
        with closing(sqlite3.connect(part, isolation_level=None)) as connection:
            count = _fill(connection, sources, progress or _silent)
        part.chmod(READABLE)
        part.replace(out)
    except (sqlite3.Error, OSError) as error:
        raise GazetteerError(f"{out}: the gazetteer could not be written ({error})") from error
    finally:
        part.unlink(missing_ok=True)
    return count


def _silent(source: str, count: int) -> None:
    """No progress."""


def _fill(connection: sqlite3.Connection, sources: Iterable[tuple[str, Iterable[Record]]], progress: Progress) -> int:
    connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA page_size = 8192;" + _SCHEMA)
    connection.execute("BEGIN")
    for source, entries in sources:
        count = 0
        for count, entry in enumerate(entries, 1):
            _add(connection, entry)
            if count % 10_000 == 0:
                progress(source, count)
        progress(source, count)
    _fold_names(connection)
    connection.execute("INSERT INTO meta VALUES ('format', ?)", (str(FORMAT),))
    total: int = connection.execute("SELECT count(*) FROM place").fetchone()[0]
    connection.execute("COMMIT")
    connection.execute("ANALYZE")
    return total


def _add(connection: sqlite3.Connection, record: Record) -> None:
    if isinstance(record, Entry):
        _add_entry(connection, record)
    elif isinstance(record, Spelling):
        row = connection.execute("SELECT id, country FROM place WHERE gid = ?", (record.gazetteer_id,)).fetchone()
        if row is not None:
            _stage(connection, row[0], row[1] or "", "", (record.name,))
    else:
        _add_unit(connection, record)


def _add_entry(connection: sqlite3.Connection, entry: Entry) -> None:
    row = connection.execute(
        _ADD_PLACE,
        (entry.gazetteer_id, entry.name, entry.country, entry.admin1, entry.admin2, entry.lat, entry.lon,
         entry.feature, entry.population, entry.radius_m, entry.prominence),
    ).fetchone()  # fmt: skip
    place: int = row[0]
    if entry.code is not None:
        connection.execute("INSERT OR REPLACE INTO admin VALUES (?, ?, ?)", (entry.code, place, entry.name))
    _stage(connection, place, entry.country or "", exact_key(entry.name), (entry.name, *entry.spellings))


def _add_unit(connection: sqlite3.Connection, unit: Unit) -> None:
    row = connection.execute("SELECT id FROM place WHERE gid = ?", (unit.gazetteer_id,)).fetchone()
    connection.execute(
        "INSERT INTO admin VALUES (?, ?, ?) ON CONFLICT (code) DO UPDATE SET name = excluded.name",
        (unit.code, row[0] if row else None, unit.name),
    )


def _stage(connection: sqlite3.Connection, place: int, country: str, own: str, spellings: Iterable[str]) -> None:
    """Put the keys of the spellings aside; `own` is the key of the place's own name, "" if that is not among them."""
    keys: dict[str, int] = {}
    sounds = {}
    for spelling in spellings:
        key = exact_key(spelling)
        keys.setdefault(key, int(key != own))
        sound = tolerant_key(spelling)
        if len(sound.lstrip("@")) >= MIN_SOUND:
            sounds[sound, key] = (sound, country, key, place)
    keys.pop("", None)
    connection.executemany("INSERT INTO staged VALUES (?, ?, ?)", [(k, place, alt) for k, alt in keys.items()])
    connection.executemany("INSERT OR IGNORE INTO sound VALUES (?, ?, ?, ?)", sounds.values())


def _fold_names(connection: sqlite3.Connection) -> None:
    """One row a key: its places, most prominent first, each packed with whether the key is an alternate name."""
    reader = connection.cursor()
    reader.execute(
        "SELECT key, place, min(is_alternate) FROM staged JOIN place ON place.id = staged.place "
        "GROUP BY key, place ORDER BY key, prominence DESC, place"
    )
    connection.executemany("INSERT INTO name VALUES (?, ?)", _packed(reader))


def _packed(rows: Iterable[tuple[str, int, int]]) -> Iterator[tuple[str, bytes]]:
    for key, group in groupby(rows, key=itemgetter(0)):
        codes = [place << 1 | is_alternate for _, place, is_alternate in group][:MAX_PLACES_A_NAME]
        yield key, struct.pack(f"<{len(codes)}I", *codes)

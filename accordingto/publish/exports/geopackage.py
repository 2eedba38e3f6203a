"""Events and claims as a GeoPackage (OGC 12-128r18, version 1.3), which every geographic information system opens."""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime

from accordingto.model import Event
from accordingto.publish.exports.tables import CLAIM_COLUMNS, EVENT_COLUMNS, claim_rows
from accordingto.publish.exports.values import Value, event_values, place_values
from accordingto.publish.exports.wkb import wkb
from accordingto.publish.geometry import Box, box_around
from accordingto.publish.mapdata import Located, located, rings
from accordingto.publish.options import PublishOptions
from accordingto.publish.situation import Situation

APPLICATION_ID = int.from_bytes(b"GPKG")
VERSION = 10300
WGS84 = 4326
GEOMETRY_FLAGS = 1  # little-endian, no envelope, not empty
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
WGS84_WKT = (
    'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
    'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
    'AUTHORITY["EPSG","9122"]],AXIS["Latitude",NORTH],AXIS["Longitude",EAST],AUTHORITY["EPSG","4326"]]'
)
SCHEMA = """
CREATE TABLE gpkg_spatial_ref_sys (
  srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (
  table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE, description TEXT DEFAULT '',
  last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (
  table_name TEXT NOT NULL, column_name TEXT NOT NULL, geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL,
  z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
"""
SYSTEMS = (
    ("Undefined cartesian SRS", -1, "NONE", -1, "undefined", None),
    ("Undefined geographic SRS", 0, "NONE", 0, "undefined", None),
    ("WGS 84", WGS84, "EPSG", WGS84, WGS84_WKT, None),
)
EVENT_TYPES: Mapping[str, str] = {
    "date_start": "DATE",
    "date_end": "DATE",
    "date_prec": "INTEGER",
    "origins_low": "INTEGER",
    "origins_high": "INTEGER",
    "reports": "INTEGER",
    "outlets": "INTEGER",
    "credibility": "INTEGER",
    "where_prec": "INTEGER",
    "radius_m": "INTEGER",
}  # the other columns are TEXT
PLACE_COLUMNS = ("place", "place_id", "country", "where_prec", "radius_m")


def geopackage(situation: Situation, options: PublishOptions) -> bytes:
    """Events and claims as a GeoPackage: a layer of events, one feature for each place, and a table of their claims.

    Places that are not exact are the circle the event may have been in. Loses the judgements that joined reports;
    lists are joined by semicolons.
    """
    database = sqlite3.connect(":memory:", isolation_level=None)
    try:
        _prepare(database)
        changed = _moment(situation.known_until or EPOCH)
        _add_events(database, situation, changed)
        _add_claims(database, situation, changed)
        return database.serialize()
    finally:
        database.close()


def _prepare(database: sqlite3.Connection) -> None:
    database.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    database.execute(f"PRAGMA user_version = {VERSION}")
    database.executescript(SCHEMA)
    database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, ?)", SYSTEMS)


def _add_events(database: sqlite3.Connection, situation: Situation, changed: str) -> None:
    """The layer of events, and what GeoPackage wants to know of it."""
    columns = {name: EVENT_TYPES.get(name, "TEXT") for name in (*EVENT_COLUMNS, *PLACE_COLUMNS)}
    _create(database, "events", {"geom": "GEOMETRY", **columns})
    rows = [row for event in situation.events for row in _features(event)]
    around = _around(situation)
    bounds = (around.west, around.south, around.east, around.north) if around else (None,) * 4
    contents = ("events", "features", "events", "One feature for each place of an event", changed, *bounds, WGS84)
    database.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", contents)
    database.execute("INSERT INTO gpkg_geometry_columns VALUES ('events', 'geom', 'GEOMETRY', ?, 0, 0)", (WGS84,))
    _insert(database, "events", [[geometry, *map(_cell, values.values())] for geometry, values in rows])


def _features(event: Event) -> Iterator[tuple[bytes | None, dict[str, Value]]]:
    """The geometry and the columns of an event at each of its places; no geometry where none is settled."""
    values = event_values(event)
    for at in located(event):
        yield _geometry(at), values | place_values(at)
    if not located(event):
        yield None, values | dict.fromkeys(PLACE_COLUMNS)


def _add_claims(database: sqlite3.Connection, situation: Situation, changed: str) -> None:
    """The table of claims, which a column joins to the events."""
    _create(database, "claims", dict.fromkeys(CLAIM_COLUMNS, "TEXT"))
    contents = ("claims", "attributes", "claims", "One row for each report a claim appears in", changed)
    database.execute("INSERT INTO gpkg_contents VALUES (?, ?, ?, ?, ?, NULL, NULL, NULL, NULL, NULL)", contents)
    rows = [row for event in situation.events for row in claim_rows(situation, event)]
    _insert(database, "claims", [[_cell(value) for value in row.values()] for row in rows])


def _create(database: sqlite3.Connection, table: str, columns: Mapping[str, str]) -> None:
    declared = ", ".join(f"{name} {kind}" for name, kind in columns.items())
    database.execute(f"CREATE TABLE {table} (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, {declared})")


def _insert(database: sqlite3.Connection, table: str, rows: Sequence[Sequence[object]]) -> None:
    if rows:
        marks = ", ".join("?" * len(rows[0]))
        database.execute("BEGIN")
        database.executemany(f"INSERT INTO {table} VALUES (NULL, {marks})", rows)
        database.execute("COMMIT")


def _geometry(at: Located) -> bytes:
    """A place as GeoPackage holds it: well-known binary after a head."""
    return struct.pack("<2sBBi", b"GP", 0, GEOMETRY_FLAGS, WGS84) + wkb(at)


def _around(situation: Situation) -> Box | None:
    """The box around all places, circles included."""
    return box_around(point for event in situation.events for at in located(event) for point in _corners(at))


def _corners(at: Located) -> list[tuple[float, float]]:
    from_rings = [(lon, lat) for ring in rings(at) for lon, lat in ring]
    return from_rings or [(at.place.lon, at.place.lat)]


def _cell(value: Value) -> str | int | float | None:
    return "; ".join(value) if isinstance(value, list) else value


def _moment(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")

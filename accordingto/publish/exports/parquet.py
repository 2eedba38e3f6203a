"""Events and claims as Parquet, with types; events carry geometries, as GeoParquet 1.1."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from importlib import import_module
from typing import TYPE_CHECKING

import msgspec

from accordingto.errors import PublishError
from accordingto.model import Event
from accordingto.publish.exports import wkb
from accordingto.publish.exports.tables import CLAIM_COLUMNS, EVENT_COLUMNS, claim_rows
from accordingto.publish.exports.values import Value, event_values, place_values
from accordingto.publish.mapdata import Located, located
from accordingto.publish.options import PublishOptions
from accordingto.publish.situation import Situation

if TYPE_CHECKING:
    import pyarrow

EXTRA = "parquet"
GEOPARQUET = "1.1.0"
PLACE_COLUMNS = ("place", "place_id", "country", "latitude", "longitude", "where_prec", "radius_m")
TEXT, NUMBER, FLOAT, DAY, MOMENT, LIST, BYTES = "text number float day moment list bytes".split()
KINDS: Mapping[str, str] = {
    "date_start": DAY,
    "date_end": DAY,
    "date_prec": NUMBER,
    "agents": LIST,
    "recipients": LIST,
    "weapons": LIST,
    "denied_by": LIST,
    "origins_low": NUMBER,
    "origins_high": NUMBER,
    "reports": NUMBER,
    "outlets": NUMBER,
    "credibility": NUMBER,
    "known_at": MOMENT,
    "latitude": FLOAT,
    "longitude": FLOAT,
    "where_prec": NUMBER,
    "radius_m": NUMBER,
    "through": LIST,
    "published": MOMENT,
    "places": LIST,
    "geometry": BYTES,
}  # the other columns are text

Cell = Value | date | datetime | bytes


def events_parquet(situation: Situation, options: PublishOptions) -> bytes:
    """Events as GeoParquet (Parquet with geometries): one row for each place of an event, with types and lists.

    Places that are not exact are the circle the event may have been in. Loses who said what in which words, and the
    judgements that joined reports.
    """
    places = [(event, at) for event in situation.events for at in located(event) or (None,)]
    rows = [_event_row(event, at) for event, at in places]
    shapes = sorted({wkb.kind(at) for _, at in places if at is not None})
    column = {"encoding": "WKB", "geometry_types": shapes}
    geo = {"version": GEOPARQUET, "primary_column": "geometry", "columns": {"geometry": column}}
    return _file([*EVENT_COLUMNS, *PLACE_COLUMNS, "geometry"], rows, {"geo": msgspec.json.encode(geo).decode()})


def claims_parquet(situation: Situation, options: PublishOptions) -> bytes:
    """Claims as Parquet: one row for each report a claim appears in, with its words as far as they may be shown.

    Loses the judgements that joined reports.
    """
    rows = [dict(row) for event in situation.events for row in claim_rows(situation, event)]
    return _file(CLAIM_COLUMNS, rows, {})


def _event_row(event: Event, at: Located | None) -> dict[str, Cell]:
    row: dict[str, Cell] = {**event_values(event), **dict.fromkeys((*PLACE_COLUMNS, "geometry"))}
    if at is not None:
        row |= {**place_values(at), "latitude": at.place.lat, "longitude": at.place.lon, "geometry": wkb.wkb(at)}
    return row


def _file(columns: Sequence[str], rows: Sequence[Mapping[str, Cell]], about: Mapping[str, str]) -> bytes:
    """The rows as a Parquet file. Raises PublishError if pyarrow is not installed."""
    arrow = pyarrow_or_error()
    types = {
        TEXT: arrow.string(),
        NUMBER: arrow.int32(),
        FLOAT: arrow.float64(),
        DAY: arrow.date32(),
        MOMENT: arrow.timestamp("us", tz="UTC"),
        LIST: arrow.list_(arrow.string()),
        BYTES: arrow.binary(),
    }
    kinds = {name: KINDS.get(name, TEXT) for name in columns}
    data = {name: arrow.array([_typed(row[name], kind) for row in rows], types[kind]) for name, kind in kinds.items()}
    table = arrow.table(data).replace_schema_metadata(dict(about))
    out = arrow.BufferOutputStream()
    import_module("pyarrow.parquet").write_table(table, out, compression="zstd")
    written: bytes = out.getvalue().to_pybytes()
    return written


def pyarrow_or_error() -> pyarrow:
    """The module pyarrow. Raises PublishError with what to install if it is not there."""
    try:
        return import_module("pyarrow")
    except ModuleNotFoundError as error:
        message = f"Parquet needs pyarrow: pip install 'accordingto[{EXTRA}]'"
        raise PublishError(message) from error


def _typed(value: Cell, kind: str) -> Cell:
    """A value of the tables as its column's type."""
    if isinstance(value, str) and kind == DAY:
        return date.fromisoformat(value)
    if isinstance(value, str) and kind == MOMENT:
        return datetime.fromisoformat(value)
    return value

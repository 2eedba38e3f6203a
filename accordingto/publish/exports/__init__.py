"""The ledger in other formats: one function each, from a situation to the bytes of a file.

`FORMATS` names them; what each holds and what it loses is said by its function's docstring, which the downloads page
and the command line show.
"""

from __future__ import annotations

from collections.abc import Mapping

from accordingto.publish.exports.formats import Format, Writer
from accordingto.publish.exports.geojson import geojson
from accordingto.publish.exports.jsonl import jsonl
from accordingto.publish.exports.rows import FORMULA_STARTS
from accordingto.publish.exports.tables import claims_csv, events_csv
from accordingto.publish.options import PublishOptions
from accordingto.publish.situation import Situation

__all__ = ["FORMATS", "FORMULA_STARTS", "SITE_FORMATS", "Format", "Writer", "export_bytes"]

CSV = "text/csv"

FORMATS: Mapping[str, Format] = {
    "geojson": Format(file_name="events.geojson", media_type="application/geo+json", write=geojson),
    "events-csv": Format(file_name="events.csv", media_type=CSV, write=events_csv),
    "claims-csv": Format(file_name="claims.csv", media_type=CSV, write=claims_csv),
    "jsonl": Format(file_name="ledger.jsonl", media_type="application/jsonl", write=jsonl),
}
SITE_FORMATS: Mapping[str, Format] = {name: found for name, found in FORMATS.items() if found.extra is None}


def export_bytes(name: str, situation: Situation, options: PublishOptions) -> bytes:
    """The whole file of one format. Raises PublishError if it needs an extra that is not installed."""
    return FORMATS[name].write(situation, options)

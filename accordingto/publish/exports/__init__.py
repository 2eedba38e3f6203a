"""The ledger in other formats: one function each, from a situation to the bytes of a file.

`FORMATS` names them; what each holds and what it loses is said by its function's docstring, which the downloads page
and the command line show.
"""

from __future__ import annotations

from collections.abc import Mapping

from accordingto.publish.exports.acled import acled_csv
from accordingto.publish.exports.formats import Format, Writer
from accordingto.publish.exports.gdelt import gdelt_mentions
from accordingto.publish.exports.geojson import geojson
from accordingto.publish.exports.geopackage import geopackage
from accordingto.publish.exports.hxl import hxl
from accordingto.publish.exports.jsonl import jsonl
from accordingto.publish.exports.ninjs import ninjs
from accordingto.publish.exports.parquet import EXTRA as PARQUET_EXTRA
from accordingto.publish.exports.parquet import claims_parquet, events_parquet
from accordingto.publish.exports.rows import FORMULA_STARTS
from accordingto.publish.exports.schema_org import schema_org
from accordingto.publish.exports.stix import stix
from accordingto.publish.exports.tables import claims_csv, events_csv
from accordingto.publish.exports.timemap import timemap
from accordingto.publish.exports.ucdp import ucdp_csv
from accordingto.publish.exports.web_annotation import web_annotation
from accordingto.publish.options import PublishOptions
from accordingto.publish.situation import Situation

__all__ = ["FORMATS", "FORMULA_STARTS", "SITE_FORMATS", "Format", "Writer", "export_bytes"]

CSV, JSON, JSON_LD = "text/csv", "application/json", "application/ld+json"
PARQUET = "application/vnd.apache.parquet"

FORMATS: Mapping[str, Format] = {
    "geojson": Format(file_name="events.geojson", media_type="application/geo+json", write=geojson),
    "geopackage": Format(file_name="situation.gpkg", media_type="application/geopackage+sqlite3", write=geopackage),
    "events-csv": Format(file_name="events.csv", media_type=CSV, write=events_csv),
    "claims-csv": Format(file_name="claims.csv", media_type=CSV, write=claims_csv),
    "acled-csv": Format(file_name="events-acled-shaped.csv", media_type=CSV, write=acled_csv),
    "ucdp-csv": Format(file_name="events-ucdp-shaped.csv", media_type=CSV, write=ucdp_csv),
    "gdelt-mentions": Format(
        file_name="mentions-gdelt-shaped.tsv", media_type="text/tab-separated-values", write=gdelt_mentions
    ),
    "hxl": Format(file_name="events-hxl.csv", media_type=CSV, write=hxl),
    "stix": Format(file_name="situation.stix.json", media_type="application/stix+json;version=2.1", write=stix),
    "ninjs": Format(file_name="situation.ninjs.json", media_type=JSON, write=ninjs),
    "timemap": Format(file_name="timemap.json", media_type=JSON, write=timemap),
    "schema-org": Format(file_name="claims.jsonld", media_type=JSON_LD, write=schema_org),
    "web-annotation": Format(file_name="annotations.jsonld", media_type=JSON_LD, write=web_annotation),
    "jsonl": Format(file_name="ledger.jsonl", media_type="application/jsonl", write=jsonl),
    "parquet": Format(file_name="events.parquet", media_type=PARQUET, write=events_parquet, extra=PARQUET_EXTRA),
    "claims-parquet": Format(file_name="claims.parquet", media_type=PARQUET, write=claims_parquet, extra=PARQUET_EXTRA),
}
SITE_FORMATS: Mapping[str, Format] = {name: found for name, found in FORMATS.items() if found.extra is None}


def export_bytes(name: str, situation: Situation, options: PublishOptions) -> bytes:
    """The whole file of one format. Raises PublishError if it needs an extra that is not installed."""
    return FORMATS[name].write(situation, options)

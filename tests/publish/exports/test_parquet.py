"""Parquet, read by Arrow; its geometries by the rules of GeoParquet."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pyarrow
import pyarrow.parquet

from accordingto.publish.situation import Situation
from tests.publish.exports.reading import exported, read_table
from tests.publish.exports.situations import DISTRICT, TOWN, situation_of


def table(name: str, situation: Situation) -> pyarrow.Table:
    return pyarrow.parquet.read_table(io.BytesIO(exported(name, situation)))


def test_columns_have_types(tmp_path: Path) -> None:
    events = table("parquet", situation_of(tmp_path, places=[TOWN, DISTRICT]))
    (first, second) = events.to_pylist()
    assert first["date_start"] == date(2024, 12, 3)
    assert first["agents"] == ["Norland army"]
    assert first["known_at"].utcoffset() is not None
    assert (first["latitude"], first["radius_m"], second["radius_m"]) == (35.75, 0, 12_000)
    assert events.schema.field("origins_low").type == pyarrow.int32()


def test_geometries_are_as_geoparquet_wants_them(tmp_path: Path) -> None:
    events = table("parquet", situation_of(tmp_path, places=[TOWN, DISTRICT]))
    about = json.loads(events.schema.metadata[b"geo"])
    assert about["version"] == "1.1.0"
    column = about["columns"][about["primary_column"]]
    assert (column["encoding"], column["geometry_types"]) == ("WKB", ["Point", "Polygon"])
    shapes = [row["geometry"] for row in events.to_pylist()]
    assert [int.from_bytes(shape[1:5], "little") for shape in shapes] == [1, 3]


def test_unplaced_and_empty_situations_keep_their_columns(example: Situation, tmp_path: Path) -> None:
    nowhere = table("parquet", situation_of(tmp_path, places=(), time=None))
    assert nowhere.to_pylist()[0]["geometry"] is None
    assert nowhere.schema == table("parquet", example).schema


def test_claims_are_those_of_the_table(example: Situation) -> None:
    claims = table("claims-parquet", example)
    assert claims.column("claim_id").to_pylist() == [row["claim_id"] for row in read_table("claims-csv", example)]
    assert claims.num_rows > 10


def test_without_pyarrow_the_message_says_what_to_install() -> None:
    program = (
        "import sys; sys.modules['pyarrow'] = None\n"
        "from accordingto.errors import PublishError\n"
        "from accordingto.publish.exports.parquet import pyarrow_or_error\n"
        "try:\n    pyarrow_or_error()\n"
        "except PublishError as error:\n    print(error)\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "pip install 'accordingto[parquet]'" in done.stdout

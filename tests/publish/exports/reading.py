"""Exported files as their readers see them."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from accordingto.publish.exports import FORMATS
from accordingto.publish.situation import Situation
from tests.publish.conftest import OPTIONS

Json = Any  # what json.loads gives


def exported(name: str, situation: Situation) -> bytes:
    return FORMATS[name].write(situation, OPTIONS)


def read_json(name: str, situation: Situation) -> Json:
    return json.loads(exported(name, situation))


def read_table(name: str, situation: Situation) -> list[dict[str, str]]:
    """The rows of a CSV file by column; every row has as many cells as the header."""
    header, *rows = csv.reader(io.StringIO(exported(name, situation).decode(), newline=""))
    return [dict(zip(header, row, strict=True)) for row in rows]

"""The records themselves."""

from __future__ import annotations

import json

from accordingto.publish.situation import Situation
from tests.publish.exports.reading import exported


def test_json_lines_hold_every_record(example: Situation) -> None:
    records = [json.loads(line) for line in exported("jsonl", example).splitlines()]
    kinds = [record["kind"] for record in records]
    assert kinds.count("article") == 14
    assert kinds.count("event") == len(example.events)
    for record in records:
        if record["kind"] == "article":
            assert record["text"]

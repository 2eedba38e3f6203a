"""ninjs items, by a schema written from the standard's list of fields."""

from __future__ import annotations

from typing import Any

import jsonschema
import pytest

from accordingto.publish.situation import Situation
from tests.publish.exports.reading import Json, read_json

TEXT = {"type": "string"}
MOMENT = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$"}
URI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}


def strictly(required: str, **properties: object) -> dict[str, object]:
    """An object of the standard: these properties and no others."""
    return {
        "type": "object",
        "properties": properties,
        "required": required.split(),
        "additionalProperties": False,
    }


def listed(item: object) -> dict[str, object]:
    return {"type": "array", "items": item}


def item(**more: object) -> dict[str, object]:
    """The fields of a news item in version 3.1 that we may write, with their types."""
    return strictly(
        "uri" if not more else "uri name",
        uri=URI,
        type={"enum": "text audio video picture graphic composite component event planning".split()},
        representationType={"enum": ["full", "partial"]},
        standard=strictly("", name=TEXT, version=TEXT, schema=URI),
        pubStatus={"enum": ["usable", "withheld", "canceled"]},
        language=TEXT,
        firstCreated=MOMENT,
        versionCreated=MOMENT,
        by=TEXT,
        usageTerms=TEXT,
        headlines=listed(strictly("value", role=TEXT, contentType=TEXT, value=TEXT)),
        descriptions=listed(strictly("value", role=TEXT, contentType=TEXT, value=TEXT)),
        subjects=listed(strictly("", name=TEXT, rel=TEXT, uri=URI, literal=TEXT, creator=TEXT)),
        people=listed(strictly("", name=TEXT, rel=TEXT, uri=URI, literal=TEXT)),
        organisations=listed(strictly("", name=TEXT, rel=TEXT, uri=URI, literal=TEXT)),
        places=listed(strictly("", name=TEXT, rel=TEXT, uri=URI, literal=TEXT, geoJSON={"type": "object"})),
        infoSources=listed(strictly("", name=TEXT, role=TEXT, uri=URI, literal=TEXT)),
        renditions=listed(strictly("name", name=TEXT, href=URI, contentType=TEXT)),
        digitalSourceType=strictly("", name=TEXT, uri=TEXT, literal=TEXT),
        associations={"$ref": "#/$defs/associations"},
        **more,
    )


SCHEMA: dict[str, Any] = {
    "$schema": "https://json-schema.org/draft/2020-12/schema",
    **item(),
    "$defs": {"associations": listed(item(name=TEXT, rel=TEXT))},
}


@pytest.fixture
def package(example: Situation) -> Json:
    return read_json("ninjs", example)


def test_the_item_keeps_to_the_standard(package: Json) -> None:
    jsonschema.validate(package, SCHEMA)
    assert package["standard"]["version"] == "3.1"


def test_every_event_is_an_item_with_its_reports(package: Json, example: Situation) -> None:
    assert len(package["associations"]) == len(example.events)
    reports = [len(found["associations"]) for found in package["associations"]]
    assert reports == [len(example.articles_of(event)) for event in example.events]


def test_sources_are_named_with_what_they_do(package: Json) -> None:
    roles = {source["role"] for event in package["associations"] for source in event["infoSources"]}
    assert {"claims", "denies"} <= roles

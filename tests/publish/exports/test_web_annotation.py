"""Web Annotations, by the model's rules and against the texts they point into."""

from __future__ import annotations

import hashlib
import json
from base64 import urlsafe_b64decode
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from accordingto.model import Span
from accordingto.publish.exports.web_annotation import web_annotation
from accordingto.publish.options import PublishOptions
from accordingto.publish.quotable import QUOTE_CHARS
from accordingto.publish.situation import Situation
from tests.publish.exports.reading import Json, read_json
from tests.publish.exports.situations import situation_of

TEXT = {"type": "string"}
URI = {"type": "string", "pattern": r"^[a-z][a-z0-9+.-]*:\S+$"}
QUOTE = {
    "properties": {"type": {"const": "TextQuoteSelector"}, "exact": TEXT, "prefix": TEXT, "suffix": TEXT},
    "required": ["type", "exact"],
    "additionalProperties": False,
}
COUNT = {"type": "integer", "minimum": 0}
POSITION = {
    "properties": {"type": {"const": "TextPositionSelector"}, "start": COUNT, "end": COUNT},
    "required": ["type", "start", "end"],
    "additionalProperties": False,
}
TARGET = {
    "properties": {
        "type": {"const": "SpecificResource"},
        "source": {"type": "object", "properties": {"id": URI, "via": URI}, "required": ["id"]},
        "selector": {"type": "array", "minItems": 1, "items": {"oneOf": [QUOTE, POSITION]}},
    },
    "required": ["source", "selector"],
}
ANNOTATION = {
    "properties": {
        "id": URI,
        "type": {"const": "Annotation"},
        "motivation": {"const": "describing"},
        "target": {"type": "array", "minItems": 1, "items": TARGET},
        "body": {"type": "array", "items": {"type": "object"}},
    },
    "required": ["id", "type", "target"],
}
COLLECTION = {
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": URI,
        "type": {"const": "AnnotationCollection"},
        "total": COUNT,
        "first": {
            "properties": {"id": URI, "type": {"const": "AnnotationPage"}, "items": {"items": ANNOTATION}},
            "required": ["id", "type", "items"],
        },
    },
    "required": ["@context", "id", "type", "total", "first"],
}


@pytest.fixture
def collection(example: Situation) -> Json:
    return read_json("web-annotation", example)


def test_the_collection_keeps_to_the_model(collection: Json) -> None:
    jsonschema.validate(collection, COLLECTION)
    items = collection["first"]["items"]
    assert collection["total"] == len(items) > 10
    assert len({found["id"] for found in items}) == len(items)


def test_selectors_find_the_words_in_the_text_of_the_hash(collection: Json, example: Situation) -> None:
    texts = {hashlib.sha256(article.text.encode()).digest(): article.text for article in example.articles.values()}
    for target in (target for found in collection["first"]["items"] for target in found["target"]):
        digest = target["source"]["id"].removeprefix("ni:///sha-256;")
        text = texts[urlsafe_b64decode(digest + "=")]
        quote, position = target["selector"]
        start, end = position["start"], position["end"]
        assert text[start:end] == quote["exact"]
        assert text[:start].endswith(quote["prefix"])
        assert text[end:].startswith(quote["suffix"])


def test_long_words_of_a_closed_text_are_given_by_position_only(tmp_path: Path) -> None:
    situation = situation_of(tmp_path)
    (article,) = situation.articles.values()
    assert len(article.text) < QUOTE_CHARS  # short enough to be quoted
    (short,) = read_json("web-annotation", situation)["first"]["items"][0]["target"]
    assert [found["type"] for found in short["selector"]] == ["TextQuoteSelector", "TextPositionSelector"]


@pytest.mark.parametrize(("full_text", "kinds"), [(False, 1), (True, 2)])
def test_the_text_policy_bounds_what_is_quoted(full_text: bool, kinds: int, tmp_path: Path) -> None:
    situation = situation_of(tmp_path, said="Shells fell on the town " * 20)
    situation = replace(situation, quotable={} if full_text else situation.quotable)
    (target,) = json.loads(web_annotation(situation, PublishOptions()))["first"]["items"][0]["target"]
    assert len(target["selector"]) == kinds


def test_the_words_around_are_bounded_too(tmp_path: Path) -> None:
    situation = situation_of(tmp_path)
    (article,) = situation.articles.values()
    (allowed,) = situation.quotable[article.id]
    inner = replace(situation, quotable={article.id: (Span(allowed.start, allowed.start + 25),)})
    (target,) = json.loads(web_annotation(inner, PublishOptions()))["first"]["items"][0]["target"]
    words = target["selector"][0]
    shown = words["prefix"] + words["exact"] + words["suffix"]
    assert shown in article.text[:25]

"""JSON of unknown make read with types: whatever is not what it should be counts as absent."""

from __future__ import annotations

import json
from collections.abc import Iterator

Json = dict[str, "Json"] | list["Json"] | str | int | float | bool | None
MAX_DEPTH = 12  # nested deeper than any vocabulary in use


def parse_json(text: str) -> Json | None:
    """The parsed value; None if `text` is not JSON (or is the JSON null, which says nothing either)."""
    try:
        value: Json = json.loads(text, strict=False)
    except (ValueError, RecursionError):
        return None
    return value


def objects_in(value: Json, depth: int = 0) -> Iterator[dict[str, Json]]:
    """Every object of a value, outer before inner."""
    if depth > MAX_DEPTH:
        return
    if isinstance(value, dict):
        yield value
    children = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for child in children:
        if isinstance(child, dict | list):
            yield from objects_in(child, depth + 1)


def text_in(value: Json, *keys: str) -> str | None:
    """The first non-empty string under one of `keys` of an object."""
    if not isinstance(value, dict):
        return None
    for key in keys:
        found = value.get(key)
        if isinstance(found, str) and found.strip():
            return found
    return None


def list_in(value: Json, key: str) -> list[Json]:
    """What stands under `key` of an object, as a list; a single value is a list of one."""
    found = value.get(key) if isinstance(value, dict) else None
    if found is None:
        return []
    return found if isinstance(found, list) else [found]


def names_in(value: Json, key: str) -> list[str]:
    """The names under `key`: strings, or objects with a "name", as schema.org and JSON Feed give people and bodies."""
    names = (item if isinstance(item, str) else text_in(item, "name", "@value") for item in list_in(value, key))
    return [name for name in names if name and name.strip()]


def types_of(value: dict[str, Json]) -> list[str]:
    """The schema.org types of an object, without the vocabulary's address."""
    return [item.rsplit("/", 1)[-1] for item in list_in(value, "@type") if isinstance(item, str)]

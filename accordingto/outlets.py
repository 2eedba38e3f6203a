"""Agencies and outlets that reports draw on: their names, normal keys and, where a state owns them, which.

The table is `data/outlets.csv`; an outlet it does not hold is known by its own name, so that nothing depends on it.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

from accordingto.text import name_key

_ADDRESS = re.compile(r"^(?:https?://)?(?:www\.|edition\.|m\.|uk\.)?([\w.-]+\.[a-z]{2,6})/?$")
_SUFFIX = re.compile(r"(?:\.(?:com|co|org|net|gov|ac))?\.[a-z]{2,6}$")
_GENERIC_TAIL = re.compile(r" (?:news agency|news service|newspaper|news|agency|daily|tv|television|online)$")
# What "television" or "news" leaves of these is no name of an outlet ("state television", "the local daily").
_GENERIC = re.compile(
    r"(?:^|\s)(?:state|official|national|public|local|private|government|army|military|regime|rebel)$"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publication or agency; `state` is the ISO 3166 alpha-2 code of the state that owns it, None if none does."""

    key: str
    name: str
    is_agency: bool
    state: str | None
    names: tuple[str, ...]


@cache
def outlets() -> Mapping[str, Outlet]:
    """Every known outlet by its key."""
    table = files("accordingto").joinpath("data/outlets.csv").read_text(encoding="utf-8")
    rows = [(row, tuple(row["names"].split("|"))) for row in csv.DictReader(table.splitlines())]
    return {
        row["key"]: Outlet(
            key=row["key"], name=names[0], is_agency=row["kind"] == "agency", state=row["state"] or None, names=names
        )
        for row, names in rows
    }


@cache
def _keys() -> Mapping[str, str]:
    return {name_key(name): outlet.key for outlet in outlets().values() for name in outlet.names}


@lru_cache(4096)
def outlet_key(name: str) -> str:
    """The key by which an outlet meets itself under all its names: "www.nytimes.com" is "The New York Times"."""
    address = _ADDRESS.match(name.strip().lower())
    plain = address.group(1) if address else name
    bare = name_key(_SUFFIX.sub("", plain) if address else plain)
    shorter = _GENERIC_TAIL.sub("", bare)
    shorter = bare if _GENERIC.search(shorter) else shorter
    known = (_keys().get(key) for key in (name_key(plain), bare, shorter))
    return next((key for key in known if key), shorter)


def known_outlet(name: str) -> Outlet | None:
    """The outlet of the table that a name means, or None."""
    return outlets().get(outlet_key(name))

"""`sources.toml`: what an analyst says of sources and actors; it extends and overrides the shipped list.

A record says who somebody is (names, kind, country), which reading then uses, and what only people may say: the side
they take and how reliable they are (Admiralty A to F).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

import msgspec

from accordingto.declarations.toml_files import KeyPath, line_of, load_toml
from accordingto.errors import SettingsError
from accordingto.model import SourceKind
from accordingto.text import name_key

Reliability = Literal["A", "B", "C", "D", "E", "F"]
COUNTRY_LETTERS = 2  # ISO 3166 alpha-2


class SourceTable(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One `[[source]]` as it is written; what is left out stays as it was."""

    id: str | None = None
    name: str | None = None
    aliases: tuple[str, ...] = ()
    kind: SourceKind | None = None
    country: str | None = None
    side: str | None = None
    reliability: Reliability | None = None
    person: bool | None = None
    woman: bool | None = None
    merge: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    note: str | None = None


class SourcesFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file; `[[actor]]` means the same as `[[source]]`, for those who do more than they say."""

    source: tuple[SourceTable, ...] = ()
    actor: tuple[SourceTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRecord:
    """A checked record and where it stands ("sources.toml:12"), for what can only be said once the list is known."""

    table: SourceTable
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Declarations:
    """All that is declared of sources and actors: records in the order in which they apply, and who is of each side.

    The members of `sides` are ids, names or ISO 3166 codes; a code stands for a country's government, armed forces and
    state media.
    """

    records: tuple[SourceRecord, ...] = ()
    sides: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.records or self.sides)


def load_sources(*paths: Path) -> tuple[SourceRecord, ...]:
    """The records of the files in order. Raises SettingsError naming file, line and remedy."""
    found: list[SourceRecord] = []
    for path in paths:
        file, text = load_toml(path, SourcesFile)
        found += checked_records(file.source, path, text, "source")
        found += checked_records(file.actor, path, text, "actor")
    return tuple(found)


def checked_records(tables: Sequence[SourceTable], path: Path, text: str, heading: str) -> Iterator[SourceRecord]:
    """The tables under a heading of a file with where they stand. Raises SettingsError."""
    for index, table in enumerate(tables):
        place = (heading, index)
        _check(table, path, text, place)
        yield SourceRecord(table=table, where=f"{path}:{line_of(place, text)}")


def _check(table: SourceTable, path: Path, text: str, place: KeyPath) -> None:
    """Raise SettingsError for what the types let pass."""

    def refuse(key: str, sentence: str) -> None:
        raise SettingsError(f"{path}:{line_of((*place, key), text)}: {sentence}")

    if table.id is None and table.name is None:
        refuse("", "a source needs an id or a name")
    texts = {"id": table.id, "name": table.name, "side": table.side}
    for key, value in texts.items():
        if value is not None and not name_key(value):
            refuse(key, f"{key} must not be empty")
    for key, names in {"aliases": table.aliases, "merge": table.merge, "split": table.split}.items():
        if not all(map(name_key, names)):
            refuse(key, f"{key} must hold names, none of them empty")
    if table.country is not None and not is_country_code(table.country):
        refuse("country", f"country {table.country!r} is not an ISO 3166 code of two capital letters")


def is_country_code(text: str) -> bool:
    """Whether a text has the form of an ISO 3166 alpha-2 code."""
    return len(text) == COUNTRY_LETTERS and text.isascii() and text.isalpha() and text.isupper()

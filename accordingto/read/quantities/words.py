"""The words around amounts, as the readers of quantities need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from accordingto.read.lexicon import read_lexicon

AT_LEAST, AT_MOST, EXACT = "least", "most", "exact"
KILLED, INJURED, CAPTURED, DISPLACED, MISSING = "killed", "injured", "captured", "displaced", "missing"


@dataclass(frozen=True, slots=True)
class QuantityWords:
    """Words in small letters. `bounds` maps word rows, last word first, to what they make of the number behind them."""

    vague: Mapping[str, int]
    multiplier: Mapping[str, int]
    plural_multiplier: Mapping[str, int]
    bounds: Mapping[tuple[str, ...], str]
    bound_ends: frozenset[str]
    states: Mapping[str, str]
    acts: Mapping[str, str]
    passive: frozenset[str]
    behind_passive: frozenset[str]
    including: frozenset[str]
    plural_people: frozenset[str]
    singular_people: frozenset[str]
    violence: tuple[str, ...]


@cache
def quantity_words(lang: str) -> QuantityWords:
    """The quantity words of a language; raises FileNotFoundError for one that has none."""
    tables = read_lexicon(lang, "quantities")
    bounds = {
        tuple(reversed(phrase.split())): kind for kind, rows in _lists(tables, "bounds").items() for phrase in rows
    }
    grammar, people = _lists(tables, "grammar"), _lists(tables, "people")
    return QuantityWords(
        vague=_numbers(tables, "vague"),
        multiplier=_numbers(tables, "multiplier"),
        plural_multiplier=_numbers(tables, "plural_multiplier"),
        bounds=bounds,
        bound_ends=frozenset(row[0] for row in bounds),
        states=_by_word(_lists(tables, "states")),
        acts=_by_word(_lists(tables, "acts")),
        passive=frozenset(grammar["passive"]),
        behind_passive=frozenset(grammar["behind_passive"]),
        including=frozenset(grammar["including"]),
        plural_people=frozenset(people["plural"]),
        singular_people=frozenset(people["singular"]),
        violence=tuple(_lists(tables, "violence")["stems"]),
    )


def _by_word(lists: Mapping[str, list[str]]) -> dict[str, str]:
    return {word: unit for unit, words in lists.items() for word in words}


def _table(tables: Mapping[str, object], name: str) -> dict[str, object]:
    table = tables[name]
    if not isinstance(table, dict):
        raise TypeError(f"lexicon table {name} was expected to be a table, got {table!r}")
    return table


def _lists(tables: Mapping[str, object], name: str) -> dict[str, list[str]]:
    return {key: [str(word) for word in row] for key, row in _table(tables, name).items() if isinstance(row, list)}


def _numbers(tables: Mapping[str, object], name: str) -> dict[str, int]:
    return {key: int(value) for key, value in _table(tables, name).items() if isinstance(value, int)}

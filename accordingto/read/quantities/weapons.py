"""Weapons and equipment by the names reports give them, so that they are taken for neither places nor people."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from accordingto.model import Span
from accordingto.read.lexer import WORD, Tokens, tokenise
from accordingto.read.lexicon import read_lexicon

_DESIGNATION_TAIL = re.compile(r"-?\d{1,4}[A-Z]{0,3}\d?\w?\b|-[A-Z]\d{0,3}\b|\s?[A-Z]{1,2}\d\b")


_CONTAINERS = frozenset(
    "fuel water oil think septic fish coal gold salt copper diamond shopping".split()
)  # "fuel tank"


@dataclass(frozen=True, slots=True)
class _WeaponWords:
    nouns: frozenset[str]
    weak: frozenset[str]
    alone: frozenset[str]
    modifiers: frozenset[str]
    hyphened: frozenset[str]
    plain: frozenset[str]
    vehicles: frozenset[str]
    brands: frozenset[str]
    weak_brands: frozenset[str]
    designation: re.Pattern[str]
    short: frozenset[str]


@cache
def _weapon_words(lang: str) -> _WeaponWords:
    tables = read_lexicon(lang, "weapons")
    nouns = _lists(tables, "nouns")
    brands, designations = _lists(tables, "brands"), _lists(tables, "designations")
    prefixes = sorted(designations["prefixes"], key=len, reverse=True)
    return _WeaponWords(
        nouns=frozenset(nouns["arms"]) | frozenset(nouns["vehicles"]),
        weak=frozenset(_lists(tables, "weak")["words"]),
        alone=frozenset(_lists(tables, "weak")["alone"]),
        modifiers=frozenset(_lists(tables, "modifiers")["words"]),
        hyphened=frozenset(_lists(tables, "modifiers")["hyphened"]),
        plain=frozenset(_lists(tables, "plain")["words"]),
        vehicles=frozenset(nouns["vehicles"]) | frozenset(nouns["arms"]),
        brands=frozenset(brands["names"]),
        weak_brands=frozenset(brands["weak"]),
        designation=re.compile(
            rf"\b(?:{'|'.join(map(re.escape, prefixes))})(?:-\d{{1,4}}[A-Z]{{0,3}}\d?|-?[A-Z]\d{{1,3}})\b"
        ),
        short=frozenset(designations["short"]),
    )


def _lists(tables: Mapping[str, object], name: str) -> dict[str, list[str]]:
    table = tables[name]
    if not isinstance(table, dict):
        raise TypeError(f"lexicon table {name} was expected to be a table, got {table!r}")
    return {key: [str(word) for word in row] for key, row in table.items() if isinstance(row, list)}


def equipment_at(tokens: Tokens, at: int) -> str:
    """The noun of equipment at a token ("tanks"), "" if it is none."""
    words = _weapon_words("en")
    word = tokens.words[at]
    return word if word in words.vehicles and word not in ("gas", "fighters", "system", "systems") else ""


def find_weapons(text: str) -> tuple[tuple[Span, str], ...]:
    """The weapons and equipment named in `text` with their names as reported, in the order of the text.

    "Pantsir-S1", "BM-27 Uragan", "Grad rockets", "barrel bombs": designations, brands, nouns and what qualifies them.
    """
    words, tokens = _weapon_words("en"), tokenise(text)
    marked = _designated(text, tokens, words)
    return tuple((span, " ".join(span.slice(text).split())) for span in _names(tokens, marked, words))


def _designated(text: str, tokens: Tokens, words: _WeaponWords) -> list[bool]:
    """For each token whether it belongs to a designation like "T-72"."""
    marked = [False] * len(tokens)
    at = 0
    for match in words.designation.finditer(text):
        prefix = match.group().split("-")[0]
        if len(prefix) == 1 and match.group().rstrip("ABCDEMSV") not in words.short:
            continue
        while at < len(tokens) and tokens.starts[at] < match.start():
            at += 1
        while at < len(tokens) and tokens.ends[at] <= match.end():
            marked[at] = True
            at += 1
    return marked


def _names(tokens: Tokens, marked: list[bool], words: _WeaponWords) -> Iterator[Span]:
    at = 0
    while at < len(tokens):
        last = _row_end(tokens, at, marked, words)
        if last is None:
            at += 1
            continue
        yield Span(tokens.starts[at], tokens.ends[last])
        at = last + 1


def _row_end(tokens: Tokens, at: int, marked: list[bool], words: _WeaponWords) -> int | None:
    """The last token of the weapon's name that starts at `at`, or None if none does."""
    if not (marked[at] or _may_open(tokens, at, words)):
        return None
    end, head, strong = at, None, False
    while end < len(tokens) and (marked[end] or _belongs(tokens, end, at, words)):
        if marked[end] or _is_brand(tokens, end, words) or (tokens.words[end] in words.nouns):
            head = end
        strong = strong or marked[end] or _qualifies(tokens, end, words)
        end += 1
    return head if head is not None and _is_weapon(tokens, at, head, strong, marked, words) else None


def _may_open(tokens: Tokens, at: int, words: _WeaponWords) -> bool:
    word = tokens.words[at]
    return word in words.nouns or (word in words.modifiers and word != "to") or _is_brand(tokens, at, words)


def _belongs(tokens: Tokens, end: int, at: int, words: _WeaponWords) -> bool:
    word = tokens.words[end]
    if word == "-":
        return end > at and tokens.ends[end - 1] == tokens.starts[end]
    if word in words.hyphened:
        return end > at and tokens.words[end - 1] == "-"
    return word in words.nouns or word in words.modifiers or _is_brand(tokens, end, words)


def _is_brand(tokens: Tokens, at: int, words: _WeaponWords) -> bool:
    if tokens.kinds[at] != WORD or tokens.text[tokens.starts[at] : tokens.ends[at]] not in words.brands:
        return False
    return at + 1 == len(tokens) or tokens.words[at + 1] != "al"  # "Jabhat Fateh al-Sham" is no missile


def _qualifies(tokens: Tokens, at: int, words: _WeaponWords) -> bool:
    """Whether a word makes a weapon of a noun behind it: "barrel", "cluster", "anti"."""
    word = tokens.words[at]
    return (word in words.modifiers and word not in words.plain) or _is_brand(tokens, at, words)


def _is_weapon(tokens: Tokens, at: int, head: int, strong: bool, marked: list[bool], words: _WeaponWords) -> bool:
    """Whether the row of tokens names a weapon: a strong noun or designation, or a weak one that is qualified."""
    row = range(at, head + 1)
    if any(marked[n] for n in row):
        return True
    brands = [n for n in row if _is_brand(tokens, n, words)]
    if any(tokens.text[tokens.starts[n] : tokens.ends[n]] not in words.weak_brands for n in brands):
        return True
    nouns = [tokens.words[n] for n in row if tokens.words[n] in words.nouns]
    if not nouns or nouns[-1] != tokens.words[head]:
        return bool(nouns) and bool(brands)
    if nouns[-1] not in words.weak:
        return not (at == head and at and tokens.words[at - 1] in _CONTAINERS)
    qualified = any(_qualifies(tokens, n, words) for n in range(at, head))
    return qualified or (nouns[-1] in words.alone and head == at)

"""Words weighed by how rarely news reports use them, for comparing what two passages are about."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from math import log, sqrt

from accordingto.text import fold, stem

_WORD = re.compile(r"[^\W_]+(?:['’.-][^\W_]+)*")
_NUMBER_COMMA = re.compile(r"(?<=\d),(?=\d{3})")


def words_of(text: str) -> list[str]:
    """The words of a text as written, thousands separators closed up."""
    return _WORD.findall(_NUMBER_COMMA.sub("", text))


def stems_of(text: str) -> list[str]:
    """The stems of the words of a text, in order."""
    return [stem(fold(word)) for word in words_of(text)]


@cache
def _document_frequencies() -> tuple[Mapping[str, int], int]:
    """How many of how many news reports use a stem; made by training/linking.py."""
    table = files("accordingto.link").joinpath("data/idf.csv").read_text(encoding="utf-8")
    rows = list(csv.reader(table.splitlines()))
    return {stem: int(count) for stem, count in rows[1:]}, int(rows[0][1])


@lru_cache(65536)
def rarity(stem_: str) -> float:
    """Inverse document frequency in natural logarithms; 0 for what every report says, about 8 for a rare name."""
    counts, total = _document_frequencies()
    return log((total + 1) / (counts.get(stem_, 0) + 1))


def vector(stems: Iterable[str], *, background: float = 1.0) -> dict[str, float]:
    """TF-IDF weights of unit length; `background` is the exponent of rarity."""
    weights = {term: (1 + log(count)) * rarity(term) ** background for term, count in Counter(stems).items()}
    length = sqrt(sum(weight * weight for weight in weights.values()))
    return {term: weight / length for term, weight in weights.items()} if length else {}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Cosine of two unit vectors, summed in one order whichever comes first."""
    short, long = (a, b) if len(a) <= len(b) else (b, a)
    return min(1.0, sum(sorted(weight * long[term] for term, weight in short.items() if term in long)))

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
# Consonants that spellings of one name interchange: "Qusayr" and "Kusair", "Jarablus" and "Djarablus".
_CONSONANTS = (
    (re.compile("tsch|tch|sch|shch|sh|ch|cz|sz"), "S"),
    (re.compile("dzh|dj|zh|j"), "J"),
    (re.compile("kh|ck|[qxc]"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("dh|dz|th"), "d"),
    (re.compile("ph"), "f"),
)
_VOWELS = re.compile("[aeiouwyh'’-]+")
_DOUBLED = re.compile(r"(.)\1+")
MIN_CONSONANTS = 3  # fewer are shared by too many names: "Homs" stays itself

_NUMBERS = (
    "three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen "
    "nineteen twenty"
)
_NUMBER_WORDS = {word: number for number, word in enumerate(_NUMBERS.split(), 3)}
_MONTHS = frozenset(
    "jan january feb february mar march apr april may jun june jul july aug august sep sept september oct october nov "
    "november dec december".split()
)
MIN_NUMBER = 3  # one and two are in every report
MAX_DIGITS = 6
YEARS = range(1900, 2101)


def words_of(text: str) -> list[str]:
    """The words of a text as written, thousands separators closed up."""
    return _WORD.findall(_NUMBER_COMMA.sub("", text))


def stems_of(text: str) -> list[str]:
    """The stems of the words of a text, in order."""
    return [stem(fold(word)) for word in words_of(text)]


@lru_cache(65536)
def sound(word: str) -> str:
    """What the spellings of one name share ("Raqqah" and "Rakka", "Kobane" and "Kobani"): mostly its consonants."""
    merged = fold(word)
    for pattern, letter in _CONSONANTS:
        merged = pattern.sub(letter, merged)
    consonants = _DOUBLED.sub(r"\1", _VOWELS.sub("", merged))
    if len(consonants) < MIN_CONSONANTS:
        return _DOUBLED.sub(r"\1", merged).rstrip("h")
    return ("@" if merged[0] in "aeiou" else "") + consonants


def numbers_of(text: str) -> frozenset[int]:
    """The numbers a text counts with, in digits or words, from `MIN_NUMBER`: no years, days of a month or times."""
    words = [fold(word) for word in words_of(text)]
    return frozenset(
        number
        for i, number in enumerate(map(_number, words))
        if number >= MIN_NUMBER and not (number <= 31 and _MONTHS.intersection(words[max(0, i - 1) : i + 2]))
    )


def _number(word: str) -> int:
    """The number a folded word stands for; 0 if it counts nothing ("2016", "0730", "people")."""
    if word in _NUMBER_WORDS:
        return _NUMBER_WORDS[word]
    if not (word.isascii() and word.isdigit()) or len(word) > MAX_DIGITS or word.startswith("0"):
        return 0
    return 0 if int(word) in YEARS else int(word)


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

"""The words of time of one language, as the shapes and the anchoring need them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from accordingto.read.lexicon import read_lexicon
from accordingto.read.times.values import Grain

# Units as letters of the shapes, in rising order of length; TIMEX3 duration codes as the lexicon names them.
UNIT_LETTERS = {
    "TS": "0",
    "TM": "0",
    "TH": "0",
    "D": "1",
    "WE": "2",
    "W": "3",
    "M": "4",
    "Q": "5",
    "Y": "6",
    "DE": "7",
    "C": "8",
}
UNIT_GRAINS = {
    "D": Grain.DAY,
    "WE": Grain.WEEKEND,
    "W": Grain.WEEK,
    "M": Grain.MONTH,
    "Q": Grain.QUARTER,
    "Y": Grain.YEAR,
    "DE": Grain.DECADE,
    "C": Grain.CENTURY,
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Words in small letters; `letters` gives each the letter that stands for it in a shape."""

    letters: Mapping[str, str]
    parts: Mapping[str, str]
    months: Mapping[str, int]
    weak_months: frozenset[str]
    before_month: frozenset[str]
    weekdays: Mapping[str, int]
    short_weekdays: frozenset[str]
    units: Mapping[str, str]
    seasons: Mapping[str, int]
    day_parts: Mapping[str, str]
    deictic: Mapping[str, tuple[int, str]]
    holidays: Mapping[str, tuple[int, ...]]
    holiday_starts: frozenset[str]
    decades: Mapping[str, int]
    references: Mapping[str, str]
    reference_starts: Mapping[str, int]
    sets: Mapping[str, str]
    past_verbs: frozenset[str]
    future_verbs: frozenset[str]


@cache
def vocabulary(lang: str) -> Vocabulary:
    """The vocabulary of a language; raises FileNotFoundError for one that has none."""
    tables = read_lexicon(lang, "times")
    units = {word: code for code, words in _lists(tables["units"]).items() for word in words}
    references = {phrase: value for value, phrases in _lists(tables["references"]).items() for phrase in phrases}
    holidays = {name: tuple(int(n) for n in day) for name, day in _lists(tables["holidays"]).items()}
    weekdays = _numbers(tables["weekdays"]) | _numbers(tables["weekdays_short"])
    parts = {word: part for part, words in _lists(tables["parts"]).items() for word in words}
    weak, tense = _lists(tables["weak"]), _lists(tables["tense"])
    return Vocabulary(
        letters=_letters(tables, units, parts),
        parts=parts,
        months=_numbers(tables["months"]),
        weak_months=frozenset(weak["months"]),
        before_month=frozenset(weak["before_month"]),
        weekdays=weekdays,
        short_weekdays=frozenset(_numbers(tables["weekdays_short"])),
        units=units,
        seasons=_numbers(tables["seasons"]),
        day_parts=_strings(tables["day_parts"]),
        deictic={word: (int(day), str(part)) for word, (day, part) in _lists(tables["deictic"]).items()},
        holidays=holidays,
        holiday_starts=frozenset(name.split()[0].split("'")[0].split("’")[0] for name in holidays),
        decades=_numbers(tables["decades"]),
        references=references,
        reference_starts=_longest_by_first_word(references),
        sets=_strings(tables["sets"]),
        past_verbs=frozenset(tense["past"]),
        future_verbs=frozenset(tense["future"]),
    )


def _letters(tables: Mapping[str, object], units: Mapping[str, str], parts: Mapping[str, str]) -> dict[str, str]:
    letters = {word: letter for letter, words in _lists(tables["letters"]).items() for word in words}
    letters |= {word: UNIT_LETTERS[code] for word, code in units.items()}
    letters |= dict.fromkeys(parts, "m")
    for table, letter in (
        ("months", "M"),
        ("weekdays", "W"),
        ("weekdays_short", "J"),
        ("seasons", "Q"),
        ("day_parts", "P"),
        ("deictic", "D"),
        ("decades", "E"),
        ("sets", "A"),
    ):
        letters |= dict.fromkeys(_table(tables[table]), letter)
    return letters


def _longest_by_first_word(phrases: Mapping[str, str]) -> dict[str, int]:
    """For each first word, how many words the longest phrase that starts with it has."""
    longest: dict[str, int] = {}
    for phrase in phrases:
        words = phrase.replace("'", " ' ").replace("-", " - ").split()
        longest[words[0]] = max(longest.get(words[0], 0), len(words))
    return longest


def _table(table: object) -> dict[str, object]:
    if not isinstance(table, dict):
        raise TypeError(f"a lexicon table was expected, got {table!r}")
    return table


def _lists(table: object) -> dict[str, list[str]]:
    return {key: list(value) for key, value in _table(table).items() if isinstance(value, list)}


def _numbers(table: object) -> dict[str, int]:
    return {key: int(value) for key, value in _table(table).items() if isinstance(value, int)}


def _strings(table: object) -> dict[str, str]:
    return {key: str(value) for key, value in _table(table).items()}

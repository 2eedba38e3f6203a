"""Tokens of a text with the numbers they spell: what the readers of times and amounts both start from.

One pass: words in small letters, numerals with their value, and number words joined to one token
("two hundred and fifty", "nineteen ninety-six"), so that the grammars above deal with values only.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

_MONTHS = (
    "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec January February March April June July August September October "
    "November December"
).split()
_BEHIND_MONTH = "|".join(rf"(?<={month}\s)" for month in _MONTHS)
_TOKEN = re.compile(
    rf"(?P<day>(?=\d\d)(?:{_BEHIND_MONTH})" + r"\d{1,2}(?=20\d\d\b))"  # "Jul 262016": feeds lose commas
    r"""|(?P<iso>\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d)?Z?)?(?![\w-]))
    |(?P<slashed>\d{1,2}(?:/\d{1,2}/(?:\d{4}|\d\d)|\.\d{1,2}\.\d{4}|-\d{1,2}-\d{4})(?!\w))
    |(?P<clock>\d{1,2}[:.]\d\d(?=\s?[ap]\.?m\b)|\d{1,2}:\d\d(?::\d\d)?(?!\d))
    |(?P<number>\d+(?:,\d{3})+(?:\.\d+)?(?!\d)|\d+\.\d+(?![\w.])|\d+(?=[a-zA-Z]|\b))
    |(?P<short>['’‘]\d\ds?\b)
    |(?P<dotted>[ap]\.\s?m\b\.?|[AP]\.\s?M\b\.?|[AB]\.\s?[CD]\b\.?(?:\s?E\.)?)
    |(?P<word>[^\W\d_]+)
    |(?P<gap>\n[^\S\n]*\n\s*)
    |[^\w\s]""",
    re.VERBOSE,
)
_UNITS = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
_ORDINALS = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth"
).split()
_SMALL = {word: n for n, word in enumerate(_UNITS)} | {word: 10 * n for n, word in enumerate(_TENS, 2)}
_LARGE = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000, "trillion": 10**12}
_ORDINAL = (
    {word: n for n, word in enumerate(_ORDINALS, 1)}
    | {word[:-1] + "ieth": 10 * n for n, word in enumerate(_TENS, 2)}
    | {"hundredth": 100}
)
_NUMBER_WORDS = _SMALL.keys() | _LARGE.keys() | _ORDINAL.keys()
_SUFFIXES = frozenset(("st", "nd", "rd", "th"))

MAX_DIGITS = 18  # longer rows of digits are no numbers of anything
WORD, NUMBER, ORDINAL, SPELT = "word", "number", "ordinal", "spelt"


@dataclass(slots=True)
class Tokens:
    """Parallel lists over the tokens of one text: offsets, small-letter words, kinds and, for numerals, values.

    `kinds` holds the names of the lexer's alternatives, with "ordinal" for "3rd" and "third", "spelt" for number
    words and "mark" for punctuation. `values` has an entry for every number, ordinal and spelt token.
    """

    text: str
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    values: dict[int, float] = field(default_factory=dict)

    def __len__(self) -> int:
        return len(self.starts)

    def add(self, start: int, end: int, word: str, kind: str, value: float | None = None) -> None:
        if value is not None:
            self.values[len(self.starts)] = value
        self.starts.append(start)
        self.ends.append(end)
        self.words.append(word)
        self.kinds.append(kind)

    def number(self, index: int) -> int:
        """The whole part of a numeral's value, 0 for what is none."""
        return int(self.values.get(index, 0))


@lru_cache(8)  # times, amounts and weapons of one article follow each other
def tokenise(text: str) -> Tokens:
    """The tokens of `text` in order; callers share the result and must not change it."""
    tokens = Tokens(text)
    spelt: list[re.Match[str]] = []
    starts, ends, words, kinds = tokens.starts, tokens.ends, tokens.words, tokens.kinds
    for match in _TOKEN.finditer(text):
        kind = match.lastgroup or "mark"
        word = match.group().lower()
        if kind == WORD:
            if word in _NUMBER_WORDS:
                spelt.append(match)
                continue
            if not spelt and word not in _SUFFIXES:  # nine tokens of ten: kept out of function calls
                starts.append(match.start())
                ends.append(match.end())
                words.append(word)
                kinds.append(kind)
                continue
        if spelt:
            if (word == "-" and match.end() - spelt[-1].end() == 1) or (word == "and" and _takes_and(spelt)):
                spelt.append(match)
                continue
            _flush(tokens, spelt)
        _add(tokens, match, kind, word)
    _flush(tokens, spelt)
    return tokens


def _takes_and(spelt: list[re.Match[str]]) -> bool:
    return spelt[-1].group().lower() in ("hundred", "thousand")


def _add(tokens: Tokens, match: re.Match[str], kind: str, word: str) -> None:
    previous = len(tokens) - 1
    if kind == NUMBER and len(word) > MAX_DIGITS:
        tokens.add(match.start(), match.end(), word, "mark")
    elif kind in (NUMBER, "day"):
        tokens.add(match.start(), match.end(), word, NUMBER, float(word.replace(",", "")))
    elif word in _SUFFIXES and previous >= 0 and tokens.kinds[previous] == NUMBER and _touches(tokens, match):
        tokens.ends[previous] = match.end()
        tokens.kinds[previous] = ORDINAL
        tokens.words[previous] += word
    else:
        tokens.add(match.start(), match.end(), word, kind)


def _touches(tokens: Tokens, match: re.Match[str]) -> bool:
    return tokens.ends[-1] == match.start()


def _flush(tokens: Tokens, spelt: list[re.Match[str]]) -> None:
    """Add the pending number words as as few tokens as their values allow, and forget them."""
    at = 0
    while at < len(spelt):
        word = spelt[at].group().lower()
        if word in ("-", "and"):
            tokens.add(spelt[at].start(), spelt[at].end(), word, WORD if word == "and" else "mark")
            at += 1
            continue
        at = _add_spelt(tokens, spelt, at)
    spelt.clear()


def _add_spelt(tokens: Tokens, spelt: list[re.Match[str]], at: int) -> int:
    """Add the longest number that starts at `at`; the index behind it.

    "two hundred and fifty" is one number, "twenty-one" too, "nineteen ninety-six" a year; "two, three" and
    "five six" are two. A multiplier after digits ("1.5 million") multiplies the numeral before.
    """
    first = at
    total, part, last_small = 0, 0, 0
    ordinal = False
    previous = len(tokens) - 1
    started = False
    while at < len(spelt) and not ordinal:
        word = spelt[at].group().lower()
        if word in ("-", "and"):
            following = spelt[at + 1].group().lower() if at + 1 < len(spelt) else ""
            if not started or not _continues(last_small, following, word):
                break
            at += 1
            continue
        if word in _LARGE:
            if not started and previous >= 0 and tokens.kinds[previous] == NUMBER and _near(tokens, spelt[at]):
                tokens.values[previous] *= _LARGE[word]
                tokens.ends[previous] = spelt[at].end()
                return at + 1
            scale = _LARGE[word]
            if scale == 100:
                part = max(part, 1) * 100
            else:
                total += max(part, 1) * scale
                part = 0
            last_small = 1000
        else:
            ordinal = word in _ORDINAL
            value = _ORDINAL[word] if ordinal else _SMALL[word]
            if started and not _fits(last_small, value):
                year = _spelt_year(part, spelt, at) if at - first == 1 else None
                if year is not None:
                    tokens.add(spelt[first].start(), spelt[year[1] - 1].end(), str(year[0]), NUMBER, year[0])
                    return year[1]
                ordinal = False
                break
            part += value
            last_small = value
        started = True
        at += 1
    end = spelt[at - 1]
    start = spelt[first]
    kind = ORDINAL if ordinal else SPELT
    tokens.add(start.start(), end.end(), tokens.text[start.start() : end.end()].lower(), kind, float(total + part))
    return at


def _near(tokens: Tokens, match: re.Match[str]) -> bool:
    return match.start() - tokens.ends[-1] <= 1


def _fits(before: int, value: int) -> bool:
    """Whether `value` may be added to a number that ends in `before`: "twenty" "one", "hundred" "fifty"."""
    return (20 <= before < 100 and before % 10 == 0 and 1 <= value <= 9) or before == 1000


def _continues(before: int, following: str, joint: str) -> bool:
    if joint == "and":
        return following in _SMALL or following in _ORDINAL
    return _fits(before, _SMALL.get(following, _ORDINAL.get(following, 0))) or following in ("hundred", "thousand")


def _spelt_year(century: int, spelt: list[re.Match[str]], at: int) -> tuple[int, int] | None:
    """The year "nineteen ninety-six" and the index behind it, if the words from `at` finish one."""
    if not 16 <= century <= 20:
        return None
    tens = _SMALL.get(spelt[at].group().lower(), 0)
    if tens < 10:
        return None
    rest = [m.group().lower() for m in spelt[at + 1 : at + 3]]
    if rest and rest[0] == "-":
        rest = rest[1:]
        skip = 2
    else:
        skip = 1
    unit = _SMALL.get(rest[0], 0) if rest else 0
    if tens >= 20 and 1 <= unit <= 9:
        return century * 100 + tens + unit, at + 1 + skip
    return century * 100 + tens, at + 1

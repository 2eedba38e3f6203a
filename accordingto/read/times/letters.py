"""A text as a row of letters, one per token: what the shapes are matched against.

A letter says what a token can be in an expression of time ("M" month, "d" day of the month, "Y" year, "6" the
word "year", " " nothing of the sort); the lexicon and `_numeral` assign them. "~" carries a token that belongs to
the one before it ("1990" + "s", "New" + "Year's").
"""

from __future__ import annotations

from accordingto.read.lexer import NUMBER, ORDINAL, SPELT, WORD, Tokens
from accordingto.read.times.vocabulary import Vocabulary

OTHER, GLUE, BREAK = " ", "~", "\n"
_MARKS = {
    "-": "-",
    "–": "-",
    "‑": "-",
    "—": "|",
    ",": ",",
    ".": ".",
    "/": "/",
    "'": "'",
    "’": "'",
    "%": OTHER,
    "$": "$",
}
_CURRENCY = frozenset("$£€¥#№")
_KINDS = {"iso": "I", "slashed": "S", "clock": "C", "short": "y", "gap": BREAK}
MIN_YEAR, MAX_BARE_YEAR = 1000, 2100  # a bare numeral outside these is no year
# Bare numerals before this year count as years only behind one of YEAR_LEADS: "1,200 men" often loses its comma.
MIN_SURE_YEAR = 1750
YEAR_LEADS = frozenset(
    "in since of by until till from to through between and during before after around about circa ca c early late mid "
    "the year spring summer autumn fall winter - ( , for year's anno".split()
)
_MONTH_STARTS = frozenset("jan feb mar apr may jun jul aug sep oct nov dec".split())
CAPITALS_SAMPLE = 500  # code points by which to tell whether a text is set in capitals
FALL_LEADS = frozenset("last next this past early late mid each every in following previous throughout".split())
# What makes a numeral before it an amount and not a year.
_COUNTED_ENDINGS = (
    "people",
    "men",
    "troops",
    "km",
    "m",
    "tons",
    "tonnes",
    "kilometers",
    "kilometres",
    "miles",
    "meters",
)
_COUNTED_LEADS = frozenset("some nearly almost than least most over approximately roughly another".split())
_CLOCK_ZONES = frozenset("hrs hours gmt utc local msk est edt".split())


def letters_of(tokens: Tokens, vocabulary: Vocabulary) -> str:
    """One letter per token of the text."""
    table = vocabulary.letters
    row: list[str] = []
    shouted = _mostly_capitals(tokens.text)
    for at, kind in enumerate(tokens.kinds):
        word = tokens.words[at]
        if kind == WORD or kind == "dotted":
            letter = table.get(word, OTHER)
            if letter in "MJQW" and not _is_calendar_name(tokens, at, letter, vocabulary, shouted):
                letter = OTHER
            elif word == "s" and at and (row[-1] in "'E" or tokens.kinds[at - 1] == NUMBER) and _touches(tokens, at):
                letter = GLUE
            row.append(letter)
        elif kind in (NUMBER, SPELT, ORDINAL):
            row.append(_numeral(tokens, at))
        elif kind == "short":
            row.append("E" if word.endswith("s") else "y")
        else:
            row.append(_KINDS.get(kind) or _MARKS.get(word, OTHER))
    _join_holidays(tokens, row, vocabulary)
    return "".join(row)


def _touches(tokens: Tokens, at: int) -> bool:
    return tokens.ends[at - 1] == tokens.starts[at]


def _mostly_capitals(text: str) -> bool:
    """Whether the text is set in capitals, so that they tell nothing about its words."""
    sample = text[:CAPITALS_SAMPLE]
    return sum(map(str.isupper, sample)) > sum(map(str.islower, sample))


def _is_calendar_name(tokens: Tokens, at: int, letter: str, vocabulary: Vocabulary, shouted: bool) -> bool:
    """Whether a word that could name a month, weekday or season does: "May" and "Sat" need more than a capital."""
    word = tokens.words[at]
    if letter == "Q":
        return word != "fall" or _is_autumn(tokens, at)
    if not tokens.text[tokens.starts[at]].isupper():
        return False
    if letter == "J":
        return _next_word(tokens, at).isalnum() and _near_number_or_month(tokens, at, vocabulary)
    if letter == "W" or word not in vocabulary.weak_months:
        return True
    if _beside_number(tokens, at) or _next_word(tokens, at) in vocabulary.months:
        return True
    if len(word) <= 3 and word != "may":
        return False
    previous = tokens.words[at - 1] if at else ""
    if word not in ("may", "march"):
        return True
    return not shouted and (previous in vocabulary.before_month or _before_small_word(tokens, at, previous))


def _before_small_word(tokens: Tokens, at: int, previous: str) -> bool:
    """ "the March operation", "a May election": a capital that only a month keeps there."""
    return previous in ("the", "a", "s") and at + 1 < len(tokens) and tokens.text[tokens.starts[at + 1]].islower()


def _is_autumn(tokens: Tokens, at: int) -> bool:
    previous = tokens.words[at - 1] if at else ""
    following = tokens.words[at + 1] if at + 1 < len(tokens) else ""
    if previous == "the":
        return (
            tokens.words[at - 2 : at - 1] in (["in"], ["during"], ["by"], ["of"], ["throughout"]) and following != "of"
        ) or _year_follows(tokens, at)
    return previous in FALL_LEADS or _year_follows(tokens, at)


def _year_follows(tokens: Tokens, at: int) -> bool:
    following = [word for word in tokens.words[at + 1 : at + 3] if word not in ("of", ",")][:1]
    return bool(following) and len(following[0]) == 4 and following[0].isdigit()


def _next_word(tokens: Tokens, at: int) -> str:
    """The next token that is no punctuation, "" at the end."""
    for following in range(at + 1, min(at + 4, len(tokens))):
        if tokens.kinds[following] != "mark":
            return tokens.words[following]
    return ""


def _near_number_or_month(tokens: Tokens, at: int, vocabulary: Vocabulary) -> bool:
    following = _next_word(tokens, at)
    return following[0].isdigit() or following in vocabulary.months


def _beside_number(tokens: Tokens, at: int) -> bool:
    numeric = (NUMBER, ORDINAL)
    if _next_word(tokens, at)[:1].isdigit():
        return True
    before = at - 1
    while before >= 0 and tokens.words[before] in ("of", "-", "the"):
        before -= 1
    return before >= 0 and tokens.kinds[before] in numeric


def _numeral(tokens: Tokens, at: int) -> str:
    """ "d" a day of the month, "Y" a year, "E" a decade, "o" an ordinal, "w" a number word, "C" a time, else "n"."""
    kind, word = tokens.kinds[at], tokens.words[at]
    if kind == ORDINAL:
        return "o"
    if kind == SPELT:
        spelt_year = MIN_YEAR <= tokens.values[at] <= MAX_BARE_YEAR and at and tokens.words[at - 1] == "year"
        return "Y" if spelt_year else "w"
    following = tokens.words[at + 1] if at + 1 < len(tokens) else ""
    if not word.isdigit():
        return "n"
    if len(word) == 4:
        if following == "s" and _touches(tokens, at + 1) and word.endswith("0"):
            return "E"
        if following in _CLOCK_ZONES and int(word[:2]) < 24 and int(word[2:]) < 60:
            return "C"
        return "Y" if _is_year(tokens, at) else "n"
    if len(word) == 3 and following == "s" and word.endswith("0") and _touches(tokens, at + 1):
        return "E"
    if len(word) == 2 and int(word) > 31 and at > 1 and tokens.words[at - 1][:3] in _MONTH_STARTS:
        return "Y" if tokens.kinds[at - 2] == NUMBER else "n"  # "2 FEB 90"
    return "d" if len(word) <= 2 and 1 <= int(word) <= 31 else "n"


def _is_year(tokens: Tokens, at: int) -> bool:
    """Whether a numeral of four digits can be a year where it stands."""
    year = tokens.number(at)
    previous = tokens.words[at - 1] if at else ""
    following = tokens.words[at + 1] if at + 1 < len(tokens) else ""
    if not MIN_YEAR <= year <= MAX_BARE_YEAR or previous in _CURRENCY or previous in _COUNTED_LEADS:
        return False
    if following in _COUNTED_ENDINGS or following == "%":
        return False
    if year < MIN_SURE_YEAR:
        return previous in YEAR_LEADS or previous[:3] in _MONTH_STARTS
    return not (at and tokens.kinds[at - 1] == NUMBER and previous.isdigit() and len(previous) == 4)


def _join_holidays(tokens: Tokens, row: list[str], vocabulary: Vocabulary) -> None:
    """Mark each feast "H" on its first token and glue on the rest."""
    for at, word in enumerate(tokens.words):
        if word not in vocabulary.holiday_starts:
            continue
        for count in (5, 4, 3, 2, 1):
            last = at + count - 1
            if last < len(tokens) and holiday_name(tokens, at, last) in vocabulary.holidays:
                row[at : last + 1] = ["H"] + [GLUE] * (count - 1)
                break


def holiday_name(tokens: Tokens, first: int, last: int) -> str:
    """The words of a feast in small letters, as the lexicon writes them."""
    return " ".join(tokens.text[tokens.starts[first] : tokens.ends[last]].lower().split())

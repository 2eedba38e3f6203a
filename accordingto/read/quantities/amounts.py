"""Amounts in a row of tokens: "at least 12", "dozens", "between 40 and 50", "tens of thousands"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from accordingto.model import Amount
from accordingto.read.lexer import NUMBER, SPELT, WORD, Tokens
from accordingto.read.quantities.words import AT_LEAST, AT_MOST, QuantityWords

MAX_AMOUNT = 10**10  # more people or things than that is a slip of the keyboard
_MONTHS = frozenset("january february march april june july august september october november december".split()) | {
    "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec"
}  # fmt: skip
_NOT_COUNTED = frozenset(
    "percent per km kilometers kilometres kilometer kilometre miles mile meters metres m mm feet am pm a.m. p.m. gmt "
    "local "
    "hours hour minutes minute seconds days day weeks week months month years year decades dollars euros degrees "
    "%".split()
)
_MONEY = frozenset("$£€¥#№")
_YEARS = range(1900, 2101)
_YEAR_LEADS = frozenset("in since of by until from to through during before after early late mid and , ( - –".split())


@dataclass(frozen=True, slots=True)
class AmountAt:
    """An amount and the tokens `[first, last]` that give it, bounds and all; `core` is its first numeral."""

    amount: Amount
    first: int
    core: int
    last: int


def find_amounts(tokens: Tokens, words: QuantityWords) -> Iterator[AmountAt]:
    """The amounts in the text from left to right; dates, prices, distances, ages and names of weapons are none."""
    at = 0
    while at < len(tokens):
        found = _amount_at(tokens, at, words)
        if found is None:
            at += 1
        else:
            yield found
            at = found.last + 1


def _amount_at(tokens: Tokens, at: int, words: QuantityWords) -> AmountAt | None:
    kind, word = tokens.kinds[at], tokens.words[at]
    if kind in (NUMBER, SPELT):
        return _numeral_at(tokens, at, words) if _counts(tokens, at) else None
    if kind != WORD:
        return None
    following = tokens.words[at + 1] if at + 1 < len(tokens) else ""
    if word in words.plural_multiplier and tokens.words[at + 1 : at + 2] == ["of"]:
        inner = words.plural_multiplier.get(tokens.words[at + 2]) if at + 2 < len(tokens) else None
        if inner is not None:
            per = {"hundreds": 100, "thousands": 1000, "millions": 1_000_000}.get(tokens.words[at + 2], 1)
            base = {"tens": 20, "dozens": 24, "hundreds": 200, "thousands": 2000}[word]
            return _bounded(tokens, at, at + 2, base * per, None, words)
    if word in words.vague:
        return _bounded(tokens, at, at, words.vague[word], None, words)
    if word == "tens":
        return _bounded(tokens, at, at, words.plural_multiplier[word], None, words)
    if word in ("a", "half") and following:
        return _article_at(tokens, at, words)
    return None


def _article_at(tokens: Tokens, at: int, words: QuantityWords) -> AmountAt | None:
    """ "a dozen", "a hundred", "half a dozen", "a couple of"."""
    half = tokens.words[at] == "half"
    place = at + (2 if half and tokens.words[at + 1 : at + 2] == ["a"] else 1)
    word = tokens.words[place] if place < len(tokens) else ""
    if word not in words.multiplier:
        return None
    value = words.multiplier[word]
    return _bounded(tokens, at, place, value // 2 if half else value, value // 2 if half else value, words)


def _counts(tokens: Tokens, at: int) -> bool:
    """Whether a numeral counts people or things rather than dates, measures, prices or parts of names."""
    before = tokens.words[at - 1] if at else ""
    after = tokens.words[at + 1] if at + 1 < len(tokens) else ""
    if before in _MONEY or before in _MONTHS or before[:-1] in _MONEY or after in _MONTHS:
        return False
    if after in _NOT_COUNTED or _joined_to_word(tokens, at):
        return False
    value = tokens.values[at]
    bare_year = value in _YEARS and tokens.kinds[at] == NUMBER and tokens.words[at].isdigit()
    if bare_year and (before in _YEAR_LEADS or not after.isalpha()):
        return False
    return value == int(value) and value < MAX_AMOUNT


def _joined_to_word(tokens: Tokens, at: int) -> bool:
    """ "T-72", "F16", "12-year-old", "No. 5": the numeral is part of a name or a compound."""
    touches_before = at > 0 and tokens.ends[at - 1] == tokens.starts[at]
    touches_after = at + 1 < len(tokens) and tokens.ends[at] == tokens.starts[at + 1]
    if touches_before and tokens.kinds[at - 1] == WORD:
        return True
    if (
        touches_before
        and tokens.words[at - 1] in ("-", "/", ":")
        and at > 1
        and tokens.kinds[at - 2] not in (NUMBER, SPELT)
    ):
        return True
    if touches_after and tokens.words[at + 1] in ("-", "/") and at + 2 < len(tokens):
        return tokens.kinds[at + 2] == WORD and tokens.starts[at + 2] == tokens.ends[at + 1]
    return touches_after and tokens.kinds[at + 1] == WORD and tokens.words[at + 1] != "s"


def _numeral_at(tokens: Tokens, at: int, words: QuantityWords) -> AmountAt:
    """A numeral with its multiplier, its range and its bounds."""
    low, last = tokens.number(at), at
    multiplier = tokens.words[at + 1 : at + 2]
    if multiplier and multiplier[0] in ("dozen", "score", "hundred", "thousand"):
        low, last = low * words.multiplier[multiplier[0]], at + 1
    high = _upper_end(tokens, last, low)
    if high is not None:
        return AmountAt(Amount(low=low, high=high), _range_start(tokens, at), at, last + 2)
    if tokens.words[last + 1 : last + 2] == ["+"] or tokens.words[last + 1 : last + 3] == ["or", "more"]:
        return AmountAt(Amount(low=low, high=None), at, at, last + (1 if tokens.words[last + 1] == "+" else 2))
    return _bounded(tokens, at, last, low, low, words)


def _upper_end(tokens: Tokens, last: int, low: int) -> int | None:
    """The second number of "40-50", "40 to 50", "between 40 and 50"."""
    if last + 2 >= len(tokens) or tokens.kinds[last + 2] not in (NUMBER, SPELT):
        return None
    joint, high = tokens.words[last + 1], tokens.number(last + 2)
    if joint == "and" and not _after_between(tokens, last):
        return None
    return high if joint in ("-", "–", "to", "and") and low < high < MAX_AMOUNT else None


def _after_between(tokens: Tokens, at: int) -> bool:
    return "between" in tokens.words[max(0, at - 2) : at]


def _range_start(tokens: Tokens, at: int) -> int:
    return at - 1 if at and tokens.words[at - 1] in ("between", "from") else at


def _bounded(tokens: Tokens, at: int, last: int, low: int, high: int | None, words: QuantityWords) -> AmountAt:
    """An amount with the bounds that the words before it set."""
    kind, first = _bound_before(tokens, at, words)
    if kind == AT_LEAST:
        high = None
    elif kind == AT_MOST:
        low, high = 0, high if high is not None else low
    return AmountAt(Amount(low=low, high=high), first, at, last)


def _bound_before(tokens: Tokens, at: int, words: QuantityWords) -> tuple[str, int]:
    """What the words before a number make of it, and the first of them; several may follow each other."""
    kind, first = "", at
    while first > 0 and tokens.words[first - 1] in words.bound_ends:
        for length in (4, 3, 2, 1):
            row = tuple(tokens.words[max(0, first - length) : first][::-1])
            if len(row) == length and row in words.bounds:
                kind = words.bounds[row] if kind in ("", "exact") else kind
                first -= length
                break
        else:
            break
    return kind, first

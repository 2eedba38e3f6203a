"""Rows of victims: "killed a mother and four children" are five."""

from __future__ import annotations

from collections.abc import Mapping

from accordingto.model import Amount
from accordingto.read.lexer import Tokens
from accordingto.read.quantities.amounts import AmountAt
from accordingto.read.quantities.words import QuantityWords

NOUN_REACH = 3  # tokens between an amount and the people it counts: "two young Syrian men"
_ONE = frozenset("a an his her their another".split())
_BEFORE_CLAUSE = frozenset(". ; that said left leaving".split())
_WHOSE = frozenset("his her their".split())


def with_row(
    tokens: Tokens, last: int, amount: Amount, amounts: Mapping[int, AmountAt], words: QuantityWords
) -> tuple[int, Amount]:
    """The last token and the sum of a row of victims that begins with an amount that ends at token `last`.

    `amounts` are those of the text by their first token. Whom something else is said of belong to no row: "killed a
    soldier and two civilians were hurt".
    """
    noun = _noun(tokens, last, words.plural_people | words.singular_people)
    while noun is not None:
        link = noun + 1
        link += tokens.words[link : link + 1] == [","]
        link += tokens.words[link : link + 1] == ["and"]
        victim = _victim(tokens, link, amounts, words)
        if victim is None:
            break
        noun, more = victim
        last, amount = noun, summed(amount, more)
    return last, amount


def with_those_before(tokens: Tokens, first: int, amount: Amount, words: QuantityWords) -> tuple[int, Amount]:
    """The first token and the sum of a row that ends with an amount: "a man and his three sons | were killed".

    What the amount's people belong to, by "his", or what opens a clause is one row; "a man and two women were seen" may
    go on from what is said of the man.
    """
    at = first - (tokens.words[first - 1 : first] != [] and tokens.words[first - 1] in _WHOSE)
    row, total = at, amount
    while (opener := _one_before(tokens, row, words)) is not None:
        row, total = opener, summed(Amount(low=1, high=1), total)
    opens = row == 0 or tokens.words[row - 1] in _BEFORE_CLAUSE
    return (row, total) if row < at and (at < first or opens) else (first, amount)


def _one_before(tokens: Tokens, at: int, words: QuantityWords) -> int | None:
    """Where one person begins who stands before token `at` and "and" or a comma: "a man and | his three sons"."""
    if at < NOUN_REACH or tokens.words[at - 1] not in ("and", ",") or tokens.words[at - 2] not in words.singular_people:
        return None
    return next((n for n in range(at - 3, max(-1, at - 3 - NOUN_REACH), -1) if tokens.words[n] in _ONE), None)


def summed(one: Amount, other: Amount) -> Amount:
    """Both together; open at the top if either is."""
    high = None if one.high is None or other.high is None else one.high + other.high
    return Amount(low=one.low + other.low, high=high)


def _victim(
    tokens: Tokens, at: int, amounts: Mapping[int, AmountAt], words: QuantityWords
) -> tuple[int, Amount] | None:
    """The noun and the number of those named from token `at` on, None if no victims are."""
    if at >= len(tokens):
        return None
    counted = amounts.get(at + (tokens.words[at] in _WHOSE))
    if counted is not None:
        noun, amount = _noun(tokens, counted.last + 1, words.plural_people), counted.amount
    elif tokens.words[at] in _ONE:
        noun, amount = _noun(tokens, at + 1, words.singular_people), Amount(low=1, high=1)
    else:
        return None
    if noun is None or _is_told_more(tokens, noun + 1, words):
        return None
    return noun, amount


def _noun(tokens: Tokens, at: int, nouns: frozenset[str]) -> int | None:
    """The first of `nouns` close behind token `at`, or there."""
    end = min(len(tokens), at + NOUN_REACH)
    return next((place for place in range(at, end) if tokens.words[place] in nouns), None)


def _is_told_more(tokens: Tokens, at: int, words: QuantityWords) -> bool:
    """Whether another word tells what became of them."""
    word = tokens.words[at] if at < len(tokens) else ""
    return word in words.states or word in words.passive or word in words.acts

"""Rows of victims: "killed a mother and four children" are five."""

from __future__ import annotations

from collections.abc import Mapping

from accordingto.model import Amount
from accordingto.read.lexer import Tokens
from accordingto.read.quantities.amounts import AmountAt
from accordingto.read.quantities.words import QuantityWords

NOUN_REACH = 3  # tokens between an amount and the people it counts: "two young Syrian men"
_ONE = frozenset("a an his her their another".split())
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
        last, amount = noun, _sum(amount, more)
    return last, amount


def _sum(one: Amount, other: Amount) -> Amount:
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

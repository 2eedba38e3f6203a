"""Words of a text as names need them: folded, with capitals, possessives and what stands between them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from accordingto.text import fold

_WORD = re.compile(r"(?:(?:[^\W\d_]\.){2,}|[^\W\d_](?:\.[^\W\d_])+)(?:['’]s\b)?|[^\W_]+(?:['’‘ʼ´`][^\W_]+)*")
_ENDING = re.compile(r"['’‘ʼ´`](?:[sS]|d|ll|ve|re|m)$")
_MARKS = re.compile("[.'’‘ʼ´`]")
_ARTICLES = frozenset("al el the ad as ash at".split())
_HYPHENS = frozenset("-‐‑–")
_JOINTS = frozenset((" ", "-", "  ", "", ".", ". ", "‐", "‑", "/"))


class Word(NamedTuple):
    """One word: `text` without a possessive ending, `norm` folded and without dots, `gap` what stands before it."""

    start: int
    end: int
    text: str
    norm: str
    gap: str
    is_capital: bool
    is_possessive: bool

    @property
    def is_joined(self) -> bool:
        """Whether only a blank, a hyphen or the stop of an abbreviation parts it from the word before."""
        return self.gap in _JOINTS

    @property
    def is_hyphened(self) -> bool:
        return self.gap in _HYPHENS

    @property
    def is_article(self) -> bool:
        return self.norm in _ARTICLES


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` in order, with offsets into `text`."""
    return list(each_word(text, start, end))


def each_word(text: str, start: int = 0, end: int | None = None) -> Iterator[Word]:
    """The same one by one, for those who need the first few."""
    behind = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        first, last = match.span()
        possessive = False
        bare = raw
        if not raw.isalnum():
            ending = _ENDING.search(raw)
            bare = raw[: ending.start()] if ending is not None else raw
            possessive = ending is not None and ending.group()[1] in "sS"
        elif raw[-1] == "s" and text[last : last + 1] in ("'", "’"):
            possessive = text[last + 1 : last + 2] == " "  # "the prosecutors' office"
            last += possessive
        capital = not raw[0].islower()
        yield Word(first, first + len(bare), bare, _norm(bare), text[behind:first], capital, possessive)
        behind = last


@lru_cache(16384)
def _norm(word: str) -> str:
    """A word folded, without dots and apostrophes."""
    folded = word.lower() if word.isascii() else fold(word)
    return folded if folded.isalnum() else _MARKS.sub("", folded)


@lru_cache(8192)
def name_words(name: str) -> tuple[Word, ...]:
    """The words of a name by which it is compared: articles dropped unless nothing else is left."""
    words = words_of(name)
    return tuple(word for word in words if not word.is_article) or tuple(words)

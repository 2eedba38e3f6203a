"""Words of a text as names need them: folded, with capitals, possessives and what stands between them."""

from __future__ import annotations

import re
from typing import NamedTuple

from accordingto.text import fold

_WORD = re.compile(r"(?:(?:[^\W\d_]\.){2,}|[^\W\d_](?:\.[^\W\d_])+)(?:['’]s\b)?|[^\W_]+(?:['’‘ʼ´`][^\W_]+)*")
_ENDING = re.compile(r"['’‘ʼ´`](?:[sS]|d|ll|ve|re|m)$")
_APOSTROPHE = re.compile("['’‘ʼ´`]")
_ARTICLES = frozenset("al el the ad as ash at".split())
_HYPHENS = frozenset("-‐‑–")


class Word(NamedTuple):
    """One word: `text` without a possessive ending, `norm` folded and without dots, `gap` what stands before it."""

    start: int
    end: int
    text: str
    norm: str
    gap: str
    is_possessive: bool

    @property
    def is_capital(self) -> bool:
        return not self.text[0].islower()

    @property
    def is_joined(self) -> bool:
        """Whether only a blank, a hyphen or the stop of an abbreviation parts it from the word before."""
        return self.gap in (" ", "-", "  ", "", ".", ". ", "‐", "‑", "/")

    @property
    def is_hyphened(self) -> bool:
        return self.gap in _HYPHENS

    @property
    def is_article(self) -> bool:
        return self.norm in _ARTICLES


def words_of(text: str, start: int = 0, end: int | None = None) -> list[Word]:
    """The words of `text[start:end]` in order, with offsets into `text`."""
    words = []
    behind = start
    for match in _WORD.finditer(text, start, len(text) if end is None else end):
        raw = match.group()
        first, last = match.span()
        ending = _ENDING.search(raw) if len(raw) > 2 else None
        bare = raw[: ending.start()] if ending is not None else raw
        possessive = ending is not None and ending.group()[1] in "sS"
        norm = bare.lower() if bare.isascii() else fold(bare)
        if not norm.isalnum():
            norm = _APOSTROPHE.sub("", norm).replace(".", "")
        owns = possessive or _owns_many(text, last)
        words.append(Word(first, first + len(bare), bare, norm, text[behind:first], owns))
        behind = last
    return words


def _owns_many(text: str, end: int) -> bool:
    """Whether a bare apostrophe follows a final s ("the prosecutors' office")."""
    return text[end - 1 : end] == "s" and text[end : end + 1] in ("'", "’") and text[end + 1 : end + 2] == " "


def name_words(name: str) -> list[Word]:
    """The words of a name by which it is compared: articles dropped unless nothing else is left."""
    words = words_of(name)
    return [word for word in words if not word.is_article] or words

"""Where spans stand in a text: their tokens, their sentences and the words between them."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from accordingto.model import Span
from accordingto.read.lexer import Tokens, tokenise
from accordingto.text import sentence_spans


@dataclass(frozen=True, slots=True)
class Layout:
    """The tokens of one text and where its sentences start."""

    tokens: Tokens
    sentence_starts: list[int]

    def token_at(self, offset: int) -> int:
        """The token that holds or precedes an offset; -1 before the first."""
        return bisect_right(self.tokens.starts, offset) - 1

    def sentence_at(self, offset: int) -> int:
        """The sentence that holds an offset; -1 before the first."""
        return bisect_right(self.sentence_starts, offset) - 1

    def words_between(self, one: Span, other: Span) -> Sequence[str]:
        """The words between two spans, in small letters; none where they touch or overlap."""
        first, last = min(one, other), max(one, other)
        return self.tokens.words[self.token_at(first.end - 1) + 1 : self.token_at(last.start)]

    def words_before(self, offset: int, count: int) -> Sequence[str]:
        """The last words before the token at an offset, at most `count`."""
        at = self.token_at(offset)
        return self.tokens.words[max(0, at - count) : max(0, at)]


@lru_cache(8)  # the events of one article follow each other
def layout_of(text: str) -> Layout:
    """The layout of a text; callers share it and must not change it."""
    return Layout(tokenise(text), [sentence.start for sentence in sentence_spans(text)])


def distance(one: Span, other: Span) -> int:
    """Code points between two spans, negative where they overlap."""
    return max(one.start, other.start) - min(one.end, other.end)

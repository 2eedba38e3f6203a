"""The words of a report as copying is judged by them: folded, furniture left out, quotations marked."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from accordingto.model import Span
from accordingto.text import fold

# 99.9 % of news reports are shorter; what follows is not compared.
MAX_TOKENS, MAX_CHARS = 8_000, 80_000

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
# A quotation stays within its paragraph; an unclosed mark loses only itself.
_QUOTED = re.compile(r"“[^“”\n]{1,1200}”|\"[^\"\n]{1,1200}\"|«[^«»\n]{1,1200}»")
# Sentences that belong to the page or the licence, not to the report: shared by reports that share nothing else.
_FURNITURE = re.compile(
    r"all rights reserved|may not be published, broadcast|click to share|opens in new window|sign up (?:for|to)\b|"
    r"subscribe to\b|follow us\b|for more [^\n.]{1,60} coverage|read more\b|share this\b|copyright \d{4}|©",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?\n]")
MAX_FURNITURE = 300  # code points on each side of the tell-tale words; a sentence is rarely longer


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """The folded words of a text with their spans, and whether each stands in quotation marks."""

    words: tuple[str, ...]
    spans: tuple[Span, ...]
    quoted: tuple[bool, ...]
    _places: dict[int, Mapping[tuple[str, ...], list[int]]] = field(default_factory=dict, repr=False, compare=False)

    def places(self, length: int) -> Mapping[tuple[str, ...], list[int]]:
        """Where each sequence of `length` words begins; found once."""
        if length not in self._places:
            found: dict[tuple[str, ...], list[int]] = defaultdict(list)
            for i in range(max(0, len(self.words) - length + 1)):
                found[self.words[i : i + length]].append(i)
            self._places[length] = dict(found)
        return self._places[length]

    @property
    def own(self) -> int:
        return len(self.words) - sum(self.quoted)


def body_words(text: str) -> Words:
    """The report's words up to `MAX_TOKENS`, without sentences of page furniture and licences."""
    text = text[:MAX_CHARS]
    skipped = _furniture(text)
    quotations = [m.span() for m in _QUOTED.finditer(text)]
    words: list[str] = []
    spans: list[Span] = []
    quoted: list[bool] = []
    in_furniture, in_quotation = _Sweep(skipped), _Sweep(quotations)
    for match in _WORD.finditer(text):
        if len(words) == MAX_TOKENS:
            break
        if not in_furniture.covers(match.start()):
            words.append(fold(match.group()))
            spans.append(Span(match.start(), match.end()))
            quoted.append(in_quotation.covers(match.start()))
    return Words(words=tuple(words), spans=tuple(spans), quoted=tuple(quoted))


def _furniture(text: str) -> list[tuple[int, int]]:
    """Sentences around tell-tale words, as sorted, disjoint ranges."""
    ranges: list[tuple[int, int]] = []
    for match in _FURNITURE.finditer(text):
        floor = max(ranges[-1][1] if ranges else 0, match.start() - MAX_FURNITURE)
        before = [m.end() for m in _SENTENCE_END.finditer(text, floor, max(floor, match.start()))]
        after = _SENTENCE_END.search(text, match.end(), match.end() + MAX_FURNITURE)
        end = after.end() if after else min(len(text), match.end() + MAX_FURNITURE)
        ranges.append((before[-1] if before else floor, max(end, floor)))
    return ranges


class _Sweep:
    """Answers for rising offsets whether one of sorted, disjoint ranges covers them."""

    def __init__(self, ranges: Sequence[tuple[int, int]]) -> None:
        self._ranges = ranges
        self._at = 0

    def covers(self, offset: int) -> bool:
        while self._at < len(self._ranges) and self._ranges[self._at][1] <= offset:
            self._at += 1
        return self._at < len(self._ranges) and self._ranges[self._at][0] <= offset

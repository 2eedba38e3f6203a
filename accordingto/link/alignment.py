"""The passages two texts share, edits of a few words included; the reporters' own words told apart from quotations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.link.words import Words
from accordingto.model import Span

SEED = 5  # words; five in a row are rarely shared by chance (n-gram length of the METER corpus studies)
MAX_OCCURRENCES = 8  # a word sequence found more often in one text is a refrain and starts no passage
MAX_EDIT = 3  # words changed inside a passage that still counts as one
MIN_PASSAGE = 8  # words; shorter matches are phrases everybody writes

Match = list[tuple[int, int]]  # indices of equal words, rising in both texts


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """A stretch two texts share; `words` counts the shared words in it, `own_words` those outside quotation marks."""

    left: Span
    right: Span
    words: int
    own_words: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Reuse:
    """What two texts have in common: `share` of the shorter one's own words, `quoted_share` of its quoted words."""

    passages: tuple[Passage, ...]
    share: float
    quoted_share: float

    @property
    def own_words(self) -> int:
        return sum(passage.own_words for passage in self.passages)


def compare(left: Words, right: Words) -> Reuse:
    """The passages two texts share and how much of the shorter one they make up."""
    matches = _join(_matches(left, right))
    passages = tuple(_passage(left, right, match) for match in matches)
    quoted = sum(p.words - p.own_words for p in passages)
    return Reuse(
        passages=passages,
        share=_ratio(sum(p.own_words for p in passages), min(left.own, right.own)),
        quoted_share=_ratio(quoted, min(sum(left.quoted), sum(right.quoted))),
    )


def _passage(left: Words, right: Words, match: Match) -> Passage:
    (i, j), (p, q) = match[0], match[-1]
    return Passage(
        left=Span(left.spans[i].start, left.spans[p].end),
        right=Span(right.spans[j].start, right.spans[q].end),
        words=len(match),
        own_words=sum(not left.quoted[m] and not right.quoted[n] for m, n in match),
    )


def _ratio(part: int, whole: int) -> float:
    return min(1.0, part / whole) if whole else 0.0


def _matches(left: Words, right: Words) -> list[Match]:
    """Maximal runs of equal words, longest first, no word used twice; runs start at a seed both texts have."""
    runs = sorted(_runs(left, right), key=lambda run: (-run[2], run[0] + run[1], min(run[0], run[1])))
    free_left, free_right = [True] * len(left.words), [True] * len(right.words)
    matches: list[Match] = []
    for i, j, length in runs:
        pairs = [(i + n, j + n) for n in range(length) if free_left[i + n] and free_right[j + n]]
        if len(pairs) < SEED:
            continue
        for p, q in pairs:
            free_left[p] = free_right[q] = False
        matches.append(pairs)
    return sorted(matches)


def _runs(left: Words, right: Words) -> list[tuple[int, int, int]]:
    """Maximal diagonal runs as (left index, right index, length); bounded, since refrains start none."""
    own, places = left.places(SEED), right.places(SEED)
    runs = []
    ends: dict[int, int] = {}  # diagonal -> left index where its last run ended
    shared = sorted((i, seed) for seed in own.keys() & places.keys() for i in own[seed])
    for i, seed in shared:
        if len(own[seed]) > MAX_OCCURRENCES or len(places[seed]) > MAX_OCCURRENCES:
            continue
        for j in places[seed]:
            if ends.get(j - i, -1) > i:
                continue
            start = _extend_back(left.words, right.words, i, j)
            end = _extend(left.words, right.words, i, j)
            ends[j - i] = end
            runs.append((start, start + j - i, end - start))
    return runs


def _extend(left: Sequence[str], right: Sequence[str], i: int, j: int) -> int:
    while i < len(left) and j < len(right) and left[i] == right[j]:
        i, j = i + 1, j + 1
    return i


def _extend_back(left: Sequence[str], right: Sequence[str], i: int, j: int) -> int:
    while i > 0 and j > 0 and left[i - 1] == right[j - 1]:
        i, j = i - 1, j - 1
    return i


def _join(matches: Sequence[Match]) -> list[Match]:
    """Runs with only a few edited words between them, as one passage; passages too short to mean anything dropped."""
    joined: list[Match] = []
    for match in matches:
        if joined and _adjoins(joined[-1], match):
            joined[-1] = joined[-1] + match
        else:
            joined.append(match)
    return [match for match in joined if len(match) >= MIN_PASSAGE]


def _adjoins(before: Match, after: Match) -> bool:
    (i, j), (p, q) = before[-1], after[0]
    return 0 < p - i <= MAX_EDIT + 1 and 0 < q - j <= MAX_EDIT + 1

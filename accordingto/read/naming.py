"""How far a name goes that the network has not marked: from where one must begin up to what cannot belong to it."""

from __future__ import annotations

from collections.abc import Sequence

_END = frozenset(
    ', . ; : ( ) " “ ” — in on to under against at after before when while who which that as last this late early '
    "earlier during since following amid despite and but with without from by for over because was were is are "
    "has have had said says backed led supported near yesterday today overnight monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november "
    "december".split()
)
OWNING = frozenset(("'s", "’s", "'", "’"))
MAX_NAME = 6


def name_from(at: int, words: Sequence[str], sentences: Sequence[int], ends: frozenset[str] = frozenset()) -> int:
    """The word behind the name that begins at word `at`, of words in small letters; `at` where there is none.

    `ends` are more words that no name of this kind has.
    """
    end = at
    while end < min(len(words), at + MAX_NAME) and sentences[end] == sentences[at]:
        if words[end - 1] != "-" and (words[end] in _END | OWNING | ends or _tells(end, at, words)):
            break  # but for the second half of "Turkish-backed rebels"
        end += 1
    return end


def _tells(word: int, start: int, words: Sequence[str]) -> bool:
    """Whether a word is a verb behind the name from `start` on, no participle before it: "masked men attacked"."""
    return words[word].endswith("ed") and not all(before.endswith("ed") for before in words[start:word])

"""The words of a text as the rules of reading see them, and the names among them that the network has not marked."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from accordingto.read.encoding import EncodedText

# What no name goes beyond.
_END = frozenset(
    ', . ; : ( ) " “ ” — in on to under against at after before when while who which that as last this late early '
    "earlier during since following amid despite and but with without from by for over because was were is are "
    "has have had said says backed led supported near yesterday today overnight monday tuesday wednesday thursday "
    "friday saturday sunday january february march april may june july august september october november "
    "december".split()
)
OWNING = frozenset(("'s", "’s", "'", "’"))
_ARTICLES = frozenset(("the", "a", "an"))
MAX_NAME = 6

Words = tuple[int, int]  # the first word, and the one behind the last


@dataclass(frozen=True, slots=True)
class Wording:
    """The words of a text in small letters, and the number of the sentence that each stands in."""

    words: Sequence[str]
    sentences: Sequence[int]

    @classmethod
    def of(cls, encoded: EncodedText, text: str) -> Wording:
        return cls([word.slice(text).casefold() for word in encoded.words], encoded.sentence_of.tolist())

    def is_in(self, at: int, among: Collection[str]) -> bool:
        """Whether there is a word at `at`, and it is one of these."""
        return at < len(self.words) and self.words[at] in among

    def are_together(self, one: int, other: int) -> bool:
        """Whether two words stand in one sentence."""
        return self.sentences[one] == self.sentences[other]

    def sentence_end(self, at: int) -> int:
        """The word behind the sentence of word `at`."""
        return next((n for n in range(at, len(self.words)) if not self.are_together(n, at)), len(self.words))

    def sentence_start(self, at: int) -> int:
        """The first word of the sentence of word `at`."""
        return next(n for n in range(at, -1, -1) if n == 0 or not self.are_together(n - 1, at))

    def name_from(self, at: int, ends: frozenset[str] = frozenset()) -> Words | None:
        """The words of the name that begins at word `at`, None where there is none.

        `ends` are more words that no name of this kind has.
        """
        end = at
        while end < min(len(self.words), at + MAX_NAME) and self.are_together(end, at):
            word = self.words[end]
            if self.words[end - 1] != "-" and (word in _END | OWNING | ends or self._tells(end, at)):
                break  # but for the second half of "Turkish-backed rebels"
            end += 1
        return (at, end) if end > at else None

    def name_behind_article(self, at: int) -> Words | None:
        """The words of the name that begins at word `at` or, if that is an article, behind it."""
        return self.name_from(at + self.is_in(at, _ARTICLES))

    def _tells(self, word: int, start: int) -> bool:
        """Whether a word is a verb behind the name from `start` on, no participle before it: "masked men attacked"."""
        before = self.words[start:word]
        return self.words[word].endswith("ed") and not all(other.endswith("ed") for other in before)

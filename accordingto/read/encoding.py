"""A text as the trained reader sees it: words, word pieces, features of form, and windows of whole sentences.

The same code prepares texts for training and for reading, so that the two cannot drift apart.
Shapes: W words of the text, P word pieces; every array here is one-dimensional unless its docstring says so.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from tokenizers import Tokenizer

from accordingto.model import Span
from accordingto.text import sentence_spans, span_at

Ints = npt.NDArray[np.int64]

WINDOW_PIECES = 384  # of the encoder's 512 positions; longer windows cost more attention than their context gains
OVERLAP_SENTENCES = 2  # shared by neighbouring windows, so that a statement cut by one is whole in the other

# Features of form that an uncased vocabulary loses; see `_form`.
FORM_OTHER, FORM_TITLE, FORM_UPPER, FORM_MIXED, FORM_DIGIT, FORM_PUNCTUATION = range(6)
FORMS = 6
# Words that a name or a description may begin with or run over, but never ends with.
OPENING_WORDS = frozenset(
    "the a an of and or in on at by for from with to its his her their our this that these".split()
)
# Titles with which a name begins: neither they nor their full stops end it ("Mr. | Orde").
PERSONAL_TITLES = frozenset("mr mrs ms dr prof gen maj col lt capt cpl sgt brig cmdr adm sen rep gov".split())
JOINING_WORDS = frozenset((",", "and", "or", "&"))
# Where a word stands: first of its line or not, inside quotation marks or not.
LAYOUTS = 4


@dataclass(frozen=True, slots=True)
class EncodedText:
    """Words and word pieces of one text, with offsets into it.

    `words` are the tokenizer's words (punctuation stands alone) and `marks` their first characters, which is all of a
    punctuation mark; `sentence_of` is the index of the sentence of each; `opens_name` is 1 for those that end no name,
    `joins` for commas, "and" and "or";
    `forms` and `layouts` one feature each per word; `pieces` the vocabulary ids of all pieces, without special
    ones, and `first_piece` the index in `pieces` of each word's first.
    """

    words: tuple[Span, ...]
    marks: str
    sentence_of: Ints
    forms: Ints
    layouts: Ints
    opens_name: Ints
    joins: Ints
    pieces: Ints
    first_piece: Ints

    def pieces_of(self, start: int, end: int) -> tuple[int, ...]:
        """The vocabulary ids of words `[start, end)`."""
        behind = self.first_piece[end] if end < len(self.first_piece) else len(self.pieces)
        return tuple(self.pieces[self.first_piece[start] : behind].tolist())


@dataclass(frozen=True, slots=True)
class Window:
    """Words `[start, end)` of an encoded text, read together; `own_start` to `own_end` are those it answers for."""

    start: int
    end: int
    own_start: int
    own_end: int


def encode_text(text: str, tokenizer: Tokenizer) -> EncodedText:
    """The words and pieces of `text`; a text without any word gives empty arrays."""
    encoding = tokenizer.encode(text, add_special_tokens=False)
    starts: list[int] = []
    ends: list[int] = []
    first_piece: list[int] = []
    previous: int | None = None
    for index, (word, (start, end)) in enumerate(zip(encoding.word_ids, encoding.offsets, strict=True)):
        if word == previous:
            ends[-1] = max(ends[-1], end)
            continue
        previous = word
        starts.append(start)
        ends.append(end)
        first_piece.append(index)
    words = tuple(Span(s, max(e, s + 1)) for s, e in zip(starts, ends, strict=True))
    sentences = sentence_spans(text)
    sentence_of = [max(0, span_at(sentences, word.start)) for word in words]
    written = [word.slice(text) for word in words]
    small = [word.lower() for word in written]
    return EncodedText(
        words=words,
        marks="".join(text[word.start] for word in words),
        sentence_of=np.array(sentence_of, dtype=np.int64),
        forms=np.array([_form(word) for word in written], dtype=np.int64),
        layouts=np.array(_layouts(text, words), dtype=np.int64),
        opens_name=np.array([_opens_name(written, index) for index in range(len(written))], dtype=np.int64),
        joins=np.array([word in JOINING_WORDS for word in small], dtype=np.int64),
        pieces=np.array(encoding.ids, dtype=np.int64),
        first_piece=np.array(first_piece, dtype=np.int64),
    )


def _opens_name(words: Sequence[str], index: int) -> bool:
    """Whether a name may begin with or run over a word but never ends with it: "the", or the title before a name."""
    if words[index] == ".":
        return index > 0 and _is_title(words[index - 1])
    return words[index].lower() in OPENING_WORDS or _is_title(words[index])


def _is_title(word: str) -> bool:
    return word[:1].isupper() and word.lower() in PERSONAL_TITLES


def _form(word: str) -> int:
    """How a word is written: the casing that an uncased vocabulary does not keep."""
    if not word[0].isalnum():
        return FORM_PUNCTUATION
    if word[0].isdigit():
        return FORM_DIGIT
    if word.islower() or not word[0].isupper():
        return FORM_MIXED if any(c.isupper() for c in word) else FORM_OTHER
    if len(word) > 1 and word.isupper():
        return FORM_UPPER
    return FORM_TITLE if word[1:].islower() or len(word) == 1 else FORM_MIXED


def _layouts(text: str, words: tuple[Span, ...]) -> list[int]:
    """For each word: 1 if it opens a line, plus 2 if it stands inside quotation marks.

    An unclosed quotation ends with its line: one lost mark must not turn the rest of a report into speech.
    """
    layouts = []
    quoted = False
    end = 0
    for word in words:
        opens_line = end == 0 or "\n" in text[end : word.start]
        if opens_line:
            quoted = False
        mark = text[word.start : word.end]
        if mark in _QUOTES_OPEN or (mark == '"' and not quoted):
            quoted = True
            layouts.append(int(opens_line) + 2)
        else:
            layouts.append(int(opens_line) + 2 * quoted)
            if mark in _QUOTES_CLOSE or mark == '"':
                quoted = False
        end = word.end
    return layouts


_QUOTES_OPEN = frozenset("“«„")
_QUOTES_CLOSE = frozenset("”»")


def windows(encoded: EncodedText, *, pieces: int = WINDOW_PIECES, overlap: int = OVERLAP_SENTENCES) -> Iterator[Window]:
    """Windows of whole sentences of at most `pieces` word pieces that together answer for every word once.

    A sentence longer than a window is cut. Neighbours share `overlap` sentences, each half owned by either.
    """
    count = len(encoded.words)
    if not count:
        return
    starts = [0, *(i for i in range(1, count) if encoded.sentence_of[i] != encoded.sentence_of[i - 1]), count]
    piece_at = np.append(encoded.first_piece, len(encoded.pieces))
    start, own_start = 0, 0
    while True:
        end = _furthest_end(starts, piece_at, start, pieces)
        if end >= count:
            yield Window(start, count, own_start, count)
            return
        following = _step_back(starts, end, overlap, least=start + 1)
        own_end = (following + end + 1) // 2 if overlap else end
        at = bisect_left(starts, own_end)
        own_end = min(max(starts[at], following), end)
        yield Window(start, end, own_start, own_end)
        start, own_start = following, own_end


def _furthest_end(starts: list[int], piece_at: Ints, start: int, pieces: int) -> int:
    """The last sentence start that keeps `[start, end)` within `pieces`; inside a sentence if even one is too long."""
    limit = int(piece_at[start]) + pieces
    furthest = int(np.searchsorted(piece_at, limit, side="right")) - 1
    at = bisect_right(starts, furthest) - 1
    return starts[at] if starts[at] > start else max(start + 1, furthest)


def _step_back(starts: list[int], end: int, sentences: int, *, least: int) -> int:
    """The start of the sentence `sentences` before `end`, more than `least`, so that windows always move on."""
    at = bisect_left(starts, end) - sentences
    return starts[at] if sentences and at >= 0 and starts[at] > least else end

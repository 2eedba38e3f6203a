"""Triggers out of tag scores, and chunks out of word indices."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from accordingto.model import Span
from accordingto.read.decoding import Chunk, Floats, log_softmax
from accordingto.read.encoder import Encoding
from accordingto.read.encoding import FORM_OTHER, FORM_PUNCTUATION, EncodedText, Window
from accordingto.read.frames import find_triggers, spans_of, trim
from accordingto.text import TOKEN

TAGS = ("O", "B-speech", "I-speech", "B-attitude", "I-attitude", "B-quote")


def scores(*tags: str) -> Floats:
    logits = np.zeros((len(tags), len(TAGS)), dtype=np.float32)
    for word, tag in enumerate(tags):
        logits[word, TAGS.index(tag)] = 5.0
    return log_softmax(logits)


def encoding_of(text: str) -> Encoding:
    """An encoding whose words are split at spaces, with empty scores."""
    words = tuple(Span(start, start + len(word)) for start, word in _split(text))
    forms = [FORM_OTHER if TOKEN.match(word.slice(text)) else FORM_PUNCTUATION for word in words]
    count = len(words)
    encoded = EncodedText(
        words=words,
        marks="".join(text[w.start] for w in words),
        sentence_of=np.zeros(count, dtype=np.int64),
        forms=np.array(forms, dtype=np.int64),
        layouts=np.zeros(count, dtype=np.int64),
        opens_name=np.zeros(count, dtype=np.int64),
        joins=np.zeros(count, dtype=np.int64),
        pieces=np.array([hash(word.slice(text)) for word in words], dtype=np.int64),
        first_piece=np.arange(count, dtype=np.int64),
    )
    nothing = np.zeros((count, 1), dtype=np.float32)
    return Encoding(encoded, (Window(0, count, 0, count),), nothing, nothing, nothing, (nothing,), nothing)


def _split(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for word in text.split(" "):
        found.append((at, word))
        at += len(word) + 1
    return found


@pytest.mark.parametrize(
    ("tags", "expected"),
    [
        (("O", "O"), []),
        (("O", "B-speech", "I-speech", "O"), [(1, 3, "speech")]),  # "according to"
        (("B-speech", "I-attitude"), [(0, 1, "speech")]),  # another kind's inside does not continue it
        (("B-speech", "B-speech"), [(0, 1, "speech"), (1, 2, "speech")]),
        (("O", "B-quote", "O"), [(1, 2, "quote")]),  # a statement without a cue hangs on its first word
    ],
)
def test_triggers(tags: tuple[str, ...], expected: list[tuple[int, int, str]]) -> None:
    found = find_triggers(scores(*tags), TAGS, threshold=0.5)
    assert [(start, end, kind) for start, end, kind, _ in found] == expected


def test_beginnings_are_weighed_together_before_their_kind() -> None:
    """Torn between speech and attitude, a cue is still surely a cue."""
    logits = np.zeros((1, len(TAGS)), dtype=np.float32)
    logits[0, [0, TAGS.index("B-speech"), TAGS.index("B-attitude")]] = (2.0, 2.1, 2.0)
    ((_, _, kind, score),) = find_triggers(log_softmax(logits), TAGS, threshold=0.5)
    assert kind == "speech"
    assert score > 0.5


@pytest.mark.parametrize(("going_on", "end"), [(0.0, 1), (1.0, 2)])
def test_a_cue_may_be_encouraged_to_go_on(going_on: float, end: int) -> None:
    logits = np.zeros((2, len(TAGS)), dtype=np.float32)
    logits[0, TAGS.index("B-speech")] = 5.0
    logits[1, [0, TAGS.index("I-speech")]] = (5.0, 4.5)  # hardly less likely to go on than to end
    found = find_triggers(log_softmax(logits), TAGS, threshold=0.5, going_on=np.float32(going_on))
    assert [(start, stop) for start, stop, *_ in found] == [(0, end)]


def test_no_words_give_no_triggers() -> None:
    assert find_triggers(np.zeros((0, len(TAGS)), dtype=np.float32), TAGS, threshold=0.5) == []


@pytest.mark.parametrize(
    ("chunks", "expected"),
    [
        ([(0, 2)], ["rebels left"]),
        ([(0, 2), (3, 5)], ["rebels left , the city"]),  # only a comma between them: one span
        ([(0, 1), (4, 5)], ["rebels", "city"]),  # words between them: a discontinuous content
        ([(3, 5), (0, 2)], ["rebels left , the city"]),  # in the order of the text
    ],
)
def test_spans_join_over_punctuation_only(chunks: list[tuple[int, int]], expected: list[str]) -> None:
    text = "rebels left , the city"
    spans = spans_of(encoding_of(text), [Chunk(start, end, "content", 1.0) for start, end in chunks])
    assert [span.slice(text) for span in spans] == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        (("the", "U", ".", "N", "."), (0, 5)),  # the stop belongs to the abbreviation
        (("the", "town", "."), (0, 2)),
        (("the", "mayor", ","), (0, 2)),
        (("vitamin", "C", "."), (0, 2)),  # one letter is no abbreviation
        ((".", ","), None),
    ],
)
def test_stops_at_the_edges_are_left_out(words: tuple[str, ...], expected: tuple[int, int] | None) -> None:
    offsets = np.cumsum([0, *(len(word) + (len(word) > 1) for word in words)]).tolist()
    spans = tuple(Span(at, at + len(word)) for at, word in zip(offsets, words, strict=False))
    encoding = encoding_of(" ".join(words))
    encoded = replace(encoding.text, words=spans, marks="".join(word[0] for word in words))
    trimmed = trim(replace(encoding, text=encoded), Chunk(0, len(words), "source", 0.9))
    assert (None if trimmed is None else (trimmed.start, trimmed.end)) == expected

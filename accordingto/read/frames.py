"""Triggers and what hangs on them: the step from the network's scores to spans, for attributions and events alike.

A frame is a trigger (a cue or an event trigger) with the chunks of words that play a role in it. Word indices here are
those of the whole text's encoding.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

import numpy as np

from accordingto.model import Span
from accordingto.read import labels
from accordingto.read.decoding import Chunk, Floats, LeavingCosts, decode
from accordingto.read.encoder import Encoder, Encoding
from accordingto.read.encoding import FORM_PUNCTUATION, Window

# Costs in log-probability, swept with the shipped network.
MID_CLAUSE_COST = np.float32(1.0)  # PolNeAR dev, 30 documents: exact contents .441 -> .496, main F1 level for .5 to 3
OPEN_NAME_COST = np.float32(5.0)  # dev reports: agents F1 .485 -> .506
# Added to the log-probability of these roles: the annotations name an argument once where the text names it often, so
# that training teaches too much silence. Complete events of the dev reports .123 -> .149; PolNeAR dev main F1
# .815 -> .822; both level for .5 to 1.5.
ROLE_BONUS = np.float32(1.0)
# Added to the log-probability that a cue goes on: reporting words tend to be cut short ("said in an interview").
# PolNeAR dev, exact cues .708 -> .715, level for .5 to 1.5; nothing else moves.
CUE_GOES_ON = np.float32(1.0)
NOTHING = np.float32(0.0)
NAMED = frozenset(("source", "agent", "recipient", "place", "date"))


@dataclass(frozen=True, slots=True)
class Frame:
    """A trigger of words `[start, end)` and its roles; `kind` is the tag's name, `score` its probability.

    `takes` is what its words say is taken: a place ("captured Homs"), one that is handed over ("ceded Homs"), arms
    ("seized eight rifles") or lives ("lost ten men").
    """

    start: int
    end: int
    kind: str
    score: float
    roles: tuple[Chunk, ...]
    takes: Literal["place", "handover", "arms", "lives"] | None = None

    def chunks(self, role: str) -> tuple[Chunk, ...]:
        """The chunks that play one role, in the order of the text."""
        return tuple(chunk for chunk in self.roles if chunk.kind == role)


Trigger = tuple[int, int, str, float]  # first word, last word + 1, kind, probability


def find_triggers(
    scores: Floats, tags: Sequence[str], *, threshold: float, going_on: np.float32 = NOTHING
) -> list[Trigger]:
    """(start, end, kind, probability) of every trigger, in order, from log-probabilities (W, tags).

    A word begins one if all B tags together reach `threshold`; the likeliest of them gives the kind, and the words
    behind it belong to it while continuing, with `going_on` added to its log-probability, is likelier than the rest.
    """
    if not len(scores):
        return []
    begins = [i for i, tag in enumerate(tags) if tag.startswith("B")]
    probabilities = np.exp(scores)
    begin = probabilities[:, begins].sum(axis=1)
    inside = np.array([going_on if tag.startswith("I") else 0 for tag in tags], dtype=np.float32)
    best = (scores + inside).argmax(axis=1)
    found: list[Trigger] = []
    for start in np.flatnonzero(begin >= threshold).tolist():
        kind = tags[begins[int(probabilities[start, begins].argmax())]][2:]
        end = start + 1
        while end < len(scores) and tags[best[end]] == f"I-{kind}":
            end += 1
        found.append((start, end, kind, float(begin[start])))
    return found


def find_frames(encoder: Encoder, encoding: Encoding, *, events: bool, threshold: float) -> list[Frame]:
    """The attribution or event frames of a text, in order of their triggers."""
    scores, tags = (encoding.event, labels.EVENT_TAGS) if events else (encoding.cue, labels.CUE_TAGS)
    triggers = find_triggers(scores, tags, threshold=threshold, going_on=NOTHING if events else CUE_GOES_ON)
    seen = encoder.roles(encoding, [start for start, *_ in triggers], events=events)
    frames: list[Frame] = []
    for window, pairs in groupby(zip(triggers, seen, strict=True), key=lambda pair: pair[1].window):
        members = list(pairs)
        role_scores = np.stack([roles.scores for _, roles in members])
        own = [trigger for trigger, _ in members]
        decode_roles = _decode_event_roles if events else _decode_attribution_roles
        for (start, end, kind, score), chunks in zip(
            own, decode_roles(encoding, window, own, role_scores), strict=True
        ):
            placed = (Chunk(c.start + window.start, c.end + window.start, c.kind, c.score) for c in chunks)
            roles = tuple(trimmed for c in placed if (trimmed := trim(encoding, c)) is not None)
            frames.append(Frame(start, end, kind, score, roles))
    return frames


def _decode_event_roles(
    encoding: Encoding, window: Window, triggers: Sequence[Trigger], scores: Floats
) -> list[list[Chunk]]:
    """Chunks, by words of the window, of each trigger's arguments from `scores` (A, W, R)."""
    leaving = [_amid_names(encoding, window, len(triggers))]
    return decode(scores, labels.EVENT_ROLES, leaving, _bonus(labels.EVENT_ROLES, ROLE_BONUS))


def _decode_attribution_roles(
    encoding: Encoding, window: Window, triggers: Sequence[Trigger], scores: Floats
) -> list[list[Chunk]]:
    """Chunks, by words of the window, of each cue's source and content from `scores` (A, W, R)."""
    leaving = [_amid_names(encoding, window, len(triggers)), _amid_clauses(encoding, window, triggers)]
    return decode(scores, labels.ATTRIBUTION_ROLES, leaving, _bonus(labels.ATTRIBUTION_ROLES, ROLE_BONUS))


def _bonus(tags: Sequence[str], amount: np.float32) -> Floats:
    """(R,) what each tag is encouraged by: `amount` for named arguments."""
    return np.array([amount if tag[2:] in NAMED else 0 for tag in tags], dtype=np.float32)


def _amid_clauses(encoding: Encoding, window: Window, triggers: Sequence[Trigger]) -> LeavingCosts:
    """Costs of ending a statement amid a clause: none at punctuation, at a sentence's end and at the cue."""
    forms = encoding.text.forms[window.start : window.end]
    sentences = encoding.text.sentence_of[window.start : window.end]
    clause = np.where(forms == FORM_PUNCTUATION, np.float32(0), MID_CLAUSE_COST)
    clause[1:][np.diff(sentences) > 0] = 0
    costs = np.repeat(clause[None].astype(np.float32), len(triggers), axis=0)
    for k, (start, end, *_) in enumerate(triggers):
        costs[k, start - window.start : end - window.start] = 0
    return LeavingCosts(costs, frozenset(("content",)))


def _amid_names(encoding: Encoding, window: Window, rows: int) -> LeavingCosts:
    """Costs of ending an argument right behind a word that cannot end a name ("the"), alike for all rows."""
    costs = np.zeros((rows, window.end - window.start), dtype=np.float32)
    costs[:, 1:] = encoding.text.opens_name[window.start : window.end - 1] * OPEN_NAME_COST
    return LeavingCosts(costs, NAMED)


def trim(encoding: Encoding, chunk: Chunk) -> Chunk | None:
    """The chunk without stops and commas at its edges, None if nothing is left.

    Quotation marks and brackets stay, and the stop that belongs to an abbreviation ("the U.N.").
    """
    start, end = chunk.start, chunk.end
    while start < end and _is_stop(encoding, start):
        start += 1
    while end > start and _is_stop(encoding, end - 1) and not _abbreviates(encoding, start, end - 1):
        end -= 1
    if start == end:
        return None
    return Chunk(start, end, chunk.kind, chunk.score)


STOPS = frozenset(",.;:-–—")
ABBREVIATION = len("U.N.")


def _abbreviates(encoding: Encoding, start: int, stop: int) -> bool:
    """Whether the full stop at word `stop` ends letters written with stops, which begin at word `start` or later."""
    words, marks = encoding.text.words, encoding.text.marks
    return (
        stop - 3 >= start
        and marks[stop] == marks[stop - 2] == "."
        and marks[stop - 1].isupper()
        and marks[stop - 3].isupper()
        and words[stop].end - words[stop - 3].start == ABBREVIATION
    )


def _is_stop(encoding: Encoding, word: int) -> bool:
    return encoding.text.forms[word] == FORM_PUNCTUATION and encoding.text.marks[word] in STOPS


def is_punctuation(encoding: Encoding, start: int, end: int) -> bool:
    """Whether words `[start, end)` are all punctuation (true of none)."""
    return bool((encoding.text.forms[start:end] == FORM_PUNCTUATION).all())


def spans_of(encoding: Encoding, chunks: Sequence[Chunk]) -> tuple[Span, ...]:
    """The characters of each chunk; chunks with nothing but punctuation between them are one span."""
    merged: list[tuple[int, int]] = []
    for chunk in sorted(chunks, key=lambda c: c.start):
        if merged and is_punctuation(encoding, merged[-1][1], chunk.start):
            merged[-1] = (merged[-1][0], max(merged[-1][1], chunk.end))
        else:
            merged.append((chunk.start, chunk.end))
    return tuple(encoding.span(start, end) for start, end in merged)

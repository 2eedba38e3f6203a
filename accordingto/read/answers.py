"""Deeds told as the answer to others: "Turkish jets bombed camps in retaliation for the killing of two soldiers".

Such a sentence tells of two events, often of one type, whose parties and figures are easily mixed.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import lru_cache

from accordingto.model import Span
from accordingto.read.decoding import Chunk
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame
from accordingto.read.layout import layout_of

_PARTIES = frozenset(("agent", "recipient"))
# The words that lead to what is answered, and the rest of their clause.
_ANSWERED = re.compile(
    r"\b(?:in (?:response|retaliation|reply|revenge|reprisal) (?:to|for)|retaliat\w+ (?:for|against)|responding to|"
    r"to avenge|avenging|vengeance for)\b[^,;.]*",
    re.IGNORECASE,
)


def is_answered(trigger: Span, text: str) -> bool:
    """Whether a deed is told as what another one answers: "in retaliation for the killing of …"."""
    return any(trigger.overlaps(clause) for clause in _clauses(_sentence(trigger, text), text))


def is_of(part: Span, trigger: Span, text: str) -> bool:
    """Whether what stands at `part` may belong to a deed: of one sentence only if both are answered or neither is."""
    sentence = _sentence(trigger, text)
    if not part.overlaps(sentence):
        return True
    return all(part.overlaps(clause) == trigger.overlaps(clause) for clause in _clauses(sentence, text))


def foreign_parts(triggers: Iterable[Span], text: str) -> list[Span]:
    """The parts of the triggers' sentences that tell of another deed: what is answered, or the answer to it."""
    if not _tells_of_answers(text):
        return []
    parts: list[Span] = []
    for trigger in triggers:
        sentence = _sentence(trigger, text)
        for clause in _clauses(sentence, text):
            if trigger.overlaps(clause):
                beside = (sentence.start, clause.start), (clause.end, sentence.end)
                parts += [Span(start, end) for start, end in beside if start < end]
            else:
                parts.append(clause)
    return parts


@lru_cache(8)  # asked for each event of a report
def _tells_of_answers(text: str) -> bool:
    return _ANSWERED.search(text) is not None


def _sentence(at: Span, text: str) -> Span:
    starts = layout_of(text).sentence_starts
    behind = bisect_right(starts, at.start)
    return Span(starts[behind - 1] if behind else 0, starts[behind] if behind < len(starts) else len(text))


def _clauses(sentence: Span, text: str) -> list[Span]:
    return [Span(*found.span()) for found in _ANSWERED.finditer(text, sentence.start, sentence.end)]


def with_answers(frames: Sequence[Frame], encoding: Encoding, text: str) -> list[Frame]:
    """The frames; who acts in a deed that another answers is named in its clause, and in the answer outside of it."""
    return [replace(frame, roles=tuple(_own(frame, encoding, text))) for frame in frames]


def _own(frame: Frame, encoding: Encoding, text: str) -> Iterator[Chunk]:
    trigger = encoding.span(frame.start, frame.end)
    for chunk in frame.roles:
        if chunk.kind not in _PARTIES or is_of(encoding.span(chunk.start, chunk.end), trigger, text):
            yield chunk

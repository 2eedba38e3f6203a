"""The taking of a place, told from the arrest of people by what is taken: "captured Homs", "seized the town of Morek".

The network takes some for arrests, and lets the place go where another one stands nearby.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.model import EventType, Span
from accordingto.read.circumstances import Known
from accordingto.read.decoding import Chunk
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame
from accordingto.read.layout import layout_of

# Only as told of the past: who wants "to capture Homs" has not.
_TAKING = frozenset(
    "captured capturing recaptured recapturing seized seizing took retook retaking overran conquered".split()
)
# What may stand between the verb and the name of the place.
_UP_TO_NAME = frozenset(
    "the city town village villages district province area region capital of nearby northern southern eastern western "
    "central strategic key".split()
)
_KINDS = frozenset((EventType.ASSAULT, EventType.COERCE))
MAX_BETWEEN = 4  # words
SURE = 0.95  # probability of the place: the words leave no doubt
LITERAL = "literal"  # a toponym that means the place itself
POSSESSIVE = ("'", "’", "-")


def with_takings(frames: Sequence[Frame], encoding: Encoding, known: Known) -> list[Frame]:
    """The frames; those whose verb takes a place are attacks, whatever the network says, and happened there."""
    return [_taking(frame, encoding, known) or frame for frame in frames]


def _taking(frame: Frame, encoding: Encoding, known: Known) -> Frame | None:
    """The frame as the taking of the place that its verb has for its object, None if it has none."""
    trigger = encoding.span(frame.start, frame.end)
    if frame.kind not in _KINDS or trigger.slice(known.text).casefold() not in _TAKING:
        return None
    places = (t.span for t in known.toponyms if t.place is not None and t.kind == LITERAL)
    taken = next((span for span in places if _is_object(trigger, span, known.text)), None)
    if taken is None:
        return None
    words = [i for i, word in enumerate(encoding.text.words) if word.overlaps(taken)]
    told = Chunk(words[0], words[-1] + 1, "place", SURE)
    elsewhere = [c for c in frame.roles if c.kind != "place" or c.end <= told.start or told.end <= c.start]
    return replace(frame, kind=EventType.ASSAULT.value, roles=(*elsewhere, told), takes_place=True)


def _is_object(verb: Span, name: Span, text: str) -> bool:
    """Whether a name is what a verb takes: not whose it is ("captured Homs's governor")."""
    if name.start < verb.end or text[name.end : name.end + 1] in POSSESSIVE:
        return False
    between = layout_of(text).words_between(verb, name)
    return len(between) <= MAX_BETWEEN and _UP_TO_NAME.issuperset(between)

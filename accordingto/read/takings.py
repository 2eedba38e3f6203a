"""Takings, told from arrests by what is taken: a place ("captured Homs") or arms ("seized eight rifles").

The network takes some of places for arrests, and lets the place go where another one stands nearby; of arms it takes
some for abductions or for the attack that such arms serve.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from accordingto.model import EventType, Span
from accordingto.read.circumstances import Known
from accordingto.read.decoding import Chunk
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame
from accordingto.read.layout import layout_of
from accordingto.read.passives import make_passive
from accordingto.read.quantities import find_weapons

# Only as told of the past: who wants "to capture Homs" has not.
_TAKING = frozenset(
    "captured capturing recaptured recapturing seized seizing took retook retaking overran conquered".split()
)
_TAKEN = frozenset("captured recaptured seized retaken overrun conquered".split())
# What may stand between the verb and the name of the place.
_UP_TO_NAME = frozenset(
    "the city town village villages district province area region capital of nearby northern southern eastern western "
    "central strategic key".split()
)
# Of the 27 triggers of these in the annotated reports that train the network that have arms for their object, 26 are
# seizures; interceptions are not among them, since rockets are intercepted too.
_SEIZING = frozenset(
    "seized seizing captured capturing confiscated confiscating impounded recovered recovering found discovered".split()
)
# What ends the words before an object ("seized | in a raid with rockets"), "of" apart ("a cache of rifles").
_END = frozenset(
    "in at on from after before by with near during while where when who which that as for to under over against into "
    "he she they it we i was were is are had has have".split()
)
# What is seized as arms are: no town has these names.
_GOODS = re.compile(
    r"\b(?:boats?|ships?|vessels?|tankers?|trawlers?|shipments?|cargo(?:es)?|drugs|cash|passports?|computers?|documents)\b"
)
# What is no arms, though it is called by them: "an artillery school", "chemical weapons experts".
_PART = re.compile(
    r"[ -](?!(?:and|or|at|in|on|off|near|from|after|before|with|during|including|carrying|"
    r"belonging|used|hidden|left)\b)[a-z]"
)
# What stands in a list of names beside the names.
_TOKENS = re.compile(r"\w+|[^\w\s]")
_LISTING = frozenset(", and or the al - ' ’".split())
MAX_AMOUNT = 6  # words that say how many or whose the arms are
_KINDS = frozenset((EventType.ASSAULT, EventType.COERCE))
MAX_BETWEEN = 4  # words
SURE = 0.95  # probability of the place: the words leave no doubt
LITERAL = "literal"  # a toponym that means the place itself
POSSESSIVE = ("'", "’", "-")


def with_takings(frames: Sequence[Frame], encoding: Encoding, known: Known) -> list[Frame]:
    """The frames; whatever the network says, what takes a place is an attack there, and what takes arms seizes them."""
    arms = [*(span for span, _ in find_weapons(known.text)), *(Span(*m.span()) for m in _GOODS.finditer(known.text))]
    return [_taking(frame, encoding, known) or _seizure(frame, encoding, known.text, arms) or frame for frame in frames]


def _taking(frame: Frame, encoding: Encoding, known: Known) -> Frame | None:
    """The frame as the taking of the place that its verb has for its object, None if it has none."""
    trigger = encoding.span(frame.start, frame.end)
    verb = trigger.slice(known.text).casefold()
    if frame.kind not in _KINDS or verb not in _TAKING | _TAKEN:
        return None
    places = [t.span for t in known.toponyms if t.place is not None and t.kind == LITERAL]
    taken = next((span for span in places if verb in _TAKING and _is_object(trigger, span, known.text)), None)
    taken = taken or next((span for span in places if verb in _TAKEN and _is_subject(trigger, span, known.text)), None)
    if taken is None:
        return None
    words = [i for i, word in enumerate(encoding.text.words) if word.overlaps(taken)]
    told = Chunk(words[0], words[-1] + 1, "place", SURE)
    others = (c for c in frame.roles if _is_beside(c, encoding.span(c.start, c.end), taken, known.text))
    return replace(frame, kind=EventType.ASSAULT.value, roles=(*others, told), takes="place")


def _is_beside(role: Chunk, words: Span, taken: Span, text: str) -> bool:
    """Whether a role stands beside a place that is taken: another such place, or a party, which the place is not."""
    return _are_listed(taken, words, text) if role.kind == "place" else not words.overlaps(taken)


def _are_listed(name: Span, other: Span, text: str) -> bool:
    """Whether a place is another one that is taken: "captured Morek, Souran and Atshan"; the rest is where it lies."""
    if name.overlaps(other):
        return False
    between = _TOKENS.findall(text, min(name.end, other.end), max(name.start, other.start))
    return not {",", "and"}.isdisjoint(between) and all(t in _LISTING or t[0].isupper() for t in between)


def _seizure(frame: Frame, encoding: Encoding, text: str, arms: Sequence[Span]) -> Frame | None:
    """The frame as the seizure of the arms that its verb has for its object, None if it has none."""
    verb = encoding.span(frame.start, frame.end)
    if frame.kind not in _KINDS or verb.slice(text).casefold() not in _SEIZING:
        return None
    if not any(_follow(verb, span, text) or _are_subject(verb, span, text) for span in arms):
        return None
    return replace(frame, kind=EventType.COERCE.value, takes="arms")


def _follow(verb: Span, arms: Span, text: str) -> bool:
    """Whether a verb is followed by the arms or by how many or whose they are: "seized three heavy machine guns"."""
    if arms.start < verb.end or _PART.match(text, arms.end):
        return False
    between = layout_of(text).words_between(verb, arms)
    return len(between) <= MAX_AMOUNT and _END.isdisjoint(between)


def _are_subject(verb: Span, arms: Span, text: str) -> bool:
    """Whether arms are what is taken in the passive: "30 rifles were seized"."""
    return arms.end < verb.start and make_passive(layout_of(text).words_between(arms, verb))


def _is_subject(verb: Span, name: Span, text: str) -> bool:
    """Whether a name is what is taken in the passive: "Homs has been captured"."""
    return name.end < verb.start and make_passive(layout_of(text).words_between(name, verb))


def _is_object(verb: Span, name: Span, text: str) -> bool:
    """Whether a name is what a verb takes: not whose it is ("captured Homs's governor")."""
    if name.start < verb.end or text[name.end : name.end + 1] in POSSESSIVE:
        return False
    between = layout_of(text).words_between(verb, name)
    return len(between) <= MAX_BETWEEN and _UP_TO_NAME.issuperset(between)

"""How an event was done: words that speak for a mode, weighed with the trained reader's opinion.

The reader saw most modes in a handful of training reports, while many of them have words of their own ("kidnapped",
"chlorine", "hunger strike"). Each type of event has its modes (PLOVER), and no other is ever answered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from accordingto.model import EventType, Span
from accordingto.read.lexicon import read_lexicon

# Added to the log-probability of a mode that a word speaks for. A word of the trigger settles the mode: the reader
# gives modes it hardly saw in training no chance at all (`events.LEAST`), and decides only between several that are
# settled. A word near it outweighs the reader unless it is twelve times as sure of another. Swept 3-9 and 1.5-3.5 with
# modes of the dev reports (.930 -> .947), PLOVER's training stories (.287 -> .297) and CASE 2021 (weighted F1
# .505 -> .552).
BY_TRIGGER = 10.0
BY_NEIGHBOUR = 2.5
NEAR = 80  # characters around a trigger, within its sentence, in which a word speaks for its mode

# Modes that reports tell in so many words, as they do not of abductions ("captured", "held"): where neither trigger nor
# sentence says so, the reader's opinion is a guess.
_OUTSPOKEN = frozenset(("suicide-attack",))
_GENERAL = "demo"  # whatever else a protest is said to be, it is also a demonstration

Words = Mapping[str, re.Pattern[str]]  # by mode


def modes_of(event_type: EventType) -> frozenset[str]:
    """The modes that an event of this type may have."""
    return frozenset(_words("en", "trigger").get(event_type, ()))


def mode_evidence(
    event_type: EventType, text: str, triggers: Sequence[Span], sentences: Sequence[Span]
) -> dict[str, float]:
    """What the words of an event's triggers and around them add to the log-probability of each mode they speak for.

    `sentences` are those of the triggers, one for each.
    """
    inside, beside = (_words("en", where).get(event_type, {}) for where in ("trigger", "near"))
    found: dict[str, float] = {}
    for trigger, sentence in zip(triggers, sentences, strict=True):
        near = text[max(sentence.start, trigger.start - NEAR) : min(sentence.end, trigger.end + NEAR)]
        found |= {mode: BY_NEIGHBOUR for mode in _spoken_for(beside, near) if mode not in found}
        found |= dict.fromkeys(_spoken_for(inside, trigger.slice(text)), BY_TRIGGER)
    if list(found.values()).count(BY_TRIGGER) > 1 and _GENERAL in found:
        found[_GENERAL] = BY_NEIGHBOUR
    return found


def unsaid_modes(event_type: EventType, text: str, sentences: Sequence[Span]) -> frozenset[str]:
    """The modes that the sentences of an event's triggers would have named, and do not."""
    inside, beside = (_words("en", where).get(event_type, {}) for where in ("trigger", "near"))
    told = [sentence.slice(text) for sentence in sentences]
    said = {mode for words in (inside, beside) for one in told for mode in _spoken_for(words, one)}
    return _OUTSPOKEN - said


def _spoken_for(words: Words, text: str) -> list[str]:
    """The modes whose words stand in a text, but for words that are part of another mode's ("hunger strike")."""
    said = {mode: match.span() for mode, pattern in words.items() if (match := pattern.search(text))}
    return [mode for mode, span in said.items() if not any(_is_within(span, other) for other in said.values())]


def _is_within(span: tuple[int, int], other: tuple[int, int]) -> bool:
    return span != other and other[0] <= span[0] and span[1] <= other[1]


@cache
def _words(lang: str, where: str) -> Mapping[EventType, Words]:
    """What speaks for the modes of each type in one place, "trigger" or "near"."""
    tables = read_lexicon(lang, "modes")
    return {
        EventType(name): {mode: _any_of(words[where]) for mode, words in modes.items()}
        for name, modes in tables.items()
        if isinstance(modes, dict)
    }


def _any_of(beginnings: Sequence[str]) -> re.Pattern[str]:
    """Matches any of the beginnings at a word's start ("ban." the whole word); matches nothing if there is none."""
    alternatives = (
        r"\w*\s+".join(re.escape(word.rstrip(".")) + r"\b" * word.endswith(".") for word in words.split())
        for words in beginnings
    )
    return re.compile(rf"\b(?:{'|'.join(alternatives)})" if beginnings else r"(?!)", re.IGNORECASE)

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

# Added to the log-probability of a mode that a word speaks for: a word of the trigger outweighs the reader unless it is
# twenty times as sure of another. Chosen by that reasoning, not fitted; checked on the dev reports, CASE 2021 and the
# made-up stories of PLOVER.
BY_TRIGGER = 3.0
BY_NEIGHBOUR = 1.5
NEAR = 80  # characters around a trigger, within its sentence, in which a word speaks for its mode

Words = Mapping[str, tuple[re.Pattern[str], re.Pattern[str]]]


def modes_of(event_type: EventType) -> frozenset[str]:
    """The modes that an event of this type may have."""
    return frozenset(_words("en").get(event_type, ()))


def mode_evidence(
    event_type: EventType, text: str, triggers: Sequence[Span], sentences: Sequence[Span]
) -> dict[str, float]:
    """What the words of an event's triggers and around them add to the log-probability of each mode they speak for.

    `sentences` are those of the triggers, one for each.
    """
    found: dict[str, float] = {}
    for mode, (trigger_words, near_words) in _words("en").get(event_type, {}).items():
        for trigger, sentence in zip(triggers, sentences, strict=True):
            near = text[max(sentence.start, trigger.start - NEAR) : min(sentence.end, trigger.end + NEAR)]
            if trigger_words.search(trigger.slice(text)):
                found[mode] = BY_TRIGGER
            elif near_words.search(near):
                found[mode] = max(found.get(mode, 0.0), BY_NEIGHBOUR)
    return found


@cache
def _words(lang: str) -> Mapping[EventType, Words]:
    tables = read_lexicon(lang, "modes")
    return {EventType(name): _patterns(modes) for name, modes in tables.items() if isinstance(modes, dict)}


def _patterns(modes: Mapping[str, Mapping[str, Sequence[str]]]) -> Words:
    return {mode: (_any_of(words["trigger"]), _any_of(words["near"])) for mode, words in modes.items()}


def _any_of(beginnings: Sequence[str]) -> re.Pattern[str]:
    """Matches any of the beginnings at a word's start ("ban." the whole word); matches nothing if there is none."""
    alternatives = (
        r"\w*\s+".join(re.escape(word.rstrip(".")) + r"\b" * word.endswith(".") for word in words.split())
        for words in beginnings
    )
    return re.compile(rf"\b(?:{'|'.join(alternatives)})" if beginnings else r"(?!)", re.IGNORECASE)

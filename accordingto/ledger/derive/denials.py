"""Who denies an event by what he says of it: "the army has not shelled the town", "the attack is a fabrication".

No verb of denying introduces such words; as statements they assert something, but not that the event happened.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from accordingto.model import Attribution, EventMention, Span

REACH = 100  # code points of the sentence on both sides of a trigger that may say that there was nothing
_STOP = re.compile(r"[.!?;\n]\s")
# "has not bombed", "did not carry out any strikes", "was not behind a deadly attack"; a free word may stand before the
# trigger after an article ("a deadly attack").
_NEGATED = re.compile(
    r"(?:\b(?:not|never|neither)|n['’]t)\s+"
    r"(?:(?:\w+ly|been|be|being|ever|yet|also|itself)\s+)*"
    r"(?:(?:carr(?:y|ied) out|conduct(?:ed)?|launch(?:ed)?|order(?:ed)?|made?|make|take part in|taken part in|behind|"
    r"involved in|responsible for|part of|(?:any\w* )?to do with)\s+)?"
    r"(?:(?:any|a|an|the|this|that|these|those|such|its|their|his)\s+(?:\w+\s+)?)?$"
    r"|\bno\s+(?:(?:such|air|rocket|gas|chemical|artillery|russian|syrian|israeli|american|us)\s+)*$",
    re.IGNORECASE,
)
# What is only supposed, or denied to be all: "if they had not attacked", "not only shelled".
_SUPPOSED = re.compile(r"\b(?:if|unless|whether|until|why)\b|\bnot only\b", re.IGNORECASE)
_UNTRUE = re.compile(
    r"\b(?:fabricat\w+|untrue|false(?! flags?\b| alarms?\b)|fake|hoax|baseless|unfounded|groundless|fictitious|"
    r"no truth|never happened|did not happen)\b",
    re.IGNORECASE,
)
# One of these is in all that the patterns find, and looking for them takes a tenth of the time.
_NEGATIONS = ("no", "never", "neither", "n't", "n’t")
_UNTRUTHS = (
    *("fabricat", "untrue", "false", "fake", "hoax", "baseless", "unfounded", "groundless", "fictitious"),
    *("no truth", "never happened", "did not happen"),
)


def speaks_against(attribution: Attribution, mention: EventMention, text: str) -> bool:
    """Whether all that a statement says of an event is that there was none, or that it was not done."""
    told = [
        (trigger, piece) for trigger in mention.triggers for piece in attribution.content if piece.contains(trigger)
    ]
    return bool(told) and all(_is_negated(trigger, text) or _is_untrue(trigger, piece, text) for trigger, piece in told)


def _is_negated(trigger: Span, text: str) -> bool:
    before = _behind_stop(text[max(0, trigger.start - REACH) : trigger.start])
    if not _has_any(before, _NEGATIONS):
        return False
    return _NEGATED.search(before) is not None and _SUPPOSED.search(before) is None


def _behind_stop(words: str) -> str:
    """The words since the last end of a sentence."""
    stops = list(_STOP.finditer(words))
    return words[stops[-1].end() :] if stops else words


def _is_untrue(trigger: Span, piece: Span, text: str) -> bool:
    """Whether a statement calls what it says of the event untrue, in the same sentence."""
    before = _behind_stop(text[max(piece.start, trigger.start - REACH) : trigger.start])
    behind = _STOP.split(text[trigger.end : min(piece.end, trigger.end + REACH)], maxsplit=1)[0]
    around = f"{before} {behind}"
    return _has_any(around, _UNTRUTHS) and _UNTRUE.search(around) is not None


def _has_any(words: str, wanted: Iterable[str]) -> bool:
    folded = words.casefold()
    return any(piece in folded for piece in wanted)

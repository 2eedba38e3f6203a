"""What speakers say they did: "the rebels said they had shot down a helicopter".

The network leaves many of these without a doer, since no name stands beside the verb.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from accordingto.model import Actor, Attribution, Span

# From the beginning of what is said to the verb: a pronoun and what may stand between a subject and its verb.
_BESIDE = r"(?:(?:had|has|have|also|then|now|later|already|\w+ly)\s+)*"
_SUBJECT = rf"(?:that\s+)?(?:it|they)\s+{_BESIDE}"
_AUXILIARY = r"(?:(?:would|will|did|may have|might have|could have)\s+)?[\"“‘']?"
_ACTIVE = re.compile(_SUBJECT + _AUXILIARY, re.IGNORECASE)
# The same said of what is the speaker's own: "denied that its planes had bombed".
_BY_OWN = re.compile(
    r"(?:that\s+)?(?:its|their)\s+(?:own\s+|war\s*|fighter\s+|air\s+|ground\s+|special\s+|armed\s+|security\s+)*"
    r"(?:planes?|jets?|warplanes?|aircraft|helicopters?|drones?|forces?|troops|soldiers|fighters|units|army|navy|military|"
    rf"gunners|snipers|artillery|tanks|men)\s+{_BESIDE}" + _AUXILIARY,
    re.IGNORECASE,
)
_GOING_ON = re.compile(_SUBJECT + r"(?:was|were|is|are|been)\s+", re.IGNORECASE)


# What happens to its subject: who says "it had lost control of Hama" did not take the town.
_SUFFERED = re.compile(r"(?:los(?:t|e|es|ing)|suffer(?:ed|s|ing)?)\b", re.IGNORECASE)


def own_deed(triggers: Sequence[Span], holders: Sequence[Attribution | None], text: str) -> Actor | None:
    """The speaker who says that it was he who did it, by the attribution that holds each trigger; None if none does."""
    for trigger, holder in zip(triggers, holders, strict=True):
        if holder is not None and holder.author is not None and _does(trigger, min(holder.content).start, text):
            return holder.author
    return None


def _does(trigger: Span, start: int, text: str) -> bool:
    """Whether the verb at a trigger has the pronoun for its subject with which the statement starts."""
    if _SUFFERED.match(text, trigger.start):
        return False
    if _ACTIVE.fullmatch(text, start, trigger.start) or _BY_OWN.fullmatch(text, start, trigger.start):
        return True
    return trigger.slice(text).endswith("ing") and _GOING_ON.fullmatch(text, start, trigger.start) is not None

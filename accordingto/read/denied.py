"""Events that a report tells of only in the words of those who deny them: "the army denied having shelled the town".

The network takes most of them for told, since the verb itself is not negated. Of 13 such events that people annotated
nine are denied.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from accordingto.model import Attribution, EventMention, Polarity, Status

_TOLD = (Status.HAPPENED, Status.ONGOING)


def with_denials(mentions: Iterable[EventMention], attributions: Iterable[Attribution]) -> list[EventMention]:
    """The mentions, denied where nobody tells of the event but to deny it."""
    denials = {attribution.id for attribution in attributions if attribution.polarity is Polarity.DENIES}
    return [replace(m, status=Status.DENIED) if _is_only_denied(m, denials) else m for m in mentions]


def _is_only_denied(mention: EventMention, denials: set[str]) -> bool:
    if mention.own_voice or mention.status not in _TOLD:
        return False
    return bool(mention.attribution_ids) and denials.issuperset(mention.attribution_ids)

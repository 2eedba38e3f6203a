"""Which mentions of an event surely tell of it together.

Events are clustered where likeness makes it probable enough to show reports side by side. To call an event known to
two it takes more: a report of another raid that day, joined by mistake, must not corroborate this one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable

from accordingto.ledger.derive.facts import Facts, Tie
from accordingto.ledger.derive.groups import groups_of
from accordingto.model import Judgement

# Score of a pair from which its two mentions count as surely of one event. On the labelled origins .6 takes away the
# events that only mixing made known to two, and none that are; .7 takes away one in twenty of these.
SURE = 0.6


class Cores:
    """The sure ties between mentions, indexed once for all events."""

    def __init__(self, facts: Facts) -> None:
        self._tied: dict[str, list[str]] = defaultdict(list)
        for tie in facts.same_event:
            if _is_sure(tie):
                self._tied[tie.left_id].append(tie.right_id)

    def among(self, mention_ids: Collection[str]) -> list[frozenset[str]]:
        """The groups of an event's mentions that sure ties hold together, every mention in one."""
        found = groups_of(sorted(mention_ids), self._pairs(frozenset(mention_ids)))
        return [frozenset(group) for group in found]

    def _pairs(self, members: frozenset[str]) -> Iterable[tuple[str, str]]:
        return ((one, two) for one in members for two in self._tied.get(one, ()) if two in members)


def _is_sure(tie: Tie) -> bool:
    """Whether a person or a high score says that both mentions tell of one event."""
    if tie.judgement in (Judgement.NEGATIVE, Judgement.WITHDRAWN):
        return False
    return tie.judgement is Judgement.POSITIVE if tie.by_person else tie.score >= SURE

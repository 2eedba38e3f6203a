"""Mentions, attributions, articles and edges to events with their claims, origins and standing: pure, rebuilt at will.

Nothing depends on the order or the number of times records are given, so that a ledger built report by report and one
built at once agree to the last id.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from accordingto.ledger.declared import NOTHING, Declared
from accordingto.ledger.derive.claims import tellings_of
from accordingto.ledger.derive.clusters import Clustering, Mentions
from accordingto.ledger.derive.control import Control, control_of
from accordingto.ledger.derive.cores import Cores
from accordingto.ledger.derive.event import event_of
from accordingto.ledger.derive.facts import Facts, gather
from accordingto.ledger.derive.origins import origins_of
from accordingto.ledger.derive.standing import standing_of
from accordingto.ledger.derive.voices import voices_of
from accordingto.model import Article, Attribution, Edge, Event, EventMention, stable_id

__all__ = ["Control", "Derivation", "control_of", "derive"]


class Derivation:
    """Events of clusters of mentions, each derived when it is asked for.

    The facts hold everything that tells the mentions of the clusters, and all ties between two of one cluster. An
    event's id is that of its earliest known mention, so it survives later members and does not depend on when reports
    were added. What only retired reports tell (see `revisions`) is no event any more; else they count for its id and
    age alone.
    """

    def __init__(self, clusters: Sequence[Mentions], facts: Facts) -> None:
        self._facts = facts
        self._clusters = clusters
        self._cluster_of = {mention.id: members for members in clusters for mention in members}
        self._cores = Cores(facts)

    def events(self) -> tuple[Event, ...]:
        """The event of each cluster that stands, in their order."""
        derived = (self._event(members) for members in self._clusters)
        return tuple(event for event in derived if event is not None)

    def event_told_by(self, mention_id: str) -> Event | None:
        """The event that a mention tells of, None if it tells of none that stands."""
        members = self._cluster_of.get(mention_id)
        return self._event(members) if members else None

    def _event(self, told: tuple[EventMention, ...]) -> Event | None:
        facts = self._facts
        event_id = stable_id("event", told[0].id)
        members = tuple(mention for mention in told if mention.article_id not in facts.retired)
        if not members:
            return None
        voices = (voice for mention in members for voice in voices_of(mention, facts))
        tellings = tellings_of(event_id, voices, facts.declared)
        origins = origins_of(event_id, tellings, facts, self._cores.among([mention.id for mention in members]))
        standing = standing_of(members, tellings, origins, facts)
        event = event_of(event_id, members, tellings, origins, standing, facts)
        return event if members[0] is told[0] else replace(event, known_at=facts.article_of(told[0]).known_at)


def derive(
    mentions: Iterable[EventMention],
    attributions: Iterable[Attribution],
    articles: Iterable[Article],
    edges: Iterable[Edge],
    *,
    declared: Declared = NOTHING,
    retired: Mapping[str, str | None] | None = None,
) -> tuple[Event, ...]:
    """The events that the mentions tell of, in the order they became known; see `Derivation`.

    Superseded edges may be among `edges`; the live one of each pair counts. `declared` joins and names actors and gives
    their sides, for claims against interest.
    """
    facts = gather(mentions, attributions, articles, edges, declared, retired=retired)
    known_at = {article.id: article.known_at for article in facts.articles.values()}
    return Derivation(Clustering(facts.mentions, known_at, facts.same_event).clusters(), facts).events()

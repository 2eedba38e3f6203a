"""What derivation starts from, indexed once: mentions, attributions, articles and the edges that are live."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import NamedTuple, Self

from accordingto.ledger.declared import NOTHING, Declared
from accordingto.ledger.derive.groups import groups_of
from accordingto.model import Actor, Article, Attribution, Edge, EventMention, Judgement, Relation, stable_id

_Pair = tuple[Relation, str, str]
SYMMETRIC = (Relation.SAME_EVENT, Relation.SAME_ACTOR, Relation.SAME_CLAIM)


class Tie(NamedTuple):
    """What clustering takes of a judgement on two mentions, of which there are several for each mention."""

    left_id: str
    right_id: str
    judgement: Judgement
    score: float
    by_person: bool

    @classmethod
    def of(cls, edge: Edge) -> Self:
        return cls(edge.left_id, edge.right_id, edge.judgement, edge.score, edge.by_person)

    @property
    def pair(self) -> tuple[str, str]:
        """The two in an order that does not depend on which is the left one."""
        left, right = self.left_id, self.right_id
        return (left, right) if left < right else (right, left)


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """The records of one derivation by their ids; `taken` holds an article's edges to those it took text from.

    `retired` leads from reports that no longer stand to the versions that replace them, if any.
    """

    mentions: Mapping[str, EventMention]
    attributions: Mapping[str, Attribution]
    articles: Mapping[str, Article]
    same_event: tuple[Tie, ...]
    taken: Mapping[str, tuple[Edge, ...]]
    sources: Mapping[str, tuple[Edge, ...]]
    merged_actors: Mapping[str, str]
    declared: Declared = NOTHING
    retired: Mapping[str, str | None] = field(default_factory=dict)

    def standing_version(self, article_id: str) -> str | None:
        """The id of the version of a report that stands: its own, a newer one's, None if it was withdrawn."""
        return self.retired.get(article_id, article_id)

    def article_of(self, mention: EventMention) -> Article:
        return self.articles[mention.article_id]

    def resolved(self, actor: Actor) -> Actor:
        """The actor under the key that people's and machines' judgements and declarations leave it with."""
        own = self.declared.key_of(actor.key)
        key = self.merged_actors.get(own, own)
        return self.declared.known_as(actor if key == actor.key else replace(actor, key=key))


def gather(
    mentions: Iterable[EventMention],
    attributions: Iterable[Attribution],
    articles: Iterable[Article],
    edges: Iterable[Edge],
    declared: Declared = NOTHING,
    *,
    ties: Iterable[Tie] = (),
    retired: Mapping[str, str | None] | None = None,
) -> Facts:
    """Facts of the given records; mentions whose article is not given are left out, repeated records count once.

    `ties` are same-event judgements beside those among the edges, one for each pair.
    """
    by_article = {article.id: article for article in articles}
    live = live_edges(edges)
    tied = (*ties, *(Tie.of(e) for e in live if e.relation == Relation.SAME_EVENT))
    return Facts(
        mentions={m.id: m for m in mentions if m.article_id in by_article},
        attributions={a.id: a for a in attributions},
        articles=by_article,
        same_event=tied,
        taken=_by_left(e for e in live if e.relation in (Relation.COPY_OF, Relation.REVISION_OF)),
        sources=_by_left(e for e in live if e.relation == Relation.REPORTED_FROM),
        merged_actors=merged_actors(live, declared),
        declared=declared,
        retired=retired or {},
    )


def live_edges(edges: Iterable[Edge]) -> tuple[Edge, ...]:
    """One edge for each pair and relation, sorted: a person's before a machine's, then the latest decided.

    Where the latest of people's takes back what they judged, it is the machine's again.
    """
    people: dict[_Pair, Edge] = {}
    machines: dict[_Pair, Edge] = {}
    for edge in edges:
        best, key = (people if edge.by_person else machines), _pair(edge)
        if key not in best or _rank(edge) > _rank(best[key]):
            best[key] = edge
    stands = {key: edge for key, edge in people.items() if edge.judgement is not Judgement.WITHDRAWN}
    best = machines | stands
    return tuple(best[key] for key in sorted(best))


def pair_key(edge: Edge) -> str:
    """The key of the pair and relation; where the relation has no direction, the same for both orders."""
    return stable_id("pair", *_pair(edge))


def _pair(edge: Edge) -> _Pair:
    left, right = edge.left_id, edge.right_id
    if right < left and edge.relation in SYMMETRIC:
        left, right = right, left
    return (edge.relation, left, right)


def _rank(edge: Edge) -> tuple[datetime, str, str, float]:
    return (edge.decided_at, edge.decided_by, edge.judgement, edge.score)


def _by_left(edges: Iterable[Edge]) -> Mapping[str, tuple[Edge, ...]]:
    found: dict[str, list[Edge]] = defaultdict(list)
    for edge in edges:
        found[edge.left_id].append(edge)
    return {left: tuple(own) for left, own in found.items()}


def merged_actors(edges: Iterable[Edge], declared: Declared = NOTHING) -> Mapping[str, str]:
    """The key of each group of actors that positive judgements make one: a declared record's, else the least."""
    pairs = [
        (declared.key_of(edge.left_id), declared.key_of(edge.right_id))
        for edge in edges
        if edge.relation is Relation.SAME_ACTOR and edge.judgement is Judgement.POSITIVE
    ]
    keys = sorted({key for pair in pairs for key in pair}, key=lambda key: (key not in declared.actors, key))
    return {key: group[0] for group in groups_of(keys, pairs) for key in group}

"""Same-event edges between mentions of different reports."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from accordingto.link.blocking import profile_keys
from accordingto.link.profiles import MentionInContext, Profile, Profiles, profiles
from accordingto.link.scoring import POSITIVE, Weights, score_pair, trained_weights
from accordingto.model import Article, Edge, Evidence, Judgement, Method, Relation

SUGGESTED = 0.25  # worth a person's look; derivation weighs it when it forms clusters


def method(weights: Weights) -> Method:
    return Method(name="same-event", version="1", config=weights.version)


def link_mentions(
    new: Sequence[MentionInContext], candidates: Iterable[MentionInContext], *, weights: Weights | None = None
) -> tuple[Edge, ...]:
    """Same-event edges among `new` mentions and between them and `candidates`, sorted by their keys.

    Only pairs of different reports that share a block key are compared, so that the edges are the same whether reports
    come one by one or together, and in whatever order. Within one report the reader has decided.
    """
    weights = weights or trained_weights()
    candidates = list(candidates)
    articles = {c.mention.id: c.article for c in (*candidates, *new)}
    fresh = {c.mention.id: c for c in new}
    known = {c.mention.id: c for c in candidates if c.mention.id not in fresh}
    found = {p.mention.id: p for p in profiles((*fresh.values(), *known.values()))}
    pairs = compared_pairs([found[i] for i in fresh], [found[i] for i in known])
    edges = [_edge(a, b, weights, articles) for a, b in pairs]
    return tuple(edge for edge in edges if edge is not None)


def judge_mentions(
    pairs: Iterable[tuple[MentionInContext, MentionInContext]], known: Profiles, *, weights: Weights | None = None
) -> tuple[Edge, ...]:
    """Same-event edges between the mentions of each pair, in the order of the pairs; the lesser id is on the left."""
    weights = weights or trained_weights()
    found: list[Edge | None] = []
    articles: dict[str, Article] = {}
    told: dict[str, Profile] = {}
    for pair in pairs:
        for context in pair:
            if context.mention.id not in told:
                told[context.mention.id] = known.of(context)
                articles[context.mention.id] = context.article
        left, right = sorted(context.mention.id for context in pair)
        found.append(_edge(told[left], told[right], weights, articles))
    return tuple(edge for edge in found if edge is not None)


def compared_pairs(fresh: Sequence[Profile], known: Sequence[Profile]) -> list[tuple[Profile, Profile]]:
    """Pairs that share a block key and hold at least one fresh mention, the lesser id first, sorted."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    pairs: dict[tuple[str, str], tuple[Profile, Profile]] = {}
    for profile in known:
        for key in profile_keys(profile):
            blocks[key].append(profile)
    for profile in fresh:
        for key in profile_keys(profile):
            for other in blocks[key]:
                if other.article_id != profile.article_id:
                    left, right = sorted((profile, other), key=lambda p: p.mention.id)
                    pairs[left.mention.id, right.mention.id] = (left, right)
            blocks[key].append(profile)
    return [pairs[key] for key in sorted(pairs)]


def _edge(a: Profile, b: Profile, weights: Weights, articles: Mapping[str, Article]) -> Edge | None:
    score = score_pair(a, b, weights=weights)
    if score.value < SUGGESTED:
        return None
    known_at = max(articles[p.mention.id].known_at for p in (a, b))
    return Edge(
        left_id=a.mention.id,
        right_id=b.mention.id,
        relation=Relation.SAME_EVENT,
        judgement=Judgement.POSITIVE if score.value >= POSITIVE else Judgement.SUGGESTED,
        score=score.value,
        reason=score.reason,
        decided_by=f"method:{method(weights).id}",
        decided_at=known_at,
        known_at=known_at,
        evidence=(Evidence(left=a.mention.triggers[0], right=b.mention.triggers[0]),),
    )

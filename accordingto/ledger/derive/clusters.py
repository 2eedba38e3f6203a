"""Live same-event edges to clusters of mentions, by average linkage under constraints.

Whole clusters are compared, not single pairs, so that a chain of likenesses does not tie different events together.
What a person has judged is kept whatever the scores say; what cannot be one event is never joined by a machine.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from accordingto.ledger.derive.facts import Facts
from accordingto.model import Edge, EventMention, Judgement
from accordingto.model.compatible import COMPARED, cannot_be_one

JOIN = 0.4  # mean score of all pairs from which two clusters are one event; the figure from which link says so too
# A pair without an edge met in no block or scored below what linking records (0.25): weak evidence against.
NO_EDGE = 0.2
# Two mentions of one report: its reader took them for two events, and readers are mostly right.
SAME_REPORT = 0.1


@dataclass(slots=True)
class _Cluster:
    """Members under one label and, rising, their places in the order in which the mentions became known.

    `scores` of other labels are the sum over the scored pairs and their number.
    """

    members: list[EventMention]
    places: list[int]
    scores: dict[str, tuple[float, int]] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)

    def take(self, other: _Cluster) -> None:
        """Take in the members of another cluster."""
        self.members.extend(other.members)
        self.places = sorted(self.places + other.places)


def cluster(facts: Facts) -> tuple[tuple[EventMention, ...], ...]:
    """The mentions of each event, the earliest known first; clusters in the order of their earliest mention."""
    groups = [_agglomerate(component, facts) for component in _components(facts)]
    clusters = [tuple(sorted(members, key=facts.age)) for group in groups for members in group]
    return tuple(sorted(clusters, key=lambda members: facts.age(members[0])))


def ties(edge: Edge) -> bool:
    """Whether a same-event edge may make one cluster of two: a mean reaches `JOIN` only if some score does."""
    if edge.by_person:
        return edge.judgement not in (Judgement.NEGATIVE, Judgement.WITHDRAWN)
    return edge.judgement != Judgement.NEGATIVE and edge.score >= JOIN


def _components(facts: Facts) -> list[list[str]]:
    """Mentions tied by edges, at one remove or many; the others stand alone."""
    neighbours: dict[str, list[str]] = defaultdict(list)
    for edge in facts.same_event:
        if ties(edge) and _known(edge, facts):
            neighbours[edge.left_id].append(edge.right_id)
            neighbours[edge.right_id].append(edge.left_id)
    seen: set[str] = set()
    components = []
    for start in sorted(facts.mentions):
        if start in seen:
            continue
        seen.add(start)
        component, waiting = [], [start]
        while waiting:
            node = waiting.pop()
            component.append(node)
            fresh = [n for n in neighbours[node] if n not in seen]
            seen.update(fresh)
            waiting.extend(fresh)
        components.append(sorted(component))
    return components


def _known(edge: Edge, facts: Facts) -> bool:
    return edge.left_id in facts.mentions and edge.right_id in facts.mentions and edge.left_id != edge.right_id


def _agglomerate(component: Sequence[str], facts: Facts) -> list[list[EventMention]]:
    if len(component) == 1:
        return [[facts.mentions[component[0]]]]
    in_order = sorted(component, key=lambda i: facts.age(facts.mentions[i]))
    clusters = {i: _Cluster(members=[facts.mentions[i]], places=[n]) for n, i in enumerate(in_order)}
    edges = [e for e in facts.same_event if e.left_id in clusters and e.right_id in clusters]
    labels = _obey_people(clusters, edges)
    _enter_scores(clusters, labels, [e for e in edges if not e.by_person])
    _merge_best_first(clusters)
    return [c.members for _, c in sorted(clusters.items())]


def _obey_people(clusters: dict[str, _Cluster], edges: Iterable[Edge]) -> dict[str, str]:
    """Join what people judged one and part what they judged two; the label each mention now stands under."""
    labels = {label: label for label in sorted(clusters)}
    judged = [e for e in edges if e.by_person]
    for edge in judged:
        low, high = sorted((labels[edge.left_id], labels[edge.right_id]))
        if edge.judgement == Judgement.POSITIVE and low != high:
            moved = clusters.pop(high)
            clusters[low].take(moved)
            labels.update({m.id: low for m in moved.members})
    for edge in judged:
        left, right = labels[edge.left_id], labels[edge.right_id]
        if edge.judgement == Judgement.NEGATIVE and left != right:
            clusters[left].apart.add(right)
            clusters[right].apart.add(left)
    return labels


def _enter_scores(clusters: dict[str, _Cluster], labels: dict[str, str], edges: Iterable[Edge]) -> None:
    for edge in edges:
        left, right = labels[edge.left_id], labels[edge.right_id]
        if left != right:
            score = edge.score if edge.judgement != Judgement.NEGATIVE else 0.0
            for one, two in ((left, right), (right, left)):
                total, count = clusters[one].scores.get(two, (0.0, 0))
                clusters[one].scores[two] = (total + score, count + 1)


def _merge_best_first(clusters: dict[str, _Cluster]) -> None:
    """Join the best pair again and again while any reaches `JOIN`; equal means are settled by label."""
    heap = [
        _entry(clusters, left, right) for left in sorted(clusters) for right in clusters[left].scores if left < right
    ]
    heapq.heapify(heap)
    while heap and -heap[0][0] >= JOIN:
        entry = heapq.heappop(heap)
        _, left, right = entry
        if left not in clusters or right not in clusters or _entry(clusters, left, right) != entry:
            continue
        if right in clusters[left].apart or _impossible(clusters[left], clusters[right]):
            clusters[left].apart.add(right)
            clusters[right].apart.add(left)
            continue
        _merge(clusters, left, right)
        for other in sorted(clusters[left].scores):
            low, high = sorted((left, other))
            heapq.heappush(heap, _entry(clusters, low, high))


def _entry(clusters: dict[str, _Cluster], left: str, right: str) -> tuple[float, str, str]:
    return (-round(_mean(clusters[left], clusters[right], right), 9), left, right)


def _mean(one: _Cluster, two: _Cluster, label: str) -> float:
    """Mean score over the pairs of the two clusters, those without an edge included unless nobody compared them."""
    total, count = one.scores.get(label, (0.0, 0))
    articles: dict[str, int] = defaultdict(int)
    for member in one.members:
        articles[member.article_id] += 1
    together = sum(articles.get(member.article_id, 0) for member in two.members)
    pairs = max(_compared_pairs(one.places, two.places), count + together)
    return (total + SAME_REPORT * together + NO_EDGE * (pairs - count - together)) / pairs


def _compared_pairs(one: Sequence[int], two: Sequence[int]) -> int:
    """How many pairs of the two stand near enough to each other to have been compared; all in all but large events."""
    if max(one[-1], two[-1]) - min(one[0], two[0]) <= COMPARED:
        return len(one) * len(two)
    few, many = (one, two) if len(one) <= len(two) else (two, one)
    return sum(bisect_right(many, at + COMPARED) - bisect_left(many, at - COMPARED) for at in few)


def _impossible(one: _Cluster, two: _Cluster) -> bool:
    return any(cannot_be_one(a, b) for a in one.members for b in two.members)


def _merge(clusters: dict[str, _Cluster], left: str, right: str) -> None:
    gone, kept = clusters.pop(right), clusters[left]
    kept.take(gone)
    kept.scores.pop(right, None)
    kept.apart |= gone.apart
    for other, (total, count) in gone.scores.items():
        if other != left:
            before, pairs = kept.scores.get(other, (0.0, 0))
            kept.scores[other] = (before + total, pairs + count)
            clusters[other].scores.pop(right, None)
            clusters[other].scores[left] = kept.scores[other]
    for other in gone.apart:
        if other in clusters:
            clusters[other].apart.add(left)

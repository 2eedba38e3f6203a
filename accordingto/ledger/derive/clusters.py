"""Live same-event edges to clusters of mentions, by average linkage under constraints.

Whole clusters are compared, not single pairs, so that a chain of likenesses does not tie different events together.
What a person has judged is kept whatever the scores say; what cannot be one event is never joined by a machine.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, combinations, groupby

from accordingto.ledger.derive.facts import Facts, Tie
from accordingto.ledger.derive.groups import groups_of
from accordingto.model import Edge, EventMention, Judgement
from accordingto.model.compatible import COMPARED, cannot_be_one, gap_days
from accordingto.text import name_key

JOIN = 0.33  # mean score of all pairs from which two clusters are one event; the figure from which link says so too
# A pair without an edge met in no block or scored below what linking records (0.25): weak evidence against.
NO_EDGE = 0.2
# Two mentions of one report: its reader took them for two events, and readers are mostly right; the more so where they
# differ in what can be compared. Below 0, since a few pairs of one report must weigh against many of different ones.
SAME_REPORT = 0.1
TOLD_APART = -0.3
# … unless they have their dead in common: a report hardly counts so many of each of two events. Of the labelled events,
# ranges meet .912 without, .923 from .3 to .7; from 5 dead on two look-alikes more are joined.
SAME_DEAD = 0.5
MANY = 10

Mentions = tuple[EventMention, ...]
_Scored = tuple[str, str, float]  # the ids of two mentions, and how much they look like one event


class Clustering:
    """The mentions of each event, the earliest known first, found when they are asked for."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._components = _components(facts)
        self._component_of = {i: component for component in self._components for i in component.mention_ids}
        for edge in facts.same_event:
            component = self._component_of.get(edge.left_id)
            if component is not None and component is self._component_of.get(edge.right_id):
                component.edges.append(edge)
        self._cluster_of: dict[str, Mentions] = {}

    def clusters(self) -> tuple[Mentions, ...]:
        """All clusters, in the order of their earliest mention."""
        found = (members for component in self._components for members in self._parts(component))
        return tuple(sorted(found, key=lambda members: self._facts.age(members[0])))

    def cluster_of(self, mention_id: str) -> Mentions:
        """The cluster of one mention, () if the facts do not hold it."""
        if mention_id in self._component_of and mention_id not in self._cluster_of:
            parts = self._parts(self._component_of[mention_id])
            self._cluster_of |= {mention.id: members for members in parts for mention in members}
        return self._cluster_of.get(mention_id, ())

    def _parts(self, component: _Component) -> list[Mentions]:
        groups = _agglomerate(component, self._facts)
        return [tuple(sorted(members, key=self._facts.age)) for members in groups]


@dataclass(frozen=True, slots=True)
class _Component:
    """Mentions tied to each other, and all edges between two of them."""

    mention_ids: list[str]
    edges: list[Tie] = field(default_factory=list)


@dataclass(slots=True)
class _Cluster:
    """Members under one label and, rising, their places in the order in which the mentions became known.

    `scores` of other labels are the sum over the scored pairs and their number, `kinds` the numbers of what the members
    tell (see `_Kinds`).
    """

    members: list[EventMention]
    places: list[int]
    kinds: set[int]
    scores: dict[str, tuple[float, int]] = field(default_factory=dict)
    apart: set[str] = field(default_factory=set)

    def take(self, other: _Cluster) -> None:
        """Take in the members of another cluster."""
        self.members.extend(other.members)
        self.places = sorted(self.places + other.places)
        self.kinds |= other.kinds


class _Kinds:
    """What mentions tell, numbered as far as it decides whether two can be one: the tellings of an event differ little.

    So that not every pair of two clusters' mentions need be compared, which is most of what joining large ones takes.
    `cannot_be_one` may look at nothing but the type, the time and the places, their spelling aside; a test holds it.
    """

    def __init__(self) -> None:
        self._numbers: dict[object, int] = {}
        self._examples: list[EventMention] = []
        self._clashes: dict[tuple[int, int], bool] = {}

    def of(self, mention: EventMention) -> int:
        """The number of what a mention tells."""
        where = tuple((told.place, told.where_prec, told.is_within) for told in mention.places)
        number = self._numbers.setdefault((mention.type, mention.time, where), len(self._examples))
        if number == len(self._examples):
            self._examples.append(mention)
        return number

    def clash(self, one: int, other: int) -> bool:
        """Whether mentions of these numbers cannot be one."""
        if (one, other) not in self._clashes:
            self._clashes[one, other] = cannot_be_one(self._examples[one], self._examples[other]) is not None
        return self._clashes[one, other]


def ties(edge: Edge | Tie) -> bool:
    """Whether a same-event edge may make one cluster of two: a mean reaches `JOIN` only if some score does."""
    if edge.by_person:
        return edge.judgement not in (Judgement.NEGATIVE, Judgement.WITHDRAWN)
    return edge.judgement != Judgement.NEGATIVE and edge.score >= JOIN


def _components(facts: Facts) -> list[_Component]:
    """Mentions tied by edges, at one remove or many; the others stand alone. Edges are still to be entered."""
    tied = ((edge.left_id, edge.right_id) for edge in facts.same_event if ties(edge) and _known(edge, facts))
    return [_Component(group) for group in groups_of(sorted(facts.mentions), tied)]


def _known(edge: Tie, facts: Facts) -> bool:
    return edge.left_id in facts.mentions and edge.right_id in facts.mentions


def _agglomerate(component: _Component, facts: Facts) -> list[list[EventMention]]:
    if len(component.mention_ids) == 1:
        return [[facts.mentions[component.mention_ids[0]]]]
    in_order = sorted(component.mention_ids, key=lambda i: facts.age(facts.mentions[i]))
    mentions = [facts.mentions[i] for i in in_order]
    kinds = _Kinds()
    clusters = {m.id: _Cluster(members=[m], places=[n], kinds={kinds.of(m)}) for n, m in enumerate(mentions)}
    labels = _obey_people(clusters, component.edges)
    _enter_scores(clusters, labels, chain(_scored(component.edges), _scored_in_report(mentions)))
    _merge_best_first(clusters, kinds)
    return [c.members for _, c in sorted(clusters.items())]


def _obey_people(clusters: dict[str, _Cluster], edges: Iterable[Tie]) -> dict[str, str]:
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


def _scored(edges: Iterable[Tie]) -> Iterator[_Scored]:
    """The pairs that a machine judged."""
    for edge in edges:
        if not edge.by_person:
            yield edge.left_id, edge.right_id, edge.score if edge.judgement != Judgement.NEGATIVE else 0.0


def _scored_in_report(mentions: Sequence[EventMention]) -> Iterator[_Scored]:
    """The pairs of one report, which nobody compares: that its reader did not join them is all there is."""
    for _, group in groupby(sorted(mentions, key=_report), key=_report):
        for one, other in combinations(group, 2):
            yield one.id, other.id, _likeness_in_report(one, other)


def _likeness_in_report(one: EventMention, other: EventMention) -> float:
    if one.type == other.type and _have_dead_in_common(one, other) and cannot_be_one(one, other) is None:
        return SAME_DEAD
    return TOLD_APART if _told_apart(one, other) else SAME_REPORT


def _report(mention: EventMention) -> str:
    return mention.article_id


def _told_apart(one: EventMention, other: EventMention) -> bool:
    """Whether both give a place, a time or a number of killed, and not the same.

    In different reports this says less, since each is right or wrong in its own way.
    """
    return any(known(one) and known(other) and not known(one) & known(other) for known in (_places, _time, _killed))


def _places(mention: EventMention) -> frozenset[object]:
    """The names of the places: "the area" and "two villages" may be anywhere."""
    return frozenset(name_key(place.name) for place in mention.places if not place.name.islower())


def _time(mention: EventMention) -> frozenset[object]:
    return frozenset(() if mention.time is None else (mention.time,))


def _killed(mention: EventMention) -> frozenset[object]:
    return frozenset(figure.amount for figure in mention.figures if figure.unit == "killed")


def _have_dead_in_common(one: EventMention, other: EventMention) -> bool:
    """Whether both give one number of killed, `MANY` or more, and no days that are apart."""
    if one.time is not None and other.time is not None and gap_days(one.time, other.time):
        return False
    counts = ({f.amount.low or 0 for f in m.figures if f.unit == "killed"} for m in (one, other))
    return max(set.intersection(*counts), default=0) >= MANY


def _enter_scores(clusters: dict[str, _Cluster], labels: dict[str, str], pairs: Iterable[_Scored]) -> None:
    for left_id, right_id, score in pairs:
        left, right = labels[left_id], labels[right_id]
        if left != right:
            for one, two in ((left, right), (right, left)):
                total, count = clusters[one].scores.get(two, (0.0, 0))
                clusters[one].scores[two] = (total + score, count + 1)


def _merge_best_first(clusters: dict[str, _Cluster], kinds: _Kinds) -> None:
    """Join the best pair again and again while any reaches `JOIN`; equal means are settled by label."""
    means: dict[tuple[str, str], float] = {}
    heap: list[tuple[float, str, str]] = []

    def enter(left: str, right: str) -> None:
        """Note the mean of a pair of which one has changed, the lesser label first."""
        mean = round(_mean(clusters[left], clusters[right], right), 9)
        means[left, right] = mean
        if mean >= JOIN:
            heapq.heappush(heap, (-mean, left, right))

    for left in sorted(clusters):
        for right in clusters[left].scores:
            if left < right:
                enter(left, right)
    while heap:
        mean, left, right = heapq.heappop(heap)
        if left not in clusters or right not in clusters or means[left, right] != -mean:
            continue
        if right in clusters[left].apart or _impossible(clusters[left], clusters[right], kinds):
            clusters[left].apart.add(right)
            clusters[right].apart.add(left)
            continue
        _merge(clusters, left, right)
        for other in clusters[left].scores:
            enter(*((left, other) if left < other else (other, left)))


def _mean(one: _Cluster, two: _Cluster, label: str) -> float:
    """Mean score over the pairs of the two clusters, those without an edge included unless nobody compared them."""
    total, count = one.scores.get(label, (0.0, 0))
    pairs = max(_compared_pairs(one.places, two.places), count)
    return (total + NO_EDGE * (pairs - count)) / pairs


def _compared_pairs(one: Sequence[int], two: Sequence[int]) -> int:
    """How many pairs of the two stand near enough to each other to have been compared; all in all but large events."""
    if max(one[-1], two[-1]) - min(one[0], two[0]) <= COMPARED:
        return len(one) * len(two)
    few, many = (one, two) if len(one) <= len(two) else (two, one)
    return sum(bisect_right(many, at + COMPARED) - bisect_left(many, at - COMPARED) for at in few)


def _impossible(one: _Cluster, two: _Cluster, kinds: _Kinds) -> bool:
    return any(kinds.clash(a, b) for a in one.kinds for b in two.kinds)


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

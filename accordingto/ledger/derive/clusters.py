"""Live same-event edges to clusters of mentions, by average linkage under constraints.

Whole clusters are compared, not single pairs, so that a chain of likenesses does not tie different events together.
What a person has judged is kept whatever the scores say; what cannot be one event is never joined by a machine.
"""

from __future__ import annotations

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import chain, combinations, groupby
from operator import attrgetter

from accordingto.ledger.derive.facts import Tie
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
_PAIR = attrgetter("pair")


class Clustering:
    """The mentions of each event, the earliest known first, found when they are asked for.

    Give the mentions by their ids, when each of their reports became known, and one tie for each pair.
    """

    def __init__(
        self, mentions: Mapping[str, EventMention], known_at: Mapping[str, datetime], ties: Iterable[Tie]
    ) -> None:
        self._mentions = mentions
        self._ages = {i: (known_at[mention.article_id], i) for i, mention in mentions.items()}
        self._component_of = _components(mentions, ties)
        self._cluster_of: dict[str, Mentions] = {}

    def clusters(self) -> tuple[Mentions, ...]:
        """All clusters, in the order of their earliest mention."""
        return self.clusters_of(self._mentions)

    def clusters_of(self, mention_ids: Iterable[str]) -> tuple[Mentions, ...]:
        """The clusters of those of these mentions that there are, in the order of their earliest mention."""
        found = {members[0].id: members for i in mention_ids if (members := self._cluster(i))}
        return tuple(found[i] for i in sorted(found, key=self._ages.__getitem__))

    def _cluster(self, mention_id: str) -> Mentions:
        if mention_id in self._component_of and mention_id not in self._cluster_of:
            parts = self._parts(self._component_of[mention_id])
            self._cluster_of |= {mention.id: members for members in parts for mention in members}
        return self._cluster_of.get(mention_id, ())

    def _parts(self, component: _Component) -> Iterator[Mentions]:
        in_order = sorted(component.mention_ids, key=self._ages.__getitem__)
        groups = _agglomerate([self._mentions[i] for i in in_order], component)
        return (tuple(sorted(members, key=lambda mention: self._ages[mention.id])) for members in groups)


@dataclass(frozen=True, slots=True)
class _Component:
    """Mentions tied to each other, and all ties between two of them: what people judged, and what machines did."""

    mention_ids: list[str]
    judged: list[Tie] = field(default_factory=list)
    scored: list[Tie] = field(default_factory=list)


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


def _components(mentions: Mapping[str, EventMention], ties_: Iterable[Tie]) -> dict[str, _Component]:
    """By each mention those it is tied to, at one remove or many; the others stand alone."""
    among = [tie for tie in ties_ if tie.left_id in mentions and tie.right_id in mentions]
    groups = groups_of(sorted(mentions), ((tie.left_id, tie.right_id) for tie in among if ties(tie)))
    found = {i: component for component in map(_Component, groups) for i in component.mention_ids}
    for tie in among:
        component = found[tie.left_id]
        if component is found[tie.right_id]:
            (component.judged if tie.by_person else component.scored).append(tie)
    return found


def _agglomerate(in_order: Sequence[EventMention], component: _Component) -> list[list[EventMention]]:
    if len(in_order) == 1:
        return [[*in_order]]
    kinds = _Kinds()
    clusters = {m.id: _Cluster(members=[m], places=[n], kinds={kinds.of(m)}) for n, m in enumerate(in_order)}
    labels = _obey_people(clusters, sorted(component.judged, key=_PAIR))
    _enter_scores(clusters, labels, chain(_scored(component.scored), _scored_in_report(in_order)))
    _merge_best_first(clusters, kinds)
    return [c.members for _, c in sorted(clusters.items())]


def _obey_people(clusters: dict[str, _Cluster], judged: Sequence[Tie]) -> dict[str, str]:
    """Join what people judged one and part what they judged two; the label each mention now stands under."""
    labels = {label: label for label in clusters}
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


def _scored(ties_: Iterable[Tie]) -> Iterator[_Scored]:
    """The pairs that machines judged, in an order that depends on nothing else, for sums depend on theirs."""
    for tie in sorted(ties_, key=_PAIR):
        yield tie.left_id, tie.right_id, tie.score if tie.judgement != Judgement.NEGATIVE else 0.0


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

    def enter(label: str, others: Iterable[str]) -> None:
        """Note the means of the pairs of a cluster that has changed."""
        one = clusters[label]
        for other in others:
            mean = _mean(one, clusters[other], other)
            pair = (label, other) if label < other else (other, label)
            if mean >= JOIN and means.get(pair) != mean:  # else it is noted, or of no interest
                heapq.heappush(heap, (-mean, *pair))
            means[pair] = mean

    for left in sorted(clusters):
        enter(left, (right for right in clusters[left].scores if left < right))
    while heap:
        mean, left, right = heapq.heappop(heap)
        if left not in clusters or right not in clusters or means[left, right] != -mean:
            continue
        if right in clusters[left].apart or _impossible(clusters[left], clusters[right], kinds):
            clusters[left].apart.add(right)
            clusters[right].apart.add(left)
            continue
        _merge(clusters, left, right)
        enter(left, clusters[left].scores)


def _mean(one: _Cluster, two: _Cluster, label: str) -> float:
    """Mean score over the pairs of the two clusters, those without an edge included unless nobody compared them."""
    total, count = one.scores[label]
    pairs = _compared_pairs(one.places, two.places)
    missing = pairs - count if pairs > count else 0
    return round((total + NO_EDGE * missing) / (count + missing), 9)


def _compared_pairs(one: Sequence[int], two: Sequence[int]) -> int:
    """How many pairs of the two stand near enough to each other to have been compared; all in all but large events."""
    if one[-1] - two[0] <= COMPARED and two[-1] - one[0] <= COMPARED:
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

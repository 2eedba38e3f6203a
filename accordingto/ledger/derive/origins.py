"""From claims to origins: what goes back to the same knowledge, proven (high count) or possibly (low count).

High: claims are joined only where the texts prove an echo: one author, a copied passage, an agency credit, a citation.
Low: arms of one state and names that may be one body are joined too, unnamed sources and publications' own words add
nothing to what named bodies say, and neither does a report that is only probably one of this event. The truth lies
between; where both agree, it is settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from accordingto.ledger.derive.claims import Telling, tellings_of
from accordingto.ledger.derive.facts import Facts
from accordingto.ledger.derive.graph import origin_graph
from accordingto.ledger.derive.joins import Join, joined
from accordingto.ledger.derive.possible import adding_nothing, possible_joins
from accordingto.model import (
    Edge,
    EventMention,
    Judgement,
    Origin,
    OriginEdge,
    Polarity,
    stable_id,
)
from accordingto.outlets import outlet_key
from accordingto.text import name_key, name_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The origins of an event as the high count has them, the low count, and the graph that led to both."""

    origins: tuple[Origin, ...]
    low: int
    edges: tuple[OriginEdge, ...]

    @property
    def high(self) -> int:
        return len(self.origins)


def origins_of(
    event_id: str, tellings: Sequence[Telling], facts: Facts, cores: Sequence[frozenset[str]] = ()
) -> Origins:
    """Origins of an event's claims. Denials and questions support nothing and are left out.

    `cores` are the groups of mentions that surely tell of one event (none given: all do); the low count is that of one.
    """
    asserted = [t for t in tellings if t.claim.polarity == Polarity.ASSERTS]
    proven = list(_proven(asserted, facts))
    possible = list(possible_joins(asserted))
    groups = joined(len(asserted), proven)
    return Origins(
        origins=tuple(_origin(event_id, [asserted[i] for i in g], [j for j in proven if j.left in g]) for g in groups),
        low=max((_surely(part, facts) for part in _parts(event_id, asserted, facts, cores)), default=0),
        edges=(
            *origin_graph(tellings, facts),
            *_joins_as_edges(asserted, proven, kind="echo", score=1.0),
            *_joins_as_edges(asserted, possible, kind="same_state", score=0.5),
        ),
    )


def _parts(
    event_id: str, tellings: Sequence[Telling], facts: Facts, cores: Sequence[frozenset[str]]
) -> Iterator[Sequence[Telling]]:
    """The claims as each core alone tells them."""
    if len(cores) < 2:
        yield tellings
        return
    voices = [voice for telling in tellings for voice in telling.voices]
    for core in cores:
        yield tellings_of(event_id, (voice for voice in voices if voice.mention.id in core), facts.declared)


def _surely(tellings: Sequence[Telling], facts: Facts) -> int:
    """How many origins claims on one event have at the least; one, if anybody tells it at all."""
    groups = joined(len(tellings), (*_proven(tellings, facts), *possible_joins(tellings)))
    idle = adding_nothing(tellings)
    certain = sum(any(tellings[i].is_knowledge and i not in idle for i in group) for group in groups)
    return min(len(tellings), max(1, certain))


def _origin(event_id: str, tellings: Sequence[Telling], joins: Sequence[Join]) -> Origin:
    claims = [t.claim for t in tellings]
    articles = dict.fromkeys(a.article_id for c in claims for a in c.appearances)
    echoes = [
        f"{len(c.appearances)} reports give the words of {c.author.name}." for c in claims if len(c.appearances) > 1
    ]
    return Origin(
        id=stable_id("origin", event_id, claims[0].id),
        event_id=event_id,
        claim_ids=tuple(c.id for c in claims),
        article_ids=tuple(articles),
        reasons=tuple(dict.fromkeys((*echoes, *(j.reason for j in joins)))),
    )


def _proven(tellings: Sequence[Telling], facts: Facts) -> Iterator[Join]:
    """Echoes the texts prove: a named author's claim is its own body's, an unnamed one's that of who reported it."""
    by_article: dict[str, list[int]] = defaultdict(list)
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        for voice in telling.voices:
            by_article[voice.article.id].append(i)
            by_outlet[outlet_key(voice.article.publisher or "")].append(i)
    for i, telling in enumerate(tellings):
        yield from _spokespeople(i, telling, tellings)
        if telling.is_certain:
            continue
        if telling.is_own_voice:
            yield from _same_outlet(i, telling, tellings, by_outlet)
        else:
            yield from _same_people(i, telling, tellings)
        yield from _copied(i, telling, tellings, by_article, facts)


def _spokespeople(i: int, telling: Telling, tellings: Sequence[Telling]) -> Iterator[Join]:
    """The bodies a report names where it introduces the author: "Civil Rescue volunteer Omar Halabi"."""
    name = telling.claim.author.name
    own = name_tokens(name)
    described = {word for voice in telling.voices for word in name_tokens(voice.described)}
    for j, other in enumerate(tellings):
        body = name_tokens(other.claim.author.name)
        if j == i or not other.is_certain or body == own or not _is_distinctive(other.claim.author.name):
            continue
        if described.issuperset(body) or set(own).issuperset(body):
            yield Join(left=i, right=j, reason=f"A report names {name} as one of {other.claim.author.name}.")


def _is_distinctive(name: str) -> bool:
    """Whether a name inside a description means that body: "UNICEF" and "Civil Rescue" do, "Turkey" may be anyone's."""
    return len(name_tokens(name)) > 1 or (name.isupper() and len(name) > 2)


def _same_outlet(
    i: int, telling: Telling, tellings: Sequence[Telling], by_outlet: Mapping[str, Sequence[int]]
) -> Iterator[Join]:
    """What an outlet tells without a name goes back to what its own reports on the event name."""
    outlet = telling.outlet
    if not outlet:
        return
    same = [j for j, other in enumerate(tellings) if j != i and other.outlet == outlet]
    own_reports = [j for j in by_outlet.get(outlet, ()) if j != i]
    first = min((*same, *own_reports), default=None)
    if first is not None:
        known = tellings[first].claim.author.name
        yield Join(
            left=i, right=first, reason=f"{telling.claim.author.name}: known through the same outlet as {known}."
        )


def _same_people(i: int, telling: Telling, tellings: Sequence[Telling]) -> Iterator[Join]:
    """People without a name whom one outlet calls now fully, now in short: "residents of Homs" and "a resident"."""
    words = _singulars(telling)
    for j, other in enumerate(tellings[:i]):
        others = _singulars(other)
        if other.outlet == telling.outlet and not other.is_own_voice and (words <= others or others <= words):
            name = other.claim.author.name
            yield Join(left=i, right=j, reason=f"{telling.claim.author.name}: the same outlet's {name}.")


def _singulars(telling: Telling) -> set[str]:
    return {word.removesuffix("s") for word in name_tokens(telling.claim.author.name)}


def _copied(
    i: int, telling: Telling, tellings: Sequence[Telling], by_article: Mapping[str, Sequence[int]], facts: Facts
) -> Iterator[Join]:
    """What stands in a copied text goes back to the same words there, told by the same unnamed people if they are."""
    for voice in telling.voices:
        for edge in facts.taken.get(voice.article.id, ()):
            giver = facts.standing_version(edge.right_id)
            givers = [j for j in by_article.get(giver or "", ()) if j != i and giver != voice.article.id]
            if givers and covers(edge, voice.mention):
                like = min(
                    givers, key=lambda j: (not _are_named_alike(telling, tellings[j]), tellings[j].is_certain, j)
                )
                yield Join(left=i, right=like, reason=edge.reason)


def _are_named_alike(one: Telling, two: Telling) -> bool:
    return name_key(one.claim.author.name) == name_key(two.claim.author.name)


def covers(edge: Edge, mention: EventMention) -> bool:
    """Whether what one report took from another holds the telling: the whole text is a copy, or its passage is."""
    if edge.judgement == Judgement.POSITIVE:
        return True
    passages = [e.left for e in edge.evidence if e.left is not None]
    return edge.judgement == Judgement.SUGGESTED and any(p.contains(t) for p in passages for t in mention.triggers)


def _joins_as_edges(
    tellings: Sequence[Telling], joins: Iterable[Join], *, kind: str, score: float
) -> Iterator[OriginEdge]:
    for join in joins:
        yield OriginEdge(
            left_id=f"author:{tellings[join.left].claim.author.key}",
            right_id=f"author:{tellings[join.right].claim.author.key}",
            kind=kind,
            reason=join.reason,
            score=score,
        )

"""From claims to origins: what goes back to the same knowledge, proven (high count) or possibly (low count).

High: claims are joined only where the texts prove an echo: one author, a copied passage, an agency credit, a citation.
Low: arms of one state and names that may be one body are joined too, and unnamed sources and publications' own words
add nothing to what named bodies say. The truth lies between; where both agree, it is settled.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from accordingto.ledger.derive.claims import Telling
from accordingto.ledger.derive.facts import Facts
from accordingto.ledger.derive.voices import Voice
from accordingto.model import (
    Edge,
    EventMention,
    Evidence,
    Judgement,
    Origin,
    OriginEdge,
    Polarity,
    SourceKind,
    stable_id,
)
from accordingto.outlets import outlet_key
from accordingto.text import name_tokens

STATE_KINDS = (SourceKind.GOVERNMENT, SourceKind.MILITARY)


@dataclass(frozen=True, slots=True, kw_only=True)
class Origins:
    """The origins of an event as the high count has them, the low count, and the graph that led to both."""

    origins: tuple[Origin, ...]
    low: int
    edges: tuple[OriginEdge, ...]

    @property
    def high(self) -> int:
        return len(self.origins)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Join:
    left: int
    right: int
    reason: str


def origins_of(event_id: str, tellings: Sequence[Telling], facts: Facts) -> Origins:
    """Origins of an event's claims. Denials and questions support nothing and are left out."""
    asserted = [t for t in tellings if t.claim.polarity == Polarity.ASSERTS]
    proven = list(_proven(asserted, facts))
    possible = list(_possible(asserted))
    groups = _components(len(asserted), proven)
    wide = _components(len(asserted), [*proven, *possible])
    certain = sum(any(asserted[i].is_knowledge for i in group) for group in wide)
    return Origins(
        origins=tuple(_origin(event_id, [asserted[i] for i in g], [j for j in proven if j.left in g]) for g in groups),
        low=min(len(asserted), max(1, certain)),
        edges=(
            *_graph(tellings, facts),
            *_joins_as_edges(asserted, proven, kind="echo", score=1.0),
            *_joins_as_edges(asserted, possible, kind="same_state", score=0.5),
        ),
    )


def _origin(event_id: str, tellings: Sequence[Telling], joins: Sequence[_Join]) -> Origin:
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


def _components(count: int, joins: Iterable[_Join]) -> list[list[int]]:
    """Indices joined, each group in rising order, groups by their first."""
    roots = list(range(count))

    def root(i: int) -> int:
        while roots[i] != i:
            i = roots[i]
        return i

    for join in joins:
        low, high = sorted((root(join.left), root(join.right)))
        roots[high] = low
    groups: dict[int, list[int]] = defaultdict(list)
    for i in range(count):
        groups[root(i)].append(i)
    return list(groups.values())


def _proven(tellings: Sequence[Telling], facts: Facts) -> Iterator[_Join]:
    """Echoes the texts prove: a named author's claim is its own body's, an unnamed one's that of who reported it."""
    by_article: dict[str, list[int]] = defaultdict(list)
    by_outlet: dict[str, list[int]] = defaultdict(list)
    for i, telling in enumerate(tellings):
        for voice in telling.voices:
            by_article[voice.article.id].append(i)
            by_outlet[outlet_key(voice.article.publisher or "")].append(i)
    for i, telling in enumerate(tellings):
        if telling.is_certain:
            yield from _spokespeople(i, telling, tellings)
            continue
        yield from _same_outlet(i, telling, tellings, by_outlet)
        yield from _copied(i, telling, by_article, facts)


def _spokespeople(i: int, telling: Telling, tellings: Sequence[Telling]) -> Iterator[_Join]:
    """The bodies that a report names where it introduces the author: "Civil Rescue volunteer Omar Halabi"."""
    own = set(name_tokens(telling.claim.author.name))
    described = {word for voice in telling.voices for word in name_tokens(voice.described)} - own
    for j, other in enumerate(tellings):
        body = name_tokens(other.claim.author.name)
        if j != i and other.is_certain and body and described.issuperset(body):
            names = (telling.claim.author.name, other.claim.author.name)
            yield _Join(left=i, right=j, reason=f"A report names {names[0]} as one of {names[1]}.")


def _same_outlet(
    i: int, telling: Telling, tellings: Sequence[Telling], by_outlet: Mapping[str, Sequence[int]]
) -> Iterator[_Join]:
    """What an outlet tells without a name goes back to what its own reports on the event name."""
    outlet = telling.outlet
    if not outlet:
        return
    same = [j for j, other in enumerate(tellings) if j != i and other.outlet == outlet]
    own_reports = [j for j in by_outlet.get(outlet, ()) if j != i]
    first = min((*same, *own_reports), default=None)
    if first is not None:
        known = tellings[first].claim.author.name
        yield _Join(
            left=i, right=first, reason=f"{telling.claim.author.name}: known through the same outlet as {known}."
        )


def _copied(i: int, telling: Telling, by_article: Mapping[str, Sequence[int]], facts: Facts) -> Iterator[_Join]:
    for voice in telling.voices:
        for edge in facts.taken.get(voice.article.id, ()):
            givers = [j for j in by_article.get(edge.right_id, ()) if j != i]
            if givers and covers(edge, voice.mention):
                yield _Join(left=i, right=min(givers), reason=edge.reason)


def covers(edge: Edge, mention: EventMention) -> bool:
    """Whether what one report took from another holds the telling: the whole text is a copy, or its passage is."""
    if edge.judgement == Judgement.POSITIVE:
        return True
    passages = [e.left for e in edge.evidence if e.left is not None]
    return edge.judgement == Judgement.SUGGESTED and any(p.contains(t) for p in passages for t in mention.triggers)


def _possible(tellings: Sequence[Telling]) -> Iterator[_Join]:
    """Authors who may share their knowledge though no text says so."""
    for i, j in combinations(range(len(tellings)), 2):
        one, two = tellings[i], tellings[j]
        country = _state(one)
        if country and country == _state(two):
            yield _Join(left=i, right=j, reason="Both are arms of one state.")
        elif one.is_certain and two.is_certain and _may_be_one(one, two):
            yield _Join(left=i, right=j, reason="The two names may stand for one body.")


def _state(telling: Telling) -> str | None:
    """The country whose state speaks, through an office or through media it owns."""
    author = telling.claim.author
    if telling.is_certain and author.kind in STATE_KINDS:
        return author.country
    owned = not telling.is_certain and author.kind in (SourceKind.MEDIA, SourceKind.AGENCY)
    return author.country if owned else None


def _may_be_one(one: Telling, two: Telling) -> bool:
    """One name is part of the other ("the Observatory") or its initials."""
    left, right = name_tokens(one.claim.author.name), name_tokens(two.claim.author.name)
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    return left == (_initials(right),) or right == (_initials(left),)


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "for", "and", "in", "on"))


def _graph(tellings: Sequence[Telling], facts: Facts) -> Iterator[OriginEdge]:
    """The origin graph: which report gives whose words, heard through whom, and which took its text from which."""
    members = {voice.article.id for telling in tellings for voice in telling.voices}
    seen: set[tuple[str, str, str]] = set()
    steps = (*(e for t in tellings for v in t.voices for e in _voice_edges(v, t, facts)), *_copy_edges(members, facts))
    for step in steps:
        if (step.left_id, step.right_id, step.kind) not in seen:
            seen.add((step.left_id, step.right_id, step.kind))
            yield step


def _voice_edges(voice: Voice, telling: Telling, facts: Facts) -> Iterator[OriginEdge]:
    report, author = f"article:{voice.article.id}", telling.claim.author
    if not voice.chain:
        yield OriginEdge(
            left_id=report,
            right_id=f"author:{author.key}",
            kind="own_voice",
            reason=f"{author.name} tells it without naming a source.",
        )
    for inner in voice.chain[:1]:
        yield OriginEdge(
            left_id=report,
            right_id=f"author:{author.key}",
            kind="says",
            reason=f"The report gives the words of {author.name}.",
            score=inner.score,
            evidence=tuple(Evidence(left=span, right=None) for span in (*inner.source, *inner.cue)),
        )
    heard = {f"publisher:{name}" for name in _heard_through(voice)}
    for edge in facts.sources.get(voice.article.id, ()):
        whole = edge.judgement == Judgement.POSITIVE and not voice.chain
        if edge.right_id in heard or (whole and edge.right_id == f"publisher:{voice.outlet}"):
            kind = "drew_on" if voice.chain else "agency_credit"
            yield OriginEdge(
                left_id=report,
                right_id=edge.right_id,
                kind=kind,
                reason=edge.reason,
                score=edge.score,
                evidence=edge.evidence,
            )


def _heard_through(voice: Voice) -> Iterator[str]:
    """Keys of the outlets a telling passed on its way into the report."""
    for depth, attribution in enumerate(voice.chain):
        if attribution.channel:
            yield outlet_key(attribution.channel)
        is_outlet = attribution.author and attribution.author.kind in (SourceKind.MEDIA, SourceKind.AGENCY)
        if attribution.author and is_outlet and (depth or voice.outlet):
            yield outlet_key(attribution.author.name)


def _copy_edges(members: set[str], facts: Facts) -> Iterator[OriginEdge]:
    for article_id in sorted(members):
        for edge in facts.taken.get(article_id, ()):
            if edge.right_id in members and edge.judgement in (Judgement.POSITIVE, Judgement.SUGGESTED):
                yield OriginEdge(
                    left_id=f"article:{edge.left_id}",
                    right_id=f"article:{edge.right_id}",
                    kind="copy",
                    reason=edge.reason,
                    score=edge.score,
                    evidence=edge.evidence,
                )


def _joins_as_edges(
    tellings: Sequence[Telling], joins: Iterable[_Join], *, kind: str, score: float
) -> Iterator[OriginEdge]:
    for join in joins:
        yield OriginEdge(
            left_id=f"author:{tellings[join.left].claim.author.key}",
            right_id=f"author:{tellings[join.right].claim.author.key}",
            kind=kind,
            reason=join.reason,
            score=score,
        )

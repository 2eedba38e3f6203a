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
from accordingto.ledger.derive.graph import origin_graph
from accordingto.model import (
    Actor,
    Edge,
    EventMention,
    Judgement,
    Origin,
    OriginEdge,
    Polarity,
    SourceKind,
    stable_id,
)
from accordingto.outlets import outlet_key
from accordingto.text import name_key, name_tokens

UNAFFILIATED = frozenset((SourceKind.INDIVIDUAL, SourceKind.WITNESS, None))
NAME_PARTICLES = frozenset("al el bin ibn abu abdel van von de".split())
BODY_WORDS = frozenset(
    "army ministry council group party coalition command committee network observatory monitor agency union forces "
    "force front movement government state states nations office organisation organization defence defense police "
    "watch watchdog crescent cross society administration house parliament court centre center association institute "
    "brigade brigades islamic syrian russian turkish iranian israeli american british french ukrainian united".split()
)
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
    speakers = {i for i, telling in enumerate(asserted) if any(_may_speak_for(telling, t) for t in asserted)}
    certain = sum(any(asserted[i].is_knowledge and i not in speakers for i in group) for group in wide)
    return Origins(
        origins=tuple(_origin(event_id, [asserted[i] for i in g], [j for j in proven if j.left in g]) for g in groups),
        low=min(len(asserted), max(1, certain)),
        edges=(
            *origin_graph(tellings, facts),
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
        yield from _spokespeople(i, telling, tellings)
        if telling.is_certain:
            continue
        if telling.is_own_voice:
            yield from _same_outlet(i, telling, tellings, by_outlet)
        else:
            yield from _same_people(i, telling, tellings)
        yield from _copied(i, telling, tellings, by_article, facts)


def _spokespeople(i: int, telling: Telling, tellings: Sequence[Telling]) -> Iterator[_Join]:
    """The bodies a report names where it introduces the author: "Civil Rescue volunteer Omar Halabi"."""
    name = telling.claim.author.name
    own = name_tokens(name)
    described = {word for voice in telling.voices for word in name_tokens(voice.described)}
    for j, other in enumerate(tellings):
        body = name_tokens(other.claim.author.name)
        if j == i or not other.is_certain or body == own or not _is_distinctive(other.claim.author.name):
            continue
        if described.issuperset(body) or set(own).issuperset(body):
            yield _Join(left=i, right=j, reason=f"A report names {name} as one of {other.claim.author.name}.")


def _is_distinctive(name: str) -> bool:
    """Whether a name inside a description means that body: "UNICEF" and "Civil Rescue" do, "Turkey" may be anyone's."""
    return len(name_tokens(name)) > 1 or (name.isupper() and len(name) > 2)


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


def _same_people(i: int, telling: Telling, tellings: Sequence[Telling]) -> Iterator[_Join]:
    """People without a name whom one outlet calls now fully, now in short: "residents of Homs" and "a resident"."""
    words = _singulars(telling)
    for j, other in enumerate(tellings[:i]):
        others = _singulars(other)
        if other.outlet == telling.outlet and not other.is_own_voice and (words <= others or others <= words):
            name = other.claim.author.name
            yield _Join(left=i, right=j, reason=f"{telling.claim.author.name}: the same outlet's {name}.")


def _singulars(telling: Telling) -> set[str]:
    return {word.removesuffix("s") for word in name_tokens(telling.claim.author.name)}


def _copied(
    i: int, telling: Telling, tellings: Sequence[Telling], by_article: Mapping[str, Sequence[int]], facts: Facts
) -> Iterator[_Join]:
    """What stands in a copied text goes back to the same words there, told by the same unnamed people if they are."""
    for voice in telling.voices:
        for edge in facts.taken.get(voice.article.id, ()):
            giver = facts.standing_version(edge.right_id)
            givers = [j for j in by_article.get(giver or "", ()) if j != i and giver != voice.article.id]
            if givers and covers(edge, voice.mention):
                like = min(
                    givers, key=lambda j: (not _are_named_alike(telling, tellings[j]), tellings[j].is_certain, j)
                )
                yield _Join(left=i, right=like, reason=edge.reason)


def _are_named_alike(one: Telling, two: Telling) -> bool:
    return name_key(one.claim.author.name) == name_key(two.claim.author.name)


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
    return author.country if author.kind in (SourceKind.MEDIA, SourceKind.AGENCY) else None


def _may_be_one(one: Telling, two: Telling) -> bool:
    """One name is part of the other ("the Observatory") or its initials."""
    left, right = name_tokens(one.claim.author.name), name_tokens(two.claim.author.name)
    if set(left) <= set(right) or set(right) <= set(left):
        return True
    return left == (_initials(right),) or right == (_initials(left),)


def _may_speak_for(one: Telling, two: Telling) -> bool:
    """One is a person whose body no report names, and the other a body or person in the same report that it may be of.

    Such a person adds nothing to the low count; of two persons, one does.
    """
    if one is two or not (one.is_certain and two.is_certain and _is_person(one.claim.author)):
        return False
    if _is_person(two.claim.author) and one.claim.id < two.claim.id:
        return False
    person, body = one.claim.author, two.claim.author
    reports = [{voice.article.id for voice in telling.voices} for telling in (one, two)]
    same_kind = person.kind == body.kind or person.kind in UNAFFILIATED
    same_country = None in (person.country, body.country) or person.country == body.country
    return bool(reports[0] & reports[1]) and same_kind and same_country


def _is_person(author: Actor) -> bool:
    """Whether the name reads like a person's: two to four capitalised words, none of them of a body."""
    words = author.name.split()
    capitalised = all(word[:1].isupper() or word.lower() in NAME_PARTICLES for word in words)
    return 2 <= len(words) <= 4 and capitalised and not BODY_WORDS.intersection(name_tokens(author.name))


def _initials(words: Sequence[str]) -> str:
    return "".join(word[0] for word in words if word not in ("of", "for", "and", "in", "on"))


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

"""What an event is, as the best supported of its mentions tell it: every origin has one vote, however often echoed."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import replace
from typing import TypeVar

from accordingto.ledger.derive.claims import Telling
from accordingto.ledger.derive.facts import Facts
from accordingto.ledger.derive.gains import any_rivals, gainer_of
from accordingto.ledger.derive.names import fullest
from accordingto.ledger.derive.origins import Origins
from accordingto.ledger.filters import place_key
from accordingto.model import (
    Actor,
    Claim,
    ControlChange,
    Event,
    EventMention,
    EventPlace,
    Figure,
    Polarity,
    Standing,
    TimeRange,
    WherePrecision,
)
from accordingto.text import name_key

Value = TypeVar("Value", bound=Hashable)


def event_of(
    event_id: str,
    mentions: Sequence[EventMention],
    tellings: Sequence[Telling],
    origins: Origins,
    standing: Standing,
    facts: Facts,
) -> Event:
    """The event record of a cluster of mentions, the earliest known first."""
    votes = _ballots(mentions, tellings, origins)
    claims = tuple(t.claim for t in tellings)
    articles = [facts.article_of(m) for m in mentions]
    kind = elect(votes, lambda m: [m.type])[0]
    return Event(
        id=event_id,
        mention_ids=tuple(m.id for m in mentions),
        type=kind,
        # Modes are a type's own: who tells of another type says nothing of how this was done.
        mode=next(iter(elect(votes, lambda m: [m.mode] if m.mode and m.type is kind else [])), None),
        status=elect(votes, lambda m: [m.status])[0],
        places=_places(votes),
        time=_time(votes),
        agents=_actors(votes, lambda m: m.agents),
        recipients=_actors(votes, lambda m: m.recipients),
        figures=_figures(claims),
        weapons=tuple(_spelled(votes, lambda m: m.weapons)),
        control=_control(votes, facts),
        claims=claims,
        origins=origins.origins,
        standing=standing,
        known_at=min(a.known_at for a in articles),
        tags=tuple(sorted({tag for article in articles for tag in article.tags})),
        origin_edges=origins.edges,
    )


Ballots = Sequence[Sequence[EventMention]]


def _ballots(mentions: Sequence[EventMention], tellings: Sequence[Telling], origins: Origins) -> Ballots:
    """The mentions of each origin, those that only deny or ask last as one more voter if there is no other."""
    by_claim = {t.claim.id: [v.mention for v in t.voices] for t in tellings}
    ballots = [[m for claim_id in origin.claim_ids for m in by_claim[claim_id]] for origin in origins.origins]
    return ballots or [list(mentions)]


def elect(ballots: Ballots, values: Callable[[EventMention], Iterable[Value]]) -> list[Value]:
    """Values by the share of each origin's mentions that tell them, summed; ties go to what was told first."""
    votes: dict[Value, float] = {}
    for ballot in ballots:
        told: dict[Value, int] = {}  # plain: a Counter for every field of every event takes most of the time here
        for mention in ballot:
            for value in dict.fromkeys(values(mention)):
                told[value] = told.get(value, 0) + 1
        for value, count in told.items():
            votes[value] = votes.get(value, 0.0) + count / len(ballot)
    if len(votes) < 2:
        return list(votes)
    order = {value: i for i, value in enumerate(votes)}
    return sorted(votes, key=lambda value: (-round(votes[value], 6), order[value]))


def _places(ballots: Ballots) -> tuple[EventPlace, ...]:
    """The places told, the best supported first; one that another report tells more finely is left to that one."""
    tellings: dict[str, EventPlace] = {}
    for ballot in ballots:
        for mention in ballot:
            for place in mention.places:
                best = tellings.setdefault(place_key(place), place)
                if _precision(place) < _precision(best):
                    tellings[place_key(place)] = place
    ranked = elect(ballots, lambda m: [place_key(p) for p in m.places])
    kept = [tellings[key] for key in ranked if not _is_coarser(tellings[key], tellings.values())]
    return tuple(replace(place, span=None) for place in kept)


def _precision(place: EventPlace) -> int:
    return int(place.where_prec or WherePrecision.VAGUE)


def _is_coarser(place: EventPlace, others: Iterable[EventPlace]) -> bool:
    """Whether another telling names a finer place of the same country: "Aleppo province" beside "Aleppo"."""
    return (
        place.is_settled
        and place.place is not None
        and _precision(place) > WherePrecision.ADM2
        and any(
            other.place is not None
            and _precision(other) < _precision(place)
            and other.place.country == place.place.country
            for other in others
        )
    )


def _time(ballots: Ballots) -> TimeRange | None:
    """The days all tellings allow; where they cannot all be right, the best supported one's."""
    ranked = elect(ballots, lambda m: [m.time] if m.time else [])
    if not ranked:
        return None
    common = ranked[0]
    for other in ranked[1:]:
        common = _intersection(common, other) or common
    return common


def _intersection(a: TimeRange, b: TimeRange) -> TimeRange | None:
    start = max((day for day in (a.start, b.start) if day), default=None)
    end = min((day for day in (a.end, b.end) if day), default=None)
    if start is not None and end is not None and start > end:
        return None
    return TimeRange(start=start, end=end, precision=min(a.precision, b.precision))


def _actors(ballots: Ballots, role: Callable[[EventMention], Sequence[Actor]]) -> tuple[Actor, ...]:
    """The actors told in a role, the best supported first, each under its fullest name."""
    told: dict[str, list[Actor]] = {}
    for ballot in ballots:
        for mention in ballot:
            for actor in role(mention):
                told.setdefault(actor.key, []).append(actor)
    ranked = elect(ballots, lambda m: [actor.key for actor in role(m)])
    return tuple(replace(fullest(told[key]), span=None) for key in ranked)


def _spelled(ballots: Ballots, names: Callable[[EventMention], Sequence[str]]) -> list[str]:
    """Names told, each in its first spelling, the best supported first."""
    spelling: dict[str, str] = {}
    for ballot in ballots:
        for mention in ballot:
            for name in names(mention):
                spelling.setdefault(name_key(name), name)
    return [spelling[key] for key in elect(ballots, lambda m: [name_key(name) for name in names(m)])]


def _control(ballots: Ballots, facts: Facts) -> ControlChange | None:
    """Who gained control by the most origins; contested where a rival is named too or a text says so."""
    told = [m.control for ballot in ballots for m in ballot if m.control]
    if not told:
        return None
    gainers: dict[str, list[Actor]] = {}
    for mention in (m for ballot in ballots for m in ballot):
        gainer = gainer_of(mention.control, mention.agents)
        if gainer is not None:
            gainers.setdefault(facts.resolved(gainer).key, []).append(gainer)
    gains = elect(ballots, lambda m: [facts.resolved(g).key for g in (gainer_of(m.control, m.agents),) if g])
    rivals = any_rivals(facts.resolved(found[0]) for found in gainers.values())
    contested = rivals or any(change.contested for change in told)
    return ControlChange(to=fullest(gainers[gains[0]]).name if gains else None, contested=contested)


def _figures(claims: Sequence[Claim]) -> tuple[Figure, ...]:
    """Every asserting author's last figures, in the order of the claims."""
    return tuple(figure for claim in claims if claim.polarity == Polarity.ASSERTS for figure in claim.figures)

"""From statements and claims to those who make them: one summary for each author."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple, TypeVar

from accordingto.ledger.derive.facts import Facts
from accordingto.ledger.derive.names import fullest
from accordingto.ledger.derive.voices import speakers_of
from accordingto.model import Actor, Claim, SourceKind

T = TypeVar("T")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceSummary:
    """What one author says in a view: how many statements, in how many reports, on how many events.

    `side` and `reliability` are what people declare, None if nothing; `admissions` counts claims against interest.
    """

    key: str
    name: str
    kind: SourceKind | None
    country: str | None
    attributions: int
    reports: int
    claims: int
    events: int
    first_known_at: datetime
    last_known_at: datetime
    side: str | None = None
    reliability: str | None = None
    admissions: int = 0


class _Statement(NamedTuple):
    author: Actor
    article_id: str


def sources_of(facts: Facts, claims: Iterable[Claim]) -> tuple[SourceSummary, ...]:
    """Who says something, publications in their own voice included; those in most reports first.

    A statement counts for whom its claims would count for: unnamed people for the outlet that heard them.
    """
    said: dict[str, list[_Statement]] = defaultdict(list)
    for attribution in facts.attributions.values():
        if attribution.is_speech and attribution.article_id in facts.articles:
            for author in speakers_of(attribution, facts):
                said[author.key].append(_Statement(author, attribution.article_id))
    claimed: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        claimed[claim.author.key].append(claim)
    found = [_summary(key, said[key], claimed[key], facts) for key in {*said, *claimed}]
    return tuple(sorted(found, key=lambda source: (-source.reports, -source.attributions, source.key)))


def _summary(key: str, said: Sequence[_Statement], claims: Sequence[Claim], facts: Facts) -> SourceSummary:
    authors = [statement.author for statement in said] + [claim.author for claim in claims]
    told_in = {s.article_id for s in said} | {told.article_id for claim in claims for told in claim.appearances}
    source = facts.declared.known_as(
        Actor(
            name=fullest(authors).name,
            key=key,
            kind=_commonest(author.kind for author in authors),
            country=_commonest(author.country for author in authors),
        )
    )
    moments = [facts.articles[article_id].known_at for article_id in told_in]
    return SourceSummary(
        key=source.key,
        name=source.name,
        kind=source.kind,
        country=source.country,
        attributions=len(said),
        reports=len(told_in),
        claims=len(claims),
        events=len({claim.event_id for claim in claims}),
        first_known_at=min(moments),
        last_known_at=max(moments),
        side=facts.declared.side_of(source),
        reliability=facts.declared.reliability_of(source),
        admissions=sum(claim.against_interest is not None for claim in claims),
    )


def _commonest(values: Iterable[T | None]) -> T | None:
    """The value met most often, the first of equals; None if none is known."""
    counted = Counter(value for value in values if value is not None)
    return max(counted, key=lambda value: counted[value], default=None)

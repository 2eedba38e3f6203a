"""Who says what: the list of sources, and a page for each with its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accordingto.ledger.derive.sources import SourceSummary
from accordingto.model import Claim, Event, Polarity
from accordingto.publish.pages.cards import Cards, ClaimCard, EventCard, claim_card, kind_name, source_id
from accordingto.publish.situation import Situation
from accordingto.publish.wording import day, mark_of, one_line


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source in the list, with counts of its claims.

    `alone`: nobody else speaks of the event; `leading`: known before anybody else's claim on it; `echoed`: carried by
    more than one report; `contested`: the event is disputed or denied; `admissions`: against the source's own side.
    """

    id: str
    name: str
    kind: str
    country: str
    statements: int
    reports: int
    claims: int
    events: int
    alone: int
    leading: int
    echoed: int
    contested: int
    admissions: int
    side: str
    reliability: str
    denials: int
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One source and what it says of each event."""

    row: SourceRow
    claims: tuple[tuple[EventCard, ClaimCard], ...]


def source_rows(situation: Situation) -> tuple[SourceRow, ...]:
    claims = _claims_by_author(situation)
    return tuple(_row(summary, claims.get(summary.key, ())) for summary in situation.sources)


def source_pages(situation: Situation, cards: Cards) -> dict[str, SourcePage]:
    """Page id to page."""
    claims = _claims_by_author(situation)
    return {
        row.id: SourcePage(
            row=row,
            claims=tuple(
                (cards[event.id], claim_card(situation, claim)) for event, claim in claims.get(summary.key, ())
            ),
        )
        for summary, row in zip(situation.sources, source_rows(situation), strict=True)
    }


def _claims_by_author(situation: Situation) -> Mapping[str, Sequence[tuple[Event, Claim]]]:
    found: defaultdict[str, list[tuple[Event, Claim]]] = defaultdict(list)
    for event in situation.events:
        for claim in event.claims:
            found[claim.author.key].append((event, claim))
    return found


def _row(summary: SourceSummary, claims: Sequence[tuple[Event, Claim]]) -> SourceRow:
    return SourceRow(
        id=source_id(summary.key),
        name=one_line(summary.name) or "An unnamed source",
        kind=kind_name(summary.kind),
        country=summary.country or "",
        statements=summary.attributions,
        reports=summary.reports,
        claims=summary.claims,
        events=summary.events,
        alone=sum(all(c.author.key == summary.key for c in event.claims) for event, _ in claims),
        leading=sum(_is_first(event, claim) for event, claim in claims),
        echoed=sum(len({told.article_id for told in claim.appearances}) > 1 for _, claim in claims),
        admissions=summary.admissions,
        side=one_line(summary.side or ""),
        reliability=summary.reliability or "",
        contested=sum(mark_of(event.standing) in ("disputed", "denied") for event, _ in claims),
        denials=sum(claim.polarity is Polarity.DENIES for _, claim in claims),
        first=day(summary.first_known_at),
        last=day(summary.last_known_at),
    )


def _is_first(event: Event, claim: Claim) -> bool:
    """Whether others speak of the event too, and all of them later."""
    others = [other.known_at for other in event.claims if other.author.key != claim.author.key]
    return bool(others) and claim.known_at < min(others)

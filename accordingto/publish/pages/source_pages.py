"""Who says what: the list of sources, and a page for each with its claims."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accordingto.ledger.declared import UNNAMED_PREFIX
from accordingto.ledger.derive.sources import SourceSummary
from accordingto.model import Claim, Event, Polarity
from accordingto.outlets import outlet_key, outlets
from accordingto.publish.pages.cards import Cards, ClaimCard, EventCard, claim_card, kind_name, source_id
from accordingto.publish.situation import Situation, latest_first, outlet
from accordingto.publish.wording import capitalized, day, mark_of, one_line

MOST_LISTED = 100  # claims on one page, two screens for every five; the first page filters the rest


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceRow:
    """One source in the list, with counts of its claims.

    `alone`: nobody else speaks of the event; `leading`: known before anybody else's claim on it; `echoed`: carried by
    more than one report; `contested`: the event is disputed or denied; `admissions`: against the source's own side.
    `heard_by` is the outlet that speaks of an unnamed source: "officials" of two outlets are two.
    """

    id: str
    name: str
    heard_by: str
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

    @property
    def in_short(self) -> str:
        """Kind, side and reliability on one line, for screens too narrow for a column of each."""
        rated = f"reliability {self.reliability}" if self.reliability else ""
        return " · ".join(word for word in (self.kind, self.side, rated) if word)

    @property
    def counts_in_short(self) -> str:
        """What is counted of its claims on one line, without what is nought."""
        counts = (
            (self.alone, "alone"),
            (self.leading, "first"),
            (self.echoed, "echoed"),
            (self.contested, "contested"),
            (self.admissions, "against interest"),
        )
        return " · ".join(f"{number:,}\N{NO-BREAK SPACE}{word}" for number, word in counts if number)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourcePage:
    """One source and what it says of each event, the latest first; `more` are listed on the first page alone.

    `called` is its name in the filters there."""

    row: SourceRow
    called: str
    claims: tuple[tuple[EventCard, ClaimCard], ...]
    more: int


def source_rows(situation: Situation) -> tuple[SourceRow, ...]:
    claims = _claims_by_author(situation)
    names = {outlet_key(name): name for article in situation.articles.values() if (name := outlet(article))}
    return tuple(_row(summary, claims.get(summary.key, ()), names) for summary in situation.sources)


def source_pages(situation: Situation, cards: Cards, *, most: int = MOST_LISTED) -> dict[str, SourcePage]:
    """Page id to page, which lists `most` claims."""
    told = _claims_by_author(situation)
    pages = {}
    for summary, row in zip(situation.sources, source_rows(situation), strict=True):
        person = situation.people.get(summary.key)
        latest = sorted(told.get(summary.key, ()), key=lambda found: latest_first(found[0]))
        pages[row.id] = SourcePage(
            row=row,
            called=person.name if person else row.name,
            claims=tuple((cards[event.id], claim_card(situation, claim)) for event, claim in latest[:most]),
            more=len(latest[most:]),
        )
    return pages


def _claims_by_author(situation: Situation) -> Mapping[str, Sequence[tuple[Event, Claim]]]:
    found: defaultdict[str, list[tuple[Event, Claim]]] = defaultdict(list)
    for event in situation.events:
        for claim in event.claims:
            found[claim.author.key].append((event, claim))
    return found


def _row(summary: SourceSummary, claims: Sequence[tuple[Event, Claim]], outlet_names: Mapping[str, str]) -> SourceRow:
    return SourceRow(
        id=source_id(summary.key),
        name=one_line(summary.name) or "An unnamed source",
        heard_by=_heard_by(summary.key, outlet_names),
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


def _heard_by(key: str, outlet_names: Mapping[str, str]) -> str:
    """The outlet in an unnamed source's key, as its reports call it; "" for whoever has a name."""
    if not key.startswith(UNNAMED_PREFIX):
        return ""
    heard_by = key.removeprefix(UNNAMED_PREFIX).rpartition(":")[0]
    known = outlets().get(heard_by)
    return known.name if known else outlet_names.get(heard_by) or capitalized(one_line(heard_by))


def _is_first(event: Event, claim: Claim) -> bool:
    """Whether others speak of the event too, and all of them later."""
    others = [other.known_at for other in event.claims if other.author.key != claim.author.key]
    return bool(others) and claim.known_at < min(others)

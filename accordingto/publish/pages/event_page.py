"""The page of one event: what is claimed, by whom, in which words, and how many of them really know."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accordingto.model import Claim, Edge, Event, Judgement, Origin, Polarity, Relation, Span
from accordingto.publish.feeds import tag_id
from accordingto.publish.pages.cards import AUTHORS_SHOWN, ClaimCard, EventCard, author_name, claim_card
from accordingto.publish.pages.history import Addition, history
from accordingto.publish.pages.origin_graph import OriginGraph, origin_graph
from accordingto.publish.phrases import place_names
from accordingto.publish.quotes import QUOTE_CHARS, quotable
from accordingto.publish.situation import Situation, outlet, title
from accordingto.publish.wording import (
    CREDIBILITY,
    amount,
    capitalized,
    joined,
    one_line,
    shortened,
)

LINKS = {  # the others are steps of the origin graph
    Relation.REVISION_OF: "is a later version of",
    Relation.SAME_EVENT: "tells the same event as",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginCard:
    """Claims that go back to one knowledge, the reports they stand in, and why they were joined."""

    number: int
    authors: str
    reports: tuple[tuple[str, str, str], ...]
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkCard:
    """One judgement behind the count of origins, with the words on both sides."""

    left: str
    left_id: str
    relation: str
    right: str
    right_id: str | None
    reason: str
    passages: tuple[tuple[str, str], ...]
    decided_by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FigureRow:
    """What one author says of a number."""

    unit: str
    author: str
    amount: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPage:
    """Everything an event's page shows; each of `tags` with the name of its feed."""

    card: EventCard
    standing: str
    credibility: str
    facts: tuple[tuple[str, str], ...]
    claims: tuple[ClaimCard, ...]
    figures: tuple[FigureRow, ...]
    origins: tuple[OriginCard, ...]
    links: tuple[LinkCard, ...]
    graph: OriginGraph
    history: tuple[Addition, ...]
    tags: tuple[tuple[str, str], ...]

    @property
    def has_files(self) -> bool:
        """Whether the event has downloads of its own: of one telling the page itself holds all there is."""
        return sum(len(claim.told) for claim in self.claims) > 1


def event_page(situation: Situation, card: EventCard, event: Event) -> EventPage:
    standing = event.standing
    return EventPage(
        card=card,
        standing=_standing(card, event),
        credibility=f"{standing.credibility} of 6, {CREDIBILITY.get(standing.credibility, 'not rated')}",
        facts=_facts(event),
        claims=tuple(claim_card(situation, claim) for claim in event.claims),
        figures=_figure_rows(event.claims),
        origins=tuple(_origin(situation, event, i, origin) for i, origin in enumerate(event.origins, 1)),
        links=_links(situation, event),
        graph=origin_graph(situation, event),
        history=history(situation, event),
        tags=tuple((one_line(tag), tag_id(tag)) for tag in event.tags),
    )


def _standing(card: EventCard, event: Event) -> str:
    """Who says so, and what speaks for or against it, in a few sentences; the counts stand above them."""
    standing = event.standing
    parts = [_according_to(card, event)]
    if standing.origins_low != standing.origins_high:
        parts.append(
            f"The texts do not settle how many origins that is: {standing.origins_low} to {standing.origins_high}."
        )
    if standing.denied_by:
        parts.append(f"Denied by {joined([one_line(name) for name in standing.denied_by])}.")
    elif standing.disputed:
        parts.append("The accounts contradict each other.")
    if standing.against_interest:
        parts.append("A party says it against its own interest.")
    return " ".join(parts)


def _according_to(card: EventCard, event: Event) -> str:
    """Those who assert it, whoever the lists quote first."""
    names = [author_name(claim.author) for claim in event.claims if claim.polarity is Polarity.ASSERTS]
    lead = [card.lead.author] if card.lead and card.lead.author in names else []
    told = joined(list(dict.fromkeys((*lead, *names))), AUTHORS_SHOWN)
    return f"According to {told}." if told else "Nobody asserts it: it is asked about or denied."


def _facts(event: Event) -> tuple[tuple[str, str], ...]:
    """What the reports together say, by heading; only what they say."""
    named = (
        ("By", joined(_distinct(actor.name for actor in event.agents), 6)),
        ("Affected", joined(_distinct(actor.name for actor in event.recipients), 6)),
        ("Place", joined(place_names(event.places), 8)),
        ("Control", _control(event)),
        ("Weapons", joined(_distinct(event.weapons), 8)),
        ("Status", capitalized(event.status.value)),
    )
    return tuple((heading, value) for heading, value in named if value)


def _control(event: Event) -> str:
    if event.control is None:
        return ""
    said = f"Passes to {one_line(event.control.to)}" if event.control.to else "Changes hands"
    return f"{said} (contested)" if event.control.contested else said


def _distinct(names: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(one_line(name) for name in names))


def _figure_rows(claims: Sequence[Claim]) -> tuple[FigureRow, ...]:
    """Every author's figures, by what is counted and then by size, so that they stand side by side."""
    rows = [
        (one_line(figure.unit), figure.amount.low, one_line(claim.author.name), amount(figure.amount))
        for claim in claims
        for figure in claim.figures
    ]
    return tuple(FigureRow(unit=unit, author=author, amount=said) for unit, _, author, said in sorted(set(rows)))


def _origin(situation: Situation, event: Event, number: int, origin: Origin) -> OriginCard:
    authors = [claim.author.name for claim in event.claims if claim.id in origin.claim_ids]
    articles = [situation.articles[i] for i in origin.article_ids if i in situation.articles]
    return OriginCard(
        number=number,
        authors=joined(_distinct(authors), 5),
        reports=tuple((outlet(article), title(article), article.id) for article in articles),
        reasons=tuple(capitalized(one_line(reason)) for reason in origin.reasons),
    )


def _links(situation: Situation, event: Event) -> tuple[LinkCard, ...]:
    """The judgements that joined this event's reports, the first known of each pair of reports."""
    records = [*event.mention_ids, *(article.id for article in situation.articles_of(event))]
    edges = {edge.key: edge for record in records for edge in situation.edges_of.get(record, ())}
    cards = (_link(situation, set(records), edge) for edge in edges.values() if edge.relation in LINKS)
    by_pair: dict[tuple[str, frozenset[str | None]], LinkCard] = {}
    for card in cards:
        if card is not None and card.left_id != card.right_id:
            by_pair.setdefault((card.relation, frozenset((card.left_id, card.right_id))), card)
    return tuple(by_pair.values())


def _link(situation: Situation, records: set[str], edge: Edge) -> LinkCard | None:
    """An edge in words; None if it was judged not to hold or leads out of the event."""
    outside = edge.right_id.startswith("publisher:")
    within = edge.left_id in records and (outside or edge.right_id in records)
    if edge.judgement is not Judgement.POSITIVE or not within:
        return None
    left, right = _article_id(situation, edge.left_id), _article_id(situation, edge.right_id)
    passages = tuple((_passage(situation, left, e.left), _passage(situation, right, e.right)) for e in edge.evidence)
    return LinkCard(
        left=_outlet_of(situation, left, edge.left_id),
        left_id=left,
        relation=LINKS[edge.relation],
        right=_outlet_of(situation, right, edge.right_id),
        right_id=right if right in situation.articles else None,
        reason=capitalized(one_line(edge.reason)),
        passages=tuple(pair for pair in passages if any(pair)),
        decided_by=edge.decided_by.removeprefix("person:") if edge.by_person else "",
    )


def _article_id(situation: Situation, record_id: str) -> str:
    """The article of a record: a mention's, or itself."""
    mention = situation.mentions.get(record_id)
    return mention.article_id if mention else record_id


def _outlet_of(situation: Situation, article_id: str, record_id: str) -> str:
    article = situation.articles.get(article_id)
    return outlet(article) if article else one_line(record_id.removeprefix("publisher:"))


def _passage(situation: Situation, article_id: str, span: Span | None) -> str:
    article = situation.articles.get(article_id)
    if article is None or span is None:
        return ""
    shown = quotable(situation, article.id, [span])
    return shortened(" … ".join(one_line(part.slice(article.text)) for part in shown), QUOTE_CHARS)

"""Events, claims, sources and issues as rows for people and programs."""

from __future__ import annotations

from datetime import date, datetime

from accordingto.cli.output import Row
from accordingto.ledger import SourceSummary, View
from accordingto.model import Actor, Amount, Appearance, Article, Attribution, Claim, Event, Figure, Issue, TimeRange
from accordingto.text import sentence_spans, span_at

CLAIM_COLUMNS = ("known_at", "source", "says", "event", "places", "date", "figures", "reports", "quote")
EVENT_COLUMNS = ("date", "type", "words", "places", "agents", "recipients", "figures", "origins", "reports", "disputed")
SOURCE_COLUMNS = ("source", "kind", "country", "reports", "statements", "claims", "events", "first", "last")
DECLARED_COLUMNS = ("side", "reliability", "admissions")
ISSUE_COLUMNS = ("stage", "code", "subject", "detail")


def event_row(event: Event, view: View) -> Row:
    """One event with how well it is supported; `words` are those by which its first report tells it."""
    standing = event.standing
    where = next((place.place for place in event.places if place.place is not None), None)
    return {
        "id": event.id,
        "date": period(event.time),
        "type": _kind(event),
        "words": _trigger_words(event.mention_ids[0], view),
        "places": _place_names(event),
        "country": where.country if where else None,
        "lat": where.lat if where else None,
        "lon": where.lon if where else None,
        "agents": _names(event.agents),
        "recipients": _names(event.recipients),
        "status": event.status.value,
        "figures": _figures(event.figures),
        "control": event.control.to if event.control else None,
        "origins": _range(standing.origins_low, standing.origins_high),
        "reports": standing.reports,
        "outlets": standing.outlets,
        "claims": len(event.claims),
        "disputed": standing.disputed,
        "denied_by": list(standing.denied_by),
        "credibility": standing.credibility,
        "known_at": event.known_at.isoformat(),
    }


def _kind(event: Event) -> str:
    return event.type.value if event.mode is None else f"{event.type.value} {event.mode}"


def _place_names(event: Event) -> list[str]:
    return list(dict.fromkeys(place.name for place in event.places))


def by_day(event: Event) -> tuple[date, datetime]:
    """Sorts events by the day they began, undated ones last."""
    day = (event.time.start or event.time.end) if event.time else None
    return day or date.max, event.known_at


def by_subject(row: Row) -> list[str]:
    """Sorts rows of issues by where they arose."""
    return [str(row[column]) for column in ISSUE_COLUMNS]


def claim_row(claim: Claim, event: Event, view: View) -> Row:
    """One claim, with the words and the address of its first appearance."""
    first = claim.appearances[0]
    article = view.article(first.article_id)
    said = view.attribution(first.attribution_id) if first.attribution_id else None
    return {
        "id": claim.id,
        "event_id": claim.event_id,
        "known_at": claim.known_at.isoformat(timespec="minutes"),
        "source": claim.author.name,
        "kind": claim.author.kind.value if claim.author.kind else None,
        "says": claim.polarity.value,
        "certainty": claim.certainty.value,
        "event": _kind(event),
        "places": _place_names(event),
        "date": period(event.time),
        "figures": _figures(claim.figures),
        "reports": len({appearance.article_id for appearance in claim.appearances}),
        "against_interest": claim.against_interest.value if claim.against_interest else None,
        "publisher": article.publisher if article else None,
        "url": article.url if article else None,
        "quote": _words(article, said, first, view),
    }


def source_row(source: SourceSummary) -> Row:
    """One source and how much it says."""
    return {
        "key": source.key,
        "source": source.name,
        "kind": source.kind.value if source.kind else None,
        "country": source.country,
        "reports": source.reports,
        "statements": source.attributions,
        "claims": source.claims,
        "events": source.events,
        "side": source.side,
        "reliability": source.reliability,
        "admissions": source.admissions,
        "first": source.first_known_at.date().isoformat(),
        "last": source.last_known_at.date().isoformat(),
    }


def issue_row(issue: Issue) -> Row:
    """One thing that could not be read."""
    return {"stage": issue.stage, "code": issue.code, "subject": issue.subject, "detail": issue.detail}


def period(time: TimeRange | None) -> str | None:
    """The days of a range: one, or both ends with what is open left out."""
    if time is None:
        return None
    if time.start == time.end and time.start is not None:
        return time.start.isoformat()
    return f"{time.start or ''}/{time.end or ''}"


def _words(article: Article | None, said: Attribution | None, first: Appearance, view: View) -> str | None:
    """What the source is quoted with; in the publication's own voice, the sentence that tells the event."""
    if article is None:
        return None
    if said is not None:
        return " … ".join(span.slice(article.text) for span in said.content)
    mention = view.mention(first.mention_id)
    if mention is None:
        return None
    sentences = sentence_spans(article.text)
    index = span_at(sentences, mention.triggers[0].start)
    return sentences[max(index, 0)].slice(article.text)


def _trigger_words(mention_id: str, view: View) -> str | None:
    mention = view.mention(mention_id)
    article = view.article(mention.article_id) if mention else None
    return mention.triggers[0].slice(article.text) if mention and article else None


def _names(actors: tuple[Actor, ...]) -> list[str]:
    return [actor.name for actor in actors]


def _figures(figures: tuple[Figure, ...]) -> list[str]:
    return list(dict.fromkeys(f"{_amount(figure.amount)} {figure.unit}" for figure in figures))


def _amount(amount: Amount) -> str:
    return f"{amount.low}+" if amount.high is None else _range(amount.low, amount.high)


def _range(low: int, high: int) -> str:
    return str(low) if low == high else f"{low}–{high}"

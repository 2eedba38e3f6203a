"""What a view knows, collected once and indexed for the pages: who tells which event, in which words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, tzinfo
from zoneinfo import ZoneInfo

from accordingto.ledger.derive.sources import SourceSummary
from accordingto.ledger.view import View
from accordingto.model import (
    Appearance,
    Article,
    Attribution,
    Claim,
    Edge,
    Event,
    EventMention,
    Issue,
    Place,
    Reading,
    Span,
)
from accordingto.publish.control import HeldPlace, control_over_time
from accordingto.publish.people import Person, people
from accordingto.publish.quotable import may_show_whole, passages
from accordingto.publish.spelling import spellings
from accordingto.publish.wording import minute, one_line

UNNAMED_OUTLET = "Unnamed outlet"
LAST_DAY = date.max
UNDATED = "undated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """All records of one view, each findable from the others; sequences are in the order pages show them.

    `speakers` leads from an attribution to the key of the source its claims count for, who has a page if it is among
    `source_keys`. `quotable` holds the passages that may be shown of each report that may not be shown whole. `spelled`
    is how reports spell a place, by its gazetteer id. Times of day are written in `zone`.
    """

    as_of: datetime | None
    articles: Mapping[str, Article]
    readings: Mapping[str, Reading]
    events: tuple[Event, ...]
    sources: tuple[SourceSummary, ...]
    issues: tuple[Issue, ...]
    attributions: Mapping[str, Attribution]
    mentions: Mapping[str, EventMention]
    event_of_mention: Mapping[str, Event]
    edges_of: Mapping[str, tuple[Edge, ...]]
    people: Mapping[str, Person]
    control: Mapping[str, HeldPlace]
    quotable: Mapping[str, tuple[Span, ...]]
    source_keys: frozenset[str]
    speakers: Mapping[str, str]
    spelled: Mapping[str, str] = field(default_factory=dict)
    zone: tzinfo = UTC

    def minute(self, moment: datetime) -> str:
        """A moment as pages write it."""
        return minute(moment, self.zone)

    def place_name(self, place: Place) -> str:
        """A place as most of the reports spell it, as the gazetteer does where they do not name it."""
        return self.spelled.get(place.gazetteer_id) or one_line(place.name)

    @property
    def claims(self) -> list[Claim]:
        return [claim for event in self.events for claim in event.claims]

    @property
    def known_until(self) -> datetime | None:
        """The day the view is taken as of, or that of the latest report in it; None for an empty ledger."""
        return self.as_of or max((article.known_at for article in self.articles.values()), default=None)

    def chain(self, appearance: Appearance) -> list[Attribution]:
        """The attributions a claim is told through, the innermost first; empty in the publication's own voice."""
        chain: list[Attribution] = []
        attribution = self.attributions.get(appearance.attribution_id or "")
        while attribution is not None and attribution not in chain:
            chain.append(attribution)
            attribution = self.attributions.get(attribution.within_id or "")
        return chain

    def articles_of(self, event: Event) -> list[Article]:
        """The reports that tell an event, in the order they became known."""
        ids = {appearance.article_id for claim in event.claims for appearance in claim.appearances}
        ids |= {self.mentions[mention_id].article_id for mention_id in event.mention_ids if mention_id in self.mentions}
        found = [self.articles[article_id] for article_id in ids if article_id in self.articles]
        return sorted(found, key=lambda article: (article.known_at, article.id))


def outlet(article: Article) -> str:
    """The name of the outlet as its readers know it."""
    return one_line(article.publisher or article.feed_source or "") or UNNAMED_OUTLET


def title(article: Article) -> str:
    """The report's title, or the beginning of its text if it has none."""
    named = one_line(article.title or "")
    if named:
        return named
    first = one_line(article.text[:200])
    return first if len(first) <= 80 else first[:79].rsplit(" ", 1)[0] + "…"


def first_day(event: Event) -> date | None:
    """The first day an event is told to cover; its last if only that is given; None if the reports give no date."""
    return None if event.time is None else event.time.start or event.time.end


def last_day(event: Event) -> date | None:
    """The last day an event is told to cover; its first if only that is given."""
    return None if event.time is None else event.time.end or event.time.start


def data_month(event: Event) -> str:
    """The month that an event is filed under: the one it begins in, or "undated-" and that of its first report."""
    start = first_day(event)
    return f"{start:%Y-%m}" if start else f"{UNDATED}-{event.known_at:%Y-%m}"


def latest_first(event: Event) -> tuple[int, float, str]:
    """Newest day first, and within it what became known last; undated events at the end."""
    start = first_day(event)
    return -start.toordinal() if start else 1, -event.known_at.timestamp(), event.id


def collect(view: View, *, full_text: bool = False, time_zone: str = "UTC") -> Situation:
    """The situation a view shows; events in the order of their days, undated ones last.

    `full_text` is the operator's word that every report may be shown whole."""
    articles = {article.id: article for article in sorted(view.articles(), key=lambda a: (a.known_at, a.id))}
    found = ((article_id, view.reading(article_id)) for article_id in articles)
    readings = {article_id: reading for article_id, reading in found if reading is not None}
    events = tuple(sorted(view.events(), key=_event_order))
    edges: defaultdict[str, list[Edge]] = defaultdict(list)
    for edge in sorted(view.edges(), key=lambda e: (e.known_at, e.key)):
        edges[edge.left_id].append(edge)
        edges[edge.right_id].append(edge)
    sources = view.sources()
    mentions = {mention.id: mention for mention in view.mentions()}
    spelled = spellings(mentions[key] for event in events for key in event.mention_ids if key in mentions)
    return Situation(
        as_of=view.as_of,
        articles=articles,
        readings=readings,
        events=events,
        sources=sources,
        issues=tuple(sorted(view.issues(), key=lambda i: (i.stage, i.code, i.subject, i.detail))),
        attributions=view.attributions(),
        mentions=mentions,
        event_of_mention={mention_id: event for event in events for mention_id in event.mention_ids},
        edges_of={record_id: tuple(found) for record_id, found in edges.items()},
        control=control_over_time(events),
        quotable={
            article.id: passages(article.text, *_told_in(readings.get(article.id)))
            for article in articles.values()
            if not may_show_whole(article, full_text=full_text)
        },
        source_keys=frozenset(source.key for source in sources),
        speakers={
            told.attribution_id: claim.author.key
            for event in events
            for claim in event.claims
            for told in claim.appearances
            if told.attribution_id
        },
        people=people(events, mentions.values(), view.declared),
        spelled=spelled,
        zone=ZoneInfo(time_zone),
    )


def _event_order(event: Event) -> tuple[date, datetime, str]:
    return first_day(event) or LAST_DAY, event.known_at, event.id


def _told_in(reading: Reading | None) -> tuple[tuple[Attribution, ...], tuple[EventMention, ...]]:
    """What a report is quoted for: its statements and its events."""
    if reading is None:
        return (), ()
    return tuple(a for a in reading.attributions if a.is_speech), reading.events

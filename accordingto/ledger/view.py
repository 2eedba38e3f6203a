"""Reading the ledger as of a moment: what was known and decided by then, and what follows from it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import select

from accordingto.ledger.corrections import Corrections
from accordingto.ledger.decisions import Kept, decided
from accordingto.ledger.declared import NOTHING, Declared
from accordingto.ledger.derive import Control, Derivation, control_of, derive
from accordingto.ledger.derive.facts import gather
from accordingto.ledger.derive.sources import SourceSummary, sources_of
from accordingto.ledger.filters import ClaimFilter, EventFilter, is_named, names_of_place
from accordingto.ledger.last_changes import last_changes
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.material import derivation_within, left
from accordingto.ledger.pages import Page, Pager
from accordingto.ledger.queries import current_reading
from accordingto.ledger.revisions import retired
from accordingto.ledger.schema import articles, attributions, event_mentions, heads, issues
from accordingto.ledger.scope import cluster_labels, labels_of, labels_of_changes
from accordingto.ledger.snapshot import Snapshot
from accordingto.model import (
    Article,
    Attribution,
    Claim,
    Edge,
    Event,
    EventMention,
    Issue,
    Reading,
    require_utc,
)

M = TypeVar("M", Attribution, EventMention)
PAGE = 50  # events on a page if nobody says otherwise


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """How much a view holds. `attributions` are statements given to a source, without attitudes; `origins` the sum of
    the events' lower bounds."""

    reports: int
    outlets: int
    attributions: int
    claims: int
    events: int
    origins: int
    issues: int


class View:
    """The ledger as of `as_of` (None: as it stands), read-only, and the same for as long as it is open.

    Nothing known later is in it, nor what a person decided later; everything comes in a stable order. What is
    `declared` of actors holds in every view, whatever its moment. Close it, or use it as a context manager, when it was
    opened on a ledger that goes on being used.
    """

    def __init__(self, ledger: Ledger, as_of: datetime | None = None, *, declared: Declared = NOTHING) -> None:
        if as_of is not None:
            require_utc(as_of, "as_of")
        self.as_of = as_of
        self.declared = declared
        self._snapshot = Snapshot(ledger.database, as_of)
        self._asked: dict[EventFilter, tuple[Event, ...]] = {}

    def close(self) -> None:
        self._snapshot.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    def articles(self) -> tuple[Article, ...]:
        """The reports, in the order they became known."""
        return tuple(self._articles.values())

    def article(self, article_id: str) -> Article | None:
        """One report, None if the view does not hold it."""
        if "_articles" in self.__dict__:
            return self._articles.get(article_id)
        return self._snapshot.by_id(articles, [article_id], Article).get(article_id)

    def reading(self, article_id: str) -> Reading | None:
        """What was read in one report, None if it has not been read or is not in the view."""
        if self.article(article_id) is None:
            return None
        with self._snapshot.mapped_errors():
            found = current_reading(self._snapshot.connection, article_id)
        if found is None or not self.corrections.ids():
            return found
        return replace(
            found, attributions=left(self._snapshot, found.attributions), events=left(self._snapshot, found.events)
        )

    def mentions(self) -> tuple[EventMention, ...]:
        """Every telling of an event, in the order of `articles` and of their texts."""
        return self._mentions

    def mention(self, mention_id: str) -> EventMention | None:
        """One telling of an event, None if the view does not hold it."""
        found = self._snapshot.by_id(event_mentions, [mention_id], EventMention).get(mention_id)
        return found and self.corrections.applied(found)

    def attribution(self, attribution_id: str) -> Attribution | None:
        """One attribution, None if the view does not hold it."""
        found = self._snapshot.by_id(attributions, [attribution_id], Attribution).get(attribution_id)
        return found and self.corrections.applied(found)

    def attributions(self) -> Mapping[str, Attribution]:
        """Every attribution by its id."""
        return self._attributions

    def edges(self) -> tuple[Edge, ...]:
        """The one judgement that counts on each pair and relation: a person's latest, else the machine's."""
        return self._edges

    def decisions(self) -> tuple[Kept, ...]:
        """What people decided by the moment of the view, in the order in which they did."""
        with self._snapshot.mapped_errors():
            return decided(self._snapshot.connection, self.as_of)

    def issues(self) -> tuple[Issue, ...]:
        """What could not be read, in the order it came up."""
        query = select(issues.c.record).where(self._snapshot.visible(issues))
        return self._snapshot.records(query.order_by(issues.c.known_at, issues.c.id, issues.c.method_id), Issue)

    def events(self, wanted: EventFilter | None = None) -> tuple[Event, ...]:
        """The events asked for, all if None, in the order they became known."""
        if wanted is None:
            return self._events
        if wanted not in self._asked:
            scope = None if "_events" in self.__dict__ else self._scope(wanted)
            events = self._events if scope is None else self._derive_within(scope)
            self._asked[wanted] = tuple(event for event in events if wanted.matches(event))
        return self._asked[wanted]

    def event(self, event_id: str) -> Event | None:
        """One event, None if the view does not hold it."""
        if "_events" in self.__dict__:
            return self._event_by_id.get(event_id)
        head = self._snapshot.texts(select(heads.c.mention_id).where(heads.c.event_id == event_id))
        labels = self._snapshot.texts(labels_of(head, self._snapshot.visible(event_mentions)))
        event = self._derivation(labels, head).event_told_by(head[0]) if labels else None
        return event if event is not None and event.id == event_id else None

    def page(self, wanted: EventFilter | None = None, *, limit: int = PAGE, before: str | None = None) -> Page:
        """At most `limit` of the events asked for, those that were told of last first, however many there are.

        `before`, from the page before, goes on where that one ended.
        """
        pager = Pager(snapshot=self._snapshot, derivation=self._derivation)
        with self._snapshot.mapped_errors():
            return pager.page(wanted or EventFilter(), limit=limit, before=before)

    def control(self, day: date | None = None, *, place: str | None = None) -> tuple[Control, ...]:
        """Who holds each place on a day, by the claims of changes known by the moment of the view.

        `day` None is the day of the view. `place` asks for places of a name, or in a province or country of it.
        """
        day = day or (self.as_of.date() if self.as_of else date.max)
        corrected = set(self._labels_of_corrected())  # a correction may add a change, or move one
        changed = set(self._snapshot.texts(labels_of_changes(self._snapshot.visible(event_mentions)))) - corrected
        within = self._scope(EventFilter(place=place)) if place else None
        if within is not None:
            corrected, changed = corrected.intersection(within), changed.intersection(within)
        told = last_changes(self._snapshot, changed, day, self._derive_within)
        held = control_of((*self._derive_within(sorted(corrected)), *told), day, self.declared)
        return tuple(control for control in held if place is None or is_named(place, names_of_place(control.place)))

    def claims(self, wanted: ClaimFilter | None = None) -> tuple[Claim, ...]:
        """The claims asked for, all if None, in the order they became known."""
        wanted = wanted or ClaimFilter()
        found = [claim for event in self.events(wanted.event) for claim in event.claims if wanted.matches(claim)]
        return tuple(sorted(found, key=lambda claim: (claim.known_at, claim.id)))

    def sources(self) -> tuple[SourceSummary, ...]:
        """Who says something, publications in their own voice included; those in most reports first."""
        facts = gather((), self._attributions.values(), self.articles(), self._edges, self.declared)
        return sources_of(facts, self.claims())

    def counts(self) -> Counts:
        """How much the view holds."""
        events = self._events
        publishers = {article.publisher.casefold() for article in self.articles() if article.publisher}
        return Counts(
            reports=len(self._articles),
            outlets=len(publishers),
            attributions=sum(attribution.is_speech for attribution in self._attributions.values()),
            claims=sum(len(event.claims) for event in events),
            events=len(events),
            origins=sum(event.standing.origins_low for event in events),
            issues=len(self.issues()),
        )

    @cached_property
    def _articles(self) -> dict[str, Article]:
        query = select(articles.c.record).where(self._snapshot.visible(articles))
        query = query.order_by(articles.c.known_at, articles.c.id)
        return {article.id: article for article in self._snapshot.records(query, Article)}

    @cached_property
    def _attributions(self) -> dict[str, Attribution]:
        query = select(attributions.c.record).where(self._snapshot.visible(attributions))
        return {a.id: a for a in self._in_text_order(left(self._snapshot, self._snapshot.records(query, Attribution)))}

    @cached_property
    def _mentions(self) -> tuple[EventMention, ...]:
        query = select(event_mentions.c.record).where(self._snapshot.visible(event_mentions))
        return self._in_text_order(left(self._snapshot, self._snapshot.records(query, EventMention)))

    @cached_property
    def _edges(self) -> tuple[Edge, ...]:
        return self._snapshot.edges()

    @property
    def corrections(self) -> Corrections:
        """What people found of single records by the moment of the view."""
        return self._snapshot.corrections

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        records = (self._mentions, self._attributions.values(), self._articles.values(), self._edges)
        gone = retired(self._articles.values(), self._snapshot.withdrawals)
        derived = derive(*records, declared=self.declared, retired=gone)
        return tuple(sorted(derived, key=lambda event: (event.known_at, event.id)))

    def _scope(self, wanted: EventFilter) -> list[str] | None:
        """The clusters that may hold events asked for, None if that may be any."""
        labels = cluster_labels(wanted, self._snapshot.visible(event_mentions))
        if labels is None:
            return None
        # A corrected mention may be of a place its row does not name.
        return sorted({*self._snapshot.texts(labels), *self._labels_of_corrected()})

    def _labels_of_corrected(self) -> list[str]:
        ids = self.corrections.ids()
        return self._snapshot.texts(labels_of(ids, self._snapshot.visible(event_mentions))) if ids else []

    def _derive_within(self, labels: Sequence[str]) -> tuple[Event, ...]:
        """The events of whole clusters, as deriving everything would give them."""
        return tuple(sorted(self._derivation(labels).events(), key=lambda event: (event.known_at, event.id)))

    def _derivation(self, labels: Sequence[str], told_by: Collection[str] | None = None) -> Derivation:
        return derivation_within(self._snapshot, labels, self.declared, told_by)

    @cached_property
    def _event_by_id(self) -> dict[str, Event]:
        return {event.id: event for event in self._events}

    def _in_text_order(self, found: Iterable[M]) -> tuple[M, ...]:
        position = {article_id: index for index, article_id in enumerate(self._articles)}
        return tuple(sorted(found, key=lambda m: (position[m.article_id], _first_offset(m), m.id)))


def _first_offset(mention: Attribution | EventMention) -> int:
    if isinstance(mention, EventMention):
        return min(mention.triggers).start
    return min((*mention.content, *mention.cue, *mention.source)).start

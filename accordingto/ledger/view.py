"""Reading the ledger as of a moment: what was known and decided by then, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cached_property
from types import TracebackType
from typing import Self, TypeVar

from sqlalchemy import ColumnElement, Select, Table, and_, literal_column, or_, select, true

from accordingto.ledger import rows
from accordingto.ledger.corrections import Corrections
from accordingto.ledger.decisions import Kept, decided
from accordingto.ledger.declared import NOTHING, Declared
from accordingto.ledger.derive import Control, Derivation, control_of, derive
from accordingto.ledger.derive.facts import gather
from accordingto.ledger.derive.sources import SourceSummary, sources_of
from accordingto.ledger.filters import ClaimFilter, EventFilter, is_named, names_of_place
from accordingto.ledger.ledger import Ledger
from accordingto.ledger.pages import Page, Pager
from accordingto.ledger.queries import chunks, current_reading
from accordingto.ledger.revisions import WITHDRAWN, retired
from accordingto.ledger.schema import (
    articles,
    attributions,
    corrections,
    edges,
    event_mentions,
    heads,
    issues,
)
from accordingto.ledger.scope import cluster_labels, labels_of, labels_of_changes, members
from accordingto.model import (
    Article,
    Attribution,
    Claim,
    Correction,
    Edge,
    Event,
    EventMention,
    Issue,
    Judgement,
    Reading,
    Relation,
    require_utc,
)

T = TypeVar("T")
TAKEN = (Relation.COPY_OF, Relation.REVISION_OF)  # edges that derivation follows from report to report
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
        self._database = ledger.database
        self._connection = ledger.database.snapshot()
        self._asked: dict[EventFilter, tuple[Event, ...]] = {}

    def close(self) -> None:
        self._connection.close()

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
        return self._by_id(articles, [article_id], Article).get(article_id)

    def reading(self, article_id: str) -> Reading | None:
        """What was read in one report, None if it has not been read or is not in the view."""
        if self.article(article_id) is None:
            return None
        with self._database.mapped_errors():
            found = current_reading(self._connection, article_id)
        if found is None or not self.corrections.ids():
            return found
        return replace(found, attributions=self._left(found.attributions), events=self._left(found.events))

    def mentions(self) -> tuple[EventMention, ...]:
        """Every telling of an event, in the order of `articles` and of their texts."""
        return self._mentions

    def mention(self, mention_id: str) -> EventMention | None:
        """One telling of an event, None if the view does not hold it."""
        found = self._by_id(event_mentions, [mention_id], EventMention).get(mention_id)
        return found and self.corrections.applied(found)

    def attribution(self, attribution_id: str) -> Attribution | None:
        """One attribution, None if the view does not hold it."""
        found = self._by_id(attributions, [attribution_id], Attribution).get(attribution_id)
        return found and self.corrections.applied(found)

    def attributions(self) -> Mapping[str, Attribution]:
        """Every attribution by its id."""
        return self._attributions

    def edges(self) -> tuple[Edge, ...]:
        """The one judgement that counts on each pair and relation: a person's latest, else the machine's."""
        return self._edges

    def decisions(self) -> tuple[Kept, ...]:
        """What people decided by the moment of the view, in the order in which they did."""
        with self._database.mapped_errors():
            return decided(self._connection, self.as_of)

    def issues(self) -> tuple[Issue, ...]:
        """What could not be read, in the order it came up."""
        query = select(issues.c.record).where(self._known(issues), issues.c.current)
        return self._records(query.order_by(issues.c.known_at, issues.c.id, issues.c.method_id), Issue)

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
        visible = self._known(event_mentions) & event_mentions.c.current
        with self._database.mapped_errors():
            head = self._connection.scalar(select(heads.c.mention_id).where(heads.c.event_id == event_id))
            if head is None:
                return None
            labels = list(self._connection.scalars(labels_of([head], visible)))
        event = self._derivation(labels).event_told_by(head)
        return event if event is not None and event.id == event_id else None

    def page(self, wanted: EventFilter | None = None, *, limit: int = PAGE, before: str | None = None) -> Page:
        """At most `limit` of the events asked for, those that were told of last first, however many there are.

        `before`, from the page before, goes on where that one ended.
        """
        pager = Pager(
            connection=self._connection,
            as_of=self.as_of,
            visible=self._known(event_mentions) & event_mentions.c.current,
            corrected=self.corrections.ids(),
            derivation=self._derivation,
        )
        with self._database.mapped_errors():
            return pager.page(wanted or EventFilter(), limit=limit, before=before)

    def control(self, day: date | None = None, *, place: str | None = None) -> tuple[Control, ...]:
        """Who holds each place on a day, by the claims of changes known by the moment of the view.

        `day` None is the day of the view. `place` asks for places of a name, or in a province or country of it.
        """
        visible = self._known(event_mentions) & event_mentions.c.current
        with self._database.mapped_errors():
            labels = set(self._connection.scalars(labels_of_changes(visible)))
            for chunk in chunks(self.corrections.ids()):  # a correction may add a change
                labels.update(self._connection.scalars(labels_of(chunk, visible)))
        within = self._scope(EventFilter(place=place)) if place else None
        events = self._derive_within(sorted(labels if within is None else labels.intersection(within)))
        held = control_of(events, day or (self.as_of.date() if self.as_of else date.max))
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
        query = select(articles.c.record).where(self._known(articles)).order_by(articles.c.known_at, articles.c.id)
        return {article.id: article for article in self._records(query, Article)}

    @cached_property
    def _attributions(self) -> dict[str, Attribution]:
        query = select(attributions.c.record).where(self._known(attributions), attributions.c.current)
        return {a.id: a for a in self._in_text_order(self._left(self._records(query, Attribution)))}

    @cached_property
    def _mentions(self) -> tuple[EventMention, ...]:
        query = select(event_mentions.c.record).where(self._known(event_mentions), event_mentions.c.current)
        return self._in_text_order(self._left(self._records(query, EventMention)))

    @cached_property
    def _edges(self) -> tuple[Edge, ...]:
        return self._live_edges(true())

    @cached_property
    def corrections(self) -> Corrections:
        """What people found of single records by the moment of the view."""
        decided = true() if self.as_of is None else corrections.c.decided_at <= self.as_of
        return Corrections(self._records(select(corrections.c.record).where(decided), Correction))

    def _left(self, found: Iterable[M]) -> tuple[M, ...]:
        """The records as people's corrections leave them."""
        return tuple(left for record in found if (left := self.corrections.applied(record)) is not None)

    def _live_edges(self, condition: ColumnElement[bool]) -> tuple[Edge, ...]:
        """The judgements that count among those that meet a condition, which must not part a pair."""
        known = self._known(edges) & condition
        by_people = and_(edges.c.by_person, true() if self.as_of is None else edges.c.decided_at <= self.as_of)
        columns = select(edges.c.key, edges.c.by_person, edges.c.record)
        query = columns.where(known, or_(by_people, and_(edges.c.live, ~edges.c.by_person)))
        with self._database.mapped_errors():
            kept = [
                (row.key, row.by_person, rows.decode(row.record, Edge)) for row in self._connection.execute(query).all()
            ]
        found = {key: edge for key, by_person, edge in kept if not by_person}
        decided = sorted(
            ((key, edge) for key, by_person, edge in kept if by_person),
            key=lambda pair: rows.edge_id(pair[1]),
            reverse=True,
        )
        judged = dict(
            sorted(decided, key=lambda pair: pair[1].decided_at)
        )  # the latest last; of two at once the least id
        found.update((key, edge) for key, edge in judged.items() if edge.judgement is not Judgement.WITHDRAWN)
        return tuple(found[key] for key in sorted(found))

    @cached_property
    def _events(self) -> tuple[Event, ...]:
        records = (self._mentions, self._attributions.values(), self._articles.values(), self._edges)
        gone = retired(self._articles.values(), self._withdrawals)
        derived = derive(*records, declared=self.declared, retired=gone)
        return tuple(sorted(derived, key=lambda event: (event.known_at, event.id)))

    def _scope(self, wanted: EventFilter) -> list[str] | None:
        """The clusters that may hold events asked for, None if that may be any."""
        visible = self._known(event_mentions) & event_mentions.c.current
        labels = cluster_labels(wanted, visible)
        if labels is None:
            return None
        with self._database.mapped_errors():
            found = set(self._connection.scalars(labels))
            for chunk in chunks(self.corrections.ids()):  # a corrected mention may be of a place its row does not name
                found.update(self._connection.scalars(labels_of(chunk, visible)))
        return sorted(found)

    def _derive_within(self, labels: Sequence[str]) -> tuple[Event, ...]:
        """The events of whole clusters, as deriving everything would give them."""
        return tuple(sorted(self._derivation(labels).events(), key=lambda event: (event.known_at, event.id)))

    def _derivation(self, labels: Sequence[str]) -> Derivation:
        """What derives the events of whole clusters, as deriving everything would."""
        visible = self._known(event_mentions) & event_mentions.c.current
        told = [
            mention
            for chunk in chunks(labels)
            for mention in self._records(select(event_mentions.c.record).where(visible, members(chunk)), EventMention)
        ]
        edges_found = self._edges_around({m.id for m in told}, {m.article_id for m in told})
        article_ids = {m.article_id for m in told} | {e.right_id for e in edges_found if e.relation in TAKEN}
        said = self._chains(told)
        reports = self._by_id(articles, sorted(article_ids), Article)
        gone = retired((*reports.values(), *self._other_versions(reports)), self._withdrawals)
        records = (self._left(told), self._left(said), reports.values(), edges_found)
        return Derivation(*records, declared=self.declared, retired=gone)

    def _chains(self, told: Iterable[EventMention]) -> tuple[Attribution, ...]:
        """The attributions the mentions are told by, and those within which these stand; a report has many others."""
        found: dict[str, Attribution] = {}
        fresh = {attribution_id for mention in told for attribution_id in mention.attribution_ids}
        while fresh:
            new = self._by_id(attributions, sorted(fresh), Attribution)
            found |= new
            fresh = {a.within_id for a in new.values() if a.within_id is not None} - found.keys()
        return tuple(found.values())

    def _other_versions(self, reports: Mapping[str, Article]) -> Iterable[Article]:
        """The reports beside these, by their ids, that stand at the same addresses."""
        urls = sorted({report.url for report in reports.values() if report.url is not None})
        query = select(articles.c.id).where(self._known(articles))
        with self._database.mapped_errors():
            there = {i for c in chunks(urls) for i in self._connection.scalars(query.where(articles.c.url.in_(c)))}
        return self._by_id(articles, sorted(there - reports.keys()), Article).values()

    @cached_property
    def _withdrawals(self) -> dict[str, datetime]:
        """What kill notices name, and when the last one came."""
        notices = issues.c.record.contains(f'"code":"{WITHDRAWN}"')
        query = select(issues.c.record, issues.c.known_at).where(
            self._known(issues), issues.c.stage == "ingest", notices
        )
        with self._database.mapped_errors():
            found = self._connection.execute(query.order_by(issues.c.known_at)).all()
        return {rows.decode(row.record, Issue).subject: row.known_at for row in found}

    def _edges_around(self, mention_ids: Set[str], article_ids: Set[str]) -> list[Edge]:
        """The edges that derivation follows from these records: within clusters, and from taker to giver of text."""
        found = list(self._live_edges(edges.c.relation == literal_column("'same_actor'")))  # a literal: see its index
        followed: set[str] = set()
        fresh = set(mention_ids) | set(article_ids)
        while fresh:
            followed |= fresh
            new = [e for chunk in chunks(sorted(fresh)) for e in self._live_edges(edges.c.left_id.in_(chunk))]
            found += [e for e in new if e.relation is not Relation.SAME_ACTOR]
            fresh = {e.right_id for e in new if e.relation in TAKEN} - followed
        return found

    def _by_id(self, table: Table, ids: Sequence[str], kind: type[T]) -> dict[str, T]:
        """The visible records with these ids."""
        condition = self._known(table) & (table.c.current if "current" in table.c else true())
        found: dict[str, T] = {}
        for chunk in chunks(ids):
            with self._database.mapped_errors():
                rows_found = self._connection.execute(
                    select(table.c.id, table.c.record).where(condition, table.c.id.in_(chunk))
                ).all()
                found.update((row.id, rows.decode(row.record, kind)) for row in rows_found)
        return found

    @cached_property
    def _event_by_id(self) -> dict[str, Event]:
        return {event.id: event for event in self._events}

    def _known(self, table: Table) -> ColumnElement[bool]:
        return true() if self.as_of is None else table.c.known_at <= self.as_of

    def _records(self, query: Select[str], kind: type[T]) -> tuple[T, ...]:
        with self._database.mapped_errors():
            return tuple(rows.decode(record, kind) for record in self._connection.scalars(query).all())

    def _in_text_order(self, found: Iterable[M]) -> tuple[M, ...]:
        position = {article_id: index for index, article_id in enumerate(self._articles)}
        return tuple(sorted(found, key=lambda m: (position[m.article_id], _first_offset(m), m.id)))


def _first_offset(mention: Attribution | EventMention) -> int:
    if isinstance(mention, EventMention):
        return min(mention.triggers).start
    return min((*mention.content, *mention.cue, *mention.source)).start

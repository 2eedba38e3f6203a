"""One page of events out of however many: a walk back along the timeline that derives only the clusters it meets."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from sqlalchemy import Connection, and_, select

from accordingto.ledger.blocks import place_in_line
from accordingto.ledger.database import one_of
from accordingto.ledger.derive import Derivation
from accordingto.ledger.filters import EventFilter
from accordingto.ledger.schema import clusters, event_mentions
from accordingto.ledger.scope import labels_by_mention
from accordingto.ledger.snapshot import Snapshot
from accordingto.ledger.timeline import (
    ALL,
    Entry,
    at_place,
    at_place_in_period,
    behind,
    lines_for,
    standing,
    walk,
)
from accordingto.model import Event

STEP = 10  # entries walked at a time at least: what a report tells
SPARE = 1.5  # entries walked for each cluster that is missing: several tell one event
LONGEST_STEP = 4_000  # and at most; each is looked up

Line = Callable[[str, int], list[Entry]]  # gives the last entries before a place, so many


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some events, those that were told of last first; `before` gives the next page, None if this is the last."""

    events: tuple[Event, ...]
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Batch:
    """Entries that are looked at together, and the clusters of those mentions whose events are to be derived."""

    entries: list[Entry]
    label_of: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """What a page needs of a view: what was known, and how to derive what mentions tell within clusters."""

    snapshot: Snapshot
    derivation: Callable[[Sequence[str], Collection[str]], Derivation]

    def page(self, wanted: EventFilter, *, limit: int, before: str | None) -> Page:
        """At most `limit` of the events asked for.

        An event stands where the last of its mentions under the filter's words does, and is on the page that holds that
        place alone, whatever page is asked for first.
        """
        words = lines_for(self._connection, wanted)
        found: dict[str, Event] = {}
        last = None
        for at, event in self._met(
            words, wanted, before or behind(self.snapshot.as_of), lambda: limit + 1 - len(found)
        ):
            if event.id in found or not wanted.matches(event) or (before and self._stands_later(event, words, before)):
                continue
            if len(found) == limit:
                return Page(events=tuple(found.values()), before=last)
            found[event.id] = event
            last = at
        return Page(events=tuple(found.values()), before=None)

    def _met(
        self, words: Sequence[str], wanted: EventFilter, before: str, missing: Callable[[], int]
    ) -> Iterator[tuple[str, Event]]:
        """The events of the mentions on the walk, with the place where each was met; an event may come again.

        `missing` is how many are still to be found. As many clusters are derived together, for each look costs a dozen
        queries, however few events come of it; where only few of them are asked for, more.
        """
        events: dict[str, Event] = {}  # by the mentions that tell them
        line = self._line(words, wanted)
        at_first = count = missing()
        looked_at = 0
        while entries := (batch := self._batch(line, wanted, before, count, events.keys())).entries:
            telling = [i for _, i in entries if i in events or i in batch.label_of]
            derivation = self.derivation(sorted(set(batch.label_of.values())), telling) if batch.label_of else None
            there = set(self._entries(telling))  # for the line may still hold where a mention stood before
            for at, mention_id in entries:
                if (at, mention_id) not in there:
                    continue
                if derivation and mention_id not in events:
                    event = derivation.event_told_by(mention_id)
                    events |= dict.fromkeys(event.mention_ids, event) if event else {}
                if mention_id in events:
                    yield at, events[mention_id]
            looked_at += len(set(batch.label_of.values()))
            count = max(STEP, int(SPARE * missing() * looked_at / (1 + at_first - missing())))
            before = entries[-1][0]

    def _batch(
        self, line: Line, wanted: EventFilter, before: str, clusters_wanted: int, derived: Collection[str]
    ) -> _Batch:
        """The entries before a place up to the one with which so many clusters to be derived were met."""
        batch = _Batch(entries=[], label_of={})
        met: set[str] = set()
        count = clusters_wanted
        while entries := self._step(line, before, max(STEP, min(int(SPARE * count), LONGEST_STEP))):
            label_of = labels_by_mention(self._connection, [i for _, i in entries if i not in derived])
            possible = self._possible(set(label_of.values()), wanted)
            for entry in entries:
                batch.entries.append(entry)
                label = label_of.get(entry[1])
                if label in possible:
                    met.add(batch.label_of.setdefault(entry[1], label))
                    if len(met) == clusters_wanted:
                        return batch
            if len(batch.entries) >= LONGEST_STEP:
                break
            count = (clusters_wanted - len(met)) * len(batch.entries) // (1 + len(met))
            before = entries[-1][0]
        return batch

    def _line(self, words: Sequence[str], wanted: EventFilter) -> Line:
        """What gives so many entries before a place: a walk, or a look at the few that there are."""
        labels = at_place_in_period(self._connection, wanted)
        if labels is None:
            return partial(walk, self._connection, words)
        labels |= set(self._labels_of_corrected())
        members = self.snapshot.texts(select(clusters.c.mention_id).where(one_of(clusters.c.cluster_id, labels)))
        entries = sorted(self._told_in_period(words, wanted, {*labels, *members}), reverse=True)
        return lambda before, count: [entry for entry in entries if entry[0] < before][:count]

    def _told_in_period(self, words: Sequence[str], wanted: EventFilter, mention_ids: Collection[str]) -> list[Entry]:
        """The entries of visible mentions in the lines of a period.

        What a mention's row says of its time needs not be looked up there; that another reader put it there, does.
        """
        mention = event_mentions.c
        in_period = and_(mention.starts <= wanted.end, mention.ends >= wanted.start)
        query = select(mention.id, mention.known_at, in_period.label("in_period"))
        query = query.where(self.snapshot.visible(event_mentions), one_of(mention.id, mention_ids))
        entries: dict[bool, list[Entry]] = {True: [], False: []}
        for mention_id, known_at, told in self._connection.execute(query):
            entries[bool(told)].append((place_in_line(known_at, mention_id), mention_id))
        return entries[True] + standing(self._connection, words, [at for at, _ in entries[False]])

    def _step(self, line: Line, before: str, count: int) -> list[Entry]:
        entries = line(before, count)
        corrected = [entry for entry in self._entries(self._corrected) if entry[0] < before]
        return sorted({*entries, *corrected}, reverse=True)[:count]

    @property
    def _connection(self) -> Connection:
        return self.snapshot.connection

    @property
    def _corrected(self) -> Sequence[str]:
        """The mentions, among other records, that people corrected; their rows need not say what they tell."""
        return self.snapshot.corrections.ids()

    def _entries(self, mention_ids: Sequence[str]) -> list[Entry]:
        """Where these mentions stand in line, as far as they are visible."""
        if not mention_ids:
            return []
        mention = event_mentions.c
        visible = self.snapshot.visible(event_mentions)
        query = select(mention.id, mention.known_at).where(visible, one_of(mention.id, mention_ids))
        return [(place_in_line(row.known_at, row.id), row.id) for row in self._connection.execute(query)]

    def _possible(self, labels: set[str], wanted: EventFilter) -> set[str]:
        """The clusters with a mention at the place asked for; which of them tells the period does not matter."""
        if wanted.place is None or not labels:
            return labels
        return at_place(self._connection, wanted.place, labels) | labels.intersection(self._labels_of_corrected())

    def _labels_of_corrected(self) -> Collection[str]:
        return labels_by_mention(self._connection, self._corrected).values() if self._corrected else ()

    def _stands_later(self, event: Event, words: Sequence[str], before: str) -> bool:
        """Whether the event stands at or behind a place, and so on an earlier page."""
        later = [(at, i) for at, i in self._entries(event.mention_ids) if at >= before]
        if words == [ALL] or any(i in self._corrected for _, i in later):
            return bool(later)
        return bool(later) and bool(standing(self._connection, words, [at for at, _ in later]))

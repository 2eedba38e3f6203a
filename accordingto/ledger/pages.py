"""One page of events out of however many: a walk back along the timeline that derives only the clusters it meets."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, select

from accordingto.ledger.blocks import place_in_line
from accordingto.ledger.derive import Derivation
from accordingto.ledger.filters import EventFilter
from accordingto.ledger.queries import chunks
from accordingto.ledger.schema import clusters, event_mentions, timeline
from accordingto.ledger.timeline import ALL, Entry, at_place, behind, lines_for, walk
from accordingto.model import Event

STEP = 10  # entries walked at a time at least: what a report tells
SPARE = 1.5  # entries walked for each event that is missing: several tell one event
LONGEST_STEP = 4_000  # and at most; a statement names each of them


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """Some events, those that were told of last first; `before` gives the next page, None if this is the last."""

    events: tuple[Event, ...]
    before: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pager:
    """What a page needs of a view: `visible` mentions, those people `corrected`, and how to derive within clusters."""

    connection: Connection
    as_of: datetime | None
    visible: ColumnElement[bool]
    corrected: Sequence[str]
    derivation: Callable[[Sequence[str]], Derivation]

    def page(self, wanted: EventFilter, *, limit: int, before: str | None) -> Page:
        """At most `limit` of the events asked for.

        An event stands where the last of its mentions under the filter's words does, and is on the page that holds that
        place alone, whatever page is asked for first.
        """
        words = lines_for(self.connection, wanted)
        found: dict[str, Event] = {}
        last = None
        for at, event in self._met(words, wanted, before or behind(self.as_of), lambda: limit + 1 - len(found)):
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

        `missing` is how many are still to be found. From how many entries it took so far follows how many are looked at
        together: each look costs a dozen queries, however few events come of it.
        """
        events: dict[str, Event] = {}  # by the mentions that tell them
        wanted_at_first = missing()
        walked, count = 0, int(SPARE * wanted_at_first)
        while entries := self._step(words, before, max(STEP, min(count, LONGEST_STEP))):
            labels = self._labels(entries)
            possible = self._possible({label for i, label in labels.items() if i not in events}, wanted)
            derivation = self.derivation(sorted(possible)) if possible else None
            for at, mention_id in entries:
                if derivation and mention_id not in events and labels.get(mention_id) in possible:
                    event = derivation.event_told_by(mention_id)
                    events |= dict.fromkeys(event.mention_ids, event) if event else {}
                if mention_id in labels and mention_id in events:
                    yield at, events[mention_id]
            walked += len(entries)
            count = int(SPARE * missing() * walked / (1 + wanted_at_first - missing()))
            before = entries[-1][0]

    def _step(self, words: Sequence[str], before: str, count: int) -> list[Entry]:
        entries = walk(self.connection, words, before, count)
        corrected = [entry for entry in self._entries(self.corrected) if entry[0] < before]
        return sorted({*entries, *corrected}, reverse=True)[:count]

    def _entries(self, mention_ids: Sequence[str]) -> list[Entry]:
        """Where these mentions stand in line, as far as they are visible."""
        mention = event_mentions.c
        found: list[Entry] = []
        for chunk in chunks(mention_ids):
            query = select(mention.id, mention.known_at).where(self.visible, mention.id.in_(chunk))
            found += [(place_in_line(row.known_at, row.id), row.id) for row in self.connection.execute(query)]
        return found

    def _labels(self, entries: Sequence[Entry]) -> dict[str, str]:
        """The cluster of each mention that is visible and still stands where the entry says."""
        mention = event_mentions.c
        label = func.coalesce(clusters.c.cluster_id, mention.id).label("label")
        joined = event_mentions.outerjoin(clusters, clusters.c.mention_id == mention.id)
        query = select(mention.id, mention.known_at, label).select_from(joined)
        query = query.where(self.visible, mention.id.in_([mention_id for _, mention_id in entries]))
        places = {mention_id: at for at, mention_id in entries}
        found = self.connection.execute(query)
        return {row.id: row.label for row in found if place_in_line(row.known_at, row.id) == places[row.id]}

    def _possible(self, labels: Iterable[str], wanted: EventFilter) -> set[str]:
        """The clusters with a mention at the place asked for; which of them tells the period does not matter."""
        if wanted.place is None:
            return set(labels)
        held: dict[str, set[str]] = {label: {label} for label in labels}
        for chunk in chunks(held):
            query = select(clusters.c.cluster_id, clusters.c.mention_id).where(clusters.c.cluster_id.in_(chunk))
            for row in self.connection.execute(query):
                held[row.cluster_id].add(row.mention_id)
        told = sorted({mention_id for own in held.values() for mention_id in own})
        there = {i for chunk in chunks(told) for i in at_place(self.connection, wanted.place, chunk)}
        there.update(self.corrected)
        return {label for label, own in held.items() if own & there}

    def _stands_later(self, event: Event, words: Sequence[str], before: str) -> bool:
        """Whether the event stands at or behind a place, and so on an earlier page."""
        later = [(at, i) for at, i in self._entries(event.mention_ids) if at >= before]
        if words == [ALL] or any(i in self.corrected for _, i in later):
            return bool(later)
        places = [at for at, _ in later]
        query = select(timeline.c.at).where(timeline.c.word.in_(words), timeline.c.at.in_(places)).limit(1)
        return bool(places) and self.connection.scalar(query) is not None

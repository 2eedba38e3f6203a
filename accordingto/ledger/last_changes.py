"""The events that may tell the last change of control of some place, without deriving all changes there ever were."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from accordingto.ledger import rows
from accordingto.ledger.database import one_of
from accordingto.ledger.derive import control_of
from accordingto.ledger.schema import clusters, event_mentions
from accordingto.ledger.snapshot import Snapshot
from accordingto.model import Event, EventPlace, TimeRange

DERIVED = 500  # clusters derived together: each time costs a dozen queries


@dataclass(frozen=True, slots=True, kw_only=True)
class _Told:
    """What decides when and where the change that a mention tells of can have been."""

    time: TimeRange | None
    places: tuple[EventPlace, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reach:
    """The last day on which an event of a cluster can have been, and the places where."""

    last: date
    label: str
    place_ids: frozenset[str]


def last_changes(
    snapshot: Snapshot, labels: Collection[str], as_of: date, derive: Callable[[Sequence[str]], Sequence[Event]]
) -> Iterator[Event]:
    """Events of these clusters, among them all of the last change of each place on or before the day `as_of`.

    Clusters are derived from the last day backwards, and left out once all their places are known to have changed hands
    later: an event is no later than the latest of its mentions, and nowhere but where they are. What people corrected
    is not looked at.
    """
    since: dict[str, date] = {}
    reaches = sorted(_reaches(snapshot, labels), key=lambda reach: (reach.last, reach.label), reverse=True)
    for start in range(0, len(reaches), DERIVED):
        several = reaches[start : start + DERIVED]
        still = [r.label for r in several if any(since.get(place, date.min) <= r.last for place in r.place_ids)]
        events = derive(still) if still else ()
        yield from events
        for held in control_of(events, as_of):
            place_id = held.place.gazetteer_id
            since[place_id] = max(held.since, since.get(place_id, date.min))


def _reaches(snapshot: Snapshot, labels: Collection[str]) -> Iterator[_Reach]:
    """Those of the clusters in which a day and a place are told."""
    for label, mentions in _told(snapshot, labels).items():
        days = [day for told in mentions if told.time for day in (told.time.start, told.time.end) if day]
        places = frozenset(at.place.gazetteer_id for told in mentions for at in told.places if at.place)
        if days and places:
            yield _Reach(last=max(days), label=label, place_ids=places)


def _told(snapshot: Snapshot, labels: Collection[str]) -> Mapping[str, Sequence[_Told]]:
    """What the visible mentions of each cluster tell."""
    told: dict[str, list[_Told]] = defaultdict(list)
    mention = event_mentions.c
    members = select(clusters.c.mention_id, clusters.c.cluster_id).where(one_of(clusters.c.cluster_id, labels))
    with snapshot.mapped_errors():
        label_of = {label: label for label in labels}
        label_of |= dict(snapshot.connection.execute(members).all())
        query = select(mention.id, mention.record).where(snapshot.visible(event_mentions), one_of(mention.id, label_of))
        for mention_id, record in snapshot.connection.execute(query):
            told[label_of[mention_id]].append(rows.decode(record, _Told))
    return told

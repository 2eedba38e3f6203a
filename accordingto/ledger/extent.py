"""What a situation is about: an area and a period, and which events and reports belong to it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from accordingto.ledger.filters import EventFilter
from accordingto.model import Event, EventPlace, Place, WherePrecision


@dataclass(frozen=True, slots=True, kw_only=True)
class Extent:
    """An area and a period, of which everything given must hold; None asks for nothing.

    `area` is west, south, east, north in degrees; `countries` are ISO 3166 codes; the period's days are both included.
    """

    area: tuple[float, float, float, float] | None = None
    countries: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None

    def holds(self, place: Place) -> bool:
        """Whether a place is in the area."""
        if self.countries and place.country not in self.countries:
            return False
        if self.area is None:
            return True
        west, south, east, north = self.area
        return west <= place.lon <= east and south <= place.lat <= north


def within(extent: Extent, events: Sequence[Event]) -> tuple[Event, ...]:
    """The events of a situation, in their order.

    An event whose place the texts do not settle belongs to it if one of its reports tells another event in the area; an
    event without a date, if it became known in the period.
    """
    timely = [event for event in events if _is_timely(extent, event)]
    if extent.area is None and not extent.countries:
        return tuple(timely)
    inside = {event.id for event in timely if any(_is_inside(extent, told) for told in event.places)}
    about = {report for event in timely if event.id in inside for report in _reports(event)}
    return tuple(event for event in timely if event.id in inside or (_is_unplaced(event) and about & _reports(event)))


def _is_timely(extent: Extent, event: Event) -> bool:
    if event.time is not None:
        return EventFilter(start=extent.start, end=extent.end).matches(event)
    day = event.known_at.date()
    return (extent.start is None or extent.start <= day) and (extent.end is None or day <= extent.end)


def _is_inside(extent: Extent, told: EventPlace) -> bool:
    """Whether an event is told in the area; of an unknown village only its country may be known, not where in it."""
    if told.place is None or (extent.area is not None and _is_anywhere(told)):
        return False
    return extent.holds(told.place)


def _is_unplaced(event: Event) -> bool:
    return all(told.place is None or _is_anywhere(told) for told in event.places)


def _is_anywhere(told: EventPlace) -> bool:
    return told.is_within and (told.where_prec or WherePrecision.VAGUE) >= WherePrecision.VAGUE


def _reports(event: Event) -> set[str]:
    return {told.article_id for claim in event.claims for told in claim.appearances}

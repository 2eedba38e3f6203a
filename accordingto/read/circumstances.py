"""When and where single triggers say that something happened: what keeps two of them from telling of one event."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.model import DatePrecision, EventPlace, TimeExpression, TimeRange, Toponym
from accordingto.model.compatible import gap_days, places_clash
from accordingto.read.encoder import Encoding
from accordingto.read.frames import Frame
from accordingto.read.places import event_places
from accordingto.read.times import event_time

SURELY = 0.5  # probability from which a filler speaks against joining two triggers
EXACT = (DatePrecision.DAY, DatePrecision.DAYS)  # vaguer dates overlap, or are one event's told loosely


@dataclass(frozen=True, slots=True)
class Known:
    """What was read in a text before its events: by it the words that triggers point at are understood."""

    text: str
    times: Sequence[TimeExpression]
    toponyms: Sequence[Toponym]


@dataclass(frozen=True, slots=True)
class Circumstances:
    """The day and the places of one trigger alone; None and () where the words around it do not say."""

    day: TimeRange | None
    places: tuple[EventPlace, ...]


def circumstances(encoding: Encoding, frame: Frame, known: Known) -> Circumstances:
    """When and where a trigger says that its event happened, so far as it surely does."""
    dates, phrases = (
        [encoding.span(c.start, c.end) for c in frame.chunks(role) if c.score >= SURELY] for role in ("date", "place")
    )
    trigger = encoding.span(frame.start, frame.end)
    told = event_time(trigger, known.times, known.text, suggested=dates[0] if dates else None)
    day = told[0] if told and told[0].precision in EXACT else None
    return Circumstances(day, event_places(phrases, known.text, known.toponyms) if phrases else ())


def exclude(one: Circumstances, other: Circumstances) -> bool:
    """Whether two triggers tell of other days or of places too far apart, so that no likeness makes them one event."""
    if one.day is not None and other.day is not None and gap_days(one.day, other.day) > 0:
        return True
    return places_clash(one.places, other.places) is not None

"""Who holds a place, as the claims of control changing hands have it, as of any day."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from accordingto.ledger.declared import NOTHING, Declared
from accordingto.ledger.derive.gains import any_rivals, gainer_of
from accordingto.model import Event, EventPlace, Place, Status, WherePrecision

REAL = (Status.HAPPENED, Status.ONGOING)
# A province is not taken with one of its towns, nor the other way round: only what is told of the place itself counts.
FINE = (WherePrecision.EXACT, WherePrecision.NEAR)


@dataclass(frozen=True, slots=True, kw_only=True)
class Control:
    """Who holds a place since when, by which events; `holder` None: the side that gained it is not told.

    `contested`: the latest change is denied, disputed or told of more than one side.
    """

    place: Place
    holder: str | None
    since: date
    contested: bool
    events: tuple[Event, ...]


def control_of(events: Iterable[Event], as_of: date, declared: Declared = NOTHING) -> tuple[Control, ...]:
    """The last change of control of each place on or before the day `as_of`, by gazetteer id.

    `declared` tells which holders are one record, so that a party under two names is not contested by itself.
    Give events as known at the moment of interest: this looks at when things happened, not when they became known.
    """
    changes: dict[str, list[tuple[date, datetime, Event, Place]]] = defaultdict(list)
    for event in events:
        day = _day(event)
        if day is None or day > as_of or event.control is None or event.status not in REAL:
            continue
        for told in event.places:
            if told.place is not None and _is_the_place_itself(told):
                changes[told.place.gazetteer_id].append((day, event.known_at, event, told.place))
    return tuple(_latest(changes[place_id], declared) for place_id in sorted(changes))


def _day(event: Event) -> date | None:
    """The last day by which the change had happened."""
    return None if event.time is None else event.time.end or event.time.start


def _is_the_place_itself(told: EventPlace) -> bool:
    return told.where_prec in FINE


def _latest(changes: list[tuple[date, datetime, Event, Place]], declared: Declared) -> Control:
    """The change of the last day; several of that day that name rival sides leave the place contested."""
    last = max(day for day, _, _, _ in changes)
    told = sorted((c for c in changes if c[0] == last), key=lambda c: (c[1], c[2].id))
    events = [event for _, _, event, _ in told]
    gainers = [gainer for e in events if (gainer := gainer_of(e.control, e.agents)) is not None]
    disputed = any(e.standing.disputed or (e.control and e.control.contested) for e in events)
    return Control(
        place=told[0][3],
        holder=gainers[0].name if gainers else None,
        since=last,
        contested=bool(disputed) or any_rivals(declared.known_as(gainer) for gainer in gainers),
        events=tuple(events),
    )

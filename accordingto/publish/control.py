"""Who holds which place over time, as the claims have it: for the map as of any day and for the pages of places."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from string import ascii_uppercase

from accordingto.ledger.derive import control_of
from accordingto.model import Event, Place
from accordingto.publish.wording import capitalized, one_line
from accordingto.text import name_key

HOLDERS_COLOURED = 5  # as many hues as stay apart beside the marks' two, in light and dark
UNTOLD = "not told"


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """One change: who holds the place from that day on ("" if nobody says who), and the events that tell of it."""

    since: date
    holder: str
    contested: bool
    event_ids: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldPlace:
    """A place and who held it when, by the day."""

    place: Place
    changes: tuple[Held, ...]

    def on(self, day: date) -> Held | None:
        """Who holds it on a day, None before the first change told of."""
        return next((held for held in reversed(self.changes) if held.since <= day), None)


def control_over_time(events: Iterable[Event]) -> dict[str, HeldPlace]:
    """Every place that is told to have changed hands, by gazetteer id; one name for a holder, however it is written."""
    changing = [event for event in events if event.control is not None]
    by_place: defaultdict[str, list[Event]] = defaultdict(list)
    for event in changing:
        for told in event.places:
            if told.place is not None:
                by_place[told.place.gazetteer_id].append(event)
    names = _names(changing)
    found = ((place_id, _place(place_id, by_place[place_id], names)) for place_id in sorted(by_place))
    return {place_id: held for place_id, held in found if held is not None}


def lettered_holders(places: Iterable[HeldPlace]) -> dict[str, str]:
    """Those who hold places at any time, those of most places first, each with its letter, as on a printed map."""
    named = Counter(name for at in places for name in dict.fromkeys(h.holder for h in at.changes) if name)
    found: dict[str, str] = {}
    for name in sorted(named, key=lambda name: (-named[name], name)):
        found[name] = _letter(name, found.values())
    return found


def _letter(name: str, taken: Collection[str]) -> str:
    """A letter that is not taken, of the name where one is left; "*" if all are."""
    own = (letter for letter in name.upper() if letter.isascii() and letter.isalpha())
    return next((letter for letter in (*own, *ascii_uppercase) if letter not in taken), "*")


def _place(place_id: str, events: Sequence[Event], names: Mapping[str, str]) -> HeldPlace | None:
    """The changes of one place on the days there are any; days that change nothing are left out."""
    changes: list[Held] = []
    place = None
    for day in sorted({day for event in events if event.time and (day := event.time.end or event.time.start)}):
        control = next((c for c in control_of(events, day) if c.place.gazetteer_id == place_id), None)
        if control is None or control.since != day:
            continue
        place = control.place
        name = names.get(name_key(control.holder), "") if control.holder else ""
        changes.append(
            Held(
                since=day,
                holder=name,
                contested=control.contested,
                event_ids=tuple(event.id for event in control.events),
            )
        )
    return HeldPlace(place=place, changes=tuple(changes)) if place else None


def _names(events: Iterable[Event]) -> dict[str, str]:
    """The spelling used most for each holder."""
    spelled: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for event in events:
        if event.control is not None and event.control.to:
            spelled[name_key(event.control.to)][one_line(event.control.to)] += 1
    return {key: capitalized(min(found, key=lambda n: (-found[n], n))) for key, found in spelled.items()}

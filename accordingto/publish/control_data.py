"""Who holds what, as the situation page takes it: flags for the map at once, every change when it is asked for."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from accordingto.publish.control import Held, holders, letters
from accordingto.publish.mapdata import MAP_DIGITS
from accordingto.publish.pages.cards import place_id
from accordingto.publish.situation import Situation

NOBODY = -1  # in place of a holder's number, where nobody says who holds a place


class Flag(NamedTuple):
    """Who held a place in the end; `holder` is a number in the list of holders, or `NOBODY`."""

    lon: float
    lat: float
    holder: int
    contested: bool


class Change(NamedTuple):
    """Who holds a place from a day on, and the event that tells of it."""

    since: str
    holder: int
    contested: bool
    event: str


class PlaceOverTime(msgspec.Struct, array_like=True):
    """A place that is told to have changed hands."""

    name: str
    page: str
    lon: float
    lat: float
    changes: list[Change]


def lettered_holders(situation: Situation) -> list[tuple[str, str]]:
    """Those who hold places at any time, each with its letter; flags and changes give their number in this list."""
    names = holders(situation.control.values())
    return list(zip(names, letters(names), strict=True))


def flags(situation: Situation) -> list[Flag]:
    """Who is last told to hold each place."""
    return [
        Flag(at.lon, at.lat, change.holder, change.contested)
        for at in places_over_time(situation)
        for change in at.changes[-1:]
    ]


def places_over_time(situation: Situation) -> list[PlaceOverTime]:
    """Every place that is told to have changed hands, with all its changes, the earliest first."""
    numbers = {name: number for number, (name, _) in enumerate(lettered_holders(situation))}

    def change(held: Held) -> Change:
        return Change(held.since.isoformat(), numbers.get(held.holder, NOBODY), held.contested, held.event_ids[0])

    return [
        PlaceOverTime(
            situation.place_name(at.place),
            place_id(at.place.gazetteer_id),
            round(at.place.lon, MAP_DIGITS),
            round(at.place.lat, MAP_DIGITS),
            [change(held) for held in at.changes],
        )
        for at in situation.control.values()
    ]

"""Who holds what, as the situation page takes it: flags for the map at once, every change when it is asked for."""

from __future__ import annotations

from typing import NamedTuple

import msgspec

from accordingto.publish.control import Held, HeldPlace, lettered_holders
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


def flags(situation: Situation) -> list[Flag]:
    """Who is last told to hold each place."""
    numbers = _numbers(situation)
    return [
        Flag(*_point(at), numbers.get(held.holder, NOBODY), held.contested)
        for at in situation.control.values()
        for held in at.changes[-1:]
    ]


def places_over_time(situation: Situation) -> list[PlaceOverTime]:
    """Every place that is told to have changed hands, with all its changes, the earliest first."""
    numbers = _numbers(situation)

    def change(held: Held) -> Change:
        return Change(held.since.isoformat(), numbers.get(held.holder, NOBODY), held.contested, held.event_ids[0])

    return [
        PlaceOverTime(
            situation.place_name(at.place),
            place_id(at.place.gazetteer_id),
            *_point(at),
            [change(held) for held in at.changes],
        )
        for at in situation.control.values()
    ]


def _numbers(situation: Situation) -> dict[str, int]:
    """The number of each holder in the list of them."""
    return {name: number for number, name in enumerate(lettered_holders(situation.control.values()))}


def _point(at: HeldPlace) -> tuple[float, float]:
    return round(at.place.lon, MAP_DIGITS), round(at.place.lat, MAP_DIGITS)

"""The records gazetteer sources yield, and what is known of a place from its kind and size alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

MIN_RADIUS_M = 1_000
TOWN_DENSITY = 4_000  # people per km² of a built-up area, between Damascus (11,000) and American suburbs (1,000)

# Prominence is log10 of the population plus what a name owes to its kind: a small capital is better known than a suburb
# of a million. It orders the candidates of one name; the resolver weighs the parts by itself.
_BONUS = {"A.PCLI": 3.0, "L.CONT": 9.0, "L.RGN": 5.0, "H": 4.5, "T": 4.0, "P.PPLC": 1.5, "A.ADM1": 0.8, "P.PPLA": 0.5}


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One place as a source gives it, before it has a row.

    `code` is an administrative unit's own code ("SY", "SY.10", "SY.10.170016"), None for anything else; `admin1` and
    `admin2` are the codes of the units it lies in. `spellings` are further names, best known first; `map_rank` is
    Natural Earth's scale rank (0 the most prominent), None if it is on no map of the world.
    """

    gazetteer_id: str
    name: str
    lat: float
    lon: float
    feature: str
    country: str | None = None
    admin1: str | None = None
    admin2: str | None = None
    code: str | None = None
    population: int = 0
    radius_m: int = MIN_RADIUS_M
    spellings: tuple[str, ...] = ()
    map_rank: int | None = None

    @property
    def prominence(self) -> float:
        """How well known the place is, about 0 (a hamlet) to 13 (a continent)."""
        bonus = _BONUS.get(self.feature) or _BONUS.get(self.feature[:1], 0.0)
        mapped = max(0.0, (10 - self.map_rank) / 5) if self.map_rank is not None else 0.0
        return round(math.log10(self.population + 1) + bonus + mapped, 3)


@dataclass(frozen=True, slots=True, kw_only=True)
class Spelling:
    """A further name of a place that an earlier record gave; of no effect if none did."""

    gazetteer_id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """The name of an administrative unit's code; `gazetteer_id` None or unknown: a unit without a point of its own."""

    code: str
    name: str
    gazetteer_id: str | None


Record = Entry | Spelling | Unit


def town_radius_m(population: int) -> int:
    """How far a town of this size reaches from its middle, taken as a disc of `TOWN_DENSITY`."""
    return max(MIN_RADIUS_M, round(1000 * math.sqrt(population / TOWN_DENSITY / math.pi)))


def area_radius_m(area_km2: float) -> int:
    """The radius of a disc of this area."""
    return max(MIN_RADIUS_M, round(1000 * math.sqrt(area_km2 / math.pi)))

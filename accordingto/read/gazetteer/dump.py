"""GeoNames' own dump files, as a user downloads them: `allCountries` or a country's file, alternate names, codes.

Formats after https://download.geonames.org/export/dump/readme.txt: tab-separated UTF-8 without header or quoting. Files
are read line by line, plain or zipped; a line that does not fit is left out and counted, never guessed at.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from accordingto.errors import GazetteerError
from accordingto.read.gazetteer.bundled import bundled_sources, is_latin
from accordingto.read.gazetteer.entries import MIN_RADIUS_M, Entry, Spelling, Unit, area_radius_m, town_radius_m

_COLUMNS = 19
_COUNTRY_FILE = re.compile(r"(allCountries|[A-Z]{2})\.(?:txt|zip)")
# What news names of the classes that are too many to take whole: bases, airports, crossings, dams, prisons, plants.
_SITES = frozenset(
    "AIRB AIRF AIRP AIRQ AIRT CMP CMPRF CRSS DAM FT HSP HSTS MKT MNMT MSQE NSY PRN PS PSN PSH PWR RUIN UNIV".split()
)
_ROADS = frozenset(("RD", "RDA", "RDB", "BDG"))
_NO_NAMES = frozenset("link wkdt post iata icao faac unlc tcid phon piny".split())


def dump_sources(folder: Path) -> Iterator[tuple[str, Iterator[Entry | Spelling | Unit]]]:
    """The bundled places with those of the dump files in `folder` over them, in the order they must be written in.

    With `allCountries` the bundled towns and provinces are left out. Raises GazetteerError if the folder holds none of
    the files.
    """
    places = sorted(p for p in folder.glob("*") if _COUNTRY_FILE.fullmatch(p.name)) if folder.is_dir() else []
    if not places:
        raise GazetteerError(
            f"{folder}: no GeoNames dump here (allCountries.txt or a country's, such as SY.txt, or their .zip)"
        )
    is_world = any(p.name.startswith("allCountries") for p in places)
    for name, entries in bundled_sources():
        if not is_world or name not in ("towns", "provinces and districts"):
            yield name, entries
    areas = _areas(folder)
    for path in places:
        yield path.name, _entries(path, areas)
    for stem in ("admin1CodesASCII", "admin2Codes"):
        if (codes := _find(folder, stem)) is not None:
            yield codes.name, _units(codes)
    if (names := _find(folder, "alternateNamesV2") or _find(folder, "alternateNames")) is not None:
        yield names.name, _spellings(names)


def _find(folder: Path, stem: str) -> Path | None:
    return next((p for p in (folder / f"{stem}.txt", folder / f"{stem}.zip") if p.exists()), None)


@contextmanager
def _lines(path: Path) -> Iterator[Iterator[list[str]]]:
    """The rows of a dump file, comments left out; from a zip its member of the same name."""
    try:
        if path.suffix == ".zip":
            with zipfile.ZipFile(path) as archive, archive.open(f"{path.stem}.txt") as raw:
                yield _rows(io.TextIOWrapper(raw, "utf-8", errors="replace", newline="\n"))
        else:
            with path.open(encoding="utf-8", errors="replace", newline="\n") as lines:
                yield _rows(lines)
    except (OSError, zipfile.BadZipFile, KeyError) as error:
        raise GazetteerError(f"{path}: cannot be read as a GeoNames file ({error})") from error


def _rows(lines: io.TextIOBase | io.TextIOWrapper) -> Iterator[list[str]]:
    for line in lines:
        if not line.startswith("#"):
            yield line.rstrip("\r\n").split("\t")


@dataclass(frozen=True, slots=True)
class _Row:
    """The columns of the main table that are used; numbers already read."""

    number: int
    name: str
    ascii_name: str
    alternates: str
    lat: float
    lon: float
    feature_class: str
    feature_code: str
    country: str
    codes: tuple[str, str]
    population: int

    @classmethod
    def parse(cls, cells: list[str]) -> _Row | None:
        """The row, or None if the line does not fit the format."""
        if len(cells) < _COLUMNS:
            return None
        try:
            number, lat, lon, population = int(cells[0]), float(cells[4]), float(cells[5]), int(cells[14] or 0)
        except ValueError:
            return None
        if not (-90 <= lat <= 90 and -180 <= lon <= 180) or not cells[1]:
            return None
        return cls(
            number,
            cells[1],
            cells[2],
            cells[3],
            lat,
            lon,
            cells[6],
            cells[7],
            cells[8],
            (cells[10], cells[11]),
            population,
        )


def _entries(path: Path, areas: dict[str, float]) -> Iterator[Entry]:
    with _lines(path) as rows:
        for cells in rows:
            row = _Row.parse(cells)
            if row is not None and _is_wanted(row):
                yield _entry(row, areas)


def _is_wanted(row: _Row) -> bool:
    if row.feature_class == "S":
        return row.feature_code in _SITES
    if row.feature_class == "R":
        return row.feature_code in _ROADS
    if row.feature_code.endswith("H") and row.feature_class in "AP":
        return False  # historical: PPLH, ADM1H
    return row.feature_class in ("A", "P", "L", "T", "H")


def _entry(row: _Row, areas: dict[str, float]) -> Entry:
    admin1 = f"{row.country}.{row.codes[0]}" if row.codes[0] and row.codes[0] != "00" else None
    admin2 = f"{admin1}.{row.codes[1]}" if admin1 and row.codes[1] else None
    code = {"PCLI": row.country, "ADM1": admin1, "ADM2": admin2}.get(row.feature_code)
    return Entry(
        gazetteer_id=f"geonames:{row.number}",
        name=row.name,
        lat=row.lat,
        lon=row.lon,
        feature=f"{row.feature_class}.{row.feature_code}",
        country=row.country or None,
        admin1=None if row.feature_code == "PCLI" else admin1,
        admin2=admin2,
        code=code,
        population=row.population,
        radius_m=_radius_m(row, areas),
        spellings=tuple(dict.fromkeys(n for n in (row.ascii_name, *row.alternates.split(",")) if _is_spelling(n))),
    )


_RADII_M = {"ADM1": 60_000, "ADM2": 20_000, "ADM3": 8_000, "ADM4": 4_000, "RGN": 30_000, "SEA": 300_000, "STM": 30_000}


def _radius_m(row: _Row, areas: dict[str, float]) -> int:
    if row.feature_code == "PCLI" and row.country in areas:
        return area_radius_m(areas[row.country])
    return (
        town_radius_m(row.population) if row.feature_class == "P" else _RADII_M.get(row.feature_code, 3 * MIN_RADIUS_M)
    )


def _is_spelling(name: str) -> bool:
    return len(name) > 2 and is_latin(name) and name[0].isupper() and not (len(name) <= 4 and name.isupper())


def _areas(folder: Path) -> dict[str, float]:
    """Areas in km² by country, from `countryInfo.txt` where it is there."""
    path = _find(folder, "countryInfo")
    if path is None:
        return {}
    with _lines(path) as rows:
        return {
            cells[0]: float(cells[6]) for cells in rows if len(cells) > 6 and re.fullmatch(r"\d+(?:\.\d+)?", cells[6])
        }


def _units(path: Path) -> Iterator[Unit]:
    with _lines(path) as rows:
        for cells in rows:
            if len(cells) >= 4 and cells[3].isdigit():
                yield Unit(code=cells[0], name=cells[1], gazetteer_id=f"geonames:{cells[3]}")


def _spellings(path: Path) -> Iterator[Spelling]:
    with _lines(path) as rows:
        for cells in rows:
            if (
                len(cells) >= 4
                and cells[1].isdigit()
                and cells[2] not in _NO_NAMES
                and is_latin(cells[3])
                and len(cells[3]) > 2
            ):
                yield Spelling(gazetteer_id=f"geonames:{cells[1]}", name=cells[3])

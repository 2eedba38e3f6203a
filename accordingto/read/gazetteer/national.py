"""A national gazetteer as a CSV file: what a humanitarian cluster or a statistics office hands out, one place a row.

The first row names the columns, in any order and case. Needed: `name`, `lat`, `lon`. Used if there: `id` (else the
line's number), `alternate_names` (split at `|` or `;`), `country` (ISO 3166 alpha-2), `admin1`, `admin2` (names),
`feature` (a GeoNames class and code, "P.PPL" if empty), `population`, `radius_m`. Other columns are passed over.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

from accordingto.errors import GazetteerError
from accordingto.read.gazetteer.entries import Entry, Unit, town_radius_m
from accordingto.read.gazetteer.names import exact_key

NEEDED = ("name", "lat", "lon")


def national_source(path: Path) -> Iterator[Entry | Unit]:
    """The places of the file, with the units they name.

    Raises GazetteerError, naming the line, for a missing column or a row whose numbers are none: a place out of place
    would be drawn.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines:
            reader = csv.DictReader(lines)
            reader.fieldnames = [name.strip().casefold() for name in reader.fieldnames or ()]
            missing = [name for name in NEEDED if name not in reader.fieldnames]
            if missing:
                raise GazetteerError(f"{path}: no column {', '.join(missing)}; needed are {', '.join(NEEDED)}")
            for row in reader:
                cells = {
                    key: (value or "").strip() for key, value in row.items() if key and isinstance(value, str | None)
                }
                if cells["name"]:
                    yield from _records(path, reader.line_num, cells)
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        raise GazetteerError(f"{path}: cannot be read as CSV ({error})") from error


def _records(path: Path, line: int, cells: dict[str, str]) -> Iterator[Entry | Unit]:
    country = cells.get("country", "").upper() or None
    admin1, admin2 = _unit_code(country, cells.get("admin1", "")), None
    if admin1 is not None:
        yield Unit(code=admin1, name=cells["admin1"], gazetteer_id=None)
        admin2 = _unit_code(admin1, cells.get("admin2", ""))
        if admin2 is not None:
            yield Unit(code=admin2, name=cells["admin2"], gazetteer_id=None)
    population = int(_number(path, line, "population", cells.get("population") or "0"))
    lat, lon = _number(path, line, "lat", cells["lat"]), _number(path, line, "lon", cells["lon"])
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise GazetteerError(f"{path}: line {line}: {lat}, {lon} is no latitude and longitude")
    yield Entry(
        gazetteer_id=f"{path.stem}:{cells.get('id') or line}",
        name=cells["name"],
        lat=lat,
        lon=lon,
        feature=cells.get("feature") or "P.PPL",
        country=country,
        admin1=admin1,
        admin2=admin2,
        population=population,
        radius_m=int(_number(path, line, "radius_m", cells.get("radius_m") or "0")) or town_radius_m(population),
        spellings=tuple(n.strip() for n in re.split(r"[|;]", cells.get("alternate_names", "")) if n.strip()),
    )


def _unit_code(parent: str | None, name: str) -> str | None:
    """A code of the file's own for a unit it names, "SY.~hama": GeoNames' codes never hold a tilde."""
    return f"{parent}.~{exact_key(name).replace(' ', '-')}" if parent and name else None


def _number(path: Path, line: int, column: str, value: str) -> float:
    if re.fullmatch(r"-?\d+(?:\.\d+)?", value) is None:
        raise GazetteerError(f"{path}: line {line}: {column} is {value!r}, not a number")
    return float(value)

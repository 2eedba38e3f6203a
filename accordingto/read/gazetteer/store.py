"""Look-ups over one gazetteer file: names to candidate places, exact or forgiving transliteration; codes to places."""

from __future__ import annotations

import os
import sqlite3
import struct
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeVar

import platformdirs

from accordingto.errors import GazetteerError
from accordingto.model import Place
from accordingto.read.gazetteer.build import FORMAT, MIN_SOUND, Progress, build
from accordingto.read.gazetteer.bundled import bundled_sources
from accordingto.read.gazetteer.names import exact_key, slavic_variants, tolerant_key, vowel_distance

PATH_VARIABLE = "ACCORDINGTO_GAZETTEER"
MAPPED_BYTES: Final = 1 << 28  # the file is read through the page cache, shared between processes
PARAMETERS = 500  # a statement's bound values; SQLite allows 999 in its oldest supported builds
REMEMBERED = 20_000  # keys and places kept from one article to the next, about 10 MB

# Vowels of a tolerant match may disagree by this much on average. Swept on the table of transliterations in the tests:
# all pairs match, "Sarona" for "Souran" does not. Names of two or three consonants have little else to go by.
MAX_VOWEL_DISTANCE = 0.22
MAX_VOWEL_DISTANCE_SHORT = {2: 0.04, 3: 0.16}
_SLAVIC = frozenset(("UA", "RU", "BY"))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place a name may mean. `place_id` is its row; `admin1`, `admin2` codes; `distance` how far the spelling is off.

    `is_alternate` says that the name is one of the place's further names; `distance` is 0 for an exact match.
    """

    place_id: int
    gazetteer_id: str
    name: str
    country: str
    admin1: str
    admin2: str
    lat: float
    lon: float
    feature: str
    population: int
    radius_m: int
    prominence: float
    is_alternate: bool = False
    distance: float = 0.0


_T = TypeVar("_T", str, int)
_Row = tuple[int, str, str, str, str, str, float, float, str, int, int, float]


def default_path() -> Path:
    """Where the gazetteer lies: the file that ACCORDINGTO_GAZETTEER names, else one in the user's cache folder."""
    named = os.environ.get(PATH_VARIABLE)
    return Path(named) if named else Path(platformdirs.user_cache_dir("accordingto")) / f"gazetteer-{FORMAT}.sqlite"


class Gazetteer:
    """Read-only look-ups; one instance serves one thread."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._names: dict[str, tuple[int, ...]] = {}
        self._rows: dict[int, _Row] = {}
        self._admins: dict[str, str | None] = {}

    @classmethod
    def open(cls, path: Path | None = None, *, progress: Progress | None = None) -> Gazetteer:
        """The gazetteer at `path` (None: `default_path()`), built from the bundled sources if it is not there yet.

        A file that exists and is not a gazetteer of this version raises GazetteerError, except at the default path,
        where it is built anew.
        """
        target = path or default_path()
        if not target.exists():
            build(bundled_sources(), target, progress=progress)
        try:
            return cls(_connect(target))
        except GazetteerError:
            if path is not None or PATH_VARIABLE in os.environ:
                raise
            build(bundled_sources(), target, progress=progress)
            return cls(_connect(target))

    def close(self) -> None:
        """Let go of the file; the object is of no use afterwards."""
        self._connection.close()

    def known(self, keys: Collection[str]) -> set[str]:
        """Those of the exact keys that name some place."""
        self._load_names(keys)
        return {key for key in keys if self._names.get(key)}

    def look_up(self, keys: Collection[str], *, limit: int = 40) -> dict[str, tuple[Candidate, ...]]:
        """For each exact key the places it names, most prominent first, at most `limit`; () for an unknown key."""
        self._load_names(keys)
        coded = {key: self._names.get(key, ())[:limit] for key in keys}
        self._load_places({code >> 1 for codes in coded.values() for code in codes})
        return {key: tuple(self._candidate(c >> 1, bool(c & 1)) for c in codes) for key, codes in coded.items()}

    def look_up_tolerant(
        self, names: Collection[str], countries: Collection[str], *, limit: int = 12
    ) -> dict[str, tuple[Candidate, ...]]:
        """For each name the places in `countries` that it may be another romanisation of, nearest spelling first."""
        wanted: dict[str, set[str]] = {}
        for name in names:
            key = tolerant_key(name)
            if len(key.lstrip("@")) >= MIN_SOUND:
                wanted[name] = set(slavic_variants(key)) if _SLAVIC.intersection(countries) else {key}
        hits = self._sounds(set().union(*wanted.values()) if wanted else set(), sorted(countries))
        near = {
            name: _nearest(name, [h for key in sorted(keys) for h in hits.get(key, ())])
            for name, keys in wanted.items()
        }
        self._load_places({place for found in near.values() for place in found})
        results: dict[str, tuple[Candidate, ...]] = {}
        for name in names:
            ranked = sorted(near.get(name, {}).items(), key=lambda item: (item[1], -self._rows[item[0]][11]))
            results[name] = tuple(self._candidate(place, True, distance) for place, distance in ranked[:limit])
        return results

    def place(self, candidate: Candidate) -> Place:
        """The candidate as a record, with the names of the units it lies in."""
        return Place(
            gazetteer_id=candidate.gazetteer_id,
            name=candidate.name,
            country=candidate.country or None,
            admin1=self.admin_name(candidate.admin1),
            admin2=self.admin_name(candidate.admin2),
            lat=candidate.lat,
            lon=candidate.lon,
            feature=candidate.feature,
            population=candidate.population,
            radius_m=candidate.radius_m,
        )

    def admin_name(self, code: str) -> str | None:
        """The name of an administrative unit by its code ("SY.10"), None if the file does not know it."""
        if not code:
            return None
        if code not in self._admins:
            row = self._query("SELECT name FROM admin WHERE code = ?", (code,))
            self._admins[code] = str(row[0][0]) if row else None
        return self._admins[code]

    def unit(self, code: str) -> Candidate | None:
        """The administrative unit of this code ("SY" or "SY.10") as a place, None if the file does not know it."""
        row = self._query("SELECT place FROM admin WHERE code = ? AND place IS NOT NULL", (code,))
        if not row:
            return None
        place = int(str(row[0][0]))
        self._load_places({place})
        return self._candidate(place, False)

    def _candidate(self, place: int, is_alternate: bool, distance: float = 0.0) -> Candidate:
        return Candidate(*self._rows[place], is_alternate, distance)

    def _load_names(self, keys: Iterable[str]) -> None:
        if len(self._names) > REMEMBERED:
            self._names.clear()
        missing = [key for key in dict.fromkeys(keys) if key not in self._names]
        for chunk in _chunks(missing):
            found = self._query(f"SELECT key, places FROM name WHERE key IN ({_marks(chunk)})", chunk)
            self._names.update(dict.fromkeys(chunk, ()))
            for key, blob in found:
                assert isinstance(blob, bytes)
                self._names[str(key)] = struct.unpack(f"<{len(blob) // 4}I", blob)

    def _load_places(self, places: Collection[int]) -> None:
        if len(self._rows) > REMEMBERED:
            self._rows.clear()
        missing = sorted(place for place in places if place not in self._rows)
        for chunk in _chunks(missing):
            statement = (
                "SELECT id, gid, name, coalesce(country, ''), coalesce(admin1, ''), coalesce(admin2, ''), lat, lon, "
                f"feature, population, radius_m, prominence FROM place WHERE id IN ({_marks(chunk)})"
            )
            for row in self._query(statement, chunk):
                self._rows[row[0]] = row  # type: ignore[index, assignment]

    def _sounds(self, keys: Collection[str], countries: Sequence[str]) -> Mapping[str, list[tuple[str, int]]]:
        """Spellings and places by tolerant key."""
        hits: dict[str, list[tuple[str, int]]] = {}
        for chunk in _chunks(sorted(keys)):
            statement = (
                f"SELECT key, spelling, place FROM sound WHERE key IN ({_marks(chunk)}) "
                f"AND country IN ({_marks(countries)})"
            )
            for key, spelling, place in self._query(statement, [*chunk, *countries]):
                hits.setdefault(str(key), []).append((str(spelling), int(str(place))))
        return hits

    def _query(self, statement: str, values: Sequence[object]) -> list[tuple[object, ...]]:
        try:
            return self._connection.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise GazetteerError(f"the gazetteer file is damaged ({error}); remove it to have it built anew") from error


def _connect(path: Path) -> sqlite3.Connection:
    try:
        connection = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        found = connection.execute("SELECT value FROM meta WHERE key = 'format'").fetchone()
        connection.execute(f"PRAGMA mmap_size = {MAPPED_BYTES}")
    except sqlite3.Error as error:
        raise GazetteerError(f"{path}: not a gazetteer file ({error})") from error
    if found is None or found[0] != str(FORMAT):
        connection.close()
        raise GazetteerError(f"{path}: a gazetteer of another version; build it anew")
    return connection


def _nearest(name: str, hits: Iterable[tuple[str, int]]) -> dict[int, float]:
    """The places whose spelling is near enough to `name`, with the smallest distance of their spellings."""
    own = exact_key(name)
    limit = MAX_VOWEL_DISTANCE_SHORT.get(len(tolerant_key(name).lstrip("@")), MAX_VOWEL_DISTANCE)
    nearest: dict[int, float] = {}
    for spelling, place in hits:
        distance = vowel_distance(own, spelling)
        if distance <= limit and distance < nearest.get(place, 2.0):
            nearest[place] = max(distance, 0.01)
    return nearest


def _chunks(values: Sequence[_T]) -> Iterable[Sequence[_T]]:
    return (values[i : i + PARAMETERS] for i in range(0, len(values), PARAMETERS))


def _marks(values: Sequence[object]) -> str:
    return ",".join("?" * len(values))

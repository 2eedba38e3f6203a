"""`situation.toml`: what one page is about and how it is published; it may hold or name what is declared of sources."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Literal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

import msgspec

from accordingto.declarations.sources import Declarations, SourceTable, checked_records, is_country_code, load_sources
from accordingto.declarations.toml_files import KeyPath, line_of, load_toml
from accordingto.errors import SettingsError
from accordingto.text import name_key

_DELAY = re.compile(r"(\d{1,5}) ?(minute|hour|day|week)s?")
_SCHEMES = ("http", "https", "mailto")


class Period(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The days a situation is about, both included; an end that is left out is open."""

    start: date | None = None
    end: date | None = None


class Cover(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A picture above the page: a file, what it shows in words, and whose it is."""

    image: str
    alt: str
    credit: str


class Link(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A link of the page's own: to support it, to subscribe, to details."""

    text: str
    url: str


class SituationFile(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The whole file, as it is written."""

    title: str | None = None
    standfirst: str | None = None
    area: tuple[float, float, float, float] | None = None
    countries: tuple[str, ...] = ()
    period: Period = Period()
    tags: tuple[str, ...] = ()
    time_zone: str = "UTC"
    delay: str | None = None
    texts: Literal["licence", "full"] = "licence"
    base_url: str | None = None
    cover: Cover | None = None
    links: tuple[Link, ...] = ()
    feeds: tuple[str, ...] = ()
    sides: dict[str, tuple[str, ...]] = {}
    sources: tuple[str, ...] = ()
    source: tuple[SourceTable, ...] = ()
    actor: tuple[SourceTable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class SituationPlan:
    """A checked file: paths are whole, `delay` is a span of time, and all that is declared of sources is in one place.

    `area` is west, south, east, north in degrees.
    """

    file: SituationFile
    feeds: tuple[str, ...]
    cover: Path | None
    delay: timedelta
    declarations: Declarations


def load_situation(path: Path) -> SituationPlan:
    """The plan in a file. Raises SettingsError naming file, line and remedy."""
    file, text = load_toml(path, SituationFile)
    for place, sentence in _faults(file):
        raise SettingsError(f"{path}:{line_of(place, text)}: {sentence}")
    folder = path.parent
    records = [
        *load_sources(*(folder / name for name in file.sources)),
        *checked_records(file.source, path, text, "source"),
        *checked_records(file.actor, path, text, "actor"),
    ]
    return SituationPlan(
        file=file,
        feeds=tuple(feed if urlsplit(feed).scheme in _SCHEMES else str(folder / feed) for feed in file.feeds),
        cover=folder / file.cover.image if file.cover else None,
        delay=_delay(file.delay) or timedelta(0),
        declarations=Declarations(records=tuple(records), sides=file.sides),
    )


def _faults(file: SituationFile) -> Iterator[tuple[KeyPath, str]]:
    """What the types let pass: where, and in which sentence."""
    if file.area is not None and not _is_area(*file.area):
        yield ("area",), "area must be [west, south, east, north] in degrees, west before east and south before north"
    for code in file.countries:
        if not is_country_code(code):
            yield ("countries",), f"country {code!r} is not an ISO 3166 code of two capital letters"
    start, end = file.period.start, file.period.end
    if start is not None and end is not None and start > end:
        yield ("period",), f"the period ends ({end}) before it starts ({start})"
    if not _is_zone(file.time_zone):
        yield ("time_zone",), f"{file.time_zone!r} is no time zone; write one such as 'Asia/Damascus' or 'UTC'"
    if file.delay is not None and _delay(file.delay) is None:
        yield ("delay",), f"delay must be a span such as '36 hours' or '2 days', not {file.delay!r}"
    for index, link in enumerate(file.links):
        if urlsplit(link.url).scheme not in _SCHEMES:
            yield ("links", index, "url"), f"a link begins with https:, http: or mailto:, not {link.url!r}"
    if file.base_url is not None and urlsplit(file.base_url).scheme not in _SCHEMES[:2]:
        yield ("base_url",), f"base_url begins with https: or http:, not {file.base_url!r}"
    yield from _faults_of_sides(file.sides)


def _faults_of_sides(sides: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[KeyPath, str]]:
    side_of: dict[str, str] = {}
    for side, members in sides.items():
        for member in members:
            key = name_key(member)
            if not key:
                yield ("sides", side), f"side {side!r} holds a name that is empty"
            if side_of.setdefault(key, side) != side:
                yield ("sides", side), f"{member!r} is on side {side_of[key]!r} already"


def _is_area(west: float, south: float, east: float, north: float) -> bool:
    return -180 <= west < east <= 180 and -90 <= south < north <= 90


def _is_zone(name: str) -> bool:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return False
    return True


def _delay(text: str | None) -> timedelta | None:
    match = _DELAY.fullmatch(text or "")
    return timedelta(**{f"{match[2]}s": int(match[1])}) if match else None

"""Publication dates as pages, feeds and date lines write them.

A time without a zone is never taken for UTC: only its day is kept, at midnight UTC with `zone` None. Ambiguous
all-number dates ("04/12/2024") are not read at all.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime

EARLIEST_YEAR = 1900
_LATEST_YEAR = 2200

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan januar janvier enero", "february feb februar février febrero", "march mar märz mars marzo",
            "april apr avril abril", "may mai mayo", "june jun juni juin junio", "july jul juli juillet julio",
            "august aug août agosto", "september sept sep septembre septiembre", "october oct oktober octobre octubre",
            "november nov novembre noviembre", "december dec dezember décembre diciembre",
        ), 1,
    )
    for name in names.split()
}  # fmt: skip
_MONTH = r"(?P<month>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?\.?,?\s+)?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"
_ZONE = r"(?P<zone>Z\b|(?:UTC|GMT)?\s?[+\-−]\d{1,2}(?::?\d{2})?\b|[A-Z]{2,4}\b)"
_TIME = (
    r"(?:[\s,|·•\-–—]*(?:at\s+)?(?P<hour>\d{1,2})[:.](?P<minute>\d{2})(?::(?P<second>\d{2}))?"
    r"(?:\s?(?P<half>[ap])\.?m\.?(?![a-z]))?(?:\s?\(?" + _ZONE + r"\)?)?)?"
)
# Day and year may touch the comma ("December 4,2024").
_WRITTEN = tuple(
    re.compile(pattern + _TIME, re.I)
    for pattern in (
        _WEEKDAY + _MONTH + r"\s?" + _DAY + r"(?:\s*,\s*|\s+)" + _YEAR,
        _WEEKDAY + _DAY + r"\.?\s?(?:(?:of|de)\s)?" + _MONTH + r",?\s?(?:de\s)?" + _YEAR,
        r"(?P<year>(?:19|20)\d{2})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})",
    )
)
_ISO = re.compile(
    r"(?P<date>\d{4}-\d{2}-\d{2})(?:[T\s]\s?(?P<time>\d{2}:\d{2}(?::\d{2})?)(?:[.,]\d+)?\s?(?P<zone>Z|[+\-−]\d{2}:?\d{2}|[+\-−]\d{2})?)?",
    re.I,
)
_RFC822 = re.compile(
    r"(?:[a-z]{3,9},?\s+)?\d{1,2}\s+[a-z]{3,9}\s+\d{2,4}\s+\d{1,2}:\d{2}(?::\d{2})?\s*(?:[A-Z]{1,4}|[+-]\d{4})?$", re.I
)
# Zone names that mean one offset only; "IST", "CST" and "BST" are claimed by several parts of the world.
_ZONES_H = {"UTC": 0, "GMT": 0, "Z": 0, "EST": -5, "EDT": -4, "PST": -8, "PDT": -7, "MSK": 3, "CET": 1, "CEST": 2,
            "EET": 2, "EEST": 3}  # fmt: skip
_OFFSET = re.compile(r"(?:UTC|GMT)?\s?([+\-−])(\d{1,2}):?(\d{2})?$", re.I)
_MAX_OFFSET = timedelta(hours=14)  # Kiribati, the farthest there is


@dataclass(frozen=True, slots=True)
class Moment:
    """A time in UTC and the offset it was written with ("+03:00"); `zone` None: only the day was told."""

    at: datetime
    zone: str | None = None


def moment_of_day(day: date) -> Moment:
    """Midnight UTC of a day, marked as a day only."""
    return Moment(datetime(day.year, day.month, day.day, tzinfo=UTC))


def parse_moment(value: str | None) -> Moment | None:
    """What a field for dates says, in ISO 8601, RFC 822 or as a newspaper writes it; None if none of these."""
    if not value:
        return None
    value = value.strip()[:80]
    iso = _ISO.match(value)
    if iso:
        return _from_iso(iso)
    return _from_rfc822(value) or _from_written(value)


def _from_iso(match: re.Match[str]) -> Moment | None:
    try:
        local = datetime.fromisoformat(f"{match['date']}T{match['time'] or '00:00'}")
    except ValueError:
        return None
    return _moment(local, _offset(match["zone"]) if match["time"] else None)


def _from_rfc822(value: str) -> Moment | None:
    """The standard library reads almost anything as RFC 822, so only what has its shape is given to it."""
    if not _RFC822.match(value):
        return None
    try:
        parsed = parsedate_to_datetime(value)
    except (ValueError, OverflowError):
        return None
    return _moment(parsed.replace(tzinfo=None), parsed.utcoffset())


def _from_written(value: str) -> Moment | None:
    found = find_date(value)
    return found.moment if found and found.start == 0 else None


@dataclass(frozen=True, slots=True)
class FoundDate:
    """A date in a line of text: what it says and which characters say it."""

    moment: Moment
    start: int
    end: int


def find_date(line: str) -> FoundDate | None:
    """The first full date (day, month and year) in `line`, with its time and zone if they follow it."""
    matches = (match for pattern in _WRITTEN for match in pattern.finditer(line))
    for match in sorted(matches, key=lambda m: m.start()):
        moment = _moment_of(match)
        if moment:
            return FoundDate(moment, match.start(), match.end())
    return None


def _moment_of(match: re.Match[str]) -> Moment | None:
    month = match["month"].lower()
    hour = int(match["hour"] or 0)
    if match["half"] and 1 <= hour <= 12:
        hour = hour % 12 + (12 if match["half"].lower() == "p" else 0)
    try:
        local = datetime(  # noqa: DTZ001 - `_moment` gives it its zone, or keeps only its day
            int(match["year"]), _MONTHS.get(month) or int(month), int(match["day"]), hour,
            int(match["minute"] or 0), int(match["second"] or 0),
        )  # fmt: skip
    except ValueError:
        return None
    return _moment(local, _offset(match["zone"]) if match["hour"] else None)


def _offset(zone: str | None) -> timedelta | None:
    if zone is None:
        return None
    name = zone.upper().strip()
    if name in _ZONES_H:
        return timedelta(hours=_ZONES_H[name])
    match = _OFFSET.match(name)
    if not match:
        return None
    offset = timedelta(hours=int(match[2]), minutes=int(match[3] or 0))
    return offset if match[1] == "+" else -offset


def _moment(local: datetime, offset: timedelta | None) -> Moment | None:
    """The moment of a local time; None outside the years of newspapers and radio or with an impossible offset."""
    if not EARLIEST_YEAR <= local.year < _LATEST_YEAR:
        return None
    if offset is None:
        return moment_of_day(local.date())
    if abs(offset) > _MAX_OFFSET:
        return None
    return Moment(local.replace(tzinfo=timezone(offset)).astimezone(UTC), _zone_name(offset))


def _zone_name(offset: timedelta) -> str:
    minutes = round(offset.total_seconds() / 60)
    sign = "-" if minutes < 0 else "+"
    return f"{sign}{abs(minutes) // 60:02d}:{abs(minutes) % 60:02d}"

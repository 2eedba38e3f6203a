"""Numbers, dates and names as a newsroom writes them, and text from reports made fit to be shown."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, timedelta, tzinfo

from accordingto.model import Amount, DatePrecision, Figure, Standing, TimeRange

_KEPT_FORMATS = frozenset("\u200c\u200d")  # joiners: Persian, Indic scripts and emoji need them
_KEPT_CONTROLS = frozenset("\n\t")
MONTHS = (
    "January February March April May June July August September October November December".split()
)  # not strftime: that follows the locale of the machine
WEEKDAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
CREDIBILITY = {
    1: "confirmed by other sources",
    2: "probably true",
    3: "possibly true",
    4: "doubtful",
    5: "improbable",
    6: "cannot be judged",
}  # Admiralty code, NATO STANAG 2511


def clean(text: str) -> str:
    """The text without control, direction-changing and invisible characters: what is read is what is there."""
    return text if text.isprintable() else "".join(c for c in text if _is_shown(c))


def _is_shown(character: str) -> bool:
    category = unicodedata.category(character)
    if category in ("Cc", "Cs"):
        return character in _KEPT_CONTROLS
    return category != "Cf" or character in _KEPT_FORMATS


def one_line(text: str) -> str:
    """The text with every run of white space as one blank."""
    return " ".join(clean(text).split())


def shortened(text: str, limit: int) -> str:
    """At most `limit` characters, cut at a word, with an ellipsis where something is missing."""
    if len(text) <= limit:
        return text
    head = text[:limit]
    at = head.rfind(" ")
    return (head[:at] if at > limit // 2 else head).rstrip(" ,;:–-") + "…"


def capitalized(text: str) -> str:
    """The text with its first letter raised and nothing else changed."""
    return text[:1].upper() + text[1:]


def joined(names: Sequence[str], limit: int = 3) -> str:
    """ "A, B and C"; beyond `limit` names the rest is counted."""
    if len(names) > limit:
        names = [*names[: limit - 1], f"{len(names) - limit + 1} more"]
    return " and ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else "".join(names)


def counted(number: int, noun: str, plural: str | None = None) -> str:
    """ "1 report", "1,204 reports"."""
    return f"{number:,} {noun if number == 1 else plural or noun + 's'}"


def day(moment: date) -> str:
    """ "1 December 2024"."""
    return f"{moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def month(moment: date) -> str:
    """ "December 2024"."""
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def weekday(moment: date) -> str:
    """ "Sunday 1 December 2024"."""
    return f"{WEEKDAYS[moment.weekday()]} {day(moment)}"


def minute(moment: datetime, zone: tzinfo = UTC) -> str:
    """ "1 December 2024, 17:05 UTC+3"; a report dated to the day alone, stored at midnight UTC, is shown as a day."""
    if _is_day_alone(moment):
        return day(moment.astimezone(UTC))
    local = moment.astimezone(zone)
    return f"{day(local)}, {local:%H:%M} {_offset(local.utcoffset() or timedelta(0))}"


def local_day(moment: datetime, zone: tzinfo = UTC) -> date:
    """The day that `minute` names."""
    return moment.astimezone(UTC if _is_day_alone(moment) else zone).date()


def _is_day_alone(moment: datetime) -> bool:
    return moment.astimezone(UTC).time() == datetime.min.time()


def _offset(ahead: timedelta) -> str:
    """ "UTC", "UTC+3", "UTC−3:30": unlike the letters of a zone, the same to every reader."""
    hours, rest = divmod(abs(int(ahead.total_seconds())) // 60, 60)
    if not hours and not rest:
        return "UTC"
    return f"UTC{'−' if ahead < timedelta(0) else '+'}{hours}" + (f":{rest:02}" if rest else "")


def days(first: date, last: date) -> str:
    """ "27–29 November 2024", naming month and year once where they are shared."""
    if first == last:
        return day(first)
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{day(last)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {day(last)}"
    return f"{day(first)} – {day(last)}"


def when(time: TimeRange | None) -> str:
    """A time range as precisely as the reports give it, "" if they give none."""
    if time is None:
        return ""
    if time.start is None:
        return f"until {day(time.end)}" if time.end else ""
    if time.end is None:
        return f"since {day(time.start)}"
    if time.precision is DatePrecision.YEAR and time.start.year == time.end.year:
        return str(time.start.year)
    if time.precision is DatePrecision.MONTH and (time.start.year, time.start.month) == (time.end.year, time.end.month):
        return month(time.start)
    return days(time.start, time.end)


def amount(value: Amount) -> str:
    """ "12", "at least 12", "up to 40", "12–40"."""
    if value.high is None:
        return f"at least {value.low:,}"
    if value.low == value.high:
        return f"{value.low:,}"
    return f"up to {value.high:,}" if value.low == 0 else f"{value.low:,}–{value.high:,}"


def figures(values: Iterable[Figure]) -> str:
    """ "at least 12 killed, 30 injured", each said once."""
    return ", ".join(dict.fromkeys(f"{amount(figure.amount)} {one_line(figure.unit)}" for figure in values))


def origins(standing: Standing) -> str:
    """ "1 origin", "2–4 origins": a range where independence is not settled, none where it is only denied."""
    low, high = standing.origins_low, standing.origins_high
    if high == 0:
        return "no origin"
    return counted(low, "origin") if low == high else f"{low}–{high} origins"


def supported(standing: Standing) -> str:
    """The same as a line that stands alone: what is contested is said first, "Disputed: 2 reports …"."""
    mark = mark_of(standing)
    return f"{MARK_NAMES[mark]}: {support(standing)}" if mark in CONTESTED else support(standing)


def support(standing: Standing) -> str:
    """ "4 reports · 3 outlets · 2 origins"."""
    parts = (counted(standing.reports, "report"), counted(standing.outlets, "outlet"), origins(standing))
    return " · ".join(parts)


def mark_of(standing: Standing) -> str:
    """Which of the four marks an event has on map and list: denied, disputed, several or one (origin)."""
    if standing.denied_by:
        return "denied"
    if standing.disputed:
        return "disputed"
    return "several" if standing.origins_low > 1 else "one"


CONTESTED = ("disputed", "denied")
MARK_NAMES = {
    "several": "Several origins",
    "one": "One origin, or unsettled",  # a range such as 1–2 is no more than one for sure
    "disputed": "Disputed",
    "denied": "Denied by a party",
}

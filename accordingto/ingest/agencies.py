"""News agencies credited for a report: in the byline, the dateline, the tail or the metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable

from accordingto.outlets import known_outlet

_SPLIT = re.compile(r"\s*(?:[,;/|&+]|\band\b|\bund\b|\bet\b|\by\b|\bwith\b|\bavec\b|\bmit\b|\bvia\b)\s*", re.I)

# "ALEPPO, Syria, Dec 1 (Reuters) -", "BEIRUT (AP) —", "(AFP) -": a sign in brackets before a dash, at the very start.
_DATELINE = re.compile(r"^[^\n()]{0,80}\(([^()\n]{2,40})\)\s*(?:[-–—:]|--)")
_HEAD_CHARS = 3000  # a dateline opens the first paragraph, after headline and standfirst
_TAIL_CHARS = 1500  # credits stand in the last lines
# "(Reporting by A in Beirut; Editing by B)" is Reuters' own form and names no agency.
_REUTERS_TAIL = re.compile(
    r"^\W?(?:additional )?(?:reporting|writing) by [^\n()]{3,300}?;\s*(?:editing|writing|compiled) by "
    r"|our standards:\s+the thomson reuters trust principles",
    re.I | re.M,
)
_WORKERS = r"(?: (?:writers?|journalists?|reporters?|correspondents?)\b[^\n]{0,160}?)?"
_NAMED_TAILS = (
    re.compile(
        r"\bwith (?:additional )?(?:files|material|reporting|input|information)s? (?:from|by) ([^\n.]{2,120})", re.I
    ),
    re.compile(rf"(?:^|[—–(])\s*([^\n.()—–]{{2,60}}?){_WORKERS} contributed\b", re.M),
    re.compile(r"^\W{0,3}(?:source|agency|agencies|via|credit)s?: ([^\n.]{2,80})$", re.I | re.M),
    re.compile(r"^\W{0,3}\(?(?:©|copyright)\s*(?:\d{4}\s*)?(?:the )?([^\n.,)]{2,60})", re.I | re.M),
)
# "(AFP)" or "— AFP/Reuters" as the last words, after the last sentence: all of it must be agencies, since an
# abbreviation explained in brackets also ends a text.
_LAST_WORDS = re.compile(r"(?:\A|[\n.!?”\"])[-–—\s]*[(\[]?([^()\[\]\n.]{2,40})[)\]]?\s*\Z")


def agency_named(phrase: str | None) -> str | None:
    """The agency that a byline or credit names as (one of) its authors, or None."""
    return next((agency for agency in _agencies(phrase) if agency), None)


def agency_of_text(text: str) -> str | None:
    """The agency credited by the text itself: its dateline first, then its tail."""
    for line in text[:_HEAD_CHARS].split("\n"):
        dateline = _DATELINE.match(line)
        if dateline and (agency := agency_named(dateline.group(1))):
            return agency
    return _agency_of_tail(text[-_TAIL_CHARS:].rstrip())


def agency_among(phrases: Iterable[str | None]) -> str | None:
    """The first agency that any of the phrases names."""
    return next((agency for agency in map(agency_named, phrases) if agency), None)


def _agencies(phrase: str | None) -> list[str | None]:
    """For each part of a byline the agency it is, or None."""
    parts = _SPLIT.split(phrase) if phrase else []
    known = (known_outlet(part.strip(" .()[]-–—")) for part in parts)
    return [outlet.name if outlet and outlet.is_agency else None for outlet in known]


def _agency_of_tail(tail: str) -> str | None:
    for pattern in _NAMED_TAILS:
        for match in pattern.finditer(tail):
            agency = agency_named(match.group(1))
            if agency:
                return agency
    last_words = _LAST_WORDS.search(tail)
    agencies = _agencies(last_words.group(1)) if last_words else []
    if agencies and all(agencies):
        return agencies[0]
    return "Reuters" if _REUTERS_TAIL.search(tail) else None

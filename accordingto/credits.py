"""The news agency a report is credited to, by its metadata or by its own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from accordingto.model import Article, Span
from accordingto.outlets import known_outlet, outlet_key, outlets

HEAD_CHARS, TAIL_CHARS = 400, 500  # where datelines and closing credits stand

_DASH = r"\s*(?:[-–—]{1,2}|:)"
# Reuters signs its reports so; no other agency does.
_DESK = re.compile(r"\(?(?:Reporting|Writing|Additional reporting) by [^()\n]{3,200}?;?\s*Editing by [^()\n]{3,120}\)?")
_URL_PART = re.compile(r"[/.](aponline|ap|reuters|afp|pa|tass|xinhua)(?=[/.])")
_URL_KEYS = {"aponline": "ap"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """An agency a report is credited to, and the words that say so (None: told by the page, not by the text)."""

    key: str
    name: str
    kind: str
    span: Span | None


def agency_credit(article: Article) -> Credit | None:
    """The agency whose report this is as a whole, by metadata, dateline, tail or address; None if it seems its own.

    A credit to the publisher itself counts as none.
    """
    own = outlet_key(article.publisher or "")
    return next((credit for credit in _credits(article) if credit.key != own), None)


def _credits(article: Article) -> Iterator[Credit]:
    if article.agency:
        yield _credit(article.agency, "agency")
    if article.feed_source:
        yield _credit(article.feed_source, "feed")
    yield from _text_credits(article.text)
    path = _URL_PART.search(article.url or "")
    if path:
        key = _URL_KEYS.get(path.group(1), path.group(1))
        yield Credit(key=key, name=outlets()[key].name, kind="url", span=None)


def _text_credits(text: str) -> Iterator[Credit]:
    dateline = _dateline().search(text, 0, HEAD_CHARS)
    if dateline:
        yield _credit(dateline.group(1), "dateline", Span(*dateline.span(1)))
    tail = max(0, len(text) - TAIL_CHARS)
    copyright_line = _copyright().search(text, tail)
    if copyright_line:
        yield _credit(copyright_line.group(1), "copyright", Span(*copyright_line.span()))
    desk = _DESK.search(text, tail)
    if desk:
        yield _credit("Reuters", "desk", Span(*desk.span()))


def _credit(name: str, kind: str, span: Span | None = None) -> Credit:
    outlet = known_outlet(name)
    return Credit(key=outlet_key(name), name=outlet.name if outlet else name, kind=kind, span=span)


@cache
def _agency_names() -> str:
    names = {name for outlet in outlets().values() if outlet.is_agency for name in outlet.names if "." not in name}
    return "|".join(re.escape(name) for name in sorted(names, key=lambda name: (-len(name), name)))


@cache
def _dateline() -> re.Pattern[str]:
    """ "DAMASCUS, Dec 1 (Reuters) -": an agency in brackets before the first dash or colon."""
    return re.compile(rf"\(({_agency_names()})\)(?={_DASH})|(?<=\n)({_agency_names()})(?=\s+[-–—]\s)")


@cache
def _copyright() -> re.Pattern[str]:
    return re.compile(rf"(?:Copyright|©)\s*(?:\(c\)\s*)?(?:\d{{4}},?\s*)?(?:by )?(?:The )?({_agency_names()})\b")

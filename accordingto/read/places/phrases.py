"""Where a phrase for a place puts something: by the names in it, else by the place the report is speaking of.

"the hospital in Kafr Takharim", "the city", "the north of the country", "the al-Zahraa neighbourhood" in a report from
Homs.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from accordingto.model import EventPlace, Place, Span, Toponym, WherePrecision
from accordingto.text import sentence_spans, span_at

_COUNTRY = re.compile(
    r"\b(?:the|this|that|his|her|their|its|our)\s+(?:[a-z\-]+\s+)?(?:country|nation|kingdom|republic)\b",
    re.IGNORECASE,
)
_PROVINCE = re.compile(r"\b(?:province|governorate|oblast)\b", re.IGNORECASE)
_CAPITAL = re.compile(r"\bcapital\b(?!\s+(?:of|city of)\b)", re.IGNORECASE)
_REGION = re.compile(
    r"\b(?:regions?|areas?|territor(?:y|ies)|zones?|fronts?|front-?lines?|states|enclaves?|soil|air ?space|coast)$",
    re.IGNORECASE,
)
_COMPASS = r"(?:north|south|east|west)(?:-?(?:east|west))?"
_SIDE = re.compile(
    rf"^(?:the\s+|further\s+)?({_COMPASS}(?:ern)?)(?:\s+(?:of|part of)\s+the\s+country)?$", re.IGNORECASE
)
_SITE = re.compile(
    r"\b(?:neighbou?rhoods?|districts?|quarters?|suburbs?|squares?|streets?|hospital|market|mosque|hotel|school|university|"
    r"palace|prison|roundabout|barracks)\b",
    re.IGNORECASE,
)
# A capitalised word that is no determiner: the phrase names something, if nothing that is known.
_NAME = re.compile(
    r"(?!(?:The|This|That|These|Those|Their|His|Her|Its|A|An|Another|Several|Many|Some)\b)\b[^\W\d_a-z]\w+"
)
_INSIDE = re.compile(r"\b(?:in|inside|into|across|throughout)\s+(?:the\s+)?$", re.IGNORECASE)  # before a country
INSIDE_CHARS = 16  # of such a word and an article
SITE_CHARS = 16  # behind a name, how far the word that makes it part of a town may end
_PART_BEFORE = re.compile(rf"\b(?:(?:far\s+)?{_COMPASS}ern|{_COMPASS}|central|upper|lower|coastal)\s+$", re.IGNORECASE)
# How far back the report may have named the town that "the city" takes up: about three paragraphs.
REACH_CHARS = 900
PARENT_CHARS = 90  # behind an unknown village, how far its province is looked for: "in the western countryside of Hama"


# What a phrase was cut before, "two besieged government" of "two besieged government-held towns".
_CUT_WORD = re.compile(
    r"-[a-z]+(?:\s+(?:towns?|villages?|cit(?:y|ies)|areas?|districts?|neighbou?rhoods?|territor(?:y|ies)|parts?)\b)?"
)
_BODY_BEHIND = re.compile(r"\s+the\s+[A-Z]")  # "the town of Kafr X the Observatory said", in a text without commas


def whole_phrase(span: Span, text: str) -> Span:
    """A phrase with the rest of a word it was cut in, and without a body named behind a place."""
    cut = _CUT_WORD.match(text, span.end)
    return Span(span.start, cut.end()) if cut is not None else without_body(span, text)


def without_body(span: Span, text: str) -> Span:
    """A place's name without a body named behind it."""
    body = _BODY_BEHIND.search(text, span.start, span.end)
    is_named = body is not None and names_something(text[span.start : body.start()])
    return Span(span.start, body.start()) if body is not None and is_named else span


def toponyms_at(span: Span, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """The toponyms in a phrase for a place, the most specific first.

    "the hospital in Kafr Takharim, Idlib province" gives Kafr Takharim, then Idlib; demonyms only for want of a place.
    """
    inside = [t for t in toponyms if t.span.overlaps(span)]
    literal = [t for t in inside if t.kind != "demonym"] or inside
    return sorted(literal, key=lambda t: (t.where_prec or WherePrecision.NEAR, t.span))


def event_place(span: Span, text: str, toponyms: Sequence[Toponym]) -> EventPlace:
    """The place of something told to have happened at the phrase `span`.

    Named and pointed to by the toponym in the phrase. What is taken from outside it is named by that place and pointed
    to by the phrase, and is near at best. An unknown village keeps its name with the province or country it is told to
    lie in as its place, no nearer than that. `place` None: nothing settles it, its name is in the phrase's words.
    """
    inside = toponyms_at(span, toponyms) or _namesakes(span, text, toponyms)
    settled = next((t for t in inside if t.place is not None), None)
    unknown = next((t for t in inside if t.place is None and t.kind != "demonym"), None)
    if unknown is not None and (settled is None or _is_area(settled)):
        return _unknown(unknown.span, text, toponyms, unsettled=unknown)
    if not inside and names_something(span.slice(text)):
        return _unknown(span, text, toponyms)
    if settled is not None and not (settled.kind == "demonym" and _takes_up(span.slice(text))):
        return named_place(settled, text)
    return _taken_up(span, text, toponyms)


def names_something(phrase: str) -> bool:
    """Whether a phrase holds a name, known or not: "Kafr X", not "the city" or "Several villages"."""
    return bool(_NAME.search(phrase))


def named_place(toponym: Toponym, text: str) -> EventPlace:
    """The place of something told to have happened at a settled toponym, called as the text calls it.

    "northern Syria" with the part that is meant, "Syria" for "Syrian".
    """
    place, name = toponym.place, toponym.span.slice(text)
    if place is not None and (toponym.kind == "demonym" or name == place.name + "s"):
        name = place.name
    elif toponym.where_prec is not None and toponym.where_prec > WherePrecision.NEAR:
        part = _PART_BEFORE.search(text, max(0, toponym.span.start - 24), toponym.span.start)
        name = part.group() + name if part else name
    return EventPlace(name=name, span=toponym.span, place=place, where_prec=toponym.where_prec)


def _namesakes(span: Span, text: str, toponyms: Sequence[Toponym]) -> list[Toponym]:
    """Toponyms elsewhere in the report whose name the phrase holds, the longest first: one name means one place."""
    words = span.slice(text)
    named = {t.span.slice(text): t for t in reversed(toponyms) if t.kind != "demonym"}
    held = [name for name in named if re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words)]
    return [named[name] for name in sorted(held, key=lambda name: (-len(name), name))][:1]


def _is_area(toponym: Toponym) -> bool:
    return toponym.where_prec is not None and toponym.where_prec > WherePrecision.NEAR


def _unknown(span: Span, text: str, toponyms: Sequence[Toponym], *, unsettled: Toponym | None = None) -> EventPlace:
    """A place no gazetteer knows or that may be several: part of the town spoken of, else by the province behind it or
    by the country.
    """
    end = span.end
    is_part = (unsettled is not None and unsettled.relation == "district") or _SITE.search(
        text[span.start : end + SITE_CHARS].partition(",")[0]
    )
    town = _antecedent(span, text, toponyms) if is_part else None
    if town is not None:
        return EventPlace(name=span.slice(text), span=span, place=town.place, where_prec=WherePrecision.NEAR)
    behind = [t for t in toponyms if t.place is not None and 0 <= t.span.start - end <= PARENT_CHARS]
    sentence = text[end : end + PARENT_CHARS].partition(".")[0]
    parent = next(
        (t for t in behind if _is_area(t) and t.span.start - end < len(sentence) and t.kind == "literal"), None
    )
    if parent is not None and parent.where_prec is not WherePrecision.COUNTRY:
        near = max(parent.where_prec or WherePrecision.VAGUE, WherePrecision.ADM2)
        return EventPlace(name=span.slice(text), span=span, place=parent.place, where_prec=near, is_within=True)
    country = country_spoken_of(span, text, toponyms)
    if country is not None and unsettled is not None and _is_rather_abroad(unsettled, country):
        country = None
    known = WherePrecision.COUNTRY if country is not None else None
    return EventPlace(name=span.slice(text), span=span, place=country, where_prec=known, is_within=country is not None)


def _is_rather_abroad(unsettled: Toponym, country: Place) -> bool:
    """Whether a name that nothing settles most likely means a place in another country than the one spoken of."""
    return bool(unsettled.candidates) and unsettled.candidates[0].country != country.country


def _takes_up(phrase: str) -> bool:
    """Whether the words point back to a place instead of naming one: "the Syrian capital"."""
    return bool(_CAPITAL.search(phrase))


def _taken_up(span: Span, text: str, toponyms: Sequence[Toponym]) -> EventPlace:
    """What a phrase without a name of its own takes up: the country, its capital, a side of it, the town spoken of."""
    phrase = span.slice(text)
    country = country_spoken_of(span, text, toponyms)
    if side := _SIDE.match(phrase):
        name = f"{side.group(1)} {country.name}" if country else phrase
        return EventPlace(name=name, span=span, place=country, where_prec=WherePrecision.VAGUE if country else None)
    if _COUNTRY.search(phrase):
        precision = WherePrecision.COUNTRY if country else None
        return EventPlace(name=country.name if country else phrase, span=span, place=country, where_prec=precision)
    found = _antecedent(span, text, toponyms)
    if found is None or found.where_prec is None:
        precision = WherePrecision.VAGUE if country else None
        return EventPlace(name=phrase, span=span, place=country, where_prec=precision, is_within=country is not None)
    precision = max(found.where_prec, WherePrecision.NEAR)
    return EventPlace(name=found.span.slice(text), span=span, place=found.place, where_prec=precision)


def _antecedent(span: Span, text: str, toponyms: Sequence[Toponym]) -> Toponym | None:
    """The settled toponym a phrase takes up: for "the province" the last province, else a town of the sentence or
    the last before; none for a region, which may be any."""
    phrase = span.slice(text)
    if _CAPITAL.search(phrase):
        return _last_before(span, [t for t in toponyms if _feature(t) == "P.PPLC"], reach=len(text))
    if _PROVINCE.search(phrase):
        return _last_before(span, [t for t in toponyms if _feature(t) == "A.ADM1"])
    if _REGION.search(phrase):
        return None
    towns = [t for t in toponyms if _feature(t)[:1] in ("P", "S") and t.kind == "literal"]
    return _in_sentence(span, text, towns) or _last_before(span, towns)


def country_spoken_of(span: Span, text: str, toponyms: Sequence[Toponym]) -> Place | None:
    """The country that what stands at `span` most likely lies in.

    That of the sentence's towns and provinces, if they all lie in one, or else the one in which the sentence says that
    something is ("troops in Syria, including U.S. forces in the north"); else that of most towns and provinces of the
    report, or the one it names most. None if the report does not name it, so that it has no point.
    """
    units = {t.place.country: t.place for t in toponyms if t.place is not None and _feature(t) == "A.PCLI"}
    sentences = sentence_spans(text)
    own = span_at(sentences, span.start)
    literal = [t for t in toponyms if t.kind == "literal" and t.place is not None and t.place.country]
    fine = [t for t in literal if _feature(t) != "A.PCLI"]
    here = _countries(t for t in fine if span_at(sentences, t.span.start) == own) or _countries(
        t for t in literal if span_at(sentences, t.span.start) == own and _is_scene(t, text)
    )
    votes = Counter(t.place.country for t in fine or literal if t.place)
    best = next(iter(here)) if len(here) == 1 else max(votes, key=lambda c: votes[c], default=None)
    return units.get(best)


def _countries(toponyms: Iterable[Toponym]) -> set[str | None]:
    return {t.place.country for t in toponyms if t.place is not None}


def _is_scene(toponym: Toponym, text: str) -> bool:
    """Whether a name tells where something is, and not who does it: "in Syria"."""
    start = toponym.span.start
    return _INSIDE.search(text[max(0, start - INSIDE_CHARS) : start]) is not None


def _feature(toponym: Toponym) -> str:
    return toponym.place.feature if toponym.place is not None else ""


def _in_sentence(span: Span, text: str, towns: Sequence[Toponym]) -> Toponym | None:
    """The town of the phrase's own sentence that stands nearest to it."""
    sentences = sentence_spans(text)
    own = span_at(sentences, span.start)
    near = [t for t in towns if span_at(sentences, t.span.start) == own]
    return min(near, key=lambda t: (abs(t.span.start - span.start), t.span), default=None)


def _last_before(span: Span, places: Sequence[Toponym], *, reach: int = REACH_CHARS) -> Toponym | None:
    before = [t for t in places if 0 <= span.start - t.span.end <= reach]
    return max(before, key=lambda t: t.span, default=None)

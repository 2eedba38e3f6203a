"""What the words in and around a name say of it: its bare name, the kind it is called, how it places something.

"the northern Hama countryside" is the name Hama, called a countryside, a part of it meant; "10 km north of Morek" the
name Morek, near which something is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from accordingto.model import Span
from accordingto.read.places.words import PlaceWords

_WORD = re.compile(r"[^\W_]+(?:['’.\-][^\W_]+)*")
_LEFT_CHARS, _RIGHT_CHARS = 70, 45  # what is looked at beside a name; the longest phrase below is 48 characters
_ARTICLE = re.compile(r"(?:the|this|its|their)\s+", re.IGNORECASE)
_KIND_OF = re.compile(
    r"(?:^|[\s(])(?:the\s+)?(?:[a-z\-]+\s+)?"
    r"(cit(?:y|ies)|towns?|villages?|provinces?|governorates?|districts?|regions?|states?|count(?:y|ies)|islands?|suburbs?|"
    r"neighbou?rhoods?|camps?|countryside|oblast|ports?|capital)\s+(?:of|in)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DISTANCE = re.compile(
    r"(?:(?:about|some|around|over|nearly|approximately)\s+)?(\d+(?:\.\d+)?|several|a few)[\s-]*"
    r"(km|kms|kilomet(?:er|re)s?|miles?|mi)\b[^.;:]{0,25}$",
    re.IGNORECASE,
)
_SIDE = re.compile(
    r"(?:\b(?:due\s+)?(?:north|south|east|west|north-?east|north-?west|south-?east|south-?west)(?:wards?)?\s+(?:of|from)"
    r"|\bnear(?:by)?|\bclose to|\boutside|\bnot far from|\bin the vicinity of|\bthe area (?:of|around)|\baround"
    r"|\bsurrounding|\boff(?: the coast of)?|\bjust (?:north|south|east|west) of)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|port|capital)\s+of\s+)?$",
    re.IGNORECASE,
)
_OUTSKIRTS = re.compile(
    r"\b(?:outskirts|suburbs?|edges?|fringes?|environs|entrances?|approaches|gates)\s+(?:of|to)\s+(?:the\s+)?"
    r"(?:(?:city|town|village|capital)\s+of\s+)?$",
    re.IGNORECASE,
)
_COUNTRYSIDE = re.compile(
    r"\b(?:countryside|rural areas?|hinterland)\s+(?:of|in|around)\s+(?:the\s+)?$|\brural\s+$", re.IGNORECASE
)
_BETWEEN = re.compile(
    r"\bbetween\s+(?:the\s+)?(?:[a-z]+\s+of\s+)?$|\bbetween\s+[^.;:]{2,40}\s+and\s+(?:the\s+)?$", re.IGNORECASE
)
_BORDER_LEFT = re.compile(
    r"\b(?:border|frontier)s?\s+(?:with|of|between|near)\s+(?:[^.;:,]{2,30}\s+and\s+)?(?:the\s+)?$", re.IGNORECASE
)
_BORDER_RIGHT = re.compile(r"(?:[\s\-–][A-Z][\w\-]+)?\s+(?:border|frontier)", re.UNICODE)
_ROAD_LEFT = re.compile(
    r"\b(?:road|highway|motorway|route)\s+(?:to|from|between|linking)\s+(?:[^.;:]{2,30}\s+(?:and|to|with)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_ROAD_RIGHT = re.compile(
    r"(?:\s?[\-–]\s?[A-Z][\w'\-]+)*\s+(?:international\s+)?(?:highway|road|motorway)\b", re.UNICODE
)
_RIGHT_KIND = re.compile(r"[\s\-]+(?:[’']s\s+)?(?:central\s+|international\s+|military\s+)?([a-z]+|[A-Z][a-z]+)")
_DISTRICTS = frozenset(
    ("neighborhood", "neighbourhood", "neighborhoods", "neighbourhoods", "quarter", "district", "square", "suburb")
)
_MILE_KM = 1.609
# The words that the phrases before a name can end in, "the" left aside.
_LEADING = frozenset(
    "of from to in near nearby around outside surrounding off between and with rural linking area".split()
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """What stands in and around one name.

    `core` is the bare name; `kind_word` the kind it is called by ("province"), "" for none; `is_part` says that only a
    part is meant ("northern Syria"); `distance_km` how far from it, None where the text gives no figure.
    """

    core: Span
    kind_word: str
    relation: str
    is_part: bool
    distance_km: float | None = None


def shape_of(text: str, span: Span, words: PlaceWords) -> Shape:
    """What the words in and around `span` say of the name it holds."""
    tokens = [Span(span.start + m.start(), span.start + m.end()) for m in _WORD.finditer(span.slice(text))]
    kind_word, is_part = "", False
    while len(tokens) > 1 and (first := tokens[0].slice(text).casefold()) in words.compass | {"the", "and"}:
        is_part |= first in words.compass and tokens[0].slice(text).islower()
        if first in words.compass and not tokens[0].slice(text).islower():
            break
        del tokens[0]
    while len(tokens) > 1 and (last := _singular(tokens[-1].slice(text).casefold())) in words.kinds:
        if not tokens[-1].slice(text).islower():
            kind_word = kind_word or last
            break
        kind_word = last
        del tokens[-1]
    if not tokens:
        return Shape(core=span, kind_word="", relation="at", is_part=False)
    core = Span(tokens[0].start, tokens[-1].end)
    left, right = text[max(0, core.start - _LEFT_CHARS) : core.start], text[core.end : core.end + _RIGHT_CHARS]
    kind_word = kind_word or _kind_beside(left, right, words)
    distance = _distance_km(left)
    is_part = is_part or _ends_with_compass(left, words)
    return Shape(
        core=core,
        kind_word=kind_word,
        relation=_relation(left, right, kind_word),
        is_part=is_part,
        distance_km=distance,
    )


def _singular(word: str) -> str:
    return {"cities": "city", "counties": "county", "towns": "town", "villages": "village"}.get(word, word)


def _kind_beside(left: str, right: str, words: PlaceWords) -> str:
    """The kind word behind the name, else the one before it ("the city of …")."""
    if (behind := _RIGHT_KIND.match(right)) and (word := _singular(behind.group(1).casefold())) in {
        *words.kinds,
        *_DISTRICTS,
    }:
        return word
    if _leads(left) and (before := _KIND_OF.search(left)):
        word = before.group(1).casefold()
        return _singular(word) if _singular(word) in words.kinds else word.rstrip("s")
    return ""


def _ends_with_compass(left: str, words: PlaceWords) -> bool:
    tail = left.rstrip().rsplit(None, 1)
    return bool(tail) and tail[-1].islower() and tail[-1] in words.compass and left.endswith(" ")


def _distance_km(left: str) -> float | None:
    if not _leads(left) or not (match := _DISTANCE.search(left)) or not match.group(1)[0].isdigit():
        return None
    figure = float(match.group(1))
    return figure * _MILE_KM if match.group(2).lower().startswith("mi") else figure


def _relation(left: str, right: str, kind_word: str) -> str:
    """How the phrase around a name places something by it."""
    may_lead = _leads(left)
    if _BORDER_RIGHT.match(right) or (may_lead and _BORDER_LEFT.search(left)):
        return "border"
    if _ROAD_RIGHT.match(right) or (may_lead and _ROAD_LEFT.search(left)):
        return "road"
    if kind_word == "countryside" or (may_lead and _COUNTRYSIDE.search(left)):
        return "countryside"
    found = _relation_before(left) if may_lead else ""
    return found or ("district" if kind_word in _DISTRICTS else "at")


def _leads(left: str) -> bool:
    """Whether the last words before a name can end a phrase that places something by it; spares most the search."""
    tail = left.rsplit(None, 2)[-2:]
    return any(word.casefold() in _LEADING for word in tail)


def _relation_before(left: str) -> str:
    """What the phrase before a name says, "" for nothing."""
    if _OUTSKIRTS.search(left):
        return "outskirts"
    if _BETWEEN.search(left):
        return "between"
    return "near" if _DISTANCE.search(left) or _SIDE.search(left) else ""

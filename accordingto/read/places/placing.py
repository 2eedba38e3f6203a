"""What one mention says of where something is: UCDP precision, reach, and whether the place itself is meant."""

from __future__ import annotations

import re
from dataclasses import replace

from accordingto.model import Place, Span, WherePrecision
from accordingto.read.places.shapes import Shape

# How far "near" reaches where the text gives no figure, and what the other phrases add to a place's own radius. UCDP's
# code 2 means within about 25 km of the point.
NEAR_M = 25_000
OUTSKIRTS_M = 5_000
COUNTRYSIDE_M = 30_000
BORDER_M = 50_000
ROAD_M = 25_000
SMALL_REGION_M = 15_000  # a region no wider than this is as good as a point

_ACTS = re.compile(
    r"(?:\s+(?:has|have|had|is|was|will|would|could|may|might|also|again|reportedly|repeatedly|says?))?\s+"
    r"(?:said|says|told|announced|warned|denied|denies|claimed|claims|insisted|insists|urged|urges|agreed|agrees|called|calls|"
    r"accused|accuses|vowed|vows|wants?|hopes?|believes?|rejected|rejects|condemned|condemns|backed|backs|supports?|supported|"
    r"signed|sent|sends|deployed|launched|ordered|imposed|considers?|considered|recognis\w+|recogniz\w+|blamed|blames|threatened|"
    r"threatens|responded|expressed|confirmed|acknowledged|pledged|demanded|demands|offered|refused|refuses|seeks?|sought|plans|"
    r"decided|views?|sees|insisting|trying|seeking|considering|preparing|supporting|backing)\b"
)
_ACTOR_LEFT = re.compile(
    r"\b(?:by|with|against|between|accus(?:e[ds]?|ing)|blam(?:e[ds]?|ing)|urg(?:e[ds]?|ing)|told|tell|ask(?:ed)?|allies|ally|"
    r"relations with|talks with|support (?:from|of)|backing (?:from|of)|sanctions on|loyal to|"
    r"allied (?:to|with))\s+(?:the\s+)?$"
)
_GOVERNMENT_RIGHT = re.compile(
    r"[’']s?\s+(?:government|military|army|forces|foreign|defen[cs]e|interior|prime|president|leaders?|officials?|allies|ally|"
    r"support|backing|policy|ambassador|envoy|intelligence|troops|position|claims?|decision|intervention|ministry)\b"
)
_INSTITUTION_RIGHT = re.compile(
    r"\s+(?:[A-Z][\w’'\-]+\s+){0,2}(?:University|College|Institute|Hospital|Museum|Times|Post|News|Observatory|Council|Army|"
    r"Academy|Bank|Company|Conference|Agreement|Accords?|Declaration|Protocol|Convention|Treaty|Forum|Summit)\b"
)
# "Damascus Gate" stands in Jerusalem and "al-Bab, the gate of the old city" in no town of that name.
_GATE_RIGHT = re.compile(r"\s+Gate\b|,\s+(?:the|an?|one of the)\s+(?:\w+\s+)?gates?\b")
_GOVERNS = ("A.PCLI", "P.PPLC")


def kind_of(text: str, span: Span, feature: str, is_demonym: bool) -> str:
    """ "demonym", "metonym" where a government or an institution is meant by its place, else "literal"."""
    if is_demonym:
        return "demonym"
    right, left = text[span.end : span.end + 60], text[max(0, span.start - 40) : span.start]
    if _INSTITUTION_RIGHT.match(right):
        return "metonym"
    if feature not in _GOVERNS:
        return "literal"
    if _ACTS.match(right) or _GOVERNMENT_RIGHT.match(right) or _ACTOR_LEFT.search(left):
        return "metonym"
    return "literal"


def is_gate(text: str, span: Span) -> bool:
    """Whether a name is that of a city gate, called after the town that its road leads to or just "the gate"."""
    return bool(_GATE_RIGHT.match(text, span.end))


def precision_of(feature: str, radius_m: int, shape: Shape) -> WherePrecision:
    """UCDP where_prec of something that happened `shape.relation` this place."""
    own = _own_precision(feature, radius_m)
    if own is WherePrecision.COUNTRY and (shape.is_part or shape.relation != "at"):
        return WherePrecision.VAGUE
    if own is WherePrecision.ADM1 and (shape.relation == "border" or shape.is_part):
        return WherePrecision.ADM1
    if own > WherePrecision.NEAR:
        return own
    if shape.relation == "countryside":
        return WherePrecision.ADM2
    return own if shape.relation == "at" else WherePrecision.NEAR


def _own_precision(feature: str, radius_m: int) -> WherePrecision:
    if feature.startswith("A.PCL"):
        return WherePrecision.COUNTRY
    if feature == "A.ADM1":
        return WherePrecision.ADM1
    if feature.startswith("A"):
        return WherePrecision.ADM2
    if feature in ("H.SEA", "H.OCN", "H.GULF", "H.STRT", "H.BAY", "H.CHN"):
        return WherePrecision.SEA_OR_AIR
    if feature[:1] in "LTH" and radius_m > SMALL_REGION_M:
        return WherePrecision.VAGUE
    return WherePrecision.EXACT if feature[:1] in "PS" else WherePrecision.NEAR


def reach(place: Place, shape: Shape) -> Place:
    """The place with the radius within which the text puts something: its own, widened by the phrase around it."""
    own = place.radius_m
    widened = {
        "near": own + round(shape.distance_km * 1000) if shape.distance_km else max(own, NEAR_M),
        "outskirts": own + OUTSKIRTS_M,
        "countryside": max(own, COUNTRYSIDE_M),
        "border": max(own, BORDER_M),
        "road": max(own, ROAD_M),
        "between": max(own, NEAR_M),
    }.get(shape.relation, own)
    return place if widened == own else replace(place, radius_m=widened)

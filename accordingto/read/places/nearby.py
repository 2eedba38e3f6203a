"""How closely a place named around a trigger belongs to it, by the words between the two.

A place nearby is not enough: the nearest one was wrong in 17 of 19 cases of the dev reports. A small logistic model
over what stands between the two gives log odds, one voice among others (see `whereabouts`). As for dates (see
`read/times/event_dates`). The weights are fitted by training/event_places.py.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from accordingto.model import Span, Toponym, WherePrecision
from accordingto.read.layout import Layout, distance, layout_of
from accordingto.read.logistic import load_model

WEIGHTS_FILE = "nearby_weights.json"
_INSIDE = frozenset("in at on inside within across throughout around near outside over".split())
_MOVING = frozenset("from to into toward towards through via between".split())
_PARTIES = frozenset("by with against of for and".split())
_BEFORE_NAME = frozenset(
    "the a an northern southern eastern western central north south east west city town village province governorate "
    "district region area countryside outskirts suburb suburbs of rural capital port".split()
)
_SAYING = frozenset("said says say told reported reports announced confirmed claimed added according".split())
_SUBORDINATE = frozenset("which who that after before when while where whose although because if since".split())
_FAR_TOKENS = 40
_LEAD_TOKENS = 5  # words between the preposition and a name: "in the northern countryside of"
_DATELINE_CHARS = 60


def closeness(trigger: Span, toponym: Toponym, toponyms: Sequence[Toponym], text: str) -> float | None:
    """How much the words speak for `toponym` as the place of `trigger`, in log odds; None if it stands too far off."""
    found = features(trigger, toponym, toponyms, text)
    return load_model("accordingto.read.places", WEIGHTS_FILE).log_odds(found) if found else None


def features(trigger: Span, toponym: Toponym, toponyms: Sequence[Toponym], text: str) -> dict[str, float]:
    """What speaks for and against the event having happened there; empty if it stands too far off."""
    layout = layout_of(text)
    apart = layout.sentence_at(toponym.span.start) - layout.sentence_at(trigger.start)
    if abs(apart) > 1 or toponym.span.overlaps(trigger):
        return {}
    side = "before" if toponym.span.start < trigger.start else "behind"
    nearer = sum(distance(trigger, other.span) < distance(trigger, toponym.span) for other in toponyms)
    found = {"bias": 1.0, f"apart{apart}": 1.0, "nearer": float(min(nearer, 3))}
    found |= _kind(toponym, text) | dict.fromkeys(_lead(toponym, layout), 1.0)
    if toponym.span.end < _DATELINE_CHARS and toponym.span.slice(text).isupper():
        found["dateline"] = 1.0
    return found if apart else found | _gap(layout.words_between(trigger, toponym.span), side)


def _kind(toponym: Toponym, text: str) -> dict[str, float]:
    prec = toponym.where_prec or WherePrecision.VAGUE
    behind = text[toponym.span.end : toponym.span.end + 2]
    return {
        f"kind_{toponym.kind}": 1.0,
        "settled": float(toponym.place is not None),
        "fine": float(toponym.place is not None and prec <= WherePrecision.NEAR),
        "country": float(toponym.place is not None and toponym.place.feature == "A.PCLI"),
        "possessive": float(behind in ("'s", "’s")),
        f"relation_{toponym.relation}": 1.0,
    }


def _lead(toponym: Toponym, layout: Layout) -> set[str]:
    """The kind of preposition that governs the name, and whether the phrase opens its sentence."""
    words = layout.tokens.words
    at = layout.token_at(toponym.span.start)
    opening = layout.token_at(layout.sentence_starts[max(0, layout.sentence_at(toponym.span.start))])
    for before in range(at - 1, max(opening - 1, at - 1 - _LEAD_TOKENS), -1):
        for name, group in (("inside", _INSIDE), ("moving", _MOVING)):
            if words[before] in group:
                return {name, "opens"} if before <= opening else {name}
        if words[before] in _PARTIES and words[before] != "of":
            return {"party"}
        if words[before] not in _BEFORE_NAME:
            break
    return {"bare"}


def _gap(gap: Sequence[str], side: str) -> dict[str, float]:
    """What lies between the name and the trigger; `side` is where the name stands."""
    return {
        f"distance_{side}": math.log1p(min(len(gap), _FAR_TOKENS)),
        f"near_{side}": float(len(gap) <= 3),
        f"commas_{side}": float(min(gap.count(",") + gap.count(";"), 3)),
        f"subordinate_{side}": float(min(sum(word in _SUBORDINATE for word in gap), 2)),
        f"said_{side}": float(any(word in _SAYING for word in gap)),
        f"verbs_{side}": float(min(sum(word.endswith("ed") for word in gap), 3)),
        f"and_{side}": float("and" in gap or "but" in gap),
    }

"""Where each event of a report happened: the likeliest of the places that come into question, or none.

A conditional logistic model over the spots weighs what the reader points at against what the words and the report's
order of telling say: a place carried on from the lead, the smaller of two that hold each other. "None" may win.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from accordingto.model import EventPlace, Toponym
from accordingto.read.choice import chances, likeliest
from accordingto.read.logistic import LogisticModel, load_model
from accordingto.read.places.spots import Map, Spot, spot_features, spots_of
from accordingto.read.told import Told

WEIGHTS_FILE = "whereabouts_weights.json"
_JOINT = re.compile(r"(?:\s|,|\b(?:and|or|the|in|near)\b)*")
SHARE_OF_BEST = 0.5  # of the best spot's chance, from which another that the reader points at is a place as well


def places_of_events(events: Sequence[Told], toponyms: Sequence[Toponym], text: str) -> list[tuple[EventPlace, ...]]:
    """For each event of a report its places, the likeliest first; none where the text does not say."""
    known = Map(toponyms, text)
    return [_places(event, known) for event in events]


def _places(event: Told, known: Map) -> tuple[EventPlace, ...]:
    spots = spots_of(event, known)
    found = chances(_model(), spot_features(event, spots, known))
    best = likeliest([spot.key for spot in spots], found)
    if best is None:
        return ()
    return _with_others(spots, found, best, known.text)


def _with_others(spots: Sequence[Spot], found: Sequence[float], best: int, text: str) -> tuple[EventPlace, ...]:
    """The best spot's place, then those of other phrases that are nearly as likely or stand in one list with it."""
    if spots[best].toponym is not None:
        return (spots[best].told,)
    places = {spots[best].key: spots[best].told}
    listed = _listed_with(spots, best, text)
    for n, (spot, chance) in enumerate(zip(spots, found, strict=True)):
        if spot.toponym is None and (n in listed or chance >= SHARE_OF_BEST * found[best]):
            places.setdefault(spot.key, spot.told)
    return tuple(places.values())


def _listed_with(spots: Sequence[Spot], best: int, text: str) -> set[int]:
    """The phrases between which and the best one only other such, commas and "and" stand."""
    order = sorted((n for n, spot in enumerate(spots) if spot.toponym is None), key=lambda n: spots[n].span)
    groups: list[set[int]] = []
    for n in order:
        last = max((spots[m].span.end for m in groups[-1]), default=0) if groups else 0
        if groups and _JOINT.fullmatch(text, last, spots[n].span.start):
            groups[-1].add(n)
        else:
            groups.append({n})
    return next(group for group in groups if best in group)


def _model() -> LogisticModel:
    """The fitted weights; see training/whereabouts.py."""
    return load_model("accordingto.read.places", WEIGHTS_FILE)

"""Names of an article to places: groups, candidates, ranking, and what each mention then says of where something is."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.read.gazetteer import Candidate, Gazetteer
from accordingto.read.places.groups import (
    MAX_CANDIDATES,
    Group,
    Mention,
    add_candidates,
    add_tolerant,
    group_mentions,
)
from accordingto.read.places.rank import Floats, Scene, Weights, rank
from accordingto.read.places.words import PlaceWords

EARTH_KM = 6371.0
# Candidates this near to the best one are the same answer: a town and the district around it.
SAME_PLACE_KM = 30.0
MAX_SHOWN = 5
# Countries whose share of the article's names reaches this lend it their transliterations.
MIN_COUNTRY_SHARE = 0.12
MAX_TOLERANT_COUNTRIES = 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What a group most likely means: its candidates best first with their probabilities, and that of the best one.

    `score` counts with the best candidate those within `SAME_PLACE_KM` of it.
    """

    group: Group
    candidates: tuple[Candidate, ...]
    probabilities: tuple[float, ...]
    score: float

    @property
    def best(self) -> Candidate | None:
        return self.candidates[0] if self.candidates else None


def resolve(
    mentions: Sequence[Mention], text: str, scene: Scene, gazetteer: Gazetteer, words: PlaceWords, weights: Weights
) -> list[Resolution]:
    """One resolution for each distinct name, in order of first use."""
    groups, parents = gather(mentions, text, scene, gazetteer, words)
    probabilities, _ = rank(groups, scene, parents, weights)
    return [_resolution(group, p) for group, p in zip(groups, probabilities, strict=True)]


def gather(
    mentions: Sequence[Mention], text: str, scene: Scene, gazetteer: Gazetteer, words: PlaceWords
) -> tuple[list[Group], dict[str, tuple[Candidate, ...]]]:
    """The groups with their candidates, and the places that the names beside them may be."""
    groups = group_mentions(mentions, words)
    parents = _parents(mentions, gazetteer)
    add_candidates(groups, text, gazetteer, words)
    named = {group.key for group in groups}
    outlet = [_of_outlet(scene.town, gazetteer)] if scene.town and scene.town not in named else []
    add_tolerant(groups, text, gazetteer, report_countries([*groups, *outlet], scene))
    return groups + outlet, parents


def _parents(mentions: Sequence[Mention], gazetteer: Gazetteer) -> dict[str, tuple[Candidate, ...]]:
    """What the names beside the mentions may be; a country's code stands for the country."""
    keys = {key for m in mentions for key in m.parents}
    found = gazetteer.look_up({key for key in keys if not key.isupper()}, limit=6)
    units = {code: unit for code in keys if code.isupper() and (unit := gazetteer.unit(code)) is not None}
    return {**found, **{code: (unit,) for code, unit in units.items()}}


def _of_outlet(town: str, gazetteer: Gazetteer) -> Group:
    return Group(key=town, features=(), candidates=gazetteer.look_up([town], limit=MAX_CANDIDATES)[town])


def report_countries(groups: Sequence[Group], scene: Scene) -> list[str]:
    """The countries the article is about, most named first: by their names, and by names that only they have."""
    mass: dict[str, float] = {}
    for group in groups:
        for country, share in _country_votes(group).items():
            mass[country] = mass.get(country, 0.0) + share * group.probability
    total = sum(mass.values()) or 1.0
    ranked = sorted((c for c in mass if mass[c] / total >= MIN_COUNTRY_SHARE), key=lambda c: -mass[c])
    countries = ranked[:MAX_TOLERANT_COUNTRIES]
    return [*countries, scene.home] if scene.home and scene.home not in countries else countries


def _country_votes(group: Group) -> dict[str, float]:
    """The share of a group's prominence that falls to each country."""
    weights: dict[str, float] = {}
    for candidate in group.candidates[:8]:
        if candidate.country:
            weights[candidate.country] = weights.get(candidate.country, 0.0) + math.exp(candidate.prominence)
    total = sum(weights.values())
    return {country: weight / total for country, weight in weights.items()}


def _resolution(group: Group, probabilities: Floats) -> Resolution:
    order = sorted(range(len(group.candidates)), key=lambda i: -float(probabilities[i]))
    ranked = tuple(group.candidates[i] for i in order)
    values = tuple(float(probabilities[i]) for i in order)
    same = [p for c, p in zip(ranked, values, strict=True) if distance_km(c, ranked[0]) <= SAME_PLACE_KM]
    return Resolution(
        group=group, candidates=ranked[:MAX_SHOWN], probabilities=values[:MAX_SHOWN], score=min(1.0, sum(same))
    )


def distance_km(a: Candidate, b: Candidate) -> float:
    """Great-circle distance."""
    lat_a, lat_b = math.radians(a.lat), math.radians(b.lat)
    h = (
        math.sin((lat_b - lat_a) / 2) ** 2
        + math.cos(lat_a) * math.cos(lat_b) * math.sin(math.radians(b.lon - a.lon) / 2) ** 2
    )
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(h)))

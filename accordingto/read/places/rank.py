"""Scores the candidates of all names of an article together: a softmax over each name's candidates and "none of these".

A first pass weighs what the candidate is and what stands beside its name. Its probabilities tell which countries,
provinces and neighbourhoods the article is about; the second pass adds how well each candidate agrees with the other
names. Weights are fitted by `training/places.py`; their names and order are `LOCAL`, `SHARED` and `NONE` below.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from accordingto.read.gazetteer import Candidate
from accordingto.read.places.groups import Group

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LOCAL = (
    "prominence", "population", "country", "adm1", "adm2", "region", "water", "site", "capital", "seat", "alternate",
    "tolerant", "distance", "kind_match", "kind_other", "in_country", "in_adm1", "in_adm2", "first", "gap", "home",
    "home_country_itself", "bare_unit_kind", "lead", "uncounted", "of_outlet",
    "partial",
)  # fmt: skip
SHARED = (
    "country_share", "country_named", "country_top", "adm1_share", "adm1_named", "adm1_near", "near_50", "near_250",
    "nested", "country_far",
)  # fmt: skip
NONE = ("bias", "few", "prominence", "exact", "probability", "long", "kind_word", "demonym", "partial")
PASSES = 2  # a third pass changes fewer than one name in 300
EARTH_KM = 6371.0
_NEAR_KM, _FAR_KM = 50.0, 250.0
MAX_LEAD = 3.0  # a thousand times the people


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """Fitted weights: `first` over LOCAL, `second` over LOCAL + SHARED, `none_first` and `none_second` over NONE."""

    first: Floats
    second: Floats
    none_first: Floats
    none_second: Floats

    @classmethod
    def from_mapping(cls, data: Mapping[str, Mapping[str, float]]) -> Weights:
        """Weights by name, as the file holds them; an unknown or missing name raises KeyError."""

        def vector(table: str, names: Sequence[str]) -> Floats:
            return np.array([data[table][name] for name in names], dtype=np.float64)

        return cls(
            first=vector("first", LOCAL),
            second=vector("second", LOCAL + SHARED),
            none_first=vector("none_first", NONE),
            none_second=vector("none_second", NONE),
        )


@lru_cache(1)
def fitted_weights() -> Weights:
    """The weights that come with the package."""
    text = (files("accordingto.read.places") / "weights.json").read_text("utf-8")
    return Weights.from_mapping(json.loads(text)["rank"])


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """What is known of the article beside its names.

    `home` is the outlet's country, "" if unknown or at home everywhere; `town` the key of the place that its name or
    address names ("columbuslocalnews.com"), "" for none.
    """

    home: str = ""
    town: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """All candidates of all groups as columns; `owner` is the group's index, ascending; shape (candidates,)."""

    groups: Sequence[Group]
    candidates: list[Candidate]
    owner: Ints
    lat: Floats
    lon: Floats
    country: Ints
    adm1: Ints
    local: Floats
    none: Floats
    weight: Floats

    @property
    def size(self) -> int:
        return len(self.groups)


def rank(
    groups: Sequence[Group], scene: Scene, parents: Mapping[str, Sequence[Candidate]], weights: Weights
) -> tuple[list[Floats], Floats]:
    """For each group the probabilities of its candidates, in their order, and for all groups that of none of them."""
    table = build_table(groups, scene, parents)
    chosen, none = softmax(table, table.local @ weights.first, table.none @ weights.none_first)
    for _ in range(PASSES - 1):
        shared = shared_features(table, chosen)
        scores = np.concatenate([table.local, shared], axis=1) @ weights.second
        chosen, none = softmax(table, scores, table.none @ weights.none_second)
    bounds = np.searchsorted(table.owner, np.arange(table.size + 1))
    return [chosen[bounds[g] : bounds[g + 1]] for g in range(table.size)], none


def build_table(groups: Sequence[Group], scene: Scene, parents: Mapping[str, Sequence[Candidate]]) -> Table:
    """The columns of all candidates with their local features."""
    candidates = [c for group in groups for c in group.candidates]
    countries: dict[str, int] = {}
    units: dict[str, int] = {}
    rows = [row for group in groups for row in _local_rows(group, scene, parents)]
    return Table(
        groups=groups,
        candidates=candidates,
        owner=np.array([g for g, group in enumerate(groups) for _ in group.candidates], dtype=np.int64),
        lat=np.radians(np.array([c.lat for c in candidates], dtype=np.float64)),
        lon=np.radians(np.array([c.lon for c in candidates], dtype=np.float64)),
        country=np.array(
            [countries.setdefault(c.country, len(countries)) if c.country else -1 for c in candidates], dtype=np.int64
        ),
        adm1=np.array([units.setdefault(c.admin1, len(units)) if c.admin1 else -1 for c in candidates], dtype=np.int64),
        local=np.array(rows, dtype=np.float64).reshape(len(candidates), len(LOCAL)),
        none=np.array([_none_row(group) for group in groups], dtype=np.float64).reshape(len(groups), len(NONE)),
        weight=np.array(
            [group.probability * (1 + 0.3 * min(len(group.mentions) - 1, 4)) for group in groups], dtype=np.float64
        ),
    )


def _local_rows(group: Group, scene: Scene, parents: Mapping[str, Sequence[Candidate]]) -> list[list[float]]:
    """One row of LOCAL a candidate."""
    if not group.candidates:
        return []
    top = (
        max(c.prominence for c in group.candidates if c.distance == 0)
        if any(c.distance == 0 for c in group.candidates)
        else 0.0
    )
    inside = _units(group, parents)
    lead = _lead(group)
    rows = []
    for position, c in enumerate(group.candidates):
        feature, kind = c.feature, c.feature[:1]
        matches = any(feature.startswith(prefix) for prefix in group.features)
        rows.append([
            c.prominence / 5,
            np.log10(c.population + 1) / 5 if c.population else 0.0,
            float(feature == "A.PCLI"),
            float(feature == "A.ADM1"),
            float(feature == "A.ADM2"),
            float(kind in "LT"),
            float(kind == "H"),
            float(kind in "SR"),
            float(feature == "P.PPLC"),
            float(feature == "P.PPLA"),
            float(c.is_alternate and c.distance == 0),
            float(c.distance > 0),
            c.distance * 5,
            float(bool(group.features) and matches),
            float(bool(group.features) and not matches),
            float(c.country in inside and feature != "A.PCLI"),
            float(c.admin1 in inside and feature != "A.ADM1"),
            float(c.admin2 in inside and feature != "A.ADM2"),
            float(position == 0),
            min(4.0, top - c.prominence) / 4 if c.distance == 0 else 0.0,
            float(bool(scene.home) and c.country == scene.home),
            float(bool(scene.home) and feature == "A.PCLI" and c.country == scene.home),
            float(feature in ("A.ADM1", "A.ADM2") and not group.features),
            lead if position == 0 else 0.0,
            float(kind == "P" and not c.population),
            float(bool(scene.town) and group.key == scene.town),
            float(group.is_partial),
        ])  # fmt: skip
    return rows


def _lead(group: Group) -> float:
    """How much better known the first candidate is than any other, far off, 0 to 1 (of the Springfields none)."""
    first, *others = group.candidates
    rivals = [c.prominence for c in others if c.distance == 0 and not _is_near(c, first)]
    return (
        min(MAX_LEAD, max(0.0, first.prominence - max(rivals, default=0.0))) / MAX_LEAD if not first.distance else 0.0
    )


def _is_near(a: Candidate, b: Candidate) -> bool:
    return abs(a.lat - b.lat) < 1 and abs(a.lon - b.lon) < 1


def _units(group: Group, parents: Mapping[str, Sequence[Candidate]]) -> set[str]:
    """Codes of the countries, provinces and districts that some mention of the group is said to lie in."""
    codes: set[str] = set()
    for mention in group.mentions:
        for key in mention.parents:
            units = [c for c in parents.get(key, ()) if c.feature in ("A.PCLI", "A.ADM1", "A.ADM2")]
            if units:
                codes.update(_code(c) for c in units)
                break
    codes.discard("")
    return codes


def _code(candidate: Candidate) -> str:
    if candidate.feature == "A.PCLI":
        return candidate.country
    return candidate.admin1 if candidate.feature == "A.ADM1" else candidate.admin2


def _none_row(group: Group) -> list[float]:
    exact = [c for c in group.candidates if c.distance == 0]
    return [
        1.0,
        1 / (1 + len(group.candidates)),
        max((c.prominence for c in exact), default=0.0) / 5,
        float(bool(exact)),
        group.probability,
        float(" " in group.key),
        float(bool(group.features)),
        float(group.is_demonym),
        float(group.is_partial),
    ]


def softmax(table: Table, scores: Floats, none: Floats) -> tuple[Floats, Floats]:
    """Probabilities of the candidates and of none, summing to 1 within each group."""
    top = none.copy()
    np.maximum.at(top, table.owner, scores)
    raised, raised_none = np.exp(scores - top[table.owner]), np.exp(none - top)
    total = raised_none + np.bincount(table.owner, raised, table.size)
    return raised / total[table.owner], raised_none / total


def shared_features(table: Table, chosen: Floats) -> Floats:
    """One row of SHARED a candidate: how it agrees with what the other groups most likely mean."""
    if not len(chosen):
        return np.zeros((0, len(SHARED)))
    mass = chosen * table.weight[table.owner]
    is_country, is_adm1 = table.local[:, LOCAL.index("country")], table.local[:, LOCAL.index("adm1")]
    country_share = _share(table, table.country, mass)
    return np.column_stack([
        country_share,
        np.minimum(1.0, _others(table, table.country, mass * is_country)),
        country_share >= 0.5,
        _share(table, table.adm1, mass),
        np.minimum(1.0, _others(table, table.adm1, mass * is_adm1)),
        *_nearness(table, mass),
        np.minimum(1.0, _others(table, table.country, mass * (1 - is_country)) * is_country),
        (table.country >= 0) & (country_share < 0.02),
    ])  # fmt: skip


def _others(table: Table, codes: Ints, mass: Floats) -> Floats:
    """For each candidate the mass of other groups' candidates with its code; 0 without a code."""
    width = int(codes.max(initial=-1)) + 1
    if width == 0:
        return np.zeros(len(codes))
    has = codes >= 0
    flat = table.owner[has] * width + codes[has]
    own = np.bincount(flat, mass[has], table.size * width)
    total = np.bincount(codes[has], mass[has], width)
    result = np.zeros(len(codes))
    result[has] = np.maximum(0.0, total[codes[has]] - own[flat])
    return result


def _share(table: Table, codes: Ints, mass: Floats) -> Floats:
    """`_others` as a share of all other groups' mass that has a code."""
    has = codes >= 0
    own = np.bincount(table.owner[has], mass[has], table.size)
    rest = own.sum() - own[table.owner]
    share: Floats = _others(table, codes, mass) / (rest + 0.5)
    return share


def _nearness(table: Table, mass: Floats) -> tuple[Floats, Floats, Floats]:
    """How strongly other groups' best places lie near: within a province's, a district's and a region's distance."""
    is_point = table.local[:, [LOCAL.index(n) for n in ("country", "region", "water")]].sum(axis=1) == 0
    strength = np.where(is_point, mass, 0.0)
    best = _best_rows(table, strength)
    best = best[strength[best] > 0.05]
    if not len(best):
        zeros = np.zeros(len(mass))
        return zeros, zeros, zeros
    cosine = np.sin(table.lat)[:, None] * np.sin(table.lat[best]) + np.cos(table.lat)[:, None] * np.cos(
        table.lat[best]
    ) * np.cos(table.lon[:, None] - table.lon[best])
    km = EARTH_KM * np.arccos(np.clip(cosine, -1.0, 1.0))
    pull = strength[best] * (table.owner[:, None] != table.owner[best])
    close = pull * np.exp(-km / _NEAR_KM)
    wide = pull * np.exp(-km / _FAR_KM)
    return close.max(axis=1), np.minimum(2.0, close.sum(axis=1)), np.minimum(3.0, wide.sum(axis=1))


def _best_rows(table: Table, strength: Floats) -> Ints:
    """The index of the strongest candidate of each group that has any."""
    order = np.lexsort((-strength, table.owner))
    first = np.concatenate([[True], table.owner[order][1:] != table.owner[order][:-1]])
    best: Ints = order[first]
    return best

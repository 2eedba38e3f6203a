"""The distinct names of an article with the places they may mean: what the ranking works on."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from accordingto.model import Span
from accordingto.read.gazetteer import Candidate, Gazetteer
from accordingto.read.gazetteer.names import exact_key
from accordingto.read.places.shapes import Shape, shape_of
from accordingto.read.places.words import PlaceWords

MAX_CANDIDATES = 30  # beyond the 30 most prominent of a name lie 0.6 % of the gold places of the development corpora
_PARENT = re.compile(r"(?:\s*[,(]\s*|\s+(?:in|of)\s+|’s\s+|'s\s+)(?:the\s+)?(?:[a-z\-]+\s+){0,2}(?=[^\W\d_a-z])")
_PARENT_NAME = re.compile(r"[^\W\d_][\w’'\-]*\.?(?:[A-Z]\.)*(?:[\s\-][^\W\d_a-z][\w’'\-]*\.?){0,2}")
_PLACE_KINDS = ("A", "P", "L", "T", "H", "S", "R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """One use of a name. `probability` is how likely it names a place; `parents` keys of names it is said to lie in."""

    span: Span
    shape: Shape
    key: str
    probability: float
    parents: tuple[str, ...] = ()
    is_demonym: bool = False
    is_context: bool = False


@dataclass(slots=True, kw_only=True)
class Group:
    """The mentions of one name called by one kind, taken to mean one place, and what that may be."""

    key: str
    features: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    candidates: tuple[Candidate, ...] = ()

    @property
    def probability(self) -> float:
        return max(mention.probability for mention in self.mentions)

    @property
    def is_demonym(self) -> bool:
        return self.mentions[0].is_demonym


def mention_of(text: str, span: Span, words: PlaceWords, *, probability: float, is_context: bool = False) -> Mention:
    """The mention at `span`, read with its surroundings."""
    shape = shape_of(text, span, words)
    name = shape.core.slice(text)
    demonym = words.demonyms.get(" ".join(name.casefold().split()).removesuffix("'s").removesuffix("’s"))
    return Mention(
        span=span,
        shape=shape,
        key=exact_key(name),
        probability=probability,
        parents=_parents(text, span.end),
        is_demonym=demonym is not None,
        is_context=is_context,
    )


def _parents(text: str, end: int) -> tuple[str, ...]:
    """Keys of what follows a name as a larger place would: "Hama, Syria", "Augusta, Ga.", "Morek in northern Hama"."""
    joint = _PARENT.match(text, end, end + 40)
    if joint is None:
        return ()
    name = _PARENT_NAME.match(text, joint.end(), joint.end() + 40)
    if name is None:
        return ()
    words = name.group().split()
    return tuple(dict.fromkeys(filter(None, (exact_key(" ".join(words[:n])) for n in range(len(words), 0, -1)))))


def group_mentions(mentions: Iterable[Mention], words: PlaceWords) -> list[Group]:
    """One group for each name and kind, in order of first use."""
    groups: dict[tuple[str, tuple[str, ...]], Group] = {}
    for mention in mentions:
        features = words.kinds.get(mention.shape.kind_word, ())
        group = groups.setdefault((mention.key, features), Group(key=mention.key, features=features))
        group.mentions.append(mention)
    return list(groups.values())


def add_candidates(groups: Sequence[Group], text: str, gazetteer: Gazetteer, words: PlaceWords) -> None:
    """Give every group its exact candidates, in one look-up; demonyms get the country or region they belong to."""
    keys = {group.key for group in groups}
    full = {group.key: exact_key(group.mentions[0].span.slice(text)) for group in groups}
    demonyms = {key: _demonym_key(group, text, words) for group in groups if (key := group.key) and group.is_demonym}
    units = {value for value in demonyms.values() if not value.isupper()}
    found = gazetteer.look_up(keys | units | set(full.values()), limit=MAX_CANDIDATES)
    for group in groups:
        if group.is_demonym:
            target = demonyms[group.key]
            unit = gazetteer.unit(target) if target.isupper() else next(iter(found[target]), None)
            group.candidates = (unit,) if unit else ()
        else:
            merged = {c.place_id: c for c in (*found[group.key], *found[full[group.key]])}
            group.candidates = tuple(merged.values())


def _demonym_key(group: Group, text: str, words: PlaceWords) -> str:
    name = " ".join(group.mentions[0].shape.core.slice(text).casefold().split())
    return words.demonyms[name.removesuffix("'s").removesuffix("’s")]


def add_tolerant(groups: Sequence[Group], text: str, gazetteer: Gazetteer, countries: Sequence[str]) -> None:
    """Give groups without a candidate in `countries` those whose names are other romanisations, exact ones first."""
    wanted = {
        group.mentions[0].shape.core.slice(text): group
        for group in groups
        if not group.is_demonym and not any(c.country in countries for c in group.candidates)
    }
    if not wanted or not countries:
        return
    found = gazetteer.look_up_tolerant(wanted.keys(), countries)
    for name, group in wanted.items():
        known = {c.place_id for c in group.candidates}
        group.candidates += tuple(c for c in found[name] if c.place_id not in known)

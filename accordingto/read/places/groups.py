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
OWNER_CHARS = 70
MIN_BARE_POSSESSIVE = 5  # letters of a name with the s of a lost apostrophe
_OWNER = re.compile(
    r"(?P<name>[^\W\d_a-z][\w\-]*(?: [^\W\d_a-z][\w\-]*)?)(?P<possessive>[’']s|[’'])?\s+"
    r"(?P<between>(?:[a-z\-]+\s+){0,4})$"
)
_OWNED = frozenset(
    "of the in and capital port coastal border second largest biggest main strategic key besieged".split()
)
OUTLET_PROBABILITY = 0.8  # that an outlet's name with a town's name in it is of that town


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
    """The mentions of one name called by one kind, taken to mean one place, and what that may be.

    The town an outlet is named after has no mention in the text. `is_partial`: the candidates are of a place that is
    only the beginning of the name ("Windsor Castle"), near which it is.
    """

    key: str
    features: tuple[str, ...]
    mentions: list[Mention] = field(default_factory=list)
    candidates: tuple[Candidate, ...] = ()
    is_partial: bool = False

    @property
    def probability(self) -> float:
        return max((mention.probability for mention in self.mentions), default=OUTLET_PROBABILITY)

    @property
    def is_demonym(self) -> bool:
        return bool(self.mentions) and self.mentions[0].is_demonym


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
        parents=_parents(text, span.end) + _owners(text, span.start, words),
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


def _owners(text: str, start: int, words: PlaceWords) -> tuple[str, ...]:
    """Keys of what stands before a name as its owner: "the Syrian city of …" (a code), "Iraq's northern …"."""
    owner = _OWNER.search(text, max(0, start - OWNER_CHARS), start)
    if owner is None or not all(w in words.compass | words.kinds.keys() | _OWNED for w in owner["between"].split()):
        return ()
    name = owner["name"]
    if (target := words.demonyms.get(name.casefold().replace("-", " "))) and target.isupper():
        return (target,) if owner["between"].strip() else ()
    return (exact_key(name),) if owner["possessive"] else ()


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
    _add_partial([group for group in groups if not group.candidates], gazetteer, words)


def _add_partial(groups: Sequence[Group], gazetteer: Gazetteer, words: PlaceWords) -> None:
    """Give unknown names the candidates of the place they begin with, if all that follows tells what is there."""
    starts = {group.key: start for group in groups if (start := _place_part(group.key, words))}
    found = gazetteer.look_up(set(starts.values()), limit=MAX_CANDIDATES)
    for group in groups:
        if group.key in starts and found[starts[group.key]]:
            group.candidates, group.is_partial = found[starts[group.key]], True


def _place_part(key: str, words: PlaceWords) -> str:
    """What stands before the words for sites at the end of a key ("windsor" of "windsor castle"), "" for nothing.

    A country's name that lost its apostrophe ("syrias") is one with an s too many; the reader of a feed sees many.
    """
    parts = key.split()
    end = len(parts)
    while end and parts[end - 1] in words.sites | words.organisations | words.streets | words.kinds.keys():
        end -= 1
    start = parts[:end] if 0 < end < len(parts) else []
    if len(parts) == 1 and key.endswith("s") and len(key) >= MIN_BARE_POSSESSIVE:
        start = [key[:-1]]
    return " ".join(start)


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

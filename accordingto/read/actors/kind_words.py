"""The word lists of `lexicon/en/kinds.toml`, loaded once on first use."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from accordingto.model import SourceKind

_IRREGULAR = {"people": "people", "media": "media", "police": "police", "men": "man", "women": "woman", "us": "us"}
_KEPT_S = frozenset("press news forces pentagon census us congress customs series isis helmets grass princess".split())


@lru_cache(4096)
def singular(word: str) -> str:
    """A folded noun without its plural ending: "agencies" -> "agency", "spokesmen" -> "spokesman"."""
    if word in _IRREGULAR or word in _KEPT_S or len(word) < 4:
        return _IRREGULAR.get(word, word)
    if word.endswith("men"):
        return word[:-2] + "an"
    if word.endswith("ies"):
        return word[:-3] + "y"
    if word.endswith(("sses", "ches", "shes", "xes")):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word


def possessive(name: str) -> str:
    """A name as an owner's: "Syria's", "Assad's", and of several "aid workers'"."""
    last = name.rsplit(" ", maxsplit=1)[-1]
    is_plural = last.islower() and last.endswith("s") and singular(last) != last
    return name + ("'" if is_plural else "'s")


@dataclass(frozen=True, slots=True)
class KindWords:
    """Words by which a report says what somebody is, folded and in the singular; `sets` by name for the resolvers."""

    heads: Mapping[str, SourceKind]
    affiliated: frozenset[str]
    defaults: Mapping[str, SourceKind]
    affiliations: tuple[tuple[SourceKind, frozenset[str]], ...]
    bodies: Mapping[str, SourceKind]
    titles: frozenset[str]
    kept_titles: frozenset[str]
    offices: frozenset[str]
    people: frozenset[str]
    particles: frozenset[str]
    women: frozenset[str]
    men: frozenset[str]
    feminine: frozenset[str]
    masculine: frozenset[str]
    utterances: frozenset[str]
    modifiers: frozenset[str]
    roles: frozenset[str]
    sets: Mapping[str, frozenset[str]]


def _by_word(table: Mapping[str, str]) -> dict[str, SourceKind]:
    return {singular(word): SourceKind(kind) for kind, words in table.items() for word in words.split()}


@lru_cache(1)
def kind_words() -> KindWords:
    """The English lists; later languages bring files of the same shape."""
    path = resources.files("accordingto.read") / "lexicon" / "en" / "kinds.toml"
    data: Mapping[str, Mapping[str, str]] = tomllib.loads(path.read_text("utf-8"))
    people = {name: frozenset(words.split()) for name, words in data["people"].items()}
    heads = _by_word(data["heads"])
    affiliated = frozenset(map(singular, data["affiliated"]["heads"].split()))
    roles = frozenset(word for word, kind in heads.items() if kind is not SourceKind.DOCUMENT) | affiliated
    return KindWords(
        heads=heads,
        affiliated=affiliated,
        defaults=_by_word(data["defaults"]),
        affiliations=tuple(
            (SourceKind(kind), frozenset(words.split())) for kind, words in data["affiliations"].items()
        ),
        bodies=_by_word(data["bodies"]),
        titles=people["titles"],
        kept_titles=people["kept"],
        offices=people["offices"],
        people=people["offices"] | people["nouns"],
        particles=people["particles"],
        women=people["women"],
        men=people["men"],
        feminine=people["feminine_roles"],
        masculine=people["masculine_roles"],
        utterances=frozenset(data["speech_acts"]["nouns"].split()),
        modifiers=frozenset(data["modifiers"]["words"].split()),
        roles=roles,
        sets={name: frozenset(words.split()) for name, words in data["sets"].items()},
    )

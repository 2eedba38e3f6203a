"""The words that tell a place from a person, a company or an adjective; read from the lexicon when first needed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from accordingto.read.gazetteer.bundled import country_facts
from accordingto.read.lexicon import read_lexicon


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceWords:
    """Word sets, all lower case; `kinds` maps a kind word ("province") to the GeoNames features it may stand for.

    `demonyms` points to a country's code (upper case) or to a gazetteer key; `outlets` to a country's code, "" for an
    agency that is at home everywhere.
    """

    prepositions: frozenset[str]
    given_names: frozenset[str]
    titles: frozenset[str]
    organisations: frozenset[str]
    papers: frozenset[str]
    sites: frozenset[str]
    streets: frozenset[str]
    common: frozenset[str]
    speech: frozenset[str]
    compass: frozenset[str]
    sides: frozenset[str]
    kinds: Mapping[str, tuple[str, ...]]
    demonyms: Mapping[str, str]
    outlets: Mapping[str, str]

    def is_body(self, name: str) -> bool:
        """Whether a name is that of a body in one word, and of no place: "a village controlled by Isis"."""
        return name.casefold() in self.organisations


@lru_cache(4)
def place_words(lang: str = "en") -> PlaceWords:
    """The word sets of one language."""
    data = read_lexicon(lang, "places")
    sets = {name: frozenset(words.split()) for name, words in _strings(data["words"]).items()}
    demonyms = {d.casefold(): iso for iso, facts in country_facts().items() for d in facts.demonyms}
    return PlaceWords(
        kinds={word: tuple(features.split()) for word, features in _strings(data["kinds"]).items()},
        demonyms={**demonyms, **_strings(data["demonyms"])},
        outlets=_strings(data["outlets"]),
        **sets,
    )


def _strings(value: object) -> dict[str, str]:
    """A table of the lexicon whose values are all strings."""
    if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
        raise TypeError("the place lexicon holds tables of strings")
    return value

"""How likely a name found in the text is a place here: features of its words, its neighbours and the article.

A logistic model weighs them: "Paris Hilton" and "Georgia Smith said" are turned down by what stands beside the name,
not by a list. Weights are fitted by `training/places.py` over the names in `FEATURES`.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from itertools import pairwise

from accordingto.read.places.recognise import (
    MIN_COUNTRY_SHARE,
    MIN_VOTER_PROMINENCE,
    Found,
    Word,
    countries_of,
    is_kind_before,
    is_strong_preposition,
)
from accordingto.read.places.words import PlaceWords

FEATURES = (
    "bias", "prominence", "country", "adm1", "adm2", "region", "alternate", "words", "sentence_start", "whole_run",
    "after_given", "after_title", "after_other", "before_organisation", "before_street", "before_kind", "before_other",
    "place_preposition", "weak_preposition", "after_the", "after_comma", "before_unit", "possessive", "before_speech",
    "common", "given", "demonym", "demonym_noun", "capitals", "lower_elsewhere", "strong_elsewhere", "surname", "many",
    "tolerant", "unknown", "before_kind_lower", "kind_of", "dateline", "short", "compass_before", "organisation_word",
    "in_list", "after_digit", "home", "hyphened", "country_share", "minor_country_share", "given_name",
    "family_name", "start_before_other", "demonym_start", "institution", "person_speaks", "common_start",
    "only_there",
)  # fmt: skip
Evidence = dict[str, float]

_DATELINE = re.compile(r"(?:\s*,\s*[^\n]{0,30}?)?\s*(?:\([A-Z][^)\n]{1,20}\)\s*)?(?:—|–|--|- )")
_DATELINE_CHARS = 60
MAX_PERSON_WORDS = 3
_AGE = re.compile(r",\s+(?:who\b|aged?\b|\d{1,2}\b)")
# Where people are called like towns: elsewhere a name that only one country's towns bear is no English word or person.
_ENGLISH = frozenset(("US", "GB", "CA", "AU", "NZ", "IE", "ZA"))
_UNITS = ("A.PCLI", "A.ADM1")


@dataclass(frozen=True, slots=True)
class Scan:
    """An article's words and names, with what holds for all of them."""

    text: str
    words: Sequence[Word]
    names: Sequence[Found]
    lexicon: PlaceWords
    home: str
    lower: frozenset[str]
    surnames: frozenset[str]
    units: frozenset[str]
    countries: Mapping[str, float]

    @classmethod
    def of(cls, text: str, words: Sequence[Word], names: Sequence[Found], lexicon: PlaceWords, home: str) -> Scan:
        """Look over the article once: its lower-case words, its family names, the countries and provinces it names."""
        callers = lexicon.given_names | lexicon.titles
        return cls(
            text=text,
            words=words,
            names=names,
            lexicon=lexicon,
            home=home,
            lower=frozenset(w.text for w in words if not w.is_capital),
            surnames=frozenset(
                b.lower
                for a, b in pairwise(words)
                if b.is_capital and b.start - a.end <= 2 and a.is_capital and a.lower in callers
            ),
            countries=countries_of(names, lexicon),
            units=frozenset(n.key for n in names if any(c.feature in _UNITS for c in n.candidates[:2])),
        )


def gather_evidence(scan: Scan) -> list[Evidence]:
    """One mapping of feature to value for each name; absent features are 0."""
    rows = [
        {**_of_name(scan, name), **_of_candidates(scan, name), **_before(scan, k), **_after(scan, k)}
        for k, name in enumerate(scan.names)
    ]
    strong = {
        n.key for n, row in zip(scan.names, rows, strict=True) if row.get("place_preposition") or row.get("before_unit")
    }
    for name, row in zip(scan.names, rows, strict=True):
        row["strong_elsewhere"] = float(name.key in strong and not row.get("place_preposition"))
        row["start_before_other"] = row["sentence_start"] * row.get("before_other", 0.0)
        row["demonym_start"] = row["demonym"] * row["sentence_start"]
        row["common_start"] = row["common"] * row["sentence_start"]
        row["institution"] = row.get("before_organisation", 0.0) * (1 - row["demonym"])
    return rows


def probability(evidence: Evidence, weights: Mapping[str, float]) -> float:
    """The logistic model's value."""
    return 1 / (1 + math.exp(-sum(weights[feature] * value for feature, value in evidence.items() if value)))


# One sure member of a list lifts the others to this share of its probability, if they are no outright strangers.
LIST_SHARE, MIN_LIST_MEMBER = 0.75, 0.2
_LIST_GAPS = frozenset((", ", " and ", ", and ", " or "))


def probabilities(scan: Scan, weights: Mapping[str, float]) -> list[float]:
    """How likely each name is a place: by its own evidence, or as one of a list of places of one country."""
    own = [probability(row, weights) for row in gather_evidence(scan)]
    lifted = list(own)
    for first, last in _lists(scan):
        best = LIST_SHARE * max(own[first:last])
        for k in range(first, last):
            if own[k] >= MIN_LIST_MEMBER:
                lifted[k] = max(own[k], best)
    return lifted


def _lists(scan: Scan) -> list[tuple[int, int]]:
    """Half-open ranges of names that stand in one list and may all lie in one country."""
    found, first = [], 0
    countries = [{c.country for c in name.candidates} for name in scan.names]
    for k in range(1, len(scan.names) + 1):
        is_next = k < len(scan.names) and scan.text[scan.names[k - 1].span.end : scan.names[k].span.start] in _LIST_GAPS
        if not (is_next and countries[k - 1] & countries[k]):
            if k - first > 1:
                found.append((first, k))
            first = k
    return found


@lru_cache(1)
def fitted_weights() -> Mapping[str, float]:
    """The weights over FEATURES that come with the package."""
    table = json.loads((files("accordingto.read.places") / "weights.json").read_text("utf-8"))["recognise"]
    return {name: float(table[name]) for name in FEATURES}


def _of_name(scan: Scan, name: Found) -> Evidence:
    text, lexicon = scan.text, scan.lexicon
    first, last = scan.words[name.first], scan.words[name.last - 1]
    is_single = name.last - name.first == 1
    beside = text[max(0, name.span.start - 1) : name.span.start] + text[name.span.end : name.span.end + 1]
    return {
        "bias": 1.0,
        "words": float(not is_single),
        "sentence_start": float(first.is_start),
        "whole_run": float((name.first, name.last) == name.run),
        "common": float(is_single and first.lower in lexicon.common),
        "given": float(is_single and first.lower in lexicon.given_names),
        "demonym": float(name.is_demonym),
        "demonym_noun": float(name.is_demonym and first.lower.endswith("s")),
        "capitals": float(name.span.slice(text).isupper() and len(name.key) > 3),
        "short": float(len(name.key) <= 3),
        "lower_elsewhere": float(first.text.casefold() in scan.lower),
        "surname": float(is_single and last.lower in scan.surnames),
        "possessive": float(text[name.span.end : name.span.end + 2] in ("'s", "’s")),
        "organisation_word": float(last.lower in lexicon.organisations),
        "hyphened": float("-" in beside),
        "given_name": float(_is_given_name(scan, name)),
        "family_name": float(_is_family_name(scan, name)),
        "person_speaks": float(_is_given_name(scan, name) and _speaks(scan, name.run[1])),
    }


def _is_given_name(scan: Scan, name: Found) -> bool:
    """Whether the name opens a run that is a person's as a whole: "Georgia Smith", "Paris Hilton"."""
    first, last = name.run
    if name.first != first or name.last - first != 1 or not 2 <= last - first <= MAX_PERSON_WORDS:
        return False
    return scan.words[first].lower in scan.lexicon.given_names and _are_family_names(scan, first + 1, last)


def _is_family_name(scan: Scan, name: Found) -> bool:
    """Whether the name closes a run that is a person's as a whole: "Michael Jordan"."""
    first, last = name.run
    if name.last != last or not first < name.first < first + MAX_PERSON_WORDS:
        return False
    return scan.words[first].lower in scan.lexicon.given_names and _are_family_names(scan, first + 1, last)


def _are_family_names(scan: Scan, first: int, last: int) -> bool:
    """Whether these words may all be family names: none means a body or a kind of place or is parted from the last."""
    lexicon = scan.lexicon
    not_names = lexicon.organisations | lexicon.streets | lexicon.kinds.keys() | lexicon.compass | lexicon.titles
    gaps = (scan.text[scan.words[i - 1].end : scan.words[i].start] for i in range(first, last))
    words = scan.words[first:last]
    return all(w.is_capital and w.lower not in not_names and not w.text.isupper() for w in words) and set(gaps) == {" "}


def _speaks(scan: Scan, end: int) -> bool:
    """Whether the run that ends before word `end` is followed as a person is: "said", ", 34,", ", who"."""
    if end >= len(scan.words):
        return False
    is_next = scan.words[end].start - scan.words[end - 1].end == 1
    age = _AGE.match(scan.text, scan.words[end - 1].end)
    return (is_next and scan.words[end].lower in scan.lexicon.speech) or age is not None


def _of_candidates(scan: Scan, name: Found) -> Evidence:
    if not name.candidates:
        return {"unknown": float(not name.is_demonym)}
    best = name.candidates[0]
    only = {c.country for c in name.candidates}
    share = max(scan.countries.get(c.country, 0.0) for c in name.candidates)
    return {
        "prominence": best.prominence / 5,
        "country": float(best.feature == "A.PCLI"),
        "adm1": float(best.feature == "A.ADM1"),
        "adm2": float(best.feature == "A.ADM2"),
        "region": float(best.feature[0] in "LTHS"),
        "alternate": float(best.is_alternate),
        "tolerant": float(best.distance > 0),
        "home": float(bool(scan.home) and any(c.country == scan.home for c in name.candidates)),
        "many": math.log1p(len(name.candidates)) / 3,
        "country_share": share,
        "only_there": float(len(only) == 1 and only.isdisjoint(_ENGLISH) and share >= MIN_COUNTRY_SHARE),
        "minor_country_share": share * float(best.prominence < MIN_VOTER_PROMINENCE),
    }


def _before(scan: Scan, k: int) -> Evidence:
    """What the word before the name says."""
    name, lexicon = scan.names[k], scan.lexicon
    if name.first == 0:
        return {}
    before = scan.words[name.first - 1]
    gap = scan.text[before.end : name.span.start]
    previous = scan.names[k - 1] if k and scan.names[k - 1].last == name.first else None
    found: Evidence = {"kind_of": float(is_kind_before(scan.text, name.span.start))}
    if name.first > name.run[0] or (before.is_capital and gap in (" ", ". ")):
        found[_capital_before(before, previous, lexicon)] = 1.0
        return found
    if gap == " ":
        found["place_preposition"] = float(is_strong_preposition(before.text.casefold()))
        found["weak_preposition"] = float(
            before.text.casefold() in lexicon.prepositions and not found["place_preposition"]
        )
        found["after_title"] = float(before.lower in lexicon.titles)
        found["compass_before"] = float(before.lower in lexicon.compass)
        if before.lower == "the" and name.first > 1:
            found["after_the"] = 1.0
            found["place_preposition"] = float(is_strong_preposition(scan.words[name.first - 2].text.casefold()))
    found["after_digit"] = float(before.text[0].isdigit())
    found["after_comma"] = float(gap == ", " and before.is_capital)
    found["in_list"] = float(previous is not None and gap == ", ")
    return found


def _capital_before(before: Word, previous: Found | None, lexicon: PlaceWords) -> str:
    """The feature for a capitalised word right before a name: a compass point and a demonym are no part of it."""
    if before.lower in lexicon.compass or (previous is not None and previous.is_demonym):
        return "compass_before"
    if before.lower in lexicon.given_names:
        return "after_given"
    return "after_title" if before.lower in lexicon.titles else "after_other"


def _after(scan: Scan, k: int) -> Evidence:
    """What the word behind the name says."""
    name, lexicon = scan.names[k], scan.lexicon
    ahead = _DATELINE.match(scan.text, name.span.end, name.span.end + _DATELINE_CHARS)
    found: Evidence = {"dateline": float(scan.words[name.first].is_start and ahead is not None)}
    if name.last >= len(scan.words):
        return found
    after = scan.words[name.last]
    gap = scan.text[scan.words[name.last - 1].end : after.start]
    following = scan.names[k + 1] if k + 1 < len(scan.names) and scan.names[k + 1].first == name.last else None
    if gap in (", ", " (") and following is not None:
        found["before_unit"] = float(following.key in scan.units)
        found["in_list"] = float(following.key not in scan.units)
    elif after.is_capital and gap in (" ", "-"):
        found[_capital_after(after.lower, lexicon)] = 1.0
    elif not after.is_capital and gap in (" ", "-", " - "):
        found["before_kind_lower"] = float(after.lower in lexicon.kinds)
        found["before_organisation"] = float(after.lower in lexicon.organisations and not name.is_demonym)
        found["before_speech"] = float(after.lower in lexicon.speech)
    return found


def _capital_after(word: str, lexicon: PlaceWords) -> str:
    """The feature for a capitalised word right behind a name."""
    if word in lexicon.organisations:
        return "before_organisation"
    if word in lexicon.streets:
        return "before_street"
    return "before_kind" if word in lexicon.kinds else "before_other"

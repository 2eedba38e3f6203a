"""Finds what may be a place's name: capitalised runs cut into the longest names the gazetteer knows.

Names it does not know are kept too where a kind word says that they are places ("the village of Kafr X"), or where they
may be another romanisation of a place in the countries the article is about.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from accordingto.model import Span
from accordingto.read.gazetteer import Candidate, Gazetteer
from accordingto.read.gazetteer.names import exact_key
from accordingto.read.places.words import PlaceWords
from accordingto.text import sentence_spans

Run = tuple[int, int]
"""Half-open range of words that may be one name."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|(?:St|Ft|Mt|Ste)\.|[^\W_]+(?:[’'`‘ʿʾ][^\W_]+)*")
_POSSESSIVE = re.compile(r"[’']s?$")
# Small words that stand inside names: "Isle of Man", "Deir ez-Zor", "Rio de Janeiro", "Stratford-upon-Avon".
_INSIDE = frozenset(
    "of the al el ul an as ash ar ad az ez es et de del della di da do dos la le les los las du des sur y upon bin ibn "
    "abu um umm".split()
)
_ARTICLES = frozenset("al el as ash ar ad az ez es an at".split())
_JOINTS = frozenset((" ", "-", "–", "‑", "- ", " -"))
MAX_WORDS = (
    5  # the longest names of the gazetteer that news uses: "Democratic Republic of the Congo", "Newport News County …"
)


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the text; `is_start` says that it opens a sentence."""

    start: int
    end: int
    text: str
    is_capital: bool
    is_start: bool

    @property
    def lower(self) -> str:
        return _POSSESSIVE.sub("", self.text).casefold()


@dataclass(frozen=True, slots=True)
class Found:
    """A name the text may use for a place: the words `first` to `last` (not included) of the article, and its key."""

    first: int
    last: int
    span: Span
    span_text: str
    key: str
    run: tuple[int, int]
    candidates: tuple[Candidate, ...]
    is_demonym: bool = False


def find_all(text: str, gazetteer: Gazetteer, lexicon: PlaceWords) -> tuple[list[Word], list[Found]]:
    """The words of the text, and every name in it that may be a place, in order."""
    words = words_of(text)
    runs = runs_of(text, words)
    known = find_names(text, words, runs, gazetteer, lexicon)
    respelt = find_respelt(text, words, runs, known, gazetteer, lexicon)
    taken = {i for name in respelt for i in range(name.first, name.last)}
    kept = [name for name in known if taken.isdisjoint(range(name.first, name.last))]
    unknown = find_unknown(text, words, runs, [*kept, *respelt], lexicon)
    return words, sorted([*kept, *respelt, *unknown], key=lambda name: name.first)


def words_of(text: str) -> list[Word]:
    """All words in order."""
    starts = {span.start for span in sentence_spans(text)}
    words = []
    for match in _WORD.finditer(text):
        at = match.start()
        is_start = at in starts or (at > 0 and text[at - 1] in "\"“‘'(" and (at - 1 in starts or at == 1))
        words.append(
            Word(
                at, match.end(), match.group(), not match.group()[0].islower() and match.group()[0].isalpha(), is_start
            )
        )
    return words


def runs_of(text: str, words: Sequence[Word]) -> list[Run]:
    """Half-open ranges of words that may be one name: capitalised, with small words only between capitalised ones."""
    runs: list[Run] = []
    i = 0
    while i < len(words):
        if not (words[i].is_capital or _opens_name(text, words, i)):
            i += 1
            continue
        end = j = i + 1
        while j < len(words) and text[words[j - 1].end : words[j].start] in _JOINTS:
            if words[j].is_capital:
                end = j + 1
            elif words[j].text not in _INSIDE or (words[j].text == "the" and words[j - 1].is_capital):
                break  # "in Kafr X the Observatory said" lost a comma; "Isle of the Dead" did not
            j += 1
        runs.append((i, end))
        i = end
    return runs


def _opens_name(text: str, words: Sequence[Word], i: int) -> bool:
    """Whether a small article opens a name: "al-Bab", "el-Obeid"."""
    return (
        words[i].text in _ARTICLES
        and i + 1 < len(words)
        and words[i + 1].is_capital
        and text[words[i].end : words[i + 1].start] == "-"
    )


def _span(words: Sequence[Word], first: int, last: int) -> Span:
    """Where the words `first` to `last` (not included) stand, without a possessive ending."""
    return Span(words[first].start, words[last - 1].start + len(_POSSESSIVE.sub("", words[last - 1].text)))


def find_names(
    text: str, words: Sequence[Word], runs: Sequence[Run], gazetteer: Gazetteer, lexicon: PlaceWords
) -> list[Found]:
    """The longest gazetteer names and demonyms in every run, left to right, none overlapping."""
    keys: dict[tuple[int, int], str] = {}
    for first, last in runs:
        for i in range(first, last):
            for j in range(i + 1, min(last, i + MAX_WORDS) + 1):
                if words[j - 1].is_capital and (words[i].is_capital or words[i].text in _ARTICLES):
                    keys[i, j] = exact_key(text[words[i].start : words[j - 1].end])
    found = gazetteer.look_up(set(keys.values()))
    names: list[Found] = []
    for first, last in runs:
        i = first
        while i < last:
            i = _take_longest(text, words, i, (first, last), keys, found, lexicon, names)
    return names


def _take_longest(
    text: str,
    words: Sequence[Word],
    i: int,
    run: tuple[int, int],
    keys: Mapping[tuple[int, int], str],
    found: Mapping[str, tuple[Candidate, ...]],
    lexicon: PlaceWords,
    names: list[Found],
) -> int:
    """Append the longest name that starts at word `i`, if any; the index of the word to go on with."""
    for j in range(min(run[1], i + MAX_WORDS), i, -1):
        key = keys.get((i, j))
        if key is None:
            continue
        if j == i + 1 < run[1] and words[i].lower in lexicon.compass:
            continue  # "Southern Aleppo" is no town of Southern, Kenya
        span = _span(words, i, j)
        is_demonym = span.slice(text).casefold().replace("-", " ") in lexicon.demonyms
        if is_demonym or found.get(key):
            names.append(Found(i, j, span, span.slice(text), key, run, found.get(key, ()), is_demonym))
            return j
    return i + 1


# A country lends its transliterations to an article that gives it this share of its names, or more.
MIN_COUNTRY_SHARE = 0.12
MAX_COUNTRIES = 4
# Only names as well known as a province, or that name a country's people, tell what an article is about.
MIN_VOTER_PROMINENCE = 5.0
# Nearest other spelling that is taken without any other hint; the rest of `store`'s tolerance needs a tagger's word.
MAX_RESPELT_DISTANCE = 0.12


def countries_of(names: Sequence[Found], lexicon: PlaceWords) -> dict[str, float]:
    """The share of the article's well-known names that falls to each country."""
    votes: dict[str, float] = {}
    for name in names:
        country = ""
        if name.is_demonym:
            country = lexicon.demonyms.get(name.span_text.casefold().replace("-", " "), "")
        elif name.candidates and name.candidates[0].prominence >= MIN_VOTER_PROMINENCE:
            country = name.candidates[0].country
        if len(country) == len("SY"):
            votes[country] = votes.get(country, 0.0) + 1.0
    total = sum(votes.values())
    return {country: count / total for country, count in votes.items()}


def find_respelt(
    text: str,
    words: Sequence[Word],
    runs: Sequence[Run],
    known: Sequence[Found],
    gazetteer: Gazetteer,
    lexicon: PlaceWords,
) -> list[Found]:
    """Runs that no name covers as a whole and that are another romanisation of a place in the article's countries."""
    shares = countries_of(known, lexicon)
    countries = sorted((c for c in shares if shares[c] >= MIN_COUNTRY_SHARE), key=lambda c: -shares[c])[:MAX_COUNTRIES]
    whole = {name.run for name in known if (name.first, name.last) == name.run}
    open_runs = [r for r in runs if r not in whole and _may_be_respelt(words, r, lexicon)]
    if not countries or not open_runs:
        return []
    spans = {run: _span(words, *run) for run in open_runs}
    found = gazetteer.look_up_tolerant({span.slice(text) for span in spans.values()}, countries)
    names = []
    for run, span in spans.items():
        near = tuple(c for c in found[span.slice(text)] if c.distance <= MAX_RESPELT_DISTANCE)
        if near:
            names.append(Found(*run, span, span.slice(text), exact_key(span.slice(text)), run, near))
    return names


def _may_be_respelt(words: Sequence[Word], run: tuple[int, int], lexicon: PlaceWords) -> bool:
    first, last = run
    own = words[first:last]
    if last - first > MAX_UNKNOWN_WORDS or any(w.lower in lexicon.organisations for w in own):
        return False
    if (
        own[0].lower in lexicon.given_names
        or own[0].lower in lexicon.titles
        or (first and words[first - 1].lower in lexicon.titles)
    ):
        return False
    return not (
        last - first == 1
        and (own[0].is_start or own[0].lower in lexicon.common or len(own[0].text) < MIN_RESPELT_CHARS)
    )


MIN_RESPELT_CHARS = 4
_STRONG = frozenset("in at near from to into towards toward around across outside inside within throughout via".split())
_KIND_BEFORE = re.compile(
    r"\b(?:city|town|village|province|governorate|district|region|state|county|island|capital|port|camp|suburb|towns|"
    r"villages|cities|neighbou?rhood|neighbou?rhoods|districts)\s+of\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_DISTRICT_WORDS = frozenset("neighborhood neighbourhood neighborhoods neighbourhoods quarter quarters suburb".split())
MAX_UNKNOWN_WORDS = 4


def find_unknown(
    text: str, words: Sequence[Word], runs: Sequence[Run], known: Sequence[Found], lexicon: PlaceWords
) -> list[Found]:
    """Runs without a gazetteer name that the words beside them make out to be places, whatever they are called."""
    covered = {i for name in known for i in range(name.first, name.last)}
    names = []
    for first, last in runs:
        if last - first > MAX_UNKNOWN_WORDS or covered.intersection(range(first, last)) or words[first].is_start:
            continue
        if not _stands_like_a_place(text, words, first, last, lexicon):
            continue
        span = _span(words, first, last)
        names.append(Found(first, last, span, span.slice(text), exact_key(span.slice(text)), (first, last), ()))
    return names


def _stands_like_a_place(text: str, words: Sequence[Word], first: int, last: int, lexicon: PlaceWords) -> bool:
    before = words[first - 1]
    if before.lower in lexicon.titles or any(w.lower in lexicon.organisations for w in words[first:last]):
        return False
    if not any(any(c.islower() for c in w.text) for w in words[first:last]):
        return False
    behind = words[last].lower if last < len(words) and text[words[last - 1].end : words[last].start] == " " else ""
    is_called = behind in lexicon.kinds or behind in _DISTRICT_WORDS
    return (
        is_called
        or is_kind_before(text, words[first].start)
        or (before.text in _STRONG and words[first].lower not in lexicon.common)
    )


def is_kind_before(text: str, start: int) -> bool:
    """Whether "the village of" or the like stands right before `start`."""
    return bool(_KIND_BEFORE.search(text[max(0, start - 40) : start]))


def is_strong_preposition(word: str) -> bool:
    """Whether a capitalised name behind this word is a place more often than not."""
    return word in _STRONG

"""Texts in capitals as they would be written otherwise, so that they can be read: some wires still send capitals.

Nothing moves: the text has the same length, and every span found in it holds in the original. A word is written small
if reports write it so (`lexicon/<lang>/casing.toml`), in capitals if it is an abbreviation, else as a name; the actor
list and the gazetteer know names that are made of small words ("Shining Path", "South Africa").
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache

from accordingto.model import Span
from accordingto.read.actors import ActorList
from accordingto.read.actors.words import Word, words_of
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.gazetteer.names import exact_key
from accordingto.read.lexicon import read_lexicon
from accordingto.text import sentence_spans

IN_CAPITALS = 0.9  # share of capitals among letters; reports written as usual have under a tenth
MIN_LETTERS = 20  # fewer tell nothing: "UN: TALKS FAIL" may be a headline of any report
LONGEST_PLACE = 3  # words of a place name that are looked up together
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’](?:S|T|D|LL|VE|RE|M)$")  # "PERU'S", "DIDN'T": an ending, not a part of a name
_VOWELS = frozenset("AEIOUY")
_ENDINGS = (("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ing", ""), ("ing", "e"), ("ly", ""))
MIN_STEM = 3


def is_in_capitals(text: str) -> bool:
    """Whether a text is written in capitals throughout."""
    letters = [c for c in text if c.isupper() or c.islower()]
    return len(letters) >= MIN_LETTERS and sum(map(str.isupper, letters)) >= IN_CAPITALS * len(letters)


def in_usual_case(text: str, *, actor_list: ActorList, gazetteer: Gazetteer) -> str:
    """A text in capitals as it would be written otherwise, of the same length; any other text as it is."""
    if not is_in_capitals(text):
        return text
    names = _names_of_small_words(text, actor_list, gazetteer)
    openings = {sentence.start for sentence in sentence_spans(text)}
    written = list(text)
    opens = False
    behind = 0
    for word in word_spans(text):
        opens = opens or any(at in openings for at in range(behind, word.start + 1))
        as_name = opens or any(name.start <= word.start < name.end for name in names)
        recased = _recased(word.slice(text), as_name=as_name)
        if len(recased) == word.end - word.start:  # a capital may have a small letter of two code points
            written[word.start : word.end] = recased
        opens, behind = False, word.end
    return "".join(written)


def word_spans(text: str) -> Iterator[Span]:
    """The words of a text: letters, with apostrophes inside them."""
    return (Span(*match.span()) for match in _WORD.finditer(text))


def is_small(word: str, small: Collection[str]) -> bool:
    """Whether a word, in small letters, is one of those written small or an inflection of one."""
    if word in small:
        return True
    stems = (word.removesuffix(ending) + more for ending, more in _ENDINGS if word.endswith(ending))
    return any(len(stem) >= MIN_STEM and stem in small for stem in stems)


def _recased(word: str, *, as_name: bool) -> str:
    ending = _POSSESSIVE.search(word)
    stem, rest = (word[: ending.start()], ending.group().lower()) if ending else (word, "")
    if _is_abbreviation(stem):
        return stem + rest
    name = as_name or not is_small(stem.lower(), _lexicon("small"))
    return (stem.capitalize() if name else stem.lower()) + rest


def _is_abbreviation(word: str) -> bool:
    """Whether a word stays in capitals: a known abbreviation, or one that cannot be spoken ("FMLN")."""
    if word.lower() in _lexicon("small"):
        return False
    return word.lower() in _lexicon("abbreviations") or (len(word) > 1 and not _VOWELS & set(word))


def _names_of_small_words(text: str, actor_list: ActorList, gazetteer: Gazetteer) -> list[Span]:
    """Names of several words whose words mean something else on their own."""
    words = words_of(text)
    bodies = [
        Span(words[match.first].start, words[match.last - 1].end)
        for match in actor_list.find(words)
        if match.last - match.first > 1 and all(match.form.capitals)
    ]
    return bodies + _places(text, words, gazetteer)


def _places(text: str, words: Sequence[Word], gazetteer: Gazetteer) -> list[Span]:
    """Runs of words that the gazetteer knows as a place and that hold a word no report writes small."""
    small = _lexicon("small")
    runs = {
        Span(run[0].start, run[-1].end)
        for size in range(2, LONGEST_PLACE + 1)
        for run in (words[at : at + size] for at in range(len(words) - size + 1))
        if all(word.is_joined for word in run[1:]) and not all(is_small(word.text.lower(), small) for word in run)
    }
    keys = {run: exact_key(run.slice(text)) for run in runs}
    known = gazetteer.known(set(keys.values()))
    return [run for run, key in keys.items() if " " in key and key in known]


@cache
def _lexicon(name: str) -> frozenset[str]:
    words = read_lexicon("en", "casing")[name]
    return frozenset(str(words).split())

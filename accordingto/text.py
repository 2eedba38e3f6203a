"""Tokens, sentences, names and quote selectors: what every stage needs to know about text.

All offsets are code points of the text given; nothing here changes a text whose offsets others hold.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from accordingto.model import Span

TOKEN = re.compile(r"\w+(?:[.,'’\-]\w+)*")

# A full stop after these does not end a sentence.
TITLES = frozenset(
    "mr mrs ms dr prof st sr jr gen maj col lt capt cpl sgt brig cmdr adm sen rep gov pres hon rev fr msgr vs etc inc "
    "ltd co corp dept est approx fig vol jan feb mar apr jun jul aug sep sept oct nov dec".split()
)
NUMBERED = frozenset("no nos p pp art sec ch".split())  # no break before a digit
# After a dotted abbreviation ("U.S.") a sentence is taken to end only before one of these.
OPENERS = frozenset(
    "the a an he she it they we i you this that these those there but and in on at by for from with as after before "
    "since when while however meanwhile some many most no its his her their our".split()
)
_OPENING = "\"“‘'«(["
_BREAK = re.compile(r"([.!?…]+)([\"”’'»)\]]*)([^\S\n]+)|\n+")
_TRAILING_WORD = re.compile(r"[\w.]*$")
_LEADING_WORD = re.compile(r"\w*")
_DOTTED = re.compile(r"(?:\w\.)+\w")


def token_spans(text: str) -> list[Span]:
    """Maximal runs of word characters (inner . , - and apostrophes kept), in order."""
    return [Span(m.start(), m.end()) for m in TOKEN.finditer(text)]


def sentence_spans(text: str) -> list[Span]:
    """Sentences in order, trimmed of white space; a line break always ends one, since headlines have no full stop."""
    return list(_sentence_spans(text))


@lru_cache(4)  # every layer of reading asks for those of one article
def _sentence_spans(text: str) -> tuple[Span, ...]:
    starts = [0, *(e for e in _sentence_breaks(text) if e < len(text)), len(text)]
    spans = []
    for start, end in pairwise(starts):
        piece = text[start:end]
        left = len(piece) - len(piece.lstrip())
        right = len(piece.rstrip())
        if left < right:
            spans.append(Span(start + left, start + right))
    return tuple(spans)


def _sentence_breaks(text: str) -> list[int]:
    """Offsets just behind each sentence's closing white space, in rising order."""
    return [m.end() for m in _BREAK.finditer(text) if m.group(1) is None or _ends_sentence(text, m)]


def _ends_sentence(text: str, match: re.Match[str]) -> bool:
    """Whether a stop followed by white space ends a sentence rather than an abbreviation or an initial."""
    at = match.end()
    while at < len(text) and text[at] in _OPENING:
        at += 1
    if at >= len(text):
        return True
    opener = text[at]
    opened_by_quote = at > match.end()
    if opener.islower() or not (opener.isalnum() or opened_by_quote):
        return False
    if match.group(1) != "." or match.group(2):
        return True
    trailing = _TRAILING_WORD.search(text[max(0, match.start() - 20) : match.start()])
    word = trailing.group().lower() if trailing else ""
    following = _LEADING_WORD.match(text[at:])
    next_word = following.group().lower() if following else ""
    if word in TITLES or (word in NUMBERED and opener.isdigit()):
        return False
    if len(word) == 1 and word.isalpha() and word != "i":
        return False
    return not (_DOTTED.fullmatch(word) and next_word not in OPENERS)


def span_at(spans: list[Span], offset: int) -> int:
    """Index of the span among sorted, disjoint `spans` that holds or precedes `offset`; -1 if all lie behind it."""
    return bisect_right(spans, offset, key=lambda span: span.start) - 1


_UNSTORABLE = re.compile("[\0\ud800-\udfff]")


def storable(text: str) -> str:
    """`text` with what databases and tokenizers refuse (NUL, lone surrogates) as U+FFFD, one for one: offsets stay."""
    return _UNSTORABLE.sub("\ufffd", text)


_APOSTROPHES = re.compile("[’‘‛`´′ʼʻʿʾ]")
_POSSESSIVE = re.compile(r"'s\b|(?<=s)'(?=\s|$)")
_INNER_STOP = re.compile(r"(?<=\w)[.'](?=\w)")
_WORDS = re.compile(r"[^\W_]+")
_ARTICLES = frozenset(("the", "a", "an", "al", "el"))


def fold(text: str) -> str:
    """Case, accents and apostrophe variants removed; for comparing, never for showing."""
    if text.isascii():  # most words; nothing in them can be taken apart, and one apostrophe has a variant
        return text.lower().replace("`", "'")
    decomposed = unicodedata.normalize("NFKD", text)
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _APOSTROPHES.sub("'", bare.casefold())


# Endings that inflection adds; removed only where at least MIN_STEM letters stay.
_ENDINGS = (("ies", "y"), ("'s", ""), ("’s", ""), ("ing", ""), ("ed", ""), ("es", ""), ("s", ""))
MIN_STEM = 4


@lru_cache(65536)
def stem(word: str) -> str:
    """A folded word without its inflection, roughly: enough for "captured" to meet "capture" and "captures"."""
    for ending, instead in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= MIN_STEM and not word.endswith("ss"):
            word = word[: -len(ending)] + instead
            break
    return word[:-1] if word.endswith("e") and len(word) > MIN_STEM else word


@lru_cache(65536)
def name_tokens(name: str) -> tuple[str, ...]:
    """The words of a name as compared across reports: folded, "U.S." as "us", without articles and possessives."""
    folded = _INNER_STOP.sub("", _POSSESSIVE.sub("", fold(name)))
    words = tuple(_WORDS.findall(folded))
    return tuple(word for word in words if word not in _ARTICLES) or words


def name_key(name: str) -> str:
    """One string for all spellings of a name that differ only in case, accents, articles and dots."""
    return " ".join(name_tokens(name))


@dataclass(frozen=True, slots=True, kw_only=True)
class QuoteSelector:
    """W3C TextQuoteSelector: finds a span again in another copy of the text."""

    exact: str
    prefix: str
    suffix: str


CONTEXT_CHARS = 32  # the length most annotation tools use for prefix and suffix


def quote_selector(text: str, span: Span) -> QuoteSelector:
    """The words of `span` with up to `CONTEXT_CHARS` code points on each side."""
    return QuoteSelector(
        exact=span.slice(text),
        prefix=text[max(0, span.start - CONTEXT_CHARS) : span.start],
        suffix=text[span.end : span.end + CONTEXT_CHARS],
    )

"""Keys under which place names are stored and looked up: an exact one, and one that forgives transliteration.

The exact key differs from the name only in case, accents, apostrophes, hyphens and a leading "the". The tolerant
key keeps the consonants that every romanisation of Arabic, Persian, Hebrew, Ukrainian or Russian agrees on; two names
with one tolerant key are compared vowel by vowel by `vowel_distance`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# Letters that NFKD leaves alone but every English desk replaces.
_PLAIN = str.maketrans({
    "ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "ß": "ss", "æ": "ae", "œ": "oe", "ə": "a", "ħ": "h",
    "ŋ": "ng", "ŧ": "t", "ĸ": "k", "ɓ": "b", "ɗ": "d", "ɛ": "e", "ɔ": "o",
})  # fmt: skip
_DROPPED = re.compile("['’‘‛`´′″\"ʼʻʿʾʹʺ·]")
_SEPARATORS = re.compile(r"[\W_]+")
_POSSESSIVE = re.compile(r"['’]s?$")
_ABBREVIATED = {"st": "saint", "ste": "sainte", "mt": "mount", "ft": "fort", "pt": "point", "twp": "township"}


def plain(name: str) -> str:
    """Lower-case letters without accents and apostrophes; separators are kept."""
    decomposed = unicodedata.normalize("NFKD", name.casefold())
    bare = "".join(c for c in decomposed if not unicodedata.combining(c))
    return _DROPPED.sub("", bare.translate(_PLAIN))


@lru_cache(32768)
def exact_key(name: str) -> str:
    """The key for equal names: plain words joined by one space, "St." and "Mt" written out, no leading "the"."""
    words = [w for w in _SEPARATORS.split(plain(_POSSESSIVE.sub("", name.strip()))) if w]
    if len(words) > 1:
        words = [_ABBREVIATED.get(w, w) for w in words]
        if words[0] == "the":
            words = words[1:]
    return " ".join(words)


# The Arabic article in all its assimilated spellings, and Persian/Kurdish ezafe-like joints ("Deir ez-Zor").
_ARTICLES = frozenset(
    "al el ul il as es us ash esh ush an en un ar er ur at et ut ad ed ud az ez uz adh edh ath eth l s d".split()
)
# Words by which one language names the kind of place and another leaves it out ("Madinat Hamad", "Tell Abyad").
_KINDS = frozenset(("city", "madinat", "madinah", "qaryat", "misto", "gorod", "selo", "village", "town"))
_DIGRAPHS = (
    (re.compile("tsch|tch|sch|shch|sh|ch|cz|sz"), "S"),
    (re.compile("dzh|dj|zh|j"), "J"),
    (re.compile("kh|ck|q|x"), "k"),
    (re.compile("c(?=[eiy])"), "s"),
    (re.compile("c"), "k"),
    (re.compile("gh"), "g"),
    (re.compile("dh|dz"), "d"),
    (re.compile("th"), "t"),
    (re.compile("ph"), "f"),
    (re.compile("ts"), "z"),
    (re.compile(r"(?<=[aeiouyw])h\b"), ""),  # ta marbuta: -a, -ah, -eh
    (re.compile("iy|yi|yy|ij|ii"), "i"),
    (re.compile(r"(.)\1+"), r"\1"),
)
_VOWELS = "aeiouyw"
_VOWEL_RUN = re.compile(rf"[{_VOWELS}]+")


@lru_cache(16384)
def phonetic(name: str) -> str:
    """The name as one run of merged consonants and raw vowels, without articles, kind words and separators."""
    words = [w for w in _SEPARATORS.split(plain(name)) if w]
    kept = [w for w in words if w not in _ARTICLES and w not in _KINDS] or words
    merged = []
    for word in kept:
        for pattern, letter in _DIGRAPHS:
            word = pattern.sub(letter, word)
        # An initial w or y is a consonant everywhere; inside a word it colours the vowel.
        merged.append(word[0].upper() + word[1:] if word[:1] in ("w", "y") else word)
    return re.sub(r"(.)\1+", r"\1", "".join(merged))


def tolerant_key(name: str) -> str:
    """The consonants of `phonetic(name)`, with one mark for a vowel at the start; "" if fewer than two are left."""
    sound = phonetic(name)
    consonants = _VOWEL_RUN.sub("", sound)
    if len(consonants) < 2:
        return ""
    return ("@" if sound[:1] in _VOWELS else "") + consonants


def slavic_variants(key: str) -> tuple[str, ...]:
    """The tolerant key, and the one with Ukrainian h for Russian g and the reverse where they differ."""
    variants = {key, key.replace("g", "h"), key.replace("h", "g")}
    return tuple(sorted(variants))


# How far apart the vowels between two consonants are heard. Classes: A, I (e, i, y, ay), U (o, u, w).
_CLASS = {"a": "A", "e": "I", "i": "I", "y": "I", "o": "U", "u": "U", "w": "U"}
_SAME, _SHORT, _NEAR, _FAR = 0.0, 0.35, 0.5, 1.0


def _slots(sound: str) -> list[str]:
    """The vowel runs before, between and behind the consonants, in order, "" where there is none."""
    return re.split(rf"[^{_VOWELS}]", sound)


def _vowel_cost(left: str, right: str) -> float:
    if left == right:
        return _SAME
    classes = {_CLASS[c] for c in left}, {_CLASS[c] for c in right}
    if not left or not right:
        return _SHORT if len(left or right) == 1 else _NEAR
    if classes[0] & classes[1]:
        return 0.1
    if classes[0] | classes[1] == {"A", "I"}:
        return _NEAR
    return _FAR


def vowel_distance(left: str, right: str) -> float:
    """Mean disagreement of the vowels of two names with one tolerant key, 0 (same) to 1; 1 if the keys differ."""
    a, b = phonetic(left), phonetic(right)
    slots_a, slots_b = _slots(a), _slots(b)
    if len(slots_a) != len(slots_b):
        return 1.0
    return sum(map(_vowel_cost, slots_a, slots_b)) / len(slots_a)

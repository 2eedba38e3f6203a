"""A guess at the language of a text that does not say: by its script, then by the small words of its language.

Only to keep reports in other languages from being read as English; a language not listed here is "und".
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter

UNKNOWN = "und"
_SAMPLE_CHARS = 4000
_SCRIPTS = {"ARABIC": "ar", "HEBREW": "he", "CJK": "zh", "HIRAGANA": "ja", "KATAKANA": "ja", "HANGUL": "ko",
            "GREEK": "el", "DEVANAGARI": "hi", "THAI": "th", "ARMENIAN": "hy", "GEORGIAN": "ka"}  # fmt: skip
_LETTERS_OF = (("іїєґ", "uk"), ("ыэъё", "ru"), ("پچژگ", "fa"))
_SMALL_WORDS = {
    "en": "the of and to in that is was for on with said by at from have has after were are it as be their",
    "de": "der die das und ist in den von zu mit nicht auf für im dem des sich ein eine wird nach auch bei",
    "fr": "le la les de des et un une est dans du que qui pour sur au par avec plus ce il a été selon aux",
    "es": "el la los las de y en que un una por con para del se su al es lo más como según ha este",
    "it": "il lo la gli le di e che un una per con del della è non sono da nel alla dei si ha anche",
    "pt": "o a os as de e que em um uma por com para do da no na dos não se ao mais foi é segundo",
    "nl": "de het een en van in is dat op te zijn met voor niet aan er door om ook bij naar uit over",
    "sv": "och att det som en på är av för med den till inte har de ett om var från efter sig enligt han",
    "tr": "ve bir bu da de için ile olarak olan daha çok gibi sonra kadar ancak en ise dedi tarafından",
    "pl": "i w na z do się że nie jest o od po przez za jak dla oraz to są był które",
}
_STOP_WORDS = {language: frozenset(words.split()) for language, words in _SMALL_WORDS.items()}
_WORD = re.compile(r"[^\W\d_]+")
_MIN_SHARE = 0.08  # of all words; running English has a third, a list of names none


def language_of(text: str) -> str:
    """ISO 639-1 code of the language the text is most likely in, "und" if its words do not tell."""
    sample = text[:_SAMPLE_CHARS]
    letters = [c for c in sample if c.isalpha()]
    script = _main_script(letters)
    if script == "LATIN":
        return _by_small_words(sample)
    if script in ("CYRILLIC", "ARABIC"):
        present = set(sample.lower())
        told = next((language for marks, language in _LETTERS_OF if len(present & set(marks)) > 1), None)
        return told or _SCRIPTS.get(script, UNKNOWN)
    return _SCRIPTS.get(script or "", UNKNOWN)


def _main_script(letters: list[str]) -> str | None:
    scripts = Counter(unicodedata.name(c, "?").split()[0].split("-")[0] for c in letters[:500])
    return scripts.most_common(1)[0][0] if scripts else None


def _by_small_words(sample: str) -> str:
    words = [word.lower() for word in _WORD.findall(sample)]
    counts = {language: sum(word in stops for word in words) for language, stops in _STOP_WORDS.items()}
    best = max(counts, key=lambda language: counts[language])
    return best if counts[best] > len(words) * _MIN_SHARE else UNKNOWN

"""What the words of an agent or recipient should have been: names whole, head nouns kept, loose ends cut off.

A network marks words one by one. It stops inside "Boko | Haram", before the noun of "a Kurdish-led | alliance" and of
"47 | aid workers", behind "Iraqi forces backed", and marks of "militants of the Jaish al-Fatah" each half by itself.
"""

from __future__ import annotations

from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.phrases import DEFINITE, INDEFINITE, POSSESSIVES
from accordingto.read.actors.words import Word

MAX_HEAD = 2  # words a phrase may lack behind its last modifier ("Kurdish | militia fighters")
MAX_REST = 7  # words it may lack behind its opening ("most | of the 12 injured Red Crescent workers")
MAX_SAID = 2  # of these, or of an adjective marked before, in no list: with more it is likely another phrase

_OWNING = frozenset(("of", "from", "for"))
_SHARES = frozenset("large small great huge high number numbers part majority".split())
_DETERMINERS = DEFINITE | INDEFINITE | POSSESSIVES
_ARTICLES = frozenset(("the", "a", "an"))
_BREAKS = frozenset(
    "are were be been being has have had will would may might died fell say says fear saw and or but".split()
)
_BESIDE_OWNER = frozenset(("the", "so", "called"))


def whole_mention(found: Inventory, first: int, last: int) -> tuple[int, int]:
    """The words of the phrase that the words `[first, last)` are most of; themselves where nothing is missing.

    None are left of what only says to whom somebody is loyal.
    """
    first, last = _with_whole_names(found, first, last)
    last = _without_loose_end(found, first, last)
    if last <= first:
        return first, first
    last = _with_head(found, first, last)
    rest = _with_rest(found, first, last)
    if rest > last:
        first = _without_share(found, first, rest)
    return first, _with_owner(found, first, rest)


def _with_whole_names(found: Inventory, first: int, last: int) -> tuple[int, int]:
    """With the listed name that either end cuts in two, and with the part of a name or side behind a hyphen."""
    opening, closing = found.match_at.get(first), found.match_at.get(last - 1)
    first = min(first, opening.first) if opening is not None else first
    last = max(last, closing.last) if closing is not None else last
    if (
        last < len(found.words)
        and found.words[last].is_hyphened
        and found.words[last].norm in kind_words().sets["siding"]
    ):
        last += 1
    return first, last


def _without_loose_end(found: Inventory, first: int, last: int) -> int:
    """Without a participle or the like whose rest is missing: "Iraqi forces backed", "civilians including".

    Whom they are loyal to is said of them where it is named: "militias loyal | to Damascus".
    """
    loose, words = kind_words().sets["loose_ends"], found.words
    object_at = last + 1
    if (
        words[last - 1].norm in ("loyal", "allied", "aligned")
        and object_at < len(words)
        and words[last].norm in ("to", "with")
    ):
        match = found.match_at.get(object_at)
        return match.last if match is not None else last - 1
    while last - first > 1 and words[last - 1].norm in loose and not words[last - 1].is_hyphened:
        last -= 1
    return last


def _with_head(found: Inventory, first: int, last: int) -> int:
    """With the noun for people or bodies that the last word only modifies."""
    if not _modifies(found, last - 1):
        return last
    for end in range(last, min(len(found.words), last + MAX_HEAD)):
        if found.words[end].gap != " " or found.words[end].is_possessive:
            break
        if _is_body(found.words[end]) or found.words[last - 1].norm in kind_words().sets["needs_head"]:
            return end + 1
        if end not in found.match_at and found.words[end].norm not in kind_words().modifiers:
            break
    return last


def _with_rest(found: Inventory, first: int, last: int) -> int:
    """With the noun that an opening, or an adjective behind one, leads up to: "12 | injured Red Crescent workers".

    Only words of one phrase may stand between; a listed name that no noun follows is who is meant, a country is not
    ("three | Syrian towns").
    """
    if not _lacks_noun(found, first, last) or last == len(found.words) or found.words[last].norm.isdecimal():
        return last
    # `said` counts words in no list
    at, said = last, sum(not _is_opening(found.words[i]) for i in range(first, last))
    while at < min(len(found.words), last + MAX_REST) and _goes_on(found.words[at]):
        match = found.match_at.get(at)
        if match is not None:
            at = match.last
            if not match.entry.is_country and not (at < len(found.words) and _leads_on(found, at)):
                return at
            continue
        if _is_person_or_body(found.words[at]):
            return at + 1
        if said and found.words[at].norm in _ARTICLES:
            return last
        said += not (_is_opening(found.words[at]) or found.words[at].is_hyphened)
        if said > MAX_SAID or found.words[at].is_possessive or _ends_phrase(found.words[at]):
            return last
        at += 1
    return last


def _lacks_noun(found: Inventory, first: int, last: int) -> bool:
    """Whether words only open a phrase ("most", "the", "20,000") or end it in an adjective ("two pregnant")."""
    if last - first > MAX_REST or any(i in found.match_at for i in range(first, last)):
        return False
    final = found.words[last - 1]
    if all(_is_opening(word) for word in found.words[first:last]):
        return final.norm not in ("no", "those")
    if last - first == 1:
        return final.norm in kind_words().modifiers and not _is_person_or_body(final)
    is_noun = final.is_capital or final.is_possessive or final.norm.endswith("s") or _is_person_or_body(final)
    before_of = last < len(found.words) and found.words[last].norm == "of"
    return not (is_noun or before_of) and all(_is_opening(word) for word in found.words[first : last - 1])


def _without_share(found: Inventory, first: int, last: int) -> int:
    """Behind how many of them it is: "a large number of | citizens", "most of the | rebels"."""
    noun = found.words[last - 1].norm
    if noun not in kind_words().sets["crowd"] and singular(noun) == noun:
        return first
    for at in range(last - 2, first, -1):
        if found.words[at].norm == "of" and at not in found.match_at:
            counted = [word for word in found.words[first:at] if not _is_opening(word)]
            return at + 1 if all(word.norm in _SHARES for word in counted) else first
    return first


def _is_opening(word: Word) -> bool:
    """Whether a word may stand before the noun of any phrase: articles, numbers, "of" between them."""
    sets, norm = kind_words().sets, word.norm
    return (
        norm in sets["numbers"]
        or norm in sets["quantifiers"]
        or norm in _DETERMINERS
        or norm == "of"
        or norm.isdecimal()
    )


def _goes_on(word: Word) -> bool:
    return word.gap == " " or word.is_hyphened or (word.gap == "," and word.norm.isdecimal())


def _leads_on(found: Inventory, at: int) -> bool:
    """Whether what stands behind a name is more of its phrase ("Red Crescent | workers", "US | -led")."""
    word = found.words[at]
    return _goes_on(word) and (word.is_hyphened or at in found.match_at or _is_person_or_body(word))


def _ends_phrase(word: Word) -> bool:
    """Whether a word tells that the phrase before it is over: a preposition other than "of", a verb, "and"."""
    if word.is_hyphened or word.norm == "of":
        return False
    return word.norm in kind_words().sets["head_breaks"] or word.norm in _BREAKS


def _is_person_or_body(word: Word) -> bool:
    crowd = kind_words().sets["crowd"]
    return _is_body(word) or word.norm in crowd or singular(word.norm) in crowd or word.norm == "others"


def _modifies(found: Inventory, at: int) -> bool:
    """Whether a word is the modifier of a noun to come: "Kurdish-led", "armed", "pro-government"."""
    word, sets = found.words[at], kind_words().sets
    if word.is_possessive:
        return False
    return (word.is_hyphened and word.norm in sets["siding"]) or word.norm in sets["needs_head"]


def _is_body(word: Word) -> bool:
    return singular(word.norm) in kind_words().roles


def _with_owner(found: Inventory, first: int, last: int) -> int:
    """With the body that people are said to be of: "militants | of the Jaish al-Fatah", "jets | from the coalition"."""
    sets, words = kind_words().sets, found.words
    head = singular(words[last - 1].norm)
    if last + 1 >= len(words) or words[last].norm not in _OWNING or words[last].gap != " ":
        return last
    if not any(head in sets[name] for name in ("parts", "fighters", "vehicles", "holdings")):
        return last
    owner = last + 1
    while owner < len(words) - 1 and words[owner].norm in _BESIDE_OWNER:
        owner += 1
    match = found.match_at.get(owner)
    if match is None or match.first != owner or match.entry.is_person:
        return last
    return last if match.entry.is_country and head not in sets["vehicles"] else match.last

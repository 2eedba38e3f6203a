"""What the words of an agent or recipient should have been: names whole, head nouns kept, loose ends cut off.

A network marks words one by one. It stops inside "Boko | Haram", before the noun of "a Kurdish-led | alliance", behind
"Iraqi forces backed", and marks of "militants of the Jaish al-Fatah" each half by itself.
"""

from __future__ import annotations

from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.words import Word

MAX_HEAD = 2  # words a phrase may lack behind its last modifier ("Kurdish | militia fighters")

_OWNING = frozenset(("of", "from", "for"))
_BESIDE_OWNER = frozenset(("the", "so", "called"))


def whole_mention(found: Inventory, first: int, last: int) -> tuple[int, int]:
    """The words of the phrase that the words `[first, last)` are most of; themselves where nothing is missing.

    None are left of what only says to whom somebody is loyal.
    """
    first, last = _with_whole_names(found, *_without_carrier(found, first, last))
    last = _without_loose_end(found, first, last)
    if last <= first:
        return first, first
    last = _with_head(found, first, last)
    return first, _with_owner(found, first, last)


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


def _without_carrier(found: Inventory, first: int, last: int) -> tuple[int, int]:
    """Those who ride, without what they ride in: "buses carrying | fighters"."""
    for at in range(first + 1, last - 1):
        carries = found.words[at].norm in ("carrying", "transporting", "ferrying")
        if carries and found.words[at - 1].norm in kind_words().sets["carriers"]:
            return at + 1, last
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

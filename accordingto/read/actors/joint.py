"""Several actors named together: "residents and a monitor", "Russia, Iran and Turkey", "Russian and Syrian jets"."""

from __future__ import annotations

from typing import NamedTuple

from accordingto.read.actors.actor_list import Match
from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.people import People
from accordingto.read.actors.phrases import phrase_of

_JOINING = frozenset(("a", "an", "the", "joint", "and"))
MAX_PART = 7  # words of a part with a preposition: longer ones mostly hang together by it


class SharedHead(NamedTuple):
    """Owners whose common noun is written once: `owners` by their words, the noun's words `[first, last)`."""

    owners: tuple[tuple[int, int], ...]
    first: int
    last: int


def joint_parts(found: Inventory, people: People, first: int, last: int) -> list[tuple[int, int]]:
    """The parts of a joint mention ("Russia and Syria", "residents and a monitor"); one part if it is none.

    "U.S. and Iraqi officials" is one description, and "of the Red Cross and Red Crescent" one name.
    """
    for index in range(first + 1, last):
        left_end, right_first = index, index + 1
        if _lists(found, people, first, index, last):
            right_first = index
        elif found.words[index].norm != "and" or index + 1 == last:
            continue
        if _inside_match(found, index) or _in_apposition(found, people, first, index):
            continue
        left, right = (first, left_end), (right_first, last)
        if _stands_alone(found, people, *left) and _stands_alone(found, people, *right):
            return [left, *joint_parts(found, people, *right)]
    return [(first, last)]


def joint_owners(found: Inventory, first: int, last: int) -> list[tuple[int, int]]:
    """The bodies whose thing a mention is, in texts that lost their commas: "a joint UN Red Cross convoy".

    Fewer than two are none: a body's own thing is its own. A noun for people is somebody, and no thing.
    """
    if singular(found.words[last - 1].norm) in kind_words().roles or last - 1 in found.match_at:
        return []
    owners: dict[tuple[int, int], None] = {}
    for index in range(first, last - 1):
        match = found.match_at.get(index)
        if match is not None and not match.entry.is_country and not match.entry.is_person:
            owners[match.first, match.last] = None
        elif found.words[index].norm not in _JOINING:
            return []
    return list(owners) if len(owners) > 1 else []


def _lists(found: Inventory, people: People, first: int, index: int, last: int) -> bool:
    """Whether a comma before word `index` parts two of a list ("Russia, Iran and Turkey") rather than an apposition."""
    if found.words[index].gap.strip() != "," or found.words[index].is_article or index - 1 in people.at:
        return False
    match = found.match_at.get(index - 1)
    named = match is not None and index in found.match_at and not found.words[index - 1].is_possessive
    return named and any(found.words[i].norm == "and" for i in range(index, last))


def _in_apposition(found: Inventory, people: People, first: int, index: int) -> bool:
    """Whether word `index` lies behind "NAME, …", in what is said of one person."""
    for at in range(first + 1, index):
        if found.words[at].gap.startswith(",") and at - 1 in people.at and at not in people.at:
            return True
    return False


def _inside_match(found: Inventory, index: int) -> bool:
    match = found.match_at.get(index)
    return match is not None and match.first < index < match.last - 1


def _stands_alone(found: Inventory, people: People, first: int, last: int) -> bool:
    """Whether a part can be somebody by itself: it ends in a name or holds a noun for people or bodies."""
    phrase = phrase_of(found, first, last)
    if any(found.words[i].norm in ("of", "for", "by", "to", "in") for i in range(phrase.core, phrase.end)) and (
        phrase.end == last and last - first > MAX_PART
    ):
        return False
    match = found.match_at.get(phrase.head)
    if match is not None:
        return match.form.role != "demonym" or found.words[phrase.head].norm.endswith("s")
    if phrase.head in people.at:
        return True
    return singular(found.words[phrase.head].norm) in kind_words().roles


def shared_head(found: Inventory, first: int, last: int) -> SharedHead | None:
    """The owners inside `[first, last)` of a noun they share: both of "Russian and Syrian jets", also where the mention
    is "Russian" alone and the noun stands behind it; None where no forces or aircraft are shared.
    """
    while first < last - 1 and found.words[first].is_article:
        first += 1
    one = found.match_at.get(first)
    if one is None or not _owns(found, one) or one.first != first:
        return None
    joint = one.last
    if joint + 1 >= len(found.words) or found.words[joint].norm != "and":
        return None
    other = found.match_at.get(joint + 1)
    if other is None or not _owns(found, other) or other.first != joint + 1:
        return None
    end = _end_of_forces(found, other.last)
    if end == other.last or last not in (one.last, end):
        return None
    owners = ((one.first, one.last), (other.first, other.last))
    return SharedHead(owners if last == end else owners[:1], other.last, end)


def _owns(found: Inventory, match: Match) -> bool:
    """Whether a match is a state in the form that owns what follows ("Russian", "U.S.", not "Russians")."""
    if not match.entry.is_country or match.form.role == "seat" or found.words[match.last - 1].is_possessive:
        return False
    return match.form.role != "demonym" or found.words[match.last - 1].norm == match.form.tokens[-1]


def _end_of_forces(found: Inventory, first: int) -> int:
    """Index behind the words from `first` on that name forces or their aircraft ("air force"); `first` if none do."""
    sets, words = kind_words().sets, found.words
    last, end = first, first
    while last < len(words) and words[last].is_joined:
        noun = singular(words[last].norm)
        if noun not in sets["shared_nouns"] and noun not in sets["shared_modifiers"]:
            break
        last += 1
        end = last if noun in sets["shared_nouns"] else end
    return end

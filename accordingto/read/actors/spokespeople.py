"""Which body somebody speaks for, by the role a report gives them: "Observatory director", "a spokesman for the UN"."""

from __future__ import annotations

from accordingto.read.actors.actor_list import ActorEntry, Match
from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.source_kind import head_index

_OF = frozenset(("of", "for", "at", "with", "from", "within"))


def body_spoken_for(found: Inventory, first: int, last: int) -> ActorEntry | None:
    """The listed body that the role told by the words `[first, last)` speaks for, None if it tells none.

    A state is no such body (its arms are told apart), and a former director speaks for nobody.
    """
    sets, words = kind_words().sets, found.words
    while first < last and words[first].norm in ("the", "a", "an", "who"):
        first += 1
    if first == last or any(word.norm in sets["former"] for word in words[first:last]):
        return None
    if words[first].norm in sets["heading"]:  # "who heads the Observatory"
        return _named(found, first + 1, last)
    head = first + head_index(words[first:last])
    if singular(words[head].norm) not in sets["speaks_for_body"]:
        return None
    for index in range(first, head):
        match = _body_at(found, index)
        if match is not None and match.last <= head:
            return match.entry if _only_titles(found, match.last, head) else None
    behind = head + 1
    return _named(found, behind + 1, last) if behind < last and words[behind].norm in _OF else None


def _named(found: Inventory, first: int, last: int) -> ActorEntry | None:
    """The listed body that the words from `first` on name first, behind an article at most."""
    while first < last and (found.words[first].is_article or found.match_at.get(first) is None):
        if not (found.words[first].is_article or found.words[first].is_capital):
            return None
        first += 1
    match = _body_at(found, first) if first < last else None
    return match.entry if match is not None else None


def _body_at(found: Inventory, index: int) -> Match | None:
    match = found.match_at.get(index)
    if match is None or match.entry.is_country or match.entry.is_person:
        return None
    return match


def _only_titles(found: Inventory, first: int, head: int) -> bool:
    """Whether only further words of a title stand between a body and the role: "Hamas (military) spokesman"."""
    lexicon = kind_words()
    return all(
        word.norm in lexicon.modifiers or word.norm in lexicon.titles or word.norm in lexicon.sets["monitoring"]
        for word in found.words[first:head]
    )

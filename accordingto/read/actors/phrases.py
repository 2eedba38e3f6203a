"""A mention taken apart: determiner, core, head noun, what follows it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.source_kind import head_index
from accordingto.read.actors.words import Word

DEFINITE = frozenset("the this that these those same such".split())
INDEFINITE = frozenset("a an one another some several any other certain many most few".split())
ONE = frozenset("a an another one".split())
POSSESSIVES = frozenset("his her its their our my whose".split())
_CLAUSES = frozenset("who which whose whom that where".split())
_SO_CALLED = frozenset(("so", "called", "self", "styled"))


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words `[first, last)` of a mention: `core` starts behind the determiner, `end` before clauses and appositions."""

    first: int
    core: int
    end: int
    last: int
    head: int
    determiner: str
    owner: str

    @property
    def is_definite(self) -> bool:
        return self.determiner in DEFINITE

    @property
    def is_bare(self) -> bool:
        return not self.determiner and not self.owner


def phrase_of(found: Inventory, first: int, last: int) -> Phrase:
    """The phrase made of the words `[first, last)`, which must be one at least."""
    words = found.words
    core, determiner, owner = first, "", ""
    while core < last - 1:
        norm = words[core].norm
        if words[core + 1].norm == "of":
            break
        if norm == "both" and words[core + 1].norm == "sides":
            break
        if norm in POSSESSIVES:
            owner = norm
        elif norm in DEFINITE or norm in INDEFINITE or norm in ("all", "both", "each", "every"):
            determiner = determiner or norm
        elif not (norm in _SO_CALLED and not words[core].is_capital):
            break
        core += 1
    end = _end(words, core, last)
    head = core + head_index(words[core:end])
    return Phrase(first, core, end, last, head, determiner, owner)


def _end(words: Sequence[Word], core: int, last: int) -> int:
    """Index behind the core: it ends at an apposition, a bracket or a relative clause."""
    for index in range(core + 1, last):
        word = words[index]
        if any(mark in word.gap for mark in ";(—[") or " – " in word.gap or " - " in word.gap:
            return index
        if ", " in word.gap and not _continues(words, index, last):
            return index
        if word.norm in _CLAUSES and not word.is_capital:
            return index
        if _is_age(words, index, last) and index - 1 == core:
            return index
        if word.norm in ("a", "an", "the", "another") and word.gap == " " and _lost_comma(words, index, core, last):
            return index
    return last


def _is_age(words: Sequence[Word], index: int, last: int) -> bool:
    """Whether a number tells the age of whoever is named before it, in a text that lost its commas: "Ahmed 24"."""
    number, before = words[index].text, words[index - 1]
    named = before.is_capital and not before.text.isupper() and singular(before.norm) not in kind_words().roles
    return index + 1 == last and named and number.isdecimal() and len(number) == 2


def _continues(words: Sequence[Word], index: int, last: int) -> bool:
    """Whether what follows a comma is more of the same rather than an apposition ("people, including children")."""
    if words[index].norm == "including":
        return True
    listed = any(words[i].norm == "and" for i in range(index, last))
    return listed and not words[index].is_capital and words[index].norm not in ("a", "an", "the", "who", "which")


def _lost_comma(words: Sequence[Word], index: int, core: int, last: int) -> bool:
    """Whether a name ends before the article at `index`, in a text that lost its commas."""
    before = words[index - 1]
    return before.is_capital and index > core and index + 1 < last and not before.is_possessive


def without_numbers(words: Sequence[Word], first: int, last: int) -> int:
    """Index of the first word of `[first, last)` that is no number or part of one ("at least 12 soldiers")."""
    index = first
    while (
        index < last - 1
        and words[index + 1].norm != "of"
        and (words[index].norm in kind_words().sets["numbers"] or words[index].text[0].isdigit())
    ):
        index += 1
    return index

"""The people an article names: their fullest names, where they stand, the roles it gives them.

People are found in runs of capitalised words, by a title or role before, an apposition behind, a first name, or a
surname that stands alone elsewhere; texts that lost their commas are read as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from accordingto.read.actors.actor_list import ActorEntry
from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.words import Word, words_of

MAX_NAME = 5  # words in a person's name, particles apart
ROLE_BEFORE = 9  # words looked at before a name for a role
ROLE_AFTER = 14
MAX_SYLLABLE = 5  # letters of a small-lettered second syllable in a Korean or Chinese name

_WHERE = frozenset(("in", "near", "outside", "inside"))  # "in Deir X who": whoever follows, the name is a town's
_DETERMINERS = frozenset(("the", "a", "an"))
_PREPOSITIONS = frozenset(("of", "for", "in", "to", "at", "on", "from", "with", "into"))
_SIDES = frozenset(("pro", "anti", "non", "ex", "post"))
_UNNAMED = frozenset(("al", "el", "ul", "ad", "as"))


@dataclass(slots=True, eq=False)
class Person:
    """Somebody the article names.

    `at` are the first words of the namings, `roles` the words that tell the role; `is_sure` is False where only a
    repeated surname speaks for a person; `woman` None where nothing tells.
    """

    name: str
    tokens: tuple[str, ...]
    entry: ActorEntry | None = None
    is_sure: bool = False
    at: list[int] = field(default_factory=list)
    roles: list[tuple[int, int]] = field(default_factory=list)
    woman: bool | None = None
    title: str = ""


@dataclass(slots=True)
class People:
    """The people of one article in order; `at` gives the person a word names, `run_at` its run of capitalised words."""

    all: list[Person] = field(default_factory=list)
    at: dict[int, Person] = field(default_factory=dict)
    run_at: dict[int, tuple[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, inventory: Inventory) -> People:
        """The people named in an article."""
        people = cls()
        _Collector(inventory, people).collect()
        people.all.sort(key=lambda person: person.at[0])
        return people

    def named(self, tokens: Sequence[str], at: int) -> Person | None:
        """The person whose name the words at `at` are, or end with, or begin with.

        Of namesakes the surest, then a listed one, then the one named last before.
        """
        wanted = tuple(tokens)
        best, best_rank = None, None
        for person in self.all:
            fit = _fit(wanted, person.tokens)
            if fit:
                before = max((place for place in person.at if place < at), default=-1)
                rank = (fit > 1, person.is_sure, person.entry is not None, before, fit, len(person.tokens))
                if best_rank is None or rank > best_rank:
                    best, best_rank = person, rank
        return best


def _fit(wanted: tuple[str, ...], tokens: tuple[str, ...]) -> int:
    """How `wanted` fits a person's name: 3 equal or its end, 2 its beginning, 1 two names of it; 0 not."""
    if not wanted:
        return 0
    if tokens[-len(wanted) :] == wanted:
        return 3
    if wanted[-len(tokens) :] == tokens and len(tokens) > 1:
        return 3
    if tokens[: len(wanted)] == wanted:
        return 2
    return 1 if len(wanted) > 1 and wanted[-1] == tokens[-1] and wanted[0] == tokens[0] else 0


class _Collector:
    """Collects the people of an inventory from its runs of capitalised words."""

    def __init__(self, inventory: Inventory, people: People) -> None:
        self.inventory = inventory
        self.people = people
        self.words = inventory.words
        self.lexicon = kind_words()
        self.functions = self.lexicon.sets["function_words"]
        self.alone: Counter[str] = Counter()

    def collect(self) -> None:
        runs = [run for first, last in self._runs() for run in self._parts(first, last)]
        for first, last in runs:
            for index in range(first, last):
                self.people.run_at[index] = (first, last)
        single = [(a, b) for a, b in runs if len(self._tokens(a, b)) == 1]
        self.alone.update(self.words[b - 1].norm for a, b in single)
        for first, last in runs:
            if (first, last) not in single:
                self._add(first, last)
        for first, last in single:
            self._add_single(first, last)

    def _runs(self) -> list[tuple[int, int]]:
        """Maximal runs of capitalised words, particles inside ("Walid al-Moualem", "Staffan de Mistura")."""
        runs = []
        index, count = 0, len(self.words)
        while index < count:
            if not self._opens(index):
                index += 1
                continue
            last = index + 1
            while last < count and (step := self._joins(last)):
                last += step
            runs.append((index, last))
            index = last
        return runs

    def _opens(self, index: int) -> bool:
        word = self.words[index]
        if word.norm in self.lexicon.particles:
            follows = index + 1 < len(self.words) and self.words[index + 1].is_capital
            return follows and self.words[index + 1].is_joined and (word.is_capital or not self._is_the(index))
        sided = index > 0 and word.is_hyphened and self.words[index - 1].norm in _SIDES
        return word.is_capital and word.norm not in self.functions and not word.text[0].isdigit() and not sided

    def _is_the(self, index: int) -> bool:
        return self.words[index].norm in ("la", "le", "as", "at", "an", "the", "um", "ad")

    def _joins(self, index: int) -> int:
        """How many words from `index` carry the run on: 0 none, 2 a particle and its name."""
        before, word = self.words[index - 1], self.words[index]
        if word.is_hyphened and not word.is_capital:  # "Ban Ki-moon"
            spelt = before.is_capital and word.text.isalpha() and len(word.text) <= MAX_SYLLABLE
            return int(
                spelt and word.norm not in self.lexicon.sets["hyphened"] and index - 1 not in self.inventory.match_at
            )
        if before.is_possessive or not self._gap_joins(before, word):
            return 0
        if word.norm in self.lexicon.particles:
            further = index + 1
            if word.text == "an" and further < len(self.words) and not self.words[further].is_hyphened:
                return 0  # "X an officer of Y" lost a comma
            if further < len(self.words) and self.words[further].norm in self.lexicon.particles:
                further += 1
            if further < len(self.words) and self.words[further].is_capital and self.words[further].is_joined:
                return further - index + 1
            return 0
        if word.norm in self.functions:  # "Theresa May" is nobody's month
            match = self.inventory.match_at.get(index)
            return int(match is not None and match is self.inventory.match_at.get(index - 1))
        return int(word.is_capital and not word.text[0].isdigit())

    def _gap_joins(self, before: Word, word: Word) -> bool:
        if word.gap in (" ", "-", "‐", "  ", ""):
            return True
        return word.gap == ". " and (len(before.norm) == 1 or before.norm in self.lexicon.titles)

    def _parts(self, first: int, last: int) -> list[tuple[int, int]]:
        """A run cut at the listed bodies and countries inside it."""
        parts, start = [], first
        for index in range(first, last):
            match = self.inventory.match_at.get(index)
            if match is None or match.entry.is_person or index < start:
                continue
            if start < match.first:
                parts.append((start, match.first))
            start = match.last
        if start < last:
            parts.append((start, last))
        return parts

    def _tokens(self, first: int, last: int) -> tuple[str, ...]:
        return tuple(w.norm for w in self.words[first:last] if w.norm not in _UNNAMED)

    def _strip_titles(self, first: int, last: int) -> int:
        """Where the name begins: behind the last title, "U.S. District Judge | David Godbey", that leaves a name."""
        begins = first
        for index in range(first, last - 1):
            if self.words[index].norm in self.lexicon.titles and index < begins + 4:
                leaves_name = any(w.norm not in self.lexicon.titles for w in self.words[index + 1 : last])
                named_before = index - begins >= 2 and self.words[begins].norm in self.lexicon.men | self.lexicon.women
                if leaves_name and not named_before:
                    begins = index + 1
        return begins

    def _add(self, first: int, last: int) -> None:
        """A run of two or more words, if it is a person."""
        name_first = self._strip_titles(first, last)
        last = self._name_end(name_first, last)
        tokens = self._tokens(name_first, last)
        if (
            len(tokens) == 1
            and name_first > first
            and self.words[name_first - 1].norm not in self.lexicon.sets["weak_titles"]
        ):
            self._titled(first, name_first, last)
        if not 2 <= len(tokens) <= MAX_NAME or not self._may_be_person(name_first, last, tokens):
            return
        entry = self._listed(name_first, last)
        sure = entry is not None or name_first > first or self._is_sure(name_first, last)
        if self._is_byline(first) or (not sure and not self.alone[tokens[-1]]):
            return
        self._note(name_first, last, tokens, entry, sure, first)

    def _is_byline(self, first: int) -> bool:
        """Whether the name at `first` signs the report: "By X", "(Reporting by X; editing by Y)"."""
        if not first or self.words[first - 1].norm != "by":
            return False
        opens = first < 2 or "\n" in self.words[first - 1].gap
        return opens or self.words[first - 2].norm in self.lexicon.sets["bylines"]

    def _listed(self, first: int, last: int) -> ActorEntry | None:
        """The listed person the whole name `[first, last)` is; not one who shares but the surname."""
        match = self.inventory.match_at.get(last - 1)
        if match is None or not match.entry.is_person:
            return None
        extra = self._tokens(first, max(first, match.first))
        known = {w.norm for name in (match.entry.name, *match.entry.aliases) for w in words_of(name)}
        return match.entry if set(extra) <= known else None

    def _name_end(self, first: int, last: int) -> int:
        """Index behind the name itself: "Anthony Orchard | QC", "Kevin Kennedy | Regional Coordinator"."""
        for index in range(first + 2, last):
            if (
                self.words[index].norm in self.lexicon.titles
                or self.words[index].norm in self.lexicon.sets["name_suffixes"]
            ):
                return index
        return last

    def _may_be_person(self, first: int, last: int, tokens: Sequence[str]) -> bool:
        if any(token in self.lexicon.sets["name_stops"] or token.isdigit() for token in tokens):
            return False
        if tokens[-1] in self.lexicon.titles or singular(tokens[-1]) in self.lexicon.heads:  # "Vice President"
            return False
        return not all(w.text.isupper() and len(w.text) > 1 for w in self.words[first:last])

    def _is_sure(self, first: int, last: int) -> bool:
        """Whether a first name, a role before or a role after shows that a run names a person."""
        lead = self.words[first].norm
        if self._of_body(first):
            return True
        if lead in self.lexicon.men or lead in self.lexicon.women:
            return True
        if (
            first
            and self.words[first].gap in (" ", ", ")
            and singular(self.words[first - 1].norm) in self.lexicon.roles
        ):
            return not self.words[first - 1].is_capital
        return self._role_after(last) is not None and self.words[first - 1].norm not in _WHERE

    def _of_body(self, first: int) -> bool:
        """Whether a body's name in the possessive stands before ("NPR's Ofeibea Quist-Arcton")."""
        match = self.inventory.match_at.get(first - 1)
        if match is None or match.entry.is_country or match.entry.is_person:
            return False
        return self.words[first - 1].is_possessive and self.words[first].gap == " "

    def _titled(self, first: int, name_first: int, last: int) -> None:
        """A title with one name ("Mr Orchard", "Col. Warren", "President Obama")."""
        tokens = self._tokens(name_first, last)
        if tokens[0] in self.lexicon.sets["name_stops"] or tokens[0] in self.functions:
            return
        self._note(name_first, last, tokens, None, True, first)

    def _add_single(self, first: int, last: int) -> None:
        """One name standing alone: another naming of somebody, or of a listed person."""
        tokens = self._tokens(first, last)
        entry = self._listed(first, last)
        person = self.people.named(tokens, first)
        if person is not None or entry is not None:
            self._note(first, last, tokens, entry, entry is not None, first)

    def _note(
        self, first: int, last: int, tokens: tuple[str, ...], entry: ActorEntry | None, sure: bool, run_first: int
    ) -> None:
        person = self._known(tokens, entry, first)
        shown = self.inventory.slice(first, last)
        if person is None:
            person = Person(shown, tokens)
            self.people.all.append(person)
        elif len(tokens) > len(person.tokens):
            person.name, person.tokens = shown, tokens
        person.entry = person.entry or entry
        person.is_sure |= sure
        person.at.append(first)
        if run_first < first:
            person.title = person.title or self.inventory.slice(run_first, first)
        for index in range(first, last):
            self.people.at[index] = person
        self._roles(person, run_first, first, last)

    def _known(self, tokens: tuple[str, ...], entry: ActorEntry | None, first: int) -> Person | None:
        if entry is not None:
            listed = next((person for person in self.people.all if person.entry is entry), None)
            if listed is not None:
                return listed
        known = self.people.named(tokens, first)
        return None if known is not None and entry is not None and known.entry is not None else known

    def _roles(self, person: Person, run_first: int, first: int, last: int) -> None:
        before = self._role_before(run_first)
        told = any(self._is_role(word) for word in self.words[before:first]) or self._of_body(first)
        if before < first and told:
            person.roles.append((before, first))
        after = self._role_after(last)
        if after is not None:
            person.roles.append(after)
        if person.woman is None:
            self._gender(person, before, first)

    def _gender(self, person: Person, before: int, first: int) -> None:
        """Settle whether a person is a woman, from roles and first names; None stays where nothing tells."""
        lead = person.tokens[0]
        said = {word.norm for word in self.words[before:first]}
        if said & self.lexicon.feminine or lead in self.lexicon.women or (person.entry and person.entry.is_woman):
            person.woman = True
        elif said & self.lexicon.masculine or lead in self.lexicon.men or person.entry is not None:
            person.woman = False

    def _role_before(self, first: int) -> int:
        """Where the words that may tell a role before the name at `first` begin; `first` itself if none do."""
        index, lowest = first, max(0, first - ROLE_BEFORE)
        while index > lowest:
            gap = self.words[index].gap
            word = self.words[index - 1]
            if gap not in (" ", "-", ", ", ". ", "  ") or (gap == ", " and index != first):
                break
            if gap == ". " and not (word.norm in self.lexicon.titles or len(word.norm) == 1):
                break
            if word.norm in self.lexicon.sets["role_stops"] or (gap == ", " and not self._is_role(word)):
                break
            index -= 1
            if word.norm in _DETERMINERS and not self._after_of(index):
                break
        return index

    def _after_of(self, index: int) -> bool:
        return index > 0 and self.words[index - 1].norm in _PREPOSITIONS

    def _is_role(self, word: Word) -> bool:
        return singular(word.norm) in self.lexicon.roles or word.norm in self.lexicon.titles

    def _role_after(self, last: int) -> tuple[int, int] | None:
        """The words of an apposition behind a name, with its comma or, in texts that lost them, without."""
        if last >= len(self.words):
            return None
        opener = self.words[last]
        comma = opener.gap.startswith(",")
        if not comma and opener.gap != " ":
            return None
        if not comma and not self._lost_comma(last):
            return None
        index = last
        while index < min(len(self.words), last + ROLE_AFTER):
            gap = self.words[index].gap
            if index > last and (gap.strip("- ") or "\n" in gap):
                break
            if index > last and self.words[index].norm in self.lexicon.sets["role_stops"] - {"and", "with"}:
                break
            index += 1
        window = self.words[last : min(index, last + 8)]
        if opener.norm in ("who", "whose") or any(
            self._is_role(word) for word in window if word.norm not in self.functions
        ):
            return (last, index) if window else None
        return None

    def _lost_comma(self, last: int) -> bool:
        """Whether what follows a name without a comma is an apposition: "X director of the", "X the head of"."""
        word = self.words[last]
        if word.norm in ("of", "who"):
            return True
        follows = self.words[last + 1] if last + 1 < len(self.words) else None
        if last in self.inventory.match_at and self.inventory.match_at[last].entry.is_country:
            return any(self._is_role(w) and w.is_joined for w in self.words[last + 1 : last + 4])
        if word.norm in _DETERMINERS:
            return follows is not None and follows.is_joined
        if follows is not None and self._is_role(follows) and follows.is_joined:  # "X deputy director of"
            word, follows = follows, self.words[last + 2] if last + 2 < len(self.words) else None
        return self._is_role(word) and follows is not None and follows.norm in ("of", "for", "at", "in", "to")

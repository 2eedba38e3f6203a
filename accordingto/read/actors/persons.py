"""Mentions of people: the person a phrase names, the one whose role it describes, and a person's kind."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.model import SourceKind
from accordingto.read.actors.candidates import Candidate, Scene
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.people import Person
from accordingto.read.actors.phrases import INDEFINITE, Phrase
from accordingto.read.actors.source_kind import kind_of
from accordingto.read.actors.spokespeople import body_spoken_for
from accordingto.read.actors.words import Word

LEDE = 3  # sentences, headline included, in which a description looks ahead to a name; swept 1-6, flat from 2

_PREPOSITIONS = frozenset("of for to with by from under against behind".split())
_ROLE_OPENERS = frozenset("the a an who whose of another then".split())
_LEAST_TELLING = frozenset((SourceKind.INDIVIDUAL, SourceKind.ANONYMOUS))


class PersonMentions:
    """Finds the people that phrases of one article stand for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.inventory = scene.inventory
        self.people = scene.people
        self.words = scene.inventory.words
        self.lexicon = kind_words()

    def named_in(self, phrase: Phrase) -> Person | None:
        """The person a phrase is about: named first, named last after a role, or in apposition; not "X's lawyer"."""
        inside = [i for i in range(phrase.first, phrase.last) if i in self.people.at]
        if not inside:
            return None
        if self._leads(phrase, inside[0]):
            end = self._end(inside[0])
            if end >= phrase.end:
                return self.people.at[inside[0]]
            if not self.words[end - 1].is_possessive:
                return None if self._belongs(end, phrase) else self.people.at[inside[0]]
        for index in inside:
            end = self._end(index)
            closes = end in (phrase.end, phrase.last) or (end < phrase.last and "," in self.words[end].gap)
            if closes and not self.words[end - 1].is_possessive and not self._is_object(phrase, index):
                return self.people.at[index]
        return None

    def _leads(self, phrase: Phrase, at: int) -> bool:
        """Whether nothing but titles stands between the start of the phrase and the name at `at`."""
        return all(
            self.words[i].norm in self.lexicon.titles or i in self.inventory.match_at for i in range(phrase.core, at)
        )

    def _end(self, at: int) -> int:
        """Index behind the name at `at`."""
        person = self.people.at[at]
        while at < len(self.words) and self.people.at.get(at) is person:
            at += 1
            if self.words[at - 1].is_possessive:
                break
        return at

    def _belongs(self, end: int, phrase: Phrase) -> bool:
        """Whether the name only modifies what follows it ("Obama administration officials")."""
        if phrase.head < end or self.words[end].gap not in (" ", "-"):
            return False
        head = singular(self.words[phrase.head].norm)
        further = phrase.head + 1 < len(self.words) and self.words[phrase.head + 1].norm in ("of", "for", "at")
        if further and head in self.lexicon.people and end == phrase.head and len(self.people.at[end - 1].tokens) > 1:
            return False  # a lost comma: "Yahya Aridi spokesman for the delegation"
        return head in self.lexicon.sets["owned"]

    def _is_object(self, phrase: Phrase, at: int) -> bool:
        """Whether the name at `at` hangs on a preposition of the phrase ("supporters of Moqtada al-Sadr")."""
        for index in range(at - 1, phrase.first, -1):
            if self.words[index].norm in _PREPOSITIONS and self.words[index].gap == " ":
                return index > phrase.core
            if self._closes_object(index):
                return False
        return False

    def _closes_object(self, index: int) -> bool:
        """Whether the word before a name already ends another noun phrase ("the head of the clinic | Ali Amin")."""
        if self.words[index + 1].gap not in (" ", "-"):
            return True
        match = self.inventory.match_at.get(index)
        if match is not None and not match.entry.is_country:
            return True
        word = self.words[index]
        if word.is_capital or word.is_article or word.norm in self.lexicon.titles or word.norm in INDEFINITE:
            return False
        return singular(word.norm) not in self.lexicon.heads and not word.norm.endswith(("ing", "ed", "ful", "ial"))

    def learn_role(self, person: Person, phrase: Phrase) -> None:
        """Note the role the mention itself gives: "the director of the clinic, NAME", "NAME, who runs the clinic"."""
        at = next(i for i in range(phrase.first, phrase.last) if self.people.at.get(i) is person)
        role = (phrase.core, at) if at - phrase.core > 1 else (self._end(at), phrase.last)
        if role[1] - role[0] > 1 and role not in person.roles:
            person.roles.insert(0, role)

    def candidate(self, person: Person) -> Candidate:
        """The person with name, kind and country as the article gives them."""
        kind, country = self._kind_and_country(person)
        name = person.name
        if len(person.tokens) == 1 and person.entry is None and person.title:
            title = person.title.split()[-1]
            name = f"{title} {name}" if title.strip(".").lower() in self.lexicon.kept_titles else name
        return Candidate(
            name=name, entry=person.entry, person=person, kind=kind, country=country, speaks_for=self._body_of(person)
        )

    def _body_of(self, person: Person) -> str | None:
        """The id of the body a person speaks for, by the roles the article gives, else by the list."""
        bodies = (body_spoken_for(self.inventory, *role) for role in person.roles)
        told = next((body.id for body in bodies if body is not None), None)
        return told or (person.entry.speaks_for if person.entry is not None else None)

    def _kind_and_country(self, person: Person) -> tuple[SourceKind, str | None]:
        """By the roles the article gives, else by the list; "Lt. Gen. X, the interior minister" is the minister."""
        roles: list[SourceKind | None] = []
        ranks: list[SourceKind | None] = []
        country = person.entry.country if person.entry is not None else None
        for first, last in person.roles:
            words = self.words[first:last]
            if self._is_former(words):
                return SourceKind.INDIVIDUAL, country
            told = ranks if all(word.norm in self.lexicon.sets["ranks"] for word in words) else roles
            told.append(self._role_kind(first, last) or self.employer_kind(first, last, person))
            country = country or self.inventory.country_in(first, last)
        if person.entry is not None and person.entry.kind is not None:
            return person.entry.kind, country
        kinds = [kind for kind in roles + ranks if kind is not None]
        telling = [kind for kind in kinds if kind not in _LEAST_TELLING]
        return (telling or [SourceKind.INDIVIDUAL])[0], country

    def _is_former(self, words: Sequence[Word]) -> bool:
        """Whether a role is past or to come: "former president", "President-elect", "candidate"."""
        if len(words) > 1 and words[0].norm in ("a", "the"):
            words = words[1:]
        return words[0].norm in self.lexicon.sets["former"] or any(
            word.norm in ("elect", "former", "ousted") for word in words[:4]
        )

    def _role_kind(self, first: int, last: int) -> SourceKind | None:
        while first < last and self.words[first].norm in _ROLE_OPENERS:
            first += 1
        if first == last:
            return None
        if not any(self._is_role(word) for word in self.words[first:last]):  # "NPR's"
            return next((m.entry.kind for m in self.inventory.matches_in(first, last) if not m.entry.is_person), None)
        kind = kind_of(self.words[first:last], self.inventory.matches_in(first, last))
        return None if kind in _LEAST_TELLING else kind

    def _is_role(self, word: Word) -> bool:
        return singular(word.norm) in self.lexicon.roles or word.norm in self.lexicon.titles

    def employer_kind(self, first: int, last: int, employee: Person | None = None) -> SourceKind | None:
        """The kind of the person somebody works for: "Carter's spokesman", "a spokesperson for Buhari"."""
        for index in range(first, last):
            person = self.people.at.get(index)
            if person is None or person is employee:
                continue
            if person.entry is not None and person.entry.kind is not None:
                return person.entry.kind
            kinds = (self._role_kind(*role) for role in person.roles)
            return next((kind for kind in kinds if kind is not None), None)
        return None

    def in_role(self, phrase: Phrase, *, is_definite: bool) -> Person | None:
        """The person whose role the article gives in these words: "the prosecutor", "the Syrian army spokesman".

        A description in the lede, even an indefinite one, may look ahead to the name that follows.
        """
        head = self.words[phrase.head].norm
        if head not in self.lexicon.offices:
            return None
        origin = self.inventory.country_in(phrase.core, phrase.end)
        wanted = self.inventory.unlisted(phrase.core, phrase.head)
        wanted |= self.inventory.unlisted(phrase.head + 1, phrase.end) & self.lexicon.roles
        fitting = self._holding(head, wanted, origin)
        before = [person for person in fitting if person.at[0] < phrase.first]
        if before:
            latest = max(before, key=lambda person: max(at for at in person.at if at < phrase.first))
            return latest if is_definite else None
        in_lede = self.scene.discourse.sentence(phrase.first) < LEDE
        if fitting and in_lede and (wanted or origin or is_definite):
            return fitting[0]
        if is_definite and not fitting and in_lede:  # "the prosecutor in Lyon", where the article has one prosecutor
            fitting = self._holding(head, set(), origin)
        return fitting[0] if is_definite and len(fitting) == 1 else None

    def _holding(self, head: str, wanted: set[str], origin: str | None) -> list[Person]:
        """The people one of whose roles has this head and these words, and no other country."""
        return [person for person in self.people.all if self._holds(person, head, wanted, origin)]

    def _holds(self, person: Person, head: str, wanted: set[str], origin: str | None) -> bool:
        for first, last in person.roles:
            said = {word.norm for word in self.words[first:last]}
            said |= {singular(word) for word in said}
            country = self.inventory.country_in(first, last) or (person.entry.country if person.entry else None)
            if head in said and wanted <= said and (origin is None or country in (None, origin)):
                return True
        return False

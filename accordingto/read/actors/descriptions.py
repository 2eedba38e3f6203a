"""Mentions that name nobody: "the official", "the group", "a monitor" in a headline, "their Russian allies"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from accordingto.model import SourceKind
from accordingto.read.actors.bodies import BodyMentions
from accordingto.read.actors.camps import Camps
from accordingto.read.actors.candidates import AGENT, RECIPIENT, SOURCE, Candidate, Scene
from accordingto.read.actors.discourse import Said
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.people import Person
from accordingto.read.actors.persons import LEDE, PersonMentions
from accordingto.read.actors.phrases import INDEFINITE, Phrase, phrase_of
from accordingto.read.actors.states import StateMentions

_OF = frozenset(("of", "from"))
_EMPTY = frozenset("the a an so called based led".split())
_SPEAKING_GROUPS = (SourceKind.NGO, SourceKind.ARMED_GROUP, SourceKind.MEDIA)


class _Earlier(NamedTuple):
    """Who a description goes back to, and at which word that stands."""

    candidate: Candidate
    at: int


class Descriptions:
    """Finds whom the descriptions of one article stand for."""

    def __init__(self, scene: Scene, persons: PersonMentions, bodies: BodyMentions) -> None:
        self.scene = scene
        self.inventory = scene.inventory
        self.words = scene.inventory.words
        self.persons = persons
        self.bodies = bodies
        self.states = StateMentions(scene)
        self.camps = Camps(scene)
        self.lexicon = kind_words()

    def described(self, phrase: Phrase, role: str) -> Candidate | None:
        """Whom a description stands for, None if the article does not settle it."""
        head = singular(self.words[phrase.head].norm)
        modifiers = [word.norm for word in self.words[phrase.core : phrase.head] if word.norm not in _EMPTY]
        body = (
            self.bodies.monitor(phrase, head, modifiers)
            or self.bodies.outlet(phrase, head)
            or self._belonging(phrase, head, role)
            or self.states.body(phrase, head, modifiers)
            or (self.states.country(phrase, head) if role != SOURCE else None)
            or (self.states.aircraft(phrase, head) if role == AGENT else None)
            or (self.camps.rebels(phrase) if role != SOURCE else None)
        )
        if body is not None:
            return body
        earlier = self._earlier(phrase, head, modifiers, role) if phrase.is_definite else None
        person = self._person(phrase, head)
        if person is not None and (earlier is None or _is_between(person, earlier.at, phrase.first)):
            return self.persons.candidate(person)
        return earlier.candidate if earlier is not None else None

    def _person(self, phrase: Phrase, head: str) -> Person | None:
        """The person in the described role: of a definite description, or one that opens the report."""
        unique = head in self.lexicon.sets["unique_offices"] and phrase.core in self.inventory.match_at
        definite = phrase.is_definite or bool(phrase.owner) or unique
        in_lede = self.scene.discourse.sentence(phrase.first) < LEDE
        if not definite and not (in_lede and phrase.determiner in ("", "a", "an")):
            return None
        return self.persons.in_role(phrase, is_definite=definite)

    def _belonging(self, phrase: Phrase, head: str, role: str) -> Candidate | None:
        """ "their Russian allies" is Russia, "the Government of Syria" the Syrian one, "units of the army" the army."""
        inside = [self.inventory.match_at[i] for i in range(phrase.core, phrase.end) if i in self.inventory.match_at]
        state = inside[0].entry if inside and inside[0].entry.is_country else None
        if head in self.lexicon.sets["allies"] and phrase.owner and state and phrase.head == phrase.core + 1:
            return self.scene.listed(state)
        if head == "government" and state and state.demonyms and inside[0].first == phrase.head + 2:
            return self.states.candidate(self.inventory.slice(phrase.core, phrase.end), state.country)
        return self._whole(phrase, head, role)

    def _whole(self, phrase: Phrase, head: str, role: str) -> Candidate | None:
        """The body that fighters, aircraft or what is hit are of: "militants of Hezbollah", "jets from the Union"."""
        sets, after = self.lexicon.sets, phrase.head + 2
        flies = role != SOURCE and head in sets["vehicles"]
        held = role == RECIPIENT and head in sets["holdings"]
        is_part = flies or held or (head in sets["parts"] and phrase.determiner not in INDEFINITE)
        if not is_part or after >= phrase.end or self.words[after - 1].norm not in _OF:
            return None
        whole = phrase_of(self.inventory, after, phrase.end)
        listed = self.bodies.listed(whole, role)
        if listed is not None and not flies and listed.kind not in (SourceKind.ARMED_GROUP, SourceKind.MILITARY):
            return None
        return listed or self.states.body(whole, singular(self.words[whole.head].norm), ())

    def _earlier(self, phrase: Phrase, head: str, modifiers: Sequence[str], role: str) -> _Earlier | None:
        """The mention that a definite description goes back to."""
        if phrase.end - phrase.head != 1:
            return None
        sets = self.lexicon.sets
        plain = [word for word in modifiers if singular(word) not in sets["armed_signs"]]
        written = self.words[phrase.head].norm
        if head in sets["groups"] and written != head:
            return None  # "the opposition groups" are no one group
        if head in sets["groups"] or (head in sets["armed"] and not plain and written != head):
            said = self._group(phrase, head, modifiers, role)
            return _Earlier(Candidate.again(said), said.at) if said else self._only_armed_group(phrase)
        if head in sets["outlets"]:
            said = self.scene.discourse.of_kind(phrase.first, (SourceKind.MEDIA, SourceKind.AGENCY))
        else:
            said = self.scene.discourse.described(phrase.first, head, modifiers)
            if said is not None and not said.is_many and written not in (head, "forces"):
                return None  # "the officials" are not the official
        return _Earlier(Candidate.again(said), said.at) if said is not None else None

    def _group(self, phrase: Phrase, head: str, modifiers: Sequence[str], role: str) -> Said | None:
        """The body "the group" goes back to: armed groups act, monitors and media speak."""
        sets = self.lexicon.sets
        signs = {*modifiers, *map(singular, modifiers)} & sets["armed_signs"]
        armed = bool(signs) or head in sets["armed"] or head == "alliance" or role != SOURCE
        if {*modifiers, *map(singular, modifiers)} & sets["jihadist_signs"]:
            return self.scene.discourse.last_with_key(phrase.first, sets["jihadists"])
        kinds = (SourceKind.ARMED_GROUP,) if armed else _SPEAKING_GROUPS
        origin = self.inventory.country_in(phrase.core, phrase.head)
        return self.scene.discourse.of_kind(phrase.first, kinds, country=origin)

    def _only_armed_group(self, phrase: Phrase) -> _Earlier | None:
        """The armed group "the militants" or "the Lebanese group" means, if just one that fits was named before."""
        origin = self.inventory.country_in(phrase.core, phrase.head)
        before = [match for match in self.inventory.matches if match.first < phrase.first]
        armed = [m for m in before if m.entry.kind is SourceKind.ARMED_GROUP and not m.entry.is_person]
        fitting = {m.entry.id: m for m in armed if origin is None or m.entry.country == origin}
        if len(fitting) != 1:
            return None
        match = next(iter(fitting.values()))
        return _Earlier(self.scene.listed(match.entry), match.first)


def _is_between(person: Person, at: int, before: int) -> bool:
    """Whether a person is named from word `at` on and before word `before`."""
    return any(at <= place < before for place in person.at)

"""Whom a pronoun or a bare description ("the official", "the group") stands for, by recency, salience and agreement.

Only what the sources and agents of a report need: no full coreference. A pronoun nobody fits resolves to None.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass

from accordingto.model import Actor, SourceKind
from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.people import People, Person
from accordingto.text import span_at

MALE = frozenset(("he", "him", "his", "himself"))
FEMALE = frozenset(("she", "her", "hers", "herself"))
THING = frozenset(("it", "its", "itself"))
MANY = frozenset(("they", "them", "their", "theirs", "themselves", "both"))
RELATIVE = frozenset(("who", "which", "whose", "whom", "that"))
PRONOUNS = MALE | FEMALE | THING | MANY | RELATIVE

_ARMED = (SourceKind.GOVERNMENT, SourceKind.MILITARY, SourceKind.ARMED_GROUP)
_SUBORDINATORS = frozenset("after before when while as that because since if where though although".split())
# Names found on two thirds of the training reports are flat over wide ranges of all of these.
REACH = 5  # sentences a pronoun looks back; swept 3-10: .900 of agents at 3-5, .898 at 8
SOURCE_BONUS = 1.5  # who spoke last mostly goes on speaking; swept .5-2: sources .936 at .5, .939 from 1
ACTING_SOURCE_BONUS = 0.5  # but "his forces" are rarely the speaker's; agents .900, .897 at 1.5
SUBJECT_BONUS = 0.6  # sources .939, .935 without
SUBJECT_CHARS = 60  # how far into a sentence a phrase may stand to count as its subject
POSSESSIVE_COST = 0.6
OWN_SENTENCE_COST = 1.2  # "Assad must go, he said": the speaker is rarely named inside what is said
UNSURE_COST = 2.0


@dataclass(frozen=True, slots=True)
class Said:
    """One resolved mention as later ones look back on it: its words `[at, end)`, head nouns, and all that it says."""

    at: int
    end: int
    actor: Actor
    person: Person | None
    heads: frozenset[str]
    said: frozenset[str]
    is_many: bool
    is_human: bool
    is_source: bool

    @property
    def is_of_state(self) -> bool:
        """Whether it is a known state's government, military or a person of theirs."""
        return self.actor.country is not None and self.actor.kind in (SourceKind.GOVERNMENT, SourceKind.MILITARY)


class Discourse:
    """What has been mentioned so far, in the order of the text."""

    def __init__(self, inventory: Inventory, people: People) -> None:
        self.inventory = inventory
        self.people = people
        self.said: list[Said] = []
        self._sentence_of: dict[int, int] = {}

    def add(self, said: Said) -> None:
        self.said.append(said)

    def before(self, at: int) -> Iterator[Said]:
        """Mentions before word `at`, the latest first."""
        return (said for said in reversed(self.said) if said.at < at)

    def sentence(self, at: int) -> int:
        """Number of the sentence that holds word `at`."""
        if at not in self._sentence_of:
            self._sentence_of[at] = span_at(self.inventory.sentences, self.inventory.words[at].start)
        return self._sentence_of[at]

    def opens_sentence(self, at: int) -> bool:
        """Whether the phrase at word `at` stands at or near the start of its sentence, as subjects do."""
        sentence = self.inventory.sentences[max(0, self.sentence(at))]
        return "," not in self.inventory.text[sentence.start : self.inventory.words[at].start] and (
            self.inventory.words[at].start - sentence.start < SUBJECT_CHARS
        )

    def person_for(self, at: int, *, woman: bool, is_source: bool) -> Person | Said | None:
        """Whom "he" or "she" at word `at` stands for: a named person, or a described one ("the official")."""
        best: Person | Said | None = None
        best_score = float("-inf")
        for person in self.people.all:
            if person.woman is not None and person.woman is not woman:
                continue
            score = self._person_score(person, at, is_source)
            if score is not None and score > best_score:
                best, best_score = person, score
        for said in self.before(at):
            if said.person is None and said.is_human and not said.is_many:
                score = self._salience(said.at, at, said.is_source, is_source)
                if score is not None and score > best_score and not _other_gender(said.heads, woman):
                    best, best_score = said, score
        return best

    def _person_score(self, person: Person, at: int, is_source: bool) -> float | None:
        last_source = next((said for said in self.before(at) if said.is_source), None)
        best = None
        for place in person.at:
            if place >= at:
                break
            score = self._salience(place, at, False, is_source)
            if score is None:
                continue
            if self.inventory.words[place].is_possessive:
                score -= POSSESSIVE_COST
            best = score if best is None else max(best, score)
        spoken = next((s.at for s in self.before(at) if s.is_source and s.person is person), None)
        if spoken is not None and (score := self._salience(spoken, at, True, is_source)) is not None:
            score += 0.3 * (last_source is not None and last_source.person is person)
            best = score if best is None else max(best, score)
        if best is not None and not person.is_sure:
            best -= UNSURE_COST
        return best

    def _salience(self, place: int, at: int, was_source: bool, is_source: bool) -> float | None:
        """How present what stands at word `place` is at word `at`; None if it is out of reach."""
        distance = self.sentence(at) - self.sentence(place)
        if distance > REACH:
            return None
        score = -float(distance) - 0.001 * (at - place)
        if was_source:
            score += SOURCE_BONUS if is_source else ACTING_SOURCE_BONUS
        if self.opens_sentence(place):
            score += SUBJECT_BONUS
        if is_source and distance == 0 and not was_source and not self._is_subordinate(at):
            score -= OWN_SENTENCE_COST
        return score

    def _is_subordinate(self, at: int) -> bool:
        """Whether word `at` opens a clause of its own: "Biden's remarks came after he had called for talks"."""
        return at > 0 and self.inventory.words[at - 1].norm in _SUBORDINATORS

    def thing_for(self, at: int, *, is_source: bool) -> Said | None:
        """What "it" at word `at` stands for: the body or state last spoken of."""
        return self._latest(at, is_source, lambda said: not said.is_human and not said.is_many)

    def many_for(self, at: int, *, is_source: bool) -> Said | None:
        """Whom "they" at word `at` stands for: people named together or as a group, else the last body."""
        return self._latest(at, is_source, lambda said: said.is_many) or self._latest(
            at, is_source, lambda said: not said.is_human
        )

    def armed_for(self, at: int) -> Said | None:
        """Whose "its soldiers" at word `at` are: the state or armed body last spoken of."""
        return self._latest(at, False, lambda said: said.person is None and said.actor.kind in _ARMED)

    def _latest(self, at: int, is_source: bool, fits: Callable[[Said], bool]) -> Said | None:
        best: Said | None = None
        best_score = float("-inf")
        for said in self.before(at):
            if not fits(said):
                continue
            score = self._salience(said.at, at, said.is_source, is_source)
            if score is not None and score > best_score:
                best, best_score = said, score
        return best

    def last_source(self, at: int, *, is_body: bool = False) -> Said | None:
        """Who last spoke before word `at`; with `is_body` no person and no people, unnamed sources apart."""
        spoke = (said for said in self.before(at) if said.is_source)
        return next((said for said in spoke if not (is_body and said.is_human and "source" not in said.heads)), None)

    def described(self, at: int, head: str, modifiers: Sequence[str]) -> Said | None:
        """The latest mention before word `at` with the same head noun whose words do not lack `modifiers`."""
        for said in self.before(at):
            if head in said.heads and set(modifiers) <= said.said:
                return said
        return None

    def last_with_key(self, at: int, keys: Collection[str]) -> Said | None:
        """The latest mention before word `at` of one of these actors."""
        return next((said for said in self.before(at) if said.actor.key in keys), None)

    def of_kind(self, at: int, kinds: Sequence[SourceKind], *, country: str | None = None) -> Said | None:
        """The body of one of `kinds`, and of `country` if given, in the last sentence before word `at` that names any:
        its subject if that is one ("X took the town from Y, the group said"), else the latest.
        """
        bodies = [
            said
            for said in self.before(at)
            if said.actor.kind in kinds and not said.is_human and not said.is_many
            if country is None or said.actor.country == country
        ]
        told = [said for said in bodies if self.sentence(said.at) == self.sentence(bodies[0].at)]
        return next((said for said in told if self.opens_sentence(said.at)), told[0] if told else None)


def _other_gender(heads: frozenset[str], woman: bool) -> bool:
    """Whether a description's noun says the other gender."""
    other = ("spokesman", "man", "king", "father") if woman else ("spokeswoman", "woman", "queen", "mother")
    return any(word in heads for word in other)

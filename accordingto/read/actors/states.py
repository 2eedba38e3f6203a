"""Mentions of a state's bodies that leave the state out: "the army", "government forces", "the defence ministry"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set

from accordingto.model import SourceKind
from accordingto.read.actors.actor_list import COUNTRY_PREFIX
from accordingto.read.actors.candidates import Candidate, Scene
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.phrases import INDEFINITE, Phrase
from accordingto.read.actors.source_kind import kind_of
from accordingto.read.actors.words import name_words

MAX_BETWEEN = 4  # words from a state's name to the body's noun ("Syrian Arab armed forces")

_WITHOUT_ARMY = frozenset(("PS",))  # "the army" of a report on Palestinians is Israel's
_ARMIES = frozenset(("army", "military"))
_OF_DEFENCE = frozenset(("defence", "defense"))
_COUNTRIES = frozenset(("country", "nation"))
_GOVERNMENTS = frozenset(("government", "regime", "authorities", "administration"))


class StateMentions:
    """Joins descriptions of one article to the state they mean."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.inventory = scene.inventory
        self.words = scene.inventory.words
        self.lexicon = kind_words()

    def body(self, phrase: Phrase, head: str, modifiers: Sequence[str]) -> Candidate | None:
        """The state's body: as mentioned before, as the article writes it in full, or of the state it is about."""
        if phrase.end != phrase.head + 1 or not self._is_stately(phrase, head, modifiers):
            return None
        earlier = self.scene.discourse.described(phrase.first, head, modifiers) if phrase.is_definite else None
        if earlier is not None and not earlier.is_human and earlier.is_of_state:
            return Candidate.again(earlier)
        full = self._in_full(phrase, head, modifiers)
        if full is not None:
            return full
        country = (
            self._state_of_ministry(phrase, modifiers) if head == "ministry" else self._state_with_army(phrase.first)
        )
        state = self.inventory.actor_list.state(country) if country else None
        if state is None or not state.demonyms:
            return None
        own = self.inventory.slice(phrase.core, phrase.end)
        if self.scene.discourse.opens_sentence(phrase.first) and not own[:2].isupper():
            own = own[0].lower() + own[1:]  # "Government forces" at the start of a sentence
        return self.candidate(f"{state.demonyms[0]} {own}", state.country)

    def country(self, phrase: Phrase, head: str) -> Candidate | None:
        """The state that "the country" does or suffers something as: the one last named before it."""
        if head not in _COUNTRIES or phrase.end != phrase.core + 1 or phrase.determiner in INDEFINITE or phrase.owner:
            return None
        named = [m.entry for m in self.inventory.matches if m.first < phrase.first and m.entry.is_country]
        return self.scene.listed(named[-1]) if named else None

    def aircraft(self, phrase: Phrase, head: str) -> Candidate | None:
        """A state's aircraft, which have its key: reports name them for one another, "Russian warplanes" for Russia."""
        match = self.inventory.match_at.get(phrase.core)
        owned = match is not None and match.entry.is_country and phrase.end == phrase.head + 1
        if head not in self.lexicon.sets["aircraft"] or match is None or not owned:
            return None
        return self.candidate(self.inventory.slice(phrase.core, phrase.end), match.entry.country)

    def _is_stately(self, phrase: Phrase, head: str, modifiers: Sequence[str]) -> bool:
        """Whether a phrase is a state's body with the state left out."""
        if phrase.determiner in INDEFINITE or phrase.owner:
            return False
        if any(index in self.inventory.match_at for index in range(phrase.core, phrase.head)):
            return False
        sets = self.lexicon.sets
        if head in sets["state_forces"]:
            return bool(sets["state_force_signs"] & set(modifiers))
        plain = head in sets["state_bodies"] and all(word in self.lexicon.modifiers for word in modifiers)
        headline = phrase.is_bare and phrase.end == phrase.core + 1 and head == "army"  # "Army takes town"
        return plain and (phrase.is_definite or headline or head in _GOVERNMENTS)

    def _in_full(self, phrase: Phrase, head: str, modifiers: Sequence[str]) -> Candidate | None:
        """The same body with its state before it, as the article writes it nearest before, else first after.

        "Regime troops" are the "Syrian government forces" of the same report where it has no nearer name for them.
        """
        same = _ARMIES if head in _ARMIES else {head}
        best = self._nearest_full(phrase, same, [{word} for word in modifiers])
        troops, governing = self.lexicon.sets["troops"], self.lexicon.sets["governing"]
        if best is None and head in troops and set(modifiers) <= governing:
            best = self._nearest_full(phrase, troops, [governing] if modifiers else [])
        if best is None:
            return None
        return self.candidate(self.inventory.slice(*best), self.inventory.country_in(*best))

    def _nearest_full(self, phrase: Phrase, heads: Set[str], modifiers: Sequence[Set[str]]) -> tuple[int, int] | None:
        """The words of a state's body with one of `heads` and a word of each set of `modifiers`."""
        best: tuple[int, int] | None = None
        for index, word in enumerate(self.words):
            if index >= phrase.first and best is not None:
                break
            if index != phrase.head and singular(word.norm) in heads:
                first = self._state_before(index, modifiers)
                best = (first, index + 1) if first is not None else best
        return best

    def _state_before(self, head: int, modifiers: Sequence[Set[str]]) -> int | None:
        """Where "Syrian" stands in "Syrian (…) army", with `modifiers` among the words between; None if nowhere."""
        between: set[str] = set()
        for index in range(head - 1, max(-1, head - 1 - MAX_BETWEEN), -1):
            if not self.words[index + 1].is_joined or "." in self.words[index + 1].gap:
                return None
            match = self.inventory.match_at.get(index)
            if match is not None and match.form.role != "seat":
                owns = match.entry.is_country or match.entry.kind is SourceKind.MILITARY
                between |= {word.norm for word in self.words[match.first : index + 1]}
                return match.first if owns and all(between & one for one in modifiers) else None
            if self.words[index].norm not in self.lexicon.modifiers and not self.words[index].is_capital:
                return None
            between.add(self.words[index].norm)
        return None

    def candidate(self, name: str, country: str | None) -> Candidate:
        """A state's body; a government and aircraft have the key of their state."""
        words = name_words(name)
        key = self.inventory.actor_list.key_of(name)
        listed = self.inventory.actor_list.entry(key) if key is not None else None
        flies = singular(words[-1].norm) in self.lexicon.sets["aircraft"]
        if key is None and country and (flies or _GOVERNMENTS & {words[0].norm, words[-1].norm}):
            key = COUNTRY_PREFIX + country
        kind = listed.kind if listed is not None else kind_of(words)
        return Candidate(name=name, kind=kind or SourceKind.GOVERNMENT, country=country, key=key)

    def _state_with_army(self, at: int) -> str | None:
        """The state the article is set in; where that has no army, the one whose forces were last named before `at`."""
        country = self.inventory.setting
        if country not in _WITHOUT_ARMY:
            return country
        return next((country for _, country in self._armies_before(at)), country)

    def _armies_before(self, at: int) -> Iterator[tuple[int, str | None]]:
        """Where a state's forces are named before word `at`, and the state; the latest first."""
        armed = self.lexicon.sets["troops"] | self.lexicon.sets["aircraft"] | {"army", "military"}
        for index in range(at - 1, 0, -1):
            match = self.inventory.match_at.get(index - 1) if singular(self.words[index].norm) in armed else None
            if match is not None and (match.entry.is_country or match.entry.kind is SourceKind.MILITARY):
                yield index, match.entry.country

    def _state_of_ministry(self, phrase: Phrase, modifiers: Sequence[str]) -> str | None:
        """The state last named before a ministry, but of one of defence that whose forces its sentence tells of."""
        if not modifiers or set(modifiers) <= _OF_DEFENCE:
            sentence = self.scene.discourse.sentence(phrase.first)
            for index, country in self._armies_before(phrase.first):
                if self.scene.discourse.sentence(index) == sentence:
                    return country
        return self._nearest_state(phrase.first)

    def _nearest_state(self, at: int) -> str | None:
        """The state that last spoke, or was last named, before word `at`; else the one the article is about."""
        for said in self.scene.discourse.before(at):
            if said.is_source and said.is_of_state:
                return said.actor.country
        named = (m.entry.country for m in reversed(self.inventory.matches) if m.first < at and m.entry.is_country)
        return next(named, self.inventory.setting)

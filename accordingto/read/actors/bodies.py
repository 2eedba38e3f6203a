"""Mentions of bodies: listed ones, abbreviations, parts of full names, "the monitor", "an Iraqi channel"."""

from __future__ import annotations

from collections.abc import Sequence, Set

from accordingto.model import SourceKind
from accordingto.read.actors.actor_list import ActorEntry, Match
from accordingto.read.actors.candidates import SOURCE, Candidate, Scene
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.phrases import ONE, Phrase
from accordingto.read.actors.source_kind import kind_of, kind_of_name
from accordingto.read.actors.words import Word, name_words
from accordingto.text import name_key

_NAMING = frozenset("the as called named known".split())
_ARMS = frozenset("chemical nuclear weapons".split())
_ARMS_WATCHERS = frozenset("chemical atomic".split())
MIN_INITIALS = 2  # letters of an abbreviation a report makes of a name
BESIDE = 2  # words behind "a group" that may tell what it watches ("a group tracking the war")


class BodyMentions:
    """Finds the bodies and states that phrases of one article stand for."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.inventory = scene.inventory
        self.words = scene.inventory.words
        self.lexicon = kind_words()

    # ------------------------------------------------------------------ listed bodies and countries

    def listed(self, phrase: Phrase, role: str) -> Candidate | None:
        """A listed body or country that the phrase names, with or without what it is ("the news agency Amaq")."""
        match = self._head_match(phrase) or self._apposition(phrase)
        if match is None:
            return None
        if match.entry.is_country:
            return self._country(phrase, match, role)
        surface = self.inventory.surface(match.entry)
        covers = set(match.form.tokens) <= {word.norm for word in name_words(surface)}
        main = surface.startswith(match.entry.name) and match.entry.kind is not SourceKind.MILITARY
        longer = len(match.form.tokens) > len(name_words(surface)) and not match.entry.name.isupper()
        if match.form.is_abbreviation or covers or (main and not longer):
            return Candidate.listed(match.entry, surface)
        return Candidate.listed(match.entry, self.inventory.slice(match.first, match.last))

    def _head_match(self, phrase: Phrase) -> Match | None:
        """The match the head lies in, or one beside a mere descriptor ("the SITE group", "Russian agency RIA")."""
        match = self.inventory.match_at.get(phrase.head)
        if match is not None:
            longer = len(match.form.tokens) == 1 and not match.entry.is_country and self._goes_on(match.last, phrase)
            return None if longer else match
        if singular(self.words[phrase.head].norm) not in self.lexicon.sets["descriptors"]:
            return None
        last = None
        for index in range(phrase.core, phrase.end):
            match = self.inventory.match_at.get(index)
            if match is None or match.entry.is_country or match.entry.is_person:
                continue
            if not self.words[match.last - 1].is_possessive and self._only_describes(phrase, match):
                last = match
        return last

    def _apposition(self, phrase: Phrase) -> Match | None:
        """The body named right behind the core ("the monitor, Airwars")."""
        match = self.inventory.match_at.get(phrase.end) if phrase.end < phrase.last else None
        if match is None or match.first != phrase.end or match.entry.is_country or match.entry.is_person:
            return None
        return match if "," in self.words[phrase.end].gap and match.last == phrase.last else None

    def _goes_on(self, after: int, phrase: Phrase) -> bool:
        """Whether a name goes on behind its first noun with "of" or "for" ("the Observatory | of Lakes")."""
        further = after + 1 < phrase.end and self.words[after].norm in ("of", "for")
        return further and self.words[after + 1].is_capital

    def _only_describes(self, phrase: Phrase, match: Match) -> bool:
        """Whether the words between a body's name and the head only say what it is, and it is such a body."""
        describing = self.lexicon.sets["descriptors"] | self.lexicon.sets["monitoring"]
        before = match.last <= phrase.head
        for word in self.words[match.last : phrase.head] if before else self.words[phrase.head + 1 : match.first]:
            if word.norm not in ("of", "the") and (word.is_capital or singular(word.norm) not in describing):
                return False
        people = singular(self.words[phrase.head].norm) in self.lexicon.sets["fighters"]
        return not people or match.entry.kind in (SourceKind.ARMED_GROUP, SourceKind.MILITARY)

    def _country(self, phrase: Phrase, match: Match, role: str) -> Candidate | None:
        """A state named by itself, by a city its government sits in, or, as agent, by a word for what is its own."""
        form = match.form
        if not self._adds_nothing(phrase.core, match.first):
            return None
        shown = self.inventory.slice(match.first, match.last)
        is_plural = self.words[match.last - 1].norm == form.tokens[-1] + "s"
        if form.role == "demonym" and (is_plural or phrase.determiner in ONE):  # "Syrians", "another Syrian"
            return Candidate(name=shown, kind=SourceKind.INDIVIDUAL, country=form.entry.country)
        if not self._adds_nothing(match.last, phrase.end):
            return None
        name = self.inventory.surface(form.entry)
        if form.role == "seat":
            name = shown if role == SOURCE else self._government(form.entry) or name
        return Candidate.listed(form.entry, name)

    def _government(self, entry: ActorEntry) -> str | None:
        """ "Syrian government", if the article is about that state and uses these words for it."""
        if entry.country != self.inventory.setting:
            return None
        named = (f"{demonym} government" for demonym in entry.demonyms)
        return next((name for name in named if name in self.inventory.text), None)

    def _adds_nothing(self, first: int, last: int) -> bool:
        """Whether words add nothing to a country's name ("the Republic of")."""
        return all(word.norm in self.lexicon.sets["adds_nothing"] for word in self.words[first:last])

    # ------------------------------------------------------------------ names in part

    def short_form(self, phrase: Phrase) -> Candidate | None:
        """The body behind an abbreviation: one the article explains, or the initials of a name it has given."""
        word = self.words[phrase.core]
        if phrase.end - phrase.core != 1 or not word.text.isupper() or len(word.norm) < MIN_INITIALS:
            return None
        long = self.inventory.short_forms.get(word.norm)
        if long is None:
            spelt = (s for s in self.scene.discourse.before(phrase.first) if _initials(s.actor.name) == word.norm)
            return next((Candidate.again(said) for said in spelt), None)
        return Candidate(name=long, kind=kind_of_name(name_words(long)), country=self.inventory.setting)

    def partial_name(self, phrase: Phrase) -> Candidate | None:
        """ "the Observatory", "the Coalition": the body whose full name the article gives elsewhere."""
        if not phrase.is_definite and not phrase.is_bare:
            return None
        words = self.words[phrase.core : phrase.end]
        if len(words) == 2 and words[0].norm == "civil" and words[1].norm in self.lexicon.sets["defence"]:
            return self._listed_with(("civil", words[1].norm))
        head = self.words[phrase.head]
        loose = head.norm in self.lexicon.sets["loose_names"]
        if phrase.is_bare and len(words) == 1 and singular(head.norm) in self.lexicon.roles and not loose:
            return None  # a capital only because the sentence begins: "Officials said"
        if len(words) == 1 and head.text in ("North", "South") and phrase.is_definite:
            korea = self.inventory.actor_list.state("KP" if head.text == "North" else "KR")
            return self.scene.listed(korea) if korea is not None and korea in self.inventory.entries() else None
        if not head.is_capital and not loose:
            return None
        wanted = tuple(word.norm for word in words if word.is_capital and not self._is_origin(word))
        if not wanted or not head.is_capital:
            wanted = (*wanted, head.norm)
        return self._listed_with(wanted) or self._mentioned_with(wanted, phrase.first)

    def _is_origin(self, word: Word) -> bool:
        """Whether a word is a country or its seat: where a body sits ("Britain-based") is no part of its name."""
        found = self.inventory.actor_list.find([word])
        return bool(found) and found[0].entry.is_country

    def _listed_with(self, wanted: tuple[str, ...]) -> Candidate | None:
        """The listed body, named in this article, whose name holds the words wanted."""
        for entry in self.inventory.entries():
            if entry.is_country or entry.is_person:
                continue
            if set(wanted) <= {word.norm for word in name_words(entry.name)}:
                return self.scene.listed(entry)
        return None

    def _mentioned_with(self, wanted: tuple[str, ...], at: int) -> Candidate | None:
        """The body mentioned before word `at` whose longer name holds the words wanted."""
        for said in self.scene.discourse.before(at):
            tokens = [word.norm for word in name_words(said.actor.name)]
            if said.person is None and len(tokens) > len(wanted) and set(wanted) <= set(tokens):
                return Candidate.again(said)
        return None

    def called(self, first: int, end: int) -> Candidate | None:
        """A name behind what it is: "Danish intelligence service PET", "an organisation known as the White Helmets"."""
        match = self.inventory.match_at.get(end - 1)
        run = self.scene.people.run_at.get(end - 1)
        start = match.first if match is not None else run[0] if run is not None else first
        if start <= first or (match is not None and match.entry.is_country):
            return None
        before = start - 1
        while before > first and self.words[before].norm in _NAMING:
            before -= 1
        word = self.words[before]
        describes = singular(word.norm) in self.lexicon.roles and not word.is_capital and not word.is_possessive
        if not describes or singular(self.words[end - 1].norm) in self.lexicon.roles:  # "state TV" names nothing
            return None
        if match is not None:
            return self.scene.listed(match.entry)
        kind = kind_of(self.words[first : before + 1], self.inventory.matches_in(first, before + 1))
        return Candidate(name=self.inventory.slice(start, end), kind=kind)

    # ------------------------------------------------------------------ descriptions of listed bodies

    def monitor(self, phrase: Phrase, head: str, modifiers: Sequence[str]) -> Candidate | None:
        """The monitor, rights, aid or arms watchdog the article names, for "a monitoring group", "the watchdog"."""
        sets = self.lexicon.sets
        beside = {*modifiers, *(word.norm for word in self.words[phrase.head + 1 : phrase.last][:BESIDE])}
        group = head in sets["groups"] or head in ("charity", "agency")
        if not (head in sets["monitors"] or (group and sets["monitoring"] & beside)):
            return None
        if self.words[phrase.head].norm.endswith("s") or self._goes_on(phrase.head + 1, phrase):
            return None
        arms, relief = bool(_ARMS & beside), "aid" in beside or head == "charity"
        chosen = self._watchers(arms=arms, relief=relief)
        if chosen:
            return self.scene.listed(chosen[0])
        known = None if arms or relief else self._known_watcher(phrase)
        return self.scene.listed(known) if known is not None else None

    def _known_watcher(self, phrase: Phrase) -> ActorEntry | None:
        """The listed body that watches the article's country from the one told ("a Britain-based war monitor").

        Reports that never name it mean it all the same; with two such bodies on the list nobody is meant.
        """
        origin, watched = self.inventory.country_in(phrase.core, phrase.end), self.inventory.setting
        state = self.inventory.actor_list.state(watched) if watched else None
        if origin is None or state is None or origin == watched:
            return None
        of_state = {word for demonym in state.demonyms for word in name_key(demonym).split()}
        fitting = [
            entry
            for entry in self.inventory.actor_list.entries.values()
            if entry.kind is SourceKind.NGO and not entry.is_person and entry.country == origin
            if self._watches(entry, of_state)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _watches(self, entry: ActorEntry, of_state: Set[str]) -> bool:
        """Whether a body is by its name a watcher of the state with these demonyms."""
        tokens = set(name_key(entry.name).split())
        return bool(tokens & of_state) and bool(tokens & self.lexicon.sets["watchers"])

    def _watchers(self, *, arms: bool, relief: bool) -> list[ActorEntry]:
        """The named bodies that watch arms, bring relief, or watch a war; any NGO where none is known to watch."""
        kind = SourceKind.INTERGOVERNMENTAL if arms else SourceKind.NGO
        bodies = [entry for entry in self.inventory.entries() if entry.kind is kind and not entry.is_person]
        marks = _ARMS_WATCHERS if arms else self.lexicon.sets["watchers"]
        watching = [entry for entry in bodies if marks & set(name_key(entry.name).split())]
        if relief:
            return [entry for entry in bodies if entry not in watching]
        return watching if arms else watching or bodies

    def outlet(self, phrase: Phrase, head: str) -> Candidate | None:
        """ "an Iraqi TV channel", "the official Syrian news agency": the one of that country the article names."""
        if head not in self.lexicon.sets["outlets"] or not phrase.determiner:
            return None
        country = self.inventory.country_in(phrase.core, phrase.head)
        kinds = (SourceKind.AGENCY,) if head == "agency" else (SourceKind.MEDIA, SourceKind.AGENCY)
        outlets = [e for e in self.inventory.entries() if e.kind in kinds and e.country == country]
        return self.scene.listed(outlets[0]) if country is not None and len(outlets) == 1 else None


def _initials(name: str) -> str:
    return "".join(word.norm[0] for word in name_words(name) if word.is_capital)

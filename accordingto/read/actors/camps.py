"""The insurgent side of a report under its many names: "rebels", "insurgents", "opposition fighters"."""

from __future__ import annotations

from collections import Counter

from accordingto.model import SourceKind
from accordingto.read.actors.actor_list import Match
from accordingto.read.actors.candidates import Candidate, Scene
from accordingto.read.actors.kind_words import kind_words, singular
from accordingto.read.actors.phrases import INDEFINITE, Phrase

MAX_WORDS = 3  # of a side's name behind the country ("armed opposition forces")


class Camps:
    """Finds the fullest name an article gives to the rebels it tells of: that with their country."""

    def __init__(self, scene: Scene) -> None:
        self.inventory = scene.inventory
        self.words = scene.inventory.words
        self.sets = kind_words().sets
        self._named: Candidate | None = None
        self._is_known = False

    def rebels(self, phrase: Phrase) -> Candidate | None:
        """The rebels under their fullest name, for a phrase that only says that they are rebels; else None."""
        if phrase.owner or phrase.determiner in INDEFINITE or phrase.end - phrase.core > MAX_WORDS:
            return None
        if not self._is_rebel_name(phrase.core, phrase.end):
            return None
        if not self._is_known:
            self._named, self._is_known = self._fullest(), True
        return self._named

    def _is_rebel_name(self, first: int, last: int) -> bool:
        """Whether words are nothing but a name of rebels: "rebels", "armed opposition", "insurgent fighters"."""
        norms = [singular(word.norm) for word in self.words[first:last]]
        if not all(norm in self.sets["rebel_words"] for norm in norms) or norms == ["opposition"]:
            return False  # the opposition also sits in parliaments and at tables
        several = self.words[last - 1].norm.endswith("s") or norms == ["rebel"]
        return several and bool(self.sets["rebels"] & set(norms))

    def _fullest(self) -> Candidate | None:
        """The longest name with a country before it, of those the one used most; None if there is none."""
        found: Counter[tuple[str, str]] = Counter()
        for match in self.inventory.matches:
            if not self._tells_country(match):
                continue
            last = match.last
            while last < len(self.words) and last - match.last < MAX_WORDS and self.words[last].gap == " ":
                if singular(self.words[last].norm) not in self.sets["rebel_words"]:
                    break
                last += 1
            if last > match.last and self._is_rebel_name(match.last, last):
                found[self._shown(match, last), match.entry.country or ""] += 1
        if not found:
            return None
        name, country = max(found, key=lambda named: (len(named[0].split()), found[named], named))
        return Candidate(name=name, kind=SourceKind.ARMED_GROUP, country=country)

    def _tells_country(self, match: Match) -> bool:
        """Whether a match says whose rebels follow: "Syrian", or in a headline the country itself, if it is at war."""
        if not match.entry.is_country or self.words[match.last - 1].is_possessive:
            return False
        headline = match.entry.country == self.inventory.setting and bool(match.entry.demonyms)
        return match.form.role == "demonym" or (match.form.role == "name" and headline)

    def _shown(self, match: Match, last: int) -> str:
        """ "Syrian rebels", also for the "Syria rebel" of a headline."""
        own = self.inventory.slice(match.last, last)
        own += "s" if own.endswith("rebel") else ""
        country = self.inventory.slice(match.first, match.last)
        return f"{country if match.form.role == 'demonym' else match.entry.demonyms[0]} {own}"

"""Alliances by whom they are led: "a US-led raid", "the U.S.-led anti-militant coalition", "a Saudi-led alliance"."""

from __future__ import annotations

from accordingto.model import SourceKind
from accordingto.read.actors.actor_list import ActorEntry, Match
from accordingto.read.actors.candidates import Candidate, Scene
from accordingto.read.actors.kind_words import kind_words
from accordingto.read.actors.phrases import Phrase

MAX_BETWEEN = 3  # words from "US-led" to the alliance's noun ("US-led international military coalition")


class Alliances:
    """Finds the alliance that a phrase of one article means by its leader."""

    def __init__(self, scene: Scene) -> None:
        self.scene = scene
        self.inventory = scene.inventory
        self.words = scene.inventory.words
        self.nouns = kind_words().sets["alliances"]

    def led(self, phrase: Phrase) -> Candidate | None:
        """The alliance of the state that opens the phrase; the state itself where neither report nor list knows one."""
        leader = self.inventory.match_at.get(phrase.core)
        if leader is None or not self._leads(leader) or phrase.core != leader.first:
            return None
        end = self._end(leader)
        if phrase.end not in (leader.last + 1, end):
            return None
        listed = self._listed(leader.entry)
        if listed is not None and listed in self.inventory.entries():
            return self.scene.listed(listed)
        at = leader if end else self._first_named(leader.entry)
        if at is not None:
            return self._named(at, listed)
        return Candidate.listed(listed, listed.name) if listed is not None else self.scene.listed(leader.entry)

    def _leads(self, match: Match) -> bool:
        """Whether "-led" stands behind a country."""
        after = match.last
        led = after < len(self.words) and self.words[after].is_hyphened and self.words[after].norm == "led"
        return led and match.entry.is_country

    def _end(self, leader: Match) -> int:
        """Index behind the alliance's noun that follows "X-led"; 0 if none does."""
        for index in range(leader.last + 1, min(len(self.words), leader.last + 2 + MAX_BETWEEN)):
            if not self.words[index].is_joined or "." in self.words[index].gap:
                break
            if self.words[index].norm in self.nouns:
                return index + 1
        return 0

    def _first_named(self, entry: ActorEntry) -> Match | None:
        """Where the article first names an alliance led by a state."""
        led = (match for match in self.inventory.matches if match.entry is entry and self._leads(match))
        return next((match for match in led if self._end(match)), None)

    def _named(self, leader: Match, listed: ActorEntry | None) -> Candidate:
        name = self.inventory.slice(leader.first, self._end(leader))
        if listed is not None:
            return Candidate.listed(listed, name)
        return Candidate(name=name, kind=SourceKind.MILITARY, country=leader.entry.country)

    def _listed(self, leader: ActorEntry) -> ActorEntry | None:
        """The listed alliance that goes by its leader's name."""
        actor_list = self.inventory.actor_list
        called = (f"{name}-led coalition" for name in (leader.name, *leader.aliases, *leader.demonyms))
        keys = (actor_list.key_of(name) for name in called)
        return next((actor_list.entry(key) for key in keys if key is not None), None)

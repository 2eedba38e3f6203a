"""The actor list: known bodies and people with their names, kind and country, and the countries themselves.

The shipped list holds open facts only. An analyst's records (`sources.toml`) extend and override it, and alone may
declare a side or a reliability, join two records (`merge`) or part a name (`split`).
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import NamedTuple

from accordingto.declarations import SourceRecord, SourceTable, load_sources
from accordingto.errors import SettingsError
from accordingto.model import SourceKind, stable_id
from accordingto.read.actors.words import Word, name_words
from accordingto.text import name_key

COUNTRY_PREFIX = "state:"
ABBREVIATION_MAX = 6  # letters; longer words in capitals are mostly headlines
STOPPED_MAX = 3  # letters of a title or the like that names hold with its stop ("Gen.", "St.")


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorEntry:
    """A known body or person; `speaks_for` is the id of the body a person speaks for.

    `side` and `reliability` are None unless the analyst declared them.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
    kind: SourceKind | None = None
    country: str | None = None
    is_person: bool = False
    is_woman: bool = False
    speaks_for: str | None = None
    side: str | None = None
    reliability: str | None = None

    @property
    def is_country(self) -> bool:
        return self.id.startswith(COUNTRY_PREFIX)


class Form(NamedTuple):
    """One way to write an entry: `role` is name, demonym ("Syrian") or seat ("Damascus" for the government)."""

    tokens: tuple[str, ...]
    capitals: tuple[bool, ...]
    is_abbreviation: bool
    role: str
    entry: ActorEntry


class Match(NamedTuple):
    """Words `[first, last)` of a text that are a form; several forms where the list itself is ambiguous."""

    first: int
    last: int
    forms: tuple[Form, ...]

    @property
    def form(self) -> Form:
        return self.forms[0]

    @property
    def entry(self) -> ActorEntry:
        return self.forms[0].entry


class _Starting(NamedTuple):
    """The forms that begin with one word: those of that word alone, and the longer ones by their second word."""

    single: list[Form]
    longer: dict[str, list[Form]]

    def fitting(self, words: Sequence[Word], at: int) -> list[Form]:
        """The forms that may stand at word `at`, judged by the word that follows."""
        after = at + 1
        while after < len(words) and words[after].is_article:
            after += 1
        if after >= len(words) or not self.longer:
            return self.single
        second = words[after].norm
        longer = self.longer.get(second) or self.longer.get(second.removesuffix("s"), [])
        return [*self.single, *longer]


@dataclass(frozen=True, slots=True)
class ActorList:
    """Entries by id and an index of their forms; `merged` leads from an id joined to another to the one that stays,
    `declared` holds the ids that a user's records are about."""

    entries: Mapping[str, ActorEntry]
    merged: Mapping[str, str]
    _forms: Mapping[str, _Starting]
    _keys: Mapping[str, str | None]
    declared: tuple[str, ...] = ()

    @classmethod
    def load(cls, *paths: Path) -> ActorList:
        """The shipped list, extended and overridden by the files in order; SettingsError names file and line."""
        return cls.declaring(load_sources(*paths))

    @classmethod
    def declaring(cls, records: Sequence[SourceRecord]) -> ActorList:
        """The shipped list, extended and overridden by what a user declares, in order. Raises SettingsError."""
        if not records:
            return _shipped()
        entries = dict(_shipped().entries)
        merged: dict[str, str] = {}
        declared = [_apply(record, entries, merged, _shipped()) for record in records]
        return replace(_indexed(entries, merged), declared=tuple(dict.fromkeys(declared)))

    @property
    def version(self) -> str:
        """Changes with all that reading depends on; "" for the shipped list."""
        return _version(self.entries, self.merged) if self.declared else ""

    def entry(self, key: str) -> ActorEntry | None:
        """The entry an `Actor.key` stands for, None if the list does not hold it."""
        return self.entries.get(self.merged.get(key, key))

    def key_of(self, name: str) -> str | None:
        """The id of the entry that goes by `name`, None if none or several do."""
        return self._keys.get(name_key(name))

    def state(self, country: str) -> ActorEntry | None:
        """The entry of a country by its ISO 3166 code."""
        return self.entries.get(COUNTRY_PREFIX + country)

    def find(self, words: Sequence[Word]) -> list[Match]:
        """The list's names among `words`, the longest first at each place, none overlapping."""
        found: list[Match] = []
        at = 0
        while at < len(words):
            match = self._match(words, at)
            if match is not None and not _opens_another(match, words):
                found.append(_with_article(match, words, found[-1].last if found else 0))
            at = match.last if match is not None else at + 1
        return found

    def _match(self, words: Sequence[Word], at: int) -> Match | None:
        starting = self._forms.get(words[at].norm)
        best_end = at
        best: list[Form] = []
        for form in starting.fitting(words, at) if starting is not None else ():
            end = _end_of(form, words, at)
            if end is not None and end > best_end:
                best_end, best = end, [form]
            elif end is not None and end == best_end:
                best.append(form)
        return Match(at, best_end, tuple(best)) if best else self._unmarked_possessive(words, at)

    def _unmarked_possessive(self, words: Sequence[Word], at: int) -> Match | None:
        """A country, group, abbreviation or surname with the s of a lost apostrophe: "Syrias", "Assads regime"."""
        if not words[at].norm.endswith("s"):
            return None
        starting = self._forms.get(words[at].norm[:-1])
        followed = at + 1 < len(words) and words[at + 1].gap == " "
        forms = [
            form
            for form in (starting.single if starting else ())
            if form.entry.is_country or form.is_abbreviation or (followed and _owns_by_name(form.entry))
        ]
        fitting = tuple(form for form in forms if _end_of(form, words, at) is not None)
        return Match(at, at + 1, fitting) if fitting else None


def _opens_another(match: Match, words: Sequence[Word]) -> bool:
    """Whether one word that is a paper's name begins another's: "National Security Adviser", "Guardian Council"."""
    entry, behind = match.entry, match.last
    is_word = match.last - match.first == 1 and entry.kind is SourceKind.MEDIA and entry.name.startswith("The ")
    return is_word and behind < len(words) and words[behind].is_capital and words[behind].gap == " "


def _owns_by_name(entry: ActorEntry) -> bool:
    return entry.is_person or entry.kind is SourceKind.ARMED_GROUP


def _with_article(match: Match, words: Sequence[Word], after: int) -> Match:
    """The match with the article that belongs to the name: "al-Mayadeen", "Al Sumaria", "The Guardian"."""
    before = match.first - 1
    if before < after or not words[match.first].is_joined:
        return match
    written = (match.entry.name, *match.entry.aliases)
    english = words[before].text == "The" and any(name.startswith("The ") for name in written)
    return match._replace(first=before) if english or words[before].norm in ("al", "el") else match


def _end_of(form: Form, words: Sequence[Word], at: int) -> int | None:
    """Index behind the last word of `form` if it stands at `at`, articles inside being free; else None."""
    if len(form.tokens) == 1:
        word = words[at]
        fits = word.is_capital or not form.capitals[0]
        fits &= not form.is_abbreviation or word.text.rstrip("s").isupper()
        return at + 1 if fits else None
    for index, token in enumerate(form.tokens):
        if index:
            while at < len(words) and words[at].is_article and _goes_on(words, at):
                at += 1
            if at >= len(words) or not _goes_on(words, at) or words[at].norm not in (token, token + "s"):
                return None  # with a free s for texts that lost their apostrophes: "UN Childrens agency"
        if form.capitals[index] and not words[at].is_capital:
            return None
        at += 1
    return at


def _goes_on(words: Sequence[Word], at: int) -> bool:
    """Whether a name may go on at word `at`: a stop before it must be that of an abbreviation ("St. Petersburg")."""
    word = words[at]
    return word.is_joined and (word.gap != ". " or len(words[at - 1].norm) <= STOPPED_MAX)


def _form(name: str, role: str, entry: ActorEntry) -> Form:
    if name.isalpha() and name.isascii():  # most names are: the slow way takes twice the time of reading the file
        return Form((name.lower(),), (not name[0].islower(),), name.isupper(), role, entry)
    words = name_words(name)
    bare = name.replace(".", "").replace("/", "")
    short = len(words) == 1 and bare.isupper() and len(bare) <= ABBREVIATION_MAX
    return Form(tuple(w.norm for w in words), tuple(w.is_capital for w in words), short, role, entry)


def _indexed(entries: Mapping[str, ActorEntry], merged: Mapping[str, str]) -> ActorList:
    forms: dict[str, _Starting] = {}
    keys: dict[str, str | None] = {}
    for entry in entries.values():
        written = [(name, "name") for name in (entry.name, *entry.aliases)]
        written += [(name, "demonym") for name in entry.demonyms] + [(name, "seat") for name in entry.seats]
        for name, role in written:
            form = _form(name, role, entry)
            starting = forms.setdefault(form.tokens[0], _Starting([], {}))
            alike = starting.single if len(form.tokens) == 1 else starting.longer.setdefault(form.tokens[1], [])
            alike.append(form)
            if role != "demonym":
                key = " ".join(form.tokens)
                keys[key] = entry.id if keys.get(key, entry.id) == entry.id else None
    return ActorList(entries, merged, forms, keys)


@lru_cache(1)
def _shipped() -> ActorList:
    folder = resources.files("accordingto.read") / "lexicon" / "en"
    countries = tomllib.loads((folder / "countries.toml").read_text("utf-8"))
    entries = {
        COUNTRY_PREFIX + code: ActorEntry(
            id=COUNTRY_PREFIX + code,
            name=row["names"][0],
            aliases=tuple(row["names"][1:]),
            demonyms=tuple(row["demonyms"]),
            seats=tuple(row["seats"]),
            kind=SourceKind.GOVERNMENT,
            country=code,
        )
        for code, row in countries.items()
    }
    for row in tomllib.loads((folder / "actors.toml").read_text("utf-8"))["actor"]:
        entries[row["id"]] = ActorEntry(
            id=row["id"],
            name=row["name"],
            aliases=tuple(row.get("aliases", ())),
            kind=SourceKind(row["kind"]),
            country=row.get("country"),
            is_person=row.get("person", False),
            is_woman=row.get("woman", False),
            speaks_for=row.get("speaks_for"),
        )
    return _indexed(entries, {})


def _apply(record: SourceRecord, entries: dict[str, ActorEntry], merged: dict[str, str], known: ActorList) -> str:
    """Put a user's record into `entries`; the id under which it stands there. `known` is the shipped list."""
    table, where = record.table, record.where
    key = _id_of(table, entries, known)
    before = entries.get(key)
    name = table.name or (before.name if before else None)
    if name is None:
        raise SettingsError(f"{where}: {key!r} is new and needs a name")
    entry = _edited(before or ActorEntry(id=key, name=name), table)
    for other in table.merge:
        joined = entries.pop(known.key_of(other) or other, None) if other != key else None
        if joined is None or joined.id == key:
            raise SettingsError(
                f"{where}: merge names {other!r}, which is no other record of the list; more names go into aliases"
            )
        entry = replace(entry, aliases=(*entry.aliases, joined.name, *joined.aliases))
        merged[joined.id] = key
    for part in table.split:
        if not _part(part, key, entries):
            raise SettingsError(f"{where}: split names {part!r}, which is no alias of another record")
        entry = replace(entry, aliases=(*entry.aliases, part))
    entries[key] = entry
    return key


def _id_of(table: SourceTable, entries: Mapping[str, ActorEntry], known: ActorList) -> str:
    """The id a record means: its own, else that of whoever the list or an earlier record knows by its name."""
    if table.id is not None:
        return table.id
    name = table.name or ""
    wanted = name_key(name)
    named = (entry.id for entry in entries.values() if name_key(entry.name) == wanted)
    listed = known.key_of(name)
    return listed if listed is not None and listed in entries else next(named, wanted)


def _edited(entry: ActorEntry, table: SourceTable) -> ActorEntry:
    return replace(
        entry,
        name=table.name or entry.name,
        aliases=tuple(dict.fromkeys((*entry.aliases, *table.aliases))),
        kind=table.kind or entry.kind,
        country=table.country or entry.country,
        side=table.side or entry.side,
        reliability=table.reliability or entry.reliability,
        is_person=entry.is_person if table.person is None else table.person,
        is_woman=entry.is_woman if table.woman is None else table.woman,
    )


def _part(name: str, key: str, entries: dict[str, ActorEntry]) -> bool:
    """Take `name` away from every other entry that has it as an alias; whether one had."""
    wanted = name_key(name)
    parted = False
    for other in list(entries.values()):
        kept = tuple(alias for alias in other.aliases if name_key(alias) != wanted)
        if other.id != key and len(kept) < len(other.aliases):
            entries[other.id] = replace(other, aliases=kept)
            parted = True
    return parted


def _what_is_read(entry: ActorEntry) -> ActorEntry:
    """The entry without what only people judge: reading does not depend on it."""
    return replace(entry, side=None, reliability=None)


def _version(entries: Mapping[str, ActorEntry], merged: Mapping[str, str]) -> str:
    """A digest of all in which the list differs from the shipped one to a reader; "" if in nothing."""
    shipped = _shipped().entries
    changed = [e for e in map(_what_is_read, entries.values()) if shipped.get(e.id) != e]
    gone = sorted(shipped.keys() - entries.keys())
    if not changed and not gone:
        return ""
    return stable_id("actors", *sorted(map(repr, changed)), gone, sorted(merged.items()))

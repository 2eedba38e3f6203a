"""What one article names: its words, the actor list's names among them, abbreviations, the country it is set in."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from accordingto.model import Span
from accordingto.read.actors.actor_list import ActorEntry, ActorList, Form, Match
from accordingto.read.actors.words import Word, words_of
from accordingto.text import sentence_spans

LEDE_NAMES = 6  # names at the start of an article that count twice for what it is about


@dataclass(slots=True)
class Inventory:
    """The names of one article. Indices are into `words`; `match_at` gives the list's match a word belongs to."""

    text: str
    actor_list: ActorList
    words: list[Word]
    matches: list[Match]
    match_at: dict[int, Match]
    sentences: list[Span]
    surfaces: dict[str, str] = field(default_factory=dict)
    short_forms: dict[str, str] = field(default_factory=dict)
    setting: str | None = None

    @classmethod
    def of(cls, text: str, actor_list: ActorList, setting: str | None = None) -> Inventory:
        """The inventory of `text`; `setting` is the country it tells of, None for the one it names most."""
        words = words_of(text)
        matches = actor_list.find(words)
        found = cls(text, actor_list, words, [], {}, sentence_spans(text))
        found.matches = _settled(matches, words)
        found.match_at = {i: m for m in found.matches for i in range(m.first, m.last)}
        found.surfaces = _surfaces(found)
        _with_short_form(found)
        found.short_forms = _short_forms(found)
        found.setting = setting or _main_country(found)
        return found

    def slice(self, first: int, last: int) -> str:
        """The text of the words `[first, last)` on one line, with the apostrophes it lost behind listed names."""
        shown, at = "", self.words[first].start
        for index in range(first, last):
            end = self.words[index].end
            if index in self.match_at and _lost_apostrophe(self.match_at[index], index, self.words):
                shown += self.text[at : end - 1] + ("'s" if index < last - 1 else "")
                at = end
        return " ".join((shown + self.text[at : self.words[last - 1].end]).split())

    def word_range(self, span: Span) -> tuple[int, int]:
        """Indices `[first, last)` of the words that touch `span`."""
        first = bisect_left(self.words, span.start, key=lambda w: w.end)
        while first < len(self.words) and self.words[first].end <= span.start:
            first += 1
        last = bisect_left(self.words, span.end, key=lambda w: w.start)
        return first, max(first, last)

    def surface(self, entry: ActorEntry) -> str:
        """The fullest name the article gives a listed actor; its listed name if it gives none."""
        return self.surfaces.get(entry.id, entry.name)

    def matches_in(self, first: int, last: int) -> list[Match]:
        """The list's matches inside the words `[first, last)`, counted from `first`."""
        inside = dict.fromkeys(self.match_at[i] for i in range(first, last) if i in self.match_at)
        return [m._replace(first=m.first - first, last=m.last - first) for m in inside if m.first >= first]

    def country_in(self, first: int, last: int) -> str | None:
        """The country of the first listed name inside the words `[first, last)` that has one."""
        return next((m.entry.country for m in self.matches_in(first, last) if m.entry.country), None)

    def unlisted(self, first: int, last: int) -> set[str]:
        """The folded words of `[first, last)` that belong to no listed name."""
        return {self.words[i].norm for i in range(first, last) if i not in self.match_at}

    def entries(self) -> list[ActorEntry]:
        """The listed actors the article names, in order of first mention."""
        return list({match.entry.id: match.entry for match in self.matches}.values())


def _lost_apostrophe(match: Match, index: int, words: Sequence[Word]) -> bool:
    """Whether word `index` ends a listed name in a possessive s without its apostrophe ("Assads regime")."""
    if index != match.last - 1 or match.form.role == "demonym" or words[index].is_possessive:
        return False
    return words[index].norm == match.form.tokens[-1] + "s"


def _settled(matches: Sequence[Match], words: Sequence[Word]) -> list[Match]:
    """Matches with one form each: an ambiguous name goes to the entry the article names elsewhere or by its country."""
    seen: Counter[str] = Counter()
    for match in matches:
        if len({form.entry.id for form in match.forms}) == 1:
            seen[match.entry.id] += 1
            seen[match.entry.country or ""] += 1

    def weight(form: Form) -> tuple[int, int]:
        return seen[form.entry.id], seen[form.entry.country or "-"]

    return [match._replace(forms=(max(match.forms, key=weight),)) for match in matches]


def _surfaces(found: Inventory) -> dict[str, str]:
    """For each listed actor the fullest name used in the article: the listed name itself, else the longest."""
    best: dict[str, tuple[tuple[bool, bool, int, int, int], str]] = {}
    named = [(match.form, found.slice(match.first, match.last)) for match in found.matches if match.form.role == "name"]
    times = Counter((form.entry.id, shown) for form, shown in named)
    for form, shown in named:
        main = shown == form.entry.name
        rank = (main, not form.is_abbreviation, len(form.tokens), times[form.entry.id, shown], -len(shown))
        if form.entry.id not in best or rank > best[form.entry.id][0]:
            best[form.entry.id] = (rank, shown)
    return {key: shown for key, (_, shown) in best.items()}


def _with_short_form(found: Inventory) -> None:
    """Put the abbreviation a report introduces behind the name: "Syrian Democratic Forces (SDF)"."""
    for match in found.matches:
        entry = match.entry
        after = match.last
        if after >= len(found.words) or found.words[after].gap not in (" (", " ["):
            continue
        behind = found.match_at.get(after)
        if behind is not None and behind.entry is entry and behind.form.is_abbreviation:
            long = found.slice(match.first, match.last)
            if long == found.surfaces.get(entry.id):
                found.surfaces[entry.id] = f"{long} ({found.words[after].text})"


_SHORT = re.compile(r"[(\[]\s*([A-Z][A-Za-z.&-]{1,9})s?\s*[)\]]")


def _short_forms(found: Inventory) -> dict[str, str]:
    """Abbreviations the article introduces: "the Independent Doctors Association (IDA)" gives ida -> the long form."""
    short = {}
    for match in _SHORT.finditer(found.text):
        letters = [c for c in match.group(1).casefold() if c.isalpha()]
        last = bisect_left(found.words, match.start(), key=lambda w: w.start)
        first, left = last, len(letters)
        while first > 0 and left and last - first < 2 * len(letters) + 2 and found.words[first].end >= 0:
            word = found.words[first - 1]
            if first != last and not found.words[first].is_joined:
                break
            first -= 1
            if word.is_capital and left and word.norm[:1] == letters[left - 1]:
                left -= 1
        if left == 0 and last - first > 1:
            short["".join(letters)] = found.slice(first, last)
    return short


def _main_country(found: Inventory) -> str | None:
    """The country the article is about: the one it names most, the first named in a tie.

    Seats of governments do not count: datelines name the city where a reporter sits. Nor does where a monitor is based.
    """
    told = [
        (number, match.entry.country)
        for number, match in enumerate(found.matches)
        if match.entry.is_country and match.form.role != "seat" and not _is_base(found, match)
    ]
    counts = Counter(country for _, country in told)
    counts.update(country for number, country in told if number < LEDE_NAMES)
    return counts.most_common(1)[0][0] if counts else _only_seat(found)


def _only_seat(found: Inventory) -> str | None:
    """The country of the only capital that an article names which names no country: "the army took Khartoum"."""
    seats = {match.entry.country for match in found.matches if match.form.role == "seat"}
    return seats.pop() if len(seats) == 1 else None


def _is_base(found: Inventory, match: Match) -> bool:
    """Whether a country only tells where somebody sits ("Britain-based")."""
    after = match.last
    return after < len(found.words) and found.words[after].norm == "based"

"""What kind of body or person a description stands for, by its head noun and what is said beside it.

The rulings are those of the annotation guidelines: ministries of defence and armies are military, other ministries,
police, courts and political bodies government; an unnamed source takes the kind of the body it is said to belong to.
"""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.model import SourceKind
from accordingto.read.actors.actor_list import Match
from accordingto.read.actors.kind_words import KindWords, kind_words, singular
from accordingto.read.actors.words import Word

_INSIDE = frozenset(("of", "for", "at", "within", "in", "from", "inside"))
_PEOPLE_OF = frozenset((SourceKind.INDIVIDUAL, SourceKind.WITNESS))
_UNTOLD = _PEOPLE_OF | {SourceKind.ANONYMOUS, SourceKind.DOCUMENT}


def head_index(words: Sequence[Word]) -> int:
    """Index of the head noun of the phrase `words`: the last word before the first preposition, comma or clause."""
    at = len(words) - 1
    for index in range(1, len(words)):
        if _breaks(words, index):
            at = index - 1
            break
    if at and words[at].norm == "general" and words[at - 1].norm in kind_words().sets["generals"]:
        return at - 1
    return at


def _breaks(words: Sequence[Word], index: int) -> bool:
    """Whether a phrase's core ends before word `index`."""
    word = words[index]
    if ", " in word.gap or "(" in word.gap or ";" in word.gap or "\n" in word.gap:
        return True
    if word.norm in ("and", "or"):  # "Kurdish and Arab officials" goes on, "officials and witnesses" does not
        return singular(words[index - 1].norm) in kind_words().roles
    if word.norm not in kind_words().sets["head_breaks"] or word.is_hyphened or word.is_capital:
        return False
    return index + 1 >= len(words) or not words[index + 1].is_hyphened


def kind_of(words: Sequence[Word], matches: Sequence[Match] = (), *, guess: bool = True) -> SourceKind | None:
    """The kind of who is described by `words`, None if they do not tell; `matches` index into `words`.

    Without `guess` nothing is concluded from a noun alone whose body is not told ("the group", "an official").
    """
    if not words:
        return None
    lexicon, sets = kind_words(), kind_words().sets
    if words[0].norm in sets["heading"]:
        return _body_beside(matches) or kind_of_name(words[1:])
    at = head_index(words)
    head = singular(words[at].norm)
    if words[at].norm in sets["counted"] and at + 2 < len(words) and words[at + 1].norm == "of":
        return kind_of(*_shifted(words, matches, at + 2))
    if head == "attorney" and at + 1 < len(words) and words[at + 1].norm == "general":
        return SourceKind.GOVERNMENT
    named = _named(matches, at)
    if named is not None and head not in lexicon.affiliated:
        return named
    beside = [w.norm for i, w in enumerate(words) if i != at and not _in_name(i, matches) and not _holds(words, i)]
    if "civil" in beside and sets["defence"] & set(beside):
        return SourceKind.NGO
    if head in sets["defence_offices"] and sets["defence"] & set(beside):
        return SourceKind.MILITARY
    if head in lexicon.affiliated:
        kind = _affiliated_kind(words, matches, at, beside, lexicon)
        return kind or ((lexicon.heads.get(head) or lexicon.defaults.get(head)) if guess else None)
    if head in lexicon.heads:
        is_armed = lexicon.heads[head] is SourceKind.NGO and sets["armed_signs"] & set(beside)
        return SourceKind.ARMED_GROUP if is_armed else lexicon.heads[head]
    return _country(matches, at, words)


def _affiliated_kind(
    words: Sequence[Word], matches: Sequence[Match], at: int, beside: Sequence[str], lexicon: KindWords
) -> SourceKind | None:
    """The kind of a head that takes it from its body: "the ministry's spokesman", "a source at Police Command"."""
    head, sets = singular(words[at].norm), lexicon.sets
    if head in sets["seen"]:
        return _affiliation([w.norm for w in words[:at]], lexicon)
    if head in sets["fighting"] and "opposition" in beside:
        return SourceKind.ARMED_GROUP
    if head in sets["envoys"] and matches and matches[0].entry.is_country and _body_beside(matches):
        return SourceKind.GOVERNMENT  # "Syria's U.N. envoy", unlike "the U.N. envoy to Syria"
    if head == "source":
        beside = [word for word in beside if word not in sets["open_to_sources"]]
    return _complement(words, matches, at) or _body_beside(matches) or _affiliation(beside, lexicon)


def _complement(words: Sequence[Word], matches: Sequence[Match], at: int) -> SourceKind | None:
    """The kind of the body behind "of", "for", "at" …; a bare country only behind "of" and "for"."""
    if at + 2 >= len(words) or words[at + 1].norm not in _INSIDE:
        return None
    inner = at + 2
    while inner < len(words) - 1 and words[inner].norm in ("the", "a", "an"):
        inner += 1
    rest, inside = _shifted(words, matches, inner)
    kind = kind_of(rest, inside, guess=False)
    if kind in _UNTOLD:
        return None
    if (
        kind is SourceKind.GOVERNMENT
        and words[at + 1].norm not in ("of", "for")
        and words[at].norm != "representatives"
    ):
        head = singular(rest[head_index(rest)].norm)
        return kind if head in _body_words() else None
    return kind


def _body_words() -> frozenset[str]:
    """Nouns for people and bodies, areas apart: what stands "in" an area does not belong to it."""
    return kind_words().roles - kind_words().sets["areas"]


def _shifted(words: Sequence[Word], matches: Sequence[Match], by: int) -> tuple[Sequence[Word], list[Match]]:
    """The words from index `by` on, with their matches."""
    kept = [m._replace(first=m.first - by, last=m.last - by) for m in matches if m.first >= by]
    return words[by:], kept


def _named(matches: Sequence[Match], head: int) -> SourceKind | None:
    """The kind of the listed body (no country) whose name holds the head."""
    for match in matches:
        if match.first <= head < match.last and not match.entry.is_country:
            return match.entry.kind
    return None


def _holds(words: Sequence[Word], index: int) -> bool:
    """Whether a word only says who holds a place: "the rebel-held east"."""
    after = index + 1
    return after < len(words) and words[after].is_hyphened and words[after].norm in kind_words().sets["holding"]


def _in_name(index: int, matches: Sequence[Match]) -> bool:
    return any(m.first <= index < m.last and not m.entry.is_country for m in matches)


def _body_beside(matches: Sequence[Match]) -> SourceKind | None:
    """The kind of the first listed body named in the phrase, countries and people apart."""
    for match in matches:
        entry = match.entry
        if not entry.is_country and not entry.is_person:
            return entry.kind
    return None


def _affiliation(beside: Sequence[str], lexicon: KindWords) -> SourceKind | None:
    """The kind told by the words beside a head that itself leaves it open, the most telling word first."""
    present = {*beside, *map(singular, beside)}
    for kind, words in lexicon.affiliations:
        telling = words & present
        if telling - lexicon.sets["vague"]:
            return kind
    told = (lexicon.heads.get(singular(word)) for word in beside)
    return next((kind for kind in told if kind is not None and kind not in _PEOPLE_OF), None)


def _country(matches: Sequence[Match], head: int, words: Sequence[Word]) -> SourceKind | None:
    """A country or a capital as the head is its government; its people are individuals."""
    for match in matches:
        form = match.form
        if match.first <= head < match.last and form.entry.is_country:
            people = form.role == "demonym" and words[match.last - 1].norm != form.tokens[-1]
            return SourceKind.INDIVIDUAL if people else SourceKind.GOVERNMENT
    return None


def kind_of_name(words: Sequence[Word]) -> SourceKind | None:
    """The kind of a body by a word in its own name ("Health Ministry", "Islam Army"), None if none tells."""
    if not words:
        return None
    lexicon = kind_words()
    norms = [word.norm for word in words]
    if lexicon.sets["defence"] & set(norms) and lexicon.sets["defence_offices"] & set(norms):
        return SourceKind.MILITARY
    for word in (words[head_index(words)], *reversed(words)):
        kind = lexicon.bodies.get(word.norm) or lexicon.bodies.get(singular(word.norm))
        if kind is SourceKind.MEDIA and not word.is_capital:
            continue  # "a police post", "the peace channel": no Post and no Channel
        if kind is not None:
            return kind
    return None

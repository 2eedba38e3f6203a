"""Who has a name: bodies and persons told apart from classes of people ("officials", "residents of the town")."""

from __future__ import annotations

from collections.abc import Sequence, Set

from accordingto.model import Actor, SourceKind
from accordingto.text import name_key, name_tokens

# Heads of names that stand for a class of people, not for a body or a person.
_CLASSES = frozenset(
    "source sources official officials officer officers resident residents witness witnesses eyewitness eyewitnesses "
    "activist activists local locals report reports expert experts analyst analysts rescuer rescuers doctor doctors "
    "medic medics people villager villagers civilian civilians diplomat diplomats soldier soldiers fighter fighters "
    "commander commanders journalist journalists reporter reporters correspondent correspondents refugee refugees "
    "spokesman spokeswoman spokesperson man woman men women student students observers observer monitors media some "
    "others insiders aides aide worker workers survivor survivors relatives neighbours neighbors lawmaker lawmakers "
    "pictures photos images footage video videos many several most all both dozens hundreds thousands".split()
)
_NOBODY = frozenset("report reports media some others pictures photos images footage video videos".split())
# Words for bodies that reports name without a capital letter; any other name without one stands for unnamed people.
_BODIES = frozenset(
    "army military police government presidency ministry regime state coalition authorities parliament court navy "
    "militants rebels insurgents jihadists monitor observatory watchdog".split()
)
# What follows the head of a name: "officials familiar with the matter", "two men interviewed", "pictures posted on X".
_FOLLOWERS = frozenset(
    "in at of from inside near on with within for to among who whom that which familiar close speaking interviewed "
    "quoted cited contacted reached living working posted shared published released".split()
)
# Who so placed speaks from the office that follows; a witness or a patient at a hospital does not.
_STANDING_IN = frozenset("at in of from within for".split())
_INSIDERS = frozenset(
    "source sources official officials officer officers spokesman spokeswoman spokesperson doctor doctors medic medics "
    "worker workers staff employee employees member members volunteer volunteers activist activists monitors observers "
    "rescuer rescuers aide aides".split()
)
_INSIDE_NAMES = frozenset(("of", "for"))  # "Ministry of Defence"
_OFFICES = frozenset(
    "command ministry hospital office observatory centre center directorate department council committee clinic court "
    "headquarters municipality network institute university organisation organization crescent cross defence defense "
    "authority commission".split()
)
_BODY_KINDS = frozenset(
    (SourceKind.GOVERNMENT, SourceKind.MILITARY, SourceKind.ARMED_GROUP, SourceKind.NGO, SourceKind.INTERGOVERNMENTAL)
)


def is_unnamed(author: Actor) -> bool:
    """Whether the author is a class of people ("officials", "local sources in the city") and not a body or person."""
    if author.speaks_for is not None:
        return False
    return author.kind == SourceKind.ANONYMOUS or _is_common_noun(author) or _head(author) in _CLASSES


def _is_common_noun(author: Actor) -> bool:
    """Whether the words are no name: all in small letters, or people of whom only a place or body is named.

    "Qarun evacuees" may be anybody; of a body, "Qarun hospital", the same words are name enough.
    """
    phrase = head_phrase(author)
    if author.kind in (SourceKind.WITNESS, SourceKind.INDIVIDUAL) and phrase and phrase[-1].islower():
        return True
    return author.name.islower() and not _BODIES.intersection(name_tokens(author.name))


def are_people(author: Actor) -> bool:
    """Whether an author without a name is somebody all the same: "residents" are, "reports" and "a website" are not."""
    return _head(author) in _CLASSES - _NOBODY


def _head(author: Actor) -> str:
    """The word that says what kind of people or body a name means: "officials" of "security officials in the city"."""
    return next(iter(name_tokens(" ".join(head_phrase(author)))[-1:]), "")


def head_phrase(author: Actor) -> list[str]:
    """The words of a name without what follows its head."""
    return _up_to(_FOLLOWERS, author.name.split())


def _up_to(ends: Set[str], words: Sequence[str]) -> list[str]:
    """The words before the first of `ends`, which does not count where it stands first."""
    end = next((i for i, word in enumerate(words) if i and (word.lower() in ends or _is_doing(words, i))), len(words))
    return list(words[:end])


def _is_doing(words: Sequence[str], at: int) -> bool:
    """Whether a word says what the people before it do: "receiving" of "a doctor receiving the wounded"."""
    return words[at].islower() and words[at].endswith("ing") and words[at - 1].lower() in _CLASSES


def office_of(author: Actor | None) -> Actor | None:
    """The named office that people without a name speak from: "a source at Aleppo Police Command"; None if none is."""
    if author is None or _head(author) not in _INSIDERS:
        return None
    rest = author.name.split()[len(head_phrase(author)) :]
    if not rest or rest[0].lower() not in _STANDING_IN:
        return None
    words = _up_to(_FOLLOWERS - _INSIDE_NAMES, rest[1:])
    name = " ".join(words[1:] if words[:1] == ["the"] else words)
    if len(name.split()) < 2 or not name[0].isupper() or not _OFFICES.intersection(name_tokens(name)):
        return None
    is_body = author.kind in _BODY_KINDS
    return Actor(
        name=name,
        key=name_key(name),
        kind=author.kind if is_body else None,
        country=author.country if is_body else None,
    )

"""Claims against interest: what a party admits although it speaks against its own side.

Sides are what people declare; without them nothing is marked. Three things count, each only as far as the texts name
who lost or did what: losses among one's own fighters, places or positions given up, and harm done to civilians. An
accusation ("they bombed us") is in a party's interest, and so is a concession it can be proud of (a ceasefire, freed
prisoners): neither is marked. When in doubt a claim is not marked.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from accordingto.ledger.declared import Declared
from accordingto.ledger.derive.voices import Voice
from accordingto.model import (
    Actor,
    AgainstInterest,
    Certainty,
    EventMention,
    EventType,
    Polarity,
    SourceKind,
    Status,
)
from accordingto.text import name_key, name_tokens

REAL = (Status.HAPPENED, Status.ONGOING)
FIGHTERS = (SourceKind.MILITARY, SourceKind.ARMED_GROUP)
PARTIES = (*FIGHTERS, SourceKind.GOVERNMENT, SourceKind.MEDIA, SourceKind.AGENCY)
LOSSES = frozenset(("killed", "injured", "captured", "missing"))
GIVING_UP = frozenset(("withdraw", "disarm"))  # modes of RETREAT; the others are concessions
CIVILIANS = frozenset(
    "civilian civilians resident residents villager villagers child children woman women family families people "
    "patient patients protester protesters demonstrator demonstrators refugee refugees worshippers pupils "
    "schoolchildren journalist journalists medic medics doctor doctors nurse nurses worker workers".split()
)


def against_interest(voices: Sequence[Voice], declared: Declared) -> AgainstInterest | None:
    """In what way the voices of one claim speak against their author's declared side, None if in none."""
    own = declared.side_of(voices[0].author)
    if own is None:
        return None
    found = {_admission(voice, own, declared) for voice in voices}
    return next((kind for kind in AgainstInterest if kind in found), None)


def _admission(voice: Voice, own: str, declared: Declared) -> AgainstInterest | None:
    mention = voice.mention
    asserted = voice.polarity is Polarity.ASSERTS and voice.certainty is not Certainty.POSSIBLE
    if not asserted or mention.status not in REAL:
        return None
    if _is_defeat(mention, own, declared):
        return AgainstInterest.OWN_DEFEAT
    if mention.type is not EventType.ASSAULT:
        return None
    if _is_loss(voice, own, declared):
        return AgainstInterest.OWN_LOSSES
    return AgainstInterest.OWN_ATROCITY if _is_atrocity(voice, own, declared) else None


def _is_defeat(mention: EventMention, own: str, declared: Declared) -> bool:
    """Own forces gave up, or lost to somebody else what changed hands."""
    if mention.type is EventType.RETREAT:
        return mention.mode in GIVING_UP and own in _sides(mention.agents, declared)
    if mention.control is None or mention.control.to is None:
        return False
    lost = own in _sides(mention.recipients, declared) and own not in _sides(mention.agents, declared)
    return lost and _gainer(mention, mention.control.to, declared) != own


def _gainer(mention: EventMention, name: str, declared: Declared) -> str | None:
    """The side of who gained control, whom the mention names but for its name only."""
    same = (actor for actor in mention.agents if name_key(actor.name) == name_key(name))
    sides = (declared.side_of(actor) for actor in same)
    return next((side for side in sides if side), declared.side_of_name(name))


def _is_loss(voice: Voice, own: str, declared: Declared) -> bool:
    """A party counts dead, hurt, taken or missing among fighters of its own side, and of no other.

    Whoever did it is of another side, or not named: one whose side is not declared may be the author's own under
    another name. A monitor that leans to a side counts losses as its work, and admits nothing by it.
    """
    mention = voice.mention
    if voice.author.kind not in PARTIES or any(declared.side_of(a) in (own, None) for a in mention.agents):
        return False
    hit = _sides((a for a in mention.recipients if a.kind in FIGHTERS), declared)
    counted = any(figure.unit in LOSSES and figure.amount.low > 0 for figure in voice.figures)
    return counted and hit == {own}


def _is_atrocity(voice: Voice, own: str, declared: Declared) -> bool:
    """Forces of the author's own side, and of no other, did it to civilians."""
    mention = voice.mention
    return _sides(mention.agents, declared) == {own} and any(map(_is_civilian, mention.recipients))


def _is_civilian(actor: Actor) -> bool:
    words = name_tokens(actor.name)
    return actor.kind not in FIGHTERS and bool(CIVILIANS.intersection(words))


def _sides(actors: Iterable[Actor], declared: Declared) -> set[str]:
    return {side for side in map(declared.side_of, actors) if side is not None}

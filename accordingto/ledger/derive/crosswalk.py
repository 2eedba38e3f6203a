"""Events in the categories of other datasets: ACLED-like sub-events and UCDP's type of violence.

Read-only views, never stored. They are functions of what was done (PLOVER type and mode), by whom and to whom; a row
of the crosswalk is a branch here. The names are the field's; nothing here is ACLED data or coded by ACLED.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Protocol

from accordingto.ledger.declared import STATE_ARMS
from accordingto.model import Actor, ControlChange, EventPlace, EventType, Figure, SourceKind


class Deed(Protocol):
    """What a crosswalk looks at: an `Event`, or an `EventMention` of it."""

    @property
    def type(self) -> EventType: ...
    @property
    def mode(self) -> str | None: ...
    @property
    def agents(self) -> tuple[Actor, ...]: ...
    @property
    def recipients(self) -> tuple[Actor, ...]: ...
    @property
    def places(self) -> tuple[EventPlace, ...]: ...
    @property
    def figures(self) -> tuple[Figure, ...]: ...
    @property
    def weapons(self) -> tuple[str, ...]: ...
    @property
    def control(self) -> ControlChange | None: ...


@dataclass(frozen=True, slots=True)
class AcledLike:
    """An event type and sub-event of the ACLED scheme."""

    event_type: str
    sub_event_type: str

    @property
    def disorder_type(self) -> str:
        """The scheme's three kinds of disorder, which follow from the event type."""
        if self.event_type in ("Protests", "Riots"):
            return "Demonstrations"
        return "Strategic developments" if self.event_type == "Strategic developments" else "Political violence"


class UcdpType(IntEnum):
    """UCDP's type of organised violence."""

    STATE_BASED = 1
    NON_STATE = 2
    ONE_SIDED = 3


ARMED = frozenset((SourceKind.MILITARY, SourceKind.ARMED_GROUP))
_MAY_BEAR_ARMS = (SourceKind.GOVERNMENT, SourceKind.INTERGOVERNMENTAL, None)
_CLASH = AcledLike("Battles", "Armed clash")
_REGAINED = AcledLike("Battles", "Government regains territory")
_OVERTAKEN = AcledLike("Battles", "Non-state actor overtakes territory")
_ATTACK = AcledLike("Violence against civilians", "Attack")
_MOB = AcledLike("Riots", "Mob violence")
_RIOT = AcledLike("Riots", "Violent demonstration")
_INTERVENTION = AcledLike("Protests", "Protest with intervention")
_EXCESSIVE_FORCE = AcledLike("Protests", "Excessive force against protesters")
_EXPLOSIVE = AcledLike("Explosions/Remote violence", "Remote explosive/landmine/IED")
_GRENADE = AcledLike("Explosions/Remote violence", "Grenade")
_AIR = AcledLike("Explosions/Remote violence", "Air/drone strike")
_LOOTING = AcledLike("Strategic developments", "Looting/property destruction")
_DISRUPTED = AcledLike("Strategic developments", "Disrupted weapons use")
_AGREEMENT = AcledLike("Strategic developments", "Agreement")
_TRANSFER = AcledLike("Strategic developments", "Non-violent transfer of territory")
_CHANGE = AcledLike("Strategic developments", "Change to group/activity")
_BASE = AcledLike("Strategic developments", "Headquarters or base established")
_OTHER = AcledLike("Strategic developments", "Other")

# Modes of ASSAULT that settle the sub-event whoever the parties are.
_BY_MODE: Mapping[str, AcledLike] = {
    "aerial": _AIR,
    "drone": _AIR,
    "heavy-weapons": AcledLike("Explosions/Remote violence", "Shelling/artillery/missile attack"),
    "suicide-attack": AcledLike("Explosions/Remote violence", "Suicide bomb"),
    "unconventional": AcledLike("Explosions/Remote violence", "Chemical weapon"),
    "sexual": AcledLike("Violence against civilians", "Sexual violence"),
    "abduct": AcledLike("Violence against civilians", "Abduction/forced disappearance"),
}
_GRENADES = re.compile(r"(?<!propelled )\bgrenades?\b(?! launcher)", re.IGNORECASE)  # thrown, not fired
_BASES = re.compile(
    r"\b(base|bases|headquarters|outposts?|posts?|observation points?|checkpoints?|camp)\b", re.IGNORECASE
)
# Bodies whose kind is a government's, a union of states' or unknown, but who bear arms for it.
_FORCES = re.compile(
    r"\b(peacekeep\w*|police\w*|policem[ae]n|officers?|gendarm\w*|constabl\w*|forces?|guards?|soldiers?|troops?|patrols?|convoys?|"
    r"barracks|checkpoints?|outposts?|commandos?)\b",
    re.IGNORECASE,
)
_PROTESTERS = re.compile(
    r"\b(protest\w*|demonstrat\w*|marchers?|rall(?:y|ies)|rioters?|riots?|strikers?|sit-ins?|crowds?|activists)\b",
    re.IGNORECASE,
)
_CROWDS = re.compile(r"\b(mobs?|crowds?|rioters?|vigilantes?|villagers|protest[eo]rs|demonstrators)\b", re.IGNORECASE)


def acled_like(deed: Deed) -> AcledLike | None:
    """The ACLED-like sub-event, None for diplomacy, aid and sanctions, which that scheme has no place for."""
    match deed.type:
        case EventType.ASSAULT:
            return _assault(deed)
        case EventType.PROTEST:
            return _protest(deed)
        case EventType.COERCE:
            return _coercion(deed)
        case EventType.RETREAT:
            return _retreat(deed)
        case EventType.AGREE:
            return _AGREEMENT if _among_armed(deed) else None
        case EventType.MOBILIZE:
            named = (*(place.name for place in deed.places), *(party.name for party in deed.recipients))
            return _BASE if any(map(_BASES.search, named)) else _CHANGE
        case _:
            return None


def _assault(deed: Deed) -> AcledLike:
    if deed.control is not None:
        return _taken(deed)
    if any(map(_GRENADES.search, deed.weapons)) and deed.mode in (None, "explosives", "heavy-weapons"):
        return _GRENADE
    if deed.mode is not None and deed.mode in _BY_MODE:
        return _BY_MODE[deed.mode]
    if deed.mode == "explosives":
        return _EXPLOSIVE
    if deed.mode == "destroy":
        return _DISRUPTED if deed.weapons else _LOOTING
    return _in_the_street(deed) or _by_parties(deed)


def _taken(deed: Deed) -> AcledLike:
    return _OVERTAKEN if _is_gained_by(deed, SourceKind.ARMED_GROUP) else _REGAINED


def _in_the_street(deed: Deed) -> AcledLike | None:
    """Violence of crowds and against protesters, None for any other."""
    if _named(deed.agents, _CROWDS):
        people_struck = deed.recipients or deed.mode is not None
        return _MOB if people_struck and not any(map(_is_armed, deed.recipients)) else _RIOT
    if deed.mode == "crowd-control" or (_named(deed.recipients, _PROTESTERS) and not _is_battle(deed)):
        shot_or_hurt = deed.mode == "firearms" or _casualties(deed, "killed", "injured")
        return _EXCESSIVE_FORCE if shot_or_hurt else _INTERVENTION
    return None


def _by_parties(deed: Deed) -> AcledLike:
    """Fighting of no special means: between armed parties, of one against the unarmed, or of a crowd."""
    if _is_battle(deed) or (deed.mode is None and not deed.recipients):
        return _CLASH
    if deed.agents and not _has(deed.agents, ARMED | STATE_ARMS) and all(agent.kind for agent in deed.agents):
        return _MOB
    return _ATTACK


def _is_battle(deed: Deed) -> bool:
    """Whether somebody armed is attacked, or armed parties of several kinds fight each other."""
    fighters = {agent.kind for agent in deed.agents if _is_armed(agent)}
    return any(map(_is_armed, deed.recipients)) or (len(fighters) > 1 and SourceKind.ARMED_GROUP in fighters)


def is_protester(party_name: str) -> bool:
    """Whether a party is called by what it protests with or for ("demonstrators", "the marchers")."""
    return _PROTESTERS.search(party_name) is not None


def _is_armed(party: Actor) -> bool:
    """Whether a party bears arms: fighters by its kind, or by its name ("police", "a checkpoint").

    Protesters stay what they are, whatever else their name holds ("protesters against the police").
    """
    if party.kind in ARMED:
        return True
    by_name = party.kind in _MAY_BEAR_ARMS and _FORCES.search(party.name) is not None
    return by_name and not is_protester(party.name)


def _protest(deed: Deed) -> AcledLike:
    if deed.mode not in ("riot", "vandalize"):
        return AcledLike("Protests", "Peaceful protest")
    return _MOB if _has(deed.recipients, {SourceKind.INDIVIDUAL}) else _RIOT


def _coercion(deed: Deed) -> AcledLike:
    if deed.mode == "arrest":
        return AcledLike("Strategic developments", "Arrests")
    if deed.mode == "seize":
        return _DISRUPTED if deed.weapons else _LOOTING
    return _OTHER


def _retreat(deed: Deed) -> AcledLike | None:
    if deed.mode == "release" and deed.control is not None:  # "freed the village"
        return _taken(deed)
    if deed.mode in ("ceasefire", "release"):
        return _AGREEMENT if _among_armed(deed) else None
    if deed.control is not None:
        return _TRANSFER
    return _CHANGE if deed.mode in ("withdraw", "disarm") else _OTHER


def _is_gained_by(deed: Deed, kind: SourceKind) -> bool:
    """Whether the party that gains control is of a kind; the agents do where it is not named among the parties."""
    gained = deed.control.to if deed.control else None
    winners = [party for party in (*deed.agents, *deed.recipients) if party.name == gained]
    return _has(winners or deed.agents, {kind})


def _among_armed(deed: Deed) -> bool:
    """Whether armed parties or states deal with each other, or nobody says who does or of what kind they are."""
    known = [party for party in (*deed.agents, *deed.recipients) if party.kind is not None]
    return not known or _has(known, ARMED | STATE_ARMS)


def _has(parties: Iterable[Actor], kinds: Iterable[SourceKind]) -> bool:
    wanted = frozenset(kinds)
    return any(party.kind in wanted for party in parties)


def _named(parties: Iterable[Actor], words: re.Pattern[str]) -> bool:
    return any(words.search(party.name) for party in parties)


def _casualties(deed: Deed, *units: str) -> bool:
    return any(figure.unit in units and figure.amount.low >= 1 for figure in deed.figures)


def ucdp_type(deed: Deed) -> UcdpType | None:
    """UCDP's type of violence; None unless organised parties are known to have killed somebody."""
    if (
        deed.type is not EventType.ASSAULT
        or not _casualties(deed, "killed")
        or not _has(deed.agents, ARMED | STATE_ARMS)
    ):
        return None
    if not _has(deed.recipients, ARMED | STATE_ARMS):
        return UcdpType.ONE_SIDED if deed.recipients else None
    stateless = not (_has(deed.agents, STATE_ARMS) or _has(deed.recipients, STATE_ARMS))
    return UcdpType.NON_STATE if stateless else UcdpType.STATE_BASED

"""Our events as the ACLED-like labels of CASE 2021 (one label a snippet), by the package's own crosswalk.

Where several events are told, those of the first sentence that tells any decide, since the rest is background, and of
these the most particular: a snippet about an air strike in a battle is filed under the strike. Disasters and crime are
outside our types and are never answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from accordingto.ledger.declared import STATE_ARMS
from accordingto.ledger.derive.crosswalk import acled_like, is_protester
from accordingto.model import Actor, Amount, ControlChange, EventPlace, EventType, Figure, SourceKind
from accordingto.text import sentence_spans, span_at
from evals.schema import EventOut, Party, Prediction
from evals.workbench import Row

# CASE's names for the sub-events, the most particular first.
_LABELS = {
    "Sexual violence": "SEX_VIOL",
    "Chemical weapon": "CHEM_WEAP",
    "Suicide bomb": "SUIC_BOMB",
    "Grenade": "GRENADE",
    "Excessive force against protesters": "FORCE_AGAINST_PROTEST",
    "Protest with intervention": "PROTEST_WITH_INTER",
    "Abduction/forced disappearance": "ABDUCT_DISSAP",
    "Mob violence": "MOB_VIOL",
    "Violent demonstration": "VIOL_DEMONSTR",
    "Headquarters or base established": "HQ_ESTABLISHED",
    "Disrupted weapons use": "DISR_WEAP",
    "Non-state actor overtakes territory": "NON_STATE_ACTOR_OVERTAKES_TER",
    "Government regains territory": "GOV_REGAINS_TERIT",
    "Agreement": "AGREEMENT",  # ends the fighting that is told with it
    "Arrests": "ARREST",  # … likewise of protesters
    "Air/drone strike": "AIR_STRIKE",
    "Remote explosive/landmine/IED": "REM_EXPLOS",
    "Shelling/artillery/missile attack": "ART_MISS_ATTACK",
    "Non-violent transfer of territory": "NON_VIOL_TERRIT_TRANSFER",
    "Attack": "ATTACK",
    "Armed clash": "ARMED_CLASH",
    "Peaceful protest": "PEACE_PROTEST",
    "Looting/property destruction": "PROPERTY_DISTRUCT",
    "Change to group/activity": "CHANGE_TO_GROUP_ACT",
    "Other": "OTHER",
}
_PARTICULAR = {name: rank for rank, name in enumerate(_LABELS)}
_GRENADE = re.compile(r"(?<!propelled )\bgrenades?\b", re.I)
_CLASHES = re.compile(r"\b(?:clash|confrontation|battle|riot)", re.I)
_SET_UP = re.compile(r"\b(?:set(?:ting)? up|establish\w*|built|building)$", re.I)
_OBJECT = 50  # characters behind a verb that may say what is set up
_PROTESTERS = Actor(name="protesters", key="protesters")
_ASIDE = frozenset(("denied", "hypothetical", "historical"))  # what a snippet is not about, if it tells anything else


@dataclass(frozen=True, slots=True)
class _Deed:
    """An event of the interface in the terms of the crosswalk."""

    type: EventType
    mode: str | None
    agents: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    places: tuple[EventPlace, ...]
    figures: tuple[Figure, ...]
    weapons: tuple[str, ...]
    control: ControlChange | None


def lines(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Iterator[Mapping[str, object]]:
    """One label a snippet."""
    for row in rows:
        prediction = found.get(str(row["id"]), Prediction(id=str(row["id"])))
        yield {"id": row["id"], "label": label(prediction, str(row["text"]))}


def label(prediction: Prediction, text: str) -> str:
    """The label of the leading event; of diplomacy alone DIPLO; without any event who lays blame, or OTHER."""
    told = [event for event in prediction.events if event.status not in _ASIDE] or prediction.events
    protested = any(event.type == EventType.PROTEST or _names_protesters(event) for event in told)
    classes = [(event, found) for event in told if (found := acled_like(_deed(event, text, protested=protested)))]
    if classes:
        _, leading = min(classes, key=lambda told: (_sentence(told[0], text), _PARTICULAR[told[1].sub_event_type]))
        return _LABELS[leading.sub_event_type]
    if told:
        return "DIPLO"
    return "ATTRIB" if prediction.attributions else "OTHER"


def _names_protesters(event: EventOut) -> bool:
    return any(is_protester(party.name) for party in (*event.agents, *event.recipients))


def _sentence(event: EventOut, text: str) -> int:
    """The number of the sentence that tells of an event first."""
    return span_at(sentence_spans(text), min(start for start, _ in event.mentions)) if event.mentions else 0


def _deed(event: EventOut, text: str, *, protested: bool) -> _Deed:
    agents, recipients = (tuple(map(_actor, side)) for side in (event.agents, event.recipients))
    kind, mode = EventType(event.type), event.mode
    by_state = any(agent.kind in STATE_ARMS and not is_protester(agent.name) for agent in agents)
    if protested and kind is EventType.COERCE and mode == "restrict" and not by_state:
        kind, mode = EventType.PROTEST, "riot"  # blocked roads, shut offices
    elif protested and kind is EventType.ASSAULT and mode in (None, "firearms", "beat") and event.territory is None:
        # Violence in a snippet about a protest: of the forces against it, or of the protesters, alone or on both sides.
        clash = any(_CLASHES.search(text[start:end]) for start, end in event.mentions)
        if clash or not by_state:
            kind, mode = EventType.PROTEST, "riot"
        elif mode != "firearms":
            mode = "crowd-control"
        else:
            recipients = (*recipients, _PROTESTERS)
    names = [place.name or "" for place in event.places] + _founded(event, text)
    return _Deed(
        type=kind,
        mode=mode,
        agents=agents,
        recipients=recipients,
        places=tuple(EventPlace(name=name, span=None, place=None, where_prec=None) for name in names),
        figures=_figures(event),
        weapons=("grenade",) if _GRENADE.search(text) else event.weapons,
        control=ControlChange(to=event.territory.to) if event.territory else None,
    )


def _founded(event: EventOut, text: str) -> list[str]:
    """What a snippet says was set up, behind the words that tell it: "set up | a new observation post"."""
    return [text[end : end + _OBJECT] for start, end in event.mentions if _SET_UP.search(text[start:end])]


def _actor(party: Party) -> Actor:
    return Actor(name=party.name, key=party.name.casefold(), kind=SourceKind(party.kind) if party.kind else None)


def _figures(event: EventOut) -> tuple[Figure, ...]:
    told = {"killed": event.killed, "injured": event.injured}
    return tuple(
        Figure(unit=unit, amount=Amount(low=amount.low, high=amount.high), attribution_id=None)
        for unit, amount in told.items()
        if amount is not None
    )

"""Our events as the ACLED-like labels of CASE 2021 (one label a snippet).

The table follows the crosswalk of PLOVER modes to conflict sub-events; where several events are told, the gravest
decides, as in that scheme. Disasters and crime are outside our types and are never answered.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

from evals.schema import EventOut, Prediction
from evals.workbench import Row

_FORCES = re.compile(
    r"\b(army|troops?|soldiers?|forces?|rebels?|militants?|fighters?|insurgents?|gunmen|militia\w*|guerrill\w+|brigade|"
    r"taliban|isis|isil|islamic state|hezbollah|pkk|sdf|ypg|police|military|separatists?|terrorists?|armed)\b",
    re.I,
)
_STATE = re.compile(r"\b(army|government|regime|soldiers?|troops|police|military|security|national|state)\b", re.I)
_GRENADE = re.compile(r"\bgrenades?\b", re.I)
_WEAPONS = re.compile(
    r"\b(weapons?|arms|ammunition|explosives?|bombs?|mines?|ied|caches?|rifles?|rockets?|drones?)\b", re.I
)

# Modes of ASSAULT whose label follows from the mode alone.
_ASSAULT_MODES = {
    "aerial": "AIR_STRIKE",
    "drone": "AIR_STRIKE",
    "heavy-weapons": "ART_MISS_ATTACK",
    "suicide-attack": "SUIC_BOMB",
    "unconventional": "CHEM_WEAP",
    "sexual": "SEX_VIOL",
    "abduct": "ABDUCT_DISSAP",
    "destroy": "PROPERTY_DISTRUCT",
    "crowd-control": "FORCE_AGAINST_PROTEST",
}
_PROTEST_MODES = {"riot": "VIOL_DEMONSTR", "vandalize": "VIOL_DEMONSTR"}
# The gravest event of a snippet names it.
_PRECEDENCE = (
    "ASSAULT",
    "PROTEST",
    "COERCE",
    "RETREAT",
    "AGREE",
    "MOBILIZE",
    "CONSULT",
    "COOPERATE",
    "SANCTION",
    "AID",
)


def lines(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Iterator[Mapping[str, object]]:
    """One label a snippet."""
    for row in rows:
        prediction = found.get(str(row["id"]), Prediction(id=str(row["id"])))
        yield {"id": row["id"], "label": label(prediction, str(row["text"]))}


def label(prediction: Prediction, text: str) -> str:
    """The label of the gravest event; without any event, whether somebody lays blame, else the scheme's OTHER."""
    events = sorted(prediction.events, key=lambda event: (_PRECEDENCE.index(event.type), event.first))
    if not events:
        return "ATTRIB" if prediction.attributions else "OTHER"
    first = events[0]
    protested = any(event.type == "PROTEST" for event in events)
    return _assault(first, text, protested) if first.type == "ASSAULT" else _OTHERS[first.type](first, text)


def _parties(event: EventOut) -> tuple[bool, bool]:
    """Whether the agents and whether the recipients are armed and organised."""
    agents, recipients = (" ".join(party.name for party in side) for side in (event.agents, event.recipients))
    return bool(_FORCES.search(agents)), bool(_FORCES.search(recipients))


def _assault(event: EventOut, text: str, protested: bool) -> str:
    if event.territory is not None:
        winner = event.territory.to or " ".join(party.name for party in event.agents)
        return "GOV_REGAINS_TERIT" if _STATE.search(winner) else "NON_STATE_ACTOR_OVERTAKES_TER"
    if event.mode == "explosives":
        return "GRENADE" if _GRENADE.search(text) else "REM_EXPLOS"
    if event.mode in _ASSAULT_MODES:
        return _ASSAULT_MODES[event.mode]
    armed_agent, armed_recipient = _parties(event)
    if protested:
        return "FORCE_AGAINST_PROTEST" if armed_agent else "VIOL_DEMONSTR"
    if armed_recipient or event.mode is None:
        return "ARMED_CLASH"
    return "ATTACK" if armed_agent or event.mode == "firearms" else "MOB_VIOL"


def _protest(event: EventOut, text: str) -> str:
    return _PROTEST_MODES.get(event.mode or "", "PEACE_PROTEST")


def _coerce(event: EventOut, text: str) -> str:
    if event.mode == "arrest":
        return "ARREST"
    return "DISR_WEAP" if event.mode == "seize" and (event.weapons or _WEAPONS.search(text)) else "OTHER"


def _retreat(event: EventOut, text: str) -> str:
    if event.mode == "withdraw" or event.territory is not None:
        return "NON_VIOL_TERRIT_TRANSFER"
    return "AGREEMENT" if event.mode in ("ceasefire", "release") else "OTHER"


def _mobilize(event: EventOut, text: str) -> str:
    return "HQ_ESTABLISHED" if re.search(r"\b(base|headquarters|checkpoint)\b", text, re.I) else "CHANGE_TO_GROUP_ACT"


def _always(answer: str) -> Callable[[EventOut, str], str]:
    return lambda event, text: answer


_OTHERS: Mapping[str, Callable[[EventOut, str], str]] = {
    "PROTEST": _protest,
    "COERCE": _coerce,
    "RETREAT": _retreat,
    "MOBILIZE": _mobilize,
    "AGREE": _always("AGREEMENT"),
    "CONSULT": _always("DIPLO"),
    "COOPERATE": _always("DIPLO"),
    "SANCTION": _always("DIPLO"),
    "AID": _always("DIPLO"),
}

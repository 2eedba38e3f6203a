"""The words for an event: a headline made of its record alone, never of a report's own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.ledger.filters import place_key
from accordingto.model import Actor, Event, EventPlace, EventType, Status
from accordingto.publish.wording import capitalized, joined, one_line


@dataclass(frozen=True, slots=True)
class Noun:
    """What a kind of event is called, and the prepositions that join its place, its agents and those it befalls.

    `recipient` None: they are left out, since it is the agents whom the event befalls (a withdrawal, a resignation).
    """

    words: str
    where: str = "in"
    agent: str = "by"
    recipient: str | None = "against"


# Each PLOVER event and mode; "" is the event without a mode that we know.
NOUNS: dict[EventType, dict[str, Noun]] = {
    EventType.AGREE: {"": Noun("agreement", recipient="with")},
    EventType.CONSULT: {
        "": Noun("talks", agent="of", recipient="with"),
        "visit": Noun("visit", agent="of", recipient="with"),
        "third-party": Noun("mediation", recipient="with"),
        "multilateral": Noun("multilateral talks", agent="of", recipient="with"),
        "phone": Noun("telephone call", agent="of", recipient="with"),
    },
    EventType.COOPERATE: {"": Noun("cooperation", agent="of", recipient="with")},
    EventType.AID: {"": Noun("aid", agent="from", recipient="for")},
    EventType.RETREAT: {
        "": Noun("retreat", where="from", agent="of", recipient=None),
        "withdraw": Noun("withdrawal", where="from", agent="of", recipient=None),
        "release": Noun("release", where="in", recipient="of"),
        "disarm": Noun("disarmament", agent="of", recipient=None),
        "ceasefire": Noun("ceasefire", agent="of", recipient="with"),
        "access": Noun("access granted", recipient="to"),
        "resign": Noun("resignation", agent="of", recipient=None),
    },
    EventType.PROTEST: {
        "": Noun("protest"),
        "demo": Noun("demonstration"),
        "riot": Noun("riot"),
        "strike": Noun("strike"),
        "hunger": Noun("hunger strike"),
        "boycott": Noun("boycott"),
        "obstruct": Noun("blockade"),
        "vandalize": Noun("vandalism"),
    },
    EventType.SANCTION: {
        "": Noun("sanction"),
        "convict": Noun("conviction", recipient="of"),
        "expel": Noun("removal", where="from", recipient="of"),
        "withdraw": Noun("withdrawal from an arrangement", agent="of"),
        "discontinue": Noun("relations cut", recipient="with"),
    },
    EventType.MOBILIZE: {
        "": Noun("mobilisation", agent="of"),
        "troops": Noun("troop movement", agent="of"),
        "weapons": Noun("movement of weapons"),
        "police": Noun("police deployment"),
        "militia": Noun("mobilisation of militia"),
    },
    EventType.COERCE: {
        "": Noun("coercion", recipient="of"),
        "seize": Noun("seizure", recipient="from"),
        "restrict": Noun("restriction", recipient="of"),
        "ban": Noun("ban", recipient="of"),
        "censor": Noun("censorship", recipient="of"),
        "curfew": Noun("curfew"),
        "martial-law": Noun("martial law"),
        "arrest": Noun("arrest", recipient="of"),
        "deport": Noun("deportation", where="from", recipient="of"),
        "withhold": Noun("withholding", recipient="from"),
        "misinformation": Noun("disinformation"),
        "cyber": Noun("cyberattack"),
    },
    EventType.ASSAULT: {
        "": Noun("attack"),
        "abduct": Noun("abduction", recipient="of"),
        "beat": Noun("beating", recipient="of"),
        "torture": Noun("torture", recipient="of"),
        "sexual": Noun("sexual violence"),
        "targeted": Noun("targeted killing", recipient="of"),
        "destroy": Noun("destruction", recipient="of"),
        "primitive": Noun("attack"),
        "firearms": Noun("shooting"),
        "explosives": Noun("bombing"),
        "suicide-attack": Noun("suicide attack"),
        "aerial": Noun("air strike"),
        "drone": Noun("drone attack"),
        "heavy-weapons": Noun("shelling"),
        "crowd-control": Noun("force used on a crowd"),
        "unconventional": Noun("chemical or other unconventional attack"),
    },
}
CAPTURE = Noun("capture", where="of", recipient="from")
CHANGE_OF_CONTROL = Noun("change of control", where="of")
STATUS_WORDS = {
    Status.PLANNED: "Planned",
    Status.HYPOTHETICAL: "Conjectured",
    Status.DENIED: "Denied",
    Status.HISTORICAL: "Earlier",
}
TYPE_NAMES = {
    EventType.AGREE: "Agreements",
    EventType.CONSULT: "Talks and visits",
    EventType.COOPERATE: "Cooperation",
    EventType.AID: "Aid",
    EventType.RETREAT: "Withdrawals and concessions",
    EventType.PROTEST: "Protests",
    EventType.SANCTION: "Sanctions",
    EventType.MOBILIZE: "Mobilisation",
    EventType.COERCE: "Seizures and coercion",
    EventType.ASSAULT: "Fighting and attacks",
}
PEOPLE_SHOWN = 2  # actors a headline names on each side


def noun(event: Event) -> Noun:
    """What the event is called; a change of control is named as one."""
    if event.control is not None:
        return CAPTURE if event.control.to or event.agents else CHANGE_OF_CONTROL
    nouns = NOUNS[event.type]
    return nouns.get(event.mode or "", nouns[""])


def headline(event: Event) -> str:
    """What is claimed, in one line: "Air strike in Souran and Morek by Russian and Syrian jets"."""
    name = noun(event)
    takers = [one_line(event.control.to)] if event.control and event.control.to else _names(event.agents)
    where = _phrase(name.where, joined(place_names(event.places)))
    agents = _phrase(name.agent, joined(takers, PEOPLE_SHOWN))
    doers = {actor.key for actor in event.agents}
    befallen = _names([actor for actor in event.recipients if actor.key not in doers])
    recipients = _phrase(name.recipient, joined(befallen, PEOPLE_SHOWN))
    order = (where, agents, recipients)
    if name.agent == "of":  # "withdrawal of the army from Aleppo", and so "removal of the general by the Kremlin"
        order = (agents, where, recipients)
    elif name.recipient == "of":
        order = (recipients, where, agents)
    line = " ".join([name.words, *(part for part in order if part)])
    prefix = STATUS_WORDS.get(event.status)
    return f"{prefix}: {line}" if prefix else capitalized(line)


def _phrase(preposition: str | None, names: str) -> str:
    return f"{preposition} {names}" if preposition and names else ""


def place_names(places: Sequence[EventPlace]) -> list[str]:
    """The names the reports use, one for each place, in the record's order."""
    names: dict[str, str] = {}
    for event_place in places:
        names.setdefault(place_key(event_place), one_line(event_place.name))
    return list(dict.fromkeys(names.values()))


def _names(actors: Sequence[Actor]) -> list[str]:
    """One name for each actor, the first that is given."""
    names: dict[str, str] = {}
    for actor in actors:
        names.setdefault(actor.key, one_line(actor.name))
    return list(dict.fromkeys(names.values()))

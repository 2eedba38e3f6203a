"""The words for an event: a headline made of its record alone, never of a report's own sentence."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.model import Actor, Event, EventPlace, EventType, Status
from accordingto.publish.wording import capitalized, joined, one_line

# What each PLOVER event and mode is called; "" is the event without a mode that we know.
NOUNS: dict[EventType, dict[str, str]] = {
    EventType.AGREE: {"": "agreement"},
    EventType.CONSULT: {
        "": "talks",
        "visit": "visit",
        "third-party": "mediation",
        "multilateral": "multilateral talks",
        "phone": "telephone call",
    },
    EventType.COOPERATE: {"": "cooperation"},
    EventType.AID: {"": "aid"},
    EventType.RETREAT: {
        "": "retreat",
        "withdraw": "withdrawal",
        "release": "release of prisoners",
        "disarm": "disarmament",
        "ceasefire": "ceasefire",
        "access": "access granted",
        "resign": "resignation",
    },
    EventType.PROTEST: {
        "": "protest",
        "demo": "demonstration",
        "riot": "riot",
        "strike": "strike",
        "hunger": "hunger strike",
        "boycott": "boycott",
        "obstruct": "blockade",
        "vandalize": "vandalism",
    },
    EventType.SANCTION: {
        "": "sanction",
        "convict": "conviction",
        "expel": "expulsion",
        "withdraw": "withdrawal from an arrangement",
        "discontinue": "relations cut",
    },
    EventType.MOBILIZE: {
        "": "mobilisation",
        "troops": "troop movement",
        "weapons": "weapons moved",
        "police": "police deployment",
        "militia": "militia mobilised",
    },
    EventType.COERCE: {
        "": "coercion",
        "seize": "seizure",
        "restrict": "restriction",
        "ban": "ban",
        "censor": "censorship",
        "curfew": "curfew",
        "martial-law": "martial law",
        "arrest": "arrest",
        "deport": "deportation",
        "withhold": "withholding",
        "misinformation": "disinformation",
        "cyber": "cyberattack",
    },
    EventType.ASSAULT: {
        "": "attack",
        "abduct": "abduction",
        "beat": "beating",
        "torture": "torture",
        "sexual": "sexual violence",
        "targeted": "targeted killing",
        "destroy": "destruction",
        "primitive": "attack",
        "firearms": "shooting",
        "explosives": "bombing",
        "suicide-attack": "suicide attack",
        "aerial": "air strike",
        "drone": "drone attack",
        "heavy-weapons": "shelling",
        "crowd-control": "force against a crowd",
        "unconventional": "chemical or other unconventional attack",
    },
}
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


def noun(event: Event) -> str:
    """What kind of thing happened, in a word or three; a change of control is named as one."""
    if event.control is not None:
        return "capture" if event.control.to or event.agents else "change of control"
    nouns = NOUNS[event.type]
    return nouns.get(event.mode or "", nouns[""])


def headline(event: Event) -> str:
    """What is claimed, in one line: "Air strike in Souran and Morek by Russian and Syrian jets"."""
    places = place_names(event.places)
    parts = [noun(event)]
    if event.control is not None:
        parts += [f"of {joined(places)}"] if places else []
        takers = (event.control.to,) if event.control.to else _names(event.agents)
        parts += [f"by {joined([one_line(name) for name in takers], PEOPLE_SHOWN)}"] if takers else []
    else:
        parts += [f"in {joined(places)}"] if places else []
        agents, recipients = _names(event.agents), _names(event.recipients)
        parts += [f"by {joined(agents, PEOPLE_SHOWN)}"] if agents else []
        parts += [f"{_towards(event)} {joined(recipients, PEOPLE_SHOWN)}"] if recipients else []
    line = " ".join(parts)
    prefix = STATUS_WORDS.get(event.status)
    return f"{prefix}: {line}" if prefix else capitalized(line)


def _towards(event: Event) -> str:
    """The preposition before those an event is done to or with."""
    if event.type in (EventType.AGREE, EventType.CONSULT, EventType.COOPERATE):
        return "with"
    if event.type is EventType.AID:
        return "for"
    return "against" if event.type in (EventType.ASSAULT, EventType.PROTEST, EventType.SANCTION) else "concerning"


def place_names(places: Sequence[EventPlace]) -> list[str]:
    """The names the reports use, one for each place, in the record's order."""
    names: dict[str, str] = {}
    for event_place in places:
        key = event_place.place.gazetteer_id if event_place.place else one_line(event_place.name).casefold()
        names.setdefault(key, one_line(event_place.name))
    return list(dict.fromkeys(names.values()))


def _names(actors: Sequence[Actor]) -> list[str]:
    """One name for each actor, the first that is given."""
    names: dict[str, str] = {}
    for actor in actors:
        names.setdefault(actor.key, one_line(actor.name))
    return list(dict.fromkeys(names.values()))

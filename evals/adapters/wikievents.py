"""Our events as KAIROS events (WikiEvents): attacks, demonstrations, deaths, injuries, arrests.

One ASSAULT of ours may stand for several of theirs: a bombing that killed is an attack at "bombing" and a death at
"killed". The trigger's own word decides which. Their arguments belong to one trigger each: ours are given once for each
type, to the trigger nearest to them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from accordingto.model import Span
from accordingto.text import sentence_spans, span_at
from evals.schema import CharSpan, EventOut, Party, Prediction, Struct
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


class Argument(Struct, frozen=True):
    """Somebody or some place, by the head word."""

    role: str
    span: CharSpan


class Trigger(Struct, frozen=True):
    """The word that tells of an event."""

    span: CharSpan


class Mention(Struct, frozen=True):
    """An event as the corpus has it: one for each word that tells of it."""

    type: str
    trigger: Trigger
    args: list[Argument]


def lines(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Iterator[Mapping[str, object]]:
    """One line a document, every mention of an event an event of its own, as the corpus has it."""
    for row in rows:
        text, key = str(row["text"]), str(row["id"])
        events = found[key].events if key in found else []
        told = {(one.type, one.trigger.span): one for event in events for one in _mentions(event, text)}
        yield {"id": key, "events": msgspec.to_builtins(list(told.values()))}


def _mentions(event: EventOut, text: str) -> Iterator[Mention]:
    spans = [*event.mentions, *_casualty_words(event, text)]
    kinds = {span: kind for span in spans if (kind := _kind(event, text[slice(*span)])) is not None}
    for span, kind in kinds.items():
        rivals = [other for other, theirs in kinds.items() if theirs == kind]
        arguments = [one for one in _arguments(event, kind, text) if _nearest(one.span, rivals) == span]
        yield Mention(type=kind, trigger=Trigger(span=span), args=arguments)


def _casualty_words(event: EventOut, text: str) -> Iterator[CharSpan]:
    """The words for deaths and injuries in the sentences of an event of ours that has figures of them.

    Ours keeps the dead and the injured as figures, where the corpus has events of their own.
    """
    told = [words for words, figure in ((_DEATH, event.killed), (_INJURY, event.injured)) if figure is not None]
    sentences = sentence_spans(text)
    own = {span_at(sentences, start) for start, _ in event.mentions}
    for words in told:
        for match in (match for number in sorted(own) for match in words.finditer(text, *_bounds(sentences[number]))):
            if not any(match.start() < end and start < match.end() for start, end in event.mentions):
                yield match.span()


def _bounds(span: Span) -> CharSpan:
    return span.start, span.end


def _nearest(span: CharSpan, triggers: Sequence[CharSpan]) -> CharSpan:
    return min(triggers, key=lambda trigger: max(span[0] - trigger[1], trigger[0] - span[1]))


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


def _arguments(event: EventOut, kind: str, text: str) -> Iterator[Argument]:
    agent, recipient = _ROLES[kind.rsplit(".", 1)[0]]
    roles: Sequence[tuple[str, Sequence[Party]]] = ((agent, event.agents), (recipient, event.recipients))
    for role, parties in roles:
        for party in parties:
            if party.span is not None:
                yield Argument(role=role, span=head(party.span, text))
    for place in event.places or ([event.place] if event.place else []):
        if place.span is not None:
            yield Argument(role="Place", span=place.span)


_WORD = re.compile(r"[\w'’-]+")
_PREPOSITION = re.compile(r"\s(?:of|in|from|at|near|with|who|that|on|for)\s|[,(]")


def head(span: CharSpan, text: str) -> CharSpan:
    """The last word before any preposition or clause: the corpus marks heads ("general" of "Russian major general")."""
    start, end = span
    cut = _PREPOSITION.search(text, start, end)
    words = list(_WORD.finditer(text, start, cut.start() if cut and cut.start() > start else end))
    return (words[-1].start(), words[-1].end()) if words else span

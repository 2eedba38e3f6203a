"""Who speaks of an event by what came of it: "a reporter saw bodies in the rubble", "the monitor gave a toll of 48".

No word in such a statement tells of the event itself, so no trigger makes its speaker one of those who tell of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from accordingto.model import (
    Attribution,
    EventMention,
    EventPlace,
    EventType,
    Figure,
    Polarity,
    Quantity,
    SourceKind,
    Status,
    Toponym,
)
from accordingto.model.compatible import places_clash
from accordingto.read.layout import layout_of
from accordingto.read.places.event_places import event_places

REACH = 3  # sentences back to which a statement speaks of what came of an attack; further back others lie between
_OUTCOME = re.compile(
    r"\b(?:tolls?|dead|killed|died|fatalit(?:y|ies)|casualt(?:y|ies)|victims?|wounded|injured|injuries|bodies|"
    r"corpses?|rubble|debris|wreckage|survivors?|(?<!donate )blood|bloodied|shrapnel|martyrs)\b",
    re.IGNORECASE,
)
# Statements on many events, on what might come, or on what came of something else.
_GENERAL = re.compile(
    r"\b(?:wars?|conflicts?|sieges?|detention|torture\w*|starv\w+|malnutrition|famine|since (?:\w+ )?(?:19|20)\d\d|"
    r"years?|months?|weeks?|population|country|avoid|prevent|allegations?|investigat\w+|inquiry|probe|would|each day|"
    r"every day|overall|estimat\w+|disregard|deny|denies|claims)\b",
    re.IGNORECASE,
)
# Of figures that count only some of the dead, or not those of one event.
_PARTIAL = re.compile(
    r"\b(?:among|includ\w+|another|others?|more|rest|most|majority|half|rise|rising|as well as|"
    r"of (?:the|those|them))\b",
    re.IGNORECASE,
)
_UNITS = ("killed", "injured")


@dataclass(frozen=True, slots=True)
class Report:
    """What was read in a report beside its events."""

    text: str
    attributions: Sequence[Attribution]
    quantities: Sequence[Quantity]
    toponyms: Sequence[Toponym]


def with_aftermath(mentions: Sequence[EventMention], report: Report) -> tuple[EventMention, ...]:
    """The mentions; attacks have those who tell what came of them among their attributions, with their figures."""
    assaults = [mention for mention in mentions if mention.type is EventType.ASSAULT]
    attacks = [mention for mention in assaults if mention.status is Status.HAPPENED]
    held = {attribution_id for mention in assaults for attribution_id in mention.attribution_ids}
    found = {mention.id: mention for mention in mentions}
    for attribution in report.attributions:
        if attacks and attribution.id not in held and _tells_outcome(attribution, report.text):
            attack = _attack_of(attribution, attacks, report)
            if attack is not None:
                found[attack.id] = _told_by(found[attack.id], attribution, report)
    return tuple(found.values())


def _tells_outcome(attribution: Attribution, text: str) -> bool:
    """Whether a named or described speaker asserts, of one event, what it did to people."""
    author = attribution.author
    if author is None or author.kind is SourceKind.DOCUMENT or not attribution.source:
        return False
    if not attribution.is_speech or attribution.polarity is not Polarity.ASSERTS:
        return False
    words = " ".join(span.slice(text) for span in (*attribution.cue, *attribution.content))
    return _OUTCOME.search(words) is not None and _GENERAL.search(words) is None


def _attack_of(attribution: Attribution, attacks: Sequence[EventMention], report: Report) -> EventMention | None:
    """The attack told last before a statement, one at a place that it names first of all; None if none is near."""
    layout = layout_of(report.text)
    start = min((*attribution.content, *attribution.cue, *attribution.source)).start
    sentence = layout.sentence_at(start)
    named = _named_places(attribution, report)
    near: list[tuple[bool, int, EventMention]] = []
    for attack in attacks:
        before = max((t.start for t in attack.triggers if t.start < start), default=None)
        is_near = before is not None and sentence - layout.sentence_at(before) <= REACH
        if before is not None and is_near and places_clash(_known(attack.places), named) is None:
            near.append((_share_a_place(attack.places, named), before, attack))
    return max(near, key=lambda found: found[:2])[2] if near else None


def _named_places(attribution: Attribution, report: Report) -> tuple[EventPlace, ...]:
    """The places that a statement, or the words for its speaker, name."""
    held = (*attribution.content, *attribution.source)
    spans = [t.span for t in report.toponyms if any(span.contains(t.span) for span in held)]
    return _known(event_places(spans, report.text, report.toponyms)) if spans else ()


def _known(places: Sequence[EventPlace]) -> tuple[EventPlace, ...]:
    """The places that the gazetteer knows, or whose surroundings it does."""
    return tuple(place for place in places if place.place is not None)


def _share_a_place(one: Sequence[EventPlace], other: Sequence[EventPlace]) -> bool:
    known = ({p.place.gazetteer_id for p in places if p.place is not None and p.is_settled} for places in (one, other))
    return bool(set.intersection(*known))


def _told_by(attack: EventMention, attribution: Attribution, report: Report) -> EventMention:
    """The attack as the speaker tells of it too."""
    return replace(
        attack,
        attribution_ids=(*attack.attribution_ids, attribution.id),
        figures=tuple(dict.fromkeys((*attack.figures, *_tolls(attribution, report)))),
    )


def _tolls(attribution: Attribution, report: Report) -> Iterator[Figure]:
    """The first figure of each kind in a statement that counts all of the victims."""
    if any(_PARTIAL.search(span.slice(report.text)) for span in attribution.content):
        return
    for unit in _UNITS:
        counted = (
            q for q in report.quantities if q.unit == unit and any(c.contains(q.span) for c in attribution.content)
        )
        first = min(counted, key=lambda quantity: quantity.span, default=None)
        if first is not None:
            yield Figure(unit=unit, amount=first.amount, attribution_id=attribution.id)

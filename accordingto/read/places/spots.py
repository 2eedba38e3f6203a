"""Which places that a report names an event may have happened at, and what speaks for and against each.

A spot is a phrase that the reader points at, or a toponym: of the sentences around the event's triggers, of the last
ones set before it, or of the report's first ones.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from accordingto.model import EventPlace, Place, Span, Toponym, WherePrecision
from accordingto.read.answers import foreign_parts
from accordingto.read.layout import layout_of
from accordingto.read.options import LEAD_SENTENCES, Features, Order, Reach, position, reader_says, words_say
from accordingto.read.places.event_places import event_places, holds
from accordingto.read.places.nearby import closeness
from accordingto.read.places.phrases import event_place, named_place, names_something
from accordingto.read.told import Told

FAR = -5.0  # closeness of a toponym that stands too far off for the words to tell: less than nearly all that do
# What follows the city of a dateline: "MOSCOW (Sputnik)", "DAMASCUS, Syria (AP)".
_AGENCY_BEHIND = re.compile(r"(?:,? [A-Z][A-Za-z]+)? ?\([A-Z][\w .]{1,24}\)")
REACH = Reach(before=4, behind=1, opening=2)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where an event may have happened: the words that say so and what they mean."""

    span: Span
    told: EventPlace
    toponym: Toponym | None

    @property
    def key(self) -> str:
        """What tells it from other places."""
        place = self.told.place
        return self.told.name.casefold() if place is None or self.told.is_within else place.gazetteer_id


class Map:
    """The toponyms of a report in text order, and how often each place is named."""

    def __init__(self, toponyms: Sequence[Toponym], text: str) -> None:
        self.text = text
        self.toponyms = sorted((t for t in toponyms if t.kind != "demonym"), key=lambda t: t.span)
        self.all = toponyms
        self.order = Order.of((t.span for t in self.toponyms), layout_of(text))
        self._told: dict[int, EventPlace] = {}
        self.named = Counter(_id(t.place, t.span.slice(text)) for t in self.toponyms)

    @cached_property
    def subject(self) -> str | None:
        """The town or village that the report names most often."""
        towns = Counter(
            t.place.gazetteer_id for t in self.toponyms if t.place is not None and t.place.feature[:1] in "PS"
        )
        return max(towns, key=lambda name: towns[name], default=None)

    def told_at(self, k: int) -> EventPlace:
        """What a toponym says, found once for all events: an unknown name takes a look at the whole report."""
        if k not in self._told:
            toponym = self.toponyms[k]
            is_known = toponym.place is not None
            self._told[k] = (
                named_place(toponym, self.text) if is_known else event_place(toponym.span, self.text, self.all)
            )
        return self._told[k]


def _id(place: Place | None, name: str) -> str:
    return place.gazetteer_id if place is not None else name.casefold()


def spots_of(event: Told, known: Map) -> list[Spot]:
    """The spots of an event: phrases pointed at, then toponyms outside of them, each in text order."""
    phrases = [pointed.span for pointed in event.pointed]
    spots = [Spot(told.span, told, None) for told in event_places(phrases, known.text, known.all) if told.span]
    for k in sorted(known.order.around(event.triggers, REACH)):
        toponym = known.toponyms[k]
        if not any(toponym.span.overlaps(span) for span in phrases):
            spots.append(Spot(toponym.span, known.told_at(k), toponym))
    foreign = foreign_parts(event.triggers, known.text)
    return [
        spot
        for spot in spots
        if not any(spot.span.overlaps(part) for part in foreign) and not _is_capital_of_dateline(spot, known.text)
    ]


def _is_capital_of_dateline(spot: Spot, text: str) -> bool:
    """Whether a spot tells where a reporter sits rather than what happened there: "MOSCOW (Sputnik)"."""
    place = spot.told.place
    is_capital = place is not None and place.feature == "P.PPLC" and spot.span.slice(text).isupper()
    return is_capital and _AGENCY_BEHIND.match(text, spot.span.end) is not None


def spot_features(event: Told, spots: Sequence[Spot], known: Map) -> list[Features]:
    """What speaks for and against each spot of an event."""
    return [
        {
            "bias": 1.0,
            f"type_{event.type}": 1.0,
            f"status_{event.status}": 1.0,
            **_words_say(event, spot, known),
            **_reader_says(event, spot),
            **_position(event, spot, known),
            **_kind(event, spot, spots, known),
        }
        for spot in spots
    ]


def _words_say(event: Told, spot: Spot, known: Map) -> Features:
    near = []
    for trigger in event.triggers:
        others = [known.toponyms[k] for k in known.order.beside(trigger, 2)]
        named = spot.toponym or next((t for t in others if t.span.overlaps(spot.span)), None)
        value = closeness(trigger, named, others, known.text) if named is not None else None
        if value is not None:
            near.append(value)
    return words_say(event, near, FAR)


def _reader_says(event: Told, spot: Spot) -> Features:
    found = reader_says(event, spot.span)
    if not found["pointed"]:
        return found
    return {
        **found,
        "below_top": max(pointed.score for pointed in event.pointed) - found["score"],
        "below_best": max(pointed.support for pointed in event.pointed) - found["support"],
        "first_pointed": float(spot.span.overlaps(event.pointed[0].span)),
    }


def _position(event: Told, spot: Spot, known: Map) -> Features:
    """Where the spot stands to the event and in the report."""
    layout, starts = known.order.layout, known.order.starts
    home = layout.sentence_at(spot.span.start)
    found = position(event, home, layout)
    is_apart, in_lead = not found["same_sentence"], bool(found["told_in_lead"])
    closest = min(event.triggers, key=lambda t: abs(t.start - spot.span.start))
    low, high = sorted((closest.start, spot.span.start))
    between = bisect_left(starts, high) - bisect_right(starts, low)
    return {
        **found,
        "latest": float(between <= 0 and spot.span < closest and is_apart),
        "between": math.log1p(max(0, between)),
        "between_far": math.log1p(max(0, between)) * float(is_apart),
        "lead": float(home < LEAD_SENTENCES),
        "both_lead": float(in_lead and home < LEAD_SENTENCES),
        "told_at_all": float(not is_apart),  # the same once more, until the weights are fitted anew
    }


def _kind(event: Told, spot: Spot, spots: Sequence[Spot], known: Map) -> Features:
    """What kind of place it is, and what the others are to it."""
    told, pointed = spot.told, float(spot.toponym is None)
    prec = "unknown" if told.where_prec is None else told.where_prec.name.lower()
    if told.is_within:
        prec = "within"
    inside = [other for other in spots if other is not spot and holds(told.place, other.told.place)]
    around = [other for other in spots if other is not spot and holds(other.told.place, told.place)]
    kind = spot.toponym.kind if spot.toponym is not None else "phrase"
    named = known.named[spot.key]
    return {
        f"prec_{prec}": 1.0,
        f"prec_{prec}_pointed": pointed,
        f"kind_{kind}": 1.0,
        "nameless": float(not names_something(spot.span.slice(known.text))),
        "holds_pointed": float(any(other.toponym is None for other in inside)),
        "holds_some": float(bool(inside)),
        "in_pointed": float(any(other.toponym is None for other in around)),
        "in_some": float(bool(around)),
        "subject": float(told.place is not None and told.place.gazetteer_id == known.subject),
        "named": math.log1p(named),
        "only": float(len(known.named) == 1),
        f"{event.status}_country": float(told.where_prec is WherePrecision.COUNTRY),
    }

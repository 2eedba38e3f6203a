"""Which places that a report names an event may have happened at, and what speaks for and against each.

A spot is a phrase that the reader points at, or a toponym: of the sentences around the event's triggers, of the last
ones set before it, or of the report's first ones.
"""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from accordingto.model import EventPlace, Place, Span, Toponym, WherePrecision
from accordingto.read.layout import Layout, layout_of
from accordingto.read.places.event_places import event_places, holds
from accordingto.read.places.nearby import closeness
from accordingto.read.places.phrases import event_place, named_place, names_something
from accordingto.read.told import Told

FAR = -5.0  # closeness of a toponym that stands too far off for the words to tell: less than nearly all that do
BEFORE, BEHIND, OPENING = 4, 1, 2  # toponyms looked at: the last before a trigger, the next behind, a report's first
LEAD_SENTENCES = 2
Features = dict[str, float]


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
    """The toponyms of a report in text order, with their sentences and how often each place is named."""

    def __init__(self, toponyms: Sequence[Toponym], text: str) -> None:
        self.text = text
        self.layout: Layout = layout_of(text)
        self.toponyms = sorted((t for t in toponyms if t.kind != "demonym"), key=lambda t: t.span)
        self.all = toponyms
        self.starts = [t.span.start for t in self.toponyms]
        self.sentences = [self.layout.sentence_at(start) for start in self.starts]
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

    def beside(self, trigger: Span, reach: int = 1) -> range:
        """The numbers of the toponyms in a trigger's sentence and in those up to `reach` beside it."""
        home = self.layout.sentence_at(trigger.start)
        return range(bisect_left(self.sentences, home - reach), bisect_right(self.sentences, home + reach))

    def around(self, event: Told) -> list[int]:
        """The numbers of the toponyms at which an event may have happened."""
        found = set(range(min(OPENING, len(self.toponyms))))
        for trigger in event.triggers:
            found.update(self.beside(trigger))
            at = bisect_left(self.starts, trigger.start)
            found.update(range(max(0, at - BEFORE), min(len(self.toponyms), at + BEHIND)))
        return sorted(found)


def _id(place: Place | None, name: str) -> str:
    return place.gazetteer_id if place is not None else name.casefold()


def spots_of(event: Told, known: Map) -> list[Spot]:
    """The spots of an event: phrases pointed at, then toponyms outside of them, each in text order."""
    phrases = [pointed.span for pointed in event.pointed]
    spots = [Spot(told.span, told, None) for told in event_places(phrases, known.text, known.all) if told.span]
    for k in known.around(event):
        toponym = known.toponyms[k]
        if not any(toponym.span.overlaps(span) for span in phrases):
            spots.append(Spot(toponym.span, known.told_at(k), toponym))
    return spots


def spot_features(event: Told, spots: Sequence[Spot], known: Map) -> list[Features]:
    """What speaks for and against each spot of an event."""
    return [
        {
            "bias": 1.0,
            f"type_{event.type}": 1.0,
            f"status_{event.status}": 1.0,
            **_words_say(event, spot, known),
            **_reader_says(event, spot, known),
            **_position(event, spot, known),
            **_kind(event, spot, spots, known),
        }
        for spot in spots
    ]


def _words_say(event: Told, spot: Spot, known: Map) -> Features:
    near = []
    for trigger in event.triggers:
        others = [known.toponyms[k] for k in known.beside(trigger, 2)]
        named = spot.toponym or next((t for t in others if t.span.overlaps(spot.span)), None)
        value = closeness(trigger, named, others, known.text) if named is not None else None
        if value is not None:
            near.append(value)
    missing = len(event.triggers) - len(near)
    return {
        "close": max(near, default=FAR),
        "close_on_average": (sum(near) + FAR * missing) / len(event.triggers),
        "too_far": float(not near),
    }


def _reader_says(event: Told, spot: Spot, known: Map) -> Features:
    at_hand = [pointed for pointed in event.pointed if pointed.span.overlaps(spot.span)]
    top = max((pointed.score for pointed in event.pointed), default=0.0)
    best = max((pointed.support for pointed in event.pointed), default=0.0)
    score = max((pointed.score for pointed in at_hand), default=0.0)
    support = max((pointed.support for pointed in at_hand), default=0.0)
    return {
        "pointed": float(bool(at_hand)),
        "score": score,
        "support": support,
        "below_top": top - score if at_hand else 0.0,
        "below_best": best - support if at_hand else 0.0,
        "first_pointed": float(bool(at_hand) and spot.span.overlaps(event.pointed[0].span)),
        "points_elsewhere": 0.0 if at_hand else top,
        "points_nowhere": float(not event.pointed),
    }


def _position(event: Told, spot: Spot, known: Map) -> Features:
    """Where the spot stands to the event and in the report."""
    layout = known.layout
    home = layout.sentence_at(spot.span.start)
    told = [layout.sentence_at(trigger.start) for trigger in event.triggers]
    behind = [n - home for n in told if n >= home]
    apart = min(abs(n - home) for n in told)
    closest = min(event.triggers, key=lambda t: abs(t.start - spot.span.start))
    low, high = sorted((closest.start, spot.span.start))
    between = bisect_left(known.starts, high) - bisect_right(known.starts, low)
    return {
        "apart": math.log1p(apart),
        "same_sentence": float(apart == 0),
        "behind_only": float(not behind),
        "ahead_far": math.log1p(min(behind)) if behind else 0.0,
        "latest": float(between <= 0 and spot.span < closest and apart > 0),
        "between": math.log1p(max(0, between)),
        "between_far": math.log1p(max(0, between)) * float(apart > 0),
        "lead": float(home < LEAD_SENTENCES),
        "told_in_lead": float(min(told) < LEAD_SENTENCES),
        "both_lead": float(min(told) < LEAD_SENTENCES and home < LEAD_SENTENCES),
        "retold": float(len(told) > 1),
        "told_at_all": float(len({n for n in told if n == home}) > 0),
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

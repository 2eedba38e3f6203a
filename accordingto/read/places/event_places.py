"""The places of an event: what the phrases that a tagger points at say, each place once, the smallest only."""

from __future__ import annotations

from collections.abc import Sequence

from accordingto.model import EventPlace, Place, Span, Toponym, WherePrecision
from accordingto.read.places.phrases import event_place, named_place, names_something, toponyms_at, whole_phrase
from accordingto.read.places.words import place_words


def event_places(phrases: Sequence[Span], text: str, toponyms: Sequence[Toponym]) -> tuple[EventPlace, ...]:
    """The places told by the phrases, each once, in text order; of "Morek, Hama province" the smallest only."""
    whole = [whole_phrase(phrase, text) for phrase in phrases]
    words = place_words()
    told = [p for phrase in whole if not words.is_body(phrase.slice(text)) for p in _places_at(phrase, text, toponyms)]
    settled = {t.span for t in toponyms if t.place is not None}
    smallest = [p for p in told if p.span not in settled or not any(holds(p.place, q.place) for q in told)]
    named = [p for p in smallest if p.span and names_something(p.span.slice(text))] or smallest
    return tuple({p.place.gazetteer_id if _is_fine(p) and p.place else p.name: p for p in named}.values())


def _places_at(phrase: Span, text: str, toponyms: Sequence[Toponym]) -> list[EventPlace]:
    """Every settled place named in a phrase, else the one that it means."""
    inside = toponyms_at(phrase, toponyms)
    found = event_place(phrase, text, toponyms)
    if found.span is None or not any(found.span == t.span and t.place is not None for t in inside):
        return [found]
    return [named_place(t, text) for t in sorted(inside, key=lambda t: t.span) if t.place is not None]


def _is_fine(place: EventPlace) -> bool:
    """Whether its place tells it from others: an unknown village is not the country it lies in."""
    return place.where_prec is not None and place.where_prec < WherePrecision.ADM1


def holds(larger: Place | None, smaller: Place | None) -> bool:
    """Whether the first is a country or province in which the second lies, by the gazetteer's divisions."""
    if larger is None or smaller is None or larger == smaller or not larger.feature.startswith("A"):
        return False
    if larger.country != smaller.country or not (smaller.admin1 or smaller.feature.startswith("P")):
        return False
    return larger.admin1 is None or (larger.admin1 == smaller.admin1 and not smaller.feature.startswith("A.ADM1"))

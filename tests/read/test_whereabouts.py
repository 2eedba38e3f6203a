"""Where the events of a report happened, by what the reader points at and by the report's order of telling."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import EventType, Span, Status
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.places import find_toponyms, places_of_events
from accordingto.read.told import Told
from tests.factory import make_article, span_of


@dataclass(frozen=True, slots=True)
class Pointer:
    """What the reader takes for the place of an event."""

    span: Span
    score: float
    support: float


def names_of(text: str, trigger: str, points: Mapping[str, float], world: Gazetteer) -> list[str]:
    article = make_article(text)
    pointed = [Pointer(span_of(article, words), score, score) for words, score in points.items()]
    event = Told(EventType.ASSAULT, Status.HAPPENED, (span_of(article, trigger),), pointed)
    (places,) = places_of_events([event], find_toponyms(article, world), text)
    return [place.name for place in places]


# text, trigger, what the reader points at, the names of the places
PLACED = [
    # What is surely pointed at is the place, whatever stands nearer.
    ("Rebels from Homs shelled the market of Aleppo in Syria.", "shelled", {"Aleppo": 0.9}, ["Aleppo"]),
    # The smaller of two that hold each other.
    ("Shells hit Saraqib in Idlib province, Syria.", "hit", {"Saraqib": 0.8, "Syria": 0.7}, ["Saraqib"]),
    # A list is one event at several places.
    (
        "Jets struck Aleppo, Idlib and Homs.",
        "struck",
        {"Aleppo": 0.9, "Idlib": 0.8, "Homs": 0.9},
        ["Aleppo", "Idlib", "Homs"],
    ),
    # Far less likely than the best and not in a list with it.
    ("Jets struck Aleppo at dawn, said an aide in Geneva.", "struck", {"Aleppo": 0.95, "Geneva": 0.2}, ["Aleppo"]),
    # The reader points at nothing, the words do.
    ("In Aleppo, shells hit a market.", "hit", {}, ["Aleppo"]),
    # Nobody says where.
    ("Shells hit a market.", "hit", {}, []),
    # A capital in front of an agency is where its reporter sits; any other town may be where it happened.
    ("MOSCOW (Lakeside News) Jets struck a camp.", "struck", {"MOSCOW": 0.9}, []),
    ("HOMS, Syria (Lakeside News) Jets struck a camp.", "struck", {"HOMS": 0.9}, ["HOMS"]),
    # Who holds a place is none; a word that was cut in two is made whole again.
    ("Jets hit a village held by Isis near Homs.", "hit", {"Isis": 0.9, "Homs": 0.5}, ["Homs"]),
    ("Buses left two army-held towns in Syria.", "left", {"two army": 0.9}, ["two army-held towns"]),
    # Who speaks in a capital is no place of what is spoken of.
    ("The talks failed, Moscow said on Friday.", "failed", {}, []),
]


@pytest.mark.parametrize(("text", "trigger", "points", "names"), PLACED)
def test_places_of_events(
    text: str, trigger: str, points: Mapping[str, float], names: list[str], world: Gazetteer
) -> None:
    found = names_of(text, trigger, points, world)
    assert sorted(found) == sorted(names)


def test_a_report_without_events(world: Gazetteer) -> None:
    article = make_article("Homs was calm.")
    assert places_of_events([], find_toponyms(article, world), article.text) == []


@settings(max_examples=30)
@given(st.text(alphabet="Homs in.,Syia \n", min_size=1, max_size=120), st.integers(0, 100))
def test_places_are_named_in_the_text(world: Gazetteer, text: str, start: int) -> None:
    trigger = Span(min(start, len(text) - 1), len(text))
    event = Told(EventType.ASSAULT, Status.HAPPENED, (trigger,))
    (places,) = places_of_events([event], find_toponyms(make_article(text), world), text)
    assert all(place.span is not None and place.span.end <= len(text) for place in places)

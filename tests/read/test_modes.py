"""How an event was done: words settle the modes the reader saw too little of."""

from __future__ import annotations

import math

import pytest

from accordingto.model import EventType, Span
from accordingto.read.events import LEAST
from accordingto.read.labels import MODES
from accordingto.read.modes import BY_NEIGHBOUR, BY_TRIGGER, mode_evidence, modes_of, unsaid_modes


def evidence(event_type: EventType, text: str, trigger: str) -> dict[str, float]:
    at = text.index(trigger)
    return mode_evidence(event_type, text, [Span(at, at + len(trigger))], [Span(0, len(text))])


@pytest.mark.parametrize(
    ("text", "trigger", "mode", "weight"),
    [
        # the trigger itself says how
        ("Gunmen kidnapped the mayor of Qorin.", "kidnapped", "abduct", BY_TRIGGER),
        # two words in a row, in the plural
        ("Two car bombs went off near the market.", "car bombs", "explosives", BY_TRIGGER),
        # the clause says how where the trigger does not
        ("Warplanes attacked the village at dawn.", "attacked", "aerial", BY_NEIGHBOUR),
        # a longer word of another mode outdoes the one it holds
        ("Prisoners fired at by guards with rubber bullets fled.", "fired", "firearms", None),
        ("A drone was shot down over the bay.", "shot down", "firearms", None),
        # bombs are dropped as well as planted, so that the word alone settles nothing
        ("Jets kept bombing the bridge.", "bombing", "explosives", BY_NEIGHBOUR),
        ("Jets kept bombing the bridge.", "bombing", "aerial", BY_NEIGHBOUR),
        # nor one within another word
        ("The grape harvest was attacked by frost.", "attacked", "sexual", None),
        # nothing is said of how
        ("Rebels attacked the northern front.", "attacked", "aerial", None),
    ],
)
def test_words_speak_for_a_mode(text: str, trigger: str, mode: str, weight: float | None) -> None:
    assert evidence(EventType.ASSAULT, text, trigger).get(mode) == weight


@pytest.mark.parametrize(("trigger", "weight"), [("ban", BY_TRIGGER), ("banked", None)])
def test_some_words_count_only_whole(trigger: str, weight: float | None) -> None:
    assert evidence(EventType.COERCE, f"They {trigger} the march.", trigger).get("ban") == weight


@pytest.mark.parametrize(
    ("text", "unsaid"),
    [
        ("A girl died in custody.", {"suicide-attack"}),
        ("A bomber blew himself up at the gate.", set()),
        ("Gunmen took two hostages.", {"suicide-attack"}),
    ],
)
def test_what_reports_would_have_said(text: str, unsaid: set[str]) -> None:
    assert unsaid_modes(EventType.ASSAULT, text, [Span(0, len(text))]) == unsaid


def test_a_word_of_a_trigger_settles_the_mode_against_a_reader_who_never_saw_it() -> None:
    assert -math.log(LEAST) < BY_TRIGGER


def test_the_longer_of_two_readings_of_a_trigger_stands() -> None:
    found = evidence(EventType.PROTEST, "Inmates began a hunger strike on Monday.", "hunger strike")
    assert found["hunger"] == BY_TRIGGER
    assert found.get("strike", 0.0) < BY_TRIGGER


def test_a_demonstration_that_is_said_to_be_more_is_that() -> None:
    text = "The march became a riot."
    triggers = [Span(4, 9), Span(19, 23)]
    found = mode_evidence(EventType.PROTEST, text, triggers, [Span(0, len(text))] * 2)
    assert found["riot"] == BY_TRIGGER
    assert found["demo"] < BY_TRIGGER


def test_only_modes_of_the_type_are_spoken_for() -> None:
    text = "Police arrested the driver of the car bomb."
    assert set(evidence(EventType.COERCE, text, "arrested")) <= modes_of(EventType.COERCE)
    assert evidence(EventType.AGREE, text, "arrested") == {}


def test_words_far_away_or_in_another_sentence_say_nothing() -> None:
    text = "They attacked the town. " + "Calm returned slowly to the valley afterwards. " * 3 + "A drone was seen."
    at = text.index("attacked")
    first = Span(0, text.index(".") + 1)
    assert "drone" not in mode_evidence(EventType.ASSAULT, text, [Span(at, at + 8)], [first])
    assert "drone" not in evidence(EventType.ASSAULT, text, "attacked")


def test_the_reader_has_every_mode_there_are_words_for() -> None:
    assert {mode for event_type in EventType for mode in modes_of(event_type)} <= set(MODES)

"""How likely a found event is one: what speaks for it raises the score, what speaks against it lowers it."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import EventType, Status
from accordingto.read.confidence import event_confidence, features

PROBABILITY = st.floats(min_value=0, max_value=1)
ROLES = ("agent", "recipient", "place", "date")


def confidence(
    trigger: float, *, times: int = 1, event_type: EventType = EventType.ASSAULT, **arguments: list[float]
) -> float:
    return event_confidence(features(event_type, Status.HAPPENED, [trigger] * times, arguments))


def test_a_surer_trigger_makes_a_surer_event() -> None:
    assert confidence(0.5) < confidence(0.8) < confidence(0.99)


def test_an_event_told_often_is_surer() -> None:
    assert confidence(0.9, times=3) > confidence(0.9)


def test_a_date_of_its_own_speaks_for_an_event() -> None:
    assert confidence(0.9, date=[0.9]) > confidence(0.9, date=[]) == confidence(0.9)


@given(
    triggers=st.lists(PROBABILITY, min_size=1),
    event_type=st.sampled_from(EventType),
    status=st.sampled_from(Status),
    arguments=st.dictionaries(st.sampled_from(ROLES), st.lists(PROBABILITY)),
)
def test_it_is_a_probability(
    triggers: list[float], event_type: EventType, status: Status, arguments: dict[str, list[float]]
) -> None:
    """Also of a trigger that the network is wholly sure of, or wholly against."""
    assert 0 <= event_confidence(features(event_type, status, triggers, arguments)) <= 1

"""The sentences below an event's headline: who says so, and what speaks for or against it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import Event, Polarity
from accordingto.publish.pages.cards import event_card
from accordingto.publish.pages.event_page import event_page
from accordingto.publish.situation import Situation


def standing(situation: Situation, event: Event) -> str:
    return event_page(situation, event_card(situation, event), event).standing


def test_it_says_according_to_whom(example: Situation) -> None:
    for event in example.events:
        card = event_card(example, event)
        said = standing(example, event)
        assert card.lead is not None
        assert said.startswith(f"According to {card.lead.author}")


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [(1, 1, ""), (3, 3, ""), (2, 4, " The texts do not settle how many origins that is: 2 to 4.")],
)
def test_a_range_is_said_to_be_one(example: Situation, low: int, high: int, words: str) -> None:
    event = next(event for event in example.events if not event.standing.disputed and not event.standing.denied_by)
    counted = replace(event.standing, origins_low=low, origins_high=high, against_interest=False)
    said = standing(example, replace(event, standing=counted))
    assert said.partition(".")[2] == words


def test_a_denial_names_who_denies(example: Situation) -> None:
    event = next(event for event in example.events if event.standing.denied_by)
    assert f"Denied by {event.standing.denied_by[0]}" in standing(example, event)


def test_what_nobody_asserts_is_not_told_as_said(example: Situation) -> None:
    event = example.events[0]
    asked = replace(event, claims=tuple(replace(claim, polarity=Polarity.ASKS) for claim in event.claims))
    assert standing(example, asked).startswith("Nobody asserts it")

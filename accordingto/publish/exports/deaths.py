"""How many are said to have been killed in an event: low, best and high."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from accordingto.model import Amount, Claim, Event, Origin, Polarity

KILLED = "killed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Deaths:
    """The least and the most that any author allows, and the number that most origins give."""

    low: int
    best: int
    high: int


def deaths(event: Event) -> Deaths | None:
    """What is said of an event's dead, None if nobody gives a number.

    Every author has one word, the latest; so has every origin when it comes to the best number, and between numbers
    that equally many origins give, the lower is the best. Open numbers ("at least 12") are taken at what is sure.
    """
    told = {claim.id: number for claim in event.claims if (number := _number(claim)) is not None}
    if not told:
        return None
    votes = Counter(vote for origin in event.origins if (vote := _vote(origin, event, told)) is not None)
    return Deaths(
        low=min(amount.low for amount in told.values()),
        best=min(votes, key=lambda number: (-votes[number], number)),
        high=max(amount.low if amount.high is None else amount.high for amount in told.values()),
    )


def _number(claim: Claim) -> Amount | None:
    """The dead whom a claim counts, the first number if it gives several; none in a denial or a question."""
    if claim.polarity is not Polarity.ASSERTS:
        return None
    return next((figure.amount for figure in claim.figures if figure.unit == KILLED), None)


def _vote(origin: Origin, event: Event, told: Mapping[str, Amount]) -> int | None:
    """The number of the origin's claim that was told last."""
    counting = [claim for claim in event.claims if claim.id in origin.claim_ids and claim.id in told]
    latest = max(counting, key=lambda claim: (claim.appearances[-1].known_at, claim.id), default=None)
    return told[latest.id].low if latest else None

"""Headlines are made of the record alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from accordingto.model import Actor, ControlChange, Event, EventType, Place, Standing, Status
from accordingto.publish.phrases import NOUNS, headline
from tests.factory import DAY_ONE, make_actor, make_event_place, make_place

ALEPPO = make_place("Aleppo", 36.2, 37.16)
SOURAN, MOREK = make_place("Souran", 35.29, 36.75), make_place("Morek", 35.38, 36.69)
ARMY, REBELS, JETS = make_actor("the army"), make_actor("rebels"), make_actor("Syrian jets")
KISELYOV, KREMLIN = make_actor("General Kiselyov"), make_actor("the Kremlin")


def event(
    event_type: EventType,
    mode: str | None = None,
    *,
    places: Sequence[Place] = (),
    agents: Sequence[Actor] = (),
    recipients: Sequence[Actor] = (),
    control: ControlChange | None = None,
    status: Status = Status.HAPPENED,
) -> Event:
    return Event(
        id="e",
        mention_ids=(),
        type=event_type,
        mode=mode,
        status=status,
        places=tuple(make_event_place(place) for place in places),
        time=None,
        agents=tuple(agents),
        recipients=tuple(recipients),
        figures=(),
        weapons=(),
        control=control,
        claims=(),
        origins=(),
        standing=Standing(
            origins_low=1, origins_high=1, reports=1, outlets=1, disputed=False, denied_by=(), credibility=6
        ),
        known_at=DAY_ONE,
    )


@pytest.mark.parametrize(
    ("told", "said"),
    [
        (
            event(EventType.ASSAULT, "aerial", places=(SOURAN, MOREK), agents=(JETS,)),
            "Air strike in Souran and Morek by Syrian jets",
        ),
        # who withdraws is not an agent "by" whom something is done
        (
            event(EventType.RETREAT, "withdraw", places=(ALEPPO,), agents=(ARMY,)),
            "Withdrawal of the army from Aleppo",
        ),
        # before whom the army withdrew is not told by a recipient that may be its own troops
        (
            event(EventType.RETREAT, "withdraw", places=(ALEPPO,), agents=(ARMY,), recipients=(REBELS,)),
            "Withdrawal of the army from Aleppo",
        ),
        (
            event(EventType.RETREAT, "release", agents=(REBELS,), recipients=(make_actor("prisoners"),)),
            "Release of prisoners by rebels",
        ),
        (
            event(EventType.SANCTION, "expel", agents=(KREMLIN,), recipients=(KISELYOV,)),
            "Removal of General Kiselyov by the Kremlin",
        ),
        # a change of control is what happened, whatever its type
        (
            event(EventType.COERCE, "seize", places=(ALEPPO,), agents=(REBELS,), control=ControlChange(to="rebels")),
            "Capture of Aleppo by rebels",
        ),
        (
            event(EventType.RETREAT, "withdraw", places=(ALEPPO,), control=ControlChange(to=None)),
            "Change of control of Aleppo",
        ),
        # both sides of a battle are agents; nobody attacks himself
        (
            event(EventType.ASSAULT, agents=(REBELS, ARMY), recipients=(ARMY,)),
            "Attack by rebels and the army",
        ),
        (event(EventType.ASSAULT, "drone", status=Status.PLANNED), "Planned: drone attack"),
        # a mode that a later version of the reader may add
        (event(EventType.PROTEST, "sit-in", places=(ALEPPO,)), "Protest in Aleppo"),
        (event(EventType.AID), "Aid"),
    ],
)
def test_headlines(told: Event, said: str) -> None:
    assert headline(told) == said


def test_every_type_has_a_noun() -> None:
    assert set(NOUNS) == set(EventType)
    assert all("" in nouns for nouns in NOUNS.values())

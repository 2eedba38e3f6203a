"""Claims against interest: what a party admits is marked, and what serves it is not."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date

import pytest

from accordingto.ledger.declared import Declared
from accordingto.ledger.derive import derive
from accordingto.model import (
    Actor,
    AgainstInterest,
    Certainty,
    ControlChange,
    Event,
    EventType,
    Polarity,
    SourceKind,
    Status,
)
from tests.factory import make_actor, make_article, make_attribution, make_day, make_figure, make_mention, make_place

ARMY = make_actor("Syrian army", kind=SourceKind.MILITARY, country="SY")
MINISTRY = make_actor("Syrian foreign ministry", kind=SourceKind.GOVERNMENT, country="SY")
REBELS = make_actor("Levant Front", kind=SourceKind.ARMED_GROUP)
CITIZENS = make_actor("residents of Saraqib")
MONITOR = make_actor("Hill War Monitor", kind=SourceKind.NGO, country="SY")
OFFICIALS = make_actor("two army officers", kind=SourceKind.ANONYMOUS, country="SY")
SIDES = Declared(sides={"levant front": "opposition"}, countries={"SY": "government"})
SARAQIB = make_place("Saraqib", 35.864, 36.802)
DEFEAT, LOSSES, ATROCITY = AgainstInterest.OWN_DEFEAT, AgainstInterest.OWN_LOSSES, AgainstInterest.OWN_ATROCITY


@dataclass(frozen=True)
class Told:
    """One statement on what happened; by default an assault that cost nine people."""

    by: Actor | None
    type: EventType = EventType.ASSAULT
    mode: str | None = None
    agents: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    killed: int | None = None
    control: ControlChange | None = None
    status: Status = Status.HAPPENED
    polarity: Polarity = Polarity.ASSERTS
    certainty: Certainty = Certainty.CERTAIN
    publisher: str = "Herald"
    extra: tuple[str, ...] = field(default=())


def event(told: Told, declared: Declared = SIDES) -> Event:
    article = make_article("They hit the hill on Sunday, it said.", publisher=told.publisher)
    said = make_attribution(
        article, "said", "They hit the hill on Sunday", author=told.by, polarity=told.polarity, certainty=told.certainty
    )
    mention = make_mention(
        article,
        "hit",
        event_type=told.type,
        mode=told.mode,
        status=told.status,
        places=[SARAQIB],
        time=make_day(date(2024, 12, 1)),
        agents=told.agents,
        recipients=told.recipients,
        figures=[] if told.killed is None else [make_figure(told.killed, by=said if told.by else None)],
        control=told.control,
        attributions=[said] if told.by else [],
        own_voice=told.by is None,
    )
    (found,) = derive([mention], [said], [article], [], declared=declared)
    return found


LOST = ControlChange(to="Levant Front")
MARKED = [
    # a town of one's own falls, a position is given up, arms are laid down
    (Told(ARMY, agents=(REBELS,), recipients=(ARMY,), control=LOST), DEFEAT),
    (Told(MINISTRY, agents=(REBELS,), recipients=(ARMY,), control=LOST), DEFEAT),  # another arm of the state
    (Told(ARMY, EventType.RETREAT, "withdraw", agents=(ARMY,)), DEFEAT),
    (Told(REBELS, EventType.RETREAT, "disarm", agents=(REBELS,)), DEFEAT),
    # own soldiers counted among the dead
    (Told(ARMY, agents=(REBELS,), recipients=(ARMY,), killed=9), LOSSES),
    (Told(REBELS, recipients=(REBELS,), killed=3), LOSSES),
    # own forces did it to civilians
    (Told(ARMY, agents=(ARMY,), recipients=(CITIZENS,), killed=9), ATROCITY),
    (Told(MINISTRY, agents=(ARMY,), recipients=(CITIZENS,)), ATROCITY),
    # probable is still said
    (Told(ARMY, agents=(REBELS,), recipients=(ARMY,), killed=9, certainty=Certainty.PROBABLE), LOSSES),
    # media that the state owns, in their own voice
    (Told(None, agents=(REBELS,), recipients=(ARMY,), killed=9, publisher="SANA"), LOSSES),
]
SERVING = [
    # enemy losses, enemy atrocities, gains of one's own
    Told(ARMY, agents=(ARMY,), recipients=(REBELS,), killed=40),
    Told(ARMY, agents=(REBELS,), recipients=(CITIZENS,), killed=9),
    Told(REBELS, agents=(REBELS,), recipients=(ARMY,), control=LOST),
    # "they attacked us" is an accusation as long as nobody counts the losses, and so is an attack on the state
    Told(ARMY, agents=(REBELS,), recipients=(ARMY,)),
    Told(MINISTRY, agents=(REBELS,), recipients=(MINISTRY,), killed=9),
    # who did it is of no declared side, and may be the author's own under another name
    Told(ARMY, agents=(make_actor("government forces"),), recipients=(ARMY,), killed=9),
    # no losses at all
    Told(ARMY, agents=(REBELS,), recipients=(ARMY,), killed=0),
    # fighters of both sides died: no telling whose the figure is
    Told(ARMY, agents=(), recipients=(ARMY, REBELS), killed=9),
    # a ceasefire and freed prisoners are nothing to be ashamed of
    Told(ARMY, EventType.RETREAT, "ceasefire", agents=(ARMY,)),
    Told(REBELS, EventType.RETREAT, "release", agents=(REBELS,)),
    # only perhaps, only planned, only denied
    Told(ARMY, agents=(REBELS,), recipients=(ARMY,), killed=9, certainty=Certainty.POSSIBLE),
    Told(ARMY, EventType.RETREAT, "withdraw", agents=(ARMY,), status=Status.PLANNED),
    Told(ARMY, agents=(ARMY,), recipients=(CITIZENS,), polarity=Polarity.DENIES),
    # a third party took it from a third party
    Told(ARMY, agents=(REBELS,), recipients=(MONITOR,), control=LOST),
    # who did it is shared with the other side
    Told(ARMY, agents=(ARMY, REBELS), recipients=(CITIZENS,), killed=9),
    # neither monitors of the country nor people without a name speak for a side
    Told(MONITOR, agents=(REBELS,), recipients=(ARMY,), killed=9),
    Told(OFFICIALS, agents=(REBELS,), recipients=(ARMY,), killed=9),
    Told(None, agents=(REBELS,), recipients=(ARMY,), killed=9, publisher="Herald"),
]


@pytest.mark.parametrize(("told", "kind"), MARKED)
def test_admissions_are_marked(told: Told, kind: AgainstInterest) -> None:
    found = event(told)
    assert [claim.against_interest for claim in found.claims] == [kind]
    assert found.standing.against_interest
    assert not event(told, Declared()).standing.against_interest  # without sides there is no interest


@pytest.mark.parametrize("told", SERVING)
def test_what_serves_its_author_is_not(told: Told) -> None:
    found = event(told)
    assert [claim.against_interest for claim in found.claims] == [None]
    assert not found.standing.against_interest


def test_an_admission_raises_credibility_by_one_step() -> None:
    admitted, boasted = MARKED[4][0], SERVING[0]
    assert event(admitted).standing.credibility == 2
    assert event(admitted, Declared()).standing.credibility == event(boasted).standing.credibility == 3


def test_a_monitor_of_a_side_counts_losses_but_may_admit_harm() -> None:
    leaning = Declared(sides={MONITOR.key: "opposition", REBELS.key: "opposition"}, countries={"SY": "government"})
    counted = Told(MONITOR, agents=(ARMY,), recipients=(REBELS,), killed=9)
    assert event(counted, leaning).claims[0].against_interest is None
    harmed = Told(MONITOR, agents=(REBELS,), recipients=(CITIZENS,), killed=9)
    assert event(harmed, leaning).claims[0].against_interest is ATROCITY


def test_a_declaration_of_its_own_outranks_the_country() -> None:
    defectors = Declared(sides={"syrian army": "opposition"}, countries={"SY": "government"})
    assert event(replace(MARKED[1][0]), defectors).claims[0].against_interest is None

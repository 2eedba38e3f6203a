"""Headlines are made of the record alone."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from accordingto.model import (
    Actor,
    ControlChange,
    Event,
    EventPlace,
    EventType,
    Place,
    SourceKind,
    Standing,
    Status,
)
from accordingto.publish.phrases import NOUNS, headline
from tests.factory import DAY_ONE, make_actor, make_day, make_event_place, make_place

ALEPPO = make_place("Aleppo", 36.2, 37.16)
SOURAN, MOREK = make_place("Souran", 35.29, 36.75), make_place("Morek", 35.38, 36.69)
TARTUS = make_place("Tartus", 34.89, 35.89)
ARMY = make_actor("the army", kind=SourceKind.MILITARY)
JETS = make_actor("Syrian jets", kind=SourceKind.MILITARY, country="SY")
REBELS = make_actor("rebels", kind=SourceKind.ARMED_GROUP)
KISELYOV = make_actor("General Kiselyov", kind=SourceKind.GOVERNMENT, country="RU")
KREMLIN = make_actor("the Kremlin", kind=SourceKind.GOVERNMENT, country="RU", key="kremlin")
IRAN, TURKEY = (make_actor(n, kind=SourceKind.GOVERNMENT, country=n[:2].upper()) for n in ("Iran", "Turkey"))
CITY = EventPlace(name="the city", span=None, place=None, where_prec=None)
SYRIA = make_place("Syria", 35, 38, feature="A.PCLI", admin1=None)


def event(
    event_type: EventType,
    mode: str | None = None,
    *,
    places: Sequence[Place | EventPlace] = (),
    agents: Sequence[Actor] = (),
    recipients: Sequence[Actor] = (),
    control: ControlChange | None = None,
    status: Status = Status.HAPPENED,
    is_dated: bool = False,
) -> Event:
    return Event(
        id="e",
        mention_ids=(),
        type=event_type,
        mode=mode,
        status=status,
        places=tuple(make_event_place(at) if isinstance(at, Place) else at for at in places),
        time=make_day(DAY_ONE.date()) if is_dated else None,
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
            "Withdrawal of army from Aleppo",
        ),
        # before whom the army withdrew is not told by a recipient that may be its own troops
        (
            event(EventType.RETREAT, "withdraw", places=(ALEPPO,), agents=(ARMY,), recipients=(REBELS,)),
            "Withdrawal of army from Aleppo",
        ),
        (
            event(EventType.RETREAT, "release", agents=(REBELS,), recipients=(make_actor("prisoners"),)),
            "Release of prisoners by rebels",
        ),
        (
            event(EventType.SANCTION, "expel", agents=(KREMLIN,), recipients=(KISELYOV,)),
            "Removal of General Kiselyov by Kremlin",
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
            "Attack by rebels and army",
        ),
        (event(EventType.ASSAULT, "drone", status=Status.PLANNED), "Planned: drone attack"),
        # a mode that a later version of the reader may add
        (event(EventType.PROTEST, "sit-in", places=(ALEPPO,)), "Protest in Aleppo"),
        (event(EventType.AID), "Aid"),
        # from whom a town is taken is misread too often to be told
        (
            event(EventType.ASSAULT, places=(ALEPPO,), recipients=(ARMY,), control=ControlChange(to="the Rebels")),
            "Capture of Aleppo by rebels",
        ),
        # nobody captures a country, nor a place without a name
        (
            event(EventType.ASSAULT, places=(SYRIA, CITY), agents=(REBELS,), control=ControlChange(to="rebels")),
            "Attack in Syria by rebels",
        ),
        # a country says nothing beside a town in it
        (event(EventType.ASSAULT, places=(SYRIA, ALEPPO)), "Attack in Aleppo"),
        (event(EventType.ASSAULT, places=(SYRIA,)), "Attack in Syria"),
        (event(EventType.RETREAT, "withdraw", places=(CITY,), agents=(ARMY,)), "Withdrawal of army"),
        (event(EventType.ASSAULT, places=(SOURAN, MOREK, ALEPPO, TARTUS)), "Attack in Souran, Morek and elsewhere"),
        # talks have no doer and nobody they befall
        (event(EventType.CONSULT, agents=(IRAN,), recipients=(TURKEY,)), "Talks between Iran and Turkey"),
        (event(EventType.CONSULT, agents=(IRAN,)), "Talks involving Iran"),
        (event(EventType.RETREAT, "ceasefire", places=(ALEPPO,)), "Ceasefire in Aleppo"),
        # troops are sent somewhere, not at whoever the reading gives
        (event(EventType.MOBILIZE, "troops", agents=(IRAN,), recipients=(REBELS,)), "Troop movement by Iran"),
        # a date beside the line says that it is past
        (event(EventType.AGREE, agents=(IRAN,), status=Status.HISTORICAL), "Earlier: agreement involving Iran"),
        (event(EventType.AGREE, status=Status.HISTORICAL, is_dated=True), "Agreement"),
    ],
)
def test_headlines(told: Event, said: str) -> None:
    assert headline(told) == said


def test_every_type_has_a_noun() -> None:
    assert set(NOUNS) == set(EventType)
    assert all("" in nouns for nouns in NOUNS.values())

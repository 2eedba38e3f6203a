"""Which parties a headline names, and in which words; rows are of the kinds of misreading met in real reports."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from accordingto.model import Actor, Event, EventType, SourceKind
from accordingto.publish.parties import befallen, doers, said
from tests.factory import make_actor, make_place
from tests.publish.test_phrases import event

ARMY = make_actor("Halden army", kind=SourceKind.MILITARY, country="HA")
HALDEN = make_actor("Halden", kind=SourceKind.GOVERNMENT, country="HA")
ORSK = make_actor("Orsk", kind=SourceKind.GOVERNMENT, country="OR")
BREN = make_actor("Bren", kind=SourceKind.GOVERNMENT, country="BR")
TARN = make_actor("Tarn", kind=SourceKind.GOVERNMENT, country="TA")
FRONT = make_actor("Northern Front (NF)", kind=SourceKind.ARMED_GROUP)
REBELS = make_actor("Rebels", kind=SourceKind.ARMED_GROUP)
GROUPS = make_actor("rebel groups", kind=SourceKind.ARMED_GROUP)
CIVILIANS = make_actor("civilians", kind=SourceKind.WITNESS)
RESIDENTS = make_actor("residents", kind=SourceKind.WITNESS)
SOLDIERS = make_actor("soldiers", kind=SourceKind.MILITARY)
INMATES = make_actor("inmates")
HOSPITAL = make_actor("hospital")
MAYOR = make_actor("Mayor Ilka Brandt", kind=SourceKind.INDIVIDUAL)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Northern Front (NF)", "Northern Front"),
        ("Rebels", "rebels"),  # small within a line
        ("Thousands of detainees", "thousands of detainees"),
        ("Army of the North", "Army of the North"),  # a name, though an army is common
        ("Government of Halden", "Government of Halden"),
        ("the Northern Front", "Northern Front"),
        ("State of Orsk and the Levant", "State of Orsk and the Levant"),
        ("people including", ""),  # cut short
        ("fighters with", ""),
        ("Bren-backed", ""),
        ("pro", ""),
        ("several", ""),  # says nothing
        ("One of the bombers", ""),
        ("17", ""),
        ("120 fighters", ""),
        ("child and injuring", ""),  # two things in one
        ("rebels and rebels’ families", ""),
        ("Halden, which denied it", ""),
        ("the", ""),
        ("", ""),
        ("a" * 80, ""),
    ],
)
def test_names(name: str, words: str) -> None:
    assert said(name) == words


@pytest.mark.parametrize(
    ("event_type", "mode", "agents", "names"),
    [
        (EventType.ASSAULT, None, (ARMY,), ["Halden army"]),
        (EventType.ASSAULT, None, (REBELS, ARMY), ["rebels", "Halden army"]),
        (EventType.ASSAULT, None, (MAYOR,), []),  # no armed body
        (EventType.ASSAULT, None, (HOSPITAL,), []),
        (EventType.ASSAULT, "aerial", (REBELS, ARMY), ["Halden army"]),  # rebels have no jets
        (EventType.PROTEST, None, (ARMY,), []),  # an army does not protest
        (EventType.PROTEST, None, (RESIDENTS,), ["residents"]),
        (EventType.RETREAT, "resign", (HALDEN,), []),  # it dismissed somebody
        (EventType.RETREAT, "resign", (MAYOR,), ["Mayor Ilka Brandt"]),
        # one body told twice is one
        (EventType.ASSAULT, None, (ARMY, HALDEN), ["Halden army"]),
        (EventType.ASSAULT, None, (REBELS, FRONT, GROUPS), ["Northern Front"]),
        (EventType.ASSAULT, None, (REBELS, GROUPS), ["rebels"]),
        # who are too many are not all right
        (EventType.ASSAULT, None, (ARMY, FRONT, replace(FRONT, name="Front of Dar", key="dar")), []),
        (EventType.ASSAULT, None, (ORSK, BREN), ["Orsk", "Bren"]),
        (EventType.ASSAULT, None, (ORSK, BREN, TARN), []),
        (EventType.ASSAULT, None, (), []),
    ],
)
def test_who_does_it(event_type: EventType, mode: str | None, agents: Sequence[Actor], names: list[str]) -> None:
    assert doers(event(event_type, mode, agents=agents)) == names


@pytest.mark.parametrize(
    ("told", "names"),
    [
        (event(EventType.ASSAULT, agents=(ARMY,), recipients=(FRONT,)), ["Northern Front"]),
        (event(EventType.ASSAULT, agents=(ARMY,), recipients=(CIVILIANS, RESIDENTS)), ["civilians"]),
        (event(EventType.ASSAULT, agents=(REBELS,), recipients=(INMATES,)), []),  # of no known kind
        (event(EventType.AID, agents=(ORSK,), recipients=(HALDEN,)), ["Halden"]),
        (event(EventType.AID, agents=(HALDEN,), recipients=(ARMY,)), []),  # helps itself
        # an army against soldiers or its own: one side was misread
        (event(EventType.ASSAULT, agents=(ARMY,), recipients=(SOLDIERS,)), []),
        (event(EventType.ASSAULT, agents=(ARMY,), recipients=(HALDEN,)), []),
    ],
)
def test_whom_it_befalls(told: Event, names: list[str]) -> None:
    assert befallen(told, may_be_plain=False) == names


def test_common_nouns_will_do_for_those_who_are_released() -> None:
    told = event(EventType.RETREAT, "release", agents=(FRONT,), recipients=(INMATES,))
    assert befallen(told, may_be_plain=True) == ["inmates"]


def test_a_state_that_fights_itself_is_named_on_neither_side() -> None:
    assert doers(event(EventType.ASSAULT, agents=(ARMY,), recipients=(SOLDIERS,))) == []
    arrest = event(EventType.COERCE, "arrest", agents=(HALDEN,), recipients=(ARMY,))
    assert doers(arrest) == ["Halden"], "states do arrest their own"


def test_a_place_withdraws_from_nowhere() -> None:
    town = make_place("Qorin", 36, 37)
    told = event(EventType.RETREAT, "withdraw", places=(town,), agents=(make_actor("Qorin"),))
    assert doers(told) == []

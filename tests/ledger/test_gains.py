"""When two who are said to gain a place are rivals, and when they are one party under two names."""

from __future__ import annotations

import pytest

from accordingto.ledger.derive.gains import any_rivals, gainer_of
from accordingto.model import Actor, ControlChange, SourceKind
from tests.factory import make_actor

ARMY = make_actor("Qarun Armed Forces", key="qaf", kind=SourceKind.MILITARY, country="QA")
MONITORED = make_actor("Tarmis Front", key="tarmis-front", kind=SourceKind.ARMED_GROUP)


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        # one record under two names
        (ARMY, make_actor("Army of Qarun", key="qaf", kind=SourceKind.MILITARY), False),
        # an army of a state that this report does not name may be this one
        (ARMY, make_actor("the army", kind=SourceKind.MILITARY), False),
        # two arms of one state
        (ARMY, make_actor("Interior ministry", kind=SourceKind.GOVERNMENT, country="QA"), False),
        # arms of two states
        (ARMY, make_actor("Israeli army", kind=SourceKind.MILITARY, country="IL"), True),
        # a short name that the long one holds, and nothing more known of it
        (make_actor("rebels"), make_actor("Northern rebels"), False),
        # a body known by a record of its own is not whoever's name holds its words
        (MONITORED, make_actor("Free Tarmis Front", key="ftf", kind=SourceKind.ARMED_GROUP), True),
        (MONITORED, ARMY, True),
        (make_actor("rebels"), make_actor("the army"), True),
    ],
)
def test_who_is_a_rival(one: Actor, two: Actor, expected: bool) -> None:
    assert any_rivals([one, two]) is any_rivals([two, one]) is expected


def test_alone_or_untold_nobody_is_a_rival() -> None:
    assert not any_rivals([])
    assert not any_rivals([ARMY, ARMY])


@pytest.mark.parametrize(
    ("to", "expected"),
    [
        ("the Qarun Armed Forces", ARMY.key),  # the doer under the name the change goes by
        ("villagers", "villagers"),  # a person's correction names somebody else
        (None, None),
    ],
)
def test_who_gains_is_looked_for_among_the_doers(to: str | None, expected: str | None) -> None:
    gainer = gainer_of(ControlChange(to=to), [MONITORED, ARMY])
    assert (gainer.key if gainer else None) == expected


def test_no_change_has_no_gainer() -> None:
    assert gainer_of(None, [ARMY]) is None

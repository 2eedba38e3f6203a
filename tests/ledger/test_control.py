"""Who holds a place on a day."""

from __future__ import annotations

from datetime import date, timedelta

from accordingto.ledger.declared import Declared
from accordingto.ledger.derive import control_of, derive
from accordingto.model import Actor, ControlChange, Event, Place, SourceKind, Status, WherePrecision
from tests.factory import DAY_ONE, make_actor, make_article, make_day, make_mention, make_place

HAMA = make_place("Hama", 35.13, 36.75, admin1="Hama")
FIRST, SECOND, THIRD = date(2024, 12, 1), date(2024, 12, 5), date(2024, 12, 8)


def change(
    to: str | None,
    day: date | None,
    *,
    outlet: str = "Herald",
    place: Place = HAMA,
    where_prec: WherePrecision = WherePrecision.EXACT,
    status: Status = Status.HAPPENED,
    contested: bool = False,
    agent: Actor | None = None,
) -> Event:
    article = make_article(
        f"{outlet}: {to} captured {place.name}.", publisher=outlet, published=DAY_ONE + timedelta(days=9)
    )
    mention = make_mention(
        article,
        "captured",
        places=[place],
        where_prec=where_prec,
        time=make_day(day) if day else None,
        status=status,
        control=ControlChange(to=to, contested=contested),
        agents=[agent] if agent else [],
    )
    (event,) = derive([mention], [], [article], [])
    return event


def holders(events: list[Event], as_of: date) -> list[tuple[str | None, bool]]:
    return [(control.holder, control.contested) for control in control_of(events, as_of)]


def test_the_last_change_by_the_day_counts() -> None:
    events = [change("rebels", SECOND), change("the army", FIRST)]
    assert holders(events, FIRST - timedelta(days=1)) == []
    assert holders(events, FIRST) == [("the army", False)]
    assert holders(events, SECOND) == [("rebels", False)]


def test_two_sides_named_for_one_day_leave_it_contested() -> None:
    events = [change("rebels", SECOND), change("the army", SECOND, outlet="Post")]
    assert [contested for _, contested in holders(events, THIRD)] == [True]


def test_one_side_under_one_name_is_not_contested() -> None:
    events = [change("rebels", SECOND), change("the rebels", SECOND, outlet="Post")]
    assert holders(events, THIRD) == [("rebels", False)] or holders(events, THIRD) == [("the rebels", False)]


def test_one_army_under_two_names_does_not_contest_itself() -> None:
    army = make_actor("the army", kind=SourceKind.MILITARY)
    named = make_actor("Syrian army", key="syrian-army", kind=SourceKind.MILITARY, country="SY")
    events = [change(army.name, SECOND, agent=army), change(named.name, SECOND, outlet="Post", agent=named)]
    assert [contested for _, contested in holders(events, THIRD)] == [False]


def test_two_records_that_an_analyst_declares_one_do_not_contest_each_other() -> None:
    fronts = [make_actor(name, key=name, kind=SourceKind.ARMED_GROUP) for name in ("Levant Front", "Shamiya")]
    events = [change(front.name, SECOND, outlet=front.name, agent=front) for front in fronts]
    assert [control.contested for control in control_of(events, THIRD)] == [True]
    declared = Declared(keys={"Shamiya": "Levant Front"})
    assert [control.contested for control in control_of(events, THIRD, declared)] == [False]


def test_a_text_that_calls_it_contested_is_believed() -> None:
    assert holders([change("rebels", SECOND, contested=True)], THIRD) == [("rebels", True)]


def test_plans_provinces_and_undated_claims_change_nothing() -> None:
    province = make_place("Hama Governorate", 35.2, 36.9, feature="A.ADM1", admin1="Hama")
    events = [
        change("rebels", SECOND, status=Status.PLANNED),
        change("rebels", SECOND, place=province, where_prec=WherePrecision.ADM1),
        change("rebels", None),
    ]
    assert holders(events, THIRD) == []


def test_the_order_given_does_not_matter() -> None:
    events = [change("rebels", SECOND), change("the army", SECOND, outlet="Post"), change("the army", FIRST)]
    assert control_of(events, THIRD) == control_of(events[::-1], THIRD)

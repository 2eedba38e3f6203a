"""The crosswalk to other datasets' categories, row by row, for mentions as for events."""

from __future__ import annotations

import pytest

from accordingto.ledger.derive.crosswalk import AcledLike, UcdpType, acled_like, ucdp_type
from accordingto.model import (
    Actor,
    Amount,
    ControlChange,
    EventMention,
    EventPlace,
    EventType,
    Figure,
    SourceKind,
    Span,
    Status,
    WherePrecision,
)

ARMY = Actor(name="Norland army", key="norland army", kind=SourceKind.MILITARY)
MINISTRY = Actor(name="Norland", key="norland", kind=SourceKind.GOVERNMENT)
REBELS = Actor(name="Hill Front", key="hill front", kind=SourceKind.ARMED_GROUP)
OTHER_REBELS = Actor(name="River Front", key="river front", kind=SourceKind.ARMED_GROUP)
CIVILIANS = Actor(name="civilians", key="civilians")
VILLAGER = Actor(name="a villager", key="a villager", kind=SourceKind.INDIVIDUAL)
POLICE = Actor(name="Qorin police", key="qorin police", kind=SourceKind.GOVERNMENT)
CHECKPOINT = Actor(name="a checkpoint", key="a checkpoint")
PROTESTERS = Actor(name="protesters", key="protesters", kind=SourceKind.INDIVIDUAL)
POLICE_CRITICS = Actor(name="protesters against the police", key="protesters against the police")
MOB = Actor(name="an angry mob", key="an angry mob")
CROWD = Actor(name="a crowd", key="a crowd", kind=SourceKind.WITNESS)


def deed(
    event_type: EventType,
    mode: str | None = None,
    agents: tuple[Actor, ...] = (),
    recipients: tuple[Actor, ...] = (),
    *,
    control: str | None = None,
    weapons: tuple[str, ...] = (),
    killed: int = 0,
    at: str = "Qorin",
) -> EventMention:
    return EventMention(
        article_id="a",
        triggers=(Span(0, 1),),
        type=event_type,
        mode=mode,
        status=Status.HAPPENED,
        agents=agents,
        recipients=recipients,
        places=(EventPlace(name=at, span=Span(2, 3), place=None, where_prec=WherePrecision.VAGUE),),
        figures=(Figure(unit="killed", amount=Amount(low=killed, high=killed), attribution_id=None),) if killed else (),
        weapons=weapons,
        control=ControlChange(to=control) if control else None,
    )


BATTLES, REMOTE, CIVIL = "Battles", "Explosions/Remote violence", "Violence against civilians"
STRATEGIC, PROTESTS, RIOTS = "Strategic developments", "Protests", "Riots"


@pytest.mark.parametrize(
    ("told", "event_type", "sub_event_type"),
    [
        # ASSAULT, both sides armed
        (deed(EventType.ASSAULT, None, (ARMY,), (REBELS,)), BATTLES, "Armed clash"),
        (deed(EventType.ASSAULT, "firearms", (REBELS,), (ARMY,)), BATTLES, "Armed clash"),
        # a battle whose parties are not told
        (deed(EventType.ASSAULT), BATTLES, "Armed clash"),
        # … that changes who holds the place
        (
            deed(EventType.ASSAULT, None, (ARMY,), (REBELS,), control="Norland army"),
            BATTLES,
            "Government regains territory",
        ),
        (
            deed(EventType.ASSAULT, None, (REBELS,), (ARMY,), control="Hill Front"),
            BATTLES,
            "Non-state actor overtakes territory",
        ),
        # the winner may be the one attacked
        (
            deed(EventType.ASSAULT, None, (ARMY,), (REBELS,), control="Hill Front"),
            BATTLES,
            "Non-state actor overtakes territory",
        ),
        # … by the means alone
        (deed(EventType.ASSAULT, "aerial", (ARMY,), (REBELS,)), REMOTE, "Air/drone strike"),
        (deed(EventType.ASSAULT, "drone", (REBELS,), (ARMY,)), REMOTE, "Air/drone strike"),
        (deed(EventType.ASSAULT, "heavy-weapons", (ARMY,), (CIVILIANS,)), REMOTE, "Shelling/artillery/missile attack"),
        (deed(EventType.ASSAULT, "suicide-attack"), REMOTE, "Suicide bomb"),
        (deed(EventType.ASSAULT, "unconventional", (ARMY,)), REMOTE, "Chemical weapon"),
        (deed(EventType.ASSAULT, "explosives"), REMOTE, "Remote explosive/landmine/IED"),
        (deed(EventType.ASSAULT, "explosives", weapons=("hand grenades",)), REMOTE, "Grenade"),
        # a grenade that is thrown is one whatever the reader takes it for; one that is fired is not
        (deed(EventType.ASSAULT, "heavy-weapons", weapons=("grenade",)), REMOTE, "Grenade"),
        (
            deed(EventType.ASSAULT, "heavy-weapons", weapons=("rocket-propelled grenades",)),
            REMOTE,
            "Shelling/artillery/missile attack",
        ),
        # … against the unarmed
        (deed(EventType.ASSAULT, "firearms", (REBELS,), (CIVILIANS,)), CIVIL, "Attack"),
        (deed(EventType.ASSAULT, "torture", (ARMY,), (VILLAGER,)), CIVIL, "Attack"),
        (deed(EventType.ASSAULT, "sexual", (ARMY,), (CIVILIANS,)), CIVIL, "Sexual violence"),
        (deed(EventType.ASSAULT, "abduct", (REBELS,), (VILLAGER,)), CIVIL, "Abduction/forced disappearance"),
        # who bears arms by name: police are a government's, a checkpoint is nobody's kind
        (deed(EventType.ASSAULT, None, (REBELS,), (POLICE,)), BATTLES, "Armed clash"),
        (deed(EventType.ASSAULT, "firearms", (REBELS,), (CHECKPOINT,)), BATTLES, "Armed clash"),
        # … a ministry does not
        (deed(EventType.ASSAULT, "firearms", (REBELS,), (MINISTRY,)), CIVIL, "Attack"),
        # both sides of a firefight named as those who act
        (deed(EventType.ASSAULT, "firearms", (ARMY, REBELS)), BATTLES, "Armed clash"),
        # … but not two that may be on one side
        (deed(EventType.ASSAULT, "firearms", (ARMY, POLICE), (VILLAGER,)), CIVIL, "Attack"),
        # an attacker nobody knows is not a mob
        (deed(EventType.ASSAULT, "firearms", (), (VILLAGER,)), CIVIL, "Attack"),
        (deed(EventType.ASSAULT, "beat", (CROWD,), (VILLAGER,)), RIOTS, "Mob violence"),
        (deed(EventType.ASSAULT, "targeted", (MOB,), (VILLAGER,)), RIOTS, "Mob violence"),
        (deed(EventType.ASSAULT, None, (MOB,), (POLICE,)), RIOTS, "Violent demonstration"),
        # … of things
        (deed(EventType.ASSAULT, "destroy", (REBELS,)), STRATEGIC, "Looting/property destruction"),
        (deed(EventType.ASSAULT, "destroy", (ARMY,), weapons=("drone",)), STRATEGIC, "Disrupted weapons use"),
        # … against a protest
        (deed(EventType.ASSAULT, "crowd-control", (MINISTRY,)), PROTESTS, "Protest with intervention"),
        (
            deed(EventType.ASSAULT, "crowd-control", (MINISTRY,), killed=1),
            PROTESTS,
            "Excessive force against protesters",
        ),
        (deed(EventType.ASSAULT, None, (POLICE,), (PROTESTERS,)), PROTESTS, "Protest with intervention"),
        (deed(EventType.ASSAULT, "beat", (POLICE,), (POLICE_CRITICS,)), PROTESTS, "Protest with intervention"),
        (deed(EventType.ASSAULT, "firearms", (POLICE,), (PROTESTERS,)), PROTESTS, "Excessive force against protesters"),
        (deed(EventType.PROTEST, "demo"), PROTESTS, "Peaceful protest"),
        (deed(EventType.PROTEST, "hunger"), PROTESTS, "Peaceful protest"),
        (deed(EventType.PROTEST, "riot", (CROWD,), (MINISTRY,)), RIOTS, "Violent demonstration"),
        (deed(EventType.PROTEST, "riot", (CROWD,), (VILLAGER,)), RIOTS, "Mob violence"),
        (deed(EventType.COERCE, "arrest"), STRATEGIC, "Arrests"),
        (deed(EventType.COERCE, "seize", weapons=("rifles",)), STRATEGIC, "Disrupted weapons use"),
        (deed(EventType.COERCE, "seize"), STRATEGIC, "Looting/property destruction"),
        (deed(EventType.COERCE, "restrict"), STRATEGIC, "Other"),
        (deed(EventType.AGREE, None, (MINISTRY, REBELS)), STRATEGIC, "Agreement"),
        # of what kind the parties are is not known: those that reports of war tell of are mostly armed
        (deed(EventType.AGREE, None, (Actor(name="both sides", key="both sides"),)), STRATEGIC, "Agreement"),
        (deed(EventType.RETREAT, "ceasefire", (REBELS,)), STRATEGIC, "Agreement"),
        (deed(EventType.RETREAT, "release", (REBELS,)), STRATEGIC, "Agreement"),
        (
            deed(EventType.RETREAT, "withdraw", (ARMY,), control="Hill Front"),
            STRATEGIC,
            "Non-violent transfer of territory",
        ),
        (deed(EventType.RETREAT, "withdraw", (ARMY,)), STRATEGIC, "Change to group/activity"),
        # a village that is freed changes hands by force, a prisoner by agreement
        (deed(EventType.RETREAT, "release", (ARMY,), control="Norland army"), BATTLES, "Government regains territory"),
        (deed(EventType.RETREAT, "resign"), STRATEGIC, "Other"),
        (deed(EventType.MOBILIZE, "troops", (ARMY,)), STRATEGIC, "Change to group/activity"),
        (
            deed(EventType.MOBILIZE, "troops", (ARMY,), at="observation post near Qorin"),
            STRATEGIC,
            "Headquarters or base established",
        ),
    ],
)
def test_acled_like(told: EventMention, event_type: str, sub_event_type: str) -> None:
    assert acled_like(told) == AcledLike(event_type, sub_event_type)


@pytest.mark.parametrize("event_type", [EventType.CONSULT, EventType.COOPERATE, EventType.AID, EventType.SANCTION])
def test_diplomacy_has_no_place_in_that_scheme(event_type: EventType) -> None:
    assert acled_like(deed(event_type, None, (MINISTRY,))) is None


def test_an_agreement_among_companies_is_none() -> None:
    assert acled_like(deed(EventType.AGREE, None, (VILLAGER,))) is None


@pytest.mark.parametrize(
    ("sub_event", "disorder"),
    [
        (AcledLike(RIOTS, "Mob violence"), "Demonstrations"),
        (AcledLike(STRATEGIC, "Arrests"), "Strategic developments"),
        (AcledLike(BATTLES, "Armed clash"), "Political violence"),
    ],
)
def test_disorder_follows_from_the_type(sub_event: AcledLike, disorder: str) -> None:
    assert sub_event.disorder_type == disorder


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (deed(EventType.ASSAULT, None, (ARMY,), (REBELS,), killed=3), UcdpType.STATE_BASED),
        (deed(EventType.ASSAULT, "aerial", (REBELS,), (MINISTRY,), killed=1), UcdpType.STATE_BASED),
        (deed(EventType.ASSAULT, None, (REBELS,), (OTHER_REBELS,), killed=3), UcdpType.NON_STATE),
        (deed(EventType.ASSAULT, "firearms", (REBELS,), (CIVILIANS,), killed=3), UcdpType.ONE_SIDED),
        # nobody died, or nobody says so
        (deed(EventType.ASSAULT, None, (ARMY,), (REBELS,)), None),
        # the killer is unknown or not organised
        (deed(EventType.ASSAULT, "firearms", (), (CIVILIANS,), killed=3), None),
        (deed(EventType.ASSAULT, "beat", (CROWD,), (VILLAGER,), killed=1), None),
        # against whom is not said: neither a battle nor a massacre
        (deed(EventType.ASSAULT, "aerial", (ARMY,), (), killed=3), None),
        # deaths in a protest or an accident at a meeting are not organised violence
        (deed(EventType.PROTEST, "riot", (CROWD,), (MINISTRY,), killed=2), None),
    ],
)
def test_ucdp_type(told: EventMention, expected: UcdpType | None) -> None:
    assert ucdp_type(told) is expected

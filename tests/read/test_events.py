"""From drafted events to event mentions: places, parties, attributions and the joining of triggers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Literal

import pytest

from accordingto.model import Actor, EventMention, EventType, Place, Span, Status, Toponym, WherePrecision
from accordingto.read.events import (
    MIN_RETELLING,
    MIN_TRIGGER,
    EventDraft,
    Filler,
    Grounds,
    complete_events,
    is_told,
)
from accordingto.read.frames import Frame
from tests.factory import make_actor, make_article, make_attribution, make_place, span_of

MOREK = replace(make_place("Morek", 35.38, 36.69, admin1="Hama"), gazetteer_id="geonames:1")
KHAN = replace(make_place("Khan Sheikhoun", 35.44, 36.65, admin1="Idlib"), gazetteer_id="geonames:2")
HAMA = replace(make_place("Hama", 35.3, 36.8, admin1="Hama", feature="A.ADM1"), gazetteer_id="geonames:3")
SYRIA = replace(make_place("Syria", 35.0, 38.0, admin1=None, feature="A.PCLI"), gazetteer_id="geonames:4")
BEIRUT = replace(make_place("Beirut", 33.9, 35.5, country="LB", admin1="Beirut"), gazetteer_id="geonames:5")


def complete(
    text: str,
    trigger: str,
    places: Sequence[tuple[str, Place]],
    *,
    agents: Sequence[str] = (),
    quoted: str | None = None,
    kind: EventType = EventType.ASSAULT,
    changes_control: bool = False,
    handed_to: Sequence[str] = (),
) -> EventMention:
    """One event with the given place phrases, each a toponym, agents, and perhaps an attribution of `quoted`."""
    article = make_article(text)
    toponyms = [
        Toponym(
            article_id=article.id, span=span_of(article, name), place=place, where_prec=WherePrecision.EXACT, score=0.9
        )
        for name, place in places
    ]
    actors: dict[Span, tuple[Actor, ...]] = {
        span_of(article, name): (make_actor(name),) for name in (*agents, *handed_to)
    }
    draft = EventDraft(
        type=kind,
        modes={"aerial": 0.0, "withdraw": 0.0, "disarm": 0.0},
        status=Status.HAPPENED,
        changes_control=changes_control,
        is_handover=bool(handed_to),
        triggers=(span_of(article, trigger),),
        arguments={
            "agent": tuple(Filler(span_of(article, name), 0.9, 0.9) for name in agents),
            "recipient": tuple(Filler(span_of(article, name), 0.9, 0.9) for name in handed_to),
            "place": tuple(Filler(t.span, 0.9, 0.9) for t in toponyms),
            "date": (),
        },
        trigger_scores=(0.9,),
    )
    ministry = make_actor("the ministry")
    attributions = [make_attribution(article, "said", quoted, author=ministry, source=ministry.name)] if quoted else []
    (event,) = complete_events(article, [draft], Grounds(attributions, toponyms, (), (), actors))
    return event


@pytest.mark.parametrize(
    ("text", "places", "expected"),
    [
        # a list keeps all its places
        (
            "Jets hit Morek and Khan Sheikhoun.",
            [("Morek", MOREK), ("Khan Sheikhoun", KHAN)],
            ["Morek", "Khan Sheikhoun"],
        ),
        # of a town and its province or country only the town is where it happened
        ("Jets hit Morek, Hama, Syria.", [("Morek", MOREK), ("Hama", HAMA), ("Syria", SYRIA)], ["Morek"]),
        # a province of another town stays
        ("Jets hit Khan Sheikhoun and Hama.", [("Khan Sheikhoun", KHAN), ("Hama", HAMA)], ["Khan Sheikhoun", "Hama"]),
        # a country does not swallow a town abroad
        ("Jets hit Beirut and Syria.", [("Beirut", BEIRUT), ("Syria", SYRIA)], ["Beirut", "Syria"]),
        ("Jets hit nobody knows where.", [], []),  # no place is invented
    ],
)
def test_places(text: str, places: list[tuple[str, Place]], expected: list[str]) -> None:
    assert [place.name for place in complete(text, "hit", places).places] == expected


def test_an_event_in_nobodys_content_is_the_publications_own() -> None:
    event = complete("Jets hit Morek, residents fled.", "hit", [("Morek", MOREK)])
    assert event.own_voice
    assert event.attribution_ids == ()


def test_an_event_inside_a_statement_is_its_authors() -> None:
    event = complete("In Hama the ministry said jets hit Morek.", "hit", [("Morek", MOREK)], quoted="jets hit Morek")
    assert not event.own_voice
    assert len(event.attribution_ids) == 1


def test_an_event_knows_the_day_its_report_speaks_from() -> None:
    assert complete("10 September 2016\nJets hit Morek.", "hit", [("Morek", MOREK)]).told_on == date(2016, 9, 10)


def test_an_agent_named_twice_is_one_agent() -> None:
    event = complete("Rebels and the rebels hit Morek.", "hit", [("Morek", MOREK)], agents=["Rebels", "the rebels"])
    assert [agent.name for agent in event.agents] == ["Rebels"]


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        (EventType.ASSAULT, "rebels"),
        (EventType.RETREAT, None),  # whoever leaves a place does not gain it, and who does is not said
    ],
)
def test_who_gains_control(kind: EventType, expected: str | None) -> None:
    event = complete("In Morek rebels moved.", "moved", [], agents=["rebels"], kind=kind, changes_control=True)
    assert event.control is not None
    assert event.control.to == expected


def test_who_lays_down_arms_gives_up_no_place() -> None:
    text = "In Morek rebels disarmed."
    event = complete(text, "disarmed", [], agents=["rebels"], kind=EventType.RETREAT, changes_control=True)
    assert (event.mode, event.control) == ("disarm", None)


def test_whom_a_place_is_handed_to_gains_it() -> None:
    event = complete(
        "Rebels ceded Morek to soldiers.",
        "ceded",
        [("Morek", MOREK)],
        agents=["Rebels"],
        handed_to=["soldiers"],
        kind=EventType.RETREAT,
        changes_control=True,
    )
    assert event.control is not None
    assert event.control.to == "soldiers"


@pytest.mark.parametrize("word", ["fighting", "airstrikes", "neutralised"])
def test_harm_alone_gains_nothing(word: str) -> None:
    assert complete(f"In Morek rebels saw {word}.", word, [], agents=["rebels"], changes_control=True).control is None


def test_an_event_that_changes_no_control() -> None:
    assert complete("In Morek rebels moved.", "moved", [], agents=["rebels"]).control is None


@pytest.mark.parametrize(
    ("text", "quoted", "agents", "expected"),
    [
        # who says it is no party beside one whom the words name
        ("the ministry said rebels hit Morek.", "rebels hit Morek", ["the ministry", "rebels"], ["rebels"]),
        # "the ministry announced the capture of Morek": nobody else is named
        ("the ministry said Morek was hit.", "Morek was hit", ["the ministry"], ["the ministry"]),
    ],
)
def test_speakers_are_no_parties_beside_others(text: str, quoted: str, agents: list[str], expected: list[str]) -> None:
    event = complete(text, "hit", [("Morek", MOREK)], agents=agents, quoted=quoted)
    assert [agent.name for agent in event.agents] == expected


def test_who_says_that_he_did_it_did_it() -> None:
    text = "the ministry said it had hit drones of the militia."
    said = "it had hit drones of the militia"
    event = complete(text, "hit", [], agents=["the militia"], quoted=said)
    assert [agent.name for agent in event.agents] == ["the ministry"]


def test_residents_attack_nobody() -> None:
    text = "residents fled while rebels hit Morek."
    event = complete(text, "hit", [("Morek", MOREK)], agents=["residents", "rebels"])
    assert [agent.name for agent in event.agents] == ["rebels"]


@pytest.mark.parametrize(
    ("scores", "takes", "expected"),
    [
        ([MIN_TRIGGER], None, True),
        ([MIN_RETELLING, MIN_TRIGGER], None, True),  # the weak one retells what the other tells
        ([MIN_RETELLING, MIN_RETELLING], None, False),  # two weak ones are no sure one
        ([MIN_RETELLING], "place", True),  # "captured Morek" leaves no doubt, whatever the network's
    ],
)
def test_an_event_has_a_trigger_that_is_sure(
    scores: list[float], takes: Literal["place"] | None, expected: bool
) -> None:
    triggers = [Frame(n, n + 1, "ASSAULT", score, (), takes) for n, score in enumerate(scores)]
    assert is_told(triggers) is expected

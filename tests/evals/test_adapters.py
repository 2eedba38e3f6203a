"""Our events in other sets' labels: each row is a telling that the label scheme treats in its own way."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec
import pytest

from evals.adapters import case21, ipe, muc4, petrarch, plover, wikievents
from evals.adapters.agreement import label_agreement
from evals.schema import (
    AmountOut,
    AttributionOut,
    DateOut,
    EventOut,
    Party,
    PlaceOut,
    Prediction,
    TerritoryOut,
)


def span(text: str, words: str) -> tuple[int, int]:
    start = text.index(words)
    return start, start + len(words)


def event(kind: str, mode: str | None = None, **fields: object) -> EventOut:
    told = EventOut(id="E1", type=kind, mode=mode, mentions=((0, 1),))
    return msgspec.structs.replace(told, **fields)


def events_of(lines: Iterable[Mapping[str, object]]) -> list[dict[str, Any]]:
    """The events of the only line."""
    (line,) = lines
    events = line["events"]
    assert isinstance(events, list)
    return events


# --- WikiEvents

RAID = "Two gunmen wounded a guard and killed the mayor of Darkush near Idlib."


@pytest.mark.parametrize(
    ("kind", "mode", "trigger", "expected"),
    [
        ("ASSAULT", "firearms", "killed", "Life.Die.Unspecified"),  # the trigger tells of the death
        ("ASSAULT", "firearms", "wounded", "Life.Injure.Unspecified"),
        ("ASSAULT", "explosives", "Two", "Conflict.Attack.DetonateExplode"),  # the mode tells of the explosion
        ("ASSAULT", None, "Two", "Conflict.Attack.Unspecified"),
        ("PROTEST", "riot", "Two", "Conflict.Demonstrate.DemonstrateWithViolence"),
        ("COERCE", "arrest", "Two", "Justice.ArrestJailDetain.Unspecified"),
        ("AID", None, "Two", None),  # nothing there for it
    ],
)
def test_wikievents_type(kind: str, mode: str | None, trigger: str, expected: str | None) -> None:
    prediction = Prediction(id="d", events=(event(kind, mode, mentions=(span(RAID, trigger),)),))
    events = events_of(wikievents.lines([{"id": "d", "text": RAID}], {"d": prediction}))
    assert [one["type"] for one in events] == ([expected] if expected else [])


def test_wikievents_arguments_are_heads() -> None:
    told = event(
        "ASSAULT",
        mentions=(span(RAID, "killed"),),
        agents=(Party(name="two gunmen", span=span(RAID, "Two gunmen")), Party(name="nobody in the text")),
        recipients=(Party(name="the mayor of Darkush", span=span(RAID, "the mayor of Darkush")),),
        place=PlaceOut(name="Idlib", span=span(RAID, "Idlib")),
    )
    (one,) = events_of(wikievents.lines([{"id": "d", "text": RAID}], {"d": Prediction(id="d", events=(told,))}))
    assert [(argument["role"], RAID[slice(*argument["span"])]) for argument in one["args"]] == [
        ("Killer", "gunmen"),
        ("Victim", "mayor"),
        ("Place", "Idlib"),
    ]


def test_wikievents_words_of_figures_are_events_and_arguments_are_given_once() -> None:
    text = "A blast killed two traders in Idlib. Five were hurt in the blast. Nobody was hurt elsewhere."
    blasts = [found.span() for found in re.finditer("blast", text)]
    told = event(
        "ASSAULT",
        "explosives",
        mentions=tuple(blasts),
        place=PlaceOut(name="Idlib", span=span(text, "Idlib")),
        killed=AmountOut(low=2),
        injured=AmountOut(low=5),
    )
    other = msgspec.structs.replace(told, id="E2", mentions=(blasts[0],), injured=None)
    events = events_of(wikievents.lines([{"id": "d", "text": text}], {"d": Prediction(id="d", events=(told, other))}))
    assert [(one["type"].split(".")[1], text[slice(*one["trigger"]["span"])], len(one["args"])) for one in events] == [
        ("Attack", "blast", 1),
        ("Attack", "blast", 0),
        ("Die", "killed", 1),
        ("Injure", "hurt", 1),
    ]


def test_a_document_without_prediction_has_no_events() -> None:
    assert list(wikievents.lines([{"id": "d", "text": RAID}], {})) == [{"id": "d", "events": []}]


# --- CASE 2021

ARMY, REBELS = Party(name="Syrian army", kind="military"), Party(name="rebels", kind="armed-group")


@pytest.mark.parametrize(
    ("told", "text", "expected"),
    [
        (event("ASSAULT", "aerial"), "", "AIR_STRIKE"),
        (event("ASSAULT", "explosives"), "A grenade was thrown", "GRENADE"),
        (event("ASSAULT", "explosives"), "A mine went off", "REM_EXPLOS"),
        # what sort of party gains the place decides between the two territorial labels
        (event("ASSAULT", territory=TerritoryOut(to="Syrian army"), agents=(ARMY,)), "", "GOV_REGAINS_TERIT"),
        (event("ASSAULT", territory=TerritoryOut(to="rebels"), agents=(REBELS,)), "", "NON_STATE_ACTOR_OVERTAKES_TER"),
        (event("ASSAULT", agents=(REBELS,), recipients=(ARMY,)), "", "ARMED_CLASH"),
        (event("ASSAULT", "firearms", agents=(Party(name="gunmen"),)), "", "ATTACK"),
        (event("ASSAULT", "beat", agents=(Party(name="villagers", kind="witness"),)), "", "MOB_VIOL"),
        (event("PROTEST", "demo"), "", "PEACE_PROTEST"),
        (event("COERCE", "arrest"), "", "ARREST"),
        (event("COERCE", "seize", weapons=("rifles",)), "", "DISR_WEAP"),
        (event("RETREAT", "withdraw", territory=TerritoryOut(to="rebels")), "", "NON_VIOL_TERRIT_TRANSFER"),
        (event("CONSULT"), "", "DIPLO"),
    ],
)
def test_case21_label(told: EventOut, text: str, expected: str) -> None:
    assert case21.label(Prediction(id="d", events=(told,)), text) == expected


def test_case21_without_events() -> None:
    blame = AttributionOut(id="A1")
    assert case21.label(Prediction(id="d"), "") == "OTHER"
    assert case21.label(Prediction(id="d", attributions=(blame,)), "") == "ATTRIB"


def test_case21_police_at_a_protest() -> None:
    police = Party(name="police", kind="government")
    shot = event("ASSAULT", "firearms", agents=(police,), mentions=((9, 12),), killed=AmountOut(low=1))
    march = event("PROTEST", "demo", id="E2")
    assert case21.label(Prediction(id="d", events=(march, shot)), "") == "FORCE_AGAINST_PROTEST"


@pytest.mark.parametrize(
    ("mode", "deed", "expected"),
    [
        (None, "dispersed", "PROTEST_WITH_INTER"),
        # shots are more than an intervention, though nobody is said to be hurt
        ("firearms", "shot at", "FORCE_AGAINST_PROTEST"),
        # both sides fight in clashes, whoever is named as doing so
        (None, "clashed with", "VIOL_DEMONSTR"),
    ],
)
def test_case21_forces_of_the_state_at_a_protest(mode: str | None, deed: str, expected: str) -> None:
    text = f"Guards {deed} people at a march."
    force = event("ASSAULT", mode, agents=(Party(name="guards", kind="government"),), mentions=(span(text, deed),))
    march = event("PROTEST", "demo", id="E2", mentions=(span(text, "march"),))
    assert case21.label(Prediction(id="d", events=(march, force)), text) == expected


def test_case21_clashes_with_protesters_are_no_battle() -> None:
    text = "Guards and demonstrators clashed."
    sides = (Party(name="guards", kind="government"), Party(name="demonstrators", kind="individual"))
    clash = event("ASSAULT", agents=sides, mentions=(span(text, "clashed"),))
    assert case21.label(Prediction(id="d", events=(clash,)), text) == "VIOL_DEMONSTR"


@pytest.mark.parametrize(
    ("party", "expected"),
    [
        (Party(name="protesters", kind="individual"), "VIOL_DEMONSTR"),
        # what the state closes is no demonstration
        (Party(name="police", kind="government"), "PEACE_PROTEST"),
    ],
)
def test_case21_blocked_roads_at_a_protest(party: Party, expected: str) -> None:
    text = "A march went on while roads were blocked."
    blocked = event("COERCE", "restrict", agents=(party,), mentions=(span(text, "blocked"),))
    march = event("PROTEST", "demo", id="E2", mentions=(span(text, "march"),))
    assert case21.label(Prediction(id="d", events=(march, blocked)), text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army set up two observation posts there.", "HQ_ESTABLISHED"),
        ("The army set up a committee there.", "CHANGE_TO_GROUP_ACT"),
    ],
)
def test_case21_what_is_set_up(text: str, expected: str) -> None:
    told = event("MOBILIZE", "troops", agents=(ARMY,), mentions=(span(text, "set up"),))
    assert case21.label(Prediction(id="d", events=(told,)), text) == expected


def test_case21_history_is_beside_the_point() -> None:
    text = "Marchers remembered the raid of May."
    march = event("PROTEST", "demo", mentions=(span(text, "Marchers"),))
    raid = event("ASSAULT", "aerial", id="E2", status="historical", mentions=(span(text, "raid"),))
    assert case21.label(Prediction(id="d", events=(raid, march)), text) == "PEACE_PROTEST"


def test_case21_the_most_particular_event_decides() -> None:
    battle, strike = event("ASSAULT", id="E1"), event("ASSAULT", "aerial", id="E2")
    assert case21.label(Prediction(id="d", events=(battle, strike)), "") == "AIR_STRIKE"


def test_case21_the_first_sentence_decides_over_its_background() -> None:
    text = "Police detained forty people. An air raid had hit the town in May."
    held = event("COERCE", "arrest", mentions=(span(text, "detained"),))
    raid = event("ASSAULT", "aerial", id="E2", mentions=(span(text, "raid"),))
    assert case21.label(Prediction(id="d", events=(raid, held)), text) == "ARREST"


@pytest.mark.parametrize(
    ("news", "background", "expected"),
    [
        (event("AGREE", agents=(ARMY, REBELS)), event("ASSAULT", id="E2"), "AGREEMENT"),
        (event("COERCE", "arrest"), event("PROTEST", "demo", id="E2"), "ARREST"),
    ],
)
def test_case21_what_ends_it_is_the_news(news: EventOut, background: EventOut, expected: str) -> None:
    assert case21.label(Prediction(id="d", events=(background, news)), "") == expected


def test_case21_what_is_denied_does_not_decide() -> None:
    battle, strike = event("ASSAULT", id="E1"), event("ASSAULT", "aerial", id="E2", status="denied")
    assert case21.label(Prediction(id="d", events=(battle, strike)), "") == "ARMED_CLASH"


# --- IndiaPoliceEvents

BEAT = "Police shot dead two men. Traders closed their shops."


def test_ipe_labels_only_what_police_do_and_only_where_it_is_told() -> None:
    shot = event("ASSAULT", "firearms", mentions=(span(BEAT, "shot dead"),), agents=(Party(name="Police"),))
    closed = event("PROTEST", "strike", id="E2", mentions=(span(BEAT, "closed"),), agents=(Party(name="Traders"),))
    row = {"id": "d", "text": BEAT, "sentences": [{"start": 0, "end": 25}, {"start": 26, "end": len(BEAT)}]}
    (line,) = ipe.lines([row], {"d": Prediction(id="d", events=(shot, closed))})
    assert line["sentences"] == [["ANY_ACTION", "FORCE", "KILL"], []]


def test_ipe_police_among_others_must_be_named_in_the_sentence() -> None:
    text = "A mob burned shops. Police joined in the beating."
    riot = event(
        "ASSAULT",
        mentions=(span(text, "burned"), span(text, "beating")),
        agents=(Party(name="mob"), Party(name="Police")),
        killed=AmountOut(low=2),  # told elsewhere: no killing in these sentences
    )
    row = {"id": "d", "text": text, "sentences": [{"start": 0, "end": 19}, {"start": 20, "end": len(text)}]}
    (line,) = ipe.lines([row], {"d": Prediction(id="d", events=(riot,))})
    assert line["sentences"] == [[], ["ANY_ACTION", "FORCE"]]


def test_ipe_an_arrest_is_by_police_though_nobody_is_named() -> None:
    text = "Four were arrested on Monday."
    held = event("COERCE", "arrest", mentions=(span(text, "arrested"),))
    row = {"id": "d", "text": text, "sentences": [{"start": 0, "end": len(text)}]}
    (line,) = ipe.lines([row], {"d": Prediction(id="d", events=(held,))})
    assert line["sentences"] == [["ANY_ACTION", "ARREST"]]


# --- MUC-4


BOMBED = (
    "SHINING PATH TERRORISTS AND TWO GUNMEN BOMBED THE EMBASSY OF NORLAND AND THE STORES, KILLING ANA RUIZ AND A GUARD."
)


def muc4_event(kind: str, mode: str | None = None, **fields: object) -> EventOut:
    """An event with somebody unarmed struck, unless `fields` say otherwise."""
    return event(kind, mode, **({"recipients": (Party(name="a priest", kind="individual"),)} | fields))


def in_bombed(words: str, name: str, kind: str | None = None) -> Party:
    return Party(name=name, span=span(BOMBED, words), kind=kind)


def test_muc4_template() -> None:
    told = event(
        "ASSAULT",
        "explosives",
        agents=(
            in_bombed("SHINING PATH TERRORISTS", "Shining Path", "armed-group"),
            in_bombed("TWO GUNMEN", "gunmen"),
        ),
        recipients=(
            in_bombed("THE EMBASSY OF NORLAND AND THE STORES", "embassy of Norland and stores"),
            in_bombed("ANA RUIZ", "Ana Ruiz", "individual"),
            in_bombed("A GUARD", "guard"),
        ),
        date=DateOut(start="1990-01-12", end="1990-01-12"),
        place=PlaceOut(name="LIMA", country="PE"),
        weapons=("DYNAMITE",),
    )
    (template,) = events_of(muc4.lines([{"id": "d", "text": BOMBED}], {"d": Prediction(id="d", events=(told,))}))
    assert template["type"] == "BOMBING"
    assert [(argument["role"], argument["text"]) for argument in template["args"]] == [
        ("PerpInd", "SHINING PATH TERRORISTS"),
        ("PerpOrg", "SHINING PATH"),
        ("PerpInd", "GUNMEN"),
        ("Target", "EMBASSY OF NORLAND"),
        ("Target", "STORES"),
        ("Victim", "ANA RUIZ"),  # the measure asks for victims by name only
        ("Weapon", "DYNAMITE"),
    ]
    assert template["date"] == {"start": "1990-01-12", "end": "1990-01-12"}
    assert template["location"] == ["Peru", "LIMA"]


ACCUSED = "THE PRIEST ACCUSED THE FMLN."
ACCUSING = (span(ACCUSED, "ACCUSED"),)


@pytest.mark.parametrize(
    ("teller", "expected"),
    [
        (None, "REPORTED AS FACT"),  # the publication's own voice
        # whoever tells it without a doubt and without accusing reports a fact
        (AttributionOut(id="A1", source_name="the army", source_kind="military"), "REPORTED AS FACT"),
        (AttributionOut(id="A1", source_name="the FMLN"), "CLAIMED OR ADMITTED"),
        (
            AttributionOut(id="A1", source_name="the army", source_kind="military", cue=ACCUSING),
            "SUSPECTED OR ACCUSED BY AUTHORITIES",
        ),
        (
            AttributionOut(id="A1", source_name="the army", source_kind="military", certainty="probable"),
            "SUSPECTED OR ACCUSED BY AUTHORITIES",
        ),
        (
            AttributionOut(id="A1", source_name="a priest", source_kind="individual", cue=ACCUSING),
            "SUSPECTED OR ACCUSED",
        ),
        (AttributionOut(id="A1", source_name="a priest", certainty="possible"), "POSSIBLE"),
    ],
)
def test_muc4_attribution_level(teller: AttributionOut | None, expected: str) -> None:
    told = event("ASSAULT", attributed_to=("A1",) if teller else ())
    said = {"A1": teller} if teller else {}
    assert muc4.confidence(Party(name="FMLN"), told, said, ACCUSED) == expected


@pytest.mark.parametrize(
    ("told", "is_incident"),
    [
        (muc4_event("ASSAULT"), True),
        (muc4_event("CONSULT"), False),
        (muc4_event("ASSAULT", status="planned"), False),
        (muc4_event("ASSAULT", status="denied"), False),
        # a battle is none, nor is an offensive of which nobody is said to be a victim
        (muc4_event("ASSAULT", recipients=(Party(name="soldiers", kind="military"),)), False),
        (muc4_event("ASSAULT", recipients=()), False),
        (muc4_event("ASSAULT", "explosives", recipients=()), True),
        # background must be surer than news
        (muc4_event("ASSAULT", status="historical", score=0.6), False),
        (muc4_event("ASSAULT", status="historical", score=0.9), True),
        (muc4_event("ASSAULT", score=0.6), True),
    ],
)
def test_muc4_has_templates_for_incidents_only(told: EventOut, is_incident: bool) -> None:
    prediction = Prediction(id="d", events=(told,))
    assert bool(events_of(muc4.lines([{"id": "d", "text": "X"}], {"d": prediction}))) is is_incident


# --- PETRARCH and PLOVER


def test_petrarch_compares_only_types_of_our_layer() -> None:
    rows = [
        {"id": "a", "events": [{"type": "031"}, {"type": "122"}]},  # a meeting; an accusation is no event here
        {"id": "b", "events": [{"type": "223"}]},  # force
    ]
    found = {"a": Prediction(id="a", events=(event("CONSULT"),))}
    assert petrarch.figures(rows, found) == {"type": 2 / 3, "type_recall": 0.5, "type_precision": 1.0}


@pytest.mark.parametrize(
    ("code", "kind"),
    [
        ("212", "COERCE"),  # WEIS, arrest
        ("066", "RETREAT"),  # WEIS, release
        ("191", "SANCTION"),  # WEIS, a meeting put off
        ("194", "ASSAULT"),  # CAMEO, artillery
        ("1721", "COERCE"),  # CAMEO, restrict
    ],
)
def test_petrarch_codes_of_two_schemes(code: str, kind: str) -> None:
    found = {"a": Prediction(id="a", events=(event(kind),))}
    assert petrarch.figures([{"id": "a", "events": [{"type": code}]}], found)["type"] == 1.0


@pytest.mark.parametrize("code", ["345", "905", "1010", "174L"])
def test_petrarch_sentences_of_made_up_codes_are_left_out(code: str) -> None:
    found = {"a": Prediction(id="a", events=(event("ASSAULT"),))}
    assert petrarch.figures([{"id": "a", "events": [{"type": code}]}], found)["type_precision"] == 1.0


def test_plover_records_are_compared_by_overlap() -> None:
    text = "Rebels fought soldiers."
    gold = {
        "type": "FIGHT",
        "trigger": [{"role": "EVT", "span": [7, 13]}],
        "args": [{"role": "SRC", "span": [0, 6]}, {"role": "TAR", "span": [14, 22]}],
    }
    told = event("ASSAULT", mentions=(span(text, "fought"),), agents=(Party(name="Rebels", span=(0, 6)),))
    figures = plover.gsr_figures([{"id": "a", "events": [gold]}], {"a": Prediction(id="a", events=(told,))})
    assert figures == {"type": 1.0, "type_recall": 1.0, "trigger": 1.0, "agents": 1.0, "recipients": 0.0}


@pytest.mark.parametrize(("kind", "expected"), [("AID", 1.0), ("ASSAULT", 0.0)])
def test_plover_calls_promised_cooperation_agree(kind: str, expected: float) -> None:
    promised = event(kind, status="planned")
    rows = [{"id": "a", "events": [{"type": "AGREE"}]}]
    assert plover.gsr_figures(rows, {"a": Prediction(id="a", events=(promised,))})["type"] == expected


def test_plover_stories_leave_out_verbal_types() -> None:
    rows = [
        {"id": "a", "events": [{"type": "PROTEST", "mode": "strike"}]},
        {"id": "b", "events": [{"type": "ACCUSE", "mode": "investigate"}]},
    ]
    found = {"a": Prediction(id="a", events=(event("PROTEST", "demo"),))}
    assert plover.synth_figures(rows, found) == {"type": 1.0, "type_and_mode": 0.0}


def test_agreement_of_nothing_with_nothing_is_whole() -> None:
    assert label_agreement([([], [])]).f1 == 1.0

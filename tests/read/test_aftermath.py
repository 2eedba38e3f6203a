"""Who speaks of an attack by what came of it, and by nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from accordingto.model import (
    Actor,
    Amount,
    Article,
    Attribution,
    EventMention,
    EventType,
    Figure,
    Place,
    Polarity,
    SourceKind,
    Status,
    Toponym,
    WherePrecision,
)
from accordingto.read.aftermath import Report, with_aftermath
from accordingto.read.quantities import find_quantities
from tests.factory import make_actor, make_article, make_attribution, make_mention, make_place, span_of

SARAQIB = make_place("Saraqib", 35.864, 36.802, admin1="Idlib")
BINNISH = make_place("Binnish", 35.956, 36.713, admin1="Idlib")
RAQQA = make_place("Raqqa", 35.95, 39.01, admin1="Raqqa")
MONITOR = make_actor("Hill War Monitor", kind=SourceKind.NGO)
ATTACK = "Jets struck a market in Saraqib on Sunday."


def toponym(article: Article, place: Place) -> Toponym:
    """Where a report last names a place, which the gazetteer knows."""
    at = article.text.count(place.name) - 1
    return Toponym(
        article_id=article.id,
        span=span_of(article, place.name, occurrence=at),
        place=place,
        where_prec=WherePrecision.EXACT,
        kind="literal",
        score=0.9,
    )


def told_by(
    said: str,
    *,
    first: str = ATTACK,
    author: Actor | None = MONITOR,
    named: Sequence[Place] = (),
    polarity: Polarity = Polarity.ASSERTS,
    status: Status = Status.HAPPENED,
    event_type: EventType = EventType.ASSAULT,
) -> tuple[EventMention, Attribution]:
    """The attack and what somebody says after it: "Hill War Monitor said <said>"."""
    article = make_article(f"{first} Hill War Monitor said {said}.")
    statement = make_attribution(article, "said", said, author=author, source="Hill War Monitor", polarity=polarity)
    attack = make_mention(article, "struck", places=[SARAQIB], status=status, event_type=event_type)
    toponyms = [toponym(article, place) for place in named]
    report = Report(article.text, [statement], find_quantities(article), toponyms)
    (found,) = with_aftermath([attack], report)
    return found, statement


OUTCOMES = [
    "at least nine people had been killed",
    "the toll could rise",
    "neighbours pulled two bodies from the rubble",
    "most of the wounded were children",
    "there was blood on the walls",
]
OTHERS = [
    # nothing about people
    "the market was the only one left",
    # a whole war, or years of it
    "the war has killed half a million people",
    "9,000 people were killed since March 2011",
    "about 600 civilians were killed in nine months",
    # what came of something else
    "two infants had died of malnutrition",
    # no outcome, but what should be done about it
    "it would help the wounded",
    "it will open an inquiry into the victims' claims",
    # words that only look alike
    "people were urged to donate blood",
    "the world body should act",
]


@pytest.mark.parametrize("said", OUTCOMES)
def test_who_tells_an_outcome_tells_of_the_attack(said: str) -> None:
    attack, statement = told_by(said)
    assert attack.attribution_ids == (statement.id,)
    assert attack.own_voice  # the report tells it itself too


@pytest.mark.parametrize("said", OTHERS)
def test_other_statements_are_not_of_the_attack(said: str) -> None:
    attack, _ = told_by(said)
    assert attack.attribution_ids == ()


def test_who_is_no_source_of_it() -> None:
    said = OUTCOMES[0]
    footage = make_actor("footage", kind=SourceKind.DOCUMENT)
    assert told_by(said, author=None)[0].attribution_ids == ()  # "it was said"
    assert told_by(said, author=footage)[0].attribution_ids == ()  # shows it, and says nothing
    assert told_by(said, polarity=Polarity.ASKS)[0].attribution_ids == ()
    assert told_by(said, polarity=Polarity.DENIES)[0].attribution_ids == ()


def test_what_has_no_outcome() -> None:
    said = OUTCOMES[0]
    assert told_by(said, status=Status.PLANNED)[0].attribution_ids == ()
    assert told_by(said, event_type=EventType.AGREE)[0].attribution_ids == ()


def test_how_far_back_a_statement_speaks_of() -> None:
    near = f"{ATTACK} Two rockets fell by the mill. The road was closed."
    assert told_by(OUTCOMES[0], first=near)[0].attribution_ids
    assert not told_by(OUTCOMES[0], first=f"{near} Schools stayed shut. Ovens were cold.")[0].attribution_ids


def test_a_place_that_the_statement_names() -> None:
    assert told_by("two people were killed in Saraqib", named=[SARAQIB])[0].attribution_ids
    assert not told_by("two people were killed in Raqqa", named=[RAQQA])[0].attribution_ids


def test_of_several_attacks_the_one_at_the_place_named_or_the_last() -> None:
    article = make_article(
        "Jets struck Saraqib. Later shells hit Binnish. A medic in Saraqib said six bodies were found. "
        "Hill War Monitor put the toll at 11 dead."
    )
    medic = make_attribution(article, "said", "six bodies were found", author=MONITOR, source="A medic in Saraqib")
    toll = make_attribution(article, "put", "the toll at 11 dead", author=MONITOR, source="Hill War Monitor")
    saraqib = make_mention(article, "struck", places=[SARAQIB])
    binnish = make_mention(article, "hit", places=[BINNISH])
    report = Report(article.text, [medic, toll], find_quantities(article), [toponym(article, SARAQIB)])
    found = with_aftermath([saraqib, binnish], report)
    assert [mention.attribution_ids for mention in found] == [(medic.id,), (toll.id,)]


def test_a_statement_that_holds_a_trigger_stays_where_it_is() -> None:
    article = make_article("Jets struck Saraqib. Hill War Monitor said shells hit Binnish, killing two people.")
    said = make_attribution(article, "said", "shells hit Binnish, killing two people", author=MONITOR, source="Monitor")
    saraqib = make_mention(article, "struck", places=[SARAQIB])
    binnish = make_mention(article, "hit", places=[BINNISH], attributions=[said], own_voice=False)
    report = Report(article.text, [said], find_quantities(article), [])
    assert with_aftermath([saraqib, binnish], report) == (saraqib, binnish)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("at least nine people had been killed and 12 wounded", [("killed", 9, None), ("injured", 12, 12)]),
        # some of the dead, or more of them than were told before
        ("six children were among the dead", []),
        ("another 22 people were wounded", []),
        # nobody counts
        ("there were bodies in the street", []),
    ],
)
def test_whose_toll_it_is(said: str, expected: list[tuple[str, int, int | None]]) -> None:
    attack, statement = told_by(said)
    assert statement.id in attack.attribution_ids
    assert attack.figures == tuple(
        Figure(unit=unit, amount=Amount(low=low, high=high), attribution_id=statement.id)
        for unit, low, high in expected
    )


def test_what_else_is_told_of_the_attack_stays() -> None:
    attack, _ = told_by(OUTCOMES[0])
    bare, _ = told_by(OTHERS[0])
    assert replace(attack, attribution_ids=(), figures=(), article_id=bare.article_id) == bare

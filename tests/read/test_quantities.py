"""Amounts, casualty figures and weapons in sentences a report could hold."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import Span
from accordingto.read.quantities import event_figures, find_quantities, find_weapons
from tests.factory import make_article

Told = tuple[str, int, int | None]


def told(text: str) -> list[Told]:
    """Unit, low and high of everything counted in `text`."""
    return [(q.unit, q.amount.low, q.amount.high) for q in find_quantities(make_article(text))]


CASUALTIES: list[tuple[str, list[Told]]] = [
    ("Shelling killed at least 12 people and wounded 30.", [("killed", 12, None), ("injured", 30, 30)]),
    # headline style without verbs
    ("12 dead, 30 hurt in blast", [("killed", 12, 12), ("injured", 30, 30)]),
    ("Eight civilians killed 12 injured in raids", [("killed", 8, 8), ("injured", 12, 12)]),
    ("The death toll rose to 112 on Monday.", [("killed", 112, 112)]),
    ("A toll of 28 was given by the clinic.", [("killed", 28, 28)]),
    ("The death toll from Monday's explosion in the port of Beirut rose to 14.", [("killed", 14, 14)]),
    ("Over 60 militants were killed.", [("killed", 60, None)]),
    ("Almost 70 soldiers were killed.", [("killed", 70, 70)]),
    ("About 80 people died.", [("killed", 80, 80)]),
    ("Up to 50 civilians were killed.", [("killed", 0, 50)]),
    ("Dozens were killed and hundreds wounded.", [("killed", 24, None), ("injured", 200, None)]),
    ("Scores of fighters died and several were hurt.", [("killed", 40, None), ("injured", 3, None)]),
    ("Tens of thousands have been displaced.", [("displaced", 20000, None)]),
    ("Between 40 and 50 soldiers were captured.", [("captured", 40, 50)]),
    ("Some 40-50 soldiers were captured.", [("captured", 40, 50)]),
    ("Half a dozen men were wounded.", [("injured", 6, 6)]),
    ("At least two dozen rebels were detained.", [("captured", 24, None)]),
    ("1.5 million people were displaced.", [("displaced", 1_500_000, 1_500_000)]),
    ("1,200 residents are missing.", [("missing", 1200, 1200)]),
    ("Two hundred and fifty people were killed.", [("killed", 250, 250)]),
    ("The blast claimed the lives of 15 workers.", [("killed", 15, 15)]),
    # killed by what follows the verb, in the passive and with an object
    ("Four Iraqis were shot dead by troops.", [("killed", 4, 4)]),
    ("Six villagers were hacked to death.", [("killed", 6, 6)]),
    ("Men on a motorcycle shot dead four guards.", [("killed", 4, 4)]),
    ("The guards shot dead 15 prisoners.", [("killed", 15, 15)]),  # not captured, for all their name
    ("In Morek alone 124 were shot dead.", [("killed", 124, 124)]),  # no noun says who
    ("Four people were shot and killed.", [("killed", 4, 4)]),
    ("Fire bombs burned to death 37 women in a cellar.", [("killed", 37, 37)]),
    ("The siege took more than 200 lives.", [("killed", 200, None)]),
    ("It took seven hours.", []),
    ("Eleven of the wounded died.", [("killed", 11, 11)]),
    ("A mine martyred two officers.", [("killed", 2, 2)]),
    # a share of a figure is not a figure
    ("Five people, two of them children, died.", [("killed", 5, 5), ("children", 2, 2)]),
    ("At least 11 civilians including two children were killed.", [("killed", 11, None), ("children", 2, 2)]),
    # two lots of one verb
    ("Gunmen killed five soldiers and two civilians.", [("killed", 7, 7)]),
    ("A bomb killed a mother and four children.", [("killed", 5, 5)]),
    # the same before the verb, where they belong together or open the clause
    ("A man and his three sons were killed.", [("killed", 4, 4)]),
    ("A woman, her husband and their four children were killed.", [("killed", 6, 6)]),
    ("Shelling left a mother and her two children dead.", [("killed", 3, 3)]),
    ("He spoke to a man and two women were killed.", [("killed", 2, 2)]),
    # of whom they are is no number of them
    ("Five members of one family were killed.", [("killed", 5, 5)]),
    ("A shell wounded a baker and his son.", [("injured", 2, 2)]),
    ("The strike killed two women, three boys and an elderly man.", [("killed", 6, 6)]),
    # what has a verb of its own is another lot
    ("The blast killed a soldier and two civilians were hurt.", [("killed", 1, 1), ("injured", 2, 2)]),
    ("They killed 12 soldiers and three tanks were burned.", [("killed", 12, 12), ("tanks", 3, 3)]),
    ("The shell left a child dead and a woman injured.", [("killed", 1, 1), ("injured", 1, 1)]),
    ("Six people died and over 10 were taken to a clinic.", [("killed", 6, 6)]),
    ("100 civilians were killed and 500 others fled.", [("killed", 100, 100), ("others", 500, 500)]),
    # a row of shares
    (
        "24 people including five children and two women were killed.",
        [("killed", 24, 24), ("children", 5, 5), ("women", 2, 2)],
    ),
    ("Three killed 12 others injured in blast", [("killed", 3, 3), ("injured", 12, 12)]),  # a headline without commas
    # who kills is not killed
    ("12 fighters killed 30 soldiers.", [("fighters", 12, 12), ("killed", 30, 30)]),
    # attacks carried out are no people put to death
    ("Jets executed several air strikes on the village.", []),
    ("Jets executed several airstrikes on the village.", []),  # in one word, too
    ("Guards killed three attackers at the gate.", [("killed", 3, 3)]),  # who attack are people
    # what cannot be told apart is not told
    ("The bombs killed and wounded scores.", []),
    ("There were no casualties.", [("killed", 0, 0), ("injured", 0, 0)]),
    ("No one was killed.", [("killed", 0, 0)]),
]


@pytest.mark.parametrize(("text", "expected"), CASUALTIES)
def test_what_became_of_how_many(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


SINGLE: list[tuple[str, list[Told]]] = [
    ("A shell killed a 15-year-old girl.", [("killed", 1, 1)]),  # her age counts nobody
    ("A child was killed.", [("killed", 1, 1)]),
    ("He was killed in 2008.", [("killed", 1, 1)]),
    ("Karim was wounded by shrapnel.", [("injured", 1, 1)]),
    ("A sniper shot killed a local commander.", [("killed", 1, 1)]),
    ("The assassination of statesman Karim Salem shook the town.", [("killed", 1, 1)]),
    # a town is no person
    ("The town was captured.", []),
]


@pytest.mark.parametrize(("text", "expected"), SINGLE)
def test_people_spoken_of_one_by_one(text: str, expected: list[Told]) -> None:
    assert told(text) == expected


NOT_COUNTED = [
    # dates, times, prices, distances, shares, ages and names of weapons
    "On 27 November 2024 at 10 p.m. it cost $30 and was 12 km off, 40% up in 2016.",
    "A 12-year-old drove a T-72 on the M4 road.",
    # a row of digits that is no number
    f"{'9' * 400} people were killed.",
    # numbers of things nobody asked for
    "Article 5 and chapter 7 of resolution 2254 were cited.",
    "",
]


@pytest.mark.parametrize("text", NOT_COUNTED)
def test_numbers_that_count_nothing(text: str) -> None:
    assert told(text or " ") == []


def test_equipment_is_counted_by_its_noun() -> None:
    assert told("They seized three tanks, two T-72 tanks and a dozen rockets.") == [
        ("tanks", 3, 3),
        ("tanks", 2, 2),
        ("rockets", 12, 12),
    ]


def figures(text: str, trigger: str) -> list[Told]:
    at = text.index(trigger)
    span = Span(at, at + len(trigger))
    found = event_figures(span, find_quantities(make_article(text)), text)
    return [(unit, amount.low, amount.high) for unit, amount in found]


FIGURES: list[tuple[str, str, list[Told]]] = [
    (
        "Air strikes on the market killed 12 people and wounded 30.",
        "strikes",
        [("killed", 12, 12), ("injured", 30, 30)],
    ),
    ("At least 20 people were killed in a raid on Monday.", "raid", [("killed", 20, None)]),
    # each event its own
    ("A bomb killed four in the port and a mine killed nine on the road.", "bomb", [("killed", 4, 4)]),
    # talks kill nobody, even beside a toll
    ("The envoys met on Monday. They spoke of aid. The war has killed 9,000 people.", "met", []),
    ("Troops captured the town.", "captured", []),
]


@pytest.mark.parametrize(("text", "trigger", "expected"), FIGURES)
def test_figures_go_to_their_event(text: str, trigger: str, expected: list[Told]) -> None:
    assert figures(text, trigger) == expected


WEAPONS = [
    ("They captured a Pantsir-S1 and a BM-27 Uragan.", ["Pantsir-S1", "BM-27 Uragan"]),
    ("T-72 tanks fired Grad rockets.", ["T-72 tanks", "Grad rockets"]),
    ("MiG-23 jets dropped barrel bombs.", ["MiG-23 jets", "barrel bombs"]),
    ("A suicide car bomb and anti-tank missiles were used.", ["suicide car bomb", "anti-tank missiles"]),
    ("An S-400 air defense system stands there.", ["S-400 air defense system"]),
    ("Live bullets and two revolvers lay there.", ["Live bullets", "revolvers"]),
    # a group that shares its name with a missile
    ("Jabhat Fateh al-Sham has Fateh-110 missiles.", ["Fateh-110 missiles"]),
    # roads, summits, fuel and families are no weapons
    ("The M4 road, the G-20 summit, a fuel tank, the gas pipeline and the Bradley family.", []),
    # the poison and the gas, not the leak
    ("Chlorine gas and poison gas were found; gas prices rose.", ["Chlorine gas", "poison gas"]),
]


@pytest.mark.parametrize(("text", "names"), WEAPONS)
def test_weapons_by_name(text: str, names: list[str]) -> None:
    found = find_weapons(text)
    assert [name for _, name in found] == names
    assert all(" ".join(span.slice(text).split()) == name for span, name in found)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "at least killed wounded 12 3.5 0 and the a dozen hundreds of thousands between to - 40 people civilians "
            "were was dead toll rose no one casualties , . T 72 rockets including them million nine".split()
        ),
        max_size=14,
    )
)
def test_any_row_of_amount_words_is_read_without_error(words: list[str]) -> None:
    text = " ".join(words) or " "
    quantities = find_quantities(make_article(text))
    spans = [quantity.span for quantity in quantities]
    assert spans == sorted(spans)
    for quantity in quantities:
        assert quantity.amount.low >= 0
        event_figures(quantity.span, quantities, text)
    find_weapons(text)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200).filter(bool))
def test_any_text_is_read_without_error(text: str) -> None:
    assert all(q.span.slice(text) for q in find_quantities(make_article(text)))
    assert all(span.slice(text) for span, _ in find_weapons(text))

"""Spans that a network cut short or too long, and who they are."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.read.actors import ActorList
from accordingto.read.actors.inventory import Inventory
from accordingto.read.actors.mentions import whole_mention
from tests.read.actors.marked import names

MENTIONS = [
    # half a name
    ("<a Boko> Haram raided the town.", ["Boko Haram"]),
    ("The Syrian <a Democratic Forces> took the town.", ["Syrian Democratic Forces"]),
    # a participle whose rest is missing says nothing of who they are
    ("Iraq is at war. <a Iraqi forces backed> by jets took the town.", ["Iraqi forces"]),
    ("A shell killed <r villagers including> the baker.", ["villagers"]),
    # to whom they are loyal does
    ("Syria is at war. <a militias loyal> to Damascus took the town.", ["militias loyal to Damascus"]),
    ("Syria is at war. <a militias loyal> to the governor took the town.", ["militias"]),
    # those who ride, not what they ride in; a lorry with a load is one
    ("They hit <r buses carrying villagers> and <r trucks carrying> flour.", ["villagers", "trucks carrying"]),
    # the noun behind the modifier
    ("Syria is at war. <a Kurdish-led> forces took the town.", ["Kurdish-led forces"]),
    ("<a Two armed> robbers took the safe.", ["armed robbers"]),
    # but what it did is no noun for who did it
    ("<a Turkish> shelling went on in Turkey.", ["Turkey"]),
    # fighters of a body are that body, whichever half is marked
    ("<a Militants> of the Islamic State took <r fighters of Hezbollah>.", ["Islamic State", "Hezbollah"]),
    ("<a Fighters> from Hezbollah came, <a terrorists of the so called Islamic State> too.",
     ["Hezbollah", "Islamic State"]),
    # and what is hit of it
    ("They hit <r positions> of Hezbollah, <r a convoy of the Islamic State> and <r a house> of the mayor.",
     ["Hezbollah", "Islamic State", "house"]),
    # so are its jets
    ("<a Jets> from the US-led coalition struck, <a planes from Turkey> too.", ["US-led coalition", "Turkey"]),
    # people of a place are not that place
    ("A shell killed <r people> of Homs in Syria.", ["people"]),
    # an adjective tells no more than those it is said of, whatever groups the report names beside
    ("Six died in <a terrorist> attacks. Terrorist groups fired shells.", ["terrorists"]),
    # what is only said of a party is none; with its noun it is
    ("They met <r regional> partners. <a pro>-democracy crowds and <a 11> came.", ["regional partners", None, None]),
    # a body's own fighters are that body, its prisoners are not
    ("<a Hamas> lost <r its fighters>, <r one of its soldiers> and <r its prisoners>.",
     ["Hamas", "Hamas", "Hamas", "Hamas's prisoners"]),
    # who counts the dead has no forces
    ("<a Russia> left, <s the Syrian Observatory for Human Rights> said. <a Its forces> went home.",
     ["Russia", "Syrian Observatory for Human Rights", "Russia's forces"]),
    # owners in a row
    ("<a A joint United Nations Red Crescent convoy> came.", ["United Nations and Red Crescent"]),
    ("<a A United Nations convoy> came.", ["United Nations convoy"]),
    # things do nothing by themselves; what they are done to they may be
    ("<a Warplanes> struck, <a a mortar shell> fell, <a three military helicopters> came.", [None] * 3),
    ("They shot down <r a helicopter>.", ["helicopter"]),
    ("Russia denies it. <a Russian warplanes> struck.", ["Russian warplanes"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), MENTIONS)
def test_who_is_meant_by_words_cut_wrongly(marked: str, expected: list[str | None]) -> None:
    assert names(marked) == expected


WORDS = st.sampled_from(
    "Boko Haram US -led backed forces of the Hezbollah jets loyal to Damascus , . including".split(" ")
)


def test_nothing_is_left_of_a_word_that_only_says_whose_side() -> None:
    assert whole_mention(Inventory.of("loyal to jets", ActorList.load()), 0, 1) == (0, 0)


@given(st.lists(WORDS, min_size=1, max_size=12), st.data())
def test_a_mention_keeps_its_first_word_or_the_name_it_cut(words: list[str], data: st.DataObject) -> None:
    found = Inventory.of(" ".join(words) + " x", ActorList.load())
    first = data.draw(st.integers(0, len(found.words) - 1))
    last = data.draw(st.integers(first + 1, len(found.words)))
    whole_first, whole_last = whole_mention(found, first, last)
    assert 0 <= whole_first <= first <= whole_last <= len(found.words)

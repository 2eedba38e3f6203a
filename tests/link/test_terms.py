"""Words and names as linking compares them."""

from __future__ import annotations

import pytest

from accordingto.link.terms import numbers_of, sound

ONE_NAME = [
    ("Raqqa", "Rakkah"),  # q for k, a doubled letter, a mute h
    ("Kobane", "Kobani"),  # vowels
    ("Qamishli", "Kamishly"),
    ("Jarablus", "Djarablous"),  # a sound written with two letters
    ("Saraqib", "Saraqeb"),
    ("Homs", "homs"),  # case
]
TWO_NAMES = [
    ("Raqqa", "Rankus"),
    ("Homs", "Hama"),  # too few consonants to go by them alone
    ("Idlib", "Dalaab"),  # a vowel at the head is part of the name
    ("Azaz", "Izeez"),
    ("Mosul", "Maskana"),
]


@pytest.mark.parametrize(("one", "two"), ONE_NAME)
def test_spellings_of_one_name_sound_alike(one: str, two: str) -> None:
    assert sound(one) == sound(two)


@pytest.mark.parametrize(("one", "two"), TWO_NAMES)
def test_other_names_do_not(one: str, two: str) -> None:
    assert sound(one) != sound(two)


NUMBERS = [
    ("At least 43 people were killed and twelve injured.", {43, 12}),
    ("More than 1,400 died.", {1400}),  # the separator is closed up
    ("Two of them were children.", set()),  # one and two are in every report
    ("It happened on July 19, or on 4 March.", set()),  # days of a month
    ("On 19 July 35 fighters were killed.", {35}),
    ("In 2013 the town had fallen.", set()),  # a year
    ("At 0730 a car blew up, the 3rd this week.", set()),  # a time, an ordinal
    ("", set()),
]


@pytest.mark.parametrize(("text", "numbers"), NUMBERS)
def test_numbers_are_what_is_counted(text: str, numbers: set[int]) -> None:
    assert numbers_of(text) == numbers


def test_digits_of_other_scripts_and_endless_ones_count_nothing() -> None:
    assert numbers_of("٤٥ and " + "9" * 5000) == frozenset()

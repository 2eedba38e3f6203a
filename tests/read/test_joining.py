"""Which triggers tell of one event: the pairs that leave no doubt, what weighs for and against the others, groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.read import labels
from accordingto.read.circumstances import Known
from accordingto.read.decoding import Chunk
from accordingto.read.frames import Frame
from accordingto.read.joining import WEIGHTS_FILE, Joiner, groups_of, is_one_phrase
from accordingto.read.logistic import load_model
from tests.read.test_frames import encoding_of

Argument = tuple[str, str]  # role, words


@dataclass(frozen=True)
class Told:
    """Two triggers of a text with their arguments, and the mode of the second; the first is an air raid."""

    text: str
    one: str
    other: str
    arguments: tuple[Sequence[Argument], Sequence[Argument]] = ((), ())
    mode: str = "aerial"


def likeness(told: Told) -> float:
    """How likely two triggers tell of one event, with the network undecided."""
    text = told.text
    encoding = encoding_of(text)
    words = [word.slice(text).strip(".,") for word in encoding.text.words]
    frames = []
    for trigger, roles in zip((told.one, told.other), told.arguments, strict=True):
        at = words.index(trigger)
        chunks = [Chunk(words.index(word), words.index(word) + 1, role, 0.9) for role, word in roles]
        frames.append(Frame(at, at + 1, "ASSAULT", 0.9, tuple(chunks)))
    modes = np.zeros((2, len(labels.MODES)), dtype=np.float32)
    modes[0, labels.MODES.index("aerial")] = modes[1, labels.MODES.index(told.mode)] = 1.0
    joiner = Joiner(encoding, frames, {"mode": modes}, Known(text, (), ()))
    return load_model("accordingto.read", WEIGHTS_FILE).probability(joiner.features(0, 1, 0.5))


@pytest.mark.parametrize(
    ("likelier", "less_likely"),
    [
        # an article that points back, beside one that brings in something new
        (
            Told("Jets bombed Morek. Two died when the raid began.", "bombed", "raid"),
            Told("Jets bombed Morek. Two died when another raid began.", "bombed", "raid"),
        ),
        # the same word again, beside a word that the first sentence gives no hint of
        (
            Told("Jets bombed Morek. The house hit by the bombing was empty.", "bombed", "bombing"),
            Told("Jets bombed Morek. The house hit by the looting was empty.", "bombed", "looting"),
        ),
        # other doers at another place
        (
            Told("Jets bombed Morek. Tanks shelled Souran.", "bombed", "shelled"),
            Told(
                "Jets bombed Morek. Tanks shelled Souran.",
                "bombed",
                "shelled",
                ((("agent", "Jets"), ("place", "Morek")), (("agent", "Tanks"), ("place", "Souran"))),
            ),
        ),
        # another kind of attack
        (
            Told("Jets bombed Morek. They attacked a school.", "bombed", "attacked"),
            Told("Jets bombed Morek. They attacked a school.", "bombed", "attacked", mode="abduct"),
        ),
        # a toll that is told again
        (
            Told("Jets bombed Morek killing 17. The attack that left 17 dead was long.", "bombed", "attack"),
            Told("Jets bombed Morek killing 17. The attack that left 23 dead was long.", "bombed", "attack"),
        ),
    ],
)
def test_what_speaks_for_one_event(likelier: Told, less_likely: Told) -> None:
    assert likeness(likelier) > likeness(less_likely)


def frame(start: int, end: int, *agents: tuple[int, int]) -> Frame:
    return Frame(start, end, "ASSAULT", 0.9, tuple(Chunk(a, b, "agent", 0.9) for a, b in agents))


@pytest.mark.parametrize(
    ("verb", "noun", "expected"),
    [
        (frame(3, 4, (0, 2)), frame(5, 6, (0, 2)), True),  # "jets … executed several airstrikes"
        (frame(3, 4, (0, 2)), frame(9, 10, (0, 2)), False),  # too far apart for a verb and its object
        (frame(3, 4, (0, 2)), frame(5, 6, (1, 2)), False),  # others do it
        (frame(3, 4), frame(5, 6), False),  # nobody does either: nothing says that they are one
    ],
)
def test_a_light_verb_and_its_object_are_one_event(verb: Frame, noun: Frame, *, expected: bool) -> None:
    assert is_one_phrase(verb, noun) is expected


@pytest.mark.parametrize(
    ("alike", "expected"),
    [
        ({(0, 1): 0.9, (0, 2): 0.1, (1, 2): 0.1}, [[0, 1], [2]]),
        ({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.4}, [[0, 1, 2]]),  # alike on average
        ({(0, 1): 0.9, (1, 2): 0.9, (0, 2): 0.01}, [[0, 1], [2]]),  # the first and the last surely are two events
        ({(0, 1): 0.4}, [[0], [1], [2]]),  # not likely enough
        ({(0, 1): 0.9, (0, 2): 0.6}, [[0, 1], [2]]),  # 1 and 2 were not weighed, so they are not alike
        ({}, [[0], [1], [2]]),
    ],
)
def test_groups_are_joined_on_average(alike: dict[tuple[int, int], float], expected: list[list[int]]) -> None:
    assert groups_of(alike, 3, 0.5) == expected


PAIRS = [(j, i) for i in range(6) for j in range(i)]


@given(st.lists(st.floats(0, 1), min_size=len(PAIRS), max_size=len(PAIRS)), st.floats(0.1, 0.9))
def test_every_trigger_is_in_one_group(likenesses: list[float], least: float) -> None:
    groups = groups_of(dict(zip(PAIRS, likenesses, strict=True)), 6, least)
    assert sorted(i for group in groups for i in group) == list(range(6))
    assert [group[0] for group in groups] == sorted(group[0] for group in groups)


def test_only_triggers_of_one_type_are_weighed() -> None:
    text = "they met and fought again"
    frames = [Frame(1, 2, "CONSULT", 0.9, ()), Frame(3, 4, "ASSAULT", 0.9, ())]
    modes = np.ones((2, len(labels.MODES)), dtype=np.float32)
    assert Joiner(encoding_of(text), frames, {"mode": modes}, Known(text, (), ())).pairs() == []


@pytest.mark.parametrize(
    ("roles", "expected"),
    [
        ([("agent", 4), ("place", 6)], 0.0),  # "rebels took Hama … the militia took Homs": others elsewhere
        ([("agent", 7), ("place", 6)], None),  # "rebels" again: perhaps one advance
        ([("place", 6)], None),  # by whom is not said
    ],
)
def test_others_elsewhere_are_never_one_event(roles: list[tuple[str, int]], expected: float | None) -> None:
    text = "rebels took hama and militia took homs rebels"
    first = Frame(1, 2, "ASSAULT", 0.9, (Chunk(0, 1, "agent", 0.9), Chunk(2, 3, "place", 0.9)))
    second = Frame(5, 6, "ASSAULT", 0.9, tuple(Chunk(at, at + 1, role, 0.9) for role, at in roles))
    modes = np.ones((2, len(labels.MODES)), dtype=np.float32)
    assert Joiner(encoding_of(text), [first, second], {"mode": modes}, Known(text, (), ())).settled(0, 1) == expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("intercepted", "strikes", 0.0),  # what is stopped does not strike
        ("strike", "intercepted", 0.0),
        ("intercepted", "interception", None),  # perhaps one
        ("strikes", "attack", None),
    ],
)
def test_what_is_stopped_is_not_what_strikes(one: str, other: str, expected: float | None) -> None:
    text = f"they {one} here and {other} there"
    frames = [Frame(at, at + 1, "ASSAULT", 0.9, ()) for at in (1, 4)]
    modes = np.ones((2, len(labels.MODES)), dtype=np.float32)
    assert Joiner(encoding_of(text), frames, {"mode": modes}, Known(text, (), ())).settled(0, 1) == expected

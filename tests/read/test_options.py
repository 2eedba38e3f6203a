"""What comes into question for dates and places alike: what stands within reach, and what its standing tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from accordingto.model import EventType, Span, Status
from accordingto.read.layout import layout_of
from accordingto.read.options import Order, Reach, position, reader_says, words_say
from accordingto.read.told import Told

TEXT = "Homs was quiet. In Hama it rained. Rebels shelled Idlib and Jisr. Daraa slept. Latakia, Tartus and Banias too."
NAMES = ("Homs", "Hama", "Idlib", "Jisr", "Daraa", "Latakia", "Tartus", "Banias")
FAR = -4.0


def at(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start, start + len(words))


ORDER = Order.of(map(at, NAMES), layout_of(TEXT))


@dataclass(frozen=True)
class Pointer:
    span: Span
    score: float
    support: float


def told(*triggers: str, pointed: Sequence[Pointer] = ()) -> Told:
    return Told(EventType.ASSAULT, Status.HAPPENED, [at(trigger) for trigger in triggers], pointed)


@pytest.mark.parametrize(
    ("reach", "names"),
    [
        (Reach(before=0, behind=0, opening=0), {"Hama", "Idlib", "Jisr", "Daraa"}),  # the sentences beside, always
        (Reach(before=2, behind=0, opening=0), {"Homs", "Hama", "Idlib", "Jisr", "Daraa"}),
        (Reach(before=0, behind=4, opening=0), {"Hama", "Idlib", "Jisr", "Daraa", "Latakia"}),
        (Reach(before=0, behind=0, opening=1), {"Homs", "Hama", "Idlib", "Jisr", "Daraa"}),
        (Reach(before=99, behind=99, opening=99), set(NAMES)),  # more than there are
    ],
)
def test_what_is_within_reach_of_a_trigger(reach: Reach, names: set[str]) -> None:
    assert {NAMES[n] for n in ORDER.around([at("shelled")], reach)} == names


def test_each_trigger_has_its_own_reach() -> None:
    near = Reach(before=0, behind=0, opening=0)
    triggers = [at("quiet"), at("slept")]
    assert ORDER.around(triggers, near) == ORDER.around(triggers[:1], near) | ORDER.around(triggers[1:], near)


def test_a_report_that_names_nothing_has_nothing_within_reach() -> None:
    assert Order.of([], layout_of(TEXT)).around([at("shelled")], Reach(before=5, behind=5, opening=5)) == set()


def test_a_telling_too_far_off_counts_as_far_on_average() -> None:
    says = words_say(told("shelled", "slept"), [1.0], FAR)
    assert (says["close"], says["close_on_average"], says["too_far"]) == (1.0, (1.0 + FAR) / 2, 0.0)


def test_words_too_far_off_from_all_tellings_say_so() -> None:
    says = words_say(told("shelled"), [], FAR)
    assert (says["close"], says["close_on_average"], says["too_far"]) == (FAR, FAR, 1.0)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Idlib", {"pointed": 1.0, "score": 0.9, "support": 0.4, "points_elsewhere": 0.0, "points_nowhere": 0.0}),
        ("Daraa", {"pointed": 0.0, "score": 0.0, "support": 0.0, "points_elsewhere": 0.9, "points_nowhere": 0.0}),
    ],
)
def test_what_the_reader_points_at(name: str, said: dict[str, float]) -> None:
    pointed = [Pointer(at("Idlib and Jisr"), 0.9, 0.4), Pointer(at("Hama"), 0.2, 0.7)]
    assert reader_says(told("shelled", pointed=pointed), at(name)) == said


def test_a_reader_that_points_at_nothing_says_so() -> None:
    assert reader_says(told("shelled"), at("Idlib"))["points_nowhere"] == 1.0


@pytest.mark.parametrize(
    ("triggers", "home", "true"),
    [
        (("shelled",), 2, {"same_sentence"}),
        (("shelled",), 3, {"apart", "behind_only"}),  # named only after the event was told
        (("shelled",), 1, {"apart", "ahead_far"}),
        (("quiet", "slept"), 3, {"same_sentence", "told_in_lead", "retold"}),
    ],
)
def test_how_a_sentence_stands_to_the_tellings(triggers: Sequence[str], home: int, true: set[str]) -> None:
    found = position(told(*triggers), home, layout_of(TEXT))
    assert {name for name, value in found.items() if value} == true

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Span
from accordingto.read.statement import carried_channels, find_channel, polarity_and_certainty

_MARK = re.compile(r"<([suc]) ([^<>]*)>")


def parts(marked: str) -> tuple[str, list[Span], list[Span], list[Span]]:
    """Text, source, cue and content of "<s X> <u said> <c it rained>"."""
    text, behind = "", 0
    spans: dict[str, list[Span]] = {"s": [], "u": [], "c": []}
    for match in _MARK.finditer(marked):
        text += marked[behind : match.start()]
        spans[match.group(1)].append(Span(len(text), len(text) + len(match.group(2))))
        text += match.group(2)
        behind = match.end()
    return text + marked[behind:], spans["s"], spans["u"], spans["c"]


STATEMENTS = [
    ("He <u said> <c the bridge fell>", "asserts", "certain"),
    # denying
    ("He <u denied> <c the bridge fell>", "denies", "certain"),
    ("The ministry <u rejected> <c the report as false>", "denies", "certain"),
    ("He <u pleaded not guilty> to <c murder>", "denies", "certain"),
    ("He <u said> <c there was no truth to reports of a fall>", "denies", "certain"),
    # turned down, which says nothing of the deed
    ("He <u rejected> <c calls to halt the shelling>", "asserts", "certain"),
    ("He <u dismissed> <c the new proposals>", "asserts", "certain"),
    # calling it so, whatever words are taken for what is said
    ("The army <u called> <c the report> a fabrication", "denies", "certain"),
    ("He <u described> the claims as <c baseless>", "denies", "certain"),
    ("The army <u calls> that <c an “absolute lie”>", "denies", "certain"),
    ("He <u called> <c the shelling> a crime. The report was false", "asserts", "certain"),
    ("He <u described> <c how the bridge fell>", "asserts", "certain"),
    ("He <u said> <c the report was untrue>", "denies", "certain"),
    ("He <u said> <c that was not true>", "denies", "certain"),
    ("He <u said> <c it was premature to set a date>", "asserts", "certain"),
    # a negated statement is an assertion
    ("He <u said> <c the bridge did not fall>", "asserts", "certain"),
    ("He <u confirmed> <c the bridge fell>", "asserts", "certain"),
    # neither said nor denied
    ("He <u did not confirm> <c the bridge fell>", "asserts", "possible"),
    ("He neither confirmed nor <u denied> <c the bridge fell>", "asserts", "possible"),
    ("He <u declined> to confirm that <c the bridge fell>", "asserts", "possible"),
    ("He <u did not rule out> that <c the bridge fell>", "asserts", "possible"),
    # another clause is open, not this one
    ("It was not certain, and he <u denied> <c the bridge fell>", "denies", "certain"),
    # asking, also in other words
    ("He <u called for> <c a truce>", "asks", "certain"),
    ("He <u urged> <c both sides to stop>", "asks", "certain"),
    ("The UN <u appealed> for <c access>", "asks", "certain"),
    ("He <u said> <c both sides must stop>", "asks", "certain"),
    ("It <u said> <c it wants the prisoners freed>", "asks", "certain"),
    ("Teachers <u told> us <c to leave>", "asks", "certain"),
    ("He <u said>: <c “Please leave the town.”>", "asks", "certain"),
    # deduction is no demand, telling is no order
    ("He <u said> <c it must have been hit>", "asserts", "certain"),
    ("He <u told> us <c it fell>", "asserts", "certain"),
    # possible
    ("He <u said> <c the toll could rise>", "asserts", "possible"),
    ("He <u said> <c it may have fallen>", "asserts", "possible"),
    ("<c Ten> <u were feared> <c dead>", "asserts", "possible"),
    # "could not" is past ability, May a month, and a dream of going is none
    ("He <u said> <c crews could not reach the bridge>", "asserts", "certain"),
    ("He <u said> <c on May 26 the bridge fell>", "asserts", "certain"),
    # probable
    ("He <u said> <c it was probably hit>", "asserts", "probable"),
    ("He <u said> <c the attack appeared to be planned>", "asserts", "probable"),
    ("He <u said> <c a deal is unlikely>", "asserts", "probable"),
    ("<c Nine> <u are believed to> <c be inside>", "asserts", "probable"),
    ("He <u was not believed> <c to be a target>", "denies", "probable"),
    # a hedge in a subordinate clause, or in the words of a further speaker, is not the source's own
    ("He <u said> <c the bridge fell before crews could reach it>", "asserts", "certain"),
    ("He <u said> <c the mayor told him the bridge might fall>", "asserts", "certain"),
    ("He <u said> <c jets hit the bridge, which may be rebuilt>", "asserts", "certain"),
    # nor is an adjective before a noun
    ("He <u said> <c ten suspected rebels were held>", "asserts", "certain"),
    # no cue at all
    ("<c “It fell.”>", "asserts", "certain"),
]


@pytest.mark.parametrize(("marked", "polarity", "certainty"), STATEMENTS)
def test_polarity_and_certainty(marked: str, polarity: str, certainty: str) -> None:
    text, _, cue, content = parts(marked)
    assert polarity_and_certainty(text, cue, content) == (polarity, certainty)


CHANNELS = [
    ("<s The mayor> <u told> Reuters <c the bridge fell>.", "Reuters"),
    ("<c “It fell,”> <s the mayor> <u told> the BBC by telephone.", "BBC"),
    ("<c The bridge fell>, <s the mayor> <u said> in an interview with The New York Times.", "The New York Times"),
    ("<c The bridge fell>, <s the mayor> <u said> in a statement sent to AFP.", "AFP"),
    ("<c The bridge fell>, <s the mayor> <u said> on Twitter.", "Twitter"),
    ("<c The bridge fell>, <s the mayor> <u said> on his official Telegram channel.", "Telegram"),
    ("<c The bridge fell>, <s the mayor> <u said> on state television.", "state television"),
    ("In a statement carried by SANA <s the army> <u said> <c the bridge fell>.", "SANA"),
    ("<s The mayor> was quoted by SANA as <u saying> <c the bridge fell>.", "SANA"),
    ("Interfax quoted <s an officer> as <u saying> <c the bridge fell>.", "Interfax"),
    ("Russian news agencies quoted <s an officer> as <u saying> <c it fell>.", "Russian news agencies"),
    ("<s The mayor> <u told> Saudi-owned channel Al Arabiya <c it fell>.", "Al Arabiya"),
    # audiences and people are no channel
    ("<s The mayor> <u told> reporters <c the bridge fell>.", None),
    ("<s The mayor> <u told> President Obama <c the bridge fell>.", None),
    ("<s The mayor> <u told> the Security Council <c the bridge fell>.", None),
    ("<s The mayor> <u said> on Friday <c the bridge fell>.", None),
    # what is said inside the statement is not how it was said
    ("<s The mayor> <u said> <c he had told Reuters the bridge fell>.", None),
    # an outlet that quotes has a statement of its own
    ("Reuters <u reported>, <u citing> <s an officer>, <c it fell>.", None),
    # another sentence's channel
    ("<s The mayor> <u said> <c it fell>. The governor told Reuters it stood.", None),
    # nobody speaks
    ("Reuters was told <c the bridge fell>, <u reportedly>.", None),
]


@pytest.mark.parametrize(("marked", "expected"), CHANNELS)
def test_channel(marked: str, expected: str | None) -> None:
    text, source, cue, content = parts(marked)
    found = find_channel(text, source, cue, content)
    assert (found[1] if found is not None else None) == expected
    if found is not None:
        assert found[1] in found[0].slice(text)


def test_channels_are_carried_while_the_same_author_speaks() -> None:
    authors = ["a", "a", "b", "a", None, None]
    channels = ["Reuters", None, None, None, None, None]
    assert carried_channels(authors, channels) == ("Reuters", "Reuters", None, None, None, None)


def test_a_new_channel_replaces_the_old() -> None:
    assert carried_channels(["a", "a", "a"], ["Reuters", "BBC", None]) == ("Reuters", "BBC", "BBC")


def test_white_space_has_no_channel() -> None:
    assert find_channel(" ", [Span(0, 1)], [], []) is None


@given(st.text(min_size=1, max_size=120), st.data())
def test_any_text_and_spans_are_survived(text: str, data: st.DataObject) -> None:
    def some() -> list[Span]:
        starts = data.draw(st.lists(st.integers(0, len(text) - 1), max_size=2))
        return [Span(start, data.draw(st.integers(start + 1, len(text)))) for start in starts]

    source, cue, content = some(), some(), some()
    polarity_and_certainty(text, cue, content)
    found = find_channel(text, source, cue, content)
    assert found is None or found[0].end <= len(text)

"""Statements that assert there was no event."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.ledger.derive.denials import speaks_against
from tests.factory import make_actor, make_article, make_attribution, make_mention, span_of

ARMY = make_actor("Army")


def denies(said: str, *triggers: str) -> bool:
    article = make_article(f"Shells fell. The army said {said}. It was not asked again.")
    statement = make_attribution(article, "said", said, author=ARMY, source="The army")
    mention = replace(
        make_mention(article, triggers[0]), triggers=tuple(span_of(article, trigger) for trigger in triggers)
    )
    return speaks_against(statement, mention, article.text)


DENIED = [
    ("it had not shelled Qarun", "shelled"),
    ("its jets have never bombed civilians", "bombed"),
    ("it didn’t shell the town", "shell"),
    ("it was not behind the deadly attack", "attack"),
    ("it had carried out no air strikes there", "strikes"),
    ("it did not carry out any raids that day", "raids"),
    ("it had nothing to hide, and that it had not yet fired a shell", "fired"),
    # what others tell is called untrue
    ("the attack was a fabrication", "attack"),
    ("reports of a raid on the clinic were baseless", "raid"),
    ("it was false that it had shelled Qarun", "shelled"),
]
ASSERTED = [
    ("it had shelled Qarun", "shelled"),
    # it is not the event that did not happen
    ("it had shelled Qarun and had not lost a man", "shelled"),
    ("it would not stop. It shelled Qarun", "shelled"),
    # more happened, or something is only supposed
    ("it had not only shelled Qarun", "shelled"),
    ("the town would have fallen if it had not bombed the bridge", "bombed"),
    # the words only look alike
    ("the attack was a false flag", "attack"),
    ("no group claimed the attack", "attack"),
]


@pytest.mark.parametrize(("said", "trigger"), DENIED)
def test_who_says_there_was_none_denies(said: str, trigger: str) -> None:
    assert denies(said, trigger)


@pytest.mark.parametrize(("said", "trigger"), ASSERTED)
def test_who_says_something_else_does_not(said: str, trigger: str) -> None:
    assert not denies(said, trigger)


def test_who_also_asserts_it_does_not_deny() -> None:
    assert not denies("it had not bombed the market but shelled it", "bombed", "shelled")


def test_what_stands_in_no_statement_is_denied_by_nobody() -> None:
    article = make_article("The army said the road was closed. It had not shelled Qarun.")
    statement = make_attribution(article, "said", "the road was closed", author=ARMY)
    assert not speaks_against(statement, make_mention(article, "shelled"), article.text)

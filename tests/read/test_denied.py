"""Events told by nobody but those who deny them."""

from __future__ import annotations

from dataclasses import replace

import pytest

from accordingto.model import Polarity, Status
from accordingto.read.denied import with_denials
from tests.factory import make_actor, make_article, make_attribution, make_mention

REPORT = make_article("The army denied having shelled Qarun. Residents said shells fell. It wants to shell Tarmis.")
DENIAL = make_attribution(REPORT, "denied", "having shelled Qarun", author=make_actor("army"), polarity=Polarity.DENIES)
CLAIM = make_attribution(REPORT, "said", "shells fell", author=make_actor("residents"))


@pytest.mark.parametrize(
    ("told_by", "own_voice", "status", "expected"),
    [
        ((DENIAL,), False, Status.HAPPENED, Status.DENIED),
        ((DENIAL,), False, Status.ONGOING, Status.DENIED),
        # others tell of it, or the report does: that it is disputed is for readers to see in the claims
        ((DENIAL, CLAIM), False, Status.HAPPENED, Status.HAPPENED),
        ((DENIAL,), True, Status.HAPPENED, Status.HAPPENED),
        ((), False, Status.HAPPENED, Status.HAPPENED),
        # what is only planned or long past has not been told as happening
        ((DENIAL,), False, Status.PLANNED, Status.PLANNED),
        ((DENIAL,), False, Status.HISTORICAL, Status.HISTORICAL),
    ],
)
def test_what_is_only_denied(told_by: tuple[object, ...], own_voice: bool, status: Status, expected: Status) -> None:
    ids = tuple(said.id for said in (DENIAL, CLAIM) if said in told_by)
    mention = replace(make_mention(REPORT, "shelled", own_voice=own_voice, status=status), attribution_ids=ids)
    assert with_denials([mention], [DENIAL, CLAIM]) == [replace(mention, status=expected)]

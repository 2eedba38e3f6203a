"""Who says that he did it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from accordingto.model import Actor, EventMention, EventType, Polarity, SourceKind
from accordingto.read import Reader
from accordingto.read.avowals import find_avowals, is_by_nobody, with_avowals
from tests.factory import make_actor, make_article, make_attribution, make_mention, span_of

GROUP = make_actor("Hill Front", kind=SourceKind.ARMED_GROUP)
BOMBER = make_actor("bomber", kind=SourceKind.INDIVIDUAL)


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("A bomb struck Qarun. The Hill Front claimed responsibility.", ["The Hill Front"]),
        ("Nine died, but the Hill Front has since claimed full responsibility on a website.", ["the Hill Front"]),
        # nobody did
        ("No group has claimed responsibility.", []),
        ("So far no organisation claimed responsibility.", []),
        ("A raid for which nobody claimed responsibility followed.", []),
    ],
)
def test_who_claims_responsibility(text: str, source: list[str]) -> None:
    assert [found.source.slice(text) for found in find_avowals(text)] == source


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "nobody"),
    [
        ("No group has claimed responsibility.", "No group", "claimed", "responsibility", True),
        ("Nor has any movement claimed the attack.", "movement", "claimed", "the attack", True),
        ("The Hill Front claimed responsibility.", "The Hill Front", "claimed", "responsibility", False),
        # nobody says something else
        ("No group said that it was there.", "No group", "said", "that it was there", False),
    ],
)
def test_by_nobody(text: str, source: str, cue: str, content: str, nobody: bool) -> None:
    article = make_article(text)
    who, verb, what = ([span_of(article, part)] for part in (source, cue, content))
    assert is_by_nobody(who, verb, what, text) is nobody


def avowed(
    text: str,
    cue: str,
    content: str,
    *,
    trigger: str = "struck",
    author: Actor | None = GROUP,
    agents: Sequence[Actor] = (),
    recipients: Sequence[Actor] = (),
    polarity: Polarity = Polarity.ASSERTS,
    event_type: EventType = EventType.ASSAULT,
) -> tuple[EventMention, bool]:
    """The event once somebody has claimed it, and whether he is among those who tell of it."""
    article = make_article(text)
    avowal = make_attribution(article, cue, content, author=author, polarity=polarity)
    mention = make_mention(article, trigger, agents=agents, recipients=recipients, event_type=event_type)
    (found,) = with_avowals([mention], [avowal], text)
    return found, avowal.id in found.attribution_ids


@pytest.mark.parametrize(
    ("text", "cue", "content"),
    [
        ("A bomb struck Qarun. The Hill Front claimed responsibility.", "claimed", "responsibility"),
        ("A bomb struck Qarun. The Hill Front claimed responsibility.", "claimed responsibility", "Hill"),
        ("A bomb struck Qarun. The Hill Front took responsibility for it.", "took", "responsibility for it"),
        ("A bomb struck Qarun. The Hill Front claimed the attack in a video.", "claimed", "the attack in a video"),
        ("A bomb struck Qarun. The raid was claimed by the Hill Front.", "claimed", "The raid"),
    ],
)
def test_who_claims_it_did_it(text: str, cue: str, content: str) -> None:
    found, is_told = avowed(text, cue, content)
    assert is_told
    assert found.agents == (GROUP,)


@pytest.mark.parametrize(
    ("cue", "content"),
    [
        ("claimed", "the attack had killed ten"),
        ("claimed", "victory"),
        ("said", "the attack in Qarun"),
    ],
)
def test_other_claims(cue: str, content: str) -> None:
    found, is_told = avowed(f"A bomb struck Qarun. The Hill Front {cue} {content}.", cue, content)
    assert not is_told
    assert found.agents == ()


TAKEN = "A bomb struck Qarun. The Hill Front claimed responsibility."


def test_who_was_named_stays() -> None:
    found, _ = avowed(TAKEN, "claimed", "responsibility", agents=[BOMBER], recipients=[GROUP])
    assert (found.agents, found.recipients) == ((BOMBER, GROUP), ())


def test_nobody_does_it_twice() -> None:
    assert avowed(TAKEN, "claimed", "responsibility", agents=[GROUP])[0].agents == (GROUP,)


def test_a_person_speaks_but_is_no_party() -> None:
    found, is_told = avowed(TAKEN, "claimed", "responsibility", author=BOMBER)
    assert is_told
    assert found.agents == ()


@pytest.mark.parametrize("polarity", [Polarity.DENIES, Polarity.ASKS])
def test_only_who_asserts_it(polarity: Polarity) -> None:
    assert not avowed(TAKEN, "claimed", "responsibility", polarity=polarity)[1]


def test_meetings_are_not_claimed() -> None:
    assert not avowed(TAKEN, "claimed", "responsibility", event_type=EventType.CONSULT)[1]


def test_what_lies_far_back_is_not_meant() -> None:
    text = "A bomb struck Qarun. It was cold. Shops were shut. Buses ran. The Hill Front claimed responsibility."
    assert not avowed(text, "claimed", "responsibility")[1]


def test_in_a_report() -> None:
    text = "A bomb killed nine people in Kabul on Friday. The Taliban claimed responsibility."
    (event,) = Reader.load().read(make_article(text)).events
    assert [actor.name for actor in event.agents] == ["Taliban"]
    assert len(event.attribution_ids) == 1
    text = "A bomb killed nine people in Kabul on Friday. No group has claimed responsibility."
    (event,) = Reader.load().read(make_article(text)).events
    assert (event.agents, event.attribution_ids, event.own_voice) == ((), (), True)

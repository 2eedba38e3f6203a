"""Who denies or confirms an event by a word for it alone, and which event that is."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Actor, Article, Attribution, Certainty, EventMention, EventType, Polarity
from accordingto.read import Reader
from accordingto.read.replies import find_denials, replies_of, with_replies, without_replies
from tests.factory import make_actor, make_article, make_attribution, make_mention

RESIDENTS, ARMY = make_actor("residents"), make_actor("army")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Residents said it was shelled. The army denied this.", [("The army", "denied", "this")]),
        ("Rebels have rejected the accusation, he said.", [("Rebels", "have rejected", "the accusation")]),
        ("Jets hit Qarun, they said, but Moscow rejects it.", [("Moscow", "rejects", "it")]),
        ("The army flatly denied any involvement.", [("The army", "flatly denied", "any involvement")]),
        # what is denied stands before it
        ("They took Qarun, he said, a claim the army disputed.", [("the army", "disputed", "a claim")]),
        ("Rebels hold it, a report which officials have dismissed.", [("officials", "have dismissed", "a report")]),
        # words of their own say what is denied
        ("The army denied the report that it had shelled Qarun.", []),
        ("Guards denied them entry.", []),
        ("The court rejected the appeal.", []),
    ],
)
def test_who_denies(text: str, found: list[tuple[str, str, str]]) -> None:
    said = [(s.source.slice(text), s.cue.slice(text), s.content.slice(text)) for s in find_denials(text)]
    assert said == found


@given(st.text(alphabet="The army denied this, report .\n\"'"))
def test_what_is_found_lies_in_the_text(text: str) -> None:
    for said in find_denials(text):
        assert said.source.slice(text).strip() and said.cue.slice(text).strip() and said.content.slice(text).strip()


def denial(article: Article, content: str, *, author: Actor | None = ARMY, cue: str = "denied") -> Attribution:
    return make_attribution(article, cue, content, author=author, source="army", polarity=Polarity.DENIES)


@pytest.mark.parametrize(
    ("content", "is_one"),
    [
        ("it", True),
        ("the report", True),
        ("all these accusations as lies", True),
        ("the claim a fabrication", True),
        ("any role", True),
        # its own words tell of the event
        ("the report that it shelled", False),
        ("shelling Qarun", False),
    ],
)
def test_a_word_for_it(content: str, is_one: bool) -> None:
    article = make_article(f"The army denied {content}.")
    assert bool(replies_of([denial(article, content)], article.text)) is is_one


def test_only_who_denies_with_a_name() -> None:
    article = make_article("The army denied it.")
    unnamed = denial(article, "it", author=None)
    asserted = make_attribution(article, "denied", "it", author=ARMY)
    assert replies_of([unnamed, asserted], article.text) == []


def answered(
    text: str, triggers: Sequence[str], said: str, content: str, *, agents: Sequence[Actor] = ()
) -> tuple[list[EventMention], Attribution]:
    """The events of a report in which residents say `said` and the army denies `content`."""
    article = make_article(text)
    told = make_attribution(article, "said", said, author=RESIDENTS) if said else None
    no = denial(article, content)
    mentions = [
        make_mention(
            article,
            trigger,
            attributions=[told] if told is not None and trigger in said else [],
            own_voice=told is None or trigger not in said,
            agents=agents,
        )
        for trigger in triggers
    ]
    attributions = [no] if told is None else [told, no]
    replies = replies_of(attributions, text)
    tellings = without_replies(attributions, replies)
    return with_replies(mentions, replies, tellings, text), no


TOLD = "Residents said jets bombed Qarun."


@pytest.mark.parametrize(
    ("text", "triggers", "said", "content", "denied"),
    [
        (f"{TOLD} The army denied the report.", ["bombed"], "jets bombed Qarun", "the report", ["bombed"]),
        # told by others, not what the publication tells in between
        (
            f"{TOLD} Rebels shelled Tarmis. The army denied it.",
            ["bombed", "shelled"],
            "jets bombed Qarun",
            "it",
            ["bombed"],
        ),
        # too far back
        (
            f"{TOLD} It was cold. Shops were shut. Buses ran. The army denied it.",
            ["bombed"],
            "jets bombed Qarun",
            "it",
            [],
        ),
        # who did it may be denied of what the publication tells, but no report
        ("A bomb struck Qarun. The army denied responsibility.", ["struck"], "", "responsibility", ["struck"]),
        ("A bomb struck Qarun. The army denied the report.", ["struck"], "", "the report", []),
        # what is told later is not denied yet
        ("The army denied it. Residents said jets bombed Qarun.", ["bombed"], "jets bombed Qarun", "it", []),
    ],
)
def test_what_is_denied(text: str, triggers: list[str], said: str, content: str, denied: list[str]) -> None:
    found, no = answered(text, triggers, said, content)
    assert [m.triggers[0].slice(text) for m in found if no.id in m.attribution_ids] == denied


def test_of_many_events_those_of_their_own_side() -> None:
    article = make_article("Residents said jets bombed Qarun and rebels shelled Tarmis. The army denied it.")
    told = make_attribution(article, "said", "jets bombed Qarun and rebels shelled Tarmis", author=RESIDENTS)
    no = denial(article, "it")
    bombed = make_mention(article, "bombed", attributions=[told], own_voice=False, agents=[ARMY])
    shelled = make_mention(article, "shelled", attributions=[told], own_voice=False, agents=[make_actor("rebels")])
    replies = replies_of([told, no], article.text)
    found = with_replies([bombed, shelled], replies, [told], article.text)
    assert [no.id in mention.attribution_ids for mention in found] == [True, False]


def test_nobody_is_blamed_for_talks() -> None:
    article = make_article("Residents said a bomb struck Qarun before talks. The army denied any involvement.")
    told = make_attribution(article, "said", "a bomb struck Qarun before talks", author=RESIDENTS)
    no = denial(article, "any involvement")
    struck = make_mention(article, "struck", attributions=[told], own_voice=False)
    talks = make_mention(article, "talks", attributions=[told], own_voice=False, event_type=EventType.CONSULT)
    found = with_replies([struck, talks], replies_of([no], article.text), [told], article.text)
    assert [no.id in mention.attribution_ids for mention in found] == [True, False]


@pytest.mark.parametrize(("agents", "is_denied"), [([ARMY], True), ([], False)])
def test_it_that_denies_a_deed_is_whoever_is_blamed(agents: list[Actor], is_denied: bool) -> None:
    """ "Many blamed the army, though it denied responsibility": "it" may be anybody, but nobody else denies a deed."""
    article = make_article("Residents said jets struck Qarun, but it denied responsibility.")
    told = make_attribution(article, "said", "jets struck Qarun", author=RESIDENTS)
    no = make_attribution(article, "denied", "responsibility", author=ARMY, source="it", polarity=Polarity.DENIES)
    struck = make_mention(article, "struck", attributions=[told], own_voice=False, agents=agents)
    (found,) = with_replies([struck], replies_of([no], article.text), [told], article.text)
    assert (no.id in found.attribution_ids) is is_denied


def test_who_denies_what_another_says_denies_the_event() -> None:
    """ "The army disputed that rebels had, as residents said, taken Qarun": the innermost statement is not all."""
    article = make_article("The army denied that, as residents said, rebels took Qarun.")
    told = make_attribution(article, "said", "rebels took Qarun", author=RESIDENTS)
    no = denial(article, "that, as residents said, rebels took Qarun")
    took = make_mention(article, "took", attributions=[told], own_voice=False)
    (found,) = with_replies([took], [], [told, no], article.text)
    assert found.attribution_ids == (told.id, no.id)


@pytest.mark.parametrize(("certainty", "is_told"), [(Certainty.CERTAIN, True), (Certainty.POSSIBLE, False)])
def test_who_confirms_tells_of_it(certainty: Certainty, is_told: bool) -> None:
    """ "Could not confirm the report" is uncertain, and neither said nor denied."""
    article = make_article("Jets bombed Qarun. The army confirmed it.")
    yes = make_attribution(article, "confirmed", "it", author=ARMY, certainty=certainty)
    found = with_replies([make_mention(article, "bombed")], replies_of([yes], article.text), [], article.text)
    assert (yes.id in found[0].attribution_ids) is is_told


def test_nobody_denies_twice() -> None:
    found, no = answered(f"{TOLD} The army denied the report.", ["bombed"], "jets bombed Qarun", "the report")
    again = with_replies(found, [], [no], f"{TOLD} The army denied the report.")
    assert again == found


@pytest.mark.parametrize(
    "text",
    [
        "Turkish jets struck a clinic in Afrin on Saturday, health officials said. The Turkish military denied the "
        "report.",
        "The rebels said they had taken Barsaya hill, a claim that a spokesman for the militia called premature.",
        "Rebels said the army had shelled Morek on Friday. The army described the claims as baseless.",
        "Local officials blamed the Taliban for the bombing in Kabul, but the group rejected the accusation.",
        "Turkish-backed rebels captured al-Amarna, a commander said, a claim the militia disputed.",
        # the publication tells it
        "Rebels entered the western districts of Afrin on Saturday, a claim the militia disputed.",
        "The army retook Morek on Friday, a report rebels have denied.",
    ],
)
def test_in_a_report_both_sides_are_heard(text: str) -> None:
    reading = Reader.load().read(make_article(text))
    polarities = {a.id: a.polarity for a in reading.attributions}
    told = [
        {polarities[i] for i in mention.attribution_ids} | ({Polarity.ASSERTS} if mention.own_voice else set())
        for mention in reading.events
    ]
    assert {Polarity.ASSERTS, Polarity.DENIES} in told

"""From drafted spans to attributions: who speaks on, what stands within what, and which drafts repeat another."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from accordingto.model import Actor, Attribution, SourceKind, Span
from accordingto.read.actors import ActorList
from accordingto.read.attributions import AttributionDraft, complete_attributions, innermost, without_repetitions
from tests.factory import make_article


def at(text: str, words: str) -> Span:
    """Where `words` stand in `text`, which must hold them once."""
    assert text.count(words) == 1, words
    start = text.index(words)
    return Span(start, start + len(words))


def draft(text: str, source: str | None, cue: str | None, *content: str, score: float = 0.9) -> AttributionDraft:
    return AttributionDraft(
        source=(at(text, source),) if source else (),
        cue=(at(text, cue),) if cue else (),
        content=tuple(at(text, piece) for piece in content),
        is_speech=True,
        score=score,
        kind=SourceKind.GOVERNMENT,
    )


def complete(text: str, drafts: Sequence[AttributionDraft]) -> tuple[Attribution, ...]:
    article = make_article(text)
    spans = [span for draft in drafts for span in draft.source]
    names = {span: (Actor(name=span.slice(text), key=span.slice(text).casefold()),) for span in spans}
    return complete_attributions(article, drafts, names, ActorList.load())


def test_a_statement_within_anothers_content_is_nested() -> None:
    text = "The Guardian reports that the ministry said two bridges were hit."
    outer, inner = complete(
        text,
        [
            draft(text, "The Guardian", "reports", "the ministry said two bridges were hit"),
            draft(text, "the ministry", "said", "two bridges were hit"),
        ],
    )
    assert outer.within_id is None
    assert inner.within_id == outer.id


def test_neighbours_are_not_nested() -> None:
    text = "Kyiv said a depot burned. Moscow said nothing burned."
    made = complete(text, [draft(text, "Kyiv", None, "a depot burned"), draft(text, "Moscow", None, "nothing burned")])
    assert [a.within_id for a in made] == [None, None]


def test_a_further_quotation_is_given_to_the_last_speaker() -> None:
    text = "“We hold the bridge,” the governor said.\n\n“Nobody will cross it tonight.”"
    first, second = complete(
        text,
        [
            draft(text, "the governor", "said", "“We hold the bridge,”"),
            draft(text, None, None, "“Nobody will cross it tonight.”"),
        ],
    )
    assert second.continues_id == first.id
    assert second.author == first.author


def test_a_quotation_far_from_any_speaker_stays_without_author() -> None:
    text = "“We hold it,” the governor said." + " Rain fell on the valley." * 40 + " “It is ours.”"
    _, far = complete(
        text, [draft(text, "the governor", "said", "“We hold it,”"), draft(text, None, None, "“It is ours.”")]
    )
    assert far.author is None
    assert far.continues_id is None


def test_a_source_without_kind_takes_the_networks() -> None:
    text = "The spokesman said the road was open."
    (made,) = complete(text, [draft(text, "The spokesman", "said", "the road was open")])
    assert made.author is not None
    assert made.author.kind is SourceKind.GOVERNMENT


@pytest.mark.parametrize(
    ("second", "kept"),
    [
        # the same words for the same source with another cue: one statement
        (("the army", "adding", "the town had fallen and the road was cut"), 1),
        # the same words for another source: one quotes the other
        (("residents", "adding", "the town had fallen and the road was cut"), 2),
        # no source: what is already given to somebody is not given to nobody as well
        ((None, "adding", "the town had fallen and the road was cut"), 1),
        # only a part of the statement is shared
        (("the army", "adding", "the road was cut"), 2),
    ],
)
def test_one_statement_is_kept_once(second: tuple[str | None, str, str], kept: int) -> None:
    text = "the army said the town had fallen and the road was cut, adding little; residents agreed"
    drafts = [
        draft(text, "the army", "said", "the town had fallen and the road was cut"),
        draft(text, second[0], second[1], second[2], score=0.5),
    ]
    result = without_repetitions(drafts)
    assert len(result) == kept
    assert result[0] is drafts[0]


def test_innermost_prefers_the_shortest_content() -> None:
    text = "The Guardian reports that the ministry said two bridges were hit."
    made = complete(
        text,
        [
            draft(text, "The Guardian", "reports", "the ministry said two bridges were hit"),
            draft(text, "the ministry", "said", "two bridges were hit"),
        ],
    )
    assert innermost(at(text, "hit"), made) == made[1]
    assert innermost(at(text, "the ministry"), made) == made[0]
    assert innermost(at(text, "reports"), made) is None

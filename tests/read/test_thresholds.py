"""What is left of a reading when doubtful findings are left out: nothing that points to what is not there."""

from __future__ import annotations

from dataclasses import replace

from accordingto.read import Thresholds
from tests.factory import make_actor, make_article, make_attribution, make_figure, make_mention

ARTICLE = make_article("The mayor said a witness told him that rebels shelled Qorin, and Dalya was raided.")
OUTER = replace(
    make_attribution(ARTICLE, "said", "a witness told him that rebels shelled Qorin", author=make_actor("mayor")),
    score=0.4,
)
INNER = replace(
    make_attribution(ARTICLE, "told", "rebels shelled Qorin", author=make_actor("witness"), within=OUTER), score=0.9
)
SHELLED = make_mention(
    ARTICLE,
    "shelled",
    attributions=[INNER, OUTER],
    own_voice=False,
    figures=[make_figure(3, by=OUTER), make_figure(2, by=INNER)],
)
ONLY_OUTER = make_mention(ARTICLE, "shelled", attributions=[OUTER], own_voice=False)
RAIDED = replace(make_mention(ARTICLE, "raided"), score=0.6)


def test_without_thresholds_all_is_kept() -> None:
    assert Thresholds(attribution=0.0, event=0.0).kept((OUTER, INNER), (SHELLED, RAIDED)) == (
        (OUTER, INNER),
        (SHELLED, RAIDED),
    )


def test_an_attribution_loses_the_doubtful_one_around_it() -> None:
    (kept,), _ = Thresholds(attribution=0.5).kept((OUTER, INNER), ())
    assert kept == replace(INNER, within_id=None)


def test_an_event_keeps_its_sure_tellings_and_their_figures() -> None:
    _, (kept,) = Thresholds(attribution=0.5).kept((OUTER, INNER), (SHELLED,))
    assert kept.attribution_ids == (INNER.id,)
    assert [figure.attribution_id for figure in kept.figures] == [INNER.id]


def test_what_only_a_doubtful_attribution_tells_does_not_become_the_papers_own_word() -> None:
    assert Thresholds(attribution=0.5).kept((OUTER, INNER), (ONLY_OUTER,)) == ((replace(INNER, within_id=None),), ())


def test_events_have_a_threshold_of_their_own() -> None:
    assert Thresholds(event=0.7).kept((OUTER, INNER), (SHELLED, RAIDED)) == ((OUTER, INNER), (SHELLED,))

"""Text that reports share: what is a copy, what only a quotation both heard, and who took it from whom."""

from __future__ import annotations

import time
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.link.alignment import compare
from accordingto.link.copies import ReuseKind, copy_keys, is_taker, link_copies, reuse_kind, reuse_score
from accordingto.link.words import body_words
from accordingto.model import Article, Judgement, Relation
from tests.factory import DAY_ONE, make_article

AGENCY = (
    "Government troops entered the northern district of Karm al-Zeitoun on Monday after two weeks of street fighting, "
    "residents and a monitoring group said. Soldiers went from house to house while armoured vehicles closed the "
    "bridge over the canal, cutting the last road that traders had used to bring in flour and fuel. At least fourteen "
    "people were killed in the final hours of the battle, among them three paramedics whose ambulance was hit near the "
    "market. The army command declared the district secure and promised to restore water within a week."
)
# The desk of another outlet shortened it, turned sentences round and added a line of its own.
REWRITE = (
    "Two weeks of street fighting ended on Monday when soldiers took the northern district of Karm al-Zeitoun, "
    "neighbours said. Armoured vehicles closed the bridge over the canal, cutting the last road that traders had used "
    "to bring in flour and fuel. At least fourteen people were killed in the final hours of the battle, three of them "
    "paramedics whose ambulance was hit near the market. Our own correspondent could not reach the area."
)
# The same day and the same facts, in words of its own.
INDEPENDENT = (
    "After a fortnight of clashes the army has taken Karm al-Zeitoun, the last quarter of the city's north that rebels "
    "held. Shopkeepers described searches of every home. The canal crossing is shut. Fourteen dead were counted by a "
    "monitor, including an ambulance crew struck by shrapnel as it drove past stalls."
)
STATEMENT = (
    "“We have decided to withdraw our fighters from the old town in order to spare its people further suffering, and "
    "we call on every party to open the roads to aid without any condition whatsoever, today and not tomorrow,” "
)
QUOTES_ONE = STATEMENT + "the council's spokesman told reporters in the border town, where he arrived by bus at noon."
QUOTES_TWO = "In a written note seen here, the armed council struck a softer tone. " + STATEMENT + "it read."
# What every page of one outlet ends with.
BOILERPLATE = (
    " Copyright 2024 The Northern Courier. All rights reserved. "
    "This material may not be published, broadcast, rewritten or passed on without leave."
)


@pytest.mark.parametrize(
    ("one", "two", "kind"),
    [
        (AGENCY, AGENCY, ReuseKind.COPY),  # as it came
        (AGENCY, AGENCY.upper(), ReuseKind.COPY),  # capitals are no difference
        (AGENCY, AGENCY.replace("fourteen", "15"), ReuseKind.COPY),  # one toll revised
        (AGENCY, REWRITE, ReuseKind.REWRITE),
        (AGENCY, INDEPENDENT, None),  # one event, two reporters
        (QUOTES_ONE, QUOTES_TWO, None),  # one statement, quoted by two
        ("Rain fell." + BOILERPLATE, "Snow fell in the hills." + BOILERPLATE, None),
        (AGENCY, "", None),
    ],
)
def test_copies_are_told_from_what_only_looks_alike(one: str, two: str, kind: ReuseKind | None) -> None:
    left = make_article(one, publisher="Agency")
    right = make_article(two or "x", publisher="Herald", published=DAY_ONE + timedelta(hours=4))
    edges = [e for e in link_copies(left, [right]) if e.judgement == Judgement.POSITIVE]
    assert [reuse_kind(e) for e in edges] == ([] if kind is None else [kind])
    assert all((e.left_id, e.right_id) == (right.id, left.id) for e in edges)  # the later one took it


def test_evidence_are_spans_of_the_shared_words() -> None:
    left, right = make_article(AGENCY, publisher="Agency"), make_article("Update: " + REWRITE, publisher="Herald")
    texts = {left.id: left.text, right.id: right.text}
    (edge,) = link_copies(left, [right])
    assert edge.evidence
    for evidence in edge.evidence:
        assert evidence.left and evidence.right
        taken = evidence.left.slice(texts[edge.left_id]).lower().split()
        given_ = evidence.right.slice(texts[edge.right_id]).lower().split()
        assert len(set(taken) & set(given_)) >= 0.7 * min(len(set(taken)), len(set(given_)))


def test_a_copied_passage_in_a_longer_report_is_suggested_only() -> None:
    opening = " ".join(f"Paragraph {n} tells of prices, schools and the weather in town number {n}." for n in range(40))
    longer = make_article(opening + " " + AGENCY.split(". ")[1] + ". " + opening, publisher="Herald")
    edges = link_copies(make_article(AGENCY, publisher="Agency"), [longer])
    assert [e.judgement for e in edges] == [Judgement.SUGGESTED]


@pytest.mark.parametrize("text", [REWRITE, "Update. " + AGENCY])
def test_shared_text_meets_under_a_block_key(text: str) -> None:
    assert set(copy_keys(make_article(AGENCY, publisher="A"))) & set(copy_keys(make_article(text, publisher="B")))


def test_a_short_passage_in_a_long_report_meets_too() -> None:
    filler = " ".join(f"word{n}" for n in range(400))
    passage = " ".join(AGENCY.split()[40:70])
    long_report = make_article(f"{filler} {passage} {filler}")
    assert set(copy_keys(make_article(AGENCY))) & set(copy_keys(long_report))


def test_strangers_share_no_key() -> None:
    assert not set(copy_keys(make_article(AGENCY))) & set(copy_keys(make_article(INDEPENDENT)))


class TestRevisions:
    def test_a_new_text_at_the_same_address_is_a_revision_however_much_changed(self) -> None:
        old = make_article("A blast was heard in the port.", url="https://herald.example/live")
        new = make_article(AGENCY, url="https://herald.example/live", published=DAY_ONE + timedelta(hours=2))
        (edge,) = link_copies(old, [new])
        assert (edge.relation, edge.left_id) == (Relation.REVISION_OF, new.id)
        assert set(copy_keys(old)) & set(copy_keys(new))

    def test_an_outlets_near_text_hours_later_is_a_revision(self) -> None:
        new = make_article(REWRITE, published=DAY_ONE + timedelta(hours=5))
        (edge,) = link_copies(make_article(AGENCY), [new])
        assert (edge.relation, edge.left_id) == (Relation.REVISION_OF, new.id)

    def test_an_outlets_text_used_again_weeks_later_is_a_copy(self) -> None:
        (edge,) = link_copies(make_article(AGENCY), [make_article(REWRITE, published=DAY_ONE + timedelta(days=30))])
        assert edge.relation == Relation.COPY_OF


class TestDirection:
    def test_who_credits_the_other_took_it_even_if_stamped_earlier(self) -> None:
        agency = make_article(AGENCY, publisher="Reuters", published=DAY_ONE)
        client = make_article(REWRITE, publisher="Herald", agency="Reuters", published=DAY_ONE - timedelta(hours=1))
        assert is_taker(client, agency) and not is_taker(agency, client)

    def test_exactly_one_of_two_is_the_taker(self) -> None:
        one, two = make_article(AGENCY, publisher="A"), make_article(REWRITE, publisher="B")
        assert is_taker(one, two) != is_taker(two, one)


WORDS = st.sampled_from("army rebels took the town on monday and left it on friday said a witness near bridge".split())
TEXTS = st.lists(WORDS, min_size=1, max_size=120).map(" ".join)


@given(TEXTS, TEXTS)
def test_edges_do_not_depend_on_who_is_linked_first(one: str, two: str) -> None:
    left, right = make_article(one, publisher="A"), make_article(two, publisher="B")
    assert link_copies(left, [right]) == link_copies(right, [left])


@given(st.text(min_size=1, max_size=400))
def test_any_text_compares_with_itself(text: str) -> None:
    words = body_words(text)
    reuse = compare(words, words)
    assert 0 <= reuse.share <= 1 and 0 <= reuse_score(reuse) <= 1
    assert all(p.left.end <= len(text) for p in reuse.passages)
    copy_keys(make_article(text))


@pytest.mark.parametrize(
    "text",
    [
        "the army said " * 400_000,  # 5 MB of one refrain
        "a" * 5_000_000,
        "copyright 2024 " * 300_000,
        "“" * 3_000_000,
        "“a " * 1_000_000,
        "\n" * 2_000_000 + ".",
    ],
)
def test_hostile_texts_take_bounded_time(text: str) -> None:
    started = time.monotonic()
    article, other = make_article(text, publisher="A"), make_article(text + " end", publisher="B")
    copy_keys(article)
    link_copies(article, [other])
    assert time.monotonic() - started < 5


def test_candidates_given_twice_count_once() -> None:
    other: Article = make_article(REWRITE, publisher="B")
    article = make_article(AGENCY, publisher="A")
    assert link_copies(article, [other, other, article]) == link_copies(article, [other])

"""Same-event edges: what is joined, what is not, and why."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.link import MentionInContext, block_keys, link_mentions
from accordingto.link.features import FEATURES, other_mode, phrase
from accordingto.link.profiles import profiles
from accordingto.link.scoring import POSITIVE, score_pair, trained_weights
from accordingto.model import ControlChange, Edge, EventType, Judgement, Status, WherePrecision
from tests.factory import DAY_ONE, make_actor, make_article, make_day, make_figure, make_mention, make_place

SARAQIB = make_place("Saraqib", 35.864, 36.802, admin1="Idlib")
SARAQEB_FARMS = make_place("Saraqib Farms", 35.87, 36.83, admin1="Idlib")
RAQQA = make_place("Raqqa", 35.95, 39.01, admin1="Raqqa")
IDLIB = make_place("Idlib", 35.9, 36.7, admin1="Idlib", feature="A.ADM1", radius_m=60_000)
SYRIA = make_place("Syria", 35.0, 38.0, admin1=None, feature="A.PCLI", radius_m=300_000)
REBELS, ARMY = make_actor("rebels"), make_actor("Syrian army")
SATURDAY, SUNDAY, NEXT_FRIDAY = date(2024, 11, 30), date(2024, 12, 1), date(2024, 12, 6)


def telling(
    text: str, trigger: str, *, publisher: str = "Courier", days_later: int = 0, **mention: object
) -> MentionInContext:
    article = make_article(text, publisher=publisher, published=DAY_ONE + timedelta(days=days_later))
    return MentionInContext(mention=make_mention(article, trigger, **mention), article=article)  # type: ignore[arg-type]


CAPTURE = telling(
    "Rebels captured the town of Saraqib on Saturday after a day of street fighting.",
    "captured",
    places=[SARAQIB],
    time=make_day(SATURDAY),
    agents=[REBELS],
    control=ControlChange(to="rebels"),
)
STRIKE = telling(
    "Warplanes bombed a bakery in Saraqib on Sunday, killing nine people.",
    "bombed",
    mode="aerial",
    places=[SARAQIB],
    time=make_day(SUNDAY),
    agents=[ARMY],
    figures=[make_figure(9)],
)

ONE_EVENT = [
    # the same facts by another outlet, in other words
    (
        CAPTURE,
        telling(
            "The highway town of Saraqib fell to rebels on Saturday, its residents said.",
            "fell",
            publisher="Herald",
            places=[SARAQIB],
            time=make_day(SATURDAY),
            agents=[REBELS],
        ),
    ),
    # a toll revised a day later, without a date of its own
    (
        STRIKE,
        telling(
            "The bombing of a bakery in Saraqib on the weekend killed ten people, one of whom died in hospital.",
            "bombing",
            publisher="Herald",
            days_later=1,
            mode="aerial",
            places=[SARAQIB],
            figures=[make_figure(10)],
        ),
    ),
    # what the reader took for the place is in the next sentence; the town is named, the toll and the bakery agree
    (
        STRIKE,
        telling(
            "Warplanes bombed a bakery in Saraqeb on Sunday and nine people were killed, a doctor in Raqqa said.",
            "bombed",
            publisher="Herald",
            mode="aerial",
            places=[RAQQA],
            where_prec=WherePrecision.NEAR,
            time=make_day(SUNDAY),
            figures=[make_figure(9)],
        ),
    ),
    # the village next to it for the town
    (
        STRIKE,
        telling(
            "Nine people died when warplanes bombed a bakery near Saraqib on Sunday.",
            "bombed",
            publisher="Herald",
            mode="aerial",
            places=[SARAQEB_FARMS],
            where_prec=WherePrecision.NEAR,
            time=make_day(SUNDAY),
            figures=[make_figure(9)],
        ),
    ),
]
TWO_EVENTS = [
    # one town, two days, two acts
    (CAPTURE, STRIKE),
    # one day, one kind of act, two towns
    (
        STRIKE,
        telling(
            "Warplanes bombed a market in Raqqa on Sunday, killing nine people.",
            "bombed",
            publisher="Herald",
            mode="aerial",
            places=[RAQQA],
            time=make_day(SUNDAY),
            figures=[make_figure(9)],
        ),
    ),
    # one bakery, bombed again the next Friday
    (
        STRIKE,
        telling(
            "Warplanes bombed a bakery in Saraqib on Friday, killing nine people.",
            "bombed",
            publisher="Herald",
            days_later=5,
            mode="aerial",
            places=[SARAQIB],
            time=make_day(NEXT_FRIDAY),
            figures=[make_figure(9)],
        ),
    ),
    # a truce is not an attack, wherever and whenever it is made
    (
        STRIKE,
        telling(
            "Elders agreed a truce in Saraqib on Sunday.",
            "agreed",
            publisher="Herald",
            event_type=EventType.AGREE,
            places=[SARAQIB],
            time=make_day(SUNDAY),
        ),
    ),
]


def positive(edges: Sequence[Edge]) -> list[tuple[str, str]]:
    return [(e.left_id, e.right_id) for e in edges if e.judgement == Judgement.POSITIVE]


@pytest.mark.parametrize(("one", "two"), ONE_EVENT)
def test_one_event_is_joined_with_a_reason(one: MentionInContext, two: MentionInContext) -> None:
    (edge,) = link_mentions([one, two], [])
    assert edge.judgement == Judgement.POSITIVE
    assert edge.reason.startswith("Same event: ")
    assert edge.known_at == edge.decided_at == max(one.article.known_at, two.article.known_at)


@pytest.mark.parametrize(("one", "two"), TWO_EVENTS)
def test_two_events_are_not(one: MentionInContext, two: MentionInContext) -> None:
    assert positive(link_mentions([one, two], [])) == []


def test_within_one_report_the_reader_has_decided() -> None:
    article = make_article("Rebels captured Saraqib. Saraqib was captured on Saturday.")
    twice = [make_mention(article, "captured", occurrence=n, places=[SARAQIB]) for n in (0, 1)]
    assert link_mentions([MentionInContext(mention=m, article=article) for m in twice], []) == ()


def test_a_report_speaks_from_its_dateline_not_from_the_day_it_was_filed_under() -> None:
    wording = "The bombing of a bakery in Saraqib killed ten people, one of whom died in hospital."
    late = telling(wording, "bombing", publisher="Herald", days_later=200, mode="aerial", places=[SARAQIB])
    assert not positive(link_mentions([STRIKE, late], []))
    dated = replace(late, mention=replace(late.mention, told_on=SUNDAY + timedelta(days=1)))
    assert positive(link_mentions([STRIKE, dated], []))


def test_what_cannot_be_one_event_says_why() -> None:
    a, b = profiles([STRIKE, TWO_EVENTS[2][1]])
    score = score_pair(a, b)
    assert score.vetoed and score.reason == "Not the same event: the dates lie 5 days apart."


def test_places_rule_an_event_out_only_where_both_are_told_exactly() -> None:
    here, there = profiles([STRIKE, TWO_EVENTS[1][1]])
    assert score_pair(here, there).reason.startswith("Not the same event: the places lie ")
    near = replace(there.mention, places=(replace(there.mention.places[0], where_prec=WherePrecision.NEAR),))
    score = score_pair(here, replace(there, mention=near))
    assert not score.vetoed and score.value < POSITIVE


ALL = [CAPTURE, STRIKE, *(pair[1] for pair in ONE_EVENT + TWO_EVENTS[1:])]


def test_together_or_one_by_one_gives_the_same_edges() -> None:
    together = link_mentions(ALL, [])
    one_by_one = [edge for i, context in enumerate(ALL) for edge in link_mentions([context], ALL[:i])]
    assert sorted(one_by_one, key=lambda e: e.key) == sorted(together, key=lambda e: e.key)


def test_order_and_repetition_change_nothing() -> None:
    assert link_mentions(ALL[::-1], []) == link_mentions(ALL, ALL) == link_mentions([*ALL, *ALL], [])


def test_a_generator_of_candidates_is_enough() -> None:
    assert link_mentions(ALL[:1], (c for c in ALL[1:])) == link_mentions(ALL[:1], ALL[1:])


class TestBlockKeys:
    def test_days_next_to_each_other_meet(self) -> None:
        for day in (SUNDAY + timedelta(days=n) for n in range(8)):
            one = telling("Shells hit Saraqib.", "hit", places=[SARAQIB], time=make_day(day))
            two = telling("Shells hit Saraqib.", "hit", places=[SARAQIB], time=make_day(day + timedelta(days=2)))
            assert set(block_keys(one.mention, one.article)) & set(block_keys(two.mention, two.article))

    def test_far_places_and_far_days_do_not(self) -> None:
        here = telling("Shells hit homes.", "hit", places=[SARAQIB], time=make_day(SUNDAY))
        there = telling("A mill was hit.", "hit", places=[RAQQA], time=make_day(SUNDAY))
        then = telling("Shells hit homes.", "hit", places=[SARAQIB], time=make_day(SUNDAY - timedelta(days=40)))
        keys = set(block_keys(here.mention, here.article))
        assert not keys & set(block_keys(there.mention, there.article))
        assert not keys & set(block_keys(then.mention, then.article))

    def test_a_town_and_its_province_meet(self) -> None:
        town = telling("Shells hit homes.", "hit", places=[SARAQIB], time=make_day(SUNDAY))
        province = telling(
            "Shells hit homes.", "hit", places=[IDLIB], where_prec=WherePrecision.ADM1, time=make_day(SUNDAY)
        )
        assert set(block_keys(town.mention, town.article)) & set(block_keys(province.mention, province.article))

    @pytest.mark.parametrize("status", list(Status))
    def test_they_are_few_however_much_is_told(self, status: Status) -> None:
        places = [make_place(f"Village {n}", 35 + n / 10, 36 + n / 10, admin1=f"Province {n}") for n in range(40)]
        long = make_day(SUNDAY, end=SUNDAY + timedelta(days=300))
        names = " ".join(f"Qarmid{n}" for n in range(200))
        told = telling(f"Fighting went on near {names}.", "Fighting", places=places, time=long, status=status)
        assert len(block_keys(told.mention, told.article)) <= 60

    def test_a_village_that_no_gazetteer_knows_meets_itself(self) -> None:
        names = ("Tell Qarmid", "Tal Karmeed", "Tell Sabun")
        one, same, other = (
            telling(text, "hit", places=[SYRIA], where_prec=WherePrecision.COUNTRY, time=make_day(SUNDAY))
            for text in ("Shells hit homes.", "Homes were hit.", "Farms were hit.")
        )
        here, again, elsewhere = (
            replace(told.mention, places=(replace(told.mention.places[0], name=name, is_within=True),))
            for told, name in zip((one, same, other), names, strict=True)
        )
        assert set(block_keys(here, one.article)) & set(block_keys(again, same.article))
        assert not set(block_keys(here, one.article)) & set(block_keys(elsewhere, other.article))

    def test_a_toll_stands_in_for_a_place(self) -> None:
        day, toll = make_day(SUNDAY), [make_figure(43)]
        one = telling("Shells hit homes.", "hit", places=[SARAQIB], time=day, figures=toll)
        two = telling("Homes were hit.", "hit", publisher="Herald", time=day, figures=toll)
        assert set(block_keys(one.mention, one.article)) & set(block_keys(two.mention, two.article))
        few = telling("A home was hit.", "hit", publisher="Herald", time=day, figures=[make_figure(1)])
        assert block_keys(few.mention, few.article) == ()

    def test_nothing_known_gives_no_key_rather_than_one_for_all(self) -> None:
        told = telling("there was fighting.", "fighting")
        assert block_keys(told.mention, told.article) == ()

    def test_telling_words_stand_in_for_a_place_that_readers_took_from_elsewhere(self) -> None:
        day = make_day(SUNDAY)
        one = telling("Sarin killed villagers in their sleep.", "killed", places=[SARAQIB], time=day)
        two = telling("Doctors spoke of sarin.", "sarin", publisher="Herald", places=[RAQQA], time=day)
        assert set(block_keys(one.mention, one.article)) & set(block_keys(two.mention, two.article))

    def test_the_head_of_a_report_says_where_its_sentences_are(self) -> None:
        day = make_day(SUNDAY)
        one = telling("Shells hit homes.", "hit", places=[SARAQIB], time=day)
        two = telling("Saraqeb mourns. The town is quiet. A home was hit at dawn.", "hit", publisher="Herald", time=day)
        assert set(block_keys(one.mention, one.article)) & set(block_keys(two.mention, two.article))


PLACES = st.sampled_from([(), (SARAQIB,), (RAQQA,), (SARAQIB, RAQQA)])
TIMES = st.sampled_from([None, make_day(SATURDAY), make_day(SUNDAY), make_day(SATURDAY, end=NEXT_FRIDAY)])
TYPES = st.sampled_from([EventType.ASSAULT, EventType.RETREAT, EventType.AID])
TOLLS = st.lists(st.integers(0, 40), max_size=2).map(lambda tolls: [make_figure(n) for n in tolls])


@given(PLACES, PLACES, TIMES, TIMES, TYPES, TYPES, TOLLS, TOLLS)
def test_scores_are_probabilities_and_symmetric(  # type: ignore[no-untyped-def]
    place, other_place, time, other_time, kind, other_kind, tolls, other_tolls
) -> None:
    one = telling("Shells hit the mill in Saraqib.", "hit", places=place, time=time, event_type=kind, figures=tolls)
    two = telling(
        "The mill was hit at dawn.",
        "hit",
        publisher="Herald",
        places=other_place,
        time=other_time,
        event_type=other_kind,
        figures=other_tolls,
    )
    a, b = profiles([one, two])
    assert score_pair(a, b) == score_pair(b, a)
    assert 0 <= score_pair(a, b).value <= 1
    assert all(0 <= feature(a, b) <= 1 for feature in FEATURES)


def test_every_comparison_has_a_weight_and_words_for_readers() -> None:
    assert {feature.__name__ for feature in FEATURES} == set(trained_weights().by_feature)
    assert all(phrase(feature)[0].islower() and "\n" not in phrase(feature) for feature in FEATURES)


@pytest.mark.parametrize(
    ("mode", "status", "differs"),
    [
        # who denies an air strike denies the gas attack that others tell of
        ("aerial", Status.DENIED, False),
        ("unconventional", Status.DENIED, False),
        # who tells of an air strike tells of another attack than the gas
        ("aerial", Status.HAPPENED, True),
        # shots are no part of it, whoever denies them
        ("firearms", Status.DENIED, True),
    ],
)
def test_a_denial_may_name_half_of_what_was_done(mode: str, status: Status, differs: bool) -> None:
    text = "A gas attack on Saraqib choked dozens of people."
    gas = telling(text, "attack", mode="unconventional")
    answer = telling("The army denied an attack on Saraqib.", "attack", mode=mode, status=status)
    one, other = profiles([gas, answer])
    assert (other_mode(one, other), other_mode(other, one)) == (differs, differs)

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Actor, SourceKind
from accordingto.read.actors import Named, is_crowd, parties_of
from tests.factory import make_actor

ARMY, REBELS, MONITOR = make_actor("the army"), make_actor("rebels"), make_actor("the monitor")


def named(actor: Actor, score: float, support: float = 0.5) -> Named:
    return Named(actor, score, support)


def test_parties_keep_their_order_and_count_once() -> None:
    found = parties_of([named(REBELS, 0.4), named(ARMY, 0.9), named(REBELS, 0.8)], [named(MONITOR, 0.3)])
    assert found == ((REBELS, ARMY), (MONITOR,))


def test_nobody_is_on_both_sides() -> None:
    assert parties_of([named(REBELS, 0.4)], [named(REBELS, 0.6), named(ARMY, 0.5)]) == ((), (REBELS, ARMY))
    assert parties_of([named(REBELS, 0.6)], [named(REBELS, 0.4), named(ARMY, 0.5)]) == ((REBELS,), (ARMY,))


def test_an_actors_best_words_decide_its_side() -> None:
    found = parties_of([named(REBELS, 0.2), named(REBELS, 0.7)], [named(REBELS, 0.5)])
    assert found == ((REBELS,), ())


def test_who_stands_in_one_telling_among_many_is_left_out() -> None:
    """Several names of one count together; those hit are named anew in each telling, and stay longer."""
    assert parties_of([named(ARMY, 0.9, 0.8), named(REBELS, 0.9, 0.1)], []).agents == (ARMY,)
    assert parties_of([named(ARMY, 0.9, 0.8), *[named(REBELS, 0.9, 0.2)] * 2], []).agents == (ARMY, REBELS)
    assert parties_of([], [named(ARMY, 0.9, 0.8), named(REBELS, 0.9, 0.1)]).recipients == (ARMY,)
    assert parties_of([], [named(ARMY, 0.9, 0.8), named(REBELS, 0.9, 0.35)]).recipients == (ARMY, REBELS)


@pytest.mark.parametrize(
    ("name", "kind", "expected"),
    [
        ("local residents", SourceKind.INDIVIDUAL, True),
        ("people", None, True),
        ("unidentified people", SourceKind.INDIVIDUAL, False),  # so reports call gunmen too
        ("gunmen", SourceKind.ARMED_GROUP, False),
        ("People's Protection Units", SourceKind.ARMED_GROUP, False),  # a name
    ],
)
def test_who_attacks_nobody(name: str, kind: SourceKind | None, *, expected: bool) -> None:
    assert is_crowd(make_actor(name, kind=kind)) is expected


NAMED = st.lists(
    st.builds(Named, st.sampled_from([ARMY, REBELS, MONITOR]), st.floats(0.01, 1), st.floats(0.01, 1)), max_size=6
)


@given(NAMED, NAMED)
def test_nobody_has_two_roles_and_nobody_is_made_up(agents: list[Named], recipients: list[Named]) -> None:
    found = parties_of(agents, recipients)
    keys = [actor.key for actor in (*found.agents, *found.recipients)]
    assert len(keys) == len(set(keys))
    assert set(keys) <= {one.actor.key for one in (*agents, *recipients)}
    assert bool(keys) is bool(agents or recipients)


ECHOES = [
    # the dead of one bombing, told three times: the noun that says most stays
    (["15 people", "civilians", "children"], ["civilians"]),
    (["people", "children"], ["people"]),
    # others than they
    (["civilians", "police officers", "a woman"], ["civilians", "police officers", "a woman"]),
    (["relatives", "protesters"], ["relatives", "protesters"]),
    # one mention of two kinds of people
    (["women and children"], ["women and children"]),
]


@pytest.mark.parametrize(("given_names", "expected"), ECHOES)
def test_the_people_of_one_event_are_named_once(given_names: list[str], expected: list[str]) -> None:
    people = [make_actor(name, kind=SourceKind.INDIVIDUAL) for name in given_names]
    found = parties_of([], [named(actor, 0.5) for actor in people])
    assert [actor.name for actor in found.recipients] == expected


STATES = [
    # a state, its army and its jets are one party; not what flies but who
    (["Syria", "Syrian warplanes"], ["Syria"]),
    (["Syrian fighter jets", "Syrian army"], ["Syrian army"]),
    # neither its opposition nor one of its ministers nor two states together
    (["Syrian army", "Syrian opposition"], ["Syrian army", "Syrian opposition"]),
    (["Syrian army", "Karim al-Tawil"], ["Syrian army", "Karim al-Tawil"]),
    (["Syrian army", "Syrian and Russian forces"], ["Syrian army", "Syrian and Russian forces"]),
]


@pytest.mark.parametrize(("given_names", "expected"), STATES)
def test_a_state_and_its_arms_are_one_party(given_names: list[str], expected: list[str]) -> None:
    key = {"Syria": "state:SY"}
    arms = [make_actor(n, kind=SourceKind.MILITARY, country="SY", key=key.get(n)) for n in given_names]
    found = parties_of([named(actor, 0.5) for actor in arms], [])
    assert [actor.name for actor in found.agents] == expected
    other = make_actor("Russian army", kind=SourceKind.MILITARY, country="RU")
    assert other in parties_of([named(actor, 0.5) for actor in (*arms, other)], []).agents


def test_whom_the_other_side_takes_does_not_set_the_measure_of_support() -> None:
    army, rebels = make_actor("the army"), make_actor("rebels")
    acting = [Named(army, 1.0, 0.25), Named(rebels, 0.5, 1.0)]
    suffering = [Named(army, 1.0, 1.0), Named(rebels, 1.0, 0.25)]
    assert parties_of(acting, suffering) == ((army,), (rebels,))

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accordingto.model import Actor
from accordingto.read.actors import Named, parties_of
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


def test_an_agent_of_one_telling_among_many_is_left_out() -> None:
    """Its several names count together; those an event happens to are named anew in each telling, and stay."""
    assert parties_of([named(ARMY, 0.9, 0.8), named(REBELS, 0.9, 0.1)], []).agents == (ARMY,)
    assert parties_of([named(ARMY, 0.9, 0.8), *[named(REBELS, 0.9, 0.2)] * 2], []).agents == (ARMY, REBELS)
    assert parties_of([], [named(ARMY, 0.9, 0.8), named(REBELS, 0.9, 0.1)]).recipients == (ARMY, REBELS)


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

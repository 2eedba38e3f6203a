from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accordingto.read.actors import Named, parties_of
from tests.factory import make_actor

ARMY, REBELS, MONITOR = make_actor("the army"), make_actor("rebels"), make_actor("the monitor")


def test_parties_keep_their_order_and_count_once() -> None:
    found = parties_of([Named(REBELS, 0.4), Named(ARMY, 0.9), Named(REBELS, 0.8)], [Named(MONITOR, 0.3)])
    assert found == ((REBELS, ARMY), (MONITOR,))


def test_nobody_is_on_both_sides() -> None:
    assert parties_of([Named(REBELS, 0.4)], [Named(REBELS, 0.6), Named(ARMY, 0.5)]) == ((), (REBELS, ARMY))
    assert parties_of([Named(REBELS, 0.6)], [Named(REBELS, 0.4), Named(ARMY, 0.5)]) == ((REBELS,), (ARMY,))


def test_an_actors_best_words_decide_its_side() -> None:
    found = parties_of([Named(REBELS, 0.2), Named(REBELS, 0.7)], [Named(REBELS, 0.5)])
    assert found == ((REBELS,), ())


NAMED = st.lists(st.builds(Named, st.sampled_from([ARMY, REBELS, MONITOR]), st.floats(0.01, 1)), max_size=6)


@given(NAMED, NAMED)
def test_everybody_named_has_one_role(agents: list[Named], recipients: list[Named]) -> None:
    found = parties_of(agents, recipients)
    keys = [actor.key for actor in (*found.agents, *found.recipients)]
    assert len(keys) == len(set(keys))
    assert set(keys) == {named.actor.key for named in (*agents, *recipients)}

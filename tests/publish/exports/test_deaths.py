"""Low, best and high of the dead, as authors and origins give them."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.publish.exports.deaths import Deaths, deaths
from tests.publish.exports.situations import ARMY, REBELS, RIVALS, VILLAGERS, Telling, situation_of

TABLE = [
    # Nobody counts: nothing is known, which is not nought.
    ([Telling(author=ARMY)], None),
    ([Telling(author=ARMY, killed=(12, 12))], (12, 12, 12)),
    # "At least 12" says nothing of more.
    ([Telling(author=ARMY, killed=(12, None))], (12, 12, 12)),
    # "Dozens": 24 to 99 is a range of one author.
    ([Telling(author=ARMY, killed=(24, 99))], (24, 24, 99)),
    # Two origins that differ: the lower is the best, none is lost.
    ([Telling(author=ARMY, killed=(5, 5)), Telling(author=REBELS, killed=(40, 40))], (5, 5, 40)),
    # The number that more origins give is the best.
    (
        [
            Telling(author=ARMY, killed=(5, 5)),
            Telling(author=REBELS, killed=(40, 40)),
            Telling(author=VILLAGERS, killed=(40, 40)),
        ],
        (5, 40, 40),
    ),
    # An echo is not a vote: the army said it twice.
    (
        [
            Telling(author=ARMY, killed=(40, 40)),
            Telling(author=ARMY, killed=(40, 40)),
            Telling(author=RIVALS, killed=(5, 5)),
        ],
        (5, 5, 40),
    ),
    # Nobody died, says the one who counted.
    ([Telling(author=ARMY, killed=(0, 0))], (0, 0, 0)),
]


@pytest.mark.parametrize(("tellings", "expected"), TABLE)
def test_deaths_of_an_event(tellings: list[Telling], expected: tuple[int, int, int] | None, tmp_path: Path) -> None:
    (event,) = situation_of(tmp_path, tellings).events
    low_best_high = None if expected is None else Deaths(low=expected[0], best=expected[1], high=expected[2])
    assert deaths(event) == low_best_high

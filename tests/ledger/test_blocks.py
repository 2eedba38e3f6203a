"""Who meets whom under block keys is a property of what is filed, not of the order in which it came."""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta
from itertools import combinations
from pathlib import Path

import pytest

from accordingto.ledger import Ledger, Neighbours, View
from accordingto.ledger.blocks import place_in_line
from accordingto.model import Article, Edge
from tests.factory import DAY_ONE, make_article, make_capture, make_edge, make_mention, make_reading

WINDOW = 2
KEYS = ("shared by all", "common", "rare")
Filed = Mapping[str, tuple[str, ...]]  # text of a report -> the keys of its one mention


def reports(count: int) -> list[Article]:
    """Reports of which several came out at one moment."""
    return [
        make_article(f"Village {n} was shelled.", published=DAY_ONE + timedelta(hours=n // 3)) for n in range(count)
    ]


def file(ledger: Ledger, report: Article, keys: Sequence[str], version: str) -> None:
    """File a report under keys, as read by a version of a reader, and judge everything that meets one event."""
    ledger.add_report(make_capture(), report)
    reading = make_reading(report, version=version, events=[make_mention(report, "shelled")])
    ledger.add_reading(reading)

    def judge(neighbours: Neighbours) -> Iterator[Edge]:
        for pair in neighbours.pairs:
            yield make_edge(*sorted(pair))

    filed = {reading.events[0].id: keys}
    ledger.link(reading, method_id=version, keys=filed, window=lambda key: WINDOW, judge=judge)


def met(ledger: Ledger) -> set[tuple[str, str]]:
    with View(ledger) as view:
        return {(edge.left_id, edge.right_id) for edge in view.edges()}


def should_meet(filed: Filed, of: Sequence[Article]) -> set[tuple[str, str]]:
    """Every two that stand at most `WINDOW` places apart in the line of some key, the slow way."""
    lines: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for report in of:
        mention_id = make_mention(report, "shelled").id
        for key in filed[report.text]:
            lines[key].append((place_in_line(report.known_at, mention_id), mention_id))
    pairs = set()
    for line in map(sorted, lines.values()):
        for (i, (_, one)), (j, (_, two)) in combinations(enumerate(line), 2):
            if j - i <= WINDOW:
                pairs.add((min(one, two), max(one, two)))
    return pairs


def chosen(chance: random.Random) -> tuple[str, ...]:
    return (KEYS[0], *(key for key in KEYS[1:] if chance.random() < 0.4))


@pytest.mark.parametrize("seed", range(6))
def test_order_of_arrival_does_not_decide_who_meets(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    of = reports(14)
    filed = {report.text: chosen(chance) for report in of}
    expected = should_meet(filed, of)
    chance.shuffle(of)
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for report in of:
            file(ledger, report, filed[report.text], "1")
        assert met(ledger) == expected
        for report in of[:5]:  # twice is once
            file(ledger, report, filed[report.text], "1")
        assert met(ledger) == expected


@pytest.mark.parametrize("seed", range(6))
def test_better_reader_moves_records_and_their_neighbours_close_up(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    of = reports(12)
    before = {report.text: chosen(chance) for report in of}
    after = {text: keys if chance.random() < 0.5 else keys[1:] for text, keys in before.items()}
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        for version, filed in (("1", before), ("2", after)):
            chance.shuffle(of)
            for report in of:
                file(ledger, report, filed[report.text], version)
            assert met(ledger) == should_meet(filed, of)


def test_both_databases_find_the_same_neighbours(ledger: Ledger) -> None:
    of = reports(9)
    for report in reversed(of):
        file(ledger, report, KEYS[:1], "1")
    assert met(ledger) == should_meet({report.text: KEYS[:1] for report in of}, of)


def test_key_that_all_share_is_not_compared_with_all(ledger: Ledger) -> None:
    judged = []
    for report in reports(30):
        ledger.add_report(make_capture(), report)
        reading = make_reading(report, events=[make_mention(report, "shelled")])
        ledger.add_reading(reading)

        def judge(neighbours: Neighbours) -> list[Edge]:
            judged.append(len(neighbours.pairs))
            return []

        filed = {reading.events[0].id: KEYS[:1]}
        ledger.link(reading, method_id="1", keys=filed, window=lambda key: WINDOW, judge=judge)
    assert max(judged) <= 2 * WINDOW

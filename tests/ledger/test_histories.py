"""However a ledger came to hold its reports, and whatever is added later, what it shows as of a day is the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete

from accordingto.ledger import EventFilter, Ledger, Neighbours, View
from accordingto.ledger.clusters import least_members
from accordingto.ledger.rows import encode
from accordingto.ledger.schema import metadata
from accordingto.model import Article, Edge, Judgement, Relation, Verdict, stable_id
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_capture,
    make_correction,
    make_day,
    make_edge,
    make_figure,
    make_mention,
    make_place,
    make_reading,
)

WINDOW = 2
DAYS = 4
HAMA, HOMS = make_place("Hama", 35.13, 36.75), make_place("Homs", 34.73, 36.72)
TOLD = (("Hama", 3), ("Homs", 12), ("Hama", 5), ("Hama", 3), ("Homs", 9), ("Hama", 30), ("Homs", 12), ("Hama", 4))
# The same ledger serves all examples of a test: making a database for each takes most of the time.
EACH_CLEARED = settings(
    max_examples=5, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
ORDERS = st.permutations(range(len(TOLD)))


class Killed(Exception):
    """Stands for the end of the process in the midst of a step."""


def reports() -> list[Article]:
    """Reports on two towns by several outlets; two come out at a time."""
    return [
        make_article(
            f"Jets bombed {town} at dawn, the rescue service said, {killed} were killed. Copy {n}.",
            publisher=f"Post {n % 3}",
            url=f"https://post.example/{n}",
            published=DAY_ONE + timedelta(days=n // 2),
        )
        for n, (town, killed) in enumerate(TOLD)
    ]


def take(ledger: Ledger, report: Article, *, kill_at: int | None = None) -> None:
    """Add, read and link a report; killed in the midst of linking, at its so-manieth judgement, if asked to be."""
    town, killed = TOLD[int(report.text.split()[-1].rstrip("."))]
    said = make_attribution(report, "said", "Jets bombed", author=make_actor("rescue service"), source="rescue service")
    mention = make_mention(
        report,
        "bombed",
        places=[HAMA if town == "Hama" else HOMS],
        time=make_day(report.known_at.date()),
        figures=[make_figure(killed, by=said)],
        attributions=[said],
        own_voice=False,
    )
    reading = make_reading(report, attributions=[said], events=[mention])
    ledger.add_report(make_capture(report.url or ""), report)
    ledger.add_reading(reading)

    def judge(neighbours: Neighbours) -> Iterator[Edge]:
        known_at = {i: neighbours.articles[m.article_id].known_at for i, m in neighbours.mentions.items()}
        known_at[mention.id] = report.known_at
        for number, pair in enumerate(neighbours.pairs):
            if number == kill_at:
                raise Killed
            one, other = sorted(pair)
            score = (int(stable_id("score", one, other), 16) % 80) / 100  # anything that the pair alone decides
            yield make_edge(one, other, score=score, at=max(known_at[one], known_at[other]))

    keys = {mention.id: ["all", town]}
    ledger.link(reading, method_id="by-hand", keys=keys, window=lambda _: WINDOW, judge=judge)


def clear(ledger: Ledger) -> None:
    with ledger.database.writing() as connection:
        for table in metadata.sorted_tables:
            if table.name != "ledger_versions":
                connection.execute(delete(table))


def shown(ledger: Ledger, as_of: datetime | None = None) -> str:
    """All that a view shows, as bytes would have it: events whole, by page, by place, and who holds what."""
    with View(ledger, as_of) as view:
        pages = [view.page(wanted, limit=2) for wanted in (EventFilter(), EventFilter(place="Hama"))]
        return encode((view.events(), view.edges(), pages, [view.event(event.id) for event in view.events()]))


def days() -> list[datetime]:
    return [DAY_ONE + timedelta(days=n, hours=1) for n in range(DAYS)]


def history(ledger: Ledger, taken: Sequence[int]) -> list[str]:
    clear(ledger)
    of = reports()
    for number in taken:
        take(ledger, of[number])
    return [shown(ledger, day) for day in (*days(), None)]


@EACH_CLEARED
@given(order=ORDERS, again=st.sets(st.integers(0, len(TOLD) - 1)))
def test_order_and_repetition_leave_no_trace(ledger: Ledger, order: list[int], again: set[int]) -> None:
    expected = history(ledger, range(len(TOLD)))
    assert history(ledger, [*order, *sorted(again)]) == expected
    assert len(set(expected)) > 2, "the days differ, or nothing was compared"


@EACH_CLEARED
@given(order=ORDERS, killed=st.integers(0, len(TOLD) - 1), kill_at=st.integers(0, 3))
def test_what_was_killed_and_begun_again_leaves_no_trace(
    ledger: Ledger, order: list[int], killed: int, kill_at: int
) -> None:
    expected = history(ledger, order)
    clear(ledger)
    of = reports()
    for number in order:
        if number == killed:
            with pytest.raises(Killed):  # the last report meets most; the first meets nobody, and is not killed
                take(ledger, of[number], kill_at=0 if number == order[-1] else kill_at)
                raise Killed
        take(ledger, of[number])
    assert [shown(ledger, day) for day in (*days(), None)] == expected


@EACH_CLEARED
@given(cut=st.integers(1, DAYS - 1), target=st.integers(0, 3), judgement=st.sampled_from(list(Judgement)[:2]))
def test_past_days_stay_as_they_were(ledger: Ledger, cut: int, target: int, judgement: Judgement) -> None:
    of = reports()
    early = [n for n in range(len(TOLD)) if n // 2 < cut]
    history(ledger, early)
    before = [shown(ledger, day) for day in days()[:cut]]
    now = shown(ledger)
    for number in range(len(TOLD)):
        take(ledger, of[number])
    mentions = [make_mention(report, "bombed").id for report in of]
    later = days()[-1] + timedelta(days=1)
    pair = sorted((mentions[target], mentions[target + 3]))
    ledger.decide(make_edge(*pair, judgement=judgement, by="person:Ann", at=later))
    ledger.decide(make_edge("rescue service", "post 1", relation=Relation.SAME_ACTOR, by="person:Ann", at=later))
    ledger.correct(make_correction(mentions[target], Verdict.WRONG, at=later))
    assert [shown(ledger, day) for day in days()[:cut]] == before
    assert shown(ledger) != now


@given(st.lists(st.tuples(st.text("abcdef", max_size=1), st.text("abcdef", max_size=1))))
def test_clusters_do_not_depend_on_the_order_of_pairs(pairs: list[tuple[str, str]]) -> None:
    assert least_members(pairs) == least_members(reversed(pairs))

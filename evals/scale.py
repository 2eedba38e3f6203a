"""`python -m evals.scale`: whether a ledger stays fast as it grows, with reports of a made-up war and no reading.

`link` gives what linking one more report costs as a ledger grows, and the ratio to its cost when it was smallest;
`view` what pages cost in a ledger of any size, as of many days. Both fill a ledger first and, stopped, go on where they
were. Neither asserts a time.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median

import click
from sqlalchemy import func, select

from accordingto.ledger import EventFilter, Ledger, View
from accordingto.ledger.schema import event_mentions, heads
from accordingto.pipeline.linking import Known, link_article, link_method
from evals.scale_fill import fill
from evals.scale_reports import FIRST_DAY, made_up, place_names

WARM_UP = 40  # reports linked before those that are measured, as in the midst of a run
PAGE = 50  # events on a page
ASKED = 20  # days as of which each question is put
SEED = 20241204


@dataclass(frozen=True, slots=True, kw_only=True)
class Cost:
    """What linking one more report takes in a ledger of `reports`, in milliseconds."""

    reports: int
    cpu_ms: float
    wall_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What one question takes, each time of a view of its own, in milliseconds; `events` it gave at most.

    `cpu_ms` is this process's share: a PostgreSQL server's own is only in the time on the clock.
    """

    question: str
    cpu_ms: float
    median_ms: float
    slowest_ms: float
    events: int


def linking_cost(address: str, size: int, *, per_day: int, measured: int) -> Cost:
    """The cost of linking the reports that follow the first `size` (or all there are), judged as in any run."""
    method_id, known = link_method().id, Known()
    with Ledger.open(address) as ledger:
        size = fill(ledger, size, per_day=per_day, method_id=method_id, keyed=True)
        reports = list(made_up(size, size + WARM_UP + measured, per_day=per_day))
        for report in reports:
            ledger.add_report(report.capture, report.article)
            ledger.add_reading(report.reading)
        for report in reports[:WARM_UP]:
            link_article(ledger, report.article, method_id=method_id, known=known)
        cpu, wall = time.process_time(), time.perf_counter()
        for report in reports[WARM_UP:]:
            link_article(ledger, report.article, method_id=method_id, known=known)
        spent = time.process_time() - cpu, time.perf_counter() - wall
    return Cost(reports=size, cpu_ms=1000 * spent[0] / measured, wall_ms=1000 * spent[1] / measured)


def questions(event_ids: Sequence[str]) -> dict[str, Callable[[View, random.Random], int]]:
    """What pages ask, by name; each gives how many events it was answered with. Periods end before the view's day."""
    village, province = place_names()

    def page(view: View, wanted: EventFilter) -> int:
        return len(view.page(wanted, limit=PAGE).events)

    def within(view: View, chance: random.Random, length: int, place: str | None = None) -> int:
        start, end = _period(view, chance, length)
        return page(view, EventFilter(start=start, end=end, place=place))

    return {
        "the latest events": lambda view, _: page(view, EventFilter()),
        "events of a day": lambda view, chance: within(view, chance, 1),
        "events of a month": lambda view, chance: within(view, chance, 30),
        "events of a day in a province": lambda view, chance: within(view, chance, 1, province),
        "events of a month at a village": lambda view, chance: within(view, chance, 30, village),
        "the latest events of a village": lambda view, _: page(view, EventFilter(place=village)),
        "one event by its id": lambda view, chance: int(view.event(chance.choice(event_ids)) is not None),
    }


def _period(view: View, chance: random.Random, length: int) -> tuple[date, date]:
    """Days of the war, all of which the view has seen."""
    seen = (view.as_of - FIRST_DAY).days if view.as_of else 0
    start = FIRST_DAY.date() + timedelta(days=chance.randrange(max(1, seen - length)))
    return start, start + timedelta(days=length - 1)


def view_answers(address: str) -> tuple[int, list[Answer]]:
    """The number of mentions in a ledger, and what each question takes as of days spread over all it covers."""
    with Ledger.open(address, create=False) as ledger:
        with ledger.database.reading() as connection:
            mentions = connection.scalar(select(func.count()).select_from(event_mentions)) or 0
            last = connection.scalar(select(func.max(event_mentions.c.known_at))) or FIRST_DAY
            event_ids = list(connection.scalars(select(heads.c.event_id).limit(1_000)))
        days = max(1, (last - FIRST_DAY).days)
        asked = questions(event_ids)
        return mentions, [_answer(ledger, name, ask, days) for name, ask in asked.items()]


def _answer(ledger: Ledger, name: str, ask: Callable[[View, random.Random], int], days: int) -> Answer:
    chance = random.Random(f"{SEED} {name}")
    spent, worked, found = [], [], 0
    for _ in range(ASKED):
        as_of: datetime = FIRST_DAY + timedelta(days=chance.uniform(0.5, 1) * days)
        cpu, wall = time.process_time(), time.perf_counter()
        with View(ledger, as_of) as view:
            found = max(found, ask(view, chance))
        spent.append(1000 * (time.perf_counter() - wall))
        worked.append(1000 * (time.process_time() - cpu))
    return Answer(question=name, cpu_ms=median(worked), median_ms=median(spent), slowest_ms=max(spent), events=found)


@click.group(help=__doc__)
def main() -> None:
    """See the module."""


@main.command()
@click.option("--ledger", "address", required=True, help="A SQLite file or PostgreSQL URL.")
@click.option("--sizes", default="1000,10000", show_default=True, help="Reports in the ledger; 100000 takes an hour.")
@click.option("--per-day", type=click.IntRange(1), default=100, show_default=True, help="Reports that come out a day.")
@click.option("--measured", type=click.IntRange(1), default=100, show_default=True, help="Reports linked at each size.")
def link(address: str, sizes: str, per_day: int, measured: int) -> None:
    """What linking one more report costs, by the number of reports in the ledger, which grows from size to size."""
    click.echo(f"{'reports':>9}{'CPU ms':>9}{'wall ms':>9}{'ratio':>7}")
    first: Cost | None = None
    for size in sorted(int(size) for size in sizes.split(",")):
        cost = linking_cost(address, size, per_day=per_day, measured=measured)
        first = first or cost
        ratio = cost.cpu_ms / first.cpu_ms
        click.echo(f"{cost.reports:>9,}{cost.cpu_ms:>9.1f}{cost.wall_ms:>9.1f}{ratio:>7.2f}")


@main.command()
@click.option("--ledger", "address", required=True, help="A SQLite file or PostgreSQL URL.")
@click.option("--reports", type=click.IntRange(0), default=5_000, show_default=True, help="Fill it up to so many.")
@click.option("--per-day", type=click.IntRange(1), default=100, show_default=True, help="Reports that come out a day.")
def view(address: str, reports: int, per_day: int) -> None:
    """What pages cost in a ledger of so many reports, with nine mentions each, as of days in its later half."""
    with Ledger.open(address) as ledger:
        fill(ledger, reports, per_day=per_day, method_id=link_method().id, keyed=False)
    mentions, answers = view_answers(address)
    click.echo(
        f"{mentions:,} mentions; page of {PAGE}{'':<11}{'CPU ms':>9}{'median ms':>11}{'slowest ms':>12}{'events':>8}"
    )
    for a in answers:
        click.echo(f"{a.question:<36}{a.cpu_ms:>9.1f}{a.median_ms:>11.1f}{a.slowest_ms:>12.1f}{a.events:>8}")


if __name__ == "__main__":
    main(prog_name="python -m evals.scale")

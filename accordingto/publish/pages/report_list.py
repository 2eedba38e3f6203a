"""The list of reports: one page of a few, and of many the latest and a page of each month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accordingto.model import Article
from accordingto.publish.pages.day_pages import MonthLink, Neighbour, by_year
from accordingto.publish.pages.report_page import ReportPage
from accordingto.publish.situation import Situation
from accordingto.publish.wording import counted, local_day, month, weekday

TOGETHER = 60  # reports that one page lists, about five screens; more are split by month
LATEST = 20  # reports before the list of the months


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportRow:
    """A report in the list; `on` is the day on which it became known."""

    id: str
    title: str
    outlet: str
    known: str
    counts: str
    on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportListPage:
    """A page of the list, "reports" or one below reports/: rows in groups, each under its label if it has one."""

    path: str
    label: str
    figures: str
    groups: tuple[tuple[str, tuple[ReportRow, ...]], ...]
    months: tuple[tuple[int, tuple[MonthLink, ...]], ...] = ()
    before: Neighbour | None = None
    after: Neighbour | None = None

    @property
    def is_month(self) -> bool:
        """Whether it is a part of the list."""
        return self.path != "reports.html"


def report_row(situation: Situation, article: Article, page: ReportPage) -> ReportRow:
    return ReportRow(
        id=article.id,
        title=page.title,
        outlet=page.outlet,
        known=situation.minute(article.known_at),
        counts=f"{counted(len(page.attributions), 'attribution')}, {counted(len(page.events), 'event')}",
        on=local_day(article.known_at, situation.zone),
    )


def report_list(rows: Sequence[ReportRow]) -> Iterator[ReportListPage]:
    """The pages of the list, from the rows, the latest first."""
    count = counted(len(rows), "report")
    if len(rows) <= TOGETHER:
        yield ReportListPage(
            path="reports.html", label="Reports", figures=f"{count}, the latest first.", groups=(("", tuple(rows)),)
        )
        return
    months = {first: tuple(found) for first, found in groupby(rows, key=lambda row: row.on.replace(day=1))}
    yield ReportListPage(
        path="reports.html",
        label="Reports",
        figures=f"{count}. They are listed by the month in which they became known.",
        groups=(("The latest", tuple(rows[:LATEST])),),
        months=by_year((_key(first), first, len(found)) for first, found in months.items()),
    )
    links = [None, *(Neighbour(key=_key(first), label=month(first)) for first in months), None]
    for (first, found), later, earlier in zip(months.items(), links, links[2:], strict=False):
        yield ReportListPage(
            path=f"reports/{_key(first)}.html",
            label=month(first),
            figures=f"{counted(len(found), 'report')}.",
            groups=tuple((weekday(on), tuple(same)) for on, same in groupby(found, key=lambda row: row.on)),
            before=earlier,
            after=later,
        )


def _key(first: date) -> str:
    return f"{first:%Y-%m}"

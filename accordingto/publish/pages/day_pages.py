"""The lists of events by day, and of those without a date by the month in which they were first reported."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accordingto.model import Event
from accordingto.publish.pages.cards import Cards, EventCard
from accordingto.publish.situation import UNDATED, data_month, first_day
from accordingto.publish.wording import MONTHS, counted, month, weekday

KICKER = "Events by day"
UNDATED_LABEL = "No date given"
UNDATED_TOGETHER = 60  # events without a date that one page lists, a dozen screens; more are split by month


@dataclass(frozen=True, slots=True, kw_only=True)
class DayCards:
    """The events of one day; `key` is its ISO date or "undated"."""

    key: str
    label: str
    events: tuple[EventCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Neighbour:
    """The page before or after one."""

    key: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MonthLink:
    """A month's page in the list of each year's months, and how many events or reports it holds."""

    key: str
    label: str
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DayPage:
    """A page below days/: its events in groups, a label over each that does not bear the page's own.

    `months` are set instead where the events stand on pages of their own, by the year."""

    key: str
    kicker: str
    label: str
    figures: str
    groups: tuple[DayCards, ...] = ()
    months: tuple[tuple[int, tuple[MonthLink, ...]], ...] = ()
    before: Neighbour | None = None
    after: Neighbour | None = None


def day_cards(cards: Cards, events: Iterable[Event]) -> tuple[DayCards, ...]:
    """The events grouped by their first day, in the order given."""
    return tuple(
        DayCards(
            key=start.isoformat() if start else UNDATED,
            label=weekday(start) if start else UNDATED_LABEL,
            events=tuple(cards[event.id] for event in grouped),
        )
        for start, grouped in groupby(events, key=first_day)
    )


def day_pages(cards: Cards, events: Sequence[Event]) -> Iterator[DayPage]:
    """The page of every day with events, and those of the events without a date, from the events in their order."""
    groups = day_cards(cards, events)
    undated = [event for event in events if first_day(event) is None]
    for i, group in enumerate(groups):
        before, after = _neighbour(groups, i - 1), _neighbour(groups, i + 1)
        if group.key != UNDATED:
            yield DayPage(
                key=group.key,
                kicker=KICKER,
                label=group.label,
                figures=f"{counted(len(group.events), 'event')}.",
                groups=(group,),
                before=before,
                after=after,
            )
        elif len(undated) <= UNDATED_TOGETHER:
            yield _undated(UNDATED, UNDATED_LABEL, cards, undated, before=before, after=after)
        else:
            yield from _undated_months(cards, undated, before)


def _neighbour(groups: Sequence[DayCards], at: int) -> Neighbour | None:
    return Neighbour(key=groups[at].key, label=groups[at].label) if 0 <= at < len(groups) else None


def _undated_months(cards: Cards, events: Sequence[Event], before: Neighbour | None) -> Iterator[DayPage]:
    """The list of the months, and a page of each."""
    months = {key: list(found) for key, found in groupby(events, key=data_month)}
    labels = {key: month(found[0].known_at) for key, found in months.items()}
    yield DayPage(
        key=UNDATED,
        kicker=KICKER,
        label=UNDATED_LABEL,
        figures=f"{_without_date(events)}. They are listed by the month in which they were first reported.",
        months=by_year((key, found[0].known_at.date(), len(found)) for key, found in months.items()),
        before=before,
    )
    around = [None, *(Neighbour(key=key, label=label) for key, label in labels.items()), None]
    for (key, found), earlier, later in zip(months.items(), around, around[2:], strict=False):
        yield _undated(key, f"First reported in {labels[key]}", cards, found, before=earlier, after=later)


def by_year(months: Iterable[tuple[str, date, int]]) -> tuple[tuple[int, tuple[MonthLink, ...]], ...]:
    """Links to months under their years, from each month's key, a day in it and what it holds, in the order given."""
    return tuple(
        (year, tuple(MonthLink(key=key, label=MONTHS[on.month - 1], number=number) for key, on, number in inside))
        for year, inside in groupby(months, key=lambda found: found[1].year)
    )


def _undated(
    key: str,
    label: str,
    cards: Cards,
    events: Sequence[Event],
    *,
    before: Neighbour | None,
    after: Neighbour | None,
) -> DayPage:
    """A page of events without a date, under the days on which they were first reported."""
    groups = tuple(
        DayCards(
            key=day.isoformat(),
            label=weekday(day) if key != UNDATED else f"First reported on {weekday(day)}",
            events=tuple(cards[event.id] for event in found),
        )
        for day, found in groupby(events, key=_known_day)
    )
    kicker = UNDATED_LABEL if key != UNDATED else KICKER
    figures = f"{_without_date(events)}."
    return DayPage(key=key, kicker=kicker, label=label, figures=figures, groups=groups, before=before, after=after)


def _known_day(event: Event) -> date:
    return event.known_at.date()


def _without_date(events: Sequence[Event]) -> str:
    return counted(len(events), "event to which no report gives a date", "events to which no report gives a date")

"""Small situations read by hand, for what the example does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

from accordingto.ledger import Ledger, View
from accordingto.model import (
    Actor,
    Article,
    EventMention,
    EventPlace,
    EventType,
    Figure,
    SourceKind,
    Status,
    TimeRange,
    WherePrecision,
)
from accordingto.publish.situation import Situation, collect
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_day,
    make_edge,
    make_event_place,
    make_figure,
    make_mention,
    make_place,
)
from tests.ledgers import add_read

ARMY = make_actor("Norland army", kind=SourceKind.MILITARY, country="SY")
NEIGHBOURS = make_actor("Sudland army", kind=SourceKind.MILITARY, country="TR")
REBELS = make_actor("Hill Front", kind=SourceKind.ARMED_GROUP)
RIVALS = make_actor("River Front", kind=SourceKind.ARMED_GROUP)
VILLAGERS = make_actor("villagers", kind=SourceKind.INDIVIDUAL)
TOWN = make_event_place(make_place("Qorin", 35.75, 36.625))
NEAR_TOWN = make_event_place(make_place("Qorin", 35.75, 36.625), where_prec=WherePrecision.NEAR)
DISTRICT = make_event_place(make_place("Qorin district", 35.7, 36.6, radius_m=12_000), where_prec=WherePrecision.ADM2)
PROVINCE = make_event_place(make_place("Idlib", 35.8, 36.7, radius_m=60_000), where_prec=WherePrecision.ADM1)
COUNTRY = make_event_place(
    make_place("Syria", 35.0, 38.0, feature="A.PCLI", radius_m=350_000), where_prec=WherePrecision.COUNTRY
)
DAY = make_day(date(2024, 12, 3))


@dataclass(frozen=True, kw_only=True)
class Telling:
    """One report of an event: who says how many were killed."""

    author: Actor
    killed: tuple[int, int | None] | None = None


def situation_of(
    folder: Path,
    tellings: Sequence[Telling] = (Telling(author=ARMY),),
    *,
    event_type: EventType = EventType.ASSAULT,
    mode: str | None = "firearms",
    status: Status = Status.HAPPENED,
    agents: Sequence[Actor] = (ARMY,),
    recipients: Sequence[Actor] = (REBELS,),
    places: Sequence[EventPlace] = (TOWN,),
    time: TimeRange | None = DAY,
    said: str = "A shooting was heard",
) -> Situation:
    """A situation of one event that a report of each telling tells, a day after the one before."""
    mentions = []
    with Ledger.open(folder / "small.db") as ledger:
        for number, telling in enumerate(tellings):
            article, mention = _told(telling, number, said)
            mention = replace(
                mention,
                type=event_type,
                mode=mode,
                status=status,
                agents=tuple(agents),
                recipients=tuple(recipients),
                places=tuple(places),
                time=time,
            )
            attribution = make_attribution(article, "said to", said, author=telling.author)
            add_read(ledger, article, attributions=(attribution,), events=(mention,))
            mentions.append(mention)
        ledger.add_edges(make_edge(a.id, b.id) for a, b in pairwise(mentions))
        with View(ledger) as view:
            return collect(view)


def _told(telling: Telling, number: int, words: str) -> tuple[Article, EventMention]:
    text = f"{words}, {telling.author.name} said to reporter number {number}."
    published = DAY_ONE + timedelta(days=3 + number)
    article = make_article(text, publisher=f"Outlet {number}", published=published, title=f"Report {number}")
    said = make_attribution(article, "said to", words, author=telling.author)
    figures: list[Figure] = []
    if telling.killed is not None:
        low, high = telling.killed
        figure = make_figure(low, low, by=said)
        figures = [replace(figure, amount=replace(figure.amount, low=low, high=high))]
    return article, make_mention(article, words.split()[1], figures=figures, attributions=(said,), own_voice=False)

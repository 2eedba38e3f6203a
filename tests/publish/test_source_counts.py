"""The counts of a source, against a count by hand of a ledger of six reports."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from accordingto.ledger import Ledger, View
from accordingto.model import EventMention, Polarity, SourceKind
from accordingto.publish.pages.cards import event_cards
from accordingto.publish.pages.profiles import actor_profiles
from accordingto.publish.pages.source_pages import SourceRow, source_pages, source_rows
from accordingto.publish.situation import Situation, collect
from tests.factory import (
    make_actor,
    make_article,
    make_attribution,
    make_day,
    make_edge,
    make_mention,
    make_place,
)
from tests.ledgers import add_read

ARMY = make_actor("Norland army", kind=SourceKind.MILITARY, country="XN")
# Day of the report, who says it, of which town, and whether it is a denial.
TOLD = (
    (1, "Qorin Monitor", "Qorin", False),
    (2, "Ilka Brandt", "Qorin", False),
    (3, "Qorin Monitor", "Qorin", False),  # the same words again: an echo
    (4, "Qorin Monitor", "Dar", False),  # nobody else speaks of it
    (5, "Qorin Monitor", "Tarn", False),
    (6, "Norland army", "Tarn", True),
)
# claims, alone, first, echoed, contested, denials
COUNTED = {
    "Qorin Monitor": (3, 1, 2, 1, 1, 0),
    "Ilka Brandt": (1, 0, 0, 0, 0, 0),
    "Norland army": (1, 0, 0, 0, 1, 1),
}


def add(ledger: Ledger, day: int, author: str, town: str, is_denial: bool) -> EventMention:
    at = datetime(2024, 12, day, 8, tzinfo=UTC)
    text = f"The army shelled {town}, {author} said on day {day}."
    article = make_article(text, publisher=f"Outlet {day}", published=at, url=f"https://a.example/{day}")
    said = make_attribution(
        article,
        "said",
        f"The army shelled {town}",
        author=ARMY if author == ARMY.name else make_actor(author),
        polarity=Polarity.DENIES if is_denial else Polarity.ASSERTS,
    )
    mention = make_mention(
        article,
        "shelled",
        agents=(ARMY,),
        places=(make_place(town, 36, 37),),
        attributions=(said,),
        own_voice=False,
        time=make_day(date(2024, 12, 1)),
    )
    add_read(ledger, article, attributions=[said], events=[mention])
    return mention


@pytest.fixture(scope="module")
def situation(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Situation]:
    with Ledger.open(tmp_path_factory.mktemp("counts") / "x.db") as ledger:
        mentions = [(town, add(ledger, day, author, town, denies)) for day, author, town, denies in TOLD]
        pairs = [(a, b) for i, (town, a) in enumerate(mentions) for other, b in mentions[i + 1 :] if other == town]
        ledger.add_edges(make_edge(a.id, b.id, at=datetime(2024, 12, 7, tzinfo=UTC)) for a, b in pairs)
        with View(ledger) as view:
            yield collect(view)


def counts(row: SourceRow) -> tuple[int, ...]:
    return row.claims, row.alone, row.leading, row.echoed, row.contested, row.denials


def test_three_events_are_told(situation: Situation) -> None:
    assert len(situation.events) == 3


def test_sources_are_counted_as_by_hand(situation: Situation) -> None:
    assert {row.name: counts(row) for row in source_rows(situation) if row.claims} == COUNTED


def test_a_page_holds_the_claims_that_are_counted(situation: Situation) -> None:
    pages = source_pages(situation, event_cards(situation))
    assert {page.row.name: len(page.claims) for page in pages.values() if page.claims} == {
        name: numbers[0] for name, numbers in COUNTED.items()
    }


def test_an_actor_has_the_events_it_has_a_part_in(situation: Situation) -> None:
    (army,) = actor_profiles(situation, event_cards(situation))
    assert (army.name, army.events, [len(found.cards) for found in army.lists]) == ("Norland army", 3, [3])
    assert army.has_page

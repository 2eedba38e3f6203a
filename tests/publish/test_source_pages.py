"""The pages of sources: unnamed ones are told apart, the latest claims stand first, a report is named once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from accordingto.ledger import Ledger, View
from accordingto.model import Actor, SourceKind
from accordingto.publish import PublishOptions, publish
from accordingto.publish.pages.cards import event_cards
from accordingto.publish.pages.source_pages import source_pages, source_rows
from accordingto.publish.situation import Situation, collect
from tests.factory import make_actor, make_article, make_attribution, make_day, make_mention, span_of
from tests.ledgers import add_read
from tests.publish.many import add_events
from tests.publish.pages import read_page

OFFICIALS = Actor(name="officials", key="officials", kind=SourceKind.ANONYMOUS)
AT = datetime(2024, 12, 1, 8, tzinfo=UTC)


def add_told(ledger: Ledger, publisher: str, author: Actor, *statements: str) -> None:
    """A report in which an author says each statement of one event."""
    text = " ".join(f"{statement}, {author.name} said." for statement in statements)
    article = make_article(text, publisher=publisher, published=AT, url=f"https://a.example/{publisher}")
    said = [
        replace(
            make_attribution(article, "said", statement, author=author), cue=(span_of(article, "said", occurrence=i),)
        )
        for i, statement in enumerate(statements)
    ]
    mention = make_mention(article, "shelled", attributions=tuple(said), own_voice=False, time=make_day(AT.date()))
    add_read(ledger, article, attributions=said, events=[mention])


@pytest.fixture
def officials(tmp_path: Path) -> Situation:
    """Officials of two outlets: one that everybody knows and one that its reports alone name."""
    with Ledger.open(tmp_path / "x.db") as ledger:
        add_told(ledger, "Reuters", OFFICIALS, "Rebels shelled the road")
        add_told(ledger, "Meridian", OFFICIALS, "Rebels shelled the road")
        add_told(ledger, "Hill Post", make_actor("Ilka Brandt"), "Rebels shelled the road")
        with View(ledger) as view:
            return collect(view)


def test_unnamed_sources_are_told_apart_by_their_outlet(officials: Situation) -> None:
    found = {(row.name, row.heard_by) for row in source_rows(officials)}
    assert {("officials", "Reuters"), ("officials", "Meridian"), ("Ilka Brandt", "")} <= found


def test_the_list_names_the_outlet_and_drops_what_nobody_does(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "x.db") as ledger:
        add_told(ledger, "Meridian", OFFICIALS, "Rebels shelled the road")
        with View(ledger) as view:
            publish(view, tmp_path / "site", options=PublishOptions(maplibre=False))
    words = " ".join(read_page(tmp_path / "site" / "sources.html").words.split())
    assert "officials of Meridian" in words
    assert "Against interest" not in words and "against its own side" not in words


def test_a_report_of_several_statements_is_named_once(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "x.db") as ledger:
        brandt = make_actor("Ilka Brandt")
        add_told(ledger, "Hill Post", brandt, "Rebels shelled the road", "The road is closed", "Nobody may pass")
        with View(ledger) as view:
            publish(view, tmp_path / "site", options=PublishOptions(maplibre=False))
            (event,) = view.events()
    page = read_page(tmp_path / "site" / "events" / f"{event.id}.html")
    claims = page.words.partition("Who says so")[2].partition("Where the knowledge comes from")[0]
    assert claims.count("Hill Post, “") == 1
    assert claims.count("The same report") == 2
    report = event.claims[0].appearances[0].article_id
    anchors = {link for link in page.links if link.startswith(f"../reports/{report}.html#a-")}
    assert len(anchors) == 3, "each leads to its own words"


@pytest.mark.parametrize(("most", "more"), [(2, 1), (3, 0), (100, 0)])
def test_the_latest_claims_stand_first_and_the_rest_is_counted(most: int, more: int, tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "x.db") as ledger:
        add_events(ledger, 3, per_day=1)
        with View(ledger) as view:
            situation = collect(view)
    key = situation.sources[0].key  # as if one source had made every claim
    claims = [replace(e.claims[0], author=replace(e.claims[0].author, key=key)) for e in situation.events]
    events = (replace(event, claims=(claim,)) for event, claim in zip(situation.events, claims, strict=True))
    only = replace(situation, events=tuple(events))
    pages = source_pages(only, event_cards(only), most=most)
    page = next(page for page in pages.values() if page.claims)
    days = [card.day for card, _ in page.claims]
    assert days == [date(2023, 10, 3 - i) for i in range(min(most, 3))]
    assert page.more == more

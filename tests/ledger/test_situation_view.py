"""A situation's view holds the events of its area and period and the reports that tell them, and nothing else."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from accordingto.ledger import EventFilter, Ledger, View
from accordingto.ledger.extent import Extent
from accordingto.ledger.situation_view import SituationView
from accordingto.model import Place
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_day,
    make_mention,
    make_place,
)
from tests.ledgers import add_read

SARAQIB = make_place("Saraqib", 35.864, 36.802)
KHARKIV = make_place("Kharkiv", 49.99, 36.23, country="UA", admin1="Kharkiv")
SYRIA = Extent(countries=("SY",))
BOX = Extent(area=(35.5, 32.0, 42.4, 37.4))
DECEMBER = Extent(start=date(2024, 12, 1), end=date(2024, 12, 31))


def add(ledger: Ledger, publisher: str, places: Sequence[Place | None], *, day: date | None, after: int = 0) -> None:
    """A report that tells an event of each place (None: the text settles none), all on one day."""
    published = DAY_ONE + timedelta(days=after)
    text = " ".join(f"Shells hit {place.name if place else 'a village'}." for place in places)
    article = make_article(f"{text} So {publisher} was told.", publisher=publisher, published=published)
    said = make_attribution(article, "told", text, author=make_actor(f"{publisher} monitor"))
    told = [
        make_mention(
            article,
            "hit",
            occurrence=n,
            places=[place] if place else [],
            time=make_day(day) if day else None,
            attributions=[said],
            own_voice=False,
        )
        for n, place in enumerate(places)
    ]
    add_read(ledger, article, attributions=[said], events=told)


def outlets(view: View) -> list[str]:
    return sorted(article.publisher or "" for article in view.articles())


def fill(ledger: Ledger) -> None:
    add(ledger, "Herald", [SARAQIB, None], day=date(2024, 12, 1))
    add(ledger, "Post", [KHARKIV, None], day=date(2024, 12, 1))
    add(ledger, "Gazette", [SARAQIB], day=date(2025, 1, 5), after=36)
    add(ledger, "Echo", [SARAQIB], day=None, after=36)  # known in January, without a date


def test_area_and_countries(ledger: Ledger) -> None:
    fill(ledger)
    for extent in (SYRIA, BOX):
        with SituationView(ledger, extent=extent) as view:
            assert outlets(view) == ["Echo", "Gazette", "Herald"]
            assert len(view.events()) == 4  # with the village of the report that tells of Saraqib, not of Kharkiv
            assert {source.name for source in view.sources()} == {"Echo monitor", "Gazette monitor", "Herald monitor"}
            assert view.counts().reports == 3
            assert len(view.mentions()) == 4 and len(view.attributions()) == 3


def test_period_counts_undated_events_by_when_they_became_known(ledger: Ledger) -> None:
    fill(ledger)
    with SituationView(ledger, extent=DECEMBER) as view:
        assert outlets(view) == ["Herald", "Post"]


def test_filters_and_moments_narrow_further(ledger: Ledger) -> None:
    fill(ledger)
    with SituationView(ledger, DAY_ONE, extent=SYRIA) as view:
        assert outlets(view) == ["Herald"]
        assert len(view.events(EventFilter(place="Saraqib"))) == 1
        assert view.events(EventFilter(place="Kharkiv")) == ()


def test_what_is_outside_is_not_there(ledger: Ledger) -> None:
    fill(ledger)
    with View(ledger) as whole, SituationView(ledger, extent=SYRIA) as view:
        outside = next(event for event in whole.events() if any(p.name == "Kharkiv" for p in event.places))
        assert view.event(outside.id) is None
        report = outside.claims[0].appearances[0].article_id
        assert whole.article(report) is not None
        assert view.article(report) is None

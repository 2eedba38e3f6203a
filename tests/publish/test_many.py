"""Many events: the first page stays small, and the script shows what it does not hold."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.publish import PublishOptions
from accordingto.publish.pages.situation_page import LISTED_EVENTS
from tests.publish.many import publish_many
from tests.publish.pages import read_page

EVENTS = 300


@pytest.fixture(scope="module")
def large_site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("large")
    published = publish_many(folder, EVENTS, per_day=2, options=PublishOptions(maplibre=False))
    assert published.events == EVENTS
    return folder / "site"


def test_the_first_page_lists_the_latest_and_says_where_the_others_are(large_site: Path) -> None:
    page = read_page(large_site / "index.html")
    assert not page.faults
    assert sum(name.startswith("event-") for name in page.ids) == LISTED_EVENTS
    assert f"{EVENTS - LISTED_EVENTS} earlier events are on the pages of their days" in page.words


def test_data_is_split_by_month(large_site: Path) -> None:
    assert sorted(path.name for path in (large_site / "data").glob("events-*")) == [
        *(f"events-2023-{month}.js" for month in (10, 11, 12)),
        *(f"events-2024-0{month}.js" for month in (1, 2)),
    ]


def test_a_long_period_is_drawn_by_weeks(large_site: Path) -> None:
    text = (large_site / "index.html").read_text(encoding="utf-8")
    assert 'data-start="2023-09-25" title="25 September – 1 October 2023: 2 events"' in text
    assert text.count("<li><a href=") + text.count("<li><span data-start") < 40


def test_bars_before_the_listed_days_lead_to_the_pages_of_days(large_site: Path) -> None:
    page = read_page(large_site / "index.html")
    assert "days/2023-10-01.html" in page.links
    assert (large_site / "days" / "2023-10-01.html").is_file()

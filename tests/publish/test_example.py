"""The example that ships: whole, free, fictional in its outlets, and made to show what the system is for."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from accordingto import demo
from accordingto.publish.situation import Situation
from tests.publish.hand_reader import HANDS

REPORTS = [json.loads(line) for line in demo.REPORTS.read_text(encoding="utf-8").splitlines()]


def test_every_report_is_free_and_of_an_invented_outlet() -> None:
    assert len({report["id"] for report in REPORTS}) == len(REPORTS) == 14
    for report in REPORTS:
        assert report["licence"] == "CC0-1.0"
        assert (urlsplit(report["url"]).hostname or "").endswith(".example")


def test_every_report_is_dated_within_the_period_with_its_zone() -> None:
    for report in REPORTS:
        published = datetime.fromisoformat(report["published"])
        assert published.tzinfo is not None
        assert datetime(2024, 11, 27, tzinfo=UTC) <= published <= datetime(2024, 12, 9, tzinfo=UTC)


def test_the_standfirst_counts_right() -> None:
    assert "fourteen short reports" in demo.STANDFIRST
    assert Path(demo.REPORTS).suffix == ".jsonl"


def test_a_person_has_read_all_of_it() -> None:
    assert set(HANDS) == {report["id"] for report in REPORTS}


def test_it_shows_what_the_system_is_for(example: Situation) -> None:
    """Echoes of one origin, several origins, an open range, a denial, figures that differ, a report of a report."""
    standings = [event.standing for event in example.events]
    assert any(s.outlets == 3 and s.origins_high == 1 for s in standings)
    assert any(s.origins_low > 1 for s in standings)
    assert any(s.origins_low < s.origins_high for s in standings)
    assert any(s.denied_by for s in standings)
    assert any(attribution.within_id for attribution in example.attributions.values())
    assert any(attribution.channel for attribution in example.attributions.values())
    assert any(len(event.places) == 3 for event in example.events)
    assert any("Correction" in article.text for article in example.articles.values())

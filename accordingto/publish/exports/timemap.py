"""Events as the data of TimeMap, Forensic Architecture's map and timeline of incidents."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from accordingto.model import Article, Event
from accordingto.publish.exports.values import json_file, summary, web_address
from accordingto.publish.mapdata import Located, located
from accordingto.publish.options import PublishOptions
from accordingto.publish.phrases import TYPE_NAMES, headline
from accordingto.publish.situation import Situation, first_day, outlet, title
from accordingto.publish.wording import MARK_NAMES, mark_of, when

FILTER = "FILTER"  # the mode of an association that a reader can filter by


def timemap(situation: Situation, options: PublishOptions) -> bytes:
    """Events as data of TimeMap: events with their sources, and filters by kind of event and by standing.

    Loses events without a day, which it cannot show, the areas of places that are not exact (only places known to the
    settlement have coordinates, which TimeMap wants as text), last days, and who said what in which words. Days are
    written month first, as TimeMap reads them unless told otherwise.
    """
    dated = [event for event in situation.events if first_day(event) is not None]
    articles = {article.id: article for event in dated for article in situation.articles_of(event)}
    return json_file(
        {
            "events": [entry for event in dated for entry in _entries(situation, event)],
            "sources": {article_id: _source(article) for article_id, article in articles.items()},
            "associations": _associations(),
            "sites": [],
            "shapes": {},
        }
    )


def _entries(situation: Situation, event: Event) -> Iterator[dict[str, object]]:
    """One entry for each place of an event, so that all are drawn."""
    day = first_day(event)
    assert day is not None
    for number, at in enumerate(located(event) or (None,)):
        latitude, longitude = _position(at)
        yield {
            "id": f"{event.id}-{number}",
            "description": f"{headline(event)}. {summary(situation, event)}",
            "date": _month_first(day),
            "time": "",
            "time_precision": when(event.time),
            "location": at.name if at else "",
            "latitude": latitude,
            "longitude": longitude,
            "category": TYPE_NAMES[event.type],
            "associations": [TYPE_NAMES[event.type], MARK_NAMES[mark_of(event.standing)]],
            "sources": [article.id for article in situation.articles_of(event)],
        }


def _position(at: Located | None) -> tuple[str, str]:
    """Latitude and longitude as text, empty where the place is no settlement."""
    return (str(at.place.lat), str(at.place.lon)) if at is not None and at.is_near else ("", "")


def _source(article: Article) -> dict[str, object]:
    url = web_address(article.url) or ""
    return {
        "id": article.id,
        "title": title(article),
        "paths": [],
        "type": "Article",
        "url": url,
        "author": outlet(article),
        "date": _month_first(article.known_at.date()),
    }


def _associations() -> list[dict[str, object]]:
    groups = {"Kind": TYPE_NAMES.values(), "Standing": MARK_NAMES.values()}
    return [
        {"id": name, "title": name, "desc": name, "mode": FILTER, "filter_paths": [group, name]}
        for group, names in groups.items()
        for name in names
    ]


def _month_first(day: date) -> str:
    return day.strftime("%m/%d/%Y")

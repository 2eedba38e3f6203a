"""Annotated reports as linking sees them: articles with the event mentions that people marked, not those we read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from accordingto.link import MentionInContext
from accordingto.model import (
    Actor,
    Amount,
    Article,
    ControlChange,
    DatePrecision,
    EventMention,
    EventPlace,
    EventType,
    Figure,
    Place,
    Span,
    Status,
    TimeRange,
    WherePrecision,
)
from accordingto.text import name_key

Record = Mapping[str, Any]  # one annotated object, as JSON holds it

PRECISIONS = {"exact": 1, "admin2": 3, "admin1": 4, "country": 6, "vague": 5}
RADII_M = {1: 4_000, 3: 25_000, 4: 60_000, 5: 100_000, 6: 400_000}
DATE_PRECISIONS = {"day": 1, "week": 3, "month": 4, "year": 5, "vague": 3}
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)


def gold_mentions(path: Path) -> Iterator[tuple[str, MentionInContext]]:
    """Every annotated event with the id of its report."""
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            article = _article(record)
            for event in record["events"]:
                yield record["id"], MentionInContext(mention=_mention(event, article), article=article)


def _article(record: Record) -> Article:
    day = record["published"]
    published = datetime.fromisoformat(day).replace(tzinfo=UTC) if len(day or "") >= len("2024-12-01") else None
    return Article(
        capture_id="",
        url=None,
        publisher=record["outlet"],
        title=record["title"],
        text=record["text"],
        lang="en",
        published=published,
        fetched_at=published or UNDATED,
    )


def _mention(event: Record, article: Article) -> EventMention:
    places = event.get("places") or ([event["place"]] if event.get("place") else [])
    return EventMention(
        article_id=article.id,
        triggers=tuple(Span(*span) for span in event["mentions"]),
        type=EventType(event["type"]),
        mode=event["mode"],
        status=Status(event["status"]),
        agents=_actors(event["agents"]),
        recipients=_actors(event["recipients"]),
        places=tuple(_place(place) for place in places),
        time=_time(event.get("date")),
        figures=tuple(_figures(event)),
        control=_control(event.get("territory")),
        weapons=tuple(event.get("weapons") or ()),
    )


def _actors(records: Iterable[Record]) -> tuple[Actor, ...]:
    return tuple(Actor(name=r["name"], key=name_key(r["name"])) for r in records if r.get("name"))


def _place(record: Record) -> EventPlace:
    precision = PRECISIONS[record.get("precision") or "vague"]
    name = record["name"] or ""
    place = None
    if record.get("lat") is not None:
        rounded = f"{record['lat']:.1f}:{record['lon']:.1f}:{precision}"  # annotators agree to about 0.05 degrees
        place = Place(
            gazetteer_id=f"annotated:{rounded}",
            name=name,
            country=record.get("country"),
            admin1=None,
            admin2=None,
            lat=record["lat"],
            lon=record["lon"],
            feature="P.PPL",
            population=0,
            radius_m=RADII_M[precision],
        )
    return EventPlace(name=name, span=None, place=place, where_prec=WherePrecision(precision))


def _time(record: Record | None) -> TimeRange | None:
    if not record or not (record.get("start") or record.get("end")):
        return None
    start = date.fromisoformat(record["start"]) if record.get("start") else None
    end = date.fromisoformat(record["end"]) if record.get("end") else None
    if start and end and start > end:
        return None
    return TimeRange(start=start, end=end, precision=DatePrecision(DATE_PRECISIONS[record["precision"]]))


def _control(record: Record | None) -> ControlChange | None:
    return ControlChange(to=record.get("to"), contested=bool(record.get("contested"))) if record else None


def _figures(event: Record) -> Iterator[Figure]:
    for unit in ("killed", "injured"):
        amount = event.get(unit)
        if amount:
            yield Figure(unit=unit, amount=Amount(low=amount["low"], high=amount["high"]), attribution_id=None)

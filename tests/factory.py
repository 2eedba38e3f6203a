"""Small builders of records for tests: words in a text instead of offsets, sensible values for the rest."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from accordingto.model import (
    Actor,
    Amount,
    Article,
    Attribution,
    Capture,
    Certainty,
    ControlChange,
    Correction,
    DatePrecision,
    Edge,
    EventMention,
    EventPlace,
    EventType,
    Figure,
    Issue,
    Judgement,
    Method,
    Place,
    Polarity,
    Quantity,
    Reading,
    Relation,
    SourceKind,
    Span,
    Status,
    TimeExpression,
    TimeRange,
    Toponym,
    Verdict,
    WherePrecision,
    stable_id,
)
from accordingto.text import name_key

DAY_ONE = datetime(2024, 12, 1, 8, tzinfo=UTC)


def make_article(
    text: str,
    *,
    publisher: str | None = "Northern Courier",
    published: datetime | None = DAY_ONE,
    fetched_at: datetime = datetime(2024, 12, 20, tzinfo=UTC),
    title: str | None = None,
    url: str | None = None,
    agency: str | None = None,
    feed_source: str | None = None,
) -> Article:
    return Article(
        capture_id="capture",
        url=url,
        publisher=publisher,
        title=title,
        text=text,
        lang="en",
        published=published,
        fetched_at=fetched_at,
        agency=agency,
        feed_source=feed_source,
    )


def span_of(article: Article, words: str, *, occurrence: int = 0) -> Span:
    """Where the article says `words`, the n-th time from zero; ValueError if it does not."""
    at = -1
    for _ in range(occurrence + 1):
        at = article.text.index(words, at + 1)
    return Span(at, at + len(words))


def make_actor(
    name: str, *, kind: SourceKind | None = None, country: str | None = None, key: str | None = None
) -> Actor:
    return Actor(name=name, key=key or name_key(name), kind=kind, country=country)


def make_place(
    name: str,
    lat: float,
    lon: float,
    *,
    country: str = "SY",
    admin1: str | None = "Aleppo",
    feature: str = "P.PPL",
    radius_m: int = 3_000,
) -> Place:
    return Place(
        gazetteer_id=f"test:{name_key(name)}",
        name=name,
        country=country,
        admin1=admin1,
        admin2=None,
        lat=lat,
        lon=lon,
        feature=feature,
        population=10_000,
        radius_m=radius_m,
    )


def make_event_place(place: Place, *, where_prec: WherePrecision = WherePrecision.EXACT) -> EventPlace:
    return EventPlace(name=place.name, span=None, place=place, where_prec=where_prec)


def make_day(day: date, *, end: date | None = None, precision: DatePrecision = DatePrecision.DAY) -> TimeRange:
    return TimeRange(start=day, end=end or day, precision=precision)


def make_attribution(
    article: Article,
    cue: str,
    content: str,
    *,
    author: Actor | None,
    source: str | None = None,
    channel: str | None = None,
    within: Attribution | None = None,
    polarity: Polarity = Polarity.ASSERTS,
    certainty: Certainty = Certainty.CERTAIN,
    is_speech: bool = True,
) -> Attribution:
    return Attribution(
        article_id=article.id,
        source=(span_of(article, source),) if source else (),
        cue=(span_of(article, cue),),
        content=(span_of(article, content),),
        author=author,
        channel=channel,
        within_id=within.id if within else None,
        polarity=polarity,
        certainty=certainty,
        is_speech=is_speech,
    )


def make_mention(
    article: Article,
    trigger: str,
    *,
    occurrence: int = 0,
    event_type: EventType = EventType.ASSAULT,
    mode: str | None = None,
    status: Status = Status.HAPPENED,
    places: Sequence[Place] = (),
    where_prec: WherePrecision = WherePrecision.EXACT,
    time: TimeRange | None = None,
    agents: Sequence[Actor] = (),
    recipients: Sequence[Actor] = (),
    figures: Sequence[Figure] = (),
    control: ControlChange | None = None,
    attributions: Sequence[Attribution] = (),
    own_voice: bool = True,
) -> EventMention:
    return EventMention(
        article_id=article.id,
        triggers=(span_of(article, trigger, occurrence=occurrence),),
        type=event_type,
        mode=mode,
        status=status,
        agents=tuple(agents),
        recipients=tuple(recipients),
        places=tuple(make_event_place(place, where_prec=where_prec) for place in places),
        time=time,
        figures=tuple(figures),
        control=control,
        attribution_ids=tuple(attribution.id for attribution in attributions),
        own_voice=own_voice,
    )


def make_figure(low: int, high: int | None = None, *, unit: str = "killed", by: Attribution | None = None) -> Figure:
    """A figure; `high` None means exactly `low`."""
    return Figure(
        unit=unit, amount=Amount(low=low, high=low if high is None else high), attribution_id=by.id if by else None
    )


def make_edge(
    left: str,
    right: str,
    *,
    relation: Relation = Relation.SAME_EVENT,
    judgement: Judgement = Judgement.POSITIVE,
    score: float = 0.9,
    by: str = "method:test",
    at: datetime = DAY_ONE,
) -> Edge:
    return Edge(
        left_id=left,
        right_id=right,
        relation=relation,
        judgement=judgement,
        score=score,
        reason="Said so by a test.",
        decided_by=by,
        decided_at=at,
        known_at=at,
    )


def make_correction(
    record_id: str,
    verdict: Verdict,
    *,
    field: str | None = None,
    value: str | None = None,
    at: datetime = DAY_ONE,
) -> Correction:
    return Correction(
        record_id=record_id,
        verdict=verdict,
        field=field,
        value=value,
        reason="Read it again.",
        decided_by="person:Ada",
        decided_at=at,
    )


def make_capture(
    url: str = "https://post.example/aleppo", *, body: str = "body", fetched_at: datetime = DAY_ONE
) -> Capture:
    return Capture(url=url, fetched_at=fetched_at, body_sha256=stable_id("body", body), media_type="text/html")


def make_reading(
    article: Article,
    *,
    version: str = "1",
    attributions: Sequence[Attribution] = (),
    toponyms: Sequence[Toponym] = (),
    times: Sequence[TimeExpression] = (),
    quantities: Sequence[Quantity] = (),
    events: Sequence[EventMention] = (),
    issues: Sequence[Issue] = (),
) -> Reading:
    return Reading(
        article_id=article.id,
        method=Method(name="by-hand", version=version),
        attributions=tuple(attributions),
        toponyms=tuple(toponyms),
        times=tuple(times),
        quantities=tuple(quantities),
        events=tuple(events),
        issues=tuple(issues),
    )

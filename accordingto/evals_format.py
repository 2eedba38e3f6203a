"""The JSON lines by which readings are measured: what a line means as an article, and a reading as a line.

Field names, spans as `[start, end]` lists and closed sets are those of the evaluation sets; spans are code points of
the text given, which is taken as it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from datetime import UTC, date, datetime, timedelta

from accordingto.model import (
    Actor,
    Amount,
    Article,
    Attribution,
    DatePrecision,
    EventMention,
    EventPlace,
    Figure,
    Polarity,
    Reading,
    SourceKind,
    Span,
    Status,
    TimeExpression,
    TimeRange,
    Toponym,
    WherePrecision,
)
from accordingto.text import storable

LAYERS = ("attributions", "toponyms", "timexes", "events")
DATE_FIELDS = ("published", "dct", "date")
OUTLET_FIELDS = ("outlet", "publisher")
TOPONYM_KINDS = ("literal", "metonym")  # the sets do not count "Syrian" as a place
GEONAMES = "geonames:"
SCORE_DIGITS = 4

Line = Mapping[str, object]

_TOLD = (Status.HAPPENED, Status.ONGOING, Status.HISTORICAL)
_PLACE_PRECISION = {
    WherePrecision.EXACT: "exact",
    WherePrecision.NEAR: "exact",  # "near X" is told of the town X
    WherePrecision.ADM2: "admin2",
    WherePrecision.ADM1: "admin1",
    WherePrecision.COUNTRY: "country",
}
_DATE_PRECISION = {
    DatePrecision.DAY: "day",
    DatePrecision.DAYS: "week",
    DatePrecision.WEEK: "week",
    DatePrecision.MONTH: "month",
    DatePrecision.YEAR: "year",
}


def article_of(line: Line, *, fetched_at: datetime) -> Article | None:
    """The article a line holds, None if its text is empty. A date that cannot be read counts as none.

    The text is kept code point for code point, but for those that are none (`text.storable`).
    """
    text = line.get("text")
    if not isinstance(text, str) or not text:
        return None
    given = _first_text(line, DATE_FIELDS)
    published = _moment(given) if given else None
    return Article(
        capture_id="",
        url=_first_text(line, ("url",)),
        publisher=_first_text(line, OUTLET_FIELDS),
        title=_first_text(line, ("title",)),
        text=storable(text),
        lang="en",
        published=published.astimezone(UTC) if published else None,
        published_zone=_zone(published) if published and given and len(given) > len("2024-12-04") else None,
        fetched_at=fetched_at,
    )


def prediction(
    text: str, reading: Reading | None, layers: Collection[str] = LAYERS, *, report_day: date | None = None
) -> dict[str, object]:
    """The lists of `layers` as the evaluation sets have them; empty ones without a reading.

    There "since 2011" lasts until the day the report speaks from, `report_day`; None leaves such ranges open.
    """
    lists: dict[str, object] = {layer: [] for layer in LAYERS if layer in layers}
    if reading is None:
        return lists
    denials = {a.id for a in reading.attributions if a.polarity is Polarity.DENIES}
    found = {
        "attributions": [_attribution(a) for a in reading.attributions],
        "toponyms": [_toponym(t, text) for t in reading.toponyms if t.kind in TOPONYM_KINDS],
        "timexes": [_timex(t, text) for t in reading.times],
        "events": [_event(m, denials, report_day) for m in reading.events],
    }
    return {layer: found[layer] for layer in lists}


def _first_text(line: Line, names: Iterable[str]) -> str | None:
    for name in names:
        value = line.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return None


def _moment(given: str) -> datetime | None:
    """A date or time of ISO form; without a zone it is taken to be in UTC."""
    try:
        moment = datetime.fromisoformat(given)
    except ValueError:
        return None
    if moment.tzinfo is None:
        return moment.replace(tzinfo=UTC)
    try:
        moment.astimezone(UTC)
    except OverflowError:  # the first or last day there is, in another zone
        return None
    return moment


def _zone(moment: datetime) -> str:
    """The offset as the text gave it, "+03:00"."""
    minutes = round((moment.utcoffset() or timedelta()).total_seconds() / 60)
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"


def _spans(spans: Iterable[Span]) -> list[list[int]]:
    return [[span.start, span.end] for span in spans]


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else [span.start, span.end]


def _attribution(attribution: Attribution) -> dict[str, object]:
    author = attribution.author
    return {
        "id": attribution.id,
        "source": _spans(attribution.source),
        "cue": _spans(attribution.cue),
        "content": _spans(attribution.content),
        "source_name": author.name if author else None,
        "source_kind": author.kind if author else SourceKind.ANONYMOUS,
        "within": attribution.within_id,
        "continues": attribution.continues_id,
        "channel": attribution.channel,
        "polarity": attribution.polarity,
        "certainty": attribution.certainty,
        "core": attribution.is_speech,
        "score": round(attribution.score, SCORE_DIGITS),
    }


def _toponym(toponym: Toponym, text: str) -> dict[str, object]:
    place = toponym.place
    number = place.gazetteer_id.removeprefix(GEONAMES) if place else ""
    return {
        "start": toponym.span.start,
        "end": toponym.span.end,
        "text": toponym.span.slice(text),
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "geonameid": int(number) if number.isdecimal() else None,
        "score": round(toponym.score, SCORE_DIGITS),
    }


def _timex(time: TimeExpression, text: str) -> dict[str, object]:
    return {
        "start": time.span.start,
        "end": time.span.end,
        "text": time.span.slice(text),
        "type": time.type,
        "value": time.value,
    }


def _event(mention: EventMention, denials: Collection[str], report_day: date | None) -> dict[str, object]:
    places = [_place(place) for place in mention.places]
    return {
        "id": mention.id,
        "type": mention.type,
        "mode": mention.mode,
        "mentions": _spans(mention.triggers),
        "agents": [_party(actor) for actor in mention.agents],
        "recipients": [_party(actor) for actor in mention.recipients],
        "place": places[0] if places else None,
        "places": places,
        "date": _date(mention.time, mention.time_span, report_day),
        "status": _status(mention, denials),
        "territory": mention.control and {"to": mention.control.to, "contested": mention.control.contested},
        "killed": _total(mention.figures, "killed"),
        "injured": _total(mention.figures, "injured"),
        "figures": _figures(mention.figures),
        "attributed_to": list(mention.attribution_ids),
        "weapons": list(mention.weapons),
        "score": round(mention.score, SCORE_DIGITS),
    }


def _status(mention: EventMention, denials: Collection[str]) -> Status:
    """The status there, where an event is denied if somebody denies it, whoever else asserts it."""
    is_denied = mention.status in _TOLD and not frozenset(denials).isdisjoint(mention.attribution_ids)
    return Status.DENIED if is_denied else mention.status


def _party(actor: Actor) -> dict[str, object]:
    return {"name": actor.name, "span": _span(actor.span), "kind": actor.kind}


def _place(event_place: EventPlace) -> dict[str, object]:
    place = event_place.place
    return {
        "span": _span(event_place.span),
        "name": event_place.name,
        "country": place.country if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "precision": _PLACE_PRECISION.get(event_place.where_prec or WherePrecision.VAGUE, "vague"),
    }


def _date(time: TimeRange | None, span: Span | None, report_day: date | None) -> dict[str, object] | None:
    if time is None:
        return None
    lasts = time.end is None and time.start is not None and report_day is not None and report_day >= time.start
    return {
        "start": _day(time.start),
        "end": _day(report_day if lasts else time.end),
        "precision": _DATE_PRECISION[time.precision],
        "span": _span(span),
    }


def _day(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _total(figures: Iterable[Figure], unit: str) -> dict[str, object] | None:
    """The whole range of what rival sources say, open above if one of them is."""
    amounts = [figure.amount for figure in figures if figure.unit == unit]
    if not amounts:
        return None
    highs = [amount.high for amount in amounts if amount.high is not None]
    return _amount(Amount(low=min(a.low for a in amounts), high=max(highs) if len(highs) == len(amounts) else None))


def _figures(figures: Iterable[Figure]) -> list[dict[str, object]]:
    """Killed and injured by who says so."""
    by_source: dict[str | None, dict[str, object]] = defaultdict(dict)
    for figure in figures:
        if figure.unit in ("killed", "injured"):
            by_source[figure.attribution_id][figure.unit] = _amount(figure.amount)
    return [{**units, "attributed_to": attribution_id} for attribution_id, units in by_source.items()]


def _amount(amount: Amount) -> dict[str, object]:
    return {"low": amount.low, "high": amount.high}

"""The ledger in other formats: one function each, from a situation to the lines of a file.

`EXPORTS` names them; what each format loses is in its docstring, which the downloads page shows.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import date

import msgspec

from accordingto.model import Article, Event, EventPlace
from accordingto.publish.mapdata import Located, geometry, located
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import author_name, public_url
from accordingto.publish.phrases import headline, place_names
from accordingto.publish.quotes import may_show_whole, quote
from accordingto.publish.situation import Situation, outlet, title
from accordingto.publish.wording import figures, mark_of, one_line

Exporter = Callable[[Situation, PublishOptions], Iterator[str]]
Value = str | int | float | bool | None | list[str]

# What spreadsheet programs take as the beginning of a formula, with the white space they skip before it (OWASP).
FORMULA_STARTS = tuple("=+-@\t\r＝＋－＠")


def geojson(situation: Situation, options: PublishOptions) -> Iterator[str]:
    """Events on the map: GeoJSON (RFC 7946), one feature for each place of an event, null geometry for unplaced ones.

    Loses who said what in which words, and the judgements that joined reports."""
    head = {"type": "FeatureCollection", "features": []}
    opening = _json(head).removesuffix("]}")
    yield opening + "\n"
    features = [feature for event in situation.events for feature in _features(event)]
    for i, feature in enumerate(features):
        yield _json(feature) + (",\n" if i < len(features) - 1 else "\n")
    yield "]}\n"


def _features(event: Event) -> Iterator[dict[str, object]]:
    places = located(event)
    for number, at in enumerate(places):
        yield {
            "type": "Feature",
            "id": f"{event.id}-{number}",
            "geometry": geometry(at),
            "properties": {**_event_values(event), **_place_values(at)},
        }
    if not places:
        yield {"type": "Feature", "id": event.id, "geometry": None, "properties": _event_values(event)}


def _place_values(at: Located) -> dict[str, Value]:
    return {
        "place": at.name,
        "place_id": at.place.gazetteer_id,
        "country": at.place.country,
        "where_prec": int(at.where_prec),
        "radius_m": at.radius_m,
    }


def _event_values(event: Event) -> dict[str, Value]:
    time, standing = event.time, event.standing
    return {
        "event_id": event.id,
        "headline": headline(event),
        "type": event.type.value,
        "mode": event.mode,
        "status": event.status.value,
        "date_start": _iso(time.start if time else None),
        "date_end": _iso(time.end if time else None),
        "date_prec": int(time.precision) if time else None,
        "agents": [one_line(actor.name) for actor in event.agents],
        "recipients": [one_line(actor.name) for actor in event.recipients],
        "figures": figures(event.figures),
        "weapons": [one_line(weapon) for weapon in event.weapons],
        "control_to": one_line(event.control.to) if event.control and event.control.to else None,
        "standing": mark_of(standing),
        "origins_low": standing.origins_low,
        "origins_high": standing.origins_high,
        "reports": standing.reports,
        "outlets": standing.outlets,
        "denied_by": [one_line(name) for name in standing.denied_by],
        "credibility": standing.credibility,
        "known_at": event.known_at.isoformat(),
    }


def _iso(value: date | None) -> str | None:
    return value.isoformat() if value else None


EVENT_COLUMNS = (
    "event_id headline type mode status date_start date_end date_prec agents recipients figures weapons control_to "
    "standing origins_low origins_high reports outlets denied_by credibility known_at"
).split()
PLACE_COLUMNS = "place place_id country latitude longitude where_prec radius_m".split()


def events_csv(situation: Situation, options: PublishOptions) -> Iterator[str]:
    """Events as a table: one row for each place of an event, and one for an event without a place.

    Lists are joined by semicolons. Loses who said what in which words."""
    yield _row([*EVENT_COLUMNS, *PLACE_COLUMNS])
    for event in situation.events:
        values = _event_values(event)
        for event_place in event.places or (None,):
            yield _row([*(values[column] for column in EVENT_COLUMNS), *_place_cells(event_place)])


def _place_cells(event_place: EventPlace | None) -> list[Value]:
    if event_place is None:
        return [None] * len(PLACE_COLUMNS)
    place = event_place.place
    name = one_line(event_place.name)
    if place is None:
        return [name, *[None] * (len(PLACE_COLUMNS) - 1)]
    prec = int(event_place.where_prec) if event_place.where_prec else None
    return [name, place.gazetteer_id, place.country, place.lat, place.lon, prec, place.radius_m]


CLAIM_COLUMNS = (
    "claim_id event_id headline author author_kind polarity certainty figures words through outlet title url "
    "published places date_start"
).split()


def claims_csv(situation: Situation, options: PublishOptions) -> Iterator[str]:
    """Claims as a table: one row for each report a claim appears in, with its words as far as they may be shown.

    Loses the judgements that joined reports."""
    yield _row(CLAIM_COLUMNS)
    for event in situation.events:
        line, places = headline(event), place_names(event.places)
        start = _iso(event.time.start if event.time else None)
        for claim in event.claims:
            said: list[Value] = [
                claim.id,
                event.id,
                line,
                author_name(claim.author),
                claim.author.kind.value if claim.author.kind else None,
                claim.polarity.value,
                claim.certainty.value,
                figures(claim.figures),
            ]
            for appearance in claim.appearances:
                article = situation.articles.get(appearance.article_id)
                if article is not None:
                    words = quote(situation, appearance)
                    chain = [author_name(a.author) for a in situation.chain(appearance)[1:] if a.author]
                    cells = [words.words if words else None, chain, *_article_cells(article)]
                    yield _row([*said, *cells, places, start])


def _article_cells(article: Article) -> list[Value]:
    published = article.published.isoformat() if article.published else None
    return [outlet(article), title(article), public_url(article.url), published]


def _row(cells: Sequence[Value]) -> str:
    """One line of CSV (RFC 4180) in which no cell can start a formula."""
    line = io.StringIO()
    csv.writer(line, lineterminator="\r\n").writerow([_cell(cell) for cell in cells])
    return line.getvalue()


def _cell(value: Value) -> str:
    if value is None:
        return ""
    if isinstance(value, bool | int | float):
        return str(value)
    text = "; ".join(one_line(part) for part in value) if isinstance(value, list) else one_line(value)
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def jsonl(situation: Situation, options: PublishOptions) -> Iterator[str]:
    """The records themselves: JSON Lines of every report, event, judgement and issue, each with its kind.

    A report's text is there only where it may be shown whole; spans count code points of it."""
    for article in situation.articles.values():
        whole = may_show_whole(article, full_text=options.full_text)
        record = msgspec.to_builtins(article)
        yield _line("article", article.id, {**record, "text": article.text if whole else None})
        reading = situation.readings.get(article.id)
        if reading is not None:
            yield _line("reading", reading.article_id, msgspec.to_builtins(reading))
    for event in situation.events:
        yield _line("event", event.id, msgspec.to_builtins(event))
    edges = {edge.key: edge for found in situation.edges_of.values() for edge in found}
    for key in sorted(edges):
        yield _line("edge", key, msgspec.to_builtins(edges[key]))
    for issue in situation.issues:
        yield _line("issue", issue.id, msgspec.to_builtins(issue))


def _line(kind: str, record_id: str, record: dict[str, object]) -> str:
    return _json({"kind": kind, "id": record_id, **record}) + "\n"


def _json(value: object) -> str:
    return msgspec.json.encode(value).decode()


EXPORTS: dict[str, Exporter] = {
    "geojson": geojson,
    "events-csv": events_csv,
    "claims-csv": claims_csv,
    "jsonl": jsonl,
}
FILE_NAMES = {
    "geojson": "events.geojson",
    "events-csv": "events.csv",
    "claims-csv": "claims.csv",
    "jsonl": "ledger.jsonl",
}


def export_bytes(name: str, situation: Situation, options: PublishOptions) -> bytes:
    """The whole file of one format, UTF-8."""
    lines: Iterable[str] = EXPORTS[name](situation, options)
    return "".join(lines).encode("utf-8", "replace")

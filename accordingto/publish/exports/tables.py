"""Events and claims as plain tables."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.model import Article, Event, EventPlace
from accordingto.publish.exports.rows import csv_file
from accordingto.publish.exports.values import Value, appearances, event_values, iso
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import author_name, public_url
from accordingto.publish.phrases import headline, place_names
from accordingto.publish.quotes import quote
from accordingto.publish.situation import Situation, outlet, title
from accordingto.publish.wording import figures, one_line

EVENT_COLUMNS = (
    "event_id headline type mode status date_start date_end date_prec agents recipients figures weapons control_to "
    "standing origins_low origins_high reports outlets denied_by credibility known_at"
).split()
PLACE_COLUMNS = "place place_id country latitude longitude where_prec radius_m".split()
CLAIM_COLUMNS = (
    "claim_id event_id headline author author_kind polarity certainty figures words through outlet title url "
    "published places date_start"
).split()


def events_csv(situation: Situation, options: PublishOptions) -> bytes:
    """Events as a table: one row for each place of an event, and one for an event without a place.

    Lists are joined by semicolons. Loses who said what in which words.
    """
    rows = [row for event in situation.events for row in event_rows(event)]
    return csv_file([[*EVENT_COLUMNS, *PLACE_COLUMNS], *(list(row.values()) for row in rows)])


def event_rows(event: Event) -> Iterator[dict[str, Value]]:
    """One row for each place of an event, and one for an event without a place, by column."""
    values = event_values(event)
    for event_place in event.places or (None,):
        yield {column: values[column] for column in EVENT_COLUMNS} | _place_cells(event_place)


def _place_cells(event_place: EventPlace | None) -> dict[str, Value]:
    cells: dict[str, Value] = dict.fromkeys(PLACE_COLUMNS)
    if event_place is None:
        return cells
    cells["place"] = one_line(event_place.name)
    place = event_place.place
    if place is not None:
        cells |= {
            "place_id": place.gazetteer_id,
            "country": place.country,
            "latitude": place.lat,
            "longitude": place.lon,
            "where_prec": int(event_place.where_prec) if event_place.where_prec else None,
            "radius_m": place.radius_m,
        }
    return cells


def claims_csv(situation: Situation, options: PublishOptions) -> bytes:
    """Claims as a table: one row for each report a claim appears in, with its words as far as they may be shown.

    Loses the judgements that joined reports.
    """
    rows = [row for event in situation.events for row in claim_rows(situation, event)]
    return csv_file([CLAIM_COLUMNS, *(list(row.values()) for row in rows)])


def claim_rows(situation: Situation, event: Event) -> Iterator[dict[str, Value]]:
    """One row for each telling of an event's claims, by column."""
    line, places = headline(event), place_names(event.places)
    start = iso(event.time.start if event.time else None)
    for claim, appearance, article in appearances(situation, event):
        words = quote(situation, appearance)
        chain = situation.chain(appearance)[1:]
        cells: list[Value] = [
            claim.id,
            event.id,
            line,
            author_name(claim.author),
            claim.author.kind.value if claim.author.kind else None,
            claim.polarity.value,
            claim.certainty.value,
            figures(claim.figures),
            words.words if words else None,
            [author_name(link.author) for link in chain if link.author],
            *_article_cells(article),
            places,
            start,
        ]
        yield dict(zip(CLAIM_COLUMNS, cells, strict=True))


def _article_cells(article: Article) -> list[Value]:
    published = article.published.isoformat() if article.published else None
    return [outlet(article), title(article), public_url(article.url), published]

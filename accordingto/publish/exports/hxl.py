"""Events with HXL hashtags, for humanitarian data platforms."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.model import Event, EventPlace, WherePrecision
from accordingto.publish.exports.deaths import deaths
from accordingto.publish.exports.rows import csv_file
from accordingto.publish.exports.values import Value, iso, names
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import author_name
from accordingto.publish.phrases import headline
from accordingto.publish.situation import Situation, first_day
from accordingto.publish.wording import one_line

COLUMNS = {
    "Event": "#event+code",
    "Date": "#date+occurred",
    "Type": "#event+type",
    "Mode": "#event+type+sub",
    "Done by": "#group+name+first",
    "Done to": "#group+name+second",
    "Country": "#country+code",
    "Province": "#adm1+name",
    "Place": "#loc+name",
    "Latitude": "#geo+lat",
    "Longitude": "#geo+lon",
    "Claimed by": "#meta+source",
    "Description": "#description",
    "Killed": "#affected+killed",
    "Origins": "#x_origins+num",
}


def hxl(situation: Situation, options: PublishOptions) -> bytes:
    """Events with HXL hashtags: CSV with the tags in its second row, one row for each place of an event.

    Loses the words of claims, how certain they are, who denies them, and how exact day and place are. The number of
    killed is the one most origins give, and stands in an event's first row only, so that sums are right. Only places
    known to the settlement have coordinates. Origins are the lower bound.
    """
    rows = [row for event in situation.events for row in _rows(event)]
    return csv_file([list(COLUMNS), list(COLUMNS.values()), *rows])


def _rows(event: Event) -> Iterator[list[Value]]:
    killed = deaths(event)
    for number, at in enumerate(event.places or (None,)):
        yield [
            event.id,
            iso(first_day(event)),
            event.type.value,
            event.mode,
            names(event.agents),
            names(event.recipients),
            *_place_cells(at),
            list(dict.fromkeys(author_name(claim.author) for claim in event.claims)),
            headline(event),
            killed.best if killed and number == 0 else None,
            event.standing.origins_low,
        ]


def _place_cells(at: EventPlace | None) -> list[Value]:
    if at is None or at.place is None:
        return [None, None, one_line(at.name) if at else None, None, None]
    position: list[Value] = [at.place.lat, at.place.lon] if _is_near(at) else [None, None]
    return [at.place.country, at.place.admin1, one_line(at.name), *position]


def _is_near(at: EventPlace) -> bool:
    """Whether the place is known to the settlement: the format has points only."""
    return at.where_prec is not None and at.where_prec <= WherePrecision.NEAR

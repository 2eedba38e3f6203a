"""Deadly events in the shape of a file of UCDP's Georeferenced Event Dataset."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date

from accordingto.ledger.declared import STATE_ARMS
from accordingto.ledger.derive.crosswalk import UcdpType, ucdp_type
from accordingto.model import Actor, Article, DatePrecision, Event, EventPlace, SourceKind, Status
from accordingto.publish.exports.countries import Country, country
from accordingto.publish.exports.deaths import Deaths, deaths
from accordingto.publish.exports.rows import csv_file
from accordingto.publish.exports.values import Value, names, number_id
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import author_name
from accordingto.publish.phrases import place_names
from accordingto.publish.situation import Situation, outlet, title
from accordingto.publish.wording import one_line

COLUMNS = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id conflict_name "
    "dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a side_b_dset_id side_b_new_id side_b "
    "number_of_sources source_article source_office source_date source_headline source_original where_prec "
    "where_coordinates where_description adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id "
    "region event_clarity date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high "
    "low gwnoa gwnob"
).split()
REAL = (Status.HAPPENED, Status.ONGOING)
CLEAR, AGGREGATED = 1, 2
GRID_DEGREES = 0.5  # PRIO-GRID 2.0: cells numbered from the south-west corner, row by row
GRID_COLUMNS = 720
FIGHTERS = (SourceKind.MILITARY, SourceKind.ARMED_GROUP)


def ucdp_csv(situation: Situation, options: PublishOptions) -> bytes:
    """Deadly events in the 49 columns of UCDP's event dataset, one row for each event, with UCDP's precision codes.

    This is not UCDP data. Loses events of which nobody says that an organised party killed somebody, and those
    without a first and a last day or a settled place; places beyond the first, which are named in where_description;
    denials. The number of sources is that of origins, at least; best is the number of dead that most origins give, low
    and high the least and the most that any author gives. Ids of conflicts, dyads and actors stay empty.
    """
    rows = [row for event in situation.events if (row := _row(situation, event)) is not None]
    return csv_file([COLUMNS, *(list(row.values()) for row in rows)])


def _row(situation: Situation, event: Event) -> dict[str, Value] | None:
    """The event by column, None if the dataset has no place for it."""
    kind, dead = ucdp_type(event), deaths(event)
    at = next((place for place in event.places if place.place is not None), None)
    time = event.time
    if kind is None or dead is None or dead.high == 0 or at is None or event.status not in REAL:
        return None
    if time is None or time.start is None or time.end is None:
        return None
    cells: dict[str, Value] = dict.fromkeys(COLUMNS)
    cells |= {
        "id": number_id(event.id),
        "relid": event.id,
        "year": time.start.year,
        "type_of_violence": int(kind),
        "event_clarity": CLEAR if time.precision is DatePrecision.DAY and time.start == time.end else AGGREGATED,
        "date_prec": int(time.precision),
        "date_start": _midnight(time.start),
        "date_end": _midnight(time.end),
    }
    return cells | _sides(event, kind, dead) | _sources(situation, event) | _place(event, at)


def _sides(event: Event, kind: UcdpType, dead: Deaths) -> dict[str, Value]:
    """Who fought whom, and who died."""
    a, b = _opponents(event, kind)
    one_sided = kind is UcdpType.ONE_SIDED
    side_a, side_b = "; ".join(names(a)), "Civilians" if one_sided else "; ".join(names(b))
    return {
        "side_a": side_a,
        "side_b": side_b,
        "dyad_name": f"{side_a} - {side_b}",
        "gwnoa": _state_number(a),
        "gwnob": None if one_sided else _state_number(b),
        "best": dead.best,
        "low": dead.low,
        "high": dead.high,
        **_losses(event, kind, dead, a, b),
    }


def _opponents(event: Event, kind: UcdpType) -> tuple[list[Actor], list[Actor]]:
    """Side a and side b, nobody on both; against others a state is side a, whoever attacked."""
    parties = {actor.key: actor for actor in (*event.agents, *event.recipients)}
    others = [actor for actor in parties.values() if actor.kind not in STATE_ARMS]
    if kind is UcdpType.STATE_BASED and others:
        return [actor for actor in parties.values() if actor.kind in STATE_ARMS], others
    b = list(event.recipients)
    return [actor for actor in event.agents if actor not in b] or list(event.agents), b


def _losses(event: Event, kind: UcdpType, dead: Deaths, a: Sequence[Actor], b: Sequence[Actor]) -> dict[str, Value]:
    """The best number under the side it fell on, as far as the parties told leave no doubt."""
    fallen = event.recipients
    column = "deaths_unknown"
    if kind is UcdpType.ONE_SIDED:
        column = "deaths_civilians"
    elif fallen and all(actor.kind in FIGHTERS for actor in fallen):
        column = next((name for name, side in (("deaths_a", a), ("deaths_b", b)) if _are_all(fallen, side)), column)
    columns = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
    return {name: dead.best if name == column else 0 for name in columns}


def _are_all(actors: Sequence[Actor], side: Sequence[Actor]) -> bool:
    keys = {actor.key for actor in side}
    return all(actor.key in keys for actor in actors)


def _state_number(actors: Sequence[Actor]) -> int | None:
    """The number of the first state among the actors, None if there is none."""
    states = (country(actor.country) for actor in actors if actor.kind in STATE_ARMS)
    return next((state.gw for state in states if state and state.gw), None)


def _sources(situation: Situation, event: Event) -> dict[str, Value]:
    articles = situation.articles_of(event)
    return {
        "number_of_sources": event.standing.origins_low,
        "source_article": [f'"{outlet(a)},{_day(a)},{title(a)}"' for a in articles],
        "source_office": [outlet(article) for article in articles],
        "source_date": [_day(article) for article in articles],
        "source_headline": [title(article) for article in articles],
        "source_original": list(dict.fromkeys(author_name(claim.author) for claim in event.claims)),
    }


def _place(event: Event, at: EventPlace) -> dict[str, Value]:
    place = at.place
    assert place is not None
    state: Country | None = country(place.country)
    return {
        "where_prec": int(at.where_prec) if at.where_prec else None,
        "where_coordinates": one_line(place.name),
        "where_description": place_names(event.places),
        "adm_1": place.admin1,
        "adm_2": place.admin2,
        "latitude": place.lat,
        "longitude": place.lon,
        "geom_wkt": f"POINT ({place.lon} {place.lat})",
        "priogrid_gid": grid_cell(place.lat, place.lon),
        "country": state.name if state else place.country,
        "country_id": state.gw if state else None,
        "region": state.region if state else None,
    }


def grid_cell(lat: float, lon: float) -> int:
    """The number of the PRIO-GRID cell that holds a point; the poles' and the antimeridian's edge belongs inside."""
    row = min(math.floor((lat + 90) / GRID_DEGREES), round(180 / GRID_DEGREES) - 1)
    column = min(math.floor((lon + 180) / GRID_DEGREES), GRID_COLUMNS - 1)
    return row * GRID_COLUMNS + column + 1


def _day(article: Article) -> str:
    return article.known_at.date().isoformat()


def _midnight(day: date) -> str:
    """A day as the dataset writes it."""
    return f"{day.isoformat()} 00:00:00.000"

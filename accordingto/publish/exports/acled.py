"""Events in the shape of an ACLED file. What is in it is not ACLED's data, nor coded by ACLED."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from accordingto.ledger.derive.crosswalk import AcledLike, acled_like
from accordingto.model import Actor, DatePrecision, Event, EventPlace, EventType, SourceKind, Status, WherePrecision
from accordingto.publish.exports.countries import country
from accordingto.publish.exports.deaths import deaths
from accordingto.publish.exports.rows import csv_file
from accordingto.publish.exports.values import Value, iso, last_known, names, summary
from accordingto.publish.options import PublishOptions
from accordingto.publish.phrases import headline
from accordingto.publish.situation import Situation, outlet
from accordingto.publish.wording import one_line, origins

COLUMNS = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1 assoc_actor_1 inter1 "
    "actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region country admin1 admin2 admin3 location "
    "latitude longitude geo_precision source source_scale notes fatalities tags timestamp"
).split()
TIME_PRECISION = {
    DatePrecision.DAY: 1,
    DatePrecision.DAYS: 2,
    DatePrecision.WEEK: 2,
    DatePrecision.MONTH: 3,
}  # a year is no date in this scheme
GEO_PRECISION = {
    WherePrecision.EXACT: 1,
    WherePrecision.NEAR: 2,
    WherePrecision.ADM2: 2,
    WherePrecision.ADM1: 3,
    WherePrecision.VAGUE: 3,
}  # what is no finer than a country has no position in this scheme
REAL = (Status.HAPPENED, Status.ONGOING)
CROWDS = {"Protests": "Protesters", "Riots": "Rioters"}
PARTIES: Mapping[SourceKind, str] = {
    SourceKind.GOVERNMENT: "State forces",
    SourceKind.MILITARY: "State forces",
    SourceKind.ARMED_GROUP: "Rebel group",
    SourceKind.INTERGOVERNMENTAL: "External/Other forces",
    SourceKind.INDIVIDUAL: "Civilians",
    SourceKind.WITNESS: "Civilians",
}
AGAINST_CIVILIANS = "Violence against civilians"


def acled_csv(situation: Situation, options: PublishOptions) -> bytes:
    """Events in the 31 columns of an ACLED file, one row for each place; the classes are derived from PLOVER types.

    This is not ACLED data, and its ids are not ACLED's. Loses who said what (the notes quote the leading claim),
    denials, and events without a day, of a kind that the scheme has no class for, or not told as real. Of several
    parties the first is the actor, the others its associates. Fatalities are the lowest number of any author, in the
    first row of an event only. A place no finer than a country has no coordinates, region is UCDP's, source_scale
    stays empty.
    """
    rows = [row for event in situation.events for row in _rows(situation, event)]
    return csv_file([COLUMNS, *rows])


def _rows(situation: Situation, event: Event) -> Iterator[list[Value]]:
    kind = acled_like(event)
    precision = TIME_PRECISION.get(event.time.precision) if event.time else None
    if kind is None or event.time is None or event.time.start is None or precision is None or event.status not in REAL:
        return
    day = event.time.start
    dead = deaths(event)
    for number, at in enumerate(event.places or (None,)):
        yield [
            f"{event.id}-{number}",
            iso(day),
            day.year,
            precision,
            kind.disorder_type,
            kind.event_type,
            kind.sub_event_type,
            *_parties(event, kind, at),
            *_place_cells(at),
            list(dict.fromkeys(outlet(article) for article in situation.articles_of(event))),
            None,
            f"{headline(event)}. {summary(situation, event)}",
            dead.low if dead and number == 0 else None,
            _tags(event),
            int(last_known(event).timestamp()),
        ]


def _parties(event: Event, kind: AcledLike, at: EventPlace | None) -> list[Value]:
    """Both sides with their kinds, the kind of their meeting, and whether civilians were its target."""
    here = at.place.country if at and at.place else None
    agents = [actor for actor in event.agents if actor not in event.recipients] or list(event.agents)
    crowd = CROWDS.get(kind.event_type) if event.type is EventType.PROTEST else None
    first = crowd or _party(agents, here)
    second = _party(event.recipients, here)
    if kind.event_type == AGAINST_CIVILIANS:
        second = "Civilians"
    meeting = "-".join(party for party in (first, second) if party)
    aimed = "Civilian targeting" if second == "Civilians" else None
    return [*_actors(agents), first, *_actors(event.recipients), second, meeting, aimed]


def _actors(actors: Sequence[Actor]) -> list[Value]:
    """The first of a side, and the others as its associates."""
    named = names(actors)
    return [named[0] if named else None, named[1:]]


def _party(actors: Sequence[Actor], here: str | None) -> str | None:
    """The kind of a side's first actor, None if unknown; the forces of another state are external ones."""
    if not actors or actors[0].kind is None:
        return None
    party = PARTIES.get(actors[0].kind)
    is_foreign = here is not None and actors[0].country not in (None, here)
    return "External/Other forces" if party == "State forces" and is_foreign else party


def _place_cells(at: EventPlace | None) -> list[Value]:
    """From iso to geo_precision."""
    place = at.place if at else None
    if at is None or place is None:
        return [*[None] * 6, one_line(at.name) if at else None, None, None, None]
    state = country(place.country)
    precision = GEO_PRECISION.get(at.where_prec) if at.where_prec else None
    position: list[Value] = [place.lat, place.lon, precision] if precision else [None, None, None]
    return [
        state.number if state else None,
        state.region if state else None,
        state.name if state else place.country,
        place.admin1,
        place.admin2,
        None,
        one_line(place.name),
        *position,
    ]


def _tags(event: Event) -> list[str]:
    standing = event.standing
    told = [origins(standing), f"credibility={standing.credibility}", f"status={event.status.value}"]
    if standing.disputed:
        told.append("disputed")
    if event.control is not None and event.control.contested:
        told.append("contested")
    return told

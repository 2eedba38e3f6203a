"""Where events are, for the map and for GeoJSON: points only where the place is exact, areas where it is not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from accordingto.ledger.filters import place_key
from accordingto.model import Event, EventPlace, Place, WherePrecision
from accordingto.publish.geometry import Box, Line, area, box_around, circle
from accordingto.publish.spelling import is_country
from accordingto.publish.wording import one_line

DIGITS = 7  # RFC 7946 §11.2: more is noise
MAP_DIGITS = 4  # of the drawn map, about 11 m
NEAR_RADIUS_M = (
    10_000  # "near", "outskirts of": UCDP's where_prec 2 is within about 25 km; reports mean the nearer half
)
LEAST_RADIUS_M = 5_000  # an area smaller than this would look like a point
AREA_MARGIN, AREA_LEAST = 0.5, 1.5  # share of the view, degrees
AREA_SHAPE = 1.3, 1.6  # width to height, between a telephone held upright and a wide screen
OUTLYING_DISTANCE = 0.35  # of the longer side of the box around most: what lies farther from it is far off
OUTLYING_SHARE = 0.06  # on each side; one place abroad in seventeen does not move the view
WIDEST_SHARE = 0.1  # radius, of the map's longer side: the circle is two fifths of what the map opens on
WHOLE_COUNTRY = WherePrecision.COUNTRY  # from here on a shape says nothing: named in words beside the map

Position = list[float]
Coordinates = Position | list[list[Position]] | list[list[list[Position]]]
Geometry = dict[str, str | Coordinates]


@dataclass(frozen=True, slots=True, kw_only=True)
class Located:
    """A place of an event as the map has it; `radius_m` 0 is a point, `is_within` a place that is only part of it."""

    name: str
    place: Place
    where_prec: WherePrecision
    radius_m: int
    is_within: bool = False

    @property
    def is_near(self) -> bool:
        """Whether the place is known to the settlement: only then may a format without areas draw it as a point."""
        return self.where_prec <= WherePrecision.NEAR


def located(event: Event) -> list[Located]:
    """The event's settled places, each once, in the record's order."""
    found: dict[str, Located] = {}
    for event_place in event.places:
        place = event_place.place
        if place is not None:
            prec = event_place.where_prec or WherePrecision.VAGUE
            name = one_line(event_place.name) or one_line(place.name)
            radius = radius_m(event_place)
            at = Located(name=name, place=place, where_prec=prec, radius_m=radius, is_within=event_place.is_within)
            found.setdefault(place_key(event_place), at)
    return list(found.values())


def radius_m(event_place: EventPlace) -> int:
    """How far from the place's point the event may have been, in metres; 0 where the place is exact."""
    if event_place.place is None or event_place.where_prec is WherePrecision.EXACT:
        return 0
    reach = event_place.place.radius_m
    if event_place.where_prec is WherePrecision.NEAR:
        return max(NEAR_RADIUS_M, reach)
    return max(LEAST_RADIUS_M, reach)


def geometry(at: Located) -> Geometry:
    """The place as a GeoJSON geometry: a point, or the circle the event may have been in."""
    outlines = rings(at)
    if not outlines:
        return {"type": "Point", "coordinates": _position((at.place.lon, at.place.lat))}
    if len(outlines) == 1:
        return {"type": "Polygon", "coordinates": [outlines[0]]}
    return {"type": "MultiPolygon", "coordinates": [[ring] for ring in outlines]}


def rings(at: Located) -> list[list[Position]]:
    """The outlines of the circle the event may have been in: two at the antimeridian, none where the place is exact."""
    if at.radius_m == 0:
        return []
    around = circle((at.place.lon, at.place.lat), at.radius_m)
    return [[_position(point) for point in ring] for ring in around if _encloses_anything(ring)]


def _encloses_anything(ring: Line) -> bool:
    return area(ring) > 0


def _position(point: tuple[float, float]) -> Position:
    return [round(point[0], DIGITS), round(point[1], DIGITS)]


def core(events: Sequence[Event], given: Box | None = None) -> Box | None:
    """The box that the map opens on: the area given, or around most events, without the few that lie far off.

    None if no area is given and no event is placed.
    """
    if given is not None:
        return given
    places = [at.place for event in events for at in located(event) if _has_shape(at)]
    if not places:
        return None
    lons, lats = sorted(place.lon for place in places), sorted(place.lat for place in places)
    outlying = int(len(places) * OUTLYING_SHARE)
    last = len(places) - 1 - outlying
    most = Box(lons[outlying], lats[outlying], lons[last], lats[last])
    around = most.grown(OUTLYING_DISTANCE, AREA_LEAST)
    return box_around(point for place in places if around.holds(point := (place.lon, place.lat)))


def map_area(events: Sequence[Event], given: Box | None = None) -> Box | None:
    """The box the map covers: the area given, or room to look around the events; None if there is nothing to draw."""
    box = core(events, given)
    return None if box is None else box.grown(AREA_MARGIN, AREA_LEAST).shaped(*AREA_SHAPE)


def drawn(event: Event, area: Box) -> list[Located]:
    """The event's places that the map of a situation shows, beside those of all other events."""
    return [at for at in located(event) if is_drawn(at, area) and not is_wide(at, area)]


def is_wide(at: Located, area: Box) -> bool:
    """Whether a place is known so roughly that its circle would lie over most others: a country, "the north"."""
    return not _has_shape(at) or at.radius_m > WIDEST_SHARE * area.longest_m


def is_drawn(at: Located, area: Box) -> bool:
    """Whether a map can show a place: inside its area, and more narrowly known than by country."""
    return _has_shape(at) and area.holds((at.place.lon, at.place.lat))


def _has_shape(at: Located) -> bool:
    """Whether a shape says anything: a circle over a whole country would only hide what is below it."""
    return at.where_prec < WHOLE_COUNTRY and not is_country(at.place)

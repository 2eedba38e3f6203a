"""Events on a map, as GeoJSON."""

from __future__ import annotations

from collections.abc import Iterator

from accordingto.model import Event
from accordingto.publish.exports.values import event_values, json_text, place_values
from accordingto.publish.mapdata import geometry, located
from accordingto.publish.options import PublishOptions
from accordingto.publish.situation import Situation


def geojson(situation: Situation, options: PublishOptions) -> bytes:
    """Events on the map: GeoJSON (RFC 7946), one feature for each place of an event, null geometry for unplaced ones.

    Loses who said what in which words, and the judgements that joined reports.
    """
    features = [json_text(feature) for event in situation.events for feature in _features(event)]
    return ('{"type":"FeatureCollection","features":[\n' + ",\n".join(features) + "\n]}\n").encode("utf-8", "replace")


def _features(event: Event) -> Iterator[dict[str, object]]:
    places = located(event)
    for number, at in enumerate(places):
        yield {
            "type": "Feature",
            "id": f"{event.id}-{number}",
            "geometry": geometry(at),
            "properties": {**event_values(event), **place_values(at)},
        }
    if not places:
        yield {"type": "Feature", "id": event.id, "geometry": None, "properties": event_values(event)}

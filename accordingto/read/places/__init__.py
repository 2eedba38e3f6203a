"""Toponyms and the places they name: recognition, candidates, ranking by context, and what each mention says."""

from __future__ import annotations

from accordingto.read.places.event_places import event_places
from accordingto.read.places.phrases import event_place, toponyms_at
from accordingto.read.places.setting import country_of_story
from accordingto.read.places.toponyms import find_toponyms
from accordingto.read.places.whereabouts import places_of_events

__all__ = ["country_of_story", "event_place", "event_places", "find_toponyms", "places_of_events", "toponyms_at"]

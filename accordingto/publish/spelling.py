"""How places are spelled: as the reports most often do, the gazetteer's spelling being a scholar's."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from accordingto.model import EventMention, EventPlace, Place
from accordingto.publish.wording import one_line

COUNTRY_FEATURE = "A.PCL"  # GeoNames: countries, dependencies and the like


def is_country(place: Place) -> bool:
    """Whether a place is a whole country or the like."""
    return place.feature.startswith(COUNTRY_FEATURE)


def spellings(mentions: Iterable[EventMention]) -> Mapping[str, str]:
    """Gazetteer id to the spelling that most mentions have of the place, the shorter and then the first of equals.

    Countries keep their names: "Lebanese" is what a report says of one, and no name of it.
    """
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for at in (at for mention in mentions for at in mention.places):
        if at.place is not None and _is_name_of(at, at.place):
            found[at.place.gazetteer_id][one_line(at.name)] += 1
    return {key: min(names, key=lambda name: (-names[name], len(name), name)) for key, names in found.items()}


def _is_name_of(at: EventPlace, place: Place) -> bool:
    """Whether what a report says is a name ("the city" is none) and one of the place itself."""
    return at.is_settled and not is_country(place) and any(c.isupper() for c in at.name)

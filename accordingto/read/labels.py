"""What the trained reader can answer, in the order of its outputs; training and reading share these lists.

A change here needs a new training: `read/models/manifest.json` records the lists a model was trained with.
"""

from __future__ import annotations

from accordingto.model import Certainty, EventType, Polarity, SourceKind, Status


def _begin_inside(*names: str) -> tuple[str, ...]:
    return ("O", *(f"{prefix}-{name}" for name in names for prefix in ("B", "I")))


# A cue of reported speech; of an attitude ("wants"); the first word of a statement without any cue.
CUE_TAGS = (*_begin_inside("speech", "attitude"), "B-quote")
EVENT_TYPES = tuple(EventType)
EVENT_TAGS = _begin_inside(*EVENT_TYPES)
PLACE_TAGS = _begin_inside("place")
ATTRIBUTION_ROLES = _begin_inside("source", "content")
EVENT_ROLES = _begin_inside("agent", "recipient", "place", "date")
POLARITIES = tuple(Polarity)
CERTAINTIES = tuple(Certainty)
SOURCE_KINDS = tuple(SourceKind)
STATUSES = tuple(Status)
MODES = tuple(
    "none withdraw release disarm ceasefire access resign demo riot strike hunger boycott obstruct vandalize convict "
    "expel discontinue troops weapons police militia seize restrict ban censor curfew martial-law arrest deport "
    "withhold misinformation cyber abduct beat torture sexual targeted destroy primitive firearms explosives "
    "suicide-attack aerial drone heavy-weapons crowd-control unconventional".split()
)

"""The labelled origins in `evals/data`: events told by several reports, and tellings that only look alike.

Ids, names and offsets alone; the texts stay where they belong. How they were labelled: docs/origins-set.md.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path

import msgspec

DATA = Path(__file__).with_name("data")
EVENTS = DATA / "origins.jsonl"
LOOK_ALIKES = DATA / "lookalikes.jsonl"
OWN_VOICE, UNNAMED = "own voice: ", "unnamed: "

Offsets = tuple[int, int]


class Kinship(StrEnum):
    """What two reports of an event have to do with each other: an origin in common, none, or it cannot be told."""

    SAME = "same"
    INDEPENDENT = "independent"
    UNCLEAR = "unclear"


class Anchor(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where a report tells an event, in code points: the words that tell it, and the sentence they stand in."""

    clause: Offsets
    sentence: Offsets


class Telling(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event as one report tells it."""

    report: str
    date: dt.date
    place: str
    anchors: tuple[Anchor, ...]


class LabelledEvent(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """An event with the range that its number of origins lies in for sure."""

    event: str
    label: str
    date: dt.date
    place: str
    reports: tuple[str, ...]
    authors: Mapping[str, tuple[str, ...]]
    pairs: tuple[tuple[str, str, Kinship], ...]
    origins_low: int
    origins_high: int
    anchors: Mapping[str, tuple[Anchor, ...]]

    def telling(self, report: str) -> Telling:
        """How one of its reports tells it."""
        return Telling(report=report, date=self.date, place=self.place, anchors=self.anchors[report])


class LookAlike(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Two tellings, perhaps of one report, of events that are alike and not the same."""

    pair: str
    a: Telling
    b: Telling


def labelled_events(path: Path = EVENTS) -> list[LabelledEvent]:
    """All events of the set."""
    return msgspec.json.Decoder(LabelledEvent).decode_lines(path.read_bytes())


def look_alikes(path: Path = LOOK_ALIKES) -> list[LookAlike]:
    """All look-alikes of the set."""
    return msgspec.json.Decoder(LookAlike).decode_lines(path.read_bytes())

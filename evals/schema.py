"""The lines of `accordingto read --format evals`, typed: what the adapters turn into each set's own labels."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import msgspec

CharSpan = tuple[int, int]


class Struct(msgspec.Struct, frozen=True, kw_only=True):
    """Immutable, unknown fields ignored: the interface may grow."""


class Party(Struct, frozen=True):
    """Somebody who does something or has it done to them."""

    name: str
    span: CharSpan | None = None
    kind: str | None = None


class PlaceOut(Struct, frozen=True):
    """Where an event happened, as the reader has it."""

    name: str | None = None
    country: str | None = None
    lat: float | None = None
    lon: float | None = None
    span: CharSpan | None = None
    precision: str | None = None


class DateOut(Struct, frozen=True):
    """ISO days, both ends included."""

    start: str | None = None
    end: str | None = None


class AmountOut(Struct, frozen=True):
    """A casualty figure; `high` None is open above."""

    low: int
    high: int | None = None


class TerritoryOut(Struct, frozen=True):
    """Who gains control of the event's place."""

    to: str | None = None
    contested: bool = False


class AttributionOut(Struct, frozen=True):
    """One attribution."""

    id: str
    source: tuple[CharSpan, ...] = ()
    cue: tuple[CharSpan, ...] = ()
    content: tuple[CharSpan, ...] = ()
    source_name: str | None = None
    source_kind: str | None = None
    within: str | None = None
    channel: str | None = None
    polarity: str = "asserts"
    certainty: str = "certain"
    score: float = 1.0


class EventOut(Struct, frozen=True):
    """One event with all the words that tell it."""

    id: str
    type: str
    mode: str | None = None
    mentions: tuple[CharSpan, ...] = ()
    agents: tuple[Party, ...] = ()
    recipients: tuple[Party, ...] = ()
    place: PlaceOut | None = None
    places: tuple[PlaceOut, ...] = ()
    date: DateOut | None = None
    status: str = "happened"
    territory: TerritoryOut | None = None
    killed: AmountOut | None = None
    injured: AmountOut | None = None
    attributed_to: tuple[str, ...] = ()
    weapons: tuple[str, ...] = ()
    score: float = 1.0

    @property
    def first(self) -> int:
        """Where the text first tells of it."""
        return min(start for start, _ in self.mentions)


class Prediction(Struct, frozen=True):
    """One line: what was read in one document."""

    id: str
    attributions: tuple[AttributionOut, ...] = ()
    events: tuple[EventOut, ...] = ()


def read_predictions(path: Path) -> Iterator[Prediction]:
    """The predictions in a file, in its order; raises msgspec.ValidationError if a line is not what is promised."""
    decoder = msgspec.json.Decoder(Prediction)
    with path.open("rb") as lines:
        for line in lines:
            yield decoder.decode(line)

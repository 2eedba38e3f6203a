"""What is derived from mentions and live edges, and rebuilt at will: claims, origins, events."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from accordingto.model.judgements import Evidence
from accordingto.model.readings import Actor, ControlChange, EventPlace, Figure
from accordingto.model.values import AgainstInterest, Certainty, EventType, Polarity, Status, TimeRange


@dataclass(frozen=True, slots=True, kw_only=True)
class Appearance:
    """One place where a claim is told: a report and, unless it speaks itself, the attribution in it."""

    article_id: str
    mention_id: str
    attribution_id: str | None
    known_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """What one author says of one event, wherever it is repeated; appearances in the order they became known.

    `against_interest` says what the author admits against their own side, as sides are declared; None: nothing.
    """

    id: str
    event_id: str
    author: Actor
    polarity: Polarity
    certainty: Certainty
    appearances: tuple[Appearance, ...]
    figures: tuple[Figure, ...] = ()
    against_interest: AgainstInterest | None = None

    @property
    def known_at(self) -> datetime:
        return self.appearances[0].known_at


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Claims of one event that go back to the same knowledge, with the reasons why they were joined."""

    id: str
    event_id: str
    claim_ids: tuple[str, ...]
    article_ids: tuple[str, ...]
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class OriginEdge:
    """One step of an event's origin graph: `left_id` knows it from `right_id`.

    Nodes are "article:<id>", "author:<key>" and "publisher:<key>". `kind` is "says" (a report gives an author's words),
    "own_voice", "drew_on" (a report heard it through another), "agency_credit", "copy", "echo" (two authors joined for
    good) or "same_state" (joined in the low count alone); `evidence` are spans of the left article and, for copies, of
    the right one.
    """

    left_id: str
    right_id: str
    kind: str
    reason: str
    score: float = 1.0
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How well an event is supported: a range of independent origins, who disputes it, Admiralty credibility 1-6."""

    origins_low: int
    origins_high: int
    reports: int
    outlets: int
    disputed: bool
    denied_by: tuple[str, ...]
    credibility: int
    against_interest: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A cluster of event mentions; a pure function of mentions and live edges, rebuilt at will."""

    id: str
    mention_ids: tuple[str, ...]
    type: EventType
    mode: str | None
    status: Status
    places: tuple[EventPlace, ...]
    time: TimeRange | None
    agents: tuple[Actor, ...]
    recipients: tuple[Actor, ...]
    figures: tuple[Figure, ...]
    weapons: tuple[str, ...]
    control: ControlChange | None
    claims: tuple[Claim, ...]
    origins: tuple[Origin, ...]
    standing: Standing
    known_at: datetime
    tags: tuple[str, ...] = field(default=())
    origin_edges: tuple[OriginEdge, ...] = ()

"""What `read` yields: mentions of one article, and the reading that holds them all."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accordingto.model.values import (
    Amount,
    Certainty,
    EventType,
    Identified,
    Issue,
    Method,
    Place,
    Polarity,
    SourceKind,
    Span,
    Status,
    TimeRange,
    WherePrecision,
    stable_id,
)


def spans_id(kind: str, article_id: str, *groups: tuple[Span, ...]) -> str:
    """The id of a mention: its kind, its article and its spans."""
    return stable_id(kind, article_id, *(",".join(f"{s.start}-{s.end}" for s in group) for group in groups))


@dataclass(frozen=True, slots=True, kw_only=True)
class Toponym:
    """A name used for a place. `place` None: recognised, not settled; `candidates` are what it may be, best first.

    `relation` is how the text places something by it: "at", "near", "outskirts", "countryside", "between", "border",
    "road"; `kind` is "literal" where the place itself is meant, "metonym" ("Moscow said") or "demonym" ("Syrian").
    `score` is the probability that `place` is right.
    """

    article_id: str
    span: Span
    place: Place | None
    where_prec: WherePrecision | None
    candidates: tuple[Place, ...] = ()
    relation: str = "at"
    kind: str = "literal"
    score: float = 0.0

    @property
    def id(self) -> str:
        return spans_id("toponym", self.article_id, (self.span,))


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeExpression:
    """A TIMEX3: `type` DATE, TIME, DURATION or SET; `value` its TIMEX3 value, None if the text does not settle it.

    `range` holds the calendar days it covers, if any; `anchor` says what it was resolved against: "text" (it stands
    alone), "publication" or "narrative" (an earlier expression), None for durations and sets.
    """

    article_id: str
    span: Span
    type: str
    value: str | None
    range: TimeRange | None
    anchor: str | None
    score: float = 1.0

    @property
    def id(self) -> str:
        return spans_id("timex", self.article_id, (self.span,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """Somebody who says or does something, as one report calls it.

    `span` is where the text names it here (None: understood from elsewhere); `name` is the fullest name the report
    gives, `key` the name's normal form or the actor list's id, by which reports meet; `kind` and `country` (ISO 3166
    alpha-2) are None where unknown. `speaks_for` is the key of the body that a person, or people without a name, speak
    for: a spokesman's words are his body's; None where that is not known. `parts` are those that one phrase names
    together ("the army and residents"), () if it names one.
    """

    name: str
    key: str
    span: Span | None = None
    kind: SourceKind | None = None
    country: str | None = None
    speaks_for: str | None = None
    parts: tuple[Actor, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount in the text: `unit` is killed, injured, captured, displaced, missing or what is counted."""

    article_id: str
    span: Span
    amount: Amount
    unit: str

    @property
    def id(self) -> str:
        return spans_id("quantity", self.article_id, (self.span,))


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution(Identified):
    """Who says it: source, cue, content. All spans as the text has them, discontinuous pieces in order.

    `source` () and `author` None: nobody is named ("reportedly"). `channel` is the outlet spoken to or through;
    `within_id` the attribution inside whose content this one stands; `continues_id` the one whose statement a further
    quotation carries on. `is_speech` False marks attitudes ("wants", "endorsed"), which make no claims.
    `score` is the calibrated probability that the attribution is right.
    """

    article_id: str
    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]
    author: Actor | None
    channel: str | None = None
    within_id: str | None = None
    continues_id: str | None = None
    polarity: Polarity = Polarity.ASSERTS
    certainty: Certainty = Certainty.CERTAIN
    is_speech: bool = True
    score: float = 1.0

    def _make_id(self) -> str:
        return spans_id("attribution", self.article_id, self.cue, self.content)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventPlace:
    """Where an event is told to have happened. `place` None: named by the text, not settled.

    `is_within`: the gazetteer does not know what is named; `place` is only the province or country that it lies in.
    """

    name: str
    span: Span | None
    place: Place | None
    where_prec: WherePrecision | None
    is_within: bool = False

    @property
    def is_settled(self) -> bool:
        """Whether `place` is what is named."""
        return self.place is not None and not self.is_within


@dataclass(frozen=True, slots=True, kw_only=True)
class ControlChange:
    """Who gains control of the event's place (None: not said), and whether the text calls it contested."""

    to: str | None
    contested: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One source's casualty figure for an event; `attribution_id` None is the publication's own voice."""

    unit: str
    amount: Amount
    attribution_id: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention(Identified):
    """One report's telling of one event, with all the triggers it uses for it, the most informative first.

    `attribution_ids` are the innermost attributions whose content holds a trigger, or tells what came of the event;
    `own_voice` says that the publication also tells it without any. `time` None: the text gives no date, and none is
    invented; `told_on` is the day the report speaks from (its dateline's, else its publication's), None if that is not
    known.
    """

    article_id: str
    triggers: tuple[Span, ...]
    type: EventType
    mode: str | None
    status: Status
    agents: tuple[Actor, ...] = ()
    recipients: tuple[Actor, ...] = ()
    places: tuple[EventPlace, ...] = ()
    time: TimeRange | None = None
    time_span: Span | None = None
    figures: tuple[Figure, ...] = ()
    weapons: tuple[str, ...] = ()
    control: ControlChange | None = None
    attribution_ids: tuple[str, ...] = ()
    own_voice: bool = True
    score: float = 1.0
    told_on: date | None = None

    def _make_id(self) -> str:
        """The first trigger in the order of the text, so that joining more mentions keeps the id."""
        return spans_id("event_mention", self.article_id, (min(self.triggers),))


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one method read in one article."""

    article_id: str
    method: Method
    attributions: tuple[Attribution, ...] = ()
    toponyms: tuple[Toponym, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[EventMention, ...] = ()
    issues: tuple[Issue, ...] = ()

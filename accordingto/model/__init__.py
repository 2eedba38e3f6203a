"""Every record that passes between the stages; immutable, without input or output.

Text-level records (`Article` and what a `Reading` holds) are facts about one article and never change.
An `Edge` is a judgement about two records; it is added or superseded, never edited. Claims, events and
origins are not here to be edited either: they are derived from the two by pure functions.

Identity is *what and where, never how*: an id hashes the kind, the article and the spans, not the method
or the score, so a better reader gives the same ids and people's decisions stay attached.
Offsets are half-open `[start, end)` in Unicode code points of `Article.text`.
"""

from __future__ import annotations

from accordingto.model.articles import Article, Capture
from accordingto.model.derived import Appearance, Claim, Event, Origin, OriginEdge, Standing
from accordingto.model.judgements import Correction, Edge, Evidence
from accordingto.model.readings import (
    Actor,
    Attribution,
    ControlChange,
    EventMention,
    EventPlace,
    Figure,
    Quantity,
    Reading,
    TimeExpression,
    Toponym,
    spans_id,
)
from accordingto.model.values import (
    AgainstInterest,
    Amount,
    Certainty,
    DatePrecision,
    EventType,
    Issue,
    Judgement,
    Method,
    Place,
    Polarity,
    Relation,
    SourceKind,
    Span,
    Status,
    TimeRange,
    Verdict,
    WherePrecision,
    require_utc,
    stable_id,
)

__all__ = [
    "Actor",
    "AgainstInterest",
    "Amount",
    "Appearance",
    "Article",
    "Attribution",
    "Capture",
    "Certainty",
    "Claim",
    "ControlChange",
    "Correction",
    "DatePrecision",
    "Edge",
    "Event",
    "EventMention",
    "EventPlace",
    "EventType",
    "Evidence",
    "Figure",
    "Issue",
    "Judgement",
    "Method",
    "Origin",
    "OriginEdge",
    "Place",
    "Polarity",
    "Quantity",
    "Reading",
    "Relation",
    "SourceKind",
    "Span",
    "Standing",
    "Status",
    "TimeExpression",
    "TimeRange",
    "Toponym",
    "Verdict",
    "WherePrecision",
    "require_utc",
    "spans_id",
    "stable_id",
]

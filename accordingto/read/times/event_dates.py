"""An event's own date: which expression of time the words around a trigger belong to, if any.

A date nearby is not enough. "X said on Friday that the bridge was hit" dates the saying; "since 2011" dates the war,
not the raid told in the main clause. Each expression of the trigger's sentence, and of the sentences beside it, gets
the score of a small logistic model over what stands between the two; under its threshold the event has no date.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from accordingto.model import DatePrecision, Span, TimeExpression, TimeRange
from accordingto.read.layout import Layout, distance, layout_of
from accordingto.read.logistic import LogisticModel, load_model

WEIGHTS_FILE = "event_weights.json"
_SAYING = frozenset(
    "said says say told tells added adding reported reports announced announces stated confirmed claimed warned "
    "declared according noted quoted saying denied denies denying dismissed".split()
)
_SUBORDINATE = frozenset("which who that after before when while where whose whom although though because if".split())
_COORDINATE = frozenset("and but or nor".split())
_SINCE = frozenset(("since", "from"))
_FAR_TOKENS = 40
_AFTER = frozenset(("after", "before", "following"))
_AHEAD = frozenset("to will would plans planned could may might".split())
_PREPOSITIONS = frozenset(
    "on in since by from until till before after of to between during around at late early".split()
)
_CLAUSE_ENDS = frozenset((".", ",", ";", "that", "\n"))
_GOVERNING_TOKENS = 6  # "told reporters in the capital on Friday"
_HEAD_CHARS = 200
_OPENING_CHARS = 4  # "On Friday" opens its sentence as much as "Friday" does


def event_time(
    trigger: Span, times: Sequence[TimeExpression], text: str, *, suggested: Span | None = None
) -> tuple[TimeRange, Span] | None:
    """The days of what one trigger tells, by the words around it, and the words that give them; None if none do.

    `suggested` is what a tagger took for the time. An expression found there decides, even where its days are not known
    ("a day after the attack"); words that are no expression of time are passed over.
    """
    if suggested is not None:
        marked = [time for time in times if time.span.overlaps(suggested)]
        if marked:
            return next(((time.range, time.span) for time in marked if time.range is not None), None)
    dated = [time for time in times if time.range is not None]
    best, best_score = None, _model().threshold
    for time in dated:
        score = closeness(trigger, time, dated, text)
        if score is not None and score > best_score:
            best, best_score = time, score
    return (best.range, best.span) if best is not None and best.range is not None else None


def closeness(trigger: Span, time: TimeExpression, times: Sequence[TimeExpression], text: str) -> float | None:
    """How much the words speak for `time` as the time of `trigger`, in log odds; None if it stands too far off."""
    found = features(trigger, time, times, text)
    return _model().log_odds(found) if found else None


def _model() -> LogisticModel:
    """The fitted weights; see training/event_dates.py."""
    return load_model("accordingto.read.times", WEIGHTS_FILE)


def features(trigger: Span, time: TimeExpression, times: Sequence[TimeExpression], text: str) -> dict[str, float]:
    """What speaks for and against `time` being when the event of `trigger` happened; empty if it stands too far off."""
    layout = layout_of(text)
    home = layout.sentence_at(trigger.start)
    apart = layout.sentence_at(time.span.start) - home
    if abs(apart) > 1:
        return {}
    found = {"bias": 1.0, f"apart{apart}": 1.0, "lead": float(home == 0 and apart == 1)}
    found |= _kind_features(time) | _place_features(time, layout) | _trigger_features(trigger, layout)
    if trigger.overlaps(time.span):
        return found | {"overlap": 1.0}
    gap = layout.words_between(trigger, time.span)
    nearer = sum(distance(trigger, other.span) < distance(trigger, time.span) for other in times)
    found |= {"nearer": float(min(nearer, 2)), "said_governs": float(_said_governs(trigger, time, layout))}
    if apart:
        return found
    return found | _gap_features(gap, "before" if time.span.start < trigger.start else "behind")


def _kind_features(time: TimeExpression) -> dict[str, float]:
    covered = time.range
    coarse = covered is not None and covered.precision >= DatePrecision.MONTH
    half_open = covered is not None and (covered.start is None or covered.end is None)
    return {
        f"type_{time.type}": 1.0,
        "coarse": float(coarse),
        f"anchor_{time.anchor}": 1.0,
        "open_range": float(half_open),
    }


def _place_features(time: TimeExpression, layout: Layout) -> dict[str, float]:
    """What stands right beside the expression: a saying verb, "since", the beginning of the sentence."""
    words = layout.tokens.words
    at = layout.token_at(time.span.start)
    end = layout.token_at(time.span.end - 1)
    opening = layout.sentence_starts[max(0, layout.sentence_at(time.span.start))]
    ahead = words[max(0, at - 2) : at]
    dateline = time.anchor == "text" and opening < _HEAD_CHARS and not _PREPOSITIONS.intersection(ahead)
    return {
        "said_behind": float(bool(_SAYING.intersection(words[end + 1 : end + 2]))),
        "that_behind": float(words[end + 1 : end + 2] == ["that"]),
        "possessive": float(words[end + 1 : end + 2] in (["'"], ["’"])),
        "since": float(bool(_SINCE.intersection(ahead))),
        "after_ahead": float(bool(_AFTER.intersection(ahead))),
        "bare": float(not _PREPOSITIONS.intersection(ahead)),
        "opens": float(time.span.start - opening <= _OPENING_CHARS),
        "dateline": float(dateline),
    }


def _trigger_features(trigger: Span, layout: Layout) -> dict[str, float]:
    ahead = layout.words_before(trigger.start, 3)
    word = layout.tokens.words[max(0, layout.token_at(trigger.start))]
    return {
        "trigger_had": float("had" in ahead),
        "trigger_has": float("has" in ahead or "have" in ahead),
        "trigger_the": float("the" in ahead),
        "trigger_past": float(word.endswith("ed")),
        "trigger_after": float(bool(_AFTER.intersection(ahead))),
        "trigger_to": float(bool(_AHEAD.intersection(ahead))),
        "trigger_head": float(layout.sentence_at(trigger.start) == 0),
    }


def governed_by_saying(time: TimeExpression, layout: Layout) -> bool:
    """Whether a verb of saying stands in the clause before the expression or right behind: "he said on Friday"."""
    behind = layout.token_at(time.span.end - 1) + 1
    said_behind = _SAYING.intersection(layout.tokens.words[behind : behind + 1])
    return bool(said_behind) or _saying_before(time, layout) is not None


def _said_governs(trigger: Span, time: TimeExpression, layout: Layout) -> bool:
    """Whether a verb of saying stands just before the expression and the trigger does not stand between them."""
    said = _saying_before(time, layout)
    return said is not None and not layout.tokens.starts[said] < trigger.start < time.span.start


def _saying_before(time: TimeExpression, layout: Layout) -> int | None:
    """The token of the verb of saying in the clause just before the expression."""
    words = layout.tokens.words
    at = layout.token_at(time.span.start)
    for before in range(at - 1, max(-1, at - 1 - _GOVERNING_TOKENS), -1):
        if words[before] in _SAYING:
            return before
        if words[before] in _CLAUSE_ENDS:
            return None
    return None


def _gap_features(gap: Sequence[str], side: str) -> dict[str, float]:
    """What lies between the expression and the trigger; `side` is where the expression stands."""
    return {
        f"adjacent_{side}": float(len(gap) <= 1),
        f"near_{side}": float(len(gap) <= 4),
        f"distance_{side}": math.log1p(min(len(gap), _FAR_TOKENS)),
        f"commas_{side}": float(min(gap.count(",") + gap.count(";"), 3)),
        f"subordinate_{side}": float(min(sum(word in _SUBORDINATE for word in gap), 2)),
        f"coordinate_{side}": float(min(sum(word in _COORDINATE for word in gap), 2)),
        f"said_between_{side}": float(any(word in _SAYING for word in gap)),
        f"verbs_{side}": float(min(sum(word.endswith("ed") for word in gap), 3)),
    }

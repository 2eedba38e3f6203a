"""What part of an expression's days an event takes up: a beginning that lasts, or only the beginning.

"Since July, when troops seized the road" dates the seizure to July and the closure to all the time since; an offensive
"launched on Monday" that goes on has lasted from Monday; "for two days" of fighting end on the day of the report.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from accordingto.model import DatePrecision, EventType, Span, Status, TimeExpression, TimeRange
from accordingto.read.layout import Layout, layout_of
from accordingto.read.times.values import EARLY, LATE, MID, Grain, Point, add
from accordingto.read.told import Told

_BEGINNING = frozenset("began begun begin beginning started starting launched erupted broke".split())
_TAKING_EFFECT = frozenset(("force", "effect"))
_BEHIND_SINCE = frozenset(("when", "after", "initiated"))
_BEHIND_BEGINNING = frozenset(("with",))
_LENGTH_LEADS = frozenset("for in over during lasted after than nearly almost about last".split())
_CLAUSE_ENDS = frozenset((".", ";", "!", "?", "\n"))
_BEGUN = re.compile(r"\b(?:began|begun|started|launched|opened|mounted|unleashed)\s+(?:[\w-]+\s+){0,4}$")
BEGUN_CHARS = 60
BEGINNING_REACH = 4  # tokens before an expression: "launched a major offensive on Friday"
SINCE_REACH = 10  # tokens before one: "since the Syrian regime and its allies began an offensive in March"
BEHIND_REACH = 2  # tokens behind one: "since July, when"
HOURS_A_DAY = 24
MAX_LENGTH = 100  # units; of more the day of the beginning tells nothing
_LENGTH = re.compile(r"P(?P<clock>T(?=\d+H))?(?P<count>\d+)(?P<unit>[DWMYH])")
_PRECISION = {
    "D": DatePrecision.DAYS,
    "W": DatePrecision.WEEK,
    "M": DatePrecision.MONTH,
    "Y": DatePrecision.YEAR,
}
_VALUE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?(?:$|T)")
_PARTS = {"early": EARLY, "mid": MID, "late": LATE}


def has_begun(event: Told, text: str) -> bool:
    """Whether the words tell the beginning of an event that goes on, which has a day: "launched a new offensive"."""
    return any(_BEGUN.search(text, max(0, t.start - BEGUN_CHARS), t.start) for t in event.triggers)


def range_of_event(event: Told, time: TimeExpression, text: str) -> TimeRange | None:
    """The days of an event that `time` dates."""
    covered, layout = time.range, layout_of(text)
    if covered is None or covered.start is None:
        return covered
    if covered.end is None:
        at_once = event.type is EventType.AGREE or any(_tells_what_began(t, time, layout) for t in event.triggers)
        return _beginning(time, text) if at_once else covered
    if any(_tells_what_began(t, time, layout) for t in event.triggers):
        return covered
    lasts = event.status is Status.ONGOING and _begins(time, layout)
    if lasts or any(_counts_since(trigger, time, layout) for trigger in event.triggers):
        return replace(covered, end=None)
    return covered


def with_length(time: TimeExpression, text: str, today: date | None) -> TimeExpression:
    """The expression with the days of a length that ends on the day of the report: "for nearly a week".

    Whether they are an event's is another question; "the truce will hold for a week" has none so far.
    """
    length = _LENGTH.fullmatch(time.value or "")
    if time.range is not None or today is None or length is None or time.type != "DURATION":
        return time
    layout = layout_of(text)
    first = layout.token_at(time.span.start)
    if not _LENGTH_LEADS.intersection(layout.tokens.words[max(0, first - 1) : first + 1]):
        return time
    count, unit = int(length["count"]), length["unit"]
    if length["clock"]:
        count, unit = -(-count // HOURS_A_DAY), "D"
    if count > MAX_LENGTH:
        return time
    return replace(time, range=TimeRange(start=add(today, -count, unit), end=today, precision=_PRECISION[unit]))


def _tells_what_began(trigger: Span, time: TimeExpression, layout: Layout) -> bool:
    """Whether a trigger stands in the clause that says what happened then: "since July, when troops seized …"."""
    if trigger.start < time.span.end or layout.sentence_at(trigger.start) != layout.sentence_at(time.span.start):
        return False
    at = layout.token_at(time.span.end - 1) + 1
    behind = layout.tokens.words[at : at + BEHIND_REACH]
    if _begins(time, layout) and _BEHIND_BEGINNING.intersection(behind):
        return True
    return bool(_BEHIND_SINCE.intersection(behind))


def _counts_since(trigger: Span, time: TimeExpression, layout: Layout) -> bool:
    """Whether a trigger counts from then on: "hundreds were killed since the war began in March 2011"."""
    words, starts = layout.tokens.words, layout.tokens.starts
    at = layout.token_at(time.span.start)
    for before in range(at - 1, max(-1, at - 1 - SINCE_REACH), -1):
        if words[before] in _CLAUSE_ENDS:
            return False
        if words[before] == "since":
            same = layout.sentence_at(trigger.start) == layout.sentence_at(time.span.start)
            return same and not starts[before] < trigger.start < time.span.end
    return False


def _begins(time: TimeExpression, layout: Layout) -> bool:
    """Whether the words before an expression say that something began then."""
    at = layout.token_at(time.span.start)
    ahead = layout.tokens.words[max(0, at - BEGINNING_REACH) : at]
    return bool(_BEGINNING.intersection(ahead)) or ("into" in ahead and bool(_TAKING_EFFECT.intersection(ahead)))


def _beginning(time: TimeExpression, text: str) -> TimeRange | None:
    """The days of the expression itself, which "since" had left open."""
    covered = time.range
    assert covered is not None and covered.start is not None
    point = _point(time.value or "")
    if point is None:
        return replace(covered, end=covered.start)
    first = time.span.slice(text).lower().replace("-", " ").split()[0]
    return replace(point, part=_PARTS.get(first, "")).range


def _point(value: str) -> Point | None:
    """The point of a TIMEX3 value that is a year, a month or a day; None for others."""
    match = _VALUE.match(value)
    if match is None:
        return None
    year, month, day = (int(number or 0) for number in match.groups())
    return Point(Grain.DAY if day else Grain.MONTH if month else Grain.YEAR, year, month, day)

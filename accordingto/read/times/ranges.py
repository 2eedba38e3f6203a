"""Bounds and intervals: "since 2011", "until Friday", "between March 3 and 9", "from Nov. 27 to Dec. 1"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from accordingto.model import DatePrecision, TimeExpression, TimeRange
from accordingto.read.lexer import Tokens

_FROM_THEN_ON = frozenset(("since",))
_UP_TO_THEN = frozenset(("until", "till", "by"))
_LEADS = frozenset(("between", "from"))
_JOINTS = frozenset(("and", "to", "until", "till", "through", "-", "–"))
_SKIPPED = frozenset(("the", "at", "on", "least", "about", "around", ","))
MAX_JOINT_TOKENS = 2  # between the two ends of an interval


def with_bounds(
    expressions: Sequence[TimeExpression], places: Sequence[tuple[int, int]], tokens: Tokens
) -> tuple[TimeExpression, ...]:
    """The expressions with the ranges their surroundings give them; `places` are their first and last tokens."""
    ranged = list(expressions)
    for n, expression in enumerate(expressions):
        if expression.range is None or expression.type not in ("DATE", "TIME"):
            continue
        lead = _lead(tokens, places[n][0])
        if lead in _FROM_THEN_ON:
            ranged[n] = replace(expression, range=_from_then_on(expression.range, tokens.words[places[n][0]]))
        elif lead in _UP_TO_THEN:
            ranged[n] = replace(expression, range=replace(expression.range, start=None))
    for n in range(len(expressions) - 1):
        joint = _joint_range(expressions, places, tokens, n)
        if joint is not None:
            ranged[n] = replace(expressions[n], range=joint)
            ranged[n + 1] = replace(expressions[n + 1], range=joint)
    return tuple(ranged)


def _from_then_on(covered: TimeRange, first_word: str) -> TimeRange:
    """From the first day covered, or from the middle of what "mid-March" covers."""
    start = covered.start
    is_month = covered.precision is DatePrecision.MONTH
    if first_word == "mid" and is_month and start is not None and covered.end is not None:
        start += (covered.end - start) / 2
    return replace(covered, start=start, end=None)


def _lead(tokens: Tokens, first: int) -> str:
    """The word before an expression, little words skipped."""
    at = first - 1
    while at >= 0 and tokens.words[at] in _SKIPPED:
        at -= 1
    return tokens.words[at] if at >= 0 else ""


def _joint_range(
    expressions: Sequence[TimeExpression], places: Sequence[tuple[int, int]], tokens: Tokens, n: int
) -> TimeRange | None:
    """The interval from the n-th expression to the next, if the words make them its two ends."""
    left, right = expressions[n].range, expressions[n + 1].range
    if left is None or right is None or left.start is None or right.end is None or left.start > right.end:
        return None
    if not {expressions[n].type, expressions[n + 1].type} <= {"DATE", "TIME"}:
        return None
    between = tokens.words[places[n][1] + 1 : places[n + 1][0]]
    joint = [word for word in between if word not in _SKIPPED]
    if len(between) > MAX_JOINT_TOKENS + 1 or len(joint) != 1 or joint[0] not in _JOINTS:
        return None
    if joint[0] == "and" and _lead(tokens, places[n][0]) != "between":
        return None
    if joint[0] == "to" and _lead(tokens, places[n][0]) not in _LEADS and left.precision != right.precision:
        return None
    return TimeRange(start=left.start, end=right.end, precision=max(left.precision, right.precision))

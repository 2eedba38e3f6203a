"""The casualty figures of an event: which of the amounts told near a trigger are its own.

Each amount of people killed or injured in the trigger's sentence, and in the sentences beside it, gets the score of a
small logistic model over what stands between the two and what kind of word the trigger is; under its threshold the
event has no figure, since most events of a report have none.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from accordingto.model import Amount, Quantity, Span
from accordingto.read.layout import Layout, distance, layout_of
from accordingto.read.logistic import LogisticModel, load_model
from accordingto.read.quantities.words import INJURED, KILLED, QuantityWords, quantity_words

WEIGHTS_FILE = "figure_weights.json"
UNITS = (KILLED, INJURED)
_SAYING = frozenset("said says saying told added reported announced according".split())
_SUBORDINATE = frozenset("which who that after before when while where whose although because as".split())
# What came of it: "…, killing at least 30".
_RESULTING = frozenset("killing wounding injuring leaving hurting martyring".split())
_RESULT_REACH = 3  # tokens between these and the amount
_FAR_TOKENS = 40
_HEAD_TOKENS = 3


def _model() -> LogisticModel:
    """The fitted weights; see training/event_figures.py."""
    return load_model("accordingto.read.quantities", WEIGHTS_FILE)


def event_figures(trigger: Span, quantities: Sequence[Quantity], text: str) -> tuple[tuple[str, Amount], ...]:
    """How many the event told by `trigger` killed and injured, as (unit, amount); empty if the text does not say."""
    model, figures = _model(), []
    for unit in UNITS:
        told = [quantity for quantity in quantities if quantity.unit == unit]
        best, best_score = None, model.threshold
        for quantity in told:
            found = features(trigger, quantity, told, text)
            score = model.log_odds(found)
            if found and score > best_score:
                best, best_score = quantity, score
        if best is not None:
            figures.append((unit, best.amount))
    return tuple(figures)


def features(trigger: Span, quantity: Quantity, rivals: Sequence[Quantity], text: str) -> dict[str, float]:
    """What speaks for and against `quantity` being a figure of the event; empty if it stands too far off."""
    layout = layout_of(text)
    apart = layout.sentence_at(quantity.span.start) - layout.sentence_at(trigger.start)
    if not -1 <= apart <= 2:
        return {}
    words = quantity_words("en")
    kind = _trigger_kind(layout, trigger, words)
    found = {"bias": 1.0, f"apart{apart}": 1.0, f"kind_{kind}": 1.0, f"kind_{kind}_apart{min(abs(apart), 1)}": 1.0}
    nearer = sum(distance(trigger, other.span) < distance(trigger, quantity.span) for other in rivals)
    found |= {"nearer": float(min(nearer, 3)), f"unit_{quantity.unit}": 1.0, "zero": float(quantity.amount.high == 0)}
    found["first"] = float(quantity == min(rivals, key=lambda other: other.span))
    gap = layout.words_between(trigger, quantity.span)
    found["resulting"] = float(not apart and quantity.span.start > trigger.end and _is_result(layout, quantity.span))
    found["violent_between"] = float(min(sum(_is_violent(word, words) for word in gap), 3))
    if apart:
        return found
    return found | _gap_features(gap, "before" if quantity.span.start < trigger.start else "behind")


def _is_result(layout: Layout, amount: Span) -> bool:
    """Whether an amount is told as what came of the deed before it."""
    return not _RESULTING.isdisjoint(layout.words_before(amount.start, _RESULT_REACH))


def _trigger_kind(layout: Layout, trigger: Span, words: QuantityWords) -> str:
    """Whether the trigger is itself a word of killing or injuring, some other violence, or neither."""
    at = max(0, layout.token_at(trigger.start))
    covered = layout.tokens.words[at : layout.token_at(trigger.end - 1) + 1][:_HEAD_TOKENS]
    units = {words.acts.get(word) or words.states.get(word) for word in covered}
    if KILLED in units:
        return "kills"
    if INJURED in units:
        return "injures"
    if units & {"captured", "displaced"}:
        return "takes"
    return "violent" if any(_is_violent(word, words) for word in covered) else "other"


def _is_violent(word: str, words: QuantityWords) -> bool:
    return word.startswith(words.violence)


def _gap_features(gap: Sequence[str], side: str) -> dict[str, float]:
    """What lies between the trigger and the amount; `side` is where the amount stands."""
    return {
        f"adjacent_{side}": float(len(gap) <= 1),
        f"near_{side}": float(len(gap) <= 5),
        f"distance_{side}": math.log1p(min(len(gap), _FAR_TOKENS)),
        f"commas_{side}": float(min(gap.count(",") + gap.count(";"), 3)),
        f"and_{side}": float(min(gap.count("and") + gap.count("while"), 2)),
        f"subordinate_{side}": float(min(sum(word in _SUBORDINATE for word in gap), 2)),
        f"said_{side}": float(any(word in _SAYING for word in gap)),
    }

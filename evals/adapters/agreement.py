"""Precision, recall and F1 of labels per document, for the sets that come without a scorer of their own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Agreement:
    """Counts of matched, predicted and labelled items."""

    matched: int
    predicted: int
    labelled: int

    @property
    def f1(self) -> float:
        whole = self.predicted + self.labelled
        return 2 * self.matched / whole if whole else 1.0

    @property
    def recall(self) -> float:
        return self.matched / self.labelled if self.labelled else 1.0

    @property
    def precision(self) -> float:
        return self.matched / self.predicted if self.predicted else 1.0


def label_agreement(documents: Iterable[tuple[Iterable[str], Iterable[str]]]) -> Agreement:
    """Agreement of (labelled, predicted) bags of labels, document by document."""
    matched = predicted = labelled = 0
    for gold, found in documents:
        bag, other = Counter(gold), Counter(found)
        matched += (bag & other).total()
        labelled += bag.total()
        predicted += other.total()
    return Agreement(matched, predicted, labelled)

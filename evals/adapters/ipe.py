"""Our events as IndiaPoliceEvents labels: did police kill, arrest, use force, do anything, fail to act, in a sentence.

A failure to act is no event of ours; it is told only by an attribution's content, and is not answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import msgspec

from evals.schema import EventOut, Prediction, Struct
from evals.workbench import Row

LABELS = ("ANY_ACTION", "ARREST", "FORCE", "KILL")
_POLICE = re.compile(
    r"\b(police\w*|cops?|constables?|inspectors?|jawans?|crpf|srp|rpf|rapid action force|security forces|"
    r"para-?militar\w+|military|army|troops|authorities|administration|cbi|crime branch|law enforcement)\b",
    re.I,
)
_THEIRS = frozenset((("COERCE", "arrest"), ("COERCE", "curfew"), ("MOBILIZE", "police")))
_KILLED = re.compile(r"\b(kill\w*|dead|died|deaths?|shot dead|gunned)\b", re.I)


class Sentence(Struct, frozen=True):
    """A sentence of the corpus."""

    start: int
    end: int


class IpeRow(Struct, frozen=True):
    """A document of the corpus."""

    id: str
    text: str
    sentences: list[Sentence]


def lines(rows: Sequence[Row], found: Mapping[str, Prediction]) -> Iterator[Mapping[str, object]]:
    """The labels of each sentence, in order."""
    for row in msgspec.convert(rows, list[IpeRow], strict=False):
        events = found[row.id].events if row.id in found else []
        yield {"id": row.id, "sentences": [_labels(events, row.text, sentence) for sentence in row.sentences]}


def _labels(events: Sequence[EventOut], text: str, sentence: Sentence) -> list[str]:
    labels: set[str] = set()
    told = text[sentence.start : sentence.end]
    for event in events:
        is_here = any(sentence.start <= span[0] < sentence.end for span in event.mentions)
        if is_here and _by_police(event, told):
            labels |= _of(event, told)
    return sorted(labels)


def _by_police(event: EventOut, sentence: str) -> bool:
    """Whether police act: alone, or named in the sentence, since others may be agents of a riot told all over a report.

    Arrests and police mobilisation are theirs where nobody is named.
    """
    named = _POLICE.search(sentence) is not None
    if event.agents:
        police = [_POLICE.search(party.name) is not None for party in event.agents]
        return all(police) or (any(police) and named)
    return (event.type, event.mode) in _THEIRS or (event.mode == "crowd-control" and named)


def _of(event: EventOut, sentence: str) -> set[str]:
    labels = {"ANY_ACTION"}
    if event.type == "COERCE" and event.mode == "arrest":
        labels.add("ARREST")
    if event.type == "ASSAULT":
        labels.add("FORCE")
        if _KILLED.search(sentence):
            labels.add("KILL")
    return labels

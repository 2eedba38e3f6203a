"""What a score is worth: of the findings scored about .8, how many are right."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import msgspec

from evals.schema import Struct, read_predictions
from evals.scorers import Scored
from evals.workbench import Workbench, read_rows

BINS = 5  # enough findings in each to tell a tenth from chance on the smallest set
NEAR_KM = 161.0  # the distance geoparsing has agreed on for "the same place"
EARTH_KM = 6371.0088


@dataclass(frozen=True, slots=True)
class Finding:
    """A score and whether the finding was right."""

    score: float
    right: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Findings of about the same score."""

    low: float
    high: float
    count: int
    mean_score: float
    share_right: float


def bins(findings: Sequence[Finding]) -> list[Bin]:
    """Equal-width bins from 0 to 1, those without a finding left out."""
    filled = []
    for number in range(BINS):
        low, high = number / BINS, (number + 1) / BINS
        inside = [f for f in findings if low <= f.score < high or (f.score == 1.0 == high)]
        if inside:
            mean = sum(f.score for f in inside) / len(inside)
            right = sum(f.right for f in inside) / len(inside)
            filled.append(Bin(low=low, high=high, count=len(inside), mean_score=mean, share_right=right))
    return filled


def calibration_error(findings: Sequence[Finding]) -> float:
    """How far score and truth lie apart on average (expected calibration error over the bins)."""
    return sum(b.count * abs(b.mean_score - b.share_right) for b in bins(findings)) / max(1, len(findings))


class Mistake(Struct, frozen=True):
    """One line of the reports scorer's list of errors; `wrong` names the slots or labels."""

    kind: str
    doc: str
    wrong: tuple[str, ...] = ()
    gold: Mapping[str, object] | None = None
    pred: Mapping[str, object] | None = None


def mistakes(scored: Scored) -> list[Mistake]:
    """The errors a scorer printed."""
    return msgspec.convert(scored.at("errors"), list[Mistake])


def _spurious(found: Iterable[Mistake], kind: str) -> set[tuple[str, str]]:
    return {(one.doc, str(one.pred["id"])) for one in found if one.kind == kind and one.pred is not None}


def attribution_findings(pred: Path, found: Sequence[Mistake]) -> Iterator[Finding]:
    """Each predicted attribution: right if the scorer matched it on content and source."""
    spurious = _spurious(found, "ATTR-FP")
    for line in read_predictions(pred):
        for one in line.attributions:
            yield Finding(one.score, (line.id, one.id) not in spurious)


def event_findings(pred: Path, found: Sequence[Mistake]) -> Iterator[Finding]:
    """Each predicted event: right if the scorer matched its type and words."""
    spurious = _spurious(found, "EVENT-FP")
    for line in read_predictions(pred):
        for one in line.events:
            yield Finding(one.score, (line.id, one.id) not in spurious)


class _Toponym(Struct, frozen=True):
    start: int
    end: int
    lat: float | None = None
    lon: float | None = None
    score: float = 1.0


class _Placed(Struct, frozen=True):
    id: str
    toponyms: tuple[_Toponym, ...] = ()


def place_findings(gold: Path, pred: Path) -> Iterator[Finding]:
    """Each toponym we placed: right if a labelled one that it overlaps lies within `NEAR_KM`."""
    labelled = {row.id: row for row in msgspec.convert(read_rows(gold), list[_Placed], strict=False)}
    for line in msgspec.convert(read_rows(pred), list[_Placed], strict=False):
        for one in line.toponyms:
            if one.lat is not None and one.lon is not None:
                yield Finding(one.score, any(_same_place(one, other) for other in labelled[line.id].toponyms))


def _same_place(ours: _Toponym, theirs: _Toponym) -> bool:
    if None in (ours.lat, ours.lon, theirs.lat, theirs.lon) or ours.start >= theirs.end or theirs.start >= ours.end:
        return False
    return distance_km(ours.lat or 0, ours.lon or 0, theirs.lat or 0, theirs.lon or 0) <= NEAR_KM


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance."""
    a, b, c, d = map(math.radians, (lat, lon, other_lat, other_lon))
    chord = math.sin((c - a) / 2) ** 2 + math.cos(a) * math.cos(c) * math.sin((d - b) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def score_errors(bench: Workbench, gold: Path, pred: Path) -> list[Mistake]:
    """Every error the reports scorer finds; it reads the attribution corpus as well."""
    every = "1000000"
    return mistakes(
        bench.score("reports/score.py", gold, pred, "--coarse-names", "--boot", "0", "--errors", every, "--json")
    )

"""The error card: kinds instead of quotations, and what a score is worth."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import msgspec
import pytest

from accordingto.publish.error_card import ErrorCard, ErrorGroup, Field
from evals.calibration import Finding, Mistake, bins, calibration_error, distance_km, place_findings
from evals.error_card import Card, data, page
from evals.error_examples import Example, instructive
from evals.error_kinds import count_kinds
from evals.floors import Floor
from evals.workbench import write_rows


@pytest.mark.parametrize(
    ("mistake", "expected"),
    [
        (
            Mistake(kind="ATTR-MISS", doc="d", gold={"within": "A1", "cue": [[0, 4]]}),
            [("Attributions missed", "stands inside another attribution")],
        ),
        (
            Mistake(kind="ATTR-LABEL", doc="d", wrong=("source_kind",), gold={"source_kind": "ngo"}, pred={}),
            [("Attributions found, with a wrong label", "source_kind: ngo read as none")],
        ),
        # the name itself is not told, only that it is another one
        (
            Mistake(
                kind="ATTR-LABEL", doc="d", wrong=("source_name",), gold={"source_name": "A"}, pred={"source_name": "B"}
            ),
            [("Attributions found, with a wrong label", "source_name: another one")],
        ),
        (
            Mistake(kind="EVENT-MISS", doc="d", gold={"type": "AID", "status": "planned"}),
            [("Events missed", "AID, planned")],
        ),
        # two wrong slots count in both kinds
        (
            Mistake(
                kind="EVENT-SLOT",
                doc="d",
                wrong=("date1", "agents"),
                gold={"date": {}, "agents": [1]},
                pred={"date": {"start": "x"}},
            ),
            [
                ("Events found, with a wrong slot", "date: invented"),
                ("Events found, with a wrong slot", "agents: left out"),
            ],
        ),
    ],
)
def test_kinds(mistake: Mistake, expected: list[tuple[str, str]]) -> None:
    assert count_kinds([mistake]) == Counter(expected)


def test_bins_hold_every_finding() -> None:
    findings = [Finding(0.0, False), Finding(0.19, False), Finding(0.2, True), Finding(0.99, True), Finding(1.0, True)]
    assert [(b.low, b.count) for b in bins(findings)] == [(0.0, 2), (0.2, 1), (0.8, 2)]


def test_scores_that_mean_what_they_say_have_no_error() -> None:
    assert calibration_error([Finding(0.5, True), Finding(0.5, False)]) == 0
    assert calibration_error([Finding(1.0, False)]) == 1
    assert calibration_error([]) == 0


def test_distance() -> None:
    assert distance_km(36.2, 37.16, 36.2, 37.16) == 0
    assert 305 < distance_km(36.2, 37.16, 33.51, 36.29) < 312  # Aleppo to Damascus


def test_a_place_is_right_only_near_a_label_that_it_overlaps(tmp_path: Path) -> None:
    aleppo, damascus = {"lat": 36.2, "lon": 37.16}, {"lat": 33.51, "lon": 36.29}
    gold = write_rows(tmp_path / "gold.jsonl", [{"id": "7", "toponyms": [{"start": 0, "end": 6, **aleppo}]}])
    ours = [
        {"start": 0, "end": 6, "score": 0.9, **aleppo},
        {"start": 0, "end": 6, "score": 0.8, **damascus},
        {"start": 10, "end": 16, "score": 0.7, **aleppo},  # there is no label here
        {"start": 0, "end": 6, "score": 0.6, "lat": None, "lon": None},  # not placed, so not judged
    ]
    pred = write_rows(tmp_path / "pred.jsonl", [{"id": "7", "toponyms": ours}])
    assert list(place_findings(gold, pred)) == [Finding(0.9, True), Finding(0.8, False), Finding(0.7, False)]


def test_the_page_tells_fields_kinds_and_scores() -> None:
    card = Card(
        kinds=Counter({("Events missed", "AID"): 3}),
        examples=[Example(group="Events missed", kind="AID", where="d:7", people="AID · X|Y", ours="–")],
        scores={"places": [Finding(0.9, True), Finding(0.6, False)]},
        labelled={"places": 4},
        floors={"reports/source_kind": Floor(floor=0.8, gold="x", documents=14)},
    )
    text = page(card)
    assert "| kind of source | 0.80 | 0.90 |" in text
    assert "### Events missed\n\n| kind | times |\n|---|---:|\n| AID | 3 |" in text
    assert "| Events missed: AID | d:7 | AID · X/Y | – |" in text
    assert "| any | 0.50 | 0.25 |\n| 0.50 | 0.50 | 0.25 |\n| 0.60 | 0.50 | 0.25 |\n| 0.70 | 1.00 | 0.25 |" in text
    assert "| 0.8–1.0 | 1 | 0.90 | 1.00 |" in text
    shipped = msgspec.json.decode(data(card), type=ErrorCard)
    assert shipped.fields == (Field(label="kind of source", ours=0.8, people=0.9),)
    assert shipped.groups == (ErrorGroup(name="Events missed", kinds=(("AID", 3),)),)


def test_examples_take_the_surest_of_each_kind_first() -> None:
    def invented(doc: str, score: float) -> Mistake:
        return Mistake(kind="EVENT-FP", doc=doc, pred={"type": "AID", "mentions": [[5, 9]], "score": score})

    late = Mistake(
        kind="EVENT-SLOT",
        doc="c",
        wrong=("date1",),
        gold={"mentions": [[3, 4]], "date": {"start": "2024-12-01", "end": "2024-12-01"}},
        pred={"date": {"start": "2024-12-01", "end": "2024-12-04"}},
    )
    told = instructive([invented("a", 0.6), invented("b", 0.9), late], limit=3)
    assert [(one.where, one.people, one.ours) for one in told] == [
        ("b:5", "–", "AID"),  # the commonest kind, its surest mistake
        ("c:3", "2024-12-01", "2024-12-01/2024-12-04"),  # then the next kind
        ("a:5", "–", "AID"),
    ]

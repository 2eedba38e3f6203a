"""The tools of a measure: documents kept out of training, inputs without labels, scorers run as they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from evals.measures import timebank
from evals.scorers import EvaluationError, Scored, run_scorer
from evals.workbench import Workbench, read_rows, read_splits, write_rows
from tests.shared import SHARED, needs_shared

ROWS = [
    {"id": "a", "text": "Rebels took Souran.", "date": "2024-12-01", "labels": [1]},
    {"id": "b", "text": "The army denied it.", "date": "2024-12-02", "labels": [2]},
]


def no_reading(source: Path, out: Path, layers: Sequence[str]) -> None:
    """A reader that finds nothing, and keeps what it was asked."""
    write_rows(out, ({"id": row["id"], "asked": sorted(row), "layers": list(layers)} for row in read_rows(source)))


def workbench(folder: Path, splits: Mapping[str, frozenset[str]] | None = None) -> Workbench:
    shared, scratch = folder / "shared", folder / "scratch"
    for path in (shared, scratch):
        path.mkdir(exist_ok=True)
    write_rows(shared / "toy.jsonl", ROWS)
    return Workbench(name="toy", shared=shared, scratch=scratch, read=no_reading, splits=splits or {})


def test_the_reader_sees_no_labels(tmp_path: Path) -> None:
    bench = workbench(tmp_path)
    rows = read_rows(bench.predict(bench.gold("toy.jsonl"), "timexes"))
    assert rows[0] == {"id": "a", "asked": ["date", "id", "text"], "layers": ["timexes"]}


def test_documents_that_trained_the_reader_are_not_scored(tmp_path: Path) -> None:
    bench = workbench(tmp_path, {"toy.jsonl": frozenset({"b"})})
    assert [row["id"] for row in read_rows(bench.gold("toy.jsonl"))] == ["b"]
    assert (bench.documents, bench.held_out) == (1, True)


def test_the_digest_tells_other_data_apart(tmp_path: Path) -> None:
    whole, part = workbench(tmp_path), workbench(tmp_path, {"toy.jsonl": frozenset({"b"})})
    again = workbench(tmp_path)
    for bench in (whole, part, again):
        bench.rows("toy.jsonl")
    assert whole.digest == again.digest != part.digest


def test_missing_data_is_named(tmp_path: Path) -> None:
    with pytest.raises(EvaluationError, match=r"no evaluation data at .*none\.jsonl"):
        workbench(tmp_path).rows("none.jsonl")


def test_splits(tmp_path: Path) -> None:
    path = tmp_path / "splits.json"
    assert read_splits(path) == {}
    path.write_text(json.dumps({"toy.jsonl": ["a", 7]}), encoding="utf-8")
    assert read_splits(path) == {"toy.jsonl": frozenset({"a", "7"})}


def scorer(folder: Path, program: str) -> Path:
    path = folder / "score.py"
    path.write_text(program, encoding="utf-8")
    return path


def test_a_scorer_s_figures_are_looked_up_by_path(tmp_path: Path) -> None:
    scored = run_scorer(scorer(tmp_path, 'import json; print(json.dumps({"main": {"F1": 71.5, "n": None}}))'))
    assert scored.percent("main.F1") == pytest.approx(0.715)
    assert scored.number("main.n") == 0  # null: there was nothing to measure
    with pytest.raises(EvaluationError, match=r"printed no main\.P"):
        scored.number("main.P")


def test_a_figure_that_is_no_number() -> None:
    with pytest.raises(EvaluationError, match="is no number"):
        Scored({"F1": "high"}, "score.py").number("F1")


@pytest.mark.parametrize(
    ("program", "says"),
    [
        ("raise SystemExit('bad span in line 3')", "bad span in line 3"),
        ("print('[1, 2]')", "no JSON object"),
    ],
)
def test_a_scorer_that_fails(tmp_path: Path, program: str, says: str) -> None:
    with pytest.raises(EvaluationError, match=says):
        run_scorer(scorer(tmp_path, program))


@needs_shared
def test_the_labels_themselves_score_one(tmp_path: Path) -> None:
    def read_labels(source: Path, out: Path, layers: Sequence[str]) -> None:
        write_rows(out, read_rows(SHARED / "evals" / "times" / "timebank.jsonl"))

    bench = Workbench(name="timebank", shared=SHARED / "evals", scratch=tmp_path, read=read_labels, splits={})
    assert timebank(bench) == {"strict": 1.0, "relaxed": 1.0, "value": 1.0}

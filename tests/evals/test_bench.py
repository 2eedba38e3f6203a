"""The benchmark's own arithmetic and texts; no test asserts a time."""

from __future__ import annotations

import json
import sys
import time
from collections import Counter
from pathlib import Path

from evals.bench import Comparison, Outcome, as_json, show
from evals.bench_texts import Text, from_file, made_up
from evals.bench_workers import Lap, Sampler, Started, peak_memory_mib, stage


def outcome(name: str, *cpu: float) -> Outcome:
    laps = tuple(Lap(cpu_s=seconds, wall_s=seconds) for seconds in cpu)
    return Outcome(started=Started(name=name, cpu_s=1, wall_s=1), laps=laps, peak_mib=300)


TOY = Comparison(
    ours=outcome("accordingto", 1.0, 2.0, 1.5),
    spacy=outcome("spaCy", 2.0, 2.0, 2.0),
    per_lap=10,
    where={"encoder": 0.75, "the rest": 0.25},
)


def test_ratios_are_of_pairs_not_of_sums() -> None:
    assert TOY.ratios == [0.5, 0.75, 1.0]


def test_the_table_tells_where_the_time_goes() -> None:
    table = show(TOY)
    assert "median 0.75 (from 0.50 to 1.00, 3 pairs of 10 reports)" in table
    assert "encoder" in table
    assert "0.56 of spaCy" in table  # three quarters of 150 ms beside 200 ms


def test_json_holds_the_same() -> None:
    content = json.loads(as_json(TOY))
    assert content["ratio"] == {"min": 0.5, "median": 0.75, "max": 1.0}
    assert content["ours"]["cpu_ms_per_report"] == 150


def test_made_up_reports_are_the_same_every_time() -> None:
    assert list(made_up(3)) == list(made_up(5))[:3]


def test_made_up_reports_have_the_length_of_real_ones() -> None:
    words = [len(text.text.split()) for text in made_up(20)]
    assert 380 <= sum(words) / len(words) <= 480


def test_reports_from_a_file(tmp_path: Path) -> None:
    path = tmp_path / "reports.jsonl"
    path.write_text('{"text": "A", "date": "2017-04-16"}\n{"text": "B"}\n{"text": "C"}\n', encoding="utf-8")
    assert from_file(path, 2) == [Text("2017-04-16", "A"), Text("2024-12-04", "B")]


def test_a_frame_outside_the_reader_has_no_stage() -> None:
    assert stage(sys._getframe()) == "elsewhere"
    assert Counter([stage(None)]) == {"elsewhere": 1}


def test_memory_is_measured_in_mib() -> None:
    assert 5 < peak_memory_mib() < 100_000


def test_the_sampler_weighs_what_runs() -> None:
    sampler = Sampler()
    sampler.start()
    until = time.process_time() + 0.05
    while time.process_time() < until:
        pass
    sampler.stop()
    assert 20_000 < sampler.where["elsewhere"] < 2_000_000  # microseconds; most of the loop, whatever the machine does

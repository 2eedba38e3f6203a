"""The benchmark of the page measures what it says it does; no test asserts a time."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from evals.page_speed import Speed, build_site, measure, show

CHROMIUM = os.environ.get("CHROMIUM") or shutil.which("chromium")


def test_table_gives_medians_and_ranges() -> None:
    speeds = [
        Speed(name="an empty map", measures={"map drawn, ms": [300.0, 200.0, 1200.0]}),
        Speed(name="40 events", measures={"first page, kB": [99.6], "map drawn, ms": [1.0, 2.0, 6.0]}),
    ]
    header, *rows = (line.split() for line in show(speeds).splitlines())
    assert header == "an empty map 40 events".split()
    assert rows == ["first page, kB 100 (100 to 100)".split(), "map drawn, ms 300 (200 to 1,200) 2 (1 to 6)".split()]


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium (apt install chromium, or set CHROMIUM)")
def test_every_measure_is_taken(tmp_path: Path) -> None:
    assert build_site(tmp_path / "war", 120).endswith(" events")
    empty, page, mapless = measure({"war": tmp_path / "war" / "site"}, runs=1)
    assert set(empty.measures) == {"map drawn, ms"}
    assert set(page.measures) == {*mapless.measures, "map drawn, ms"}
    assert all(values[0] > 0 for name, values in page.measures.items() if "task" not in name)
    assert mapless.measures["first page, kB"][0] > 100

"""Runs the scorer files that come with the evaluation data, unchanged, and reads the JSON they print."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path


class EvaluationError(Exception):
    """The evaluation could not be carried out: data missing, a scorer failed, the reader failed."""


@dataclass(frozen=True, slots=True)
class Scored:
    """What a scorer printed; figures are looked up by dotted path ("events.slots.place.acc")."""

    content: Mapping[str, object]
    scorer: str

    def at(self, path: str) -> object:
        """The value at `path`; raises EvaluationError if the scorer did not print one."""
        value: object = self.content
        for key in path.split("."):
            if not isinstance(value, Mapping) or key not in value:
                raise EvaluationError(f"{self.scorer} printed no {path}")
            value = value[key]
        return value

    def number(self, path: str) -> float:
        """The number at `path`, as printed; 0.0 where the scorer says null (nothing to measure)."""
        value = self.at(path)
        if value is None:
            return 0.0
        if not isinstance(value, int | float):
            raise EvaluationError(f"{self.scorer}: {path} is no number but {value!r}")
        return float(value)

    def percent(self, path: str) -> float:
        """The number at `path` of a scorer that counts in per cent, as a share of one."""
        return self.number(path) / 100


def run_scorer(scorer: Path, *arguments: str | Path) -> Scored:
    """What `scorer` prints for these arguments, which must make it print JSON."""
    command = [sys.executable, str(scorer), *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise EvaluationError(f"{scorer.name} failed: {(done.stderr or done.stdout).strip()[-2000:]}")
    content = json.loads(done.stdout)
    if not isinstance(content, dict):
        raise EvaluationError(f"{scorer.name} printed no JSON object")
    return Scored(content, scorer.name)

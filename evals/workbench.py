"""What a measure needs: gold files cut to held-out documents, the reader, the scorers, a note of what was used."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evals.scorers import EvaluationError, Scored, run_scorer

Row = Mapping[str, object]
# Reads the documents of one file into another: (input, output, layers).
Read = Callable[[Path, Path, Sequence[str]], None]
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
SPLITS = ROOT / "training" / "splits.json"
LAYERS = ("attributions", "toponyms", "timexes", "events")
INPUT_FIELDS = ("id", "text", "published", "dct", "date", "title", "outlet", "publisher", "url")


def read_rows(path: Path) -> list[Row]:
    """The lines of a JSON Lines file."""
    if not path.is_file():
        raise EvaluationError(f"no evaluation data at {path}")
    with path.open(encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def write_rows(path: Path, rows: Iterable[Row]) -> Path:
    """The path, after writing one JSON object a line."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    return path


def read_with_cli(source: Path, out: Path, layers: Sequence[str]) -> None:
    """Reads `source` through the command line, the interface that outsiders measure too."""
    only = [] if set(layers) == set(LAYERS) else ["--only", ",".join(layers)]
    program = [sys.executable, "-c", "from accordingto.cli import main; main()"]
    command = [*program, "read", str(source), "--format", "evals", "--out", str(out), *only]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise EvaluationError(f"reading {source.name} failed: {done.stderr.strip()[-2000:]}")


def read_splits(path: Path) -> Mapping[str, frozenset[str]]:
    """Gold file → ids of the documents no shipped model was trained on; a file that is not named was not trained on."""
    if not path.is_file():
        return {}
    content = json.loads(path.read_text(encoding="utf-8"))
    return {name: frozenset(map(str, ids)) for name, ids in content.items()}


@dataclass(slots=True, kw_only=True)
class Workbench:
    """The tools of one measure; remembers every file that bears on its figures, so that they can be told apart."""

    name: str
    shared: Path
    scratch: Path
    read: Read
    splits: Mapping[str, frozenset[str]]
    documents: int = 0
    held_out: bool = False
    _digest: list[bytes] = field(default_factory=list)

    def gold(self, relative: str) -> Path:
        """The gold file, cut to the documents that the shipped models were not trained on."""
        rows = self.rows(relative)
        return write_rows(self.scratch / f"{self.name}-{Path(relative).name}", rows)

    def rows(self, relative: str) -> list[Row]:
        """The held-out documents of a gold file."""
        path = self.shared / relative
        rows = read_rows(path)
        if relative in self.splits:
            rows = [row for row in rows if str(row["id"]) in self.splits[relative]]
            self.held_out = True
        self._note(path.read_bytes(), *(str(row.get("id")).encode() for row in rows))
        self.documents = len(rows)
        return rows

    def predict(self, gold: Path, *layers: str) -> Path:
        """A file with what the reader finds in the texts of `gold`, which it sees without their labels."""
        rows = ({key: row[key] for key in INPUT_FIELDS if key in row} for row in read_rows(gold))
        source = write_rows(gold.with_suffix(".input.jsonl"), rows)
        out = gold.with_suffix(".pred.jsonl")
        self.read(source, out, layers or LAYERS)
        return out

    def write(self, label: str, rows: Iterable[Row]) -> Path:
        """A scratch file of predictions in a set's own labels."""
        return write_rows(self.scratch / f"{self.name}-{label}.jsonl", rows)

    def score(self, scorer: str, *arguments: str | Path) -> Scored:
        """What the shared scorer prints."""
        path = self.shared / scorer
        self._note(path.read_bytes())
        return run_scorer(path, *arguments)

    def note(self, path: Path) -> None:
        """Makes the digest change with a file that was read elsewhere."""
        self._note(path.read_bytes())

    @property
    def digest(self) -> str:
        """Changes with every gold file, scorer and choice of documents that the figures rest on."""
        whole = hashlib.sha256()
        for part in sorted(set(self._digest)):
            whole.update(part)
        return whole.hexdigest()[:16]

    def _note(self, *parts: bytes) -> None:
        whole = hashlib.sha256()
        for part in parts:
            whole.update(hashlib.sha256(part).digest())
        self._digest.append(whole.digest())

"""Runs the examples of the documentation and writes what they print: part of `./dev docs`.

An example is a fenced block marked `console`: lines that begin with `$ accordingto` are commands, what follows them is
their output. Each page's commands run in order in an empty folder that holds `reports.jsonl`, the reports of the
demonstration.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from accordingto.demo import REPORTS

ROOT = Path(__file__).resolve().parents[1]
PAGES = (ROOT / "README.md", ROOT / "docs" / "tutorial.md")
COLUMNS = 132  # of the made-up terminal
MOST_LINES = 12  # of one command's output
_BLOCK = re.compile(r"(?<=^```console\n)(.*?)(?=^```$)", re.MULTILINE | re.DOTALL)
PROMPT = "$ "
PROGRAM = "from accordingto.cli import main; main(prog_name='accordingto')"


class ExampleError(Exception):
    """An example of the documentation does not run."""


def commands(block: str) -> Iterator[str]:
    """The commands of a block, without the prompt."""
    return (line.removeprefix(PROMPT) for line in block.splitlines() if line.startswith(PROMPT))


def run(command: str, folder: Path) -> str:
    """What a command prints in `folder`; raises ExampleError if it fails or is none of ours."""
    name, *arguments = shlex.split(command)
    if name != "accordingto":
        raise ExampleError(f"{command}: only accordingto is run in examples")
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, *arguments],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
        env={**os.environ, "COLUMNS": str(COLUMNS), "PYTHONPATH": str(ROOT)},
    )
    if done.returncode != 0:
        raise ExampleError(f"{command}: {done.stderr.strip()}")
    return done.stdout


def renewed(text: str, run_one: Callable[[str], str]) -> str:
    """A page with what its commands print now; long output is cut and says so."""

    def block(match: re.Match[str]) -> str:
        return "\n".join(f"{PROMPT}{command}\n{_shown(run_one(command))}" for command in commands(match.group(1)))

    return _BLOCK.sub(block, text)


def _shown(output: str) -> str:
    lines = [line.rstrip() for line in output.splitlines()]
    more = len(lines) - MOST_LINES
    return "".join(line + "\n" for line in [*lines[:MOST_LINES], *([f"… {more} more lines"] if more > 0 else [])])


def renew(page: Path) -> str:
    """The page's text with its examples run afresh."""
    with tempfile.TemporaryDirectory() as folder:
        shutil.copy(REPORTS, Path(folder) / "reports.jsonl")
        return renewed(page.read_text(encoding="utf-8"), lambda command: run(command, Path(folder)))


if __name__ == "__main__":
    for page in PAGES:
        page.write_text(renew(page), encoding="utf-8")

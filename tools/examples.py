"""Runs the examples of the documentation and writes what they print: part of `./dev docs`.

An example is a fenced block marked `console`: lines that begin with `$ accordingto` are commands, what follows them is
their output. Each page's commands run in order in a folder that holds `reports.jsonl`, the demonstration's reports, and
the files that the page shows in blocks marked `toml title="NAME"`. A page that has its readers serve a folder with
`python3 -m http.server PORT` finds it served, at a port that is free. A line `<!-- ids: COMMAND -->` before a block
says which records the ids in it stand for: those that the command lists, in its order.
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from accordingto.demo import REPORTS

ROOT = Path(__file__).resolve().parents[1]
TUTORIAL = ROOT / "docs" / "tutorial.md"
PAGES = (ROOT / "README.md", TUTORIAL)
COLUMNS = 132  # of the made-up terminal
MOST_LINES = 12  # of one command's output
PROMPT = "$ "
PROGRAM = "from accordingto.cli import main; main(prog_name='accordingto')"
_BLOCK = re.compile(
    r"(?P<ids>^<!-- ids: (?P<listed>.+) -->\n)?^```console\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL
)
_FILE = re.compile(r"^```toml title=\"(?P<name>[\w.-]+)\"\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_SERVED = re.compile(
    r"^python3 -m http\.server (?P<port>\d+) --bind (?P<host>\S+) --directory (?P<folder>\S+)$", re.MULTILINE
)
_SERVING = re.compile(r" port (\d+) ")
_ID = re.compile(r"\b[0-9a-f]{20}\b")
_EVERY_RUN_ITS_OWN = re.compile(r"\b[0-9a-f]{8}\b")  # the id of a decision, which holds the time it was made


class ExampleError(Exception):
    """An example of the documentation does not run."""


def commands(block: str) -> Iterator[str]:
    """The commands of a block, without the prompt."""
    return (line.removeprefix(PROMPT) for line in block.splitlines() if line.startswith(PROMPT))


def blocks(text: str) -> list[str]:
    """The examples of a page: their commands with what they print."""
    return [match["body"] for match in _BLOCK.finditer(text)]


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
    """A page with what its commands print now; long output is cut and says so.

    A block that differs only in what differs with every run is left as it is.
    """

    def block(match: re.Match[str]) -> str:
        asked = _with_ids(match["body"], match["listed"], run_one)
        new = "\n".join(f"{PROMPT}{command}\n{_shown(run_one(command))}" for command in commands(asked))
        same = _EVERY_RUN_ITS_OWN.sub("", new) == _EVERY_RUN_ITS_OWN.sub("", match["body"])
        return f"{match['ids'] or ''}```console\n{match['body'] if same else new}```"

    return _BLOCK.sub(block, text)


def _with_ids(body: str, listed: str | None, run_one: Callable[[str], str]) -> str:
    """A block whose ids are those that a command lists now, one after the other."""
    if listed is None:
        return body
    found = [str(row["id"]) for row in json.loads(run_one(f"{listed} --json"))]
    old = list(dict.fromkeys(_ID.findall("\n".join(commands(body)))))
    if len(found) != len(old):
        raise ExampleError(f"{listed}: lists {len(found)} records, where the page speaks of {len(old)}")
    ids = dict(zip(old, found, strict=True))
    return _ID.sub(lambda match: ids.get(match.group(), match.group()), body)


def _shown(output: str) -> str:
    lines = [line.rstrip() for line in output.splitlines()]
    more = len(lines) - MOST_LINES
    return "".join(line + "\n" for line in [*lines[:MOST_LINES], *([f"… {more} more lines"] if more > 0 else [])])


def renew(text: str, folder: Path) -> str:
    """A page's text with its examples run afresh in `folder`, where what they make stays."""
    shutil.copy(REPORTS, folder / "reports.jsonl")
    with served(text) as (told, real):
        for match in _FILE.finditer(text):
            (folder / match["name"]).write_text(match["body"].replace(told, real), encoding="utf-8")
        return renewed(text, lambda command: run(command.replace(told, real), folder).replace(real, told))


@contextmanager
def served(text: str) -> Iterator[tuple[str, str]]:
    """Runs the server that a page has its readers run; yields its address on the page and its real one."""
    match = _SERVED.search(text)
    if match is None:
        yield "", ""
        return
    host = match["host"]
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", host, "--directory", match["folder"]]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, stdin=subprocess.DEVNULL
    ) as server:
        try:
            assert server.stdout is not None
            started = _SERVING.search(server.stdout.readline())
            if started is None:
                raise ExampleError(f"{match.group()}: does not start")
            yield f"{host}:{match['port']}", f"{host}:{started.group(1)}"
        finally:
            server.terminate()


def main() -> None:
    """Write all pages anew."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as folder:
            page.write_text(renew(page.read_text(encoding="utf-8"), Path(folder)), encoding="utf-8")


if __name__ == "__main__":
    main()

"""Progress on the error stream: one line that is written over, and nothing where nobody watches."""

from __future__ import annotations

import shutil
import sys
import time
from types import TracebackType
from typing import Self

from accordingto.cli.output import printable
from accordingto.pipeline.steps import Step

REFRESH_S = 0.1  # often enough to look alive, too rarely to cost anything
VERBS = {"ingest": "Collecting", "read": "Reading", "link": "Linking"}


class ProgressLine:
    """Shows steps; wiped when left."""

    def __init__(self, *, quiet: bool = False) -> None:
        self._shown = sys.stderr.isatty() and not quiet
        self._last = 0.0
        self._stage = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, step: Step) -> None:
        now = time.monotonic()
        if not self._shown or (step.stage == self._stage and now - self._last < REFRESH_S):
            return
        self._last, self._stage = now, step.stage
        total = f"/{step.total}" if step.total is not None else ""
        line = f"{VERBS.get(step.stage, step.stage)} {step.done}{total}  {printable(step.subject)}"
        width = shutil.get_terminal_size().columns - 1
        sys.stderr.write("\r\x1b[K" + line[:width])
        sys.stderr.flush()

"""`accordingto read`: texts to readings, without a ledger; the interface by which reading is measured."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TextIO

import click
import msgspec

from accordingto.cli.options import jobs_option, quiet_option, settings_of
from accordingto.cli.progress import ProgressLine
from accordingto.errors import SourceError
from accordingto.evals_format import LAYERS, article_of, prediction
from accordingto.model import Article, Reading
from accordingto.pipeline import LoadRead, Read, Step, read_all
from accordingto.read import Layer, Reader
from accordingto.read.times import anchor_day


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of input; `article` None if its text is empty."""

    id: object
    text: str
    article: Article | None


def layer_names(value: str) -> tuple[str, ...]:
    """Layer names out of a list with commas between them."""
    names = [name.strip() for name in value.split(",") if name.strip()]
    unknown = [name for name in names if name not in LAYERS]
    if unknown or not names:
        raise click.BadParameter(f"{', '.join(unknown) or 'nothing'} is not among {', '.join(LAYERS)}")
    return tuple(layer for layer in LAYERS if layer in names)


@click.command()
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["evals", "jsonl"]),
    default="evals",
    show_default=True,
    help="evals: lists as the evaluation sets have them. jsonl: the whole reading, as the ledger stores it.",
)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write there.  [default: standard output]")
@click.option(
    "--only",
    type=layer_names,
    default=",".join(LAYERS),
    metavar="LAYERS",
    help=f"Read just these layers, with commas between them: {', '.join(LAYERS)}.",
)
@jobs_option
@quiet_option
@click.pass_context
def read(
    ctx: click.Context,
    source: Path,
    form: str,
    out: Path | None,
    only: tuple[str, ...],
    jobs: int | None,
    quiet: bool,
) -> None:
    """Read the text on each line of IN.jsonl and write what it holds, one line each, in the same order.

    A line is a JSON object with `id` and `text`, and perhaps `published` (or `dct` or `date`), `title` and `outlet` (or
    `publisher`). The text is read as it is: every span counts code points of it. No ledger is needed or touched.
    """
    lines = list(_lines(source))
    load = partial(_load, only)
    with ExitStack() as stack:
        target = stack.enter_context(out.open("w", encoding="utf-8")) if out else sys.stdout
        progress = stack.enter_context(ProgressLine(quiet=quiet))
        for done, (line, reading) in enumerate(_read(lines, load, jobs or settings_of(ctx).jobs), start=1):
            _write(target, line, reading, form, only)
            progress(Step(stage="read", done=done, total=len(lines), subject=str(line.id)))


def _load(only: Sequence[str]) -> Read:
    """What reads an article's chosen layers."""
    return partial(Reader.load().read, layers=frozenset(Layer(layer) for layer in only))


def _read(lines: Sequence[Line], load: LoadRead, jobs: int) -> Iterator[tuple[Line, Reading | None]]:
    """Every line with its reading, in order."""
    readings = read_all(load, (line.article for line in lines if line.article is not None), jobs=jobs)
    for line in lines:
        yield line, None if line.article is None else next(readings)[1]


def _lines(source: Path) -> Iterator[Line]:
    """The lines of the file, blank ones left out. Raises SourceError with the number of one that cannot be used."""
    now = datetime.now(UTC)
    with source.open(encoding="utf-8", errors="surrogatepass") as opened:
        for number, raw in enumerate(opened, start=1):
            if not raw.strip():
                continue
            try:
                given = json.loads(raw)
            except ValueError as error:
                raise SourceError(f"{source}:{number}: not a line of JSON: {error}") from error
            if not isinstance(given, dict) or "id" not in given or not isinstance(given.get("text"), str):
                raise SourceError(f"{source}:{number}: a line is an object with an id and a text")
            yield Line(id=given["id"], text=given["text"], article=article_of(given, fetched_at=now))


def _write(target: TextIO, line: Line, reading: Reading | None, form: str, only: Sequence[str]) -> None:
    if form == "evals":
        day = anchor_day(line.article) if line.article else None
        found: Mapping[str, object] = prediction(line.text, reading, only, report_day=day)
    else:
        found = {"reading": None if reading is None else msgspec.to_builtins(reading)}
    target.write(json.dumps({"id": line.id, **found}) + "\n")

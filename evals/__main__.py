"""`python -m evals`: measure, print the table, and on request keep or move the floors."""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import click
import msgspec

from evals.floors import FLOORS, Measured, failures, raised, read_floors, write_floors
from evals.measures import MEASURES
from evals.references import figure_sets, tolerances
from evals.scorers import EvaluationError
from evals.table import headline_table, markdown_page, terminal_table, with_headlines
from evals.workbench import ROOT, SHARED, SPLITS, Workbench, read_splits, read_with_cli

FIGURES_PAGE = ROOT / "docs" / "figures.md"
FRONT_PAGE = ROOT / "README.md"


def measure(name: str, *, shared: Path, scratch: Path) -> list[Measured]:
    """The figures of one set."""
    started = time.monotonic()
    bench = Workbench(
        name=name, shared=shared / "evals", scratch=scratch, read=read_with_cli, splits=read_splits(SPLITS)
    )
    scores = MEASURES[name](bench)
    click.echo(f"{name}: {bench.documents} documents in {time.monotonic() - started:.0f} s", err=True)
    return [
        Measured(
            name=f"{name}/{key}", value=value, gold=bench.digest, documents=bench.documents, held_out=bench.held_out
        )
        for key, value in scores.items()
    ]


def measure_all(names: Iterable[str], *, shared: Path, jobs: int) -> dict[str, Measured]:
    """The figures of several sets, `jobs` at a time (each is a process of its own)."""
    with tempfile.TemporaryDirectory() as scratch, ThreadPoolExecutor(jobs) as pool:
        results = pool.map(partial(measure, shared=shared, scratch=Path(scratch)), names)
        return {figure.name: figure for figures in results for figure in figures}


def expected_figures(names: Sequence[str]) -> list[str]:
    """The figures that measuring these sets should give."""
    return [full for group in figure_sets() if group.name in names for full, _ in group.named()]


def _write(measured: Mapping[str, Measured], *, allow_regression: bool) -> None:
    floors = raised(read_floors(), measured.values(), allow_regression=allow_regression)
    write_floors(floors)
    FIGURES_PAGE.write_text(markdown_page(figure_sets(), floors), encoding="utf-8")
    front = FRONT_PAGE.read_text(encoding="utf-8")
    FRONT_PAGE.write_text(with_headlines(front, headline_table(figure_sets(), floors)), encoding="utf-8")
    click.echo(
        f"wrote {FLOORS.relative_to(ROOT)} and {FIGURES_PAGE.relative_to(ROOT)}, and the figures in README.md", err=True
    )


@click.command(help="Measure the reader on the development sets in ../shared/evals and print one table.")
@click.option("--only", multiple=True, type=click.Choice(list(MEASURES)), help="Only this set; may be repeated.")
@click.option(
    "--shared",
    type=click.Path(path_type=Path),
    default=SHARED,
    help="The folder that holds evals/; by default ../shared beside the repository.",
)
@click.option("--jobs", type=click.IntRange(1), default=2, show_default=True, help="Sets measured at the same time.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as JSON.")
@click.option("--gate", is_flag=True, help="Fail if a figure lies below its floor.")
@click.option(
    "--write-floors", is_flag=True, help="Raise the floors to what was measured and write them into the docs."
)
@click.option("--allow-regression", is_flag=True, help="With --write-floors: lower floors too.")
def main(
    only: tuple[str, ...],
    shared: Path,
    jobs: int,
    as_json: bool,
    gate: bool,
    write_floors: bool,
    allow_regression: bool,
) -> None:
    names = only or tuple(MEASURES)
    try:
        measured = measure_all(names, shared=shared, jobs=jobs)
    except EvaluationError as error:
        raise click.ClickException(str(error)) from error
    if as_json:
        click.echo(msgspec.json.format(msgspec.json.encode(list(measured.values())), indent=1))
    else:
        click.echo(terminal_table(figure_sets(), measured, read_floors()))
    if gate:
        expected = expected_figures(names)
        fallen = failures(read_floors(), list(measured.values()), expected=expected, tolerances=tolerances())
        for sentence in fallen:
            click.echo(f"below the gate: {sentence}", err=True)
        if fallen:
            sys.exit(1)
    if write_floors:
        _write(measured, allow_regression=allow_regression)


if __name__ == "__main__":
    main(prog_name="python -m evals")

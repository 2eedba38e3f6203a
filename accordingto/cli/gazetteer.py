"""`accordingto gazetteer`: build the file of places."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import click

from accordingto.read.gazetteer.build import build
from accordingto.read.gazetteer.bundled import bundled_sources
from accordingto.read.gazetteer.dump import dump_sources
from accordingto.read.gazetteer.entries import Record
from accordingto.read.gazetteer.national import national_source
from accordingto.read.gazetteer.store import PATH_VARIABLE, default_path


@click.group()
def gazetteer() -> None:
    """The file of places and their names that reports are read against."""


@gazetteer.command("build")
@click.option(
    "--geonames",
    type=click.Path(path_type=Path, file_okay=False, exists=True),
    help="A folder of GeoNames dump files: allCountries or a country's (SY.txt), alternateNamesV2, admin1CodesASCII, "
    "admin2Codes, countryInfo; plain or zipped.",
)
@click.option(
    "--csv",
    "csv_files",
    multiple=True,
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A national gazetteer: columns name, lat, lon; if there also id, alternate_names (split at |), country, "
    "admin1, admin2, feature, population, radius_m. May be given more than once.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help=f"Where the file goes; default: where {PATH_VARIABLE} says, else the user's cache folder.",
)
def build_command(geonames: Path | None, csv_files: tuple[Path, ...], out: Path | None) -> None:
    """Build the file of places anew, from what is installed and the files named."""
    target = out or default_path()
    sources: Iterable[tuple[str, Iterator[Record]]] = dump_sources(geonames) if geonames else bundled_sources()
    national = ((path.name, national_source(path)) for path in csv_files)
    count = build(chain(sources, national), target, progress=show_progress)
    click.echo(f"{count} places in {target}, {target.stat().st_size / 1e6:.0f} MB")


def show_progress(source: str, count: int) -> None:
    """One line on standard error, written over as the count grows."""
    click.echo(f"\r{source}: {count}\033[K", nl=False, err=True)
    if count % 10_000:
        click.echo(err=True)

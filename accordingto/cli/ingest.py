"""`accordingto ingest`: sources into the ledger, without reading them yet."""

from __future__ import annotations

from datetime import UTC, datetime

import click

from accordingto.cli.options import ledger_option, quiet_option, settings_of
from accordingto.cli.progress import ProgressLine
from accordingto.ledger import Ledger
from accordingto.pipeline import add_sources


@click.command()
@click.argument("sources", metavar="SOURCE...", nargs=-1, required=True)
@ledger_option
@click.option("--allow-private", is_flag=True, help="Fetch from private and loopback addresses too.")
@quiet_option
@click.pass_context
def ingest(ctx: click.Context, sources: tuple[str, ...], address: str | None, allow_private: bool, quiet: bool) -> None:
    """Add the reports of each SOURCE to the ledger; `build` and `read` take it from there.

    A SOURCE is what `accordingto build` takes. A report that the ledger holds already is recognised.
    """
    settings = settings_of(ctx)
    with Ledger.open(address or settings.ledger) as ledger, ProgressLine(quiet=quiet) as progress:
        done = add_sources(
            sources,
            ledger=ledger,
            now=datetime.now(UTC),
            allow_private=allow_private or settings.allow_private,
            progress=progress,
        )
    click.echo(f"{done.found} reports, {done.new} of them new; {done.issues} issues (accordingto issues lists them).")

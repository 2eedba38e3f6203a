"""`accordingto export`: the ledger in a format of other programs."""

from __future__ import annotations

import sys
from datetime import date, datetime
from pathlib import Path

import click

from accordingto.cli.given import Given, takes_given
from accordingto.cli.lists import event_filter, event_options
from accordingto.cli.options import as_of_option, ledger_option, settings_of
from accordingto.cli.publishing import options_of
from accordingto.errors import PublishError
from accordingto.ledger import Ledger
from accordingto.publish import FORMATS
from accordingto.publish import export as export_view

_LISTED = "\n".join(f"  {name:<16}{made.file_name}" for name, made in FORMATS.items())


@click.command(epilog=f"\b\nFormats and the files the site has them under:\n{_LISTED}")
@click.argument("name", metavar="FORMAT", type=click.Choice(list(FORMATS)))
@click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    help="The file to write.  [default: standard output]",
)
@click.option(
    "--full-text",
    is_flag=True,
    help="Let reports be quoted whole; you answer for having the right to. Without it, texts whose licence does not "
    "allow that are quoted in short passages.",
)
@event_options
@as_of_option
@ledger_option
@takes_given
def export(
    given: Given,
    name: str,
    out: Path | None,
    full_text: bool,
    place: str | None,
    start: date | None,
    end: date | None,
    actor: str | None,
    source: str | None,
    event_type: str | None,
    as_of: datetime | None,
    address: str | None,
) -> None:
    """Write the situation, or the events that the filters ask for, in the FORMAT of other programs.

    What each format loses is told in the documentation and on the site's downloads page. The filters are those of
    `events`; a situation.toml sets the extent, the delay and how much of a text may be shown.
    """
    wanted = event_filter(place, start, end, actor, source, event_type)
    options = options_of(given.situation, title=None, base_url=None, full_text=full_text)
    ledger = Ledger.open(address or settings_of(click.get_current_context()).ledger, create=False)
    with ledger, given.situation_view(ledger, as_of) as view:
        body = export_view(view, name, options=options, wanted=wanted)
    if out is None:
        sys.stdout.buffer.write(body)
        return
    try:
        out.write_bytes(body)
    except OSError as error:
        raise PublishError(f"{out}: cannot be written ({error.strerror})") from error

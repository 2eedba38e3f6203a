"""`accordingto ledger`: where it is, what it holds, and bringing it up to date."""

from __future__ import annotations

import json
from dataclasses import asdict
from datetime import datetime

import click

from accordingto.cli.options import as_of_option, ledger_option, settings_of
from accordingto.ledger import Ledger, View


@click.group()
def ledger() -> None:
    """See what the ledger holds and bring it up to date."""


@ledger.command()
@as_of_option
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@click.pass_context
def info(ctx: click.Context, as_of: datetime | None, address: str | None, as_json: bool) -> None:
    """Show where the ledger is and how much it holds."""
    with Ledger.open(address or settings_of(ctx).ledger, create=False) as opened, View(opened, as_of) as view:
        facts = {"ledger": opened.address, **asdict(view.counts())}
    if as_json:
        click.echo(json.dumps(facts))
        return
    for name, value in facts.items():
        click.echo(f"{name:13}{value}")


@ledger.command()
@ledger_option
@click.pass_context
def migrate(ctx: click.Context, address: str | None) -> None:
    """Bring a ledger made by an older accordingto up to date; every command does so when it opens one."""
    with Ledger.open(address or settings_of(ctx).ledger, create=False) as opened:
        click.echo(f"{opened.address} is up to date; {opened.migrated} steps were taken now.")

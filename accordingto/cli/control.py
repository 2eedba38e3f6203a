"""`accordingto control`: who holds which place, as the claims have it."""

from __future__ import annotations

from datetime import datetime

import click

from accordingto.cli.lists import form_options
from accordingto.cli.options import as_of_option, ledger_option, settings_of
from accordingto.cli.output import Form, Row, show
from accordingto.ledger import Ledger, View
from accordingto.ledger.derive import Control

COLUMNS = ("place", "holder", "since", "contested", "sources", "reports")


@click.command()
@click.option("--place", help="Only a place, or the places in a province or country (SY), of this name.")
@as_of_option
@ledger_option
@form_options
@click.pass_context
def control(ctx: click.Context, place: str | None, as_of: datetime | None, address: str | None, form: Form) -> None:
    """List who holds which place: the last change of control told of each, and who says so.

    It is contested where the sources of that change differ, or deny it. With --as-of DAY only changes up to that day
    count, as they were known then. A place of which no report tells a change is not listed.
    """
    with Ledger.open(address or settings_of(ctx).ledger, create=False) as ledger, View(ledger, as_of) as view:
        found = [_row(held) for held in view.control(place=place)]
    show(sorted(found, key=lambda row: (str(row["place"]), str(row["id"]))), COLUMNS, form)


def _row(held: Control) -> Row:
    """One place with its holder (none: nobody says who), the events that tell of the change, and their sources."""
    claims = [claim for event in held.events for claim in event.claims]
    return {
        "id": held.place.gazetteer_id,
        "place": held.place.name,
        "country": held.place.country,
        "holder": held.holder,
        "since": held.since.isoformat(),
        "contested": held.contested,
        "sources": list(dict.fromkeys(_said(claim.author.name, claim.polarity.value) for claim in claims)),
        "reports": len({told.article_id for claim in claims for told in claim.appearances}),
        "events": [event.id for event in held.events],
        "claims": [claim.id for claim in claims],
        "lat": held.place.lat,
        "lon": held.place.lon,
    }


def _said(name: str, polarity: str) -> str:
    """The name of a source, marked if it does not assert the change."""
    return name if polarity == "asserts" else f"{name} ({polarity})"

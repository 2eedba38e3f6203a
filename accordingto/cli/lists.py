"""`accordingto events`, `claims`, `sources` and `issues`: what the ledger holds, filtered."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import TypeVar

import click

from accordingto.cli import rows
from accordingto.cli.given import Given, takes_given
from accordingto.cli.options import as_of_option, day, ledger_option, settings_of
from accordingto.cli.output import Form, show
from accordingto.ledger import ClaimFilter, EventFilter, Ledger, View
from accordingto.ledger.filters import is_named
from accordingto.model import EventType, Polarity

STAGES = ("ingest", "read", "link", "ledger", "publish")  # that leave issues
F = TypeVar("F", bound=Callable[..., object])


def form_options(command: F) -> F:
    """--json and --csv."""
    as_json = click.option("--json", "form", flag_value="json", help="Print a JSON array, every field of every row.")
    as_csv = click.option(
        "--csv", "form", flag_value="csv", help="Print CSV, every field of every row; no cell is a formula."
    )
    table = click.option("--table", "form", flag_value="table", default="table", help="Print a table (default).")
    return as_json(as_csv(table(command)))


def event_options(command: F) -> F:
    """The filters that both events and claims take."""
    for option in reversed(
        (
            click.option("--place", help="At a place, or in a province or country (SY), of this name."),
            click.option("--since", "start", type=day, metavar="DAY", help="Not over before this day (2024-12-01)."),
            click.option("--until", "end", type=day, metavar="DAY", help="Begun by this day."),
            click.option("--actor", help="Done by, done to, or giving control to somebody of this name."),
            click.option("--source", help="Claimed by a source of this name."),
            click.option(
                "--type",
                "event_type",
                type=click.Choice([kind.value for kind in EventType], case_sensitive=False),
                help="Of this PLOVER type.",
            ),
        )
    ):
        command = option(command)
    return command


@click.command()
@event_options
@as_of_option
@ledger_option
@form_options
@takes_given
def events(
    given: Given,
    place: str | None,
    start: date | None,
    end: date | None,
    actor: str | None,
    source: str | None,
    event_type: str | None,
    as_of: datetime | None,
    address: str | None,
    form: Form,
) -> None:
    """List events: what is told to have happened, by how many independent origins.

    In the order of their days, undated ones last. Names match where all words given are in the name, case and accents
    aside. A period leaves out events without a date.
    """
    wanted = event_filter(place, start, end, actor, source, event_type)
    with _open(click.get_current_context(), address) as ledger, given.view(ledger, as_of) as view:
        found = [rows.event_row(event, view) for event in sorted(view.events(wanted), key=rows.by_day)]
    show(found, rows.EVENT_COLUMNS, form)


@click.command()
@event_options
@click.option(
    "--polarity", type=click.Choice([p.value for p in Polarity]), help="Only what is asserted, denied or asked."
)
@as_of_option
@ledger_option
@form_options
@takes_given
def claims(
    given: Given,
    place: str | None,
    start: date | None,
    end: date | None,
    actor: str | None,
    source: str | None,
    event_type: str | None,
    polarity: str | None,
    as_of: datetime | None,
    address: str | None,
    form: Form,
) -> None:
    """List claims: what each source says of each event, in the words of its first appearance.

    A source's claim counts once, in however many reports it appears. The filters are those of `events`.
    """
    wanted = ClaimFilter(
        event=event_filter(place, start, end, actor, source, event_type),
        source=source,
        polarity=Polarity(polarity) if polarity else None,
    )
    with _open(click.get_current_context(), address) as ledger, given.view(ledger, as_of) as view:
        events_by_id = {event.id: event for event in view.events(wanted.event)}
        found = [rows.claim_row(claim, events_by_id[claim.event_id], view) for claim in view.claims(wanted)]
    show(found, rows.CLAIM_COLUMNS, form)


@click.command()
@click.argument("name", required=False)
@as_of_option
@ledger_option
@form_options
@takes_given
def sources(given: Given, name: str | None, as_of: datetime | None, address: str | None, form: Form) -> None:
    """List sources: who says something, in how many reports, on how many events; those called NAME if one is given.

    Publications that tell events in their own voice are sources too.
    """
    with _open(click.get_current_context(), address) as ledger, given.view(ledger, as_of) as view:
        found = [s for s in view.sources() if name is None or is_named(name, (s.name, s.key))]
    columns = (*rows.SOURCE_COLUMNS, *(rows.DECLARED_COLUMNS if given.declarations else ()))
    show([rows.source_row(source) for source in found], columns, form)


@click.command()
@click.option("--stage", type=click.Choice(STAGES), help="Only those of one stage.")
@as_of_option
@ledger_option
@form_options
@click.pass_context
def issues(ctx: click.Context, stage: str | None, as_of: datetime | None, address: str | None, form: Form) -> None:
    """List issues: what could not be fetched or read, and why."""
    with _open(ctx, address) as ledger, View(ledger, as_of) as view:
        found = [rows.issue_row(issue) for issue in view.issues() if stage is None or issue.stage == stage]
    found.sort(key=rows.by_subject)
    show(found, rows.ISSUE_COLUMNS, form)


def event_filter(
    place: str | None,
    start: date | None,
    end: date | None,
    actor: str | None,
    source: str | None,
    event_type: str | None,
) -> EventFilter:
    """What `event_options` ask for."""
    kind = EventType(event_type.upper()) if event_type else None
    return EventFilter(place=place, start=start, end=end, actor=actor, source=source, type=kind)


def _open(ctx: click.Context, address: str | None) -> Ledger:
    return Ledger.open(address or settings_of(ctx).ledger, create=False)

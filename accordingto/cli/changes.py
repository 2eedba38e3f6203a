"""`accordingto changes`: what changed for each event between two moments, and why."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import datetime, time, timedelta

import click

from accordingto.cli.given import Given, takes_given
from accordingto.cli.options import F, as_of_option, ledger_option, moment, settings_of
from accordingto.cli.output import Row, printable, show
from accordingto.cli.rows import period
from accordingto.ledger import Ledger
from accordingto.ledger.changes import Change, ChangeKind, EventChange
from accordingto.ledger.changes import changes as changes_between
from accordingto.model import Event

COLUMNS = ("at", "change", "event", "date", "places", "by", "what", "origins")


def since(value: str) -> datetime:
    """The last moment before a day, or a moment itself: what became known after it is new."""
    given = moment(value)
    is_day = len(value) == len("2024-12-04")
    return given - timedelta(days=1) if is_day and given.time().replace(tzinfo=None) == time.max else given


def since_option(command: F) -> F:
    """--since: the moment after which things are new."""
    return click.option(
        "--since",
        "start",
        type=since,
        required=True,
        metavar="DAY",
        help="What is new from this day on (2024-12-01), or after this moment.",
    )(command)


@click.command()
@since_option
@as_of_option
@ledger_option
@click.option("--json", "form", flag_value="json", help="Print a JSON array, every field of every row.")
@click.option("--jsonl", "form", flag_value="jsonl", help="Print a line of JSON for each event that changed.")
@click.option("--csv", "form", flag_value="csv", help="Print CSV, every field of every row; no cell is a formula.")
@click.option("--table", "form", flag_value="table", default="table", help="Print a table (default).")
@takes_given
def changes(given: Given, start: datetime, as_of: datetime | None, address: str | None, form: str) -> None:
    """List what changed for each event since a day, and why.

    A new event, a new origin, a new report of a known origin, a revised figure, a denial, a correction by a person, a
    claim withdrawn with its report. The later of the two views is that of --as-of, or of now.
    """
    with (
        Ledger.open(address or settings_of(click.get_current_context()).ledger, create=False) as ledger,
        given.situation_view(ledger, start) as before,
        given.situation_view(ledger, as_of) as after,
    ):
        found = changes_between(before, after)
    if form == "jsonl":
        for changed in found:
            click.echo(json.dumps({**_event(changed), "changes": [_change(one) for one in changed.changes]}))
        return
    rows = [row for changed in found for row in _rows(changed)]
    show(rows, COLUMNS, "json" if form == "json" else "csv" if form == "csv" else "table")


def _rows(changed: EventChange) -> Iterator[Row]:
    for change in changed.changes:
        told = _change(change)
        yield {**told, **_event(changed), "what": _words(change), "field": told["what"]}


def _event(changed: EventChange) -> Row:
    event, old, new = changed.event, changed.before, changed.after
    return {
        "event_id": event.id,
        "event": event.type.value if event.mode is None else f"{event.type.value} {event.mode}",
        "date": period(event.time),
        "places": [place.name for place in event.places],
        "origins": " → ".join(dict.fromkeys(_origins(known) for known in (old, new) if known is not None)),
    }


def _origins(event: Event) -> str:
    low, high = event.standing.origins_low, event.standing.origins_high
    return str(low) if low == high else f"{low}–{high}"


def _change(change: Change) -> Row:
    return {
        "at": change.at.isoformat(timespec="minutes") if change.at else None,
        "change": change.kind.value,
        "by": change.by,
        "what": change.what,
        "before": change.before,
        "after": change.after,
        "reports": list(change.article_ids),
    }


def _words(change: Change) -> str:
    """A change as one reads it in a table."""
    if change.kind is ChangeKind.CORRECTION:
        return printable(": ".join(filter(None, (change.what, change.after))))
    if change.before is None and change.what is None:
        return change.after or ""
    told = f"{change.before or '–'} → {change.after or '–'}" if change.before or change.after else ""
    return printable(" ".join(filter(None, (change.what, told))))

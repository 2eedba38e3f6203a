"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time
from typing import TypeVar

import click

from accordingto.settings import Settings

F = TypeVar("F", bound=Callable[..., object])


def moment(value: str) -> datetime:
    """A day, meaning its end in UTC, or a moment of ISO form; one without a zone is in UTC."""
    try:
        if len(value) == len("2024-12-04"):
            return datetime.combine(date.fromisoformat(value), time.max, UTC)
        given = datetime.fromisoformat(value)
        return given.astimezone(UTC) if given.tzinfo else given.replace(tzinfo=UTC)
    except (ValueError, OverflowError) as error:
        raise click.BadParameter(
            f"{value!r} is neither a day (2024-12-04) nor a moment (2024-12-04T18:00+02:00)"
        ) from error


def day(value: str) -> date:
    """A calendar day of ISO form."""
    try:
        return date.fromisoformat(value)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is not a day (2024-12-04)") from error


def ledger_option(command: F) -> F:
    """--ledger: a SQLite file or a PostgreSQL URL."""
    return click.option(
        "--ledger",
        "address",
        metavar="PATH|URL",
        help="The ledger: a SQLite file or a PostgreSQL URL (postgresql://user@host/name).  [default: accordingto.db]",
    )(command)


def as_of_option(command: F) -> F:
    """--as-of: nothing known or decided later."""
    return click.option(
        "--as-of",
        type=moment,
        metavar="DAY",
        help="What was known, and decided by people, by the end of this day (or by this moment).",
    )(command)


def jobs_option(command: F) -> F:
    """--jobs: reading processes."""
    return click.option(
        "--jobs", type=click.IntRange(min=1), help="How many processes read. Each needs some 400 MB.  [default: 1]"
    )(command)


def quiet_option(command: F) -> F:
    """--quiet: no progress."""
    return click.option("--quiet", "-q", is_flag=True, help="Do not show progress (it only shows on a terminal).")(
        command
    )


def settings_of(ctx: click.Context) -> Settings:
    """The settings read when the program started."""
    settings = ctx.find_object(Settings)
    assert settings is not None
    return settings

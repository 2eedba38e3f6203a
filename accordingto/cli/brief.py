"""`accordingto brief` and `accordingto digest`: what is new since a day, to read and to send."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from pathlib import Path

import click

from accordingto.cli.changes import since_option
from accordingto.cli.given import Given, takes_given
from accordingto.cli.options import F, as_of_option, ledger_option, settings_of
from accordingto.cli.output import printable
from accordingto.cli.publishing import options_of
from accordingto.errors import PublishError
from accordingto.ledger import Ledger
from accordingto.publish.brief import Brief, brief_of, mail_html, markdown, plain
from accordingto.publish.mail import MailServer, Security, brief_mail, send

PASSWORD_VARIABLE = "ACCORDINGTO_SMTP_PASSWORD"  # no option: command lines are seen by everybody on a machine
FORMS: Mapping[str, Callable[[Brief], str]] = {"txt": plain, "md": markdown, "html": mail_html}


def period_options(command: F) -> F:
    """--since, and until when."""
    base = click.option("--base-url", metavar="URL", help="Where the site stands; lines then lead to their events.")
    return since_option(as_of_option(base(ledger_option(command))))


@click.command()
@period_options
@click.option("--format", "form", type=click.Choice(list(FORMS)), default="txt", show_default=True, help="The form.")
@takes_given
def brief(
    given: Given, start: datetime, as_of: datetime | None, base_url: str | None, address: str | None, form: str
) -> None:
    """Print what is new, what changed and what is disputed since a day, each line with its sources.

    Events that were only told again, by reports that are no origin of their own, are counted and not listed.
    """
    click.echo(FORMS[form](_brief(given, start, as_of, base_url, address)), nl=False)


@click.command()
@period_options
@click.option("--from", "sender", required=True, metavar="ADDRESS", help="Whom the mail is from.")
@click.option("--to", "recipients", required=True, multiple=True, metavar="ADDRESS", help="Who gets it; repeatable.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write the mail (.eml), send nothing.")
@click.option("--smtp-host", help="The server that takes mail.  [default: the settings']")
@click.option("--smtp-port", type=click.IntRange(1, 65535), help="Its port.  [default: the settings', 587]")
@click.option(
    "--smtp-security",
    type=click.Choice([kind.value for kind in Security]),
    help="How the connection is secured.  [default: the settings', starttls]",
)
@click.option("--smtp-user", help="Whom to log in as; the password is taken from ACCORDINGTO_SMTP_PASSWORD.")
@click.option("--even-if-empty", is_flag=True, help="Make a mail even if there is nothing to tell.")
@takes_given
def digest(
    given: Given,
    start: datetime,
    as_of: datetime | None,
    base_url: str | None,
    address: str | None,
    sender: str,
    recipients: tuple[str, ...],
    out: Path | None,
    smtp_host: str | None,
    smtp_port: int | None,
    smtp_security: str | None,
    smtp_user: str | None,
    even_if_empty: bool,
) -> None:
    """Send the brief since a day by mail, or write it as a file of one mail.

    The mail holds the brief as plain text and as HTML, loads nothing and counts nobody. If there is nothing to tell,
    none is made.
    """
    settings = settings_of(click.get_current_context())
    host = smtp_host or settings.smtp_host
    if out is None and not host:
        raise click.UsageError("name a server with --smtp-host or in accordingto.toml, or a file with --out")
    found = _brief(given, start, as_of, base_url, address)
    if not found.sections and not even_if_empty:
        click.echo("Nothing to tell; no mail was made.")
        return
    message = brief_mail(found, sender=sender, recipients=recipients, at=as_of or datetime.now(UTC))
    if out is not None:
        _write(out, message.as_bytes())
        click.echo(f"The mail is {printable(str(out))}")
        return
    server = MailServer(
        host=host,
        port=smtp_port or settings.smtp_port,
        user=smtp_user or settings.smtp_user or None,
        password=os.environ.get(PASSWORD_VARIABLE, ""),
        security=Security(smtp_security or settings.smtp_security),
    )
    send(message, server)
    click.echo(f"Sent to {len(recipients)}.")


def _brief(given: Given, start: datetime, as_of: datetime | None, base_url: str | None, address: str | None) -> Brief:
    options = options_of(given.situation, title=None, base_url=base_url, full_text=False)
    with (
        Ledger.open(address or settings_of(click.get_current_context()).ledger, create=False) as ledger,
        given.situation_view(ledger, start) as before,
        given.situation_view(ledger, as_of) as after,
    ):
        return brief_of(before, after, options)


def _write(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise PublishError(f"{path}: cannot be written ({error.strerror})") from error

"""A brief as a mail, and a server that takes it."""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime, getaddresses
from enum import StrEnum

from accordingto.errors import MailError
from accordingto.model import stable_id
from accordingto.publish.brief import Brief, mail_html, plain
from accordingto.publish.wording import one_line

TIMEOUT_S = 60.0


class Security(StrEnum):
    """How the connection to the mail server is secured."""

    STARTTLS = "starttls"
    TLS = "tls"
    NONE = "none"


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where mail is handed in; `user` None: without logging in. The password is in no text made of this."""

    host: str
    port: int = 587
    user: str | None = None
    password: str = field(default="", repr=False)
    security: Security = Security.STARTTLS

    def __post_init__(self) -> None:
        if (
            self.user is not None
            and self.security is Security.NONE
            and self.host not in ("localhost", "127.0.0.1", "::1")
        ):
            raise MailError(f"{self.host}: a password is not sent over an open connection; use starttls or tls")


def brief_mail(brief: Brief, *, sender: str, recipients: Sequence[str], at: datetime) -> EmailMessage:
    """The brief as a mail of plain text and HTML. The same brief, people and moment give the same bytes.

    Raises MailError for an address that is none, or if nobody is to get it.
    """
    if not recipients:
        raise MailError("nobody is named to send the brief to")
    message = EmailMessage(policy=SMTP)
    message["From"] = _address(sender)
    message["To"] = [_address(recipient) for recipient in recipients]
    message["Subject"] = _subject(brief)
    message["Date"] = format_datetime(at.astimezone(UTC))
    body = plain(brief)
    record_id = stable_id("mail", sender, *recipients, at.isoformat(), body)
    message["Message-ID"] = f"<{record_id}@{_address(sender).domain}>"
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday replies, please
    message.set_content(body, cte="quoted-printable")
    message.add_alternative(mail_html(brief), subtype="html", cte="quoted-printable")
    message.set_boundary(f"=_{record_id}")
    return message


def _subject(brief: Brief) -> str:
    counts = ", ".join(f"{len(lines)} {name.lower()}" for name, lines in brief.sections)
    return one_line(f"{brief.title}: {counts or 'nothing new'}")


def _address(text: str) -> Address:
    """The address in "Name <user@host>". Raises MailError if there is none, or more than one."""
    found = getaddresses([text]) if text.isprintable() else []
    name, address = found[0] if len(found) == 1 else ("", "")
    user, _, host = address.rpartition("@")
    try:
        if user and host:
            return Address(display_name=name, username=user, domain=host)
    except (ValueError, IndexError) as error:  # what it says to addresses that RFC 5322 does not know
        raise MailError(f"{text!r} is not a mail address") from error
    raise MailError(f"{text!r} is not a mail address")


def send(message: EmailMessage, server: MailServer) -> None:
    """Hand a mail in. Raises MailError if the server cannot be reached or does not take it for everybody."""
    where = f"{server.host}:{server.port}"
    try:
        with _connected(server) as client:
            refused = client.send_message(message)
    except smtplib.SMTPAuthenticationError as error:
        raise MailError(f"{where}: the server does not accept user and password ({error.smtp_code})") from error
    except smtplib.SMTPRecipientsRefused as error:
        raise MailError(
            f"{where}: the server refuses every recipient: {', '.join(sorted(error.recipients))}"
        ) from error
    except (smtplib.SMTPException, OSError) as error:
        raise MailError(f"{where}: the mail could not be handed in ({type(error).__name__})") from error
    if refused:
        raise MailError(f"{where}: sent, but the server refuses {', '.join(sorted(refused))}")


def _connected(server: MailServer) -> smtplib.SMTP:
    """A connection secured and logged in as the server's description says."""
    if server.security is Security.TLS:
        client: smtplib.SMTP = smtplib.SMTP_SSL(
            server.host, server.port, timeout=TIMEOUT_S, context=ssl.create_default_context()
        )
    else:
        client = smtplib.SMTP(server.host, server.port, timeout=TIMEOUT_S)
    with ExitStack() as unless_ready:
        unless_ready.callback(client.close)
        if server.security is Security.STARTTLS:
            client.starttls(context=ssl.create_default_context())
        if server.user is not None:
            client.login(server.user, server.password)
        unless_ready.pop_all()
    return client

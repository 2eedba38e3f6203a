"""A brief by mail, handed to a real server on this machine."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, AuthResult, Envelope, LoginPassword, Session

from accordingto.errors import MailError
from accordingto.publish.mail import MailServer, Security, brief_mail, send
from tests.publish.brief.briefs import LINE, brief_with, line_of

SENT_AT = datetime(2024, 12, 4, 18, 30, tzinfo=UTC)
PASSWORD = "correct horse battery staple"  # of a server that lives for one test


@dataclass
class Inbox:
    """Keeps what it is sent; refuses whom it is told to."""

    refused: frozenset[str] = frozenset()
    taken: list[Envelope] = field(default_factory=list)

    async def handle_RCPT(  # aiosmtpd's name
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if address in self.refused:
            return "550 no such user"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        self.taken.append(envelope)
        return "250 OK"


def authenticate(server: SMTP, session: Session, envelope: Envelope, mechanism: str, given: object) -> AuthResult:
    ok = isinstance(given, LoginPassword) and (given.login, given.password) == (b"desk", PASSWORD.encode())
    return AuthResult(success=ok, handled=ok)  # not handled: the server says no itself


@pytest.fixture
def inbox() -> Inbox:
    return Inbox(refused=frozenset({"gone@example.org"}))


@pytest.fixture
def server(inbox: Inbox) -> Iterator[MailServer]:
    controller = Controller(
        inbox,
        hostname="127.0.0.1",
        port=_free_port(),
        authenticator=authenticate,
        auth_require_tls=False,
        auth_required=False,
    )
    controller.start()
    try:
        yield MailServer(host="127.0.0.1", port=controller.port, security=Security.NONE)
    finally:
        controller.stop()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def mail(*recipients: str, sender: str = "Desk <desk@example.org>", words: str | None = None) -> EmailMessage:
    line = line_of(words) if words else LINE
    return brief_mail(brief_with(line), sender=sender, recipients=recipients or ("a@example.org",), at=SENT_AT)


def read(envelope: Envelope) -> EmailMessage:
    assert isinstance(envelope.content, bytes)
    return message_from_bytes(envelope.content, policy=default)


def test_a_mail_arrives_as_text_and_as_html(inbox: Inbox, server: MailServer) -> None:
    send(mail("a@example.org", "Bo Ek <b@example.org>"), server)
    (envelope,) = inbox.taken
    assert envelope.rcpt_tos == ["a@example.org", "b@example.org"]
    message = read(envelope)
    assert message["Subject"] == "Northern front: 1 new"
    assert message["Auto-Submitted"] == "auto-generated"
    text, html = message.get_body(("plain",)), message.get_body(("html",))
    assert text is not None
    assert html is not None
    assert "“we hold the bridge”" in text.get_content()
    assert "<h3>Capture of Qorin" in html.get_content()


def test_logging_in(inbox: Inbox, server: MailServer) -> None:
    known = MailServer(host="127.0.0.1", port=server.port, user="desk", password=PASSWORD, security=Security.NONE)
    send(mail(), known)
    assert len(inbox.taken) == 1


def test_a_wrong_password_is_an_error_that_does_not_hold_it(inbox: Inbox, server: MailServer) -> None:
    wrong = MailServer(host="127.0.0.1", port=server.port, user="desk", password="hunter2", security=Security.NONE)
    with pytest.raises(MailError, match="does not accept user and password") as error:
        send(mail(), wrong)
    assert "hunter2" not in f"{error.value!r} {error.value.__cause__!r} {wrong!r} {wrong}"
    assert inbox.taken == []


def test_refused_recipients_are_named(inbox: Inbox, server: MailServer) -> None:
    with pytest.raises(MailError, match=r"sent, but the server refuses gone@example.org"):
        send(mail("a@example.org", "gone@example.org"), server)
    assert len(inbox.taken) == 1
    with pytest.raises(MailError, match="refuses every recipient"):
        send(mail("gone@example.org"), server)
    assert len(inbox.taken) == 1


def test_a_server_without_tls_gets_nothing_where_tls_is_wanted(inbox: Inbox, server: MailServer) -> None:
    with pytest.raises(MailError, match="could not be handed in"):
        send(mail(), MailServer(host="127.0.0.1", port=server.port, security=Security.STARTTLS))
    assert inbox.taken == []


def test_no_server_is_an_error() -> None:
    with pytest.raises(MailError, match=r"127\.0\.0\.1:9"):
        send(mail(), MailServer(host="127.0.0.1", port=9, security=Security.NONE))


def test_a_password_is_not_sent_over_an_open_connection_elsewhere() -> None:
    with pytest.raises(MailError, match="not sent over an open connection"):
        MailServer(host="mail.example.org", user="desk", password="x", security=Security.NONE)


def test_the_same_brief_gives_the_same_bytes() -> None:
    assert mail().as_bytes() == mail().as_bytes()
    assert mail("a@example.org").as_bytes() != mail("b@example.org").as_bytes()


ADDRESSES = [
    "nobody",
    "@example.org",
    "a@",
    "",
    "a@example.org\r\nBcc: everybody@example.org",
    "Desk\n<a@example.org>",
    "a@example.org, b@example.org",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_what_is_no_address_is_refused(address: str) -> None:
    with pytest.raises(MailError, match="is not a mail address"):
        mail(address)
    with pytest.raises(MailError, match="is not a mail address"):
        mail(sender=address)


def test_nobody_to_send_to_is_an_error() -> None:
    with pytest.raises(MailError, match="nobody"):
        brief_mail(brief_with(LINE), sender="a@example.org", recipients=(), at=SENT_AT)


HOSTILE = ["x\r\nBcc: evil@example.org", ".\r\nQUIT", "\u202egpj", "=?utf-8?q?x?=", "é" * 500, "From here"]


@pytest.mark.parametrize("words", HOSTILE)
def test_words_of_reports_stay_in_the_body(words: str, inbox: Inbox, server: MailServer) -> None:
    message = brief_mail(brief_with(line_of(words)), sender="d@example.org", recipients=["a@example.org"], at=SENT_AT)
    send(message, server)
    got = read(inbox.taken[0])
    assert set(got.keys()) == set(message.keys())
    assert inbox.taken[0].rcpt_tos == ["a@example.org"]
    assert got.get_body(("plain",)) is not None

"""`accordingto brief` and `accordingto digest` as a user meets them."""

from __future__ import annotations

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from accordingto.cli import main
from accordingto.ledger import Ledger
from accordingto.pipeline import read_new
from tests.factory import make_article, make_capture
from tests.small_reader import SmallReader

PEOPLE = ("--from", "desk@example.org", "--to", "reader@example.org")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("HOST", "PORT", "USER", "PASSWORD", "SECURITY"):
        monkeypatch.delenv(f"ACCORDINGTO_SMTP_{name}", raising=False)
    with Ledger.open("accordingto.db") as ledger:
        for day, place in ((1, "Aleppo"), (2, "Hama")):
            text = f"Rebels captured {place} after two days of fighting, the monitor said."
            published = datetime(2024, 12, day, 9, tzinfo=UTC)
            url = f"https://post.example/{place}"
            ledger.add_report(make_capture(), make_article(text, publisher="The Post", published=published, url=url))
        read_new(ledger, SmallReader())
    return tmp_path


def run(*arguments: str, status: int = 0, env: dict[str, str] | None = None) -> Result:
    result = CliRunner().invoke(main, arguments, env=env)
    assert result.exit_code == status, result.output
    return result


def test_a_brief_tells_what_is_new_since_a_day() -> None:
    text = run("brief", "--since", "2024-12-02").stdout
    assert "What became known since 2 December 2024 until 2 December 2024, 09:00 UTC" in text
    assert "Hama" in text
    assert "Aleppo" not in text
    assert "https://post.example/Hama" in text


def test_a_brief_up_to_a_day() -> None:
    text = run("brief", "--since", "2024-12-01", "--as-of", "2024-12-01").stdout
    assert "since 1 December 2024 until 1 December 2024\n" in text
    assert "Aleppo" in text
    assert "Hama" not in text


@pytest.mark.parametrize(("form", "start"), [("txt", "accordingto"), ("md", "# "), ("html", "<!doctype html>")])
def test_forms(form: str, start: str) -> None:
    text = run("brief", "--since", "2024-12-01", "--format", form).stdout
    assert form == "txt" or text.startswith(start)
    assert text.endswith("\n")
    assert "Hama" in text


def test_lines_lead_to_the_site() -> None:
    text = run("brief", "--since", "2024-12-02", "--base-url", "https://example.org/front").stdout
    assert "Details: https://example.org/front/events/" in text


def test_a_digest_as_a_file(folder: Path) -> None:
    said = run("digest", "--since", "2024-12-02", "--as-of", "2024-12-03", *PEOPLE, "--out", "brief.eml").stdout
    assert said == "The mail is brief.eml\n"
    body = (folder / "brief.eml").read_bytes()
    message = message_from_bytes(body, policy=default)
    assert message["To"] == "reader@example.org"
    assert message["Subject"].endswith("1 new")
    run("digest", "--since", "2024-12-02", "--as-of", "2024-12-03", *PEOPLE, "--out", "again.eml")
    assert (folder / "again.eml").read_bytes() == body


def test_no_mail_is_made_of_nothing(folder: Path) -> None:
    arguments = ("digest", "--since", "2024-12-24", *PEOPLE, "--out", "brief.eml")
    assert "Nothing to tell" in run(*arguments).stdout
    assert not (folder / "brief.eml").exists()
    run(*arguments, "--even-if-empty")
    assert (folder / "brief.eml").exists()


def test_a_server_is_named_by_option_or_environment() -> None:
    arguments = ("digest", "--since", "2024-12-02", *PEOPLE)
    assert "--smtp-host" in run(*arguments, status=2).output
    env = {
        "ACCORDINGTO_SMTP_HOST": "127.0.0.1",
        "ACCORDINGTO_SMTP_PORT": "9",
        "ACCORDINGTO_SMTP_USER": "desk",
        "ACCORDINGTO_SMTP_PASSWORD": "hunter2",
        "ACCORDINGTO_SMTP_SECURITY": "none",
    }
    failed = run(*arguments, status=1, env=env)
    assert "127.0.0.1:9" in failed.output
    assert "hunter2" not in failed.output
    assert "hunter2" not in run("digest", "--help", env=env).output


def test_a_server_is_named_in_the_settings_and_an_option_outranks_it(folder: Path) -> None:
    (folder / "accordingto.toml").write_text(
        'smtp_host = "127.0.0.1"\nsmtp_port = 9\nsmtp_security = "none"\n', encoding="utf-8"
    )
    arguments = ("digest", "--since", "2024-12-02", *PEOPLE)
    assert "127.0.0.1:9" in run(*arguments, status=1).output
    assert "127.0.0.1:10" in run(*arguments, "--smtp-port", "10", status=1).output


@pytest.mark.parametrize(
    ("since", "told"),
    [
        ("2024-12-02", ("Hama",)),
        ("2024-12-01", ("Aleppo", "Hama")),  # a day is told from its beginning
        ("2024-12-01T09:00", ("Hama",)),  # a moment, after it
        ("2024-12-02T12:00+03:00", ()),  # in whatever zone
    ],
)
def test_since(since: str, told: tuple[str, ...]) -> None:
    text = run("brief", "--since", since).stdout
    assert [place for place in ("Aleppo", "Hama") if place in text] == list(told)


@pytest.mark.parametrize("since", ["yesterday", "2024-13-01", ""])
def test_since_is_a_day_or_a_moment(since: str) -> None:
    assert "neither a day" in run("brief", "--since", since, status=2).output


def test_a_brief_needs_to_know_since_when() -> None:
    assert "--since" in run("brief", status=2).output

"""Settings come from a file and the environment, and a wrong one is named with its place and a remedy."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.errors import SettingsError
from accordingto.publish.mail import Security
from accordingto.read.thresholds import Thresholds
from accordingto.settings import SECURITIES, Settings


def test_defaults_hold_where_nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert Settings.load(path=None, environ={}) == Settings()


def test_settings_ask_of_findings_what_the_reader_does() -> None:
    assert Thresholds(attribution=Settings().min_attribution, event=Settings().min_event) == Thresholds()


def test_settings_know_every_way_of_securing_mail() -> None:
    assert list(SECURITIES) == [kind.value for kind in Security]


def test_environment_overrules_the_file_of_the_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("accordingto.toml").write_text('ledger = "a.db"\njobs = 3\n')
    assert Settings.load(path=None, environ={"ACCORDINGTO_LEDGER": "b.db", "OTHER": "x"}) == Settings(
        ledger="b.db", jobs=3
    )
    assert Settings.load(path=None, environ={"ACCORDINGTO_ALLOW_PRIVATE": "yes"}).allow_private


def test_a_whole_number_is_a_number(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text("min_event = 1\nmin_attribution = 0.5\n")
    settings = Settings.load(path=path, environ={"ACCORDINGTO_MIN_ATTRIBUTION": ".25"})
    assert (settings.min_event, settings.min_attribution) == (1.0, 0.25)


WRONG_FILES = [
    ('ledgr = "a.db"\n', r"s\.toml:1: .*'ledgr'; did you mean 'ledger'"),  # a slip of the hand
    ('\njobs = "3"\n', r"s\.toml:2: jobs must be a whole number"),
    ("jobs = true\n", "jobs must be a whole number"),  # true is an int to Python
    ("allow_private = 1\n", "allow_private must be true or false"),
    ("jobs = 0\n", "1 or more"),
    ("min_event = 70\n", "min_event must be a probability from 0 to 1"),  # a percentage
    ("smtp_port = 0\n", "smtp_port must be from 1 to 65535"),
    ('smtp_security = "ssl"\n', "one of starttls, tls, none"),
    ('smtp_password = "x"\n', "there is no setting 'smtp_password'"),  # a file is no place for it
    ('min_event = "0.7"\n', "min_event must be a number"),
    ("[colour]\n", "there is no setting 'colour'; there are ledger"),
    ("ledger = \n", r"s\.toml"),  # no TOML
    ("\ufffe", r"s\.toml"),
]


@pytest.mark.parametrize(("content", "message"), WRONG_FILES)
def test_wrong_file_is_explained(tmp_path: Path, content: str, message: str) -> None:
    path = tmp_path / "s.toml"
    path.write_text(content, encoding="utf-16" if content == "\ufffe" else "utf-8")
    with pytest.raises(SettingsError, match=message):
        Settings.load(path=path, environ={})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("ACCORDINGTO_JOBS", "two"),
        ("ACCORDINGTO_ALLOW_PRIVATE", "maybe"),
        ("ACCORDINGTO_MIN_EVENT", "nan"),
        ("ACCORDINGTO_MIN_EVENT", "-1"),
    ],
)
def test_wrong_variable_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, variable: str, value: str) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SettingsError, match=variable):
        Settings.load(path=None, environ={variable: value})

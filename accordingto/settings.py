"""What a user may set once instead of saying it with every command."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Self

from accordingto.errors import SettingsError

Value = str | int | float | bool

SETTINGS_FILE = "accordingto.toml"
PREFIX = "ACCORDINGTO_"
SECURITIES = ("starttls", "tls", "none")
_NUMBER = re.compile(r"\d+(?:\.\d+)?|\.\d+")
_TRUE, _FALSE = frozenset(("1", "true", "yes", "on")), frozenset(("0", "false", "no", "off", ""))


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """What holds where a command is not told otherwise.

    `ledger` is a SQLite file or a PostgreSQL URL; `jobs` the number of reading processes; `allow_private` lets sources
    at private and loopback addresses be fetched; `analyst` is the name under which decisions are kept, "" if not given;
    `situation` and `sources` are files of declarations, "" for those of the current folder. `min_attribution` and
    `min_event` are the least scores, as probabilities, of what is read. The `smtp_` settings name the server that takes
    a digest, "" where there is none or nobody logs in; its password is no setting, since files are copied about.
    """

    ledger: str = "accordingto.db"
    jobs: int = 1
    allow_private: bool = False
    analyst: str = ""
    situation: str = ""
    sources: str = ""
    min_attribution: float = 0.0
    min_event: float = 0.4
    smtp_host: str = ""
    smtp_port: int = 587
    smtp_security: str = "starttls"
    smtp_user: str = ""

    def __post_init__(self) -> None:
        if self.jobs < 1:
            raise SettingsError(f"jobs must be 1 or more, not {self.jobs}")
        for name in ("min_attribution", "min_event"):
            if not 0 <= getattr(self, name) <= 1:
                raise SettingsError(f"{name} must be a probability from 0 to 1, not {getattr(self, name)}")
        if not 1 <= self.smtp_port <= 65535:
            raise SettingsError(f"smtp_port must be from 1 to 65535, not {self.smtp_port}")
        if self.smtp_security not in SECURITIES:
            raise SettingsError(f"smtp_security must be one of {', '.join(SECURITIES)}, not {self.smtp_security!r}")

    @classmethod
    def load(cls, *, path: Path | None, environ: Mapping[str, str]) -> Self:
        """The settings of a TOML file, overruled by environment variables such as ACCORDINGTO_LEDGER.

        `path` None is `accordingto.toml` in the current folder, if there is one. Raises SettingsError.
        """
        found = _from_file(path) if path or Path(SETTINGS_FILE).is_file() else {}
        for field in fields(cls):
            variable = PREFIX + field.name.upper()
            if variable in environ:
                found[field.name] = _parsed(variable, environ[variable], type(field.default))
        return cls(**found)  # type: ignore[arg-type]  # every value was checked against its field


def _from_file(path: Path | None) -> dict[str, Value]:
    path = path or Path(SETTINGS_FILE)
    try:
        text = path.read_text(encoding="utf-8")
        given = tomllib.loads(text)
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: {error}") from error
    kinds = {field.name: type(field.default) for field in fields(Settings)}
    for name, value in given.items():
        where = f"{path}:{_line_of(name, text)}"
        if name not in kinds:
            raise SettingsError(f"{where}: there is no setting {name!r}{_remedy(name, kinds)}")
        if kinds[name] is float and type(value) is int:
            given[name] = float(value)
        elif type(value) is not kinds[name]:
            raise SettingsError(f"{where}: {name} must be {_NAMES[kinds[name]]}, not {value!r}")
    return given


_NAMES: Mapping[type, str] = {
    str: "a text in quotes",
    int: "a whole number",
    float: "a number",
    bool: "true or false",
}


def _remedy(name: str, known: Mapping[str, type]) -> str:
    close = get_close_matches(name, known, n=1)
    return f"; did you mean {close[0]!r}?" if close else f"; there are {', '.join(known)}"


def _line_of(name: str, text: str) -> int:
    """The line on which a TOML text sets `name`, 1 if it does so in an unusual way."""
    lines = enumerate(text.splitlines(), start=1)
    return next((number for number, line in lines if line.split("=")[0].strip().strip("\"'[]") == name), 1)


def _parsed(variable: str, value: str, kind: type) -> Value:
    """The value of an environment variable as a setting of its kind."""
    if kind is str:
        return value
    if kind is bool and value.lower() in _TRUE | _FALSE:
        return value.lower() in _TRUE
    if kind is int and value.strip().isdecimal():
        return int(value)
    if kind is float and _NUMBER.fullmatch(value.strip()):
        return float(value)
    raise SettingsError(f"the environment variable {variable} must be {_NAMES[kind]}, not {value!r}")

"""The files in which users declare things, as the commands that take them see them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Concatenate, ParamSpec, TypeVar

import click

from accordingto.cli.options import settings_of
from accordingto.declarations import Declarations, SourceRecord, load_sources
from accordingto.declarations.situation import SituationPlan, load_situation
from accordingto.errors import SettingsError
from accordingto.ledger import Declared, Ledger, View
from accordingto.ledger.extent import Extent
from accordingto.ledger.situation_view import SituationView

SITUATION_FILE = "situation.toml"
SOURCES_FILE = "sources.toml"

P = ParamSpec("P")
R = TypeVar("R")


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the user's files declare: a situation, if there is one, and all about sources from both files."""

    situation: SituationPlan | None
    declarations: Declarations

    def declared(self) -> Declared:
        """What views take of the declarations; the actor list is only read where there are any."""
        if not self.declarations:
            return Declared()
        from accordingto.pipeline import declared_of  # noqa: PLC0415  # lists of a plain ledger need no reader
        from accordingto.read.actors import ActorList  # noqa: PLC0415

        return declared_of(self.declarations, ActorList.declaring(self.declarations.records))

    def view(self, ledger: Ledger, as_of: datetime | None) -> View:
        """The whole ledger, under what is declared."""
        return View(ledger, as_of, declared=self.declared())

    def situation_view(self, ledger: Ledger, as_of: datetime | None) -> View:
        """The situation's part of the ledger, held back by its delay; the whole ledger if there is no situation."""
        plan = self.situation
        if plan is None:
            return self.view(ledger, as_of)
        file = plan.file
        extent = Extent(area=file.area, countries=file.countries, start=file.period.start, end=file.period.end)
        if plan.delay:
            held = datetime.now(UTC) - plan.delay
            as_of = held if as_of is None else min(as_of, held)
        if extent == Extent():
            return self.view(ledger, as_of)
        return SituationView(ledger, as_of, declared=self.declared(), extent=extent)


def takes_given(command: Callable[Concatenate[Given, P], R]) -> Callable[P, R]:
    """--situation and --sources, given to the command as its first argument."""

    @click.option(
        "--situation",
        "situation_path",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        help=f"A file that says what the page is about.  [default: {SITUATION_FILE} here, if there is one]",
    )
    @click.option(
        "--sources",
        "sources_path",
        type=click.Path(path_type=Path, dir_okay=False, exists=True),
        help=f"A file that says who is who and on which side.  [default: {SOURCES_FILE} here, if there is one]",
    )
    @wraps(command)
    def wrapped(*args: P.args, **kwargs: P.kwargs) -> R:
        context = click.get_current_context()
        paths: Mapping[str, object] = {name: kwargs.pop(name) for name in ("situation_path", "sources_path")}
        given = load_given(context, _path(paths["situation_path"]), _path(paths["sources_path"]))
        return command(given, *args, **kwargs)

    return wrapped


def _path(value: object) -> Path | None:
    return value if isinstance(value, Path) else None


def load_given(ctx: click.Context, situation: Path | None, sources: Path | None) -> Given:
    """What the files named on the command line, else in the settings, else in the current folder declare.

    What a situation says of a source outranks what `sources.toml` says. Raises SettingsError.
    """
    settings = settings_of(ctx)
    situation = situation or _named(settings.situation, SITUATION_FILE)
    sources = sources or _named(settings.sources, SOURCES_FILE)
    plan = load_situation(situation) if situation else None
    records: tuple[SourceRecord, ...] = load_sources(sources) if sources else ()
    if plan is None:
        return Given(situation=None, declarations=Declarations(records=records))
    named = plan.declarations
    return Given(situation=plan, declarations=Declarations(records=(*records, *named.records), sides=named.sides))


def _named(setting: str, default: str) -> Path | None:
    """The file a setting names, else the default one if it is there."""
    if setting:
        path = Path(setting).expanduser()
        if not path.is_file():
            raise SettingsError(f"{path}: there is no such file; the settings name it")
        return path
    return Path(default) if Path(default).is_file() else None

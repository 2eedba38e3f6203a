"""The group of all commands, and the one place where errors become messages."""

from __future__ import annotations

import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path

import click

from accordingto.cli.output import printable
from accordingto.errors import AccordingtoError
from accordingto.settings import Settings

# Command -> module that defines it under the same name. Loaded when called: reading the ledger must not wait for the
# libraries that only fetching or reading needs.
COMMANDS: Mapping[str, str] = {
    "brief": "accordingto.cli.brief",
    "build": "accordingto.cli.build",
    "changes": "accordingto.cli.changes",
    "claims": "accordingto.cli.lists",
    "control": "accordingto.cli.control",
    "decisions": "accordingto.cli.decisions",
    "demo": "accordingto.cli.demo",
    "digest": "accordingto.cli.brief",
    "events": "accordingto.cli.lists",
    "export": "accordingto.cli.export",
    "gazetteer": "accordingto.cli.gazetteer",
    "ingest": "accordingto.cli.ingest",
    "issues": "accordingto.cli.lists",
    "ledger": "accordingto.cli.ledger",
    "link": "accordingto.cli.link",
    "read": "accordingto.cli.read",
    "sources": "accordingto.cli.lists",
}


class Commands(click.Group):
    """Loads a command when it is called, and turns every error into one line and exit status 1."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command = getattr(import_module(COMMANDS[cmd_name]), cmd_name)
        assert isinstance(command, click.Command)
        return command

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except AccordingtoError as error:
            raise click.ClickException(printable(str(error))) from error
        except (click.ClickException, click.exceptions.Exit, click.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if ctx.params["traceback"]:
                raise
            fault = printable(f"{type(error).__name__}: {error}")
            raise click.ClickException(f"{fault} (a fault of accordingto; --traceback shows where)") from error


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(package_name="accordingto")
@click.option(
    "--settings",
    "settings_path",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    help="A TOML file of settings; default: accordingto.toml in the current folder, if there is one.",
)
@click.option("--traceback", is_flag=True, help="After a fault of accordingto itself, show where it happened.")
@click.pass_context
def main(ctx: click.Context, settings_path: Path | None, traceback: bool) -> None:
    """Turn news reports of a conflict into a ledger of attributed claims and events, and the ledger into a page.

    \b
    accordingto build reports/ --out site    the whole way: read reports, publish a page
    accordingto events --place Aleppo        what happened there, and how many origins say so
    accordingto claims --source SOHR         what one source says

    The ledger is accordingto.db in the current folder unless --ledger, a settings file or ACCORDINGTO_LEDGER names
    another file or a PostgreSQL URL. Commands end with status 0, 1 if they failed, 2 if they were called wrongly.
    """
    ctx.obj = Settings.load(path=settings_path, environ=os.environ)

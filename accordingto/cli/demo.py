"""`accordingto demo`: the example that ships, built and served."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory

import click

from accordingto import demo as example
from accordingto.cli.options import quiet_option
from accordingto.cli.output import printable
from accordingto.cli.progress import ProgressLine
from accordingto.errors import PublishError
from accordingto.ledger import Ledger, View
from accordingto.pipeline import build
from accordingto.publish import Published, PublishOptions, publish
from accordingto.read import Reader

LOOPBACK = "127.0.0.1"
# When the example's files are taken to have been fetched: a fixed moment, so that the same example gives the same page.
FETCHED_AT = datetime(2024, 12, 9, 12, tzinfo=UTC)


@click.command()
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    default=Path("accordingto-demo"),
    show_default=True,
    help="The folder to publish the page in.",
)
@click.option(
    "--serve/--no-serve", default=True, help="Serve the page on this machine until interrupted, or only build it."
)
@click.option(
    "--port",
    type=click.IntRange(0, 65535),
    default=8000,
    show_default=True,
    help="The port to serve on; 0 takes any free one.",
)
@quiet_option
def demo(out: Path, serve: bool, port: int, quiet: bool) -> None:
    """Build the page of the example that comes with the program, and serve it on this machine.

    Fourteen short reports of invented outlets retell what was publicly known of 27 November to 8 December 2024 in
    Syria, with a copied agency report, a report of a report, figures that differ, a denial and a correction.
    """
    published = build_demo(out, quiet=quiet)
    click.echo(f"The page is {printable(str(published.index.resolve()))}")
    if serve:
        _serve(out, port)


def build_demo(out: Path, *, quiet: bool) -> Published:
    """The example's page in the folder `out`; its ledger is made anew and not kept."""
    options = PublishOptions(title=example.TITLE, standfirst=example.STANDFIRST)
    with TemporaryDirectory(prefix="accordingto-") as folder, Ledger.open(Path(folder) / "demo.db") as ledger:
        with ProgressLine(quiet=quiet) as progress:
            build([str(example.REPORTS)], ledger=ledger, reader=Reader.load(), now=FETCHED_AT, progress=progress)
        with View(ledger) as view:
            return publish(view, out, options=options)


class _Handler(SimpleHTTPRequestHandler):
    """Serves files and says nothing about each."""

    def log_message(self, format: str, *args: object) -> None:
        pass


def _serve(out: Path, port: int) -> None:
    """Serve a folder to this machine alone, until interrupted. Raises PublishError if the port is taken."""
    handler = partial(_Handler, directory=str(out))
    try:
        server = ThreadingHTTPServer((LOOPBACK, port), handler)
    except OSError as error:
        raise PublishError(f"port {port} cannot be served on ({error.strerror}); name another with --port") from error
    with server:
        click.echo(f"Open http://{LOOPBACK}:{server.server_port}/ (stop with Ctrl+C)")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo()

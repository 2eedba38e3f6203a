"""`accordingto build`: from reports to a situation page."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import UTC, datetime
from pathlib import Path

import click

from accordingto.cli.changes import since
from accordingto.cli.given import Given, takes_given
from accordingto.cli.options import as_of_option, jobs_option, ledger_option, quiet_option, settings_of
from accordingto.cli.output import printable
from accordingto.cli.progress import ProgressLine
from accordingto.cli.publishing import options_of
from accordingto.ledger import Counts, Ledger
from accordingto.pipeline import Done
from accordingto.pipeline import build as build_ledger
from accordingto.publish import publish
from accordingto.read import Reader, Thresholds
from accordingto.read.actors import ActorList


@click.command()
@click.argument("sources", metavar="[SOURCE...]", nargs=-1)
@click.option(
    "--out", type=click.Path(path_type=Path, file_okay=False), required=True, help="The folder to publish the page in."
)
@ledger_option
@as_of_option
@click.option("--title", help="The page's title.  [default: made of the countries]")
@click.option("--base-url", metavar="URL", help="Where the page will stand; feeds then carry full links.")
@click.option(
    "--brief-since",
    type=since,
    metavar="DAY",
    help="Publish a brief too: what is new, changed or disputed from this day on (2024-12-01), or after this moment.",
)
@click.option(
    "--full-text",
    is_flag=True,
    help="Show every report whole. You answer for having the right to; without it, a report is shown whole only where "
    "its licence is known to allow it, and otherwise in short quotations.",
)
@click.option(
    "--allow-private", is_flag=True, help="Fetch from private and loopback addresses too (a server of your own)."
)
@jobs_option
@quiet_option
@takes_given
def build(
    given: Given,
    sources: tuple[str, ...],
    out: Path,
    address: str | None,
    as_of: datetime | None,
    title: str | None,
    base_url: str | None,
    brief_since: datetime | None,
    full_text: bool,
    allow_private: bool,
    jobs: int | None,
    quiet: bool,
) -> None:
    """Read the reports of each SOURCE and publish what they claim as a page in the folder --out.

    A SOURCE is a file or folder of reports (text, HTML, JSON Lines, RSS, Atom or JSON Feed, sitemap, OPML, WARC, each
    perhaps gzipped) or the http(s) address of a page, feed or sitemap. A situation.toml may name more as its feeds.

    Reports go into the ledger first, and the page shows all that the ledger holds: run the command again with more
    sources and the page grows. What is there already is not read again, and a run that was stopped can be repeated.
    """
    settings = settings_of(click.get_current_context())
    wanted = (*sources, *(given.situation.feeds if given.situation else ()))
    if not wanted:
        raise click.UsageError("name a SOURCE, or feeds in situation.toml")
    options = options_of(given.situation, title=title, base_url=base_url, full_text=full_text)
    with Ledger.open(address or settings.ledger) as ledger:
        with ProgressLine(quiet=quiet) as progress:
            done = build_ledger(
                wanted,
                ledger=ledger,
                reader=Reader.load(
                    actor_list=ActorList.declaring(given.declarations.records),
                    thresholds=Thresholds(attribution=settings.min_attribution, event=settings.min_event),
                ),
                now=datetime.now(UTC),
                allow_private=allow_private or settings.allow_private,
                jobs=jobs or settings.jobs,
                progress=progress,
            )
        with ExitStack() as views:
            before = views.enter_context(given.situation_view(ledger, brief_since)) if brief_since else None
            view = views.enter_context(given.situation_view(ledger, as_of))
            published = publish(view, out, options=options, before=before)
            counts = view.counts()
        click.echo(_summary(counts, done, ledger.address, published.index))


def _summary(counts: Counts, done: Done, address: str, index: Path) -> str:
    """What a person wants to know at the end, one thing a line."""
    lines = (
        ("reports", f"{counts.reports}  ({done.ingested.new} new)"),
        ("outlets", str(counts.outlets)),
        ("attributed claims", str(counts.claims)),
        ("events", str(counts.events)),
        ("origins", str(counts.origins)),
        ("issues", f"{counts.issues}  (accordingto issues)" if counts.issues else "0"),
        ("ledger", printable(address)),
        ("page", printable(str(index))),
    )
    return "\n".join(f"{name:<18} {value}" for name, value in lines)

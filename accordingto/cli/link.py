"""`accordingto link`: reports to stories, copies and events without a ledger; by it linking is measured."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from functools import partial
from pathlib import Path

import click

from accordingto import link_evals
from accordingto.cli.options import jobs_option, quiet_option, settings_of
from accordingto.cli.progress import ProgressLine
from accordingto.errors import SourceError
from accordingto.evals_format import Line
from accordingto.link_evals import NamedArticle
from accordingto.model import Article, Reading
from accordingto.pipeline import Read, Step, read_all
from accordingto.read import Layer, Reader

PARTS = ("stories", "copies", "events")


def part_names(value: str) -> frozenset[str]:
    """What to write, out of a list with commas between."""
    names = frozenset(name.strip() for name in value.split(",") if name.strip())
    if not names or not names <= set(PARTS):
        raise click.BadParameter(f"{value!r} is not a list of {', '.join(PARTS)}")
    return names


@click.command()
@click.argument("source", metavar="IN.jsonl", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--format",
    "form",
    type=click.Choice(["evals"]),
    default="evals",
    show_default=True,
    help="The form of the files that are written.",
)
@click.option(
    "--out",
    type=click.Path(path_type=Path, file_okay=False),
    required=True,
    metavar="DIR",
    help="The folder for stories.jsonl, copies.jsonl and events.jsonl.",
)
@click.option(
    "--only",
    type=part_names,
    default=",".join(PARTS),
    metavar="PARTS",
    help=f"Write just these, with commas between them: {', '.join(PARTS)}. Only events need the texts read.",
)
@jobs_option
@quiet_option
@click.pass_context
def link(
    ctx: click.Context, source: Path, form: str, out: Path, only: frozenset[str], jobs: int | None, quiet: bool
) -> None:
    """Link the reports of IN.jsonl: which cover one story, which share text, which tell of one event and who knew it.

    A line is a JSON object with `id` and `text`, and perhaps `title`, `outlet` (or `publisher`), `published` (or
    `date`) and `url`. No ledger is needed or touched; the same file gives the same result on any day.
    """
    named = link_evals.named_articles(_lines(source))
    out.mkdir(parents=True, exist_ok=True)
    if "stories" in only:
        _write(out / "stories.jsonl", link_evals.story_rows(named))
    if only & {"copies", "events"}:
        copies = link_evals.copy_edges(link_evals.articles_of(named))
        if "copies" in only:
            _write(out / "copies.jsonl", link_evals.copy_rows(named, copies))
        if "events" in only:
            readings = _readings(named, jobs or settings_of(ctx).jobs, quiet=quiet)
            events = link_evals.events_of(link_evals.articles_of(named), readings, copies)
            _write(out / "events.jsonl", link_evals.event_rows(named, events))


def _readings(named: Iterable[NamedArticle], jobs: int, *, quiet: bool) -> list[Reading]:
    articles = link_evals.articles_of(named)
    readings: list[Reading] = []
    with ProgressLine(quiet=quiet) as progress:
        for article, reading in read_all(_load, articles, jobs=jobs):
            readings.append(reading)
            progress(Step(stage="read", done=len(readings), total=len(articles), subject=_subject(article)))
    return readings


def _subject(article: Article) -> str:
    return article.title or article.url or article.id


def _load() -> Read:
    return partial(Reader.load().read, layers=frozenset(Layer))


def _lines(source: Path) -> list[Line]:
    """The lines of the file, blank ones left out. Raises SourceError with the number of one that cannot be used."""
    lines: list[Line] = []
    with source.open(encoding="utf-8", errors="surrogatepass") as opened:
        for number, raw in enumerate(opened, start=1):
            if not raw.strip():
                continue
            try:
                given = json.loads(raw)
            except ValueError as error:
                raise SourceError(f"{source}:{number}: not a line of JSON: {error}") from error
            if not isinstance(given, dict) or "id" not in given:
                raise SourceError(f"{source}:{number}: a line is an object with an id and a text")
            lines.append(given)
    return lines


def _write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8", errors="surrogatepass") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

"""`accordingto link`: link a file of reports without a ledger, for evaluation."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

import click

from accordingto.errors import SourceError

PARTS = ("stories", "copies", "events")


@click.command(name="link")
@click.argument("source", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--format", "form", type=click.Choice(["evals"]), default="evals", show_default=True)
@click.option(
    "--out",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder for stories.jsonl, copies.jsonl and events.jsonl.",
)
@click.option("--only", help="Only these of stories, copies, events, separated by commas; the first two read nothing.")
def link(source: Path, form: str, out: Path, only: str | None) -> None:
    """Link the reports of a JSON Lines file and write which tell one story, share text, or tell of one event.

    Each line of SOURCE has id and text, and perhaps title, outlet or publisher, published or date, and url.
    """
    wanted = _wanted(only)
    rows = _read_rows(source)
    from accordingto import link_evals  # noqa: PLC0415  numpy and the hashing library load only when they are used

    try:
        named = link_evals.named_articles(rows)
    except ValueError as error:
        raise SourceError(f"{source}: {error}") from error
    out.mkdir(parents=True, exist_ok=True)
    if "stories" in wanted:
        _write(out / "stories.jsonl", link_evals.story_rows(named))
    if wanted & {"copies", "events"}:
        copies = link_evals.copy_edges(n.article for n in named)
        if "copies" in wanted:
            _write(out / "copies.jsonl", link_evals.copy_rows(named, copies))
        if "events" in wanted:
            from accordingto.read import Reader  # noqa: PLC0415  the network loads only when it reads

            events = link_evals.events_of(named, copies, Reader.load().read)
            _write(out / "events.jsonl", link_evals.event_rows(named, events))


def _wanted(only: str | None) -> frozenset[str]:
    if only is None:
        return frozenset(PARTS)
    wanted = frozenset(part.strip() for part in only.split(","))
    if not wanted <= set(PARTS):
        raise click.BadParameter(f"choose from {', '.join(PARTS)}", param_hint="--only")
    return wanted


def _read_rows(source: Path) -> list[Mapping[str, object]]:
    """The file's objects, blank lines left out. Raises SourceError with the number of a line that is none."""
    rows: list[Mapping[str, object]] = []
    for number, line in enumerate(source.read_text(encoding="utf-8").split("\n"), start=1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise SourceError(f"{source}: line {number} is not JSON: {error}") from error
        if not isinstance(row, dict):
            raise SourceError(f"{source}: line {number} is not a JSON object")
        rows.append(row)
    return rows


def _write(path: Path, rows: Iterable[Mapping[str, object]]) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)

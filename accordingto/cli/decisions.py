"""`accordingto decisions`: what people decide about records, listed, undone, and handed from ledger to ledger."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import click

from accordingto.cli.lists import form_options
from accordingto.cli.options import as_of_option, ledger_option, settings_of
from accordingto.cli.output import Form, Row, printable, show
from accordingto.errors import LedgerError
from accordingto.ledger import Ledger, View
from accordingto.ledger.corrections import check_value
from accordingto.ledger.decision_files import Conflict, export_decisions, import_decisions
from accordingto.ledger.decisions import PAIRS, Decision, Kept, Kind, decide, history, undone
from accordingto.ledger.records import Named, RecordKind, records_named, source_key
from accordingto.model import Attribution, Edge, EventMention, Relation

COLUMNS = ("id", "at", "by", "decision", "about", "reason", "stands")
SHORT = 8  # digits of a decision's id that are enough to name it, as long as no other begins with them
SOURCES = ("merge", "part")  # same and different, of sources
ADDED = (*(kind.value for kind in Kind if kind is not Kind.UNDO), *SOURCES)


@click.group()
def decisions() -> None:
    """What people decide: which events or sources are the same, what was read right, wrong or needs correcting.

    A person's decision outranks every program's, holds for later readings of the same words, and counts in views from
    the moment it was made.
    """


def by_option(command: click.decorators.FC) -> click.decorators.FC:
    """--by: who decides."""
    return click.option("--by", help="Who decides.  [default: the setting `analyst`]")(command)


@decisions.command()
@click.argument("decision", type=click.Choice(ADDED))
@click.argument("records", nargs=-1, required=True, metavar="RECORD...")
@click.option("--reason", required=True, help="Why, in a sentence others can follow.")
@by_option
@ledger_option
@click.pass_context
def add(
    ctx: click.Context, decision: str, records: tuple[str, ...], reason: str, by: str | None, address: str | None
) -> None:
    """Decide about each RECORD, by the ids that --json shows and the pages carry in their addresses.

    \b
    same A B        two events (or mentions of them) are one; of two reports: one took its text from the other
    different A B   they are not, whatever the program finds; unsure A B: it may be
    merge A B       two sources, by key or name, are one; part A B: they are not
    right A         an event, mention, claim or attribution was read as the report has it
    wrong A         it was not, and is left out
    correct A FIELD=VALUE...
                    a field should hold this JSON value (type=\"PROTEST\", status=\"denied\")
    """
    with Ledger.open(address or settings_of(ctx).ledger, create=False) as ledger:
        with View(ledger) as view:
            made = list(_decisions(view, decision, records, by=_by(ctx, by), reason=reason))
        new = sum(decide(ledger, one) for one in made)
    for one in made:
        click.echo(f"{one.id[:SHORT]}  {one.kind} {' '.join(one.records)}")
    click.echo(f"{new} decisions added.")


@decisions.command()
@click.argument("decision_id", metavar="DECISION")
@click.option("--reason", default="", help="Why.")
@by_option
@ledger_option
@click.pass_context
def undo(ctx: click.Context, decision_id: str, reason: str, by: str | None, address: str | None) -> None:
    """Take back what people decided of the same records as DECISION (the id that `list` shows, or how it begins).

    What the program makes of them holds again. The decision stays in the list and in views of the days it held.
    """
    with Ledger.open(address or settings_of(ctx).ledger, create=False) as ledger:
        found = [kept for kept in history(ledger) if kept.decision.id.startswith(decision_id)]
        if len(found) != 1:
            count = "none" if not found else str(len(found))
            raise LedgerError(f"{decision_id!r} begins the id of {count} of the decisions; list shows them")
        target = found[0].decision.target
        last = next((kept for kept in history(ledger) if kept.decision.target == target and kept.stands), None)
        if last is None:
            raise LedgerError(f"decision {decision_id} has been undone already")
        decide(ledger, undone(last.decision, by=_by(ctx, by), at=datetime.now(UTC), reason=reason))
    click.echo(f"Undone: {_summary(last.decision)}")


@decisions.command("list")
@as_of_option
@ledger_option
@form_options
@click.pass_context
def list_(ctx: click.Context, as_of: datetime | None, address: str | None, form: Form) -> None:
    """List decisions in the order in which they were made; `stands` is empty for superseded and undone ones."""
    with Ledger.open(address or settings_of(ctx).ledger, create=False) as ledger:
        kept = history(ledger, as_of=as_of)
    show([_row(entry, whole=form != "table") for entry in kept], COLUMNS, form)


@decisions.command("export")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="Write there.  [default: standard output]")
@as_of_option
@ledger_option
@click.pass_context
def export_(ctx: click.Context, out: Path | None, as_of: datetime | None, address: str | None) -> None:
    """Write every decision as a line of JSON, superseded and undone ones too."""
    with Ledger.open(address or settings_of(ctx).ledger, create=False) as ledger:
        text = "".join(f"{row}\n" for row in export_decisions(history(ledger, as_of=as_of)))
    if out is None:
        sys.stdout.write(text)
    else:
        out.write_text(text, encoding="utf-8")


@decisions.command("import")
@click.argument("source", metavar="FILE", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@ledger_option
@click.option("--json", "as_json", is_flag=True, help="Print a JSON object.")
@click.pass_context
def import_(ctx: click.Context, source: Path, address: str | None, as_json: bool) -> None:
    """Take the decisions of FILE into the ledger, as `export` wrote them here or elsewhere.

    What is there already is not added again. Where two people disagree the later decision stands, and the conflict is
    reported. A line that cannot be used is reported with its number and kept as an issue.
    """
    with Ledger.open(address or settings_of(ctx).ledger, create=False) as ledger:
        done = import_decisions(ledger, source, now=datetime.now(UTC))
    if as_json:
        conflicts = [_conflict_row(conflict) for conflict in done.conflicts]
        issues = [{"where": issue.subject, "detail": issue.detail} for issue in done.issues]
        click.echo(json.dumps({"new": done.new, "known": done.known, "conflicts": conflicts, "issues": issues}))
        return
    for issue in done.issues:
        click.echo(printable(f"{issue.subject}: {issue.detail}"), err=True)
    for conflict in done.conflicts:
        click.echo(printable(_conflict_words(conflict)))
    click.echo(
        f"{done.new} decisions added, {done.known} there already; "
        f"{len(done.conflicts)} conflicts, {len(done.issues)} lines that could not be used."
    )


def _by(ctx: click.Context, given: str | None) -> str:
    by = given or settings_of(ctx).analyst
    if not by.strip():
        raise click.UsageError("say who decides with --by, or once and for all with the setting `analyst`")
    return by


def _decisions(view: View, decision: str, given: Sequence[str], *, by: str, reason: str) -> Iterator[Decision]:
    """The decisions a command line stands for, all of one moment."""
    at = datetime.now(UTC)
    if decision in SOURCES or Kind(decision) in PAIRS:
        if len(given) != len(("A", "B")):
            raise click.UsageError(f"{decision} is decided of two records")
        kind = {"merge": Kind.SAME, "part": Kind.DIFFERENT}.get(decision) or Kind(decision)
        pairs = _sources(view, given) if decision in SOURCES else _pairs(view, *(_named(view, one) for one in given))
        for relation, records in pairs:
            yield _made(kind=kind, records=records, relation=relation, by=by, at=at, reason=reason)
        return
    named = _named(view, given[0])
    if named.kind is RecordKind.ARTICLE:
        raise click.UsageError(f"{given[0]} is a report; {decision} is said of what was read in it")
    kind = Kind(decision)
    settings: list[tuple[str | None, str | None]] = [_setting(text) for text in given[1:]]
    if (kind is Kind.CORRECT) is not bool(settings):
        raise click.UsageError("correct, and nothing else, takes FIELD=VALUE")
    kinds = {RecordKind.MENTION: EventMention, RecordKind.ATTRIBUTION: Attribution}
    for field, value in settings:
        _checked(field or "", value or "", kinds[named.kind])
    for record in named.ids:
        for field, value in settings or [(None, None)]:
            yield _made(kind=kind, records=(record,), field=field, value=value, by=by, at=at, reason=reason)


def _made(
    *,
    kind: Kind,
    records: tuple[str, ...],
    by: str,
    at: datetime,
    reason: str,
    relation: Relation | None = None,
    field: str | None = None,
    value: str | None = None,
) -> Decision:
    try:
        return Decision(
            kind=kind, records=records, by=by, at=at, reason=reason, relation=relation, field=field, value=value
        )
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _checked(field: str, value: str, kind: type) -> None:
    try:
        check_value(field, value, kind=kind)
    except ValueError as error:
        raise click.UsageError(str(error)) from error


def _setting(text: str) -> tuple[str, str]:
    """Field and JSON value of "type=PROTEST"; a value that is no JSON is a text."""
    field, sign, value = text.partition("=")
    if not sign:
        raise click.UsageError(f"{text!r} is not of the form FIELD=VALUE")
    try:
        return field, json.dumps(json.loads(value), ensure_ascii=False, separators=(",", ":"))
    except ValueError:
        return field, json.dumps(value, ensure_ascii=False)


def _named(view: View, given: str) -> Named:
    named = records_named(view, given)
    if named is None:
        raise LedgerError(f"the ledger knows nothing by the id {given!r}")
    return named


def _sources(view: View, given: Sequence[str]) -> list[tuple[Relation, tuple[str, ...]]]:
    keys = [source_key(view, one) for one in given]
    unknown = next((one for one, key in zip(given, keys, strict=True) if key is None), None)
    if unknown is not None:
        raise LedgerError(f"no source, or more than one, goes by {unknown!r}; accordingto sources --json shows keys")
    return [(Relation.SAME_ACTOR, tuple(key for key in keys if key is not None))]


def _pairs(view: View, one: Named, two: Named) -> list[tuple[Relation, tuple[str, ...]]]:
    """The pair that stands for two events or mentions; of reports every relation between them there is."""
    if one.kind is not two.kind or one.kind is RecordKind.ATTRIBUTION:
        raise click.UsageError("only two events, or two reports, can be the same or different")
    first, second = one.ids[0], two.ids[0]
    if one.kind is RecordKind.MENTION:
        return [(Relation.SAME_EVENT, (first, second))]
    between = [edge for edge in view.edges() if {edge.left_id, edge.right_id} == {first, second}]
    return [(edge.relation, (edge.left_id, edge.right_id)) for edge in between] or [_copy(view, first, second)]


def _copy(view: View, first: str, second: str) -> tuple[Relation, tuple[str, ...]]:
    """The later of two reports took from the earlier."""
    known = {article.id: (article.known_at, article.id) for article in map(view.article, (first, second)) if article}
    earlier, later = sorted((first, second), key=lambda article_id: known[article_id])
    return Relation.COPY_OF, (later, earlier)


def _row(kept: Kept, *, whole: bool) -> Row:
    decision = kept.decision
    return {
        "id": decision.id if whole else decision.id[:SHORT],
        "at": decision.at.isoformat(timespec="minutes"),
        "by": decision.by,
        "decision": decision.kind.value,
        "about": _about(decision),
        "records": list(decision.records),
        "relation": decision.relation.value if decision.relation else None,
        "field": decision.field,
        "value": decision.value,
        "reason": decision.reason,
        "stands": kept.stands,
    }


def _about(decision: Decision) -> str:
    kept = decision.record
    records = " ".join(record if len(record) < SHORT * 2 else f"{record[:SHORT]}…" for record in decision.records)
    if isinstance(kept, Edge):
        return f"{kept.relation.value.replace('_', ' ')}: {records}"
    field = f" {decision.field}={decision.value}" if decision.value else f" {decision.field}" if decision.field else ""
    return f"{records}{field}"


def _summary(decision: Decision) -> str:
    return printable(f"{decision.kind} {_about(decision)} (by {decision.by}, {decision.at:%Y-%m-%d})")


def _conflict_words(conflict: Conflict) -> str:
    return f"conflict: {_summary(conflict.stands)} stands, not {_summary(conflict.other)}"


def _conflict_row(conflict: Conflict) -> dict[str, object]:
    return {
        name: {"id": one.id, "decision": one.kind.value, "by": one.by, "at": one.at.isoformat(), "value": one.value}
        for name, one in (("stands", conflict.stands), ("other", conflict.other))
    }

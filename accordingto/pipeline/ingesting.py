"""From sources to reports in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import httpx

from accordingto.errors import AccordingtoError, FetchError, SourceError
from accordingto.ingest import Fetcher, Report, ingest
from accordingto.ledger import Ledger, storable
from accordingto.model import Issue
from accordingto.pipeline.fetch_memory import FetchMemory
from accordingto.pipeline.steps import Progress, Step, unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Ingested:
    """What sources held: reports, how many of them were new to the ledger, and issues."""

    found: int
    new: int
    issues: int


def add_sources(
    sources: Sequence[str],
    *,
    ledger: Ledger,
    now: datetime,
    allow_private: bool = False,
    transport: httpx.BaseTransport | None = None,
    progress: Progress = unseen,
) -> Ingested:
    """What was found in the sources; every report and issue is in the ledger once this returns, whatever was before.

    `now` is the time of fetching. Pages that a server says have not changed since an earlier run are not fetched again.
    `allow_private` lets private and loopback addresses be fetched; `transport` replaces the network. A source that
    cannot be opened is an issue, unless none can: then the first one's SourceError or FetchError is raised, since that
    is a mistake in what was asked for.
    """
    memory = FetchMemory(ledger)
    total = Ingested(found=0, new=0, issues=0)
    failed: list[AccordingtoError] = []
    with Fetcher(allow_private=allow_private, transport=transport, validators=memory.validators) as fetcher:
        for source in sources:
            before = total
            try:
                for item in ingest(source, fetcher=fetcher, now=now):
                    total = _add(item, total, ledger=ledger, now=now)
                    if isinstance(item, Report):
                        progress(Step(stage="ingest", done=total.found, total=None, subject=_name(item)))
            except (SourceError, FetchError) as error:
                failed.append(error)
                total = _add(_issue(source, error), total, ledger=ledger, now=now)
            memory.keep(ask_anew=source if total.issues > before.issues else None)
    if failed and len(failed) == len(sources):
        raise failed[0]
    return total


def _add(item: Report | Issue, before: Ingested, *, ledger: Ledger, now: datetime) -> Ingested:
    """The count with one more report or issue, which the ledger now holds."""
    if isinstance(item, Issue):
        ledger.add_issues([item], known_at=now)
        return replace(before, issues=before.issues + 1)
    is_new = ledger.add_report(item.capture, storable(item.article))
    return replace(before, found=before.found + 1, new=before.new + is_new)


def _name(report: Report) -> str:
    return report.article.title or report.article.url or report.capture.url


def _issue(source: str, error: AccordingtoError) -> Issue:
    return Issue(stage="ingest", code="source-unavailable", subject=source, detail=str(error))

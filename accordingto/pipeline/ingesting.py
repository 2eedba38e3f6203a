"""From sources to reports in the ledger."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accordingto.errors import AccordingtoError, FetchError, SourceError
from accordingto.ingest import Fetcher, Report, ingest
from accordingto.ledger import Ledger, storable
from accordingto.model import Issue
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
    fetcher: Fetcher | None = None,
    progress: Progress = unseen,
) -> Ingested:
    """What was found in the sources; every report and issue is in the ledger once this returns, whatever was before.

    A source that cannot be opened is an issue, unless none can: then the first one's SourceError or FetchError is
    raised, since that is a mistake in what was asked for.
    """
    found = new = issues = 0
    failed: list[AccordingtoError] = []
    for source in sources:
        try:
            for item in ingest(source, fetcher=fetcher, now=now):
                if isinstance(item, Issue):
                    ledger.add_issues([item], known_at=now)
                    issues += 1
                    continue
                found += 1
                new += ledger.add_report(item.capture, storable(item.article))
                progress(Step(stage="ingest", done=found, total=None, subject=_name(item)))
        except (SourceError, FetchError) as error:
            failed.append(error)
            ledger.add_issues([_issue(source, error)], known_at=now)
            issues += 1
    if failed and len(failed) == len(sources):
        raise failed[0]
    return Ingested(found=found, new=new, issues=issues)


def _name(report: Report) -> str:
    return report.article.title or report.article.url or report.capture.url


def _issue(source: str, error: AccordingtoError) -> Issue:
    return Issue(stage="ingest", code="source-unavailable", subject=source, detail=str(error))

"""The whole way from sources to a ledger that is read and linked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from accordingto.ledger import Ledger
from accordingto.pipeline.ingesting import Ingested, add_sources
from accordingto.pipeline.linking import link_new
from accordingto.pipeline.reading import Reads, read_new
from accordingto.pipeline.steps import Progress, unseen


@dataclass(frozen=True, slots=True, kw_only=True)
class Done:
    """What one run did."""

    ingested: Ingested
    read: int
    linked: int


def build(
    sources: Sequence[str],
    *,
    ledger: Ledger,
    reader: Reads,
    now: datetime,
    allow_private: bool = False,
    jobs: int = 1,
    progress: Progress = unseen,
) -> Done:
    """What was done to bring everything in `sources` into the ledger, read and linked; nothing is done twice.

    `now` is the time of fetching, from which pages without a date of their own are known; `allow_private` lets private
    and loopback addresses be fetched. Raises SourceError or FetchError if not one of the sources could be opened.
    """
    ingested = add_sources(sources, ledger=ledger, now=now, allow_private=allow_private, progress=progress)
    read = read_new(ledger, reader, jobs=jobs, progress=progress)
    return Done(ingested=ingested, read=read, linked=link_new(ledger, progress=progress))

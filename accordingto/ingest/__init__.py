"""Files, folders, feeds, archives and URLs -> reports (`Report`) and issues, by `ingest`."""

from __future__ import annotations

from accordingto.ingest.bodies import Report
from accordingto.ingest.fetch import Fetched, Fetcher, Validators
from accordingto.ingest.sources import ingest

__all__ = ["Fetched", "Fetcher", "Report", "Validators", "ingest"]

"""Runs the stages over a ledger: ingest, read, link. The only package that knows the stages and the ledger.

Every stage takes up what the ledger says is still to be done, one report at a time, each in a transaction of its own:
a run that was killed is simply run again, and ends with the ledger that an undisturbed run makes.
"""

from __future__ import annotations

from accordingto.pipeline.building import Done, build
from accordingto.pipeline.declaring import declared_of
from accordingto.pipeline.ingesting import Ingested, add_sources
from accordingto.pipeline.linking import link_new
from accordingto.pipeline.reading import LoadRead, Read, Reads, read_all, read_new
from accordingto.pipeline.steps import Progress, Step

__all__ = [
    "Done",
    "Ingested",
    "LoadRead",
    "Progress",
    "Read",
    "Reads",
    "Step",
    "add_sources",
    "build",
    "declared_of",
    "link_new",
    "read_all",
    "read_new",
]

"""The store of articles, readings and edges, and the views derived from it."""

from __future__ import annotations

from accordingto.ledger.declared import Declared, DeclaredActor
from accordingto.ledger.derive.sources import SourceSummary
from accordingto.ledger.filters import ClaimFilter, EventFilter
from accordingto.ledger.ledger import Ledger, Neighbours, storable
from accordingto.ledger.view import Counts, View

__all__ = [
    "ClaimFilter",
    "Counts",
    "Declared",
    "DeclaredActor",
    "EventFilter",
    "Ledger",
    "Neighbours",
    "SourceSummary",
    "View",
    "storable",
]

"""Amounts of people and things, the figures of events, and weapons by their names."""

from __future__ import annotations

from accordingto.read.quantities.casualties import find_quantities
from accordingto.read.quantities.figures import event_figures
from accordingto.read.quantities.weapons import find_weapons

__all__ = ["event_figures", "find_quantities", "find_weapons"]

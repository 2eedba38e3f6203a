"""The gazetteer: one SQLite file of places and their names, built once per machine and read where it lies."""

from __future__ import annotations

from accordingto.read.gazetteer.store import Candidate, Gazetteer, default_path

__all__ = ["Candidate", "Gazetteer", "default_path"]

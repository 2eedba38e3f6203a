"""What people declare in files of their own: who is who and on whose side, and which situation is watched."""

from __future__ import annotations

from accordingto.declarations.sources import Declarations, SourceRecord, SourceTable, load_sources

__all__ = ["Declarations", "SourceRecord", "SourceTable", "load_sources"]

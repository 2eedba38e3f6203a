"""The command line: a command parses, calls the library once, and prints."""

from __future__ import annotations

from accordingto.cli.group import main

__all__ = ["main"]

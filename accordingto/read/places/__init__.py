"""Toponyms and the places they name: recognition, candidates, ranking by context, and what each mention says."""

from __future__ import annotations

from accordingto.read.places.toponyms import find_toponyms, toponyms_at

__all__ = ["find_toponyms", "toponyms_at"]

"""The data that lies beside a full checkout and is never part of it: evaluation sets and real reports."""

from __future__ import annotations

from pathlib import Path

import pytest

SHARED = Path(__file__).resolve().parents[2] / "shared"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason=f"needs the evaluation data at {SHARED}")

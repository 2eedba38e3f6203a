"""The gazetteer that comes with the installation, opened once for all tests of reading."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from accordingto.read.gazetteer import Gazetteer


@pytest.fixture(scope="session")
def world() -> Iterator[Gazetteer]:
    """The bundled gazetteer; the first run on a machine builds it."""
    gazetteer = Gazetteer.open()
    yield gazetteer
    gazetteer.close()

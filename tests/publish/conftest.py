"""The example read by hand, as a ledger's view and as a published site."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from accordingto import demo
from accordingto.ledger import Ledger, View
from accordingto.pipeline import build
from accordingto.publish import PublishOptions, publish
from accordingto.publish.situation import Situation, collect
from tests.publish.hand_reader import HandReader

NOW = datetime(2024, 12, 20, tzinfo=UTC)
OPTIONS = PublishOptions(title=demo.TITLE, standfirst=demo.STANDFIRST)


@pytest.fixture(scope="session")
def example_ledger(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ledger]:
    with Ledger.open(tmp_path_factory.mktemp("ledger") / "example.db") as ledger:
        build([str(demo.REPORTS)], ledger=ledger, reader=HandReader(), now=NOW)
        yield ledger


@pytest.fixture(scope="session")
def example_view(example_ledger: Ledger) -> Iterator[View]:
    with View(example_ledger) as view:
        yield view


@pytest.fixture(scope="session")
def example(example_view: View) -> Situation:
    return collect(example_view)


@pytest.fixture(scope="session")
def mapless_site(example_ledger: Ledger, example_view: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site with a brief, and without the map library, which takes seconds to draw without a graphics card."""
    out = tmp_path_factory.mktemp("mapless")
    with View(example_ledger, datetime(2024, 12, 5, tzinfo=UTC)) as before:
        publish(example_view, out, options=replace(OPTIONS, maplibre=False), before=before)
    return out


@pytest.fixture(scope="session")
def site(example_view: View, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("site")
    publish(example_view, out, options=OPTIONS)
    return out

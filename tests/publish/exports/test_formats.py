"""What holds for every format alike."""

from __future__ import annotations

import pytest

from accordingto.publish.exports import FORMATS, SITE_FORMATS
from accordingto.publish.situation import Situation
from tests.publish.exports.reading import exported


@pytest.mark.parametrize("name", FORMATS)
def test_a_format_says_what_it_holds_and_what_it_loses(name: str) -> None:
    assert FORMATS[name].what
    assert "oses " in FORMATS[name].loss


def test_files_do_not_overwrite_each_other() -> None:
    names = [found.file_name for found in FORMATS.values()]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_view_gives_the_same_bytes(name: str, example: Situation) -> None:
    assert exported(name, example) == exported(name, example)


def test_the_site_offers_what_needs_no_extra() -> None:
    assert {"geojson", "events-csv", "claims-csv", "jsonl"} <= set(SITE_FORMATS)
    assert all(found.extra is None for found in SITE_FORMATS.values())

"""The labelled origins: whole, within their bounds, and about reports that exist."""

from __future__ import annotations

import datetime as dt
import json
from functools import cache
from itertools import chain, pairwise
from pathlib import Path

import msgspec
import pytest

from evals.origin_labels import (
    OWN_VOICE,
    UNNAMED,
    Anchor,
    LabelledEvent,
    LookAlike,
    Telling,
    labelled_events,
    look_alikes,
)
from tests.shared import SHARED, needs_shared

EVENTS, PAIRS = labelled_events(), look_alikes()
FILES = ("syria_2011_2018.jsonl", "articles.jsonl")


@cache
def reports() -> dict[str, dict[str, str]]:
    lines = chain.from_iterable((SHARED / "reports" / name).read_text(encoding="utf-8").splitlines() for name in FILES)
    return {row["id"]: row for row in map(json.loads, lines)}


def tellings() -> list[Telling]:
    told = (event.telling(report) for event in EVENTS for report in event.reports)
    return [*told, *(telling for pair in PAIRS for telling in (pair.a, pair.b))]


def test_the_set_is_large_enough_and_every_line_has_a_name_of_its_own() -> None:
    assert len({event.event for event in EVENTS}) == len(EVENTS) > 80
    assert len({pair.pair for pair in PAIRS}) == len(PAIRS) > 100


@pytest.mark.parametrize("event", EVENTS, ids=lambda event: event.event)
def test_an_event_is_consistent(event: LabelledEvent) -> None:
    """Every report has authors and anchors, and the range fits the names: none counts twice."""
    assert len(set(event.reports)) == len(event.reports) > 1
    assert set(event.authors) == set(event.anchors) == set(event.reports)
    assert all(event.authors.values()) and all(event.anchors.values())
    names = [name for authors in event.authors.values() for name in authors]
    named = {name for name in names if not name.startswith((OWN_VOICE, UNNAMED))}
    assert 1 <= event.origins_low <= event.origins_high <= len(names)
    assert event.origins_low <= max(1, len(named))
    assert event.pairs and all(a != b and {a, b} <= set(event.reports) for a, b, _ in event.pairs)


def test_a_shared_name_makes_a_pair_the_same() -> None:
    for event in EVENTS:
        for a, b, kinship in event.pairs:
            shared = {name for name in set(event.authors[a]) & set(event.authors[b]) if not name.startswith(UNNAMED)}
            assert not shared or kinship == "same", f"{event.event}: {a} and {b} share {shared}"


def test_spans_are_spans() -> None:
    for telling in tellings():
        for anchor in telling.anchors:
            (start, end), (outer_start, outer_end) = anchor.clause, anchor.sentence
            assert 0 <= outer_start <= start < end <= outer_end


def test_tellings_of_a_look_alike_do_not_overlap() -> None:
    for pair in PAIRS:
        if pair.a.report == pair.b.report:
            spans = sorted(anchor.clause for telling in (pair.a, pair.b) for anchor in telling.anchors)
            assert all(one[1] <= two[0] for one, two in pairwise(spans)), pair.pair


@needs_shared
def test_the_reports_exist_and_hold_the_spans() -> None:
    for telling in tellings():
        text = reports()[telling.report]["text"]
        for anchor in telling.anchors:
            assert anchor.sentence[1] <= len(text)
            assert text[slice(*anchor.clause)].strip() == text[slice(*anchor.clause)]


@needs_shared
def test_most_events_are_told_by_several_outlets() -> None:
    outlets = [{reports()[report]["outlet"] for report in event.reports} for event in EVENTS]
    assert sum(len(names) > 1 for names in outlets) > 60


def test_a_misspelt_field_is_an_error(tmp_path: Path) -> None:
    anchor = Anchor(clause=(0, 4), sentence=(0, 9))
    one, two = (
        Telling(report=report, date=dt.date(2024, 12, 1), place="Souran", anchors=(anchor,)) for report in ("a", "b")
    )
    pair = LookAlike(pair="n", a=one, b=two)
    path = tmp_path / "pairs.jsonl"
    path.write_bytes(msgspec.json.encode(pair))
    assert look_alikes(path) == [pair]
    path.write_bytes(msgspec.json.encode(pair).replace(b'"pair"', b'"par"'))
    with pytest.raises(msgspec.ValidationError, match="par"):
        look_alikes(path)

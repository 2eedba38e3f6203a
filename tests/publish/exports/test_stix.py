"""The STIX bundle, checked by OASIS's own validator and read by its library."""

from __future__ import annotations

from pathlib import Path

import pytest
import stix2
from stix2validator import ValidationOptions, validate_string

from accordingto.publish.situation import Situation
from tests.publish.exports.reading import exported, read_json
from tests.publish.exports.situations import ARMY, DISTRICT, REBELS, TOWN, Telling, situation_of


@pytest.mark.filterwarnings("ignore::DeprecationWarning")  # of the validator's own libraries
def test_the_validator_finds_no_error(example: Situation) -> None:
    results = validate_string(exported("stix", example).decode(), ValidationOptions(version="2.1"))
    assert results.is_valid, [str(error) for error in results.errors]


@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_the_library_reads_every_object(example: Situation) -> None:
    bundle = stix2.parse(exported("stix", example).decode(), allow_custom=True)
    kinds = [found.type for found in bundle.objects]
    assert kinds.count("incident") == len(example.events)
    assert kinds.count("report") == len(example.articles)
    assert kinds.count("note") == sum(len(event.claims) for event in example.events)


def test_every_reference_leads_to_an_object_before_it(example: Situation) -> None:
    seen: set[str] = set()
    for found in read_json("stix", example)["objects"]:
        refs = [found[key] for key in ("created_by_ref", "sighting_of_ref", "source_ref", "target_ref") if key in found]
        refs += [ref for key in ("object_refs", "where_sighted_refs") for ref in found.get(key, ())]
        later = set(refs) - seen
        assert not later or found["type"] == "note", (found["id"], later)
        seen.add(found["id"])
    assert len(seen) == len(read_json("stix", example)["objects"])


def test_confidence_follows_from_credibility(example: Situation) -> None:
    incidents = [found for found in read_json("stix", example)["objects"] if found["type"] == "incident"]
    numbers = {1: 90, 2: 70, 3: 50, 4: 30, 5: 10, 6: None}
    for incident in incidents:
        (about,) = incident["extensions"].values()
        assert incident.get("confidence") == numbers[about["credibility"]]


def test_a_claim_is_a_note_of_its_author(tmp_path: Path) -> None:
    situation = situation_of(tmp_path, [Telling(author=ARMY), Telling(author=REBELS)], places=[TOWN, DISTRICT])
    objects = {found["id"]: found for found in read_json("stix", situation)["objects"]}
    notes = [found for found in objects.values() if found["type"] == "note"]
    assert [objects[note["created_by_ref"]]["name"] for note in notes] == ["Norland army", "Hill Front"]
    assert [note["content"] for note in notes] == ["A shooting was heard"] * 2
    assert objects[notes[1]["created_by_ref"]]["identity_class"] == "group"
    (sighting,) = [found for found in objects.values() if found["type"] == "sighting"]
    assert sighting["count"] == 2
    precisions = [found.get("precision") for found in objects.values() if found["type"] == "location"]
    assert precisions == [None, 12_000.0]

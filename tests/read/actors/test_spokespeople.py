from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.read.actors import ActorList
from tests.read.actors.marked import resolved

SPEAKS_FOR = [
    # the body before the role, with a further title between, and behind a preposition
    ("<s Observatory head Omar Haddad> said so.", ["sohr"]),
    ("<s UNICEF regional director Ruth Okafor> said so.", ["unicef"]),
    ("<s Ruth Okafor, a spokeswoman for the White Helmets,> said so.", ["white-helmets"]),
    ("<s Omar Haddad, who heads the Syrian Observatory for Human Rights,> said so.", ["sohr"]),
    # the role holds wherever the person is named
    ("<s SDF spokesman Omar Haddad> came. <s Haddad> spoke. <s He> left.", ["sdf"] * 3),
    # known without the report's help, unless the report says otherwise
    ("<s Rami Abdulrahman> said so.", ["sohr"]),
    # people without a name
    ("<s A spokesman for the Taliban> and <s a White Helmets volunteer> said so.", ["taliban", "white-helmets"]),
    # those who only speak of a body, and those who have left it
    ("<s A critic of Hamas> said so.", [None]),
    ("<s Former Observatory director Omar Haddad> said so.", [None]),
    ("<s U.N. monitor's neighbour Omar Haddad> said so.", [None]),
    # a state is no such body: its arms are told apart
    ("<s A spokesman for Syria> said so.", [None]),
    # a body nobody lists has no key by which reports meet
    ("<s Omar Haddad, a spokesman for the Lakeside clinic,> said so.", [None]),
    # the body itself
    ("<s The Observatory> said so.", [None]),
]


@pytest.mark.parametrize(("marked", "expected"), SPEAKS_FOR)
def test_body_somebody_speaks_for(marked: str, expected: list[str | None]) -> None:
    assert [actor.speaks_for for actor in resolved(marked) if actor is not None] == expected


def test_listed_people_speak_for_listed_bodies() -> None:
    entries = ActorList.load().entries
    spoken = {entry.id: entry.speaks_for for entry in entries.values() if entry.speaks_for is not None}
    assert spoken and all(entries[person].is_person for person in spoken)
    assert not [body for body in spoken.values() if body not in entries or entries[body].is_person]


def test_a_body_joined_to_another_is_spoken_for_under_its_new_key(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text('[[source]]\nid = "monitors"\nname = "War Monitors"\nmerge = ["sohr"]\n', "utf-8")
    (actor,) = resolved("<s Rami Abdulrahman> said so.", actor_list=ActorList.load(file))
    assert actor is not None and actor.speaks_for == "monitors"


ONE_RECORD = [
    # one record under all its names, also where the report never gives the full one
    "Jets hit Homs in Syria, <s a Britain-based war monitor> said.",
    "War in Syria. <s The British-based monitor> said so.",
    "<s SOHR> said so.",
    "<s The Syrian Observatory> said so.",
]


@pytest.mark.parametrize("marked", ONE_RECORD)
def test_the_observatory_is_one_record_in_all_reports(marked: str) -> None:
    assert [actor.key for actor in resolved(marked) if actor] == ["sohr"]


OTHERS = [
    # another war, an origin the report does not tell, and people who are no monitor
    "War in Yemen. <s A Britain-based monitor> said so.",
    "War in Syria. <s A monitor> said so.",
    "War in Syria. <s A Britain-based charity> said so.",
    "War in Syria. <s British monitors> said so.",
]


@pytest.mark.parametrize("marked", OTHERS)
def test_other_monitors_are_not_taken_for_it(marked: str) -> None:
    assert "sohr" not in [actor.key for actor in resolved(marked) if actor]

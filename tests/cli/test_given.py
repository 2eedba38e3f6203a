"""The files a user declares things in are found, outrank each other as documented, and reach lists and page."""

from __future__ import annotations

from pathlib import Path

import pytest

from accordingto.cli.publishing import options_of
from accordingto.declarations.situation import load_situation
from accordingto.publish.geometry import Box
from tests.cli.test_commands import folder, listed, run

__all__ = ["folder"]

SITUATION = """
title = "Aleppo"
area = [35.0, 32.0, 42.4, 37.4]
texts = "full"
links = [{ text = "Subscribe", url = "mailto:desk@paper.example" }]

[sides]
government = ["the ministry"]
"""


def reliabilities() -> dict[object, object]:
    return {row["source"]: row["reliability"] for row in listed("sources")}


def test_files_of_the_folder_are_taken_and_a_situation_outranks(folder: Path) -> None:
    (folder / "sources.toml").write_text('[[source]]\nname = "the monitor"\nreliability = "C"\n', "utf-8")
    assert reliabilities()["the monitor"] == "C"
    (folder / "situation.toml").write_text('[[source]]\nname = "the monitor"\nreliability = "B"\n', "utf-8")
    assert reliabilities()["the monitor"] == "B"
    (folder / "other.toml").write_text("", "utf-8")
    rows = listed("sources", "--situation", "other.toml", "--sources", "other.toml")
    assert {row["reliability"] for row in rows} == {None}


def test_settings_name_the_files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "mine.toml").write_text('[[source]]\nname = "the monitor"\nreliability = "D"\n', "utf-8")
    monkeypatch.setenv("ACCORDINGTO_SOURCES", "mine.toml")
    assert reliabilities()["the monitor"] == "D"
    monkeypatch.setenv("ACCORDINGTO_SITUATION", "none.toml")
    assert "none.toml: there is no such file" in run("sources", status=1).stderr


def test_sides_reach_the_lists(folder: Path) -> None:
    (folder / "situation.toml").write_text(SITUATION, "utf-8")
    assert {row["source"]: row["side"] for row in listed("sources")}["the ministry"] == "government"
    assert "government" in run("sources").stdout


def test_changes_are_those_of_the_situation(folder: Path) -> None:
    (folder / "situation.toml").write_text("period = { end = 2024-12-02 }\n", "utf-8")
    assert len(listed("changes", "--since", "2024-12-01")) == 2
    assert len(listed("events")) == 3  # lists show the ledger


def test_a_mistake_is_one_line_with_its_place(folder: Path) -> None:
    (folder / "situation.toml").write_text('\ntitel = "x"\n', "utf-8")
    assert "situation.toml:2: there is no field 'titel'; did you mean 'title'?" in run("events", status=1).stderr


def test_building_needs_something_to_build_from(folder: Path) -> None:
    assert "feeds" in run("build", "--out", "site", status=2).stderr
    assert not (folder / "site").exists()


def test_the_command_line_outranks_the_situation(tmp_path: Path) -> None:
    path = tmp_path / "situation.toml"
    path.write_text(SITUATION, "utf-8")
    plan = load_situation(path)
    options = options_of(plan, title=None, base_url="https://paper.example", full_text=False)
    assert (options.title, options.base_url, options.full_text) == ("Aleppo", "https://paper.example", True)
    assert options.area == Box(35.0, 32.0, 42.4, 37.4)
    assert [link.url for link in options.links] == ["mailto:desk@paper.example"]
    assert options_of(plan, title="Mine", base_url=None, full_text=False).title == "Mine"
    assert options_of(None, title=None, base_url=None, full_text=False).title is None

"""Deciding as a user does: by ids that the lists show, under a name, and back again."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.test_commands import folder, listed, run

__all__ = ["folder"]

ADA = ("--by", "Ada", "--reason", "Read both.")


def ids(place: str) -> str:
    (event,) = listed("events", "--place", place)
    return str(event["id"])


@pytest.mark.usefixtures("folder")
def test_decide_list_and_undo() -> None:
    aleppo = ids("Aleppo")
    run("decisions", "add", "same", aleppo, ids("Hama"), *ADA)
    assert len(listed("events")) == 2
    run("decisions", "add", "wrong", ids("Homs"), *ADA)
    assert len(listed("events")) == 1
    run("decisions", "add", "correct", aleppo, "type=PROTEST", 'status="denied"', *ADA)
    assert {(event["type"], event["status"]) for event in listed("events")} == {("PROTEST", "denied")}
    rows = listed("decisions", "list")
    assert [row["decision"] for row in rows][:2] == ["same", "wrong"]
    assert {(row["by"], row["reason"]) for row in rows} == {("Ada", "Read both.")}
    for row in rows[:2]:
        run("decisions", "undo", str(row["id"])[:10], "--by", "Ben")
    assert len(listed("events")) == 3
    assert [row["stands"] for row in listed("decisions", "list")][:2] == [False, False]
    assert "undone already" in run("decisions", "undo", str(rows[0]["id"]), "--by", "Ben", status=1).stderr


@pytest.mark.usefixtures("folder")
def test_sources_are_merged_by_name_and_parted_again() -> None:
    run("decisions", "add", "merge", "the monitor", "the ministry", *ADA)
    assert len(listed("sources")) == 2
    run("decisions", "add", "part", "monitor", "ministry", *ADA)
    assert len(listed("sources")) == 3


def test_a_team_shares_its_decisions(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ACCORDINGTO_ANALYST", "Ada")
    run("decisions", "add", "wrong", ids("Homs"), "--reason", "A drill.")
    run("decisions", "export", "--out", "d.jsonl")
    assert (folder / "d.jsonl").read_text("utf-8") == run("decisions", "export").stdout
    assert "0 decisions added, 1 there already" in run("decisions", "import", "d.jsonl").stdout
    text = (folder / "d.jsonl").read_text("utf-8").replace("wrong", "right").replace("Ada", "Ben")
    (folder / "b.jsonl").write_text(text + "{}\n", "utf-8")
    done = json.loads(run("decisions", "import", "b.jsonl", "--json").stdout)
    assert (done["new"], len(done["conflicts"]), done["issues"][0]["where"]) == (1, 1, "b.jsonl:2")
    assert "1 there already; 0 conflicts, 1 lines" in run("decisions", "import", "b.jsonl").stdout


WRONG = [
    (("same", "A"), 2),
    (("same", "A", "B", "C"), 2),
    (("same", "A", "A"), 2),
    (("wrong", "nothing"), 1),
    (("wrong", "A", "type=AID"), 2),
    (("correct", "A"), 2),
    (("correct", "A", "type"), 2),
    (("correct", "A", "type=BATTLE"), 2),
    (("correct", "A", "polarity=denies"), 2),  # of an attribution, not of an event
    (("merge", "the monitor", "nobody"), 1),
    (("kill", "A"), 2),
]


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(("arguments", "status"), WRONG)
def test_wrong_use_is_refused_and_decides_nothing(arguments: tuple[str, ...], status: int) -> None:
    known = {"A": ids("Aleppo"), "B": ids("Hama"), "C": ids("Homs")}
    run("decisions", "add", *(known.get(word, word) for word in arguments), *ADA, status=status)
    assert listed("decisions", "list") == []


@pytest.mark.usefixtures("folder")
def test_somebody_must_decide() -> None:
    assert "--by" in run("decisions", "add", "wrong", ids("Homs"), "--reason", "A drill.", status=2).stderr

"""Decisions are kept with who and why, superseded and undone, and go from ledger to ledger as a file."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.errors import SourceError
from accordingto.ledger import Ledger, View
from accordingto.ledger.decision_files import export_decisions, import_decisions, line, read_decisions
from accordingto.ledger.decisions import Decision, Kind, decide, decision_of, history, undone
from accordingto.ledger.records import RecordKind, records_named, source_key
from accordingto.model import Evidence, Issue, Relation, Span
from tests.factory import DAY_ONE
from tests.ledger.test_declared import fill

HOUR = timedelta(hours=1)
NOW = datetime(2024, 12, 20, tzinfo=UTC)


def pair(kind: Kind = Kind.SAME, *, by: str = "Ada", hours: int = 1, records: tuple[str, str] = ("a", "b")) -> Decision:
    at, relation = DAY_ONE + hours * HOUR, Relation.SAME_EVENT
    return Decision(kind=kind, records=records, relation=relation, by=by, at=at, reason="One shell.")


def finding(kind: Kind, *, by: str = "Ada", hours: int = 1, event_type: str | None = None) -> Decision:
    field, value = (None, None) if event_type is None else ("type", f'"{event_type}"')
    at = DAY_ONE + hours * HOUR
    return Decision(kind=kind, records=("m",), by=by, at=at, reason="Read again.", field=field, value=value)


def test_a_decision_comes_back_as_it_was_made(ledger: Ledger) -> None:
    made = [
        pair(),
        finding(Kind.WRONG, hours=2),
        finding(Kind.CORRECT, hours=3, event_type="PROTEST"),
        Decision(
            kind=Kind.DIFFERENT,
            records=("r1", "r2"),
            relation=Relation.COPY_OF,
            by="Ben",
            at=DAY_ONE + 4 * HOUR,
            reason="",
            score=0.7,
            evidence=(Evidence(left=Span(0, 4), right=None),),
        ),
    ]
    assert [decide(ledger, one) for one in made + made] == [True] * 4 + [False] * 4
    assert [kept.decision for kept in history(ledger)] == made
    assert all(kept.stands for kept in history(ledger))
    assert [decision_of(one.record) for one in made] == made


def test_later_ones_supersede_whatever_the_order_of_the_pair(ledger: Ledger) -> None:
    decide(ledger, pair(Kind.DIFFERENT, hours=5, by="Ben", records=("b", "a")))
    decide(ledger, pair(Kind.SAME, hours=1))
    assert [(kept.decision.by, kept.stands) for kept in history(ledger)] == [("Ada", False), ("Ben", True)]
    assert [kept.stands for kept in history(ledger, as_of=DAY_ONE + HOUR)] == [True]


def test_undoing_leaves_nothing_standing(ledger: Ledger) -> None:
    for made in (pair(hours=9), finding(Kind.RIGHT), finding(Kind.CORRECT, event_type="PROTEST")):
        decide(ledger, made)
        back = undone(made, by="Ben", at=DAY_ONE, reason="No.")  # by a clock behind the first one's
        assert back.at > made.at
        decide(ledger, back)
    assert not any(kept.stands for kept in history(ledger))


def test_export_and_import_make_the_same_ledger(ledger: Ledger, tmp_path: Path) -> None:
    for made in (
        pair(),
        pair(Kind.DIFFERENT, hours=2),
        finding(Kind.CORRECT, event_type="PROTEST"),
        finding(Kind.WRONG),
    ):
        decide(ledger, made)
    path = tmp_path / "decisions.jsonl"
    path.write_text("".join(f"{row}\n" for row in export_decisions(history(ledger))), "utf-8")
    with Ledger.open(tmp_path / "other.db") as other:
        first, again = (import_decisions(other, path, now=NOW) for _ in range(2))
        assert (first.new, first.known, first.conflicts, first.issues) == (4, 0, (), ())
        assert (again.new, again.known) == (0, 4)
        assert history(other) == history(ledger)


CONFLICTS = [
    # ours, theirs -> who stands, None where nobody disagrees
    (pair(Kind.SAME), pair(Kind.DIFFERENT, by="Ben", hours=2), "Ben"),
    (pair(Kind.SAME, hours=3), pair(Kind.DIFFERENT, by="Ben", hours=2), "Ada"),
    (pair(Kind.SAME), pair(Kind.DIFFERENT, by="Ben", hours=2, records=("b", "a")), "Ben"),
    (finding(Kind.WRONG), finding(Kind.RIGHT, by="Ben", hours=2), "Ben"),
    (finding(Kind.CORRECT, event_type="PROTEST"), finding(Kind.CORRECT, by="Ben", event_type="COERCE"), "?"),
    (pair(Kind.SAME), pair(Kind.SAME, by="Ben", hours=2), None),  # agreed
    (pair(Kind.SAME), pair(Kind.DIFFERENT, hours=2), None),  # changed her own mind
    (finding(Kind.WRONG), finding(Kind.CORRECT, by="Ben", hours=2, event_type="PROTEST"), None),  # another question
]


@pytest.mark.parametrize(("ours", "theirs", "stands"), CONFLICTS)
def test_import_reports_who_disagrees(tmp_path: Path, ours: Decision, theirs: Decision, stands: str | None) -> None:
    path = tmp_path / "theirs.jsonl"
    path.write_text(line(theirs) + "\n", "utf-8")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        decide(ledger, ours)
        done = import_decisions(ledger, path, now=NOW)
        assert done.new == 1
        assert len(done.conflicts) == (stands is not None)
        for conflict in done.conflicts:
            assert {conflict.stands.by, conflict.other.by} == {"Ada", "Ben"}
            assert stands in (conflict.stands.by, "?")
            standing = [kept.decision for kept in history(ledger) if kept.stands]
            assert standing == [conflict.stands]


WHOLE = {"decision": "wrong", "records": ["m"], "by": "Eve", "at": "2024-12-05T10:00:00Z"}
UNUSABLE = [
    "[]",
    "{",
    '"wrong"',
    "[" * 100_000,
    json.dumps(WHOLE | {"decision": "kill"}),
    json.dumps(WHOLE | {"records": []}),
    json.dumps(WHOLE | {"records": ["a", "b"]}),
    json.dumps(WHOLE | {"records": [""]}),
    json.dumps(WHOLE | {"by": ""}),
    json.dumps(WHOLE | {"by": "  "}),
    json.dumps(WHOLE | {"at": "2024-12-05T10:00:00"}),  # whose ten o'clock?
    json.dumps(WHOLE | {"at": "yesterday"}),
    json.dumps(WHOLE | {"at": "2999-01-01T00:00:00Z"}),  # would outrank everybody for ever
    json.dumps(WHOLE | {"at": "0001-01-01T00:00:00+14:00"}),  # before time begins
    json.dumps(WHOLE | {"note": "x"}),
    json.dumps(WHOLE | {"field": "type"}),
    json.dumps(WHOLE | {"reason": "x" * 200_000}),
    json.dumps(WHOLE | {"decision": "correct", "field": "type", "value": "BATTLE"}),
    json.dumps(WHOLE | {"decision": "correct", "field": "id", "value": "x"}),
    json.dumps(WHOLE | {"decision": "correct", "value": "x"}),
    json.dumps(WHOLE | {"decision": "same", "records": ["a", "a"], "relation": "same_event"}),
    json.dumps(WHOLE | {"decision": "same", "records": ["a", "b"]}),
    json.dumps(WHOLE | {"decision": "same", "records": ["a", "b"], "relation": "same_event", "score": 7}),
]


@pytest.mark.parametrize("text", UNUSABLE, ids=lambda text: text[:60])
def test_unusable_line_is_an_issue_with_its_number(tmp_path: Path, text: str) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(f"\n{text}\n{json.dumps(WHOLE)}\n", "utf-8")
    with Ledger.open(tmp_path / "ledger.db") as ledger:
        done = import_decisions(ledger, path, now=NOW)
        assert (done.new, [issue.subject for issue in done.issues]) == (1, [f"{path}:2"])
        with View(ledger) as view:
            assert view.issues() == done.issues


@given(st.binary(max_size=200))
def test_any_bytes_are_decisions_or_issues(tmp_path_factory: pytest.TempPathFactory, body: bytes) -> None:
    path = tmp_path_factory.mktemp("fuzz") / "d.jsonl"
    path.write_bytes(body)
    assert all(isinstance(item, Decision | Issue) for item in read_decisions(path, now=NOW))


def test_hostile_text_is_stored_harmlessly(ledger: Ledger, tmp_path: Path) -> None:
    path = tmp_path / "d.jsonl"
    path.write_text(json.dumps(WHOLE | {"by": "Eve\x00", "reason": "\ud800<script>"}) + "\n", "utf-8")
    import_decisions(ledger, path, now=NOW)
    assert all("\x00" not in kept.decision.by for kept in history(ledger))


def test_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.jsonl"):
        list(read_decisions(tmp_path / "none.jsonl", now=NOW))


def test_ids_of_every_kind_lead_to_records(ledger: Ledger) -> None:
    fill(ledger)
    with View(ledger) as view:
        (event,) = view.events()
        claim = event.claims[0]
        by_event, by_claim = records_named(view, event.id), records_named(view, claim.id)
        assert by_event is not None and (by_event.kind, by_event.ids) == (RecordKind.MENTION, event.mention_ids)
        assert by_claim is not None and by_claim.kind is RecordKind.ATTRIBUTION
        for record_id in (event.mention_ids[1], *by_claim.ids, view.articles()[0].id):
            named = records_named(view, record_id)
            assert named is not None and named.ids == (record_id,)
        assert records_named(view, "nothing") is None
        assert source_key(view, "hwm") == source_key(view, "HWM") == "hwm"
        assert source_key(view, "Nobody") is None

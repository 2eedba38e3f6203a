"""The made-up war of the scale benchmark is the same every time and hangs together; no test asserts a time."""

from __future__ import annotations

from pathlib import Path

from click.testing import CliRunner

from accordingto.ledger import Ledger, View
from evals.scale import main
from evals.scale_fill import fill
from evals.scale_reports import made_up

PER_DAY = 20


def test_report_depends_on_its_number_alone() -> None:
    assert list(made_up(30, 33, per_day=PER_DAY)) == list(made_up(25, 40, per_day=PER_DAY))[5:8]


def test_spans_lead_to_the_words_they_mark() -> None:
    for report in made_up(0, 60, per_day=PER_DAY):
        for attribution in report.reading.attributions:
            assert attribution.author is not None
            assert attribution.cue[0].slice(report.article.text) == "said"
            assert attribution.source[0].slice(report.article.text) == f"the {attribution.author.name}"
        for mention in report.reading.events:
            assert mention.triggers[0].slice(report.article.text).isalpha()


def test_ledger_filled_in_pieces_is_the_one_filled_at_once(tmp_path: Path) -> None:
    shown = []
    for name, sizes in (("once", (60,)), ("pieces", (25, 60, 60))):
        with Ledger.open(tmp_path / name) as ledger:
            for size in sizes:
                fill(ledger, size, per_day=PER_DAY, method_id="link", keyed=False)
            with View(ledger) as view:
                shown.append((view.articles(), view.edges(), view.events()))
    assert shown[0] == shown[1]
    assert any(len(event.mention_ids) > 3 for event in shown[0][2])


def test_commands_print_a_line_for_each_size_and_question(tmp_path: Path) -> None:
    linked = CliRunner().invoke(
        main, ["link", "--ledger", str(tmp_path / "l.db"), "--sizes", "20,40", "--measured", "3"]
    )
    assert (linked.exit_code, len(linked.output.splitlines())) == (0, 3), linked.output
    asked = CliRunner().invoke(main, ["view", "--ledger", str(tmp_path / "v.db"), "--reports", "40", "--per-day", "20"])
    assert (asked.exit_code, len(asked.output.splitlines())) == (0, 8), asked.output

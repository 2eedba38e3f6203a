"""The measures of linking: stories, who copied whom, and which headlines tell of one coded event.

Stories and copies need no reader; they are linked in this process. Events are read and linked through the command
line, as outsiders would. The figures on same-event pairs of annotated reports come from `training/linking.py`, which
holds reports out.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from accordingto import link_evals
from accordingto.link_evals import NamedArticle
from accordingto.model import Edge, Judgement
from evals.scorers import EvaluationError, Scored
from evals.workbench import INPUT_FIELDS, Row, Workbench, read_rows

Scores = Mapping[str, float]
SCORER = "linking/score_linking.py"
STORIES = "linking/newscluster/dev.jsonl"
PAIRS = "linking/newscluster/pairs_dev.jsonl"
HEADLINES = "linking/ged_ukr/linking_dev.jsonl"


def newscluster(bench: Workbench) -> Scores:
    """Stories (B-cubed), agency origins as groups, and copy pairs."""
    pair_gold = bench.gold(PAIRS)
    gold, rows = bench.gold(STORIES), bench.rows(STORIES)
    named = link_evals.named_articles([_unlabelled(row) for row in rows])
    copies = link_evals.copy_edges(link_evals.articles_of(named))
    stories = _clusters(bench, "stories", gold, {str(row["id"]): row["story"] for row in link_evals.story_rows(named)})
    by_origin = bench.write("origins-gold", ({"id": row["id"], "cluster": row["origin_group"]} for row in rows))
    origins = _clusters(bench, "origins", by_origin, origin_groups(named, copies))
    found = bench.write("copies", link_evals.copy_rows(named, copies))
    pairs = bench.score(SCORER, "copies", pair_gold, found, "--json")
    return {
        "stories_b3": stories.percent("B3.F1"),
        "stories_pairwise": stories.percent("pairwise.F1"),
        "origins_b3": origins.percent("B3.F1"),
        "origins_pairwise_precision": origins.percent("pairwise.P"),
        "origins_pairwise_recall": origins.percent("pairwise.R"),
        "copies_precision": pairs.percent("at_half.P"),
        "copies_recall": pairs.percent("at_half.R"),
        "copies_f1": pairs.percent("at_half.F1"),
        "copies_average_precision": pairs.percent("AP"),
    }


def ged_ukr(bench: Workbench) -> Scores:
    """Headlines to coded events: each headline stands with the first event we read in it."""
    gold = bench.gold(HEADLINES)
    scored = _clusters(bench, "events", gold, _first_events(gold, gold.with_suffix(".linked")))
    return {"b3": scored.percent("B3.F1"), "pairwise": scored.percent("pairwise.F1")}


def origin_groups(named: Sequence[NamedArticle], copies: Iterable[Edge]) -> dict[str, str]:
    """A label for each report, shared by those that whole copies tie together."""
    parents = {n.article.id: n.article.id for n in named if n.article}

    def root(article_id: str) -> str:
        while parents[article_id] != article_id:
            article_id = parents[article_id]
        return article_id

    for edge in copies:
        if edge.judgement == Judgement.POSITIVE:
            low, high = sorted((root(edge.left_id), root(edge.right_id)))
            parents[high] = low
    return {n.id: root(n.article.id) if n.article else n.id for n in named}


def _first_events(source: Path, out: Path) -> dict[str, object]:
    program = [sys.executable, "-c", "from accordingto.cli import main; main()"]
    command = [*program, "link", str(source), "--out", str(out), "--only", "events", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    if done.returncode != 0:
        raise EvaluationError(f"linking {source.name} failed: {done.stderr.strip()[-2000:]}")
    found: dict[str, object] = {}
    for event in read_rows(out / "events.jsonl"):
        reports = event["reports"]
        assert isinstance(reports, list), "events.jsonl lists reports"
        for report in reports:
            found.setdefault(str(report), event["event"])
    return found


def _unlabelled(row: Row) -> Row:
    return {key: row[key] for key in INPUT_FIELDS if key in row}


def _clusters(bench: Workbench, label: str, gold: Path, labels: Mapping[str, object]) -> Scored:
    pred = bench.write(label, ({"id": key, "cluster": value} for key, value in labels.items()))
    return bench.score(SCORER, "docs", gold, pred, "--json")

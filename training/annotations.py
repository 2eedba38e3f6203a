"""The project's own annotations: labels of reports that are read from `../shared`, never copied, or written by us.

`annotations.jsonl` has a line for each report, in the form of `evals/reports` without title and text: `id` is
"corpus:id of the report there", `sha256` that of the text its spans count in, `round` the stage of the work in which it
came: the network that shipped before a round has not seen its reports. `written.jsonl` holds the reports of the corpus
"written", which are made up.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from accordingto.read.actors import ActorList
from accordingto.read.casing import in_usual_case
from accordingto.read.gazetteer import Gazetteer

Raw = dict[str, Any]

HERE = Path(__file__).parent
FILE = HERE / "annotations.jsonl"
WRITTEN = "written"
CORPORA: Mapping[str, str] = {
    "syria_2011_2018": "reports/syria_2011_2018.jsonl",
    "articles": "reports/articles.jsonl",
    "attribution_train": "evals/attribution/train.jsonl",
    "ecbplus_train": "evals/linking/ecbplus/train.jsonl",
    "newscluster_train": "evals/linking/newscluster/train.jsonl",
    "plover_synth_train": "evals/events/plover_synth/train.jsonl",
    "muc4_train": "evals/events/muc4/train.jsonl",
}


def read_jsonl(path: Path) -> Iterator[Raw]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def own_annotations(shared: Path) -> Iterator[Raw]:
    """The annotated reports with their texts, as the reader sees them: not in capitals (see `in_usual_case`).

    Raises ValueError if a text that was annotated is not there. Texts are found by their digest: the id of a report is
    not unique in every corpus.
    """
    labels = list(read_jsonl(FILE))
    corpora = sorted({label["id"].split(":", 1)[0] for label in labels})
    reports = (report for corpus in corpora for report in read_jsonl(_path(corpus, shared)))
    texts = {hashlib.sha256(report["text"].encode()).hexdigest(): report["text"] for report in reports}
    actor_list, gazetteer = ActorList.load(), Gazetteer.open()
    for label in labels:
        if label["sha256"] not in texts:
            raise ValueError(f"{label['id']}: the text that was annotated is not in {shared}")
        text = in_usual_case(texts[label["sha256"]], actor_list=actor_list, gazetteer=gazetteer)
        yield {**label, "text": text}


def is_written(report: Raw) -> bool:
    """Whether an annotated report is one that we made up."""
    return str(report["id"]).startswith(f"{WRITTEN}:")


def _path(corpus: str, shared: Path) -> Path:
    return HERE / f"{corpus}.jsonl" if corpus == WRITTEN else shared / CORPORA[corpus]

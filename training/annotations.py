"""The project's own annotations: labels of reports that are read from `../shared`, never copied.

`annotations.jsonl` has a line for each report, in the form of `evals/reports` without title and text: `id` is
"corpus:id of the report there", `sha256` that of the text its spans count in.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

Raw = dict[str, Any]

FILE = Path(__file__).with_name("annotations.jsonl")
CORPORA: Mapping[str, str] = {
    "syria_2011_2018": "reports/syria_2011_2018.jsonl",
    "attribution_train": "evals/attribution/train.jsonl",
    "plover_synth_train": "evals/events/plover_synth/train.jsonl",
}


def read_jsonl(path: Path) -> Iterator[Raw]:
    with path.open(encoding="utf-8") as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)


def own_annotations(shared: Path) -> Iterator[Raw]:
    """The annotated reports with their texts. Raises ValueError if a text that was annotated is not there.

    Texts are found by their digest: the id of a report is not unique in every corpus.
    """
    labels = list(read_jsonl(FILE))
    corpora = {label["id"].split(":", 1)[0] for label in labels}
    reports = (report for corpus in corpora for report in read_jsonl(shared / CORPORA[corpus]))
    texts = {hashlib.sha256(report["text"].encode()).hexdigest(): report["text"] for report in reports}
    for label in labels:
        if label["sha256"] not in texts:
            raise ValueError(f"{label['id']}: the text that was annotated is not in {shared}")
        yield {**label, "text": texts[label["sha256"]]}

from __future__ import annotations

import pytest

from evals.actors import documents, main, measure, names_match
from tests.shared import needs_shared

MATCHES = [
    ("Syrian Observatory for Human Rights", "the Syrian Observatory", True),
    ("U.S. army", "US army", True),
    ("John Kerry", "Sergei Lavrov", False),
    # nobody is right only where nobody is
    (None, None, True),
    (None, "John Kerry", False),
    ("John Kerry", None, False),
]


@pytest.mark.parametrize(("gold", "ours", "expected"), MATCHES)
def test_names_match(gold: str | None, ours: str | None, expected: bool) -> None:
    assert names_match(gold, ours) is expected


def test_measure_counts_each_measure() -> None:
    text = "Mayor Ruth Okafor told Reuters the bridge fell. She denied a shelling by rebels."
    attributions = [
        {
            "id": "A1", "source": [[0, 17]], "cue": [[18, 22]], "content": [[31, 46]], "source_name": "Ruth Okafor",
            "source_kind": "government", "polarity": "asserts", "certainty": "certain", "channel": "Reuters",
        },
        {
            "id": "A2", "source": [[48, 51]], "cue": [[52, 58]], "content": [[59, 79]], "source_name": "Ruth Okafor",
            "source_kind": "government", "polarity": "denies", "certainty": "certain", "channel": "Reuters",
        },
    ]  # fmt: skip
    events = [{"agents": [{"name": "rebels", "span": [73, 79]}], "recipients": []}]
    score, seconds = measure([{"id": "d", "text": text, "attributions": attributions, "events": events}])
    assert seconds > 0
    assert score.right == score.all
    assert score.all["source name, all"] == score.all["channel, marked"] == 2
    assert score.all["agents, given a span"] == score.all["polarity, marked"] == 1


@needs_shared
def test_parts_of_train_are_disjoint() -> None:
    develop, check = ({doc["id"] for doc in documents(part)} for part in ("develop", "check"))
    assert develop and check and not develop & check


@needs_shared
def test_main_prints_figures_above_what_was_reached(capsys: pytest.CaptureFixture[str]) -> None:
    main(["dev", "--errors", "source name, all"])
    printed = capsys.readouterr().out
    figures = {
        line[2:44].strip(): float(line[44:].split()[0]) for line in printed.splitlines()[1:12] if line[44:].strip()
    }
    assert figures["source name, all"] >= 0.90
    assert figures["source kind, where the name is right"] >= 0.85

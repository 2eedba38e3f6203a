from __future__ import annotations

from textwrap import fill

from accordingto.ingest.lines import paragraphs
from tests.ingest.builders import SENTENCES

PARAGRAPHS = [" ".join(SENTENCES[:2]), " ".join(SENTENCES[2:])]


def test_hard_wrapped_lines_are_joined() -> None:
    for width in (64, 72, 80):
        assert paragraphs("\n\n".join(fill(paragraph, width) for paragraph in PARAGRAPHS)) == PARAGRAPHS


def test_a_headline_above_wrapped_text_stays_apart() -> None:
    text = "Rebels enter Qarmadeh\n" + fill(PARAGRAPHS[0], 72) + "\n\n" + fill(PARAGRAPHS[1], 72)
    assert paragraphs(text) == ["Rebels enter Qarmadeh", *PARAGRAPHS]


def test_lines_that_are_paragraphs_stay() -> None:
    assert paragraphs("\n".join(SENTENCES)) == list(SENTENCES)
    # a list of short lines, some in small letters, is not wrapped text
    assert paragraphs("Needed:\ntents\nblankets\nwater") == ["Needed:", "tents", "blankets", "water"]

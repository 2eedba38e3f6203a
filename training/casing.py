"""Learns which words are written small, and which in capitals, from reports that are written as usual.

    python -m training.casing --shared ../shared

A word is small if the reports write it so in the middle of a sentence at least as often as with a capital. Writes
`accordingto/read/lexicon/en/casing.toml`, by which texts that are all in capitals are read.
"""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

import click

from accordingto.read.casing import is_in_capitals, is_small, word_spans
from evals.workbench import read_rows

LEXICON = Path(__file__).resolve().parent.parent / "accordingto" / "read" / "lexicon" / "en" / "casing.toml"
REPORTS = (
    "evals/attribution/train.jsonl",
    "evals/reports/train.jsonl",
    "evals/events/plover_synth/train.jsonl",
    "evals/events/ipe/train.jsonl",
    "reports/syria_2011_2018.jsonl",
)
MIN_SEEN = 3  # a rarer word may be a slip
LONGEST_ABBREVIATION = 5  # letters; longer words in capitals are shouted
_OPENING = re.compile(r"(?:^|[.!?:\n])[\s\"'“‘(\[]*$")


@click.command(help=__doc__)
@click.option("--shared", type=click.Path(exists=True, path_type=Path), required=True)
def main(shared: Path) -> None:
    texts = (str(row["text"]) for name in REPORTS for row in read_rows(shared / name))
    small, abbreviations = learn(texts)
    LEXICON.write_text(
        "# How words are written in reports, learnt by training/casing.py: for reading texts in capitals.\n\n"
        f"small = {_block(small)}\n\nabbreviations = {_block(abbreviations)}\n",
        encoding="utf-8",
    )


def learn(texts: Iterable[str]) -> tuple[list[str], list[str]]:
    """The words written small and those written in capitals, in order; forms that follow from others are left out."""
    seen: Counter[tuple[str, str]] = Counter()
    for text in texts:
        if not is_in_capitals(text):
            seen.update((word.lower(), _form(word)) for word in _inner_words(text))
    small = {
        word
        for (word, form), count in seen.items()
        if form == "small" and count >= MIN_SEEN and count >= seen[word, "title"] + seen[word, "capitals"]
    }
    abbreviations = [
        word
        for (word, form), count in seen.items()
        if form == "capitals" and count >= MIN_SEEN and count > seen[word, "title"] + seen[word, "small"]
    ]
    underived = [word for word in small if not is_small(word, small - {word})]
    return sorted(underived), sorted(word for word in abbreviations if 1 < len(word) <= LONGEST_ABBREVIATION)


def _inner_words(text: str) -> Iterator[str]:
    """The words that do not open a sentence."""
    for span in word_spans(text):
        if not _OPENING.search(text[max(0, span.start - 4) : span.start]):
            yield span.slice(text)


def _form(word: str) -> str:
    if word.islower():
        return "small"
    return "capitals" if word.isupper() and len(word) > 1 else "title"


def _block(words: Iterable[str]) -> str:
    lines = textwrap.wrap(" ".join(words), 120, break_long_words=False, break_on_hyphens=False)
    return '"""\n' + "\n".join(lines) + '"""'


if __name__ == "__main__":
    main()

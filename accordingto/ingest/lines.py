"""Lines of plain-text pages: which are paragraphs, and which only the width of somebody's terminal."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise

WIDEST_WRAP = 100  # characters; texts are wrapped at 64 to 80, seldom more
NARROWEST_WRAP = 40
MIN_CARRIED = 0.25  # share of line ends that must fall inside a sentence; in unwrapped text hardly one does


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a text: each of its lines, but hard-wrapped lines joined again."""
    blocks = [block.split("\n") for block in text.split("\n\n")]
    if _is_wrapped(blocks):
        blocks = [_joined(block) for block in blocks]
    return [line for block in blocks for line in block]


def _is_wrapped(blocks: Iterable[list[str]]) -> bool:
    pairs = [pair for block in blocks for pair in pairwise(block)]
    if not pairs or max(len(line) for pair in pairs for line in pair) > WIDEST_WRAP:
        return False
    carried = sum(below[:1].islower() and len(above) >= NARROWEST_WRAP for above, below in pairs)
    return carried >= max(2, MIN_CARRIED * len(pairs))


def _joined(block: list[str]) -> list[str]:
    """The block's lines, each full line joined with the one it runs on into."""
    width = max(map(len, block))
    out: list[str] = []
    runs_on = False
    for line in block:
        if runs_on:
            out[-1] += f" {line}"
        else:
            out.append(line)
        runs_on = len(line) >= max(NARROWEST_WRAP, width * _FULL_LINE)
    return out


_FULL_LINE = 0.7  # a word that did not fit leaves a line this short at most

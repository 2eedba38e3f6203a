"""What a publication's own staff saw: "an AFP photographer in Douma saw rescuers digging through the rubble".

The network finds speakers by what they say and misses half of those who only saw; for whom they work leaves no doubt
that it is their report.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from accordingto.model import Span
from accordingto.outlets import known_outlet
from accordingto.read.statement import Worded
from accordingto.text import sentence_spans

MAX_WHERE = 60  # code points of where the witness stood: "in a village near the front line"
_WITNESS = re.compile(
    r"(?:\b(?:[Aa]n?|[Oo]ne|[Tt]wo|[Ss]everal|[Aa]nother|[Tt]he|[Ii]ts)\s+)?"
    r"(?P<outlet>[A-Z][\w.&-]*(?:\s+[A-Z][\w.&-]*){0,3})(?:['’]s)?\s+"
    r"(?:photographer|correspondent|journalist|reporter|cameraman|videographer|stringer|team|crew)s?"
    rf"(?P<where>\s+(?:in|at|on|near|outside|inside|with)\s[^,;:.\"“”]{{1,{MAX_WHERE}}}?|\s+there)?"
    r"\s+(?P<cue>(?:also\s+|later\s+|reportedly\s+)?(?:saw|witnessed|watched|counted|heard))\s+(?P<content>\S.*\S)",
    re.DOTALL,
)


def find_sightings(text: str) -> Iterator[Worded]:
    """What the staff of publications that are known saw for themselves, in the order of the text, one a sentence."""
    for sentence in sentence_spans(text):
        found = _WITNESS.search(text, sentence.start, sentence.end)
        if found and _is_outlet(found["outlet"]):
            content = Span(found.start("content"), _without_stop(text, found.end("content")))
            yield Worded(Span(found.start(), found.start("cue") - 1), Span(*found.span("cue")), content)


def _is_outlet(name: str) -> bool:
    """Whether a name means a known publication; texts that lost their apostrophes write "AFPs reporter"."""
    return any(known_outlet(written) is not None for written in (name, name.removesuffix("s")))


def _without_stop(text: str, end: int) -> int:
    return end - len(text[:end]) + len(text[:end].rstrip(".!? "))

"""Report text -> escaped HTML in which attributions and event triggers are marked.

Marks may nest and overlap freely, so the text is cut at every end of a mark and each piece carries all the marks
that cover it. Pieces never nest; the HTML is well formed whatever the spans are.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from markupsafe import Markup, escape

from accordingto.model import Span
from accordingto.publish.wording import clean

DEEPEST_TINT = 3  # contents nested deeper look like the third level
_PARAGRAPH = re.compile(r"[^\n]+")


class MarkKind(StrEnum):
    """What a marked stretch of text is; links come first, since only one can be followed from one piece."""

    TRIGGER = "trigger"
    CUE = "cue"
    SOURCE = "source"
    CONTENT = "content"


_LINKS = (MarkKind.TRIGGER, MarkKind.CUE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A stretch of text and the id of the note that explains it; `label` stands behind its last piece."""

    span: Span
    kind: MarkKind
    note: str
    label: str = ""


def render(text: str, marks: Sequence[Mark], windows: Sequence[Span] | None = None) -> Markup:
    """The text as HTML paragraphs, or only the windows of it (one paragraph each, with ellipses), marks in place."""
    if windows is None:
        pieces = [(Span(m.start(), m.end()), "", "") for m in _PARAGRAPH.finditer(text)]
    else:
        pieces = [(w, "… " if w.start > 0 else "", " …" if w.end < len(text) else "") for w in windows]
    paragraphs = (
        Markup("<p>{}{}{}</p>").format(before, _paragraph(text, window, marks), after)
        for window, before, after in pieces
        if window.slice(text).strip()
    )
    return Markup("\n").join(paragraphs)


def _paragraph(text: str, window: Span, marks: Sequence[Mark]) -> Markup:
    inside = [mark for mark in marks if mark.span.overlaps(window)]
    return Markup("").join(_piece(text, piece, inside) for piece in _cut(window, inside))


def _cut(window: Span, marks: Sequence[Mark]) -> Iterator[Span]:
    """The window in pieces within which no mark begins or ends."""
    ends = {window.start, window.end}
    for mark in marks:
        ends |= {at for at in (mark.span.start, mark.span.end) if window.start < at < window.end}
    ordered = sorted(ends)
    for start, end in pairwise(ordered):
        yield Span(start, end)


def _piece(text: str, piece: Span, marks: Sequence[Mark]) -> Markup:
    words = escape(clean(piece.slice(text)).replace("\n", " "))
    covering = [mark for mark in marks if mark.span.contains(piece)]
    if not covering:
        return words
    notes = " ".join(dict.fromkeys(mark.note for mark in covering))
    label = "".join(mark.label for mark in covering if mark.label and mark.span.end == piece.end)
    tail = Markup("<sup>{}</sup>").format(label) if label else Markup("")
    link = next((mark for kind in _LINKS for mark in covering if mark.kind is kind), None)
    if link is None:
        return Markup('<span class="{}" data-notes="{}">{}{}</span>').format(_classes(covering), notes, words, tail)
    return Markup('<a class="{}" href="#{}" data-notes="{}">{}{}</a>').format(
        _classes(covering), link.note, notes, words, tail
    )


def _classes(covering: Sequence[Mark]) -> str:
    """The kinds of the marks, and how deep the contents nest here."""
    kinds = dict.fromkeys(f"m-{kind}" for kind in MarkKind if any(mark.kind is kind for mark in covering))
    depth = sum(mark.kind is MarkKind.CONTENT for mark in covering)
    return " ".join([*kinds, *([f"d{min(depth, DEEPEST_TINT)}"] if depth else [])])

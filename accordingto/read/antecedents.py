"""What a statement is about that has no words for it of its own: "denied the report", "claimed responsibility"."""

from __future__ import annotations

from collections.abc import Iterable

from accordingto.model import EventMention
from accordingto.read.layout import layout_of

REACH = 2  # sentences back to which such a statement points


def told_last(before: int, mentions: Iterable[EventMention], text: str) -> list[EventMention]:
    """The events of the last sentence up to an offset that tells of any; none where that lies too far back."""
    layout = layout_of(text)
    home = layout.sentence_at(before)
    told: dict[int, list[EventMention]] = {}
    for mention in mentions:
        sentences = (layout.sentence_at(trigger.start) for trigger in mention.triggers if trigger.start < before)
        for sentence in {sentence for sentence in sentences if home - sentence <= REACH}:
            told.setdefault(sentence, []).append(mention)
    return told[max(told)] if told else []

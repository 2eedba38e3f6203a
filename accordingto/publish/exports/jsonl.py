"""The records of the ledger themselves, as JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from accordingto.publish.exports.values import json_text
from accordingto.publish.issues import without_folders
from accordingto.publish.options import PublishOptions
from accordingto.publish.quotes import may_show_whole
from accordingto.publish.situation import Situation


def jsonl(situation: Situation, options: PublishOptions) -> bytes:
    """The records themselves: JSON Lines of every report, event, judgement and issue, each with its kind.

    Loses the texts of reports that may not be shown whole, whose code points spans count all the same, and the folders
    of files that could not be read.
    """
    return "".join(_lines(situation, options)).encode("utf-8", "replace")


def _lines(situation: Situation, options: PublishOptions) -> Iterator[str]:
    for article in situation.articles.values():
        whole = may_show_whole(article, full_text=options.full_text)
        record = msgspec.to_builtins(article)
        yield _line("article", article.id, {**record, "text": article.text if whole else None})
        reading = situation.readings.get(article.id)
        if reading is not None:
            yield _line("reading", reading.article_id, msgspec.to_builtins(reading))
    for event in situation.events:
        yield _line("event", event.id, msgspec.to_builtins(event))
    edges = {edge.key: edge for found in situation.edges_of.values() for edge in found}
    for key in sorted(edges):
        yield _line("edge", key, msgspec.to_builtins(edges[key]))
    for issue in situation.issues:
        yield _line("issue", issue.id, msgspec.to_builtins(without_folders(issue)))


def _line(kind: str, record_id: str, record: dict[str, object]) -> str:
    return json_text({"kind": kind, "id": record_id, **record}) + "\n"

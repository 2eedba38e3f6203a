"""Records to rows and back: the whole record as JSON, and beside it what it is searched by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

import msgspec

from accordingto.errors import LedgerError
from accordingto.ledger.blocks import place_in_line
from accordingto.ledger.derive.facts import pair_key
from accordingto.ledger.timeline import cluster_words_of, words_of
from accordingto.model import (
    Article,
    Attribution,
    Capture,
    Correction,
    Edge,
    EventMention,
    Issue,
    Method,
    Quantity,
    Reading,
    TimeExpression,
    Toponym,
    stable_id,
)
from accordingto.text import storable

T = TypeVar("T")
Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadingRest:
    """A reading with only the ids, in order, of what has rows of its own; its issues are looked up by the method."""

    method: Method
    attribution_ids: tuple[str, ...]
    mention_ids: tuple[str, ...]
    toponyms: tuple[Toponym, ...]
    times: tuple[TimeExpression, ...]
    quantities: tuple[Quantity, ...]


def encode(record: object) -> str:
    """The record as JSON; equal records give equal text."""
    return msgspec.json.encode(record).decode()


def decode(text: str, kind: type[T]) -> T:
    """The record of `kind` that `text` holds, types checked; raises LedgerError if it holds something else."""
    try:
        return msgspec.json.decode(text, type=kind)
    except msgspec.DecodeError as error:  # also the parent of ValidationError
        raise LedgerError(f"the ledger holds a damaged {kind.__name__}: {error}") from error


def capture_row(capture: Capture) -> Row:
    return {
        "id": capture.id,
        "url": storable(capture.url),
        "known_at": capture.fetched_at,
        "record": encode(capture),
    }


def article_row(article: Article) -> Row:
    return {
        "id": article.id,
        "url": article.url,
        "publisher": article.publisher,
        "known_at": article.known_at,
        "record": encode(article),
    }


def reading_row(reading: Reading, known_at: datetime) -> Row:
    rest = ReadingRest(
        method=reading.method,
        attribution_ids=tuple(dict.fromkeys(a.id for a in reading.attributions)),
        mention_ids=tuple(dict.fromkeys(m.id for m in reading.events)),
        toponyms=reading.toponyms,
        times=reading.times,
        quantities=reading.quantities,
    )
    return {
        "article_id": reading.article_id,
        "method_id": reading.method.id,
        "current": True,
        "known_at": known_at,
        "record": encode(rest),
    }


def attribution_row(attribution: Attribution, method_id: str, known_at: datetime) -> Row:
    return {
        "id": attribution.id,
        "method_id": method_id,
        "article_id": attribution.article_id,
        "author_key": attribution.author.key if attribution.author else None,
        "is_speech": attribution.is_speech,
        "current": True,
        "known_at": known_at,
        "record": encode(attribution),
    }


def mention_row(mention: EventMention, method_id: str, known_at: datetime) -> Row:
    return {
        "id": mention.id,
        "method_id": method_id,
        "article_id": mention.article_id,
        "type": mention.type.value,
        "starts": mention.time.start if mention.time else None,
        "ends": mention.time.end if mention.time else None,
        "current": True,
        "known_at": known_at,
        "record": encode(mention),
    }


def cluster_word_rows(mention: EventMention, cluster_id: str) -> list[Row]:
    """A row for each word that the mention gives its cluster."""
    return [{"word": word, "cluster_id": cluster_id} for word in cluster_words_of(mention)]


def timeline_rows(mention: EventMention, known_at: datetime) -> list[Row]:
    """A row for each word under which the mention stands in line."""
    at = place_in_line(known_at, mention.id)
    return [{"word": word, "at": at, "mention_id": mention.id} for word in words_of(mention)]


def head_row(mention: EventMention) -> Row:
    """The mention beside the id that `derive` gives the event of which it is the earliest known."""
    return {"event_id": stable_id("event", mention.id), "mention_id": mention.id}


def issue_row(issue: Issue, known_at: datetime, *, article_id: str | None = None, method_id: str = "") -> Row:
    return {
        "id": issue.id,
        "method_id": method_id,
        "article_id": article_id,
        "stage": issue.stage,
        "current": True,
        "known_at": known_at,
        "record": encode(issue),
    }


def edge_row(edge: Edge) -> Row:
    return {
        "id": edge_id(edge),
        "key": pair_key(edge),
        "left_id": edge.left_id,
        "right_id": edge.right_id,
        "relation": edge.relation.value,
        "judgement": edge.judgement.value,
        "by_person": edge.by_person,
        "live": False,
        "decided_at": edge.decided_at,
        "known_at": edge.known_at,
        "record": encode(edge),
        "score": edge.score,
    }


def edge_id(edge: Edge) -> str:
    """The id of one decision. A machine's does not depend on when it ran: deciding the same again is no news."""
    when = edge.decided_at.isoformat() if edge.by_person else ""
    return stable_id(
        "decision",
        pair_key(edge),
        edge.decided_by,
        when,
        edge.judgement,
        edge.score,
        edge.reason,
        encode(edge.evidence),
    )


def correction_row(correction: Correction) -> Row:
    return {
        "id": correction.id,
        "key": correction.key,
        "record_id": correction.record_id,
        "decided_at": correction.decided_at,
        "record": encode(correction),
    }


def distinct(rows: Iterable[Row], *columns: str) -> list[Row]:
    """`rows` without those whose `columns` repeat an earlier row's."""
    kept: dict[tuple[object, ...], Row] = {}
    for row in rows:
        kept.setdefault(tuple(row[column] for column in columns), row)
    return list(kept.values())

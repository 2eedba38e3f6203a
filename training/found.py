"""The annotated reports as a network reads them: what it finds, beside the gold events that are the same.

All that is fitted to a network's findings starts from here, so that it sees of a report what the reader sees.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from accordingto.evals_format import article_of
from accordingto.model import Article, Span
from accordingto.read.circumstances import Known
from accordingto.read.encoder import Encoder, Encoding
from accordingto.read.events import EventDraft, draft_events
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.places import find_toponyms
from accordingto.read.reader import place_spans
from accordingto.read.times import find_times
from training.annotations import Raw


@dataclass(frozen=True, slots=True)
class Seen:
    """A report with its annotations `raw` and what is read in it before its events."""

    raw: Raw
    article: Article
    encoding: Encoding
    known: Known


@dataclass(frozen=True, slots=True)
class Found:
    """A report with its events as found; `pairs` are gold events with the number of the draft that tells each."""

    raw: Raw
    article: Article
    known: Known
    drafts: Sequence[EventDraft]
    pairs: Sequence[tuple[Raw, int]]


def see(encoder: Encoder, gazetteer: Gazetteer, reports: Iterable[Raw]) -> Iterator[Seen]:
    """Every report as it is known when its events are read."""
    for report in reports:
        fields: dict[str, object] = {
            name: report[name] for name in ("id", "text", "published", "title", "outlet") if name in report
        }
        article = article_of(fields, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
        if article is None:
            continue
        encoding = encoder.encode(article.text)
        toponyms = find_toponyms(article, gazetteer, spans=place_spans(encoding))
        yield Seen(report, article, encoding, Known(article.text, find_times(article), toponyms))


def find(encoder: Encoder, gazetteer: Gazetteer, reports: Iterable[Raw]) -> Iterator[Found]:
    """Every report as the network reads it."""
    for seen in see(encoder, gazetteer, reports):
        golds, drafts = seen.raw["events"], draft_events(encoder, seen.encoding, seen.known)
        shared = {(n, k): _shared(gold, draft) for n, gold in enumerate(golds) for k, draft in enumerate(drafts)}
        pairs = [(golds[n], k) for n, k in one_to_one(shared)]
        yield Found(seen.raw, seen.article, seen.known, drafts, pairs)


def one_to_one(shared: Mapping[tuple[int, int], float]) -> list[tuple[int, int]]:
    """Pairs by how much two things share, most first, of which each thing is in one at most."""
    left, right, pairs = set(), set(), []
    for n, k in sorted((pair for pair, count in shared.items() if count), key=lambda pair: (-shared[pair], pair)):
        if n not in left and k not in right:
            left.add(n)
            right.add(k)
            pairs.append((n, k))
    return pairs


def _shared(gold: Raw, draft: EventDraft) -> float:
    """How many triggers are annotated too; of two as good the one of the same type counts more."""
    mentions = [Span(*mention) for mention in gold["mentions"]]
    count = sum(any(trigger.overlaps(mention) for mention in mentions) for trigger in draft.triggers)
    return count + (0.5 if count and draft.type == gold["type"] else 0)

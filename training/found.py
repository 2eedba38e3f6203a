"""The annotated reports as a network reads them: what it finds, beside the gold events that are the same."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from accordingto.evals_format import article_of
from accordingto.model import Article, Span, TimeExpression, Toponym
from accordingto.read.circumstances import Known
from accordingto.read.encoder import Encoder
from accordingto.read.events import EventDraft, draft_events
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.places import find_toponyms
from accordingto.read.reader import place_spans
from accordingto.read.times import find_times
from training.annotations import Raw


@dataclass(frozen=True, slots=True)
class Found:
    """A report with its events as found; `pairs` are gold events with the number of the draft that tells each."""

    article: Article
    times: Sequence[TimeExpression]
    toponyms: Sequence[Toponym]
    drafts: Sequence[EventDraft]
    pairs: Sequence[tuple[Raw, int]]


def find(encoder: Encoder, gazetteer: Gazetteer, reports: Iterable[Raw]) -> Iterator[Found]:
    """Every report as the network reads it."""
    for report in reports:
        fields: dict[str, object] = {
            name: report[name] for name in ("id", "text", "published", "title", "outlet") if name in report
        }
        article = article_of(fields, fetched_at=datetime(2026, 1, 1, tzinfo=UTC))
        if article is None:
            continue
        times, encoding = find_times(article), encoder.encode(article.text)
        toponyms = find_toponyms(article, gazetteer, spans=place_spans(encoding))
        drafts = draft_events(encoder, encoding, Known(article.text, times, toponyms))
        yield Found(article, times, toponyms, drafts, _matches(report["events"], drafts))


def _matches(golds: Sequence[Raw], drafts: Sequence[EventDraft]) -> list[tuple[Raw, int]]:
    """Gold events with the number of the draft that shares most triggers with each, one to one."""
    shared = {(n, k): _shared(gold, draft) for n, gold in enumerate(golds) for k, draft in enumerate(drafts)}
    left, right, pairs = set(range(len(golds))), set(range(len(drafts))), []
    for n, k in sorted((pair for pair, count in shared.items() if count), key=lambda pair: (-shared[pair], pair)):
        if n in left and k in right:
            left.remove(n)
            right.remove(k)
            pairs.append((golds[n], k))
    return pairs


def _shared(gold: Raw, draft: EventDraft) -> float:
    """How many triggers are annotated too; of two as good the one of the same type counts more."""
    mentions = [Span(*mention) for mention in gold["mentions"]]
    count = sum(any(trigger.overlaps(mention) for mention in mentions) for trigger in draft.triggers)
    return count + (0.5 if count and draft.type == gold["type"] else 0)

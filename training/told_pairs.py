"""Pairs of event mentions as the trained reader gives them, labelled by the events told in `evals/data`.

Annotated reports show linking what people would have read. What it meets is what the reader makes of a text: wrong
days, places without a name, two raids in one mention. Half of the labelled events is used here, drawn by the hash of
their ids; `evals/origins.py` measures on all, and `docs/origins-set.md` says how the other half fares.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from accordingto.link import MentionInContext
from accordingto.link.events import compared_pairs
from accordingto.link.features import alike_sentence
from accordingto.link.profiles import Profile, profiles
from accordingto.link.scoring import Weights, score_pair
from accordingto.model import Article, EventMention, Reading
from accordingto.model.compatible import cannot_be_one
from evals.origin_labels import LabelledEvent, LookAlike, Telling, labelled_events, look_alikes

Pair = tuple[Profile, Profile]
REPRINTED = 0.8  # likeness of two sentences: a text printed twice was labelled once, and the other tells the event too
PairKey = tuple[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class LabelledPair:
    """Two mentions, whether they tell of one event, and the event or look-alike that says so."""

    pair: Pair
    same: bool
    source: str


def is_learnt_from(label: str) -> bool:
    """Whether a labelled event or pair of look-alikes, by its id, is in the half that linking learns from."""
    return int(hashlib.sha256(label.encode()).hexdigest(), 16) % 2 == 0


def labelled_pairs(
    articles: Mapping[str, Article], read: Iterable[tuple[Article, Reading]], weights: Weights
) -> Iterator[LabelledPair]:
    """Pairs of the half that is learnt from; `articles` by the ids the labels use, `weights` to choose by.

    Of the mentions by which two reports may tell one event the likeliest pair counts: a sentence holds others too.
    Reports that do not tell an event have no mention of it, for its labels name all that do.
    """
    read = list(read)
    told = {reading.article_id: reading.events for _, reading in read}
    contexts = [MentionInContext(mention=mention, article=article) for article, r in read for mention in r.events]
    pairs = {(a.mention.id, b.mention.id): (a, b) for a, b in compared_pairs(profiles(contexts), ())}
    possible = {key: pair for key, pair in pairs.items() if not cannot_be_one(pair[0].mention, pair[1].mention)}
    found: dict[PairKey, LabelledPair] = {}
    for event in filter(lambda event: is_learnt_from(event.event), labelled_events()):
        mentions = {r: _told_at(event.telling(r), told[articles[r].id]) for r in event.reports}
        _add(found, _same(event, mentions, possible, weights))
        _add(found, _others(event, mentions, {articles[r].id for r in event.reports}, possible))
    for look_alike in filter(lambda pair: is_learnt_from(pair.pair), look_alikes()):
        _add(found, _alike(look_alike, {i: told[a.id] for i, a in articles.items()}, possible))
    yield from (found[key] for key in sorted(found))


def _add(found: dict[PairKey, LabelledPair], pairs: Iterable[LabelledPair]) -> None:
    for labelled in pairs:
        found.setdefault((labelled.pair[0].mention.id, labelled.pair[1].mention.id), labelled)


def _told_at(telling: Telling, mentions: Sequence[EventMention]) -> list[str]:
    """Ids of the mentions with a trigger in the clauses that tell the event."""
    spans = [anchor.clause for anchor in telling.anchors]
    return [m.id for m in mentions if any(a <= t.start and t.end <= b for a, b in spans for t in m.triggers)]


def _across(one: Iterable[str], other: Sequence[str], possible: Mapping[PairKey, Pair]) -> list[Pair]:
    keys = ((min(i, j), max(i, j)) for i in one for j in other)
    return [possible[key] for key in keys if key in possible]


def _same(
    event: LabelledEvent, mentions: Mapping[str, Sequence[str]], possible: Mapping[PairKey, Pair], weights: Weights
) -> Iterator[LabelledPair]:
    for one, other in combinations(event.reports, 2):
        pairs = _across(mentions[one], mentions[other], possible)
        if pairs:
            best = max(pairs, key=lambda pair: score_pair(*pair, weights=weights).value)
            yield LabelledPair(pair=best, same=True, source=event.event)


def _others(
    event: LabelledEvent,
    mentions: Mapping[str, Sequence[str]],
    reports: Collection[str],
    possible: Mapping[PairKey, Pair],
) -> Iterator[LabelledPair]:
    tellings = {mention for ids in mentions.values() for mention in ids}
    partners: dict[str, list[Pair]] = defaultdict(list)
    for a, b in possible.values():
        partners[a.mention.id].append((a, b))
        partners[b.mention.id].append((a, b))
    for mention in sorted(tellings):
        for a, b in partners[mention]:
            other = b if a.mention.id == mention else a
            if other.article_id not in reports and alike_sentence(a, b) <= REPRINTED:
                yield LabelledPair(pair=(a, b), same=False, source=event.event)


def _alike(
    pair: LookAlike, told: Mapping[str, Sequence[EventMention]], possible: Mapping[PairKey, Pair]
) -> Iterator[LabelledPair]:
    one, other = (_told_at(telling, told[telling.report]) for telling in (pair.a, pair.b))
    for found in _across(one, other, possible):
        yield LabelledPair(pair=found, same=False, source=pair.pair)

"""The measure of origins: does an event count who knew it, or who repeated it?

Two ways to find a labelled event among ours: by the very words that tell it (`AtAnchors`), and as outsiders can, from
the lines of `events.jsonl` alone, by report, day and place (`InFile`).
"""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from statistics import fmean
from typing import Protocol

from accordingto import link_evals
from accordingto.link_evals import NamedArticle
from accordingto.model import Article, Event, EventMention, Reading
from accordingto.pipeline import read_all
from accordingto.read import Layer, Reader
from accordingto.text import name_tokens
from evals.origin_labels import EVENTS, LOOK_ALIKES, LabelledEvent, LookAlike, Telling, labelled_events, look_alikes
from evals.workbench import INPUT_FIELDS, Row, Workbench

Scores = Mapping[str, float]
REPORTS = ("../reports/syria_2011_2018.jsonl", "../reports/articles.jsonl")
NEAR = dt.timedelta(
    days=3
)  # reports disagree on a day, or count a night as the one before; weeks apart is another event
CORROBORATED = 2  # origins


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundEvent:
    """What our ledger says of an event, as far as it bears on origins."""

    id: str
    low: int
    high: int
    reports: frozenset[str]
    date: dt.date | None = None
    place: str = ""


class Finder(Protocol):
    """A way to find labelled events among ours."""

    def told(self, telling: Telling, reports: Collection[str]) -> Sequence[FoundEvent]:
        """Our events that a report tells where, by the label, it tells one that all of `reports` tell."""
        ...


@dataclass(frozen=True, slots=True)
class AtAnchors:
    """Finds events by the words of the reports that tell them."""

    mentions: Mapping[str, Sequence[tuple[EventMention, FoundEvent]]]  # by the report's id

    def told(self, telling: Telling, reports: Collection[str]) -> Sequence[FoundEvent]:
        """Events with a trigger in the clause that tells the event; failing that, in its sentence."""
        clauses, sentences = zip(*((anchor.clause, anchor.sentence) for anchor in telling.anchors), strict=True)
        mentions = self.mentions.get(telling.report, ())
        found = ([e for m, e in mentions if _triggered(m, spans)] for spans in (clauses, sentences))
        return list(dict.fromkeys(next((events for events in found if events), ())))


def _triggered(mention: EventMention, spans: Iterable[tuple[int, int]]) -> bool:
    return any(start <= trigger.start and trigger.end <= end for start, end in spans for trigger in mention.triggers)


@dataclass(frozen=True, slots=True)
class InFile:
    """Finds events by what a line of `events.jsonl` says: its reports, its day, its place."""

    events: Mapping[str, Sequence[FoundEvent]]  # by the report's id

    def told(self, telling: Telling, reports: Collection[str]) -> Sequence[FoundEvent]:
        near = [e for e in self.events.get(telling.report, ()) if e.date is None or abs(e.date - telling.date) <= NEAR]
        return sorted(near, key=partial(_distance, telling, reports))[:1]


def _distance(telling: Telling, reports: Collection[str], found: FoundEvent) -> tuple[int, bool, int]:
    """Sorts what may be the labelled event: most of its reports first, then its place, then the nearest day."""
    place = set(name_tokens(telling.place)) & set(name_tokens(found.place))
    days = abs(found.date - telling.date).days if found.date else NEAR.days + 1
    return -len(found.reports.intersection(reports)), not place, days


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """A labelled event beside ours: `found` is the one that most of its reports tell, None if we see none."""

    event: LabelledEvent
    found: FoundEvent | None
    pairs_found: int

    @property
    def is_called(self) -> bool:
        return self.found is not None and self.found.low >= CORROBORATED

    @property
    def meets(self) -> bool:
        """Whether some number lies in both ranges."""
        return self.found is not None and (
            self.found.low <= self.event.origins_high and self.event.origins_low <= self.found.high
        )

    @property
    def covers(self) -> bool:
        """Whether our range holds every number that may be the truth."""
        return self.found is not None and (
            self.found.low <= self.event.origins_low and self.event.origins_high <= self.found.high
        )

    @property
    def width(self) -> int:
        return self.found.high - self.found.low if self.found else 0


def verdict(event: LabelledEvent, finder: Finder) -> Verdict:
    """What became of a labelled event."""
    told = {report: finder.told(event.telling(report), event.reports) for report in event.reports}
    votes = Counter(chain.from_iterable(told.values()))
    return Verdict(
        event=event,
        found=max(votes, key=lambda found: votes[found], default=None),
        pairs_found=sum(not set(told[a]).isdisjoint(told[b]) for a, b, _ in event.pairs),
    )


def figures(verdicts: Sequence[Verdict]) -> Scores:
    """All figures but that on look-alikes, as shares of one."""
    called = [v.event for v in verdicts if v.is_called]
    true = [v for v in verdicts if v.event.origins_low >= CORROBORATED]
    return {
        **corroboration(called),
        "corroborated_found": _share(v.is_called for v in true),
        "pairs": sum(v.pairs_found for v in verdicts) / max(1, sum(len(v.event.pairs) for v in verdicts)),
        "pairs_by_event": _mean(v.pairs_found / len(v.event.pairs) for v in verdicts),
        "range_meets": _share(v.meets for v in verdicts),
        "range_covers": _share(v.covers for v in verdicts),
        "range_narrow": _share(v.found is not None and v.width <= _width(v.event) for v in verdicts),
        "range_tight": 1 / (1 + mean_width(verdicts)),
    }


def corroboration(called: Sequence[LabelledEvent]) -> Scores:
    """Of the events called known to two: the share that have not surely one origin, and that have surely two."""
    return {
        "corroborated_not_one": 1 - _share(event.origins_high == 1 for event in called),
        "corroborated_surely": _share(event.origins_low >= CORROBORATED for event in called),
    }


def by_outlets(events: Iterable[LabelledEvent], outlet_of: Mapping[str, str]) -> Scores:
    """The same two figures for who counts outlets: an event is called known to two if two outlets tell it."""
    outlets = ((event, {outlet_of[report] for report in event.reports}) for event in events)
    return corroboration([event for event, names in outlets if len(names) >= CORROBORATED])


def mean_width(verdicts: Iterable[Verdict]) -> float:
    """How far low and high lie apart, over the events that we see."""
    return _mean(v.width for v in verdicts if v.found)


def apart(pairs: Sequence[LookAlike], finder: Finder) -> float:
    """The share of look-alikes that we do not take for one event."""
    sides = ([set(finder.told(telling, {telling.report})) for telling in (pair.a, pair.b)] for pair in pairs)
    return _share(one.isdisjoint(other) for one, other in sides)


def _width(event: LabelledEvent) -> int:
    return event.origins_high - event.origins_low


def _share(truths: Iterable[bool]) -> float:
    return _mean(map(float, truths))


def _mean(numbers: Iterable[float]) -> float:
    """0 if there are none: nothing was reached."""
    return fmean(found) if (found := list(numbers)) else 0.0


def origins(bench: Workbench) -> Scores:
    """All figures, with `_in_file` behind those that need no more than `events.jsonl`."""
    bench.note(EVENTS)
    bench.note(LOOK_ALIKES)
    rows = [row for path in REPORTS for row in bench.rows(path)]
    bench.documents = len(rows)
    named = link_evals.named_articles([{key: row[key] for key in INPUT_FIELDS if key in row} for row in rows])
    articles = link_evals.articles_of(named)
    readings = [reading for _, reading in read_all(_load, articles)]
    events = link_evals.events_of(articles, readings, link_evals.copy_edges(articles))
    at_anchors, in_file = finders(named, readings, events)
    by_file = {f"{name}_in_file": value for name, value in _all_figures(in_file).items()}
    return {**_all_figures(at_anchors), **by_file}


def _all_figures(finder: Finder) -> Scores:
    verdicts = [verdict(event, finder) for event in labelled_events()]
    return {**figures(verdicts), "look_alikes_apart": apart(look_alikes(), finder)}


def _load() -> Callable[[Article], Reading]:
    return partial(Reader.load().read, layers=frozenset(Layer))


def finders(
    named: Sequence[NamedArticle], readings: Iterable[Reading], events: Sequence[Event]
) -> tuple[AtAnchors, InFile]:
    """Both ways to find labelled events among `events`."""
    found = {str(row["event"]): found_event(row) for row in link_evals.event_rows(named, events)}
    by_mention = {mention_id: found[event.id] for event in events for mention_id in event.mention_ids}
    mentions = {r.article_id: [(m, by_mention[m.id]) for m in r.events if m.id in by_mention] for r in readings}
    by_report: dict[str, list[FoundEvent]] = defaultdict(list)
    for event in found.values():
        for report in event.reports:
            by_report[report].append(event)
    return AtAnchors({n.id: mentions[n.article.id] for n in named if n.article}), InFile(by_report)


def found_event(row: Row) -> FoundEvent:
    """A line of `events.jsonl`."""
    low, high, reports, date, place = (row[key] for key in ("origins_low", "origins_high", "reports", "date", "place"))
    assert isinstance(low, int) and isinstance(high, int) and isinstance(reports, list), "the documented form"
    return FoundEvent(
        id=str(row["event"]),
        low=low,
        high=high,
        reports=frozenset(map(str, reports)),
        date=dt.date.fromisoformat(str(date)) if date else None,
        place=str(place or ""),
    )

"""What changed between two views, event by event, and why.

Two views of one ledger as of two moments differ by what became known and what people decided in between. Views of two
ledgers, or of one before and after it was read again, may also differ by their reader: that is what is left when
neither reports nor decisions explain a difference.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from accordingto.ledger.decisions import Decision
from accordingto.ledger.view import View
from accordingto.model import Amount, Claim, Event, Figure, Polarity


class ChangeKind(StrEnum):
    """What happened to an event, the most telling first."""

    NEW_EVENT = "new event"
    GONE = "no longer told"
    DENIAL = "denial"
    NEW_ORIGIN = "new origin"
    REVISED_FIGURE = "revised figure"
    CORRECTION = "correction by a person"
    WITHDRAWAL = "claim no longer counted"
    JOINED = "joined with another event"
    PARTED = "parted from another event"
    RETOLD = "told differently"
    NEW_REPORT = "new report of a known origin"
    BETTER_READER = "read again"


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One change. `at` is when it became known or was decided (None: that cannot be told); `by` is who says or decides
    it; `before` and `after` are figures or fields in words, None where there is none; `article_ids` the new reports."""

    kind: ChangeKind
    at: datetime | None
    by: str | None = None
    what: str | None = None
    before: str | None = None
    after: str | None = None
    article_ids: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventChange:
    """An event that changed: as it was (None: not there), as it is (None: gone), and how, the most telling first."""

    before: Event | None
    after: Event | None
    changes: tuple[Change, ...]

    @property
    def event(self) -> Event:
        """The event as it is, as it was if it is gone."""
        event = self.after or self.before
        assert event is not None
        return event


def changes(before: View, after: View) -> tuple[EventChange, ...]:
    """The events that differ between two views, in the order in which they first changed."""
    matched = _Matched(before.events(), after.events())
    why = _Reasons(before, after)
    found = [
        _parted(event, whole, why)
        if (whole := matched.parted_from(event))
        else _changed(matched.olds(event), event, why)
        for event in after.events()
    ]
    found += [_gone(event, why) for event in matched.gone()]
    changed = [change for change in found if change.changes]
    return tuple(sorted(changed, key=lambda change: (_first(change), change.event.id)))


def _first(change: EventChange) -> datetime:
    moments = [one.at for one in change.changes if one.at is not None]
    return min(moments, default=change.event.known_at)


class _Matched:
    """Which events before became which after: by id, else by the mentions they share."""

    def __init__(self, before: Sequence[Event], after: Sequence[Event]) -> None:
        self._before = before
        self._holder = {mention_id: event for event in before for mention_id in event.mention_ids}
        self._by_id = {event.id: event for event in before}
        self._kept = {event.id for event in after}
        self._taken = {old.id for event in after for old in self.olds(event)}

    def olds(self, event: Event) -> tuple[Event, ...]:
        """The events that went into one, the one whose id it kept, or which is oldest, first."""
        same = self._by_id.get(event.id)
        found = {} if same is None else {same.id: same}
        shared = [self._holder[m] for m in event.mention_ids if m in self._holder]
        found |= {old.id: old for old in sorted(shared, key=lambda old: (old.known_at, old.id)) if old.id not in found}
        return tuple(found.values())

    def parted_from(self, event: Event) -> Event | None:
        """The event that one was a part of and that goes on without it."""
        olds = [old for old in self.olds(event) if old.id in self._kept]
        return olds[0] if olds and event.id not in self._by_id else None

    def gone(self) -> list[Event]:
        return [event for event in self._before if event.id not in self._taken]


class _Reasons:
    """What could have changed anything between two views: reports, decisions, the reader."""

    def __init__(self, before: View, after: View) -> None:
        self.before, self.after = before, after
        self._known = {article.id for article in before.articles()}
        earlier = {kept.decision.id for kept in before.decisions()}
        self._decided = [kept.decision for kept in after.decisions() if kept.decision.id not in earlier]

    def is_new(self, article_id: str) -> bool:
        return article_id not in self._known

    def decisions(self, *events: Event) -> list[Decision]:
        """The decisions made in between on anything the events are made of."""
        if not self._decided:
            return []
        ids = {part for event in events for part in _parts(event)}
        return [decision for decision in self._decided if ids.intersection(decision.records)]

    def read_again(self, *events: Event) -> bool:
        """Whether another reader has read a report of the events that both views hold."""
        told = {a.article_id for event in events for claim in event.claims for a in claim.appearances}
        return any(self._method(self.before, i) != self._method(self.after, i) for i in sorted(told & self._known))

    @staticmethod
    def _method(view: View, article_id: str) -> str | None:
        reading = view.reading(article_id)
        return reading.method.id if reading else None


def _parts(event: Event) -> Iterator[str]:
    """The ids of everything a decision on an event can be about."""
    yield from event.mention_ids
    for claim in event.claims:
        yield claim.author.key
        for told in claim.appearances:
            yield told.article_id
            if told.attribution_id is not None:
                yield told.attribution_id


def _changed(olds: Sequence[Event], event: Event, why: _Reasons) -> EventChange:
    if not olds:
        return EventChange(before=None, after=event, changes=tuple(_arrived(event, why)))
    old = olds[0]
    decisions = [_correction(decision) for decision in why.decisions(*olds, event)]
    fresh = [*_figures(old, event), *_claims(old, event, why)]
    joined = [Change(kind=ChangeKind.JOINED, at=None, what=other.id) for other in olds[1:]]
    retold = list(_retold(old, event))
    found = [*fresh, *decisions, *joined, *retold]
    explained = (
        decisions or any(map(why.is_new, _reports(event))) or any(c.kind is ChangeKind.WITHDRAWAL for c in fresh)
    )
    if found and not explained and why.read_again(old, event):
        found.append(Change(kind=ChangeKind.BETTER_READER, at=None))
    return EventChange(before=old, after=event, changes=_ranked(found))


def _parted(event: Event, whole: Event, why: _Reasons) -> EventChange:
    found = [*map(_correction, why.decisions(whole, event)), Change(kind=ChangeKind.PARTED, at=None, what=whole.id)]
    return EventChange(before=None, after=event, changes=tuple(found))


def _arrived(event: Event, why: _Reasons) -> Iterator[Change]:
    """Why an event is there that was not: a report told it, or old reports are now seen to."""
    new = [article_id for article_id in _reports(event) if why.is_new(article_id)]
    decisions = why.decisions(event)
    by = event.claims[0].author.name if event.claims else None
    if new or not decisions:
        yield Change(kind=ChangeKind.NEW_EVENT, at=event.known_at if new else None, by=by, article_ids=tuple(new))
    yield from (_correction(decision) for decision in decisions)
    if not new and not decisions and why.read_again(event):
        yield Change(kind=ChangeKind.BETTER_READER, at=None)


def _gone(event: Event, why: _Reasons) -> EventChange:
    """Why an event is no longer there: its reports no longer stand, a person found so, or the reader."""
    found = [_correction(decision) for decision in why.decisions(event)]
    found.append(Change(kind=ChangeKind.GONE, at=None))
    if len(found) == 1 and why.read_again(event):
        found.append(Change(kind=ChangeKind.BETTER_READER, at=None))
    return EventChange(before=event, after=None, changes=_ranked(found))


def _ranked(found: Iterable[Change]) -> tuple[Change, ...]:
    order = {kind: place for place, kind in enumerate(ChangeKind)}
    return tuple(sorted(found, key=lambda change: order[change.kind]))


def _reports(event: Event) -> list[str]:
    return list(dict.fromkeys(told.article_id for claim in event.claims for told in claim.appearances))


def _correction(decision: Decision) -> Change:
    field = f"{decision.field} = {decision.value}" if decision.value else decision.field
    what = f"{decision.kind.value} ({field})" if field else decision.kind.value
    return Change(kind=ChangeKind.CORRECTION, at=decision.at, by=decision.by, what=what, after=decision.reason or None)


def _by_author(event: Event) -> Mapping[tuple[str, Polarity], Claim]:
    return {(claim.author.key, claim.polarity): claim for claim in event.claims}


def _claims(old: Event, event: Event, why: _Reasons) -> Iterator[Change]:
    """Claims that were not made before, reports that repeat known ones, and claims that are gone."""
    were, are = _by_author(old), _by_author(event)
    known = {claim.id for key, claim in are.items() if key in were}
    origin_of = {claim_id: origin for origin in event.origins for claim_id in origin.claim_ids}
    for key, claim in are.items():
        if key not in were:
            kind = ChangeKind.NEW_ORIGIN
            if claim.polarity is not Polarity.ASSERTS:
                kind = ChangeKind.DENIAL if claim.polarity is Polarity.DENIES else ChangeKind.NEW_REPORT
            elif claim.id in origin_of and known.intersection(origin_of[claim.id].claim_ids):
                kind = ChangeKind.NEW_REPORT
            elif claim.id in origin_of:
                known.add(claim.id)
            yield _made(kind, claim, claim.appearances[0].known_at, _told_in(claim))
            continue
        before = set(_told_in(were[key]))
        again = [told for told in claim.appearances if told.article_id not in before and why.is_new(told.article_id)]
        if again:
            reports = tuple(dict.fromkeys(told.article_id for told in again))
            yield _made(ChangeKind.NEW_REPORT, claim, again[0].known_at, reports)
    for key, claim in were.items():
        if key not in are:
            yield _made(ChangeKind.WITHDRAWAL, claim, None, ())


def _told_in(claim: Claim) -> tuple[str, ...]:
    return tuple(dict.fromkeys(told.article_id for told in claim.appearances))


def _made(kind: ChangeKind, claim: Claim, at: datetime | None, reports: tuple[str, ...]) -> Change:
    figures = ", ".join(f"{_amount(figure.amount)} {figure.unit}" for figure in claim.figures) or None
    return Change(kind=kind, at=at, by=claim.author.name, after=figures, article_ids=reports)


def _figures(old: Event, event: Event) -> Iterator[Change]:
    """Figures that an author who had given one now gives otherwise, or no longer."""
    were = _by_author(old)
    for key, claim in _by_author(event).items():
        if key not in were:
            continue
        now, before = _by_unit(claim.figures), _by_unit(were[key].figures)
        for unit in sorted(before):
            if before[unit] != now.get(unit):
                told = now.get(unit)
                yield Change(
                    kind=ChangeKind.REVISED_FIGURE,
                    at=claim.appearances[-1].known_at,
                    by=claim.author.name,
                    what=unit,
                    before=_amount(before[unit]),
                    after=None if told is None else _amount(told),
                )


def _by_unit(figures: Iterable[Figure]) -> dict[str, Amount]:
    return {figure.unit: figure.amount for figure in figures}


def _amount(amount: Amount) -> str:
    if amount.high is None:
        return f"at least {amount.low}"
    return str(amount.low) if amount.low == amount.high else f"{amount.low}–{amount.high}"


def _retold(old: Event, event: Event) -> Iterator[Change]:
    """What the event is now told to be: its kind, place, days, status, who holds the place."""
    for (what, was), (_, is_now) in zip(_told(old), _told(event), strict=True):
        if was != is_now:
            yield Change(kind=ChangeKind.RETOLD, at=None, what=what, before=was, after=is_now)


def _told(event: Event) -> tuple[tuple[str, str | None], ...]:
    days = event.time
    return (
        ("type", " ".join(filter(None, (event.type.value, event.mode)))),
        ("status", event.status.value),
        ("place", ", ".join(place.name for place in event.places) or None),
        ("date", None if days is None else f"{days.start or ''}/{days.end or ''}"),
        ("control", event.control.to if event.control else None),
    )

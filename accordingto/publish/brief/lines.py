"""Two views -> a brief: every event that changed between them in one line, under what matters most about it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, tzinfo

from accordingto.ledger.changes import Change, ChangeKind, EventChange, changes
from accordingto.ledger.view import View
from accordingto.model import Appearance, Claim, Event
from accordingto.publish.brief.sentences import ECHOES, sentences
from accordingto.publish.options import PublishOptions
from accordingto.publish.pages.cards import VERBS, author_name, public_url
from accordingto.publish.pages.situation_page import default_title
from accordingto.publish.phrases import headline
from accordingto.publish.quotes import quote
from accordingto.publish.situation import Situation, collect, outlet, title
from accordingto.publish.wording import capitalized, one_line, supported, when

SOURCES_SHOWN = 6  # of one line; the event's page has all


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One telling behind a line: who says it, in which words, and the report; `url` None if it has no web address."""

    author: str
    verb: str
    words: str
    outlet: str
    title: str
    known: str
    url: str | None
    article_id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """An event with what changed about it, in sentences, and the tellings it rests on; `more` are not shown."""

    event_id: str
    headline: str
    when: str
    support: str
    changes: tuple[str, ...]
    sources: tuple[Source, ...]
    more: int
    is_gone: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What happened to a situation between two moments; every event stands in one list.

    `disputed` are events that were not before; `echoes` counts those that were only told again by reports without an
    origin of their own. `until` None: nothing is known at all. Times of day are written in `zone`.
    """

    title: str
    since: datetime
    until: datetime | None
    new: tuple[Line, ...]
    changed: tuple[Line, ...]
    disputed: tuple[Line, ...]
    echoes: int
    base_url: str | None
    zone: tzinfo = UTC

    @property
    def sections(self) -> tuple[tuple[str, tuple[Line, ...]], ...]:
        """The lists that hold something, under their names, in the order in which they are read."""
        named = (("New", self.new), ("Changed", self.changed), ("Disputed", self.disputed))
        return tuple((name, lines) for name, lines in named if lines)

    def address(self, line: Line) -> str | None:
        """Where the event of a line has its page, None if it is gone or nobody says where the site stands."""
        if self.base_url is None or line.is_gone:
            return None
        return f"{self.base_url.rstrip('/')}/events/{line.event_id}.html"


def brief_of(before: View, after: View, options: PublishOptions) -> Brief:
    """The brief of what differs between two views of one ledger.

    Raises ValueError if `before` is not as of a moment: then there is nothing to tell since.
    """
    if before.as_of is None:
        raise ValueError("a brief tells what changed since a moment")
    situation = collect(after, full_text=options.full_text, time_zone=options.time_zone)
    found = changes(before, after)
    told = [change for change in found if not _is_echo(change)]
    disputed = [change for change in told if _is_newly_disputed(change)]
    others = [change for change in told if not _is_newly_disputed(change)]
    new = [change for change in others if change.before is None and _has(change, ChangeKind.NEW_EVENT)]
    return Brief(
        title=one_line(options.title or default_title(situation.events)),
        since=before.as_of,
        until=situation.known_until,
        new=_lines(situation, new),
        changed=_lines(situation, [change for change in others if change not in new]),
        disputed=_lines(situation, disputed),
        echoes=len(found) - len(told),
        base_url=options.base_url,
        zone=situation.zone,
    )


def _is_echo(change: EventChange) -> bool:
    return change.before is not None and all(one.kind in ECHOES for one in change.changes)


def _has(change: EventChange, kind: ChangeKind) -> bool:
    return any(one.kind is kind for one in change.changes)


def _is_newly_disputed(change: EventChange) -> bool:
    before, after = change.before, change.after
    return after is not None and after.standing.disputed and (before is None or not before.standing.disputed)


def _lines(situation: Situation, found: Iterable[EventChange]) -> tuple[Line, ...]:
    """Lines, the best supported events first."""
    ranked = sorted(
        found, key=lambda change: (-change.event.standing.origins_low, change.event.known_at, change.event.id)
    )
    return tuple(_line(situation, change) for change in ranked)


def _line(situation: Situation, change: EventChange) -> Line:
    event = change.event
    sources = _sources(situation, event, change.changes)
    return Line(
        event_id=event.id,
        headline=headline(event),
        when=when(event.time),
        support=supported(event.standing),
        changes=sentences(change),
        sources=tuple(sources[:SOURCES_SHOWN]),
        more=max(0, len(sources) - SOURCES_SHOWN),
        is_gone=change.after is None,
    )


def _sources(situation: Situation, event: Event, found: Sequence[Change]) -> list[Source]:
    """The first telling of each claim among the reports that brought the change; of all reports if none did."""
    fresh = {article_id for change in found for article_id in change.article_ids}
    told = [(claim, _first(claim, fresh)) for claim in event.claims]
    shown = [(claim, at) for claim, at in told if at is not None] or [(c, c.appearances[0]) for c in event.claims]
    sources = (_source(situation, claim, at) for claim, at in shown)
    return [source for source in sources if source is not None]


def _first(claim: Claim, fresh: set[str]) -> Appearance | None:
    return next((told for told in claim.appearances if told.article_id in fresh), None)


def _source(situation: Situation, claim: Claim, at: Appearance) -> Source | None:
    """None for a report that the view no longer holds."""
    article = situation.articles.get(at.article_id)
    if article is None:
        return None
    words = quote(situation, at)
    return Source(
        author=capitalized(author_name(claim.author)),
        verb=VERBS[claim.polarity],
        words=words.words if words else "",
        outlet=outlet(article),
        title=title(article),
        known=situation.minute(article.known_at),
        url=public_url(article.url),
        article_id=article.id,
    )

"""Every change between two views is told with its cause, and nothing else is."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

from accordingto.ledger import Ledger, View
from accordingto.ledger.changes import ChangeKind, EventChange, changes
from accordingto.ledger.decisions import Decision, Kind, decide, history, undone
from accordingto.model import Actor, Article, EventMention, Issue, Polarity, Reading, Relation, SourceKind
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_capture,
    make_day,
    make_edge,
    make_figure,
    make_mention,
    make_place,
    make_reading,
)

HOUR = timedelta(hours=1)
MONITOR = make_actor("Hill War Monitor", kind=SourceKind.NGO)
RESCUERS = make_actor("Civil Rescue", kind=SourceKind.NGO)
ARMY = make_actor("Syrian army", kind=SourceKind.MILITARY, country="SY")
PAGE = "https://herald.example/saraqib"


@dataclass
class Story:
    """Reports of one shelling, one an hour, all linked to be one event."""

    ledger: Ledger
    told: list[EventMention] = field(default_factory=list)

    def report(
        self,
        publisher: str,
        author: Actor,
        killed: int | None = 9,
        *,
        polarity: Polarity = Polarity.ASSERTS,
        url: str | None = None,
        linked: bool = True,
        version: str = "1",
    ) -> EventMention:
        article, reading = self.read(publisher, author, killed, polarity=polarity, url=url, version=version)
        self.ledger.add_report(make_capture(url or publisher, body=article.text), article)
        self.ledger.add_reading(reading)
        (mention,) = reading.events
        if linked:
            self.ledger.add_edges([make_edge(*sorted((mention.id, other.id))) for other in self.told])
        self.told.append(mention)
        return mention

    def read(
        self,
        publisher: str,
        author: Actor,
        killed: int | None = 9,
        *,
        polarity: Polarity = Polarity.ASSERTS,
        url: str | None = None,
        version: str = "1",
        at: int | None = None,
    ) -> tuple[Article, Reading]:
        hour = len(self.told) if at is None else at
        text = f"Shells hit Saraqib on Sunday, {author.name} said. ({publisher}, {killed})"
        article = make_article(text, publisher=publisher, published=DAY_ONE + hour * HOUR, url=url)
        said = make_attribution(article, "said", "Shells hit Saraqib on Sunday", author=author, polarity=polarity)
        mention = make_mention(
            article,
            "hit",
            mode=None if version == "1" else "heavy-weapons",
            places=[make_place("Saraqib", 35.864, 36.802)],
            time=make_day(date(2024, 12, 1)),
            figures=[make_figure(killed, by=said)] if killed else [],
            attributions=[said],
            own_voice=False,
        )
        return article, make_reading(article, version=version, attributions=[said], events=[mention])

    def decide(self, kind: Kind, *mentions: EventMention, hour: int, field: str | None = None) -> Decision:
        made = Decision(
            kind=kind,
            records=tuple(mention.id for mention in mentions),
            relation=Relation.SAME_EVENT if len(mentions) > 1 else None,
            field=field,
            value='"PROTEST"' if field else None,
            by="Ada",
            at=DAY_ONE + hour * HOUR,
            reason="Read both.",
        )
        decide(self.ledger, made)
        return made

    def between(self, start: int, end: int) -> tuple[EventChange, ...]:
        """What changed after one hour up to another."""
        with View(self.ledger, DAY_ONE + start * HOUR) as before, View(self.ledger, DAY_ONE + end * HOUR) as after:
            return changes(before, after)

    def kinds(self, start: int, end: int) -> list[list[ChangeKind]]:
        return [[change.kind for change in changed.changes] for changed in self.between(start, end)]


@pytest.fixture
def story(ledger: Ledger) -> Story:
    return Story(ledger)


def test_a_new_event_names_who_told_it_first(story: Story) -> None:
    story.report("Herald", MONITOR)
    ((changed),) = story.between(-1, 0)
    (change,) = changed.changes
    assert (change.kind, change.by, change.at) == (ChangeKind.NEW_EVENT, "Hill War Monitor", DAY_ONE)
    assert changed.before is None and len(change.article_ids) == 1


def test_the_same_again_is_a_report_and_another_source_an_origin(story: Story) -> None:
    story.report("Herald", MONITOR)
    story.report("Post", MONITOR)
    story.report("Gazette", RESCUERS)
    assert story.kinds(0, 1) == [[ChangeKind.NEW_REPORT]]
    assert story.kinds(1, 2) == [[ChangeKind.NEW_ORIGIN]]
    assert story.kinds(0, 2) == [[ChangeKind.NEW_ORIGIN, ChangeKind.NEW_REPORT]]
    (changed,) = story.between(0, 2)
    assert changed.before is not None and changed.after is not None
    assert (changed.before.standing.origins_high, changed.after.standing.origins_high) == (1, 2)


def test_a_denial_comes_before_everything_else(story: Story) -> None:
    story.report("Herald", MONITOR)
    story.report("Post", ARMY, None, polarity=Polarity.DENIES)
    assert story.kinds(0, 1) == [[ChangeKind.DENIAL]]


def test_a_revised_figure_tells_both(story: Story) -> None:
    story.report("Herald", MONITOR, 9)
    story.report("Post", MONITOR, 12)
    (changed,) = story.between(0, 1)
    revised = changed.changes[0]
    assert (revised.kind, revised.by, revised.what) == (ChangeKind.REVISED_FIGURE, "Hill War Monitor", "killed")
    assert (revised.before, revised.after, revised.at) == ("9", "12", DAY_ONE + HOUR)


def test_a_new_version_withdraws_what_it_no_longer_says(story: Story) -> None:
    story.report("Herald", MONITOR, url=PAGE)
    story.report("Post", RESCUERS)
    story.report("Herald", ARMY, url=PAGE)
    assert story.kinds(1, 2) == [[ChangeKind.NEW_ORIGIN, ChangeKind.WITHDRAWAL]]


def test_a_killed_report_leaves_nothing(story: Story) -> None:
    story.report("Herald", MONITOR, url=PAGE)
    notice = Issue(stage="ingest", code="withdrawn", subject=PAGE, detail="Withdrawn.")
    story.ledger.add_issues([notice], known_at=DAY_ONE + 2 * HOUR)
    (changed,) = story.between(1, 2)
    assert changed.after is None
    assert [change.kind for change in changed.changes] == [ChangeKind.GONE]


def test_a_person_corrects_joins_and_parts(story: Story) -> None:
    first = story.report("Herald", MONITOR)
    second = story.report("Post", RESCUERS, linked=False)
    story.decide(Kind.CORRECT, first, hour=3, field="type")
    assert story.kinds(2, 3) == [[ChangeKind.CORRECTION, ChangeKind.RETOLD]]
    same = story.decide(Kind.SAME, first, second, hour=4)
    (joined,) = story.between(3, 4)
    kinds = [change.kind for change in joined.changes]
    assert kinds == [ChangeKind.NEW_ORIGIN, ChangeKind.CORRECTION, ChangeKind.JOINED]
    correction = joined.changes[1]
    assert (correction.by, correction.what, correction.after) == ("Ada", "same", "Read both.")
    decide(story.ledger, undone(same, by="Ben", at=DAY_ONE + 5 * HOUR, reason="Two shells."))
    left, parted = sorted(story.between(4, 5), key=lambda changed: changed.before is None)
    assert [change.kind for change in left.changes][:2] == [ChangeKind.CORRECTION, ChangeKind.WITHDRAWAL]
    assert [change.kind for change in parted.changes] == [ChangeKind.CORRECTION, ChangeKind.PARTED]
    assert parted.changes[1].what == joined.event.id
    assert len(history(story.ledger)) == 3


def test_a_wrong_event_is_gone_by_a_person(story: Story) -> None:
    story.decide(Kind.WRONG, story.report("Herald", MONITOR), hour=3)
    assert story.kinds(2, 3) == [[ChangeKind.GONE, ChangeKind.CORRECTION]]


@contextmanager
def reread(folder: Path) -> Iterator[tuple[View, View]]:
    """One report in two ledgers, in the second read by a better reader."""
    with Ledger.open(folder / "old.db") as old, Ledger.open(folder / "new.db") as new:
        Story(old).report("Herald", MONITOR)
        Story(new).report("Herald", MONITOR, version="2")
        with View(old) as before, View(new) as after:
            yield before, after


def test_what_neither_report_nor_person_explains_is_the_readers(tmp_path: Path) -> None:
    with reread(tmp_path) as (before, after):
        (changed,) = changes(before, after)
        assert [change.kind for change in changed.changes] == [ChangeKind.RETOLD, ChangeKind.BETTER_READER]
        retold = changed.changes[0]
        assert (retold.what, retold.before, retold.after) == ("type", "ASSAULT", "ASSAULT heavy-weapons")


def test_nothing_changes_between_equal_views(story: Story) -> None:
    story.decide(Kind.SAME, story.report("Herald", MONITOR), story.report("Post", RESCUERS), hour=1)
    assert story.between(1, 1) == story.between(1, 9) == ()
    assert len(story.between(-1, 9)) == 1


def test_changes_are_the_same_after_later_reports(story: Story) -> None:
    story.report("Herald", MONITOR)
    story.report("Post", MONITOR, 12)
    before = story.between(-1, 1)
    story.decide(Kind.WRONG, story.report("Gazette", RESCUERS), hour=7)
    assert story.between(-1, 1) == before

"""What a brief tells of the example between two days, and under which heading."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest

from accordingto.ledger import Ledger, View
from accordingto.model import Polarity
from accordingto.publish.brief import Brief, Line, brief_of
from accordingto.publish.options import PublishOptions
from tests.factory import (
    make_actor,
    make_article,
    make_attribution,
    make_day,
    make_edge,
    make_figure,
    make_mention,
)
from tests.ledgers import add_read
from tests.publish.conftest import OPTIONS


@dataclass(frozen=True)
class Telling:
    """Who says, on a day, that how many were killed."""

    author: str
    killed: int


def add_telling(
    ledger: Ledger, *, day: int, author: str, killed: int = 3, polarity: Polarity = Polarity.ASSERTS
) -> None:
    """A report of one and the same event, joined to the one of the day before."""
    text = f"Shells fell on Qorin, {author} said on day {day}."
    article = make_article(
        text, publisher=f"Outlet {day}", published=at(day) + timedelta(hours=8), url=f"https://a.example/{day}"
    )
    said = make_attribution(article, "said on", "Shells fell on Qorin", author=make_actor(author), polarity=polarity)
    mention = make_mention(
        article,
        "fell",
        figures=[make_figure(killed, by=said)],
        attributions=[said],
        own_voice=False,
        time=make_day(date(2024, 12, 1)),
    )
    add_read(ledger, article, attributions=[said], events=[mention])
    earlier = [m for m in View(ledger).mentions() if m.id != mention.id]
    ledger.add_edges(make_edge(other.id, mention.id, at=at(day) + timedelta(hours=8)) for other in earlier)


def brief_between(ledger: Ledger, start: datetime, end: datetime | None = None) -> Brief:
    with View(ledger, start) as before, View(ledger, end) as after:
        return brief_of(before, after, OPTIONS)


def at(day: int, month: int = 12) -> datetime:
    return datetime(2024, month, day, tzinfo=UTC)


def every_line(brief: Brief) -> list[Line]:
    return [line for _, lines in brief.sections for line in lines]


def test_everything_is_new_since_before_the_first_report(example_ledger: Ledger, example_view: View) -> None:
    brief = brief_between(example_ledger, at(1, 1))
    assert len(every_line(brief)) == len(example_view.events())
    assert not brief.changed
    assert len(brief.disputed) == sum(event.standing.disputed for event in example_view.events())


def test_nothing_is_new_since_the_last_report(example_ledger: Ledger) -> None:
    brief = brief_between(example_ledger, at(31))
    assert brief.sections == ()
    assert brief.echoes == 0


def test_an_event_stands_in_one_section(example_ledger: Ledger) -> None:
    for day in range(1, 9):
        ids = [line.event_id for line in every_line(brief_between(example_ledger, at(day)))]
        assert len(ids) == len(set(ids))


def test_every_line_has_its_sources(example_ledger: Ledger) -> None:
    for line in every_line(brief_between(example_ledger, at(1))):
        assert line.sources
        assert all(source.author and source.outlet and source.title and source.url for source in line.sources)
        assert all(change.endswith(".") for change in line.changes)


def test_what_is_known_by_a_denial_alone_says_so(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "x.db") as ledger:
        add_telling(ledger, day=1, author="army", polarity=Polarity.DENIES)
        (line,) = brief_between(ledger, at(1), at(2)).disputed
    assert line.changes == ("Known by a denial alone, of army.",)


def test_a_new_event_that_is_denied_says_by_whom(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "x.db") as ledger:
        add_telling(ledger, day=1, author="Rami Adib")
        add_telling(ledger, day=2, author="army", polarity=Polarity.DENIES)
        with_denial = brief_between(ledger, at(1), at(3))
        assert [line.changes for line in with_denial.disputed] == [("First told by Rami Adib.", "Denied by army.")]
        denial = brief_between(ledger, at(2), at(3))
        assert [line.changes for line in denial.disputed] == [("Denied by army.",)]


CHANGES = [
    # A second author is a further origin; one who says it again is none.
    ((Telling("Rami Adib", 3), Telling("army", 3)), ("Now also told by army, counting 3 killed.",)),
    ((Telling("Rami Adib", 3), Telling("Rami Adib", 3)), None),
    # Who counts again has changed a figure.
    ((Telling("Rami Adib", 3), Telling("Rami Adib", 5)), ("Number of killed by Rami Adib: now 5, before 3.",)),
]


@pytest.mark.parametrize(("tellings", "sentences"), CHANGES)
def test_what_changed_is_told_in_a_sentence(
    tellings: tuple[Telling, Telling], sentences: tuple[str, ...] | None, tmp_path: Path
) -> None:
    with Ledger.open(tmp_path / "x.db") as ledger:
        for number, telling in enumerate(tellings, start=1):
            add_telling(ledger, day=number, author=telling.author, killed=telling.killed)
        brief = brief_between(ledger, at(2), at(3))
    assert [line.changes for line in every_line(brief)] == ([sentences] if sentences else [])
    assert brief.echoes == (sentences is None)


def test_days_add_up(example_ledger: Ledger) -> None:
    # What is new day by day is what is new in all of them: nothing falls between two briefs.
    days = [at(28, 11), at(30, 11), *map(at, range(1, 10))]
    by_day = [brief_between(example_ledger, start, end) for start, end in pairwise(days)]
    new = {line.event_id for brief in by_day for line in every_line(brief)}
    whole = {line.event_id for line in every_line(brief_between(example_ledger, days[0], days[-1]))}
    assert whole <= new


def test_a_brief_needs_a_moment_to_tell_since(example_view: View) -> None:
    with pytest.raises(ValueError, match="since a moment"):
        brief_of(example_view, example_view, PublishOptions())

"""The measure of origins: finding labelled events among ours, and the shares that come of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pytest

from accordingto.link_evals import NamedArticle, articles_of, events_of
from accordingto.model import Reading, SourceKind
from evals.origin_labels import Anchor, Kinship, LabelledEvent, LookAlike, Telling
from evals.origins import (
    AtAnchors,
    FoundEvent,
    InFile,
    Verdict,
    apart,
    by_outlets,
    figures,
    finders,
    found_event,
    mean_width,
    verdict,
)
from tests.factory import make_actor, make_article, make_attribution, make_day, make_mention, make_place, make_reading

DAY = dt.date(2024, 11, 30)


def labelled(
    *reports: str,
    low: int = 1,
    high: int = 1,
    place: str = "Souran",
    anchors: dict[str, tuple[Anchor, ...]] | None = None,
) -> LabelledEvent:
    return LabelledEvent(
        event="o1",
        label="raid on Souran",
        date=DAY,
        place=place,
        reports=reports,
        authors=dict.fromkeys(reports, ("Observers",)),
        pairs=tuple((a, b, Kinship.SAME) for i, a in enumerate(reports) for b in reports[i + 1 :]),
        origins_low=low,
        origins_high=high,
        anchors=anchors or dict.fromkeys(reports, ()),
    )


def ours(
    name: str, *reports: str, low: int = 1, high: int = 1, date: dt.date | None = DAY, place: str = "Souran"
) -> FoundEvent:
    return FoundEvent(id=name, low=low, high=high, reports=frozenset(reports), date=date, place=place)


def in_file(*events: FoundEvent) -> InFile:
    reports = {report for event in events for report in event.reports}
    return InFile({report: [e for e in events if report in e.reports] for report in reports})


@dataclass(frozen=True)
class Told:
    """A finder that knows the answer."""

    by_report: dict[str, Sequence[FoundEvent]]

    def told(self, telling: Telling, reports: Collection[str]) -> Sequence[FoundEvent]:
        return self.by_report.get(telling.report, ())


JOINED, OTHER = ours("joined", "a", "b", low=2, high=3), ours("other", "c")


@pytest.mark.parametrize(
    ("told", "found", "pairs"),
    [
        ({"a": [JOINED], "b": [JOINED], "c": [JOINED]}, JOINED, 3),
        ({"a": [JOINED], "b": [JOINED], "c": [OTHER]}, JOINED, 1),  # the event that most reports tell
        (
            {"a": [OTHER], "b": [OTHER, JOINED], "c": [JOINED]},
            OTHER,
            2,
        ),  # at equal votes the first; any in common joins
        ({"a": [JOINED]}, JOINED, 0),  # seen in one report alone
        ({}, None, 0),  # not seen at all
    ],
)
def test_our_event_is_the_one_that_most_of_the_reports_tell(
    told: dict[str, Sequence[FoundEvent]], found: FoundEvent | None, pairs: int
) -> None:
    judged = verdict(labelled("a", "b", "c"), Told(told))
    assert (judged.found, judged.pairs_found) == (found, pairs)


@pytest.mark.parametrize(
    ("low", "high", "meets", "covers"),
    [
        (2, 3, True, True),
        (1, 4, True, True),
        (3, 5, True, False),  # 3 may be the truth; 2 is left out
        (1, 1, False, False),  # too few
        (4, 6, False, False),  # too many
    ],
)
def test_ranges(low: int, high: int, meets: bool, covers: bool) -> None:
    judged = Verdict(event=labelled("a", "b", low=2, high=3), found=ours("e", low=low, high=high), pairs_found=0)
    assert (judged.meets, judged.covers, judged.width) == (meets, covers, high - low)


def test_an_event_that_was_not_seen_reaches_nothing() -> None:
    unseen = Verdict(event=labelled("a", "b", low=2, high=2), found=None, pairs_found=0)
    assert not (unseen.meets or unseen.covers or unseen.is_called)
    assert set(figures([unseen]).values()) == {0.0, 1.0}
    assert figures([unseen])["corroborated_not_one"] == 1.0  # nothing was called that is not
    assert mean_width([unseen]) == 0.0


def test_shares() -> None:
    events = [labelled("a", "b"), labelled("a", "b", low=1, high=3), labelled("a", "b", low=2, high=2)]
    called = ours("two", "a", "b", low=2, high=2)
    shares = figures([Verdict(event=event, found=called, pairs_found=1) for event in events])
    assert shares["corroborated_not_one"] == pytest.approx(2 / 3)  # the first has surely one origin
    assert shares["corroborated_surely"] == pytest.approx(1 / 3)
    assert shares["corroborated_found"] == 1.0
    assert shares["pairs"] == shares["pairs_by_event"] == 1.0
    assert shares["range_meets"] == pytest.approx(2 / 3)
    assert shares["range_covers"] == pytest.approx(1 / 3)


def test_counting_outlets_calls_every_echo_corroborated() -> None:
    events = [labelled("a", "b"), labelled("a", "c"), labelled("a", "c", low=2, high=2)]
    shares = by_outlets(events, {"a": "Herald", "b": "Herald", "c": "Post"})
    assert shares == {"corroborated_not_one": 0.5, "corroborated_surely": 0.5}  # the first is one outlet's


@pytest.mark.parametrize(
    ("events", "found"),
    [
        ([ours("far", "a", "b", date=DAY + dt.timedelta(days=4)), ours("near", "a")], "near"),
        ([ours("one", "a"), ours("both", "a", "b", date=DAY - dt.timedelta(days=1))], "both"),  # most of its reports
        ([ours("Morek", "a", place="Morek"), ours("al-Souran", "a", place="al-Souran")], "al-Souran"),
        ([ours("undated", "a", date=None), ours("dated", "a")], "dated"),
        ([ours("undated", "a", date=None)], "undated"),
        ([ours("elsewhere", "c")], None),
        ([ours("years before", "a", "b", date=dt.date(2012, 11, 30))], None),
    ],
)
def test_a_line_of_the_file_is_found_by_reports_day_and_place(events: list[FoundEvent], found: str | None) -> None:
    told = in_file(*events).told(labelled("a", "b").telling("a"), {"a", "b"})
    assert [event.id for event in told] == ([found] if found else [])


TEXT = (
    "Jets raided Souran overnight, the River Monitor said. A day before, shells hit the market of Morek, killing two."
)
ECHO = "The River Monitor said that jets raided Souran. In Morek nothing was heard."


def anchored(text: str, clause: str, sentence: str | None = None) -> Anchor:
    start, outer = text.index(clause), text.index(sentence or clause)
    return Anchor(clause=(start, start + len(clause)), sentence=(outer, outer + len(sentence or clause)))


def ledger() -> tuple[AtAnchors, InFile]:
    """Two reports read by hand: both tell of a raid, one of shelling as well."""
    monitor = make_actor("River Monitor", kind=SourceKind.NGO)
    souran, morek = make_place("Souran", 35.3, 36.7), make_place("Morek", 35.4, 36.7)
    readings: list[Reading] = []
    named: list[NamedArticle] = []
    for name, text in (("first", TEXT), ("second", ECHO)):
        article = make_article(text, publisher=name)
        said = make_attribution(article, "said", "raided Souran", author=monitor)
        events = [
            make_mention(article, "raided", places=[souran], time=make_day(DAY), attributions=[said], own_voice=False)
        ]
        if name == "first":
            events.append(make_mention(article, "hit", places=[morek], time=make_day(DAY - dt.timedelta(days=1))))
        readings.append(make_reading(article, attributions=[said], events=events))
        named.append(NamedArticle(id=name, article=article))
    return finders(named, readings, events_of(articles_of(named), readings, ()))


def test_events_are_found_where_the_words_tell_them() -> None:
    at_anchors, in_file = ledger()
    raid = labelled(
        "first",
        "second",
        anchors={
            "first": (anchored(TEXT, "Jets raided Souran"),),
            # The clause that was marked holds no trigger of ours; its sentence does.
            "second": (anchored(ECHO, "The River Monitor", "The River Monitor said that jets raided Souran."),),
        },
    )
    for finder in (at_anchors, in_file):
        judged = verdict(raid, finder)
        assert judged.found and judged.pairs_found == 1
        assert judged.found.reports == {"first", "second"}
        assert (judged.found.low, judged.found.high, judged.found.date) == (1, 1, DAY)


def telling(report: str, anchor: Anchor, *, place: str = "Souran", date: dt.date = DAY) -> Telling:
    return Telling(report=report, date=date, place=place, anchors=(anchor,))


def test_look_alikes_are_apart_unless_an_event_holds_both() -> None:
    at_anchors, in_file = ledger()
    raid = telling("first", anchored(TEXT, "Jets raided Souran"))
    shells = telling("first", anchored(TEXT, "shells hit the market"), place="Morek", date=DAY - dt.timedelta(days=1))
    echo = telling("second", anchored(ECHO, "jets raided Souran"))
    nothing = telling("second", anchored(ECHO, "nothing was heard"), place="Morek")
    unknown = telling("third", nothing.anchors[0])
    pairs = [LookAlike(pair="n", a=a, b=b) for a, b in ((raid, shells), (raid, echo), (raid, nothing), (raid, unknown))]
    assert [apart([pair], at_anchors) for pair in pairs] == [1.0, 0.0, 1.0, 1.0]
    # The file does not say that its only near event of the second report is told by other words.
    assert [apart([pair], in_file) for pair in pairs] == [1.0, 0.0, 0.0, 1.0]
    assert apart(pairs, at_anchors) == 0.75


def test_a_line_of_the_file_as_an_event() -> None:
    row = {"event": "e", "date": "2024-11-30", "place": None, "reports": ["a"], "origins_low": 1, "origins_high": 2}
    assert found_event(row) == ours("e", "a", low=1, high=2, place="")
    assert found_event({**row, "date": None}).date is None

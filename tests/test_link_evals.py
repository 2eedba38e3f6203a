"""Linking a set in memory: rows in, stories, copies and events out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from accordingto.link_evals import articles_of, copy_edges, copy_rows, event_rows, events_of, named_articles, story_rows
from accordingto.model import Article, DatePrecision, EventPlace, Reading, SourceKind, TimeRange, WherePrecision
from tests.factory import make_actor, make_attribution, make_mention, make_place, make_reading

TEXT = "Shells hit the mill in Qarun, the River Monitor said. Fourteen sacks of flour burned and the road was closed."
COPY = TEXT + " Our reporter was not let through."
OTHER = "Dockers in the port of Tarmis went on strike over wages unpaid since spring."
LINES: list[dict[str, object]] = [
    {"id": 1, "text": TEXT, "outlet": "Herald", "published": "2024-12-01", "title": "Mill hit in Qarun"},
    {"id": "b", "text": COPY, "publisher": "Post", "date": "2024-12-02T08:00:00+02:00", "title": "Qarun mill burns"},
    {"id": "c", "text": OTHER, "outlet": "Herald", "published": "no date", "title": "Strike in Tarmis"},
    {"id": "again", "text": TEXT, "outlet": "Herald", "published": "2024-12-01"},
    {"id": "empty", "text": ""},
]
QARUN = make_place("Qarun", 30.1, 40.1)


def read(article: Article) -> Reading:
    """A reading by hand: who shelled the mill."""
    if "mill" not in article.text:
        return make_reading(article)
    monitor = make_actor("River Monitor", kind=SourceKind.NGO)
    said = make_attribution(article, "said", "Shells hit the mill in Qarun", author=monitor)
    mention = make_mention(article, "hit", places=[QARUN], attributions=[said], own_voice=False)
    return make_reading(article, attributions=[said], events=[mention])


def test_every_line_gets_a_story_and_alike_ones_the_same() -> None:
    rows = story_rows(named_articles(LINES))
    stories = {str(row["id"]): row["story"] for row in rows}
    assert list(stories) == ["1", "b", "c", "again", "empty"]
    assert stories["1"] == stories["b"] == stories["again"]
    assert len({stories["1"], stories["c"], stories["empty"]}) == 3


def test_copies_name_the_taker_first_and_carry_spans() -> None:
    named = named_articles(LINES)
    rows = copy_rows(named, copy_edges(articles_of(named)))
    pairs = {(row["a"], row["b"]): row for row in rows}
    assert set(pairs) == {("b", "1"), ("b", "again"), ("1", "again")}
    assert pairs["b", "1"]["relation"] == "copy"
    spans = pairs["b", "1"]["spans_a"]
    assert isinstance(spans, list) and COPY[slice(*spans[0])].startswith("Shells hit the mill")
    assert pairs["1", "again"]["score"] == 1.0


def test_events_list_their_reports_and_origins_under_the_files_ids() -> None:
    named = named_articles(LINES)
    articles = articles_of(named)
    events = events_of(articles, [read(a) for a in articles], copy_edges(articles))
    (row,) = event_rows(named, events)
    assert row["reports"] == ["1", "again", "b"]
    assert (row["origins_low"], row["origins_high"], row["place"], row["date"]) == (1, 1, "Qarun", None)
    assert row["origins"] == [{"authors": ["River Monitor"], "reports": ["1", "again", "b"]}]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (date(2024, 12, 1), date(2024, 12, 1), "2024-12-01"),
        (date(2024, 11, 25), date(2024, 12, 1), "2024-11-25"),  # a week: its first day is near enough
        (date(2024, 11, 1), date(2024, 11, 30), None),  # "in November": no day of it is likelier than another
        (date(2023, 1, 1), date(2023, 12, 31), None),
        (date(2024, 11, 27), None, "2024-11-27"),  # since then
        (None, date(2024, 12, 1), "2024-12-01"),  # by then
    ],
)
def test_an_event_has_a_date_where_its_day_is_told(start: date | None, end: date | None, expected: str | None) -> None:
    named = named_articles(LINES[:1])
    articles = articles_of(named)
    (reading,) = map(read, articles)
    time = TimeRange(start=start, end=end, precision=DatePrecision.DAY)
    dated = replace(reading, events=tuple(replace(mention, time=time) for mention in reading.events))
    (row,) = event_rows(named, events_of(articles, [dated], ()))
    assert row["date"] == expected


def test_the_order_of_lines_changes_no_event() -> None:
    def events(lines: list[dict[str, object]]) -> list[dict[str, object]]:
        named = named_articles(lines)
        articles = articles_of(named)
        return event_rows(named, events_of(articles, [read(a) for a in articles], copy_edges(articles)))

    forth, back = events(list(LINES)), events(list(LINES)[::-1])
    assert [row["event"] for row in forth] == [row["event"] for row in back]
    assert [row["origins_high"] for row in forth] == [row["origins_high"] for row in back]


def test_an_empty_set_gives_empty_lists() -> None:
    named = named_articles([])
    assert (story_rows(named), copy_rows(named, copy_edges(articles_of(named)))) == ([], [])
    assert events_of((), [], ()) == ()


def test_what_a_file_repeats_is_listed_once() -> None:
    longer = {**LINES[0], "text": TEXT + " The miller was unhurt, his wife told the paper later that day."}
    named = named_articles([LINES[0], LINES[0], longer])
    articles = articles_of(named)
    copies = copy_edges(articles)
    (row,) = event_rows(named, events_of(articles, [read(a) for a in articles], copies))
    assert row["reports"] == ["1"]
    assert [story["id"] for story in story_rows(named)] == ["1"]
    assert copy_rows(named, copies) == []


def test_a_headline_printed_again_another_day_is_another_report() -> None:
    lines = [
        {"id": "a", "text": "Shelling kills two in Qarun", "outlet": "Herald", "date": "2024-12-01"},
        {"id": "b", "text": "Shelling kills two in Qarun", "outlet": "Herald", "date": "2025-03-09"},
        {"id": "c", "text": "Shelling kills two in Qarun", "outlet": "Herald", "date": "2024-12-01"},
    ]
    a, b, c = (n.article for n in named_articles(lines))
    assert a and b and c and a.id == c.id != b.id
    assert b.text.startswith(a.text) and b.published != a.published
    again = {n.id: n.article for n in named_articles(lines[::-1])}
    assert (again["a"], again["b"], again["c"]) == (a, b, c)


def test_a_longer_text_dated_twice_is_one_report() -> None:
    lines = [{"id": n, "text": TEXT * 2, "outlet": "Herald", "date": f"2024-12-{n:02}"} for n in (1, 2)]
    assert len(articles_of(named_articles(lines))) == 1


@pytest.mark.parametrize(
    ("name", "precision", "place"),
    [
        ("Qarun", WherePrecision.EXACT, "Qarun"),
        ("al-Mina", WherePrecision.NEAR, "al-Mina, Qarun"),  # a quarter of the town
        ("outskirts of Qarun", WherePrecision.NEAR, "outskirts of Qarun"),  # it is named already
    ],
)
def test_the_place_of_an_event_is_told_with_its_town(name: str, precision: WherePrecision, place: str) -> None:
    named = named_articles(LINES)
    articles = articles_of(named)
    readings = [read(article) for article in articles]
    here = EventPlace(name=name, span=None, place=QARUN, where_prec=precision)
    moved = [replace(r, events=tuple(replace(m, places=(here,)) for m in r.events)) for r in readings]
    (row,) = event_rows(named, events_of(articles, moved, copy_edges(articles)))
    assert row["place"] == place

"""Readings as the evaluation sets have them, and their lines as articles."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from accordingto.evals_format import LAYERS, article_of, prediction
from accordingto.model import (
    Certainty,
    ControlChange,
    DatePrecision,
    EventPlace,
    Polarity,
    SourceKind,
    Status,
    TimeExpression,
    TimeRange,
    Toponym,
    WherePrecision,
)
from tests.factory import (
    make_actor,
    make_article,
    make_attribution,
    make_figure,
    make_mention,
    make_place,
    make_reading,
    span_of,
)

NOW = datetime(2025, 1, 1, tzinfo=UTC)
TEXT = "Rebels took Aleppo from Syrian forces on Sunday, killing at least 12, the monitor told Reuters."
REPORT = make_article(TEXT)
ALEPPO = replace(make_place("Aleppo", 36.2, 37.16), gazetteer_id="geonames:170063")

# What a line gives as its date -> (published in UTC, the zone it named).
DATES = [
    ({"published": "2024-12-04"}, "2024-12-04T00:00:00+00:00", None),
    ({"dct": "2009-12-19"}, "2009-12-19T00:00:00+00:00", None),
    ({"date": "2024-12-04T02:30:00+03:00"}, "2024-12-03T23:30:00+00:00", "+03:00"),  # the day before in UTC
    ({"date": "2024-12-04T02:30:00-04:30"}, "2024-12-04T07:00:00+00:00", "-04:30"),
    ({"date": "2024-12-04T02:30:00Z"}, "2024-12-04T02:30:00+00:00", "+00:00"),
    ({"published": "2024-12-04", "date": "1999-01-01"}, "2024-12-04T00:00:00+00:00", None),  # the first that is given
    ({"published": "last week"}, None, None),  # not invented
    ({"published": None, "date": ""}, None, None),
    ({"published": "0001-01-01T00:00:00+14:00"}, None, None),  # before the first day there is
    ({}, None, None),
]


@pytest.mark.parametrize(("fields", "published", "zone"), DATES)
def test_date_of_a_line(fields: dict[str, object], published: str | None, zone: str | None) -> None:
    article = article_of({"id": "1", "text": "x", **fields}, fetched_at=NOW)
    assert article is not None
    assert (article.published and article.published.isoformat()) == published
    assert article.published_zone == zone


def test_text_is_taken_as_it_is() -> None:
    article = article_of({"id": 1, "text": "\n\tA  b\r\n ", "title": " T ", "outlet": "O", "url": ""}, fetched_at=NOW)
    assert article is not None
    assert (article.text, article.title, article.publisher, article.url) == ("\n\tA  b\r\n ", "T", "O", None)
    assert article_of({"id": 1, "text": ""}, fetched_at=NOW) is None


def test_attribution() -> None:
    said = make_attribution(
        REPORT,
        "told",
        "Rebels took Aleppo from Syrian forces on Sunday, killing at least 12",
        author=make_actor("Syrian Observatory for Human Rights", kind=SourceKind.NGO),
        source="the monitor",
        channel="Reuters",
        certainty=Certainty.PROBABLE,
        is_speech=False,
    )
    (line,) = one(prediction(TEXT, make_reading(REPORT, attributions=[said])), "attributions")
    assert line == {
        "id": said.id,
        "source": [[70, 81]],
        "cue": [[82, 86]],
        "content": [[0, 68]],
        "source_name": "Syrian Observatory for Human Rights",
        "source_kind": "ngo",
        "within": None,
        "continues": None,
        "channel": "Reuters",
        "polarity": "asserts",
        "certainty": "probable",
        "core": False,
        "score": 1.0,
    }


def one(lists: dict[str, object], layer: str) -> list[dict[str, object]]:
    """The list of a layer, as a program that reads the line would see it."""
    found = json.loads(json.dumps(lists))[layer]
    assert isinstance(found, list)
    return found


def toponym(words: str, kind: str, placed: bool = True) -> Toponym:
    place = ALEPPO if placed else None
    return Toponym(
        article_id=REPORT.id, span=span_of(REPORT, words), place=place, where_prec=WherePrecision.EXACT, kind=kind
    )


def test_toponyms_leave_out_peoples_and_keep_what_is_not_placed() -> None:
    found = [toponym("Aleppo", "literal"), toponym("Syrian", "demonym"), toponym("Reuters", "metonym", placed=False)]
    lines = one(prediction(TEXT, make_reading(REPORT, toponyms=found)), "toponyms")
    assert lines == [
        {"start": 12, "end": 18, "text": "Aleppo", "lat": 36.2, "lon": 37.16, "geonameid": 170063, "score": 0.0},
        {"start": 87, "end": 94, "text": "Reuters", "lat": None, "lon": None, "geonameid": None, "score": 0.0},
    ]


def test_place_of_another_gazetteer_has_no_geonames_number() -> None:
    other = replace(toponym("Aleppo", "literal"), place=make_place("Aleppo", 36.2, 37.16))
    (line,) = one(prediction(TEXT, make_reading(REPORT, toponyms=[other])), "toponyms")
    assert line["geonameid"] is None


def test_timex() -> None:
    sunday = span_of(REPORT, "Sunday")
    found = TimeExpression(article_id=REPORT.id, span=sunday, type="DATE", value=None, range=None, anchor=None)
    (line,) = one(prediction(TEXT, make_reading(REPORT, times=[found])), "timexes")
    assert line == {"start": sunday.start, "end": sunday.end, "text": "Sunday", "type": "DATE", "value": None}


def test_event() -> None:
    said = make_attribution(REPORT, "told", "Rebels took Aleppo", author=None)
    told = replace(
        make_mention(
            REPORT,
            "took",
            agents=[replace(make_actor("Rebels"), span=span_of(REPORT, "Rebels"))],
            figures=[make_figure(12, by=said), make_figure(40, 50), make_figure(3, unit="injured", by=said)],
            control=ControlChange(to="Rebels", contested=True),
            attributions=[said],
            time=TimeRange(start=date(2024, 12, 1), end=None, precision=DatePrecision.MONTH),
        ),
        places=(
            EventPlace(name="Aleppo", span=span_of(REPORT, "Aleppo"), place=ALEPPO, where_prec=WherePrecision.NEAR),
            EventPlace(name="the front", span=None, place=None, where_prec=None),
        ),
        weapons=("tanks",),
        time_span=span_of(REPORT, "Sunday"),
    )
    (line,) = one(prediction(TEXT, make_reading(REPORT, attributions=[said], events=[told])), "events")
    aleppo = {"span": [12, 18], "name": "Aleppo", "country": "SY", "lat": 36.2, "lon": 37.16, "precision": "exact"}
    assert line == {
        "id": told.id,
        "type": "ASSAULT",
        "mode": None,
        "mentions": [[7, 11]],
        "agents": [{"name": "Rebels", "span": [0, 6], "kind": make_actor("Rebels").kind}],
        "recipients": [],
        "place": aleppo,
        "places": [
            aleppo,
            {"span": None, "name": "the front", "country": None, "lat": None, "lon": None, "precision": "vague"},
        ],
        "date": {"start": "2024-12-01", "end": None, "precision": "month", "span": [41, 47]},
        "status": "happened",
        "territory": {"to": "Rebels", "contested": True},
        "killed": {"low": 12, "high": 50},
        "injured": {"low": 3, "high": 3},
        "figures": [
            {"killed": {"low": 12, "high": 12}, "injured": {"low": 3, "high": 3}, "attributed_to": said.id},
            {"killed": {"low": 40, "high": 50}, "attributed_to": None},
        ],
        "attributed_to": [said.id],
        "weapons": ["tanks"],
        "score": 1.0,
    }


def test_bare_event_says_nothing_it_does_not_know() -> None:
    (line,) = one(prediction(TEXT, make_reading(REPORT, events=[make_mention(REPORT, "took")])), "events")
    for slot in ("place", "date", "territory", "killed", "injured", "mode"):
        assert line[slot] is None


@pytest.mark.parametrize(
    ("status", "expected"),
    [("happened", "denied"), ("historical", "denied"), ("planned", "planned"), ("denied", "denied")],
)
def test_what_one_denies_is_denied_there(status: str, expected: str) -> None:
    said = make_attribution(REPORT, "told", "Rebels took Aleppo", author=None)
    denied = replace(said, content=(span_of(REPORT, "Aleppo"),), polarity=Polarity.DENIES)
    told = make_mention(REPORT, "took", attributions=[said, denied], status=Status(status))
    (line,) = one(prediction(TEXT, make_reading(REPORT, attributions=[said, denied], events=[told])), "events")
    assert line["status"] == expected


def test_figure_open_above_leaves_the_whole_range_open() -> None:
    figures = [make_figure(40), replace(make_figure(12), amount=replace(make_figure(12).amount, high=None))]
    told = make_mention(REPORT, "took", figures=figures)
    (line,) = one(prediction(TEXT, make_reading(REPORT, events=[told])), "events")
    assert line["killed"] == {"low": 12, "high": None}


@pytest.mark.parametrize("layers", [("timexes",), ("attributions", "events"), LAYERS])
def test_only_the_layers_asked_for(layers: tuple[str, ...]) -> None:
    assert tuple(prediction(TEXT, make_reading(REPORT), layers)) == layers
    assert prediction("", None, layers) == {layer: [] for layer in layers}


@pytest.mark.parametrize(
    ("time", "report_day", "expected"),
    [
        (TimeRange(start=date(2011, 1, 1), end=None, precision=DatePrecision.YEAR), date(2017, 11, 2), "2017-11-02"),
        (TimeRange(start=date(2011, 1, 1), end=None, precision=DatePrecision.YEAR), None, None),  # left open
        (TimeRange(start=date(2011, 1, 1), end=None, precision=DatePrecision.YEAR), date(2010, 5, 1), None),  # no sense
        (TimeRange(start=None, end=date(2011, 1, 1), precision=DatePrecision.DAY), date(2017, 11, 2), "2011-01-01"),
    ],
)
def test_what_began_and_goes_on_lasts_until_the_report(
    time: TimeRange, report_day: date | None, expected: str | None
) -> None:
    mention = replace(make_mention(REPORT, "took"), time=time)
    found = prediction(TEXT, make_reading(REPORT, events=[mention]), ["events"], report_day=report_day)
    event = json.loads(json.dumps(found))["events"][0]
    assert event["date"]["end"] == expected

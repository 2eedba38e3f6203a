"""Expressions of time in sentences a report could hold, published on Wednesday 4 December 2024 unless a row says so."""

from __future__ import annotations

import itertools
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from accordingto.model import DatePrecision, TimeRange
from accordingto.read.times import find_times, publication_day
from tests.factory import make_article

WEDNESDAY = datetime(2024, 12, 4, 10, tzinfo=UTC)


def values(text: str, published: datetime | None = WEDNESDAY) -> list[tuple[str, str, str | None]]:
    """What was found in `text`: words, type, value."""
    article = make_article(text, published=published)
    return [(found.span.slice(text), found.type, found.value) for found in find_times(article)]


CALENDAR = [
    # the usual American news date, its year from the publication day
    ("Rebels entered the city on Nov. 27, officials said.", "Nov. 27", "2024-11-27"),
    # beside a day that lies far back, and away from it
    ("On December 29, 2022, they agreed to a truce from December 30.", "December 30", "2022-12-30"),
    ("The war of July 2, 2022, goes on. Ten died on November 20.", "November 20", "2024-11-20"),
    # the same without a full stop after the month and without commas
    ("On Dec 1 2024 the garrison left.", "Dec 1 2024", "2024-12-01"),
    ("The bridge was hit on 27 November 2024.", "27 November 2024", "2024-11-27"),
    ("It began on the 3rd of March, 2011.", "the 3rd of March, 2011", "2011-03-03"),
    ("The truce of 2024-11-30 did not hold.", "2024-11-30", "2024-11-30"),
    # only one order of a numeric date exists
    ("Last change: 17/04/2017.", "17/04/2017", "2017-04-17"),
    # both orders exist: the one nearer to the publication day
    ("Posted 12/03/2024 by the desk.", "12/03/2024", "2024-12-03"),
    # military style in a text of capitals
    ("PATROL ATTACKED ON 2 FEB 90 NEAR THE RIVER", "2 FEB 90", "1990-02-02"),
    ("Shelling eased in early October.", "early October", "2024-10"),
    ("The base fell in late 2012.", "late 2012", "2012"),
    ("A mid-November raid killed no one.", "mid-November", "2024-11"),
    ("By the end of 2012 the town was empty.", "the end of 2012", "2012"),
    ("The siege lasted into the summer of 2016.", "the summer of 2016", "2016-SU"),
    ("He served in the late 1990s.", "the late 1990s", "199"),
    ("A fort of the 19th century was hit.", "the 19th century", "18"),
    ("In June last year the road was cut.", "June last year", "2023-06"),
    ("Output fell in the third quarter of 2023.", "the third quarter of 2023", "2023-Q3"),
    ("They met on New Year's Eve.", "New Year's Eve", "2023-12-31"),
    ("The wall dates from 490 BC.", "490 BC", "BC0490"),
    # years spelt out, as broadcast scripts do
    ("The pact of nineteen ninety-six expired.", "nineteen ninety-six", "1996"),
]


@pytest.mark.parametrize(("text", "words", "value"), CALENDAR)
def test_dates_of_the_calendar(text: str, words: str, value: str) -> None:
    assert (words, "DATE", value) in values(text)


POINTING = [
    ("Five shells fell on Tuesday.", "Tuesday", "DATE", "2024-12-03"),
    # the day of publication itself
    ("Five shells fell on Wednesday.", "Wednesday", "DATE", "2024-12-04"),
    # the tense turns a weekday round
    ("The council will meet on Friday.", "Friday", "DATE", "2024-12-06"),
    ("The council met on Friday.", "Friday", "DATE", "2024-11-29"),
    # future seen from the past
    ("He said the convoy would leave on Thursday.", "Thursday", "DATE", "2024-12-05"),
    # what was intended in the past was still to be done
    ("Truckers were planning to block the bridge on Friday.", "Friday", "DATE", "2024-12-06"),
    # … but who planned nothing only went on
    ("Truckers going home blocked the bridge on Friday.", "Friday", "DATE", "2024-11-29"),
    # what was agreed or promised is still to be done
    ("Both sides agreed to meet on Friday.", "Friday", "DATE", "2024-12-06"),
    ("He vowed to resign on Friday.", "Friday", "DATE", "2024-12-06"),
    # a plan that stands behind an article is no verb
    ("The plan failed on Friday.", "Friday", "DATE", "2024-11-29"),
    ("A planned march ended on Friday.", "Friday", "DATE", "2024-11-29"),
    # the verb of an opening day stands behind a long subject
    (
        "On Friday the ministers of the six states that border the great lake in the north of the country, with their "
        "many deputies, will meet.",
        "Friday",
        "DATE",
        "2024-12-06",
    ),
    # an infinitive passive looks ahead although its verb ends in -ed
    ("The text is to be published in January.", "January", "DATE", "2025-01"),
    ("The army withdrew in January.", "January", "DATE", "2024-01"),
    ("Clashes broke out late on Tuesday night.", "late on Tuesday night", "TIME", "2024-12-03TNI"),
    ("Raids went on last night.", "last night", "TIME", "2024-12-03TNI"),
    ("They came three days ago.", "three days ago", "DATE", "2024-12-01"),
    ("The border closed last week.", "last week", "DATE", "2024-W48"),
    ("He was freed two years ago.", "two years ago", "DATE", "2022"),
    ("She was abducted yesterday morning.", "yesterday morning", "TIME", "2024-12-03TMO"),
    ("A drone struck at 10:35 a.m. on Monday.", "10:35 a.m. on Monday", "TIME", "2024-12-02T10:35"),
    ("The corridor opens at 0600 GMT tomorrow.", "0600 GMT tomorrow", "TIME", "2024-12-05T06:00"),
    ("They are now in the hills.", "now", "DATE", "PRESENT_REF"),
    ("The current siege began in spring.", "current", "DATE", "PRESENT_REF"),
    ("He was arrested recently.", "recently", "DATE", "PAST_REF"),
    ("Talks will resume in the near future.", "the near future", "DATE", "FUTURE_REF"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), POINTING)
def test_words_that_point_from_the_publication_day(text: str, words: str, kind: str, value: str) -> None:
    assert (words, kind, value) in values(text)


LENGTHS = [
    ("The blockade has lasted for four years.", "four years", "DURATION", "P4Y"),
    ("More than 72 hours passed.", "More than 72 hours", "DURATION", "PT72H"),
    ("A two-week truce was agreed.", "two-week", "DURATION", "P2W"),
    ("They held out for several days.", "several days", "DURATION", "PXD"),
    ("It took two and a half years.", "two and a half years", "DURATION", "P2Y6M"),
    ("The past four years were quiet.", "The past four years", "DURATION", "P4Y"),
    ("The road is shelled daily.", "daily", "SET", "P1D"),
    ("The envoy reports weekly to the council.", "weekly", "SET", "P1W"),
    ("They protest every Friday.", "every Friday", "SET", "XXXX-WXX-5"),
    ("A convoy comes every two weeks.", "every two weeks", "SET", "P2W"),
    ("It costs $5 million a year.", "a year", "SET", "P1Y"),
]


@pytest.mark.parametrize(("text", "words", "kind", "value"), LENGTHS)
def test_durations_and_sets(text: str, words: str, kind: str, value: str) -> None:
    assert (words, kind, value) in values(text)


NOTHING = [
    # a modal verb, a verb of motion and a plural that is no weekday
    "They may march on the capital and sit down to talk.",
    # numbers of people, prices and distances are no years
    "Some 2000 people and 1800 troops passed for $1990 over 1500 km.",
    # ages are no durations
    "A six-year-old boy and a man 37 years old were freed.",
    # a quarter that is a fraction or a part of the town
    "A quarter of the city and three-quarters of the port were lost.",
    # "fall" as a verb, "second" as a rank
    "The town could fall in the second wave.",
    "T-72 tanks and BM-21 launchers were seen with 12 men.",
    "",
]


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_no_time(text: str) -> None:
    assert values(text or " ") == []


def test_narrative_words_count_from_the_last_day_told() -> None:
    text = "The city fell on Nov. 29. Two days later the airport was taken, and the next day the troops left."
    assert [value for _, _, value in values(text)] == ["2024-11-29", "2024-12-01", "2024-12-02"]


def test_a_history_takes_bare_days_from_the_year_last_told() -> None:
    text = (
        "War broke out in 1936. On July 18, 1936 the garrison rose. The siege of 1937 was long. On April 6 the port "
        "fell, and in 1938 the front broke. On January 14, 1939 the last city was lost. A pact of 1939 sealed it."
    )
    assert ("April 6", "DATE", "1937-04-06") in values(text)


def test_days_in_a_row_share_month_and_year() -> None:
    found = values("Fighting on April 5-7, 2012 and on 20-22 June 2013 killed many from March to May 2014.")
    assert [value for _, _, value in found] == [
        "2012-04-05",
        "2012-04-07",
        "2013-06-20",
        "2013-06-22",
        "2014-03",
        "2014-05",
    ]


def test_a_dateline_outranks_the_publication_date() -> None:
    """The file was published long after the report was written."""
    text = "Raids kill 24\nNewswire Saturday 10 Sep 2016\nPlanes hit a market on Friday, residents said."
    assert ("Friday", "DATE", "2016-09-09") in values(text)


def test_without_any_anchor_nothing_is_invented() -> None:
    found = values("Shells fell yesterday. On Tuesday, two died. In 2016 it was quiet.", published=None)
    assert ("2016", "DATE", "2016") in found
    assert not any(value and value.startswith("20") and words != "2016" for words, _, value in found)


def ranges(text: str) -> list[tuple[date | None, date | None]]:
    found = find_times(make_article(text, published=WEDNESDAY))
    return [(item.range.start, item.range.end) for item in found if item.range is not None]


RANGES = [
    ("Fighting since 2011 has not ended.", (date(2011, 1, 1), None)),
    ("It held until Nov. 27.", (None, date(2024, 11, 27))),
    ("As of Dec. 4 the road is cut.", (date(2024, 12, 4), date(2024, 12, 4))),
    ("Between Nov. 27 and Dec. 1 they advanced.", (date(2024, 11, 27), date(2024, 12, 1))),
    ("From March to May 2014 it was quiet.", (date(2014, 3, 1), date(2014, 5, 31))),
    ("Bombs fell overnight.", (date(2024, 12, 3), date(2024, 12, 4))),
    ("In late February the truce began.", (date(2024, 2, 21), date(2024, 2, 29))),
    # what is told of this year lies before the report
    ("Clashes broke out earlier this year.", (date(2024, 1, 1), date(2024, 12, 4))),
    ("The past two months were hard.", (date(2024, 10, 4), date(2024, 12, 4))),
    ("In the winter of 2015 the pass was closed.", (date(2015, 12, 1), date(2016, 2, 29))),
]


@pytest.mark.parametrize(("text", "expected"), RANGES)
def test_days_covered(text: str, expected: tuple[date | None, date | None]) -> None:
    assert expected in ranges(text)


def test_precision_follows_the_grain() -> None:
    found = find_times(make_article("It fell in 2016, in May 2017 and on 3 June 2018.", published=WEDNESDAY))
    assert [item.range.precision for item in found if item.range] == [
        DatePrecision.YEAR,
        DatePrecision.MONTH,
        DatePrecision.DAY,
    ]


def test_anchors_are_named() -> None:
    text = "It fell on 3 June 2018. The next day all fled. He spoke on Tuesday."
    assert [item.anchor for item in find_times(make_article(text, published=WEDNESDAY))] == [
        "text",
        "narrative",
        "publication",
    ]


def test_the_publication_day_is_that_of_the_publishers_zone() -> None:
    """23:30 in Moscow is the evening of the 3rd there, whatever UTC says; a broken zone counts as UTC."""
    moment = datetime(2024, 12, 3, 22, 30, tzinfo=UTC)
    article = make_article("Shells fell today.", published=moment)
    for zone, day in (("+03:00", 4), ("-05:00", 3), (None, 3), ("MSK", 3), ("+99:99", 3)):
        zoned = type(article)(**{name: getattr(article, name) for name in article.__slots__} | {"published_zone": zone})
        assert publication_day(zoned) == date(2024, 12, day)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "the last next 31 30 Feb February 2016 0000 9999 Sunday overnight ago later a an of , . - / ' s century 0 "
            "years weeks century 3rd third million quarter half BC a.m. noon last week 99 since until to and 29".split()
        ),
        max_size=14,
    )
)
def test_any_row_of_time_words_is_read_without_error(words: list[str]) -> None:
    text = " ".join(words) or " "
    for found in find_times(make_article(text, published=WEDNESDAY)):
        assert found.span.slice(text).strip() == found.span.slice(text)
        assert found.range is None or isinstance(found.range, TimeRange)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200).filter(bool))
def test_any_text_is_read_without_error(text: str) -> None:
    found = find_times(make_article(text, published=WEDNESDAY))
    spans = [item.span for item in found]
    assert spans == sorted(spans)
    assert all(left.end <= right.start for left, right in itertools.pairwise(spans))


@pytest.mark.parametrize("number", ["9" * 400, "9" * 18, "100000", "1.5"])
@pytest.mark.parametrize("unit", ["seconds", "days", "weeks", "months", "quarters", "years", "decades", "centuries"])
def test_no_distance_leaves_the_calendar(number: str, unit: str) -> None:
    text = f"It began {number} {unit} ago. The last {number} {unit} were hard. {number} {unit} later it ended."
    assert isinstance(find_times(make_article(text, published=WEDNESDAY)), tuple)


def test_a_long_row_of_numbers_takes_no_longer_than_its_length() -> None:
    """No pattern may run away on input made to hurt."""
    assert isinstance(find_times(make_article("1 and 2 to 3 - 4 of the " * 4000, published=WEDNESDAY)), tuple)

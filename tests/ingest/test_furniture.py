from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.furniture import first_headline, is_prose, same_headline, without_furniture
from tests.ingest.builders import SENTENCES

# Lines that stand among the sentences of a report and are none of it.
FURNITURE = [
    "icon",
    "Share",
    "Facebook Twitter WhatsApp Telegram Copy link",
    "Donate Subscribe to our channel",
    "Advertisement",
    "12 comments",
    "4,218 views",
    "5 min read",
    "Reading time: 4 minutes",
    "Read more: Minister resigns over leaked letter",
    "READ ALSO – Minister resigns over leaked letter",
    "MORE: Minister resigns over leaked letter",
    "Related",
    "À lire aussi Le ministre démissionne",
    "For more information, visit the website.",
    "For further details, follow the link below.",
    "Click here to watch the video",
    "Follow us on Telegram",
    "Sign up for our daily newsletter and get the news delivered to your inbox.",
    "This website uses cookies. By using it you accept our terms.",
    "Get the latest news in the app.",
    "Map of the front line on Monday. Source",
    "Photo from the market of Qarmadeh. Credit: A. Writer",
    "Smoke rises over the old bridge. (Photo: A. Writer/Agency)",
    "A woman carries water through the ruins. [A. Writer/Reuters]",
    "© 2024 Example News. All rights reserved.",
    "The post Rebels enter Qarmadeh appeared first on Example News.",
    "***",
]

# Lines that look like furniture and are the report's own: sentences, quotations, sub-headings.
OWN = [
    # begins like a pointer
    "More than forty people were taken to hospital, the mayor said.",
    "Related clashes broke out in two villages to the west, according to the council.",
    # begins like a caption
    "Video posted on Sunday showed soldiers leaving their trucks at the side of the road.",
    "Photographs of the bridge were checked by two experts, who said they were recent.",
    "Map makers have long disagreed about the course of the border in the valley.",
    # begins like an invitation
    "For more than three years the family lived in a tent outside the town.",
    "Follow-up talks are planned for Friday, the mediator said.",
    "Support for the truce grew after the market was hit.",
    # speaks of pages, readers and cookies
    "“Subscribe to our channel and share this video,” the group told its followers.",
    "The regulator fined the broadcaster because its website uses cookies.",
    # ends like a caption
    "The council counts 41 dead (the ministry counts 12)",
    "He spoke to a reporter (Reuters had asked for comment for days).",
    # a headline that promises pictures
    "Market of Qarmadeh reopens (PHOTOS, VIDEO)",
    # short, but telling
    "What happens next?",
    "The road to the south",
    "‘We had nowhere to go’",
    "Airstrikes resume",
    # a byline's beginning in the middle of a report
    "By Sunday night the town was empty.",
    # dates between sentences order a live report
    "December 4, 2024",
]


def around(line: str) -> list[str]:
    return [SENTENCES[0], line, SENTENCES[1]]


@pytest.mark.parametrize("line", FURNITURE)
def test_furniture_goes(line: str) -> None:
    assert without_furniture(around(line)).lines == [SENTENCES[0], SENTENCES[1]]


@pytest.mark.parametrize("line", OWN)
def test_own_lines_stay(line: str) -> None:
    assert without_furniture(around(line)).lines == around(line)


def test_a_page_of_all_kinds() -> None:
    page = without_furniture(
        [
            "logo",
            "Home | World | Politics",
            "Rebels enter Qarmadeh",
            "#Qarmadeh #Truce",
            "December 4,2024 1204",
            "By Jane Doe and Ali al-Amin",
            "REBELS ENTER QARMADEH",
            *SENTENCES[:2],
            "Photo: Jane Doe/Agency",
            *SENTENCES[2:],
            "Tags: north, aid",
            "Cover: Ali al-Amin",
            "About | Contact | Terms",
        ]
    )
    assert page.lines == ["Rebels enter Qarmadeh", *SENTENCES]
    assert page.published is not None
    assert page.published.at == datetime(2024, 12, 4, tzinfo=UTC)
    assert page.byline == "Jane Doe and Ali al-Amin"
    assert page.credit == "Jane Doe/Agency"
    assert page.tags == ["Qarmadeh", "Truce", "north", "aid"]


@pytest.mark.parametrize(
    ("line", "day"),
    [
        ("Published: 4 December 2024", 4),
        ("Last updated on December 4, 2024 at 10:15 AM GMT", 4),
        ("Wednesday, December 4, 2024 · 3 min read", 4),
        ("4 December 2024 | 12 comments", 4),
        # a sentence that begins with a date is no date line
        ("December 4, 2024 will be remembered in the town", None),
    ],
)
def test_date_lines_at_the_head(line: str, day: int | None) -> None:
    page = without_furniture(["Rebels enter Qarmadeh", line, *SENTENCES])
    assert (page.published.at.day if page.published else None) == day
    assert (line in page.lines) is (day is None)


def test_a_publication_date_goes_before_an_update() -> None:
    page = without_furniture(["Published 3 December 2024", "Updated 4 December 2024", *SENTENCES])
    assert page.published is not None
    assert page.published.at.day == 3


def test_a_link_label_behind_a_sentence_goes_alone() -> None:
    assert without_furniture([f"{SENTENCES[0]} Source"]).lines == [SENTENCES[0]]


def test_kickers_above_a_known_headline_go() -> None:
    page = without_furniture(
        ["World", "NORTHERN FRONT", "Rebels enter Qarmadeh", *SENTENCES], headlines=["Rebels enter Qarmadeh"]
    )
    assert page.lines[0] == "Rebels enter Qarmadeh"


@given(st.lists(st.sampled_from([*FURNITURE, *OWN, *SENTENCES]), max_size=12))
def test_no_sentence_is_ever_lost(lines: list[str]) -> None:
    kept = without_furniture(lines).lines
    assert all(sentence in kept for sentence in lines if sentence in SENTENCES)


@given(st.lists(st.text(max_size=80), max_size=8))
def test_doing_it_twice_removes_nothing_more_of_prose(lines: list[str]) -> None:
    once = without_furniture(lines).lines
    assert [line for line in once if is_prose(line)] == [
        line for line in without_furniture(once).lines if is_prose(line)
    ]


@pytest.mark.parametrize(
    ("lines", "headline"),
    [
        (["Rebels enter Qarmadeh", *SENTENCES], "Rebels enter Qarmadeh"),
        (["Who holds the bridge?", *SENTENCES], "Who holds the bridge?"),
        # a first sentence is no headline
        ([*SENTENCES], None),
        (["Rebels enter Qarmadeh"], None),
        ([], None),
    ],
)
def test_first_headline(lines: list[str], headline: str | None) -> None:
    assert first_headline(lines) == headline


@pytest.mark.parametrize(
    ("left", "right", "same"),
    [
        ("Rebels enter Qarmadeh", "REBELS ENTER QARMADEH", True),
        ("Rebels enter “Qarmadeh”", "Rebels enter Qarmadeh", True),
        ("Rebels enter Qarmadeh | Example News", "Rebels enter Qarmadeh", True),
        ("Rebels enter Qarmadeh", "Rebels leave Qarmadeh", False),
        # one word may begin many headlines
        ("Syria", "Syria war: rebels enter Qarmadeh", False),
        ("", "", False),
    ],
)
def test_same_headline(left: str, right: str, same: bool) -> None:
    assert same_headline(left, right) is same

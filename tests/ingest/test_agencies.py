from __future__ import annotations

import pytest

from accordingto.ingest.agencies import agency_among, agency_named, agency_of_text

STORY = "Two shells hit the market in Qarmadeh on Monday, residents said."


@pytest.mark.parametrize(
    ("phrase", "agency"),
    [
        ("Reuters", "Reuters"),
        ("By Reuters Staff", None),  # the words around a sign are not guessed at
        ("Le Journal avec AFP", "AFP"),
        ("Jane Doe and The Associated Press", "AP"),
        ("AFP/Reuters", "AFP"),
        ("Jane Doe", None),
        # a person whose name holds a sign
        ("Ana Pa Reuterson", None),
        (None, None),
    ],
)
def test_agency_named(phrase: str | None, agency: str | None) -> None:
    assert agency_named(phrase) == agency


@pytest.mark.parametrize(
    ("text", "agency"),
    [
        (f"BEIRUT (AP) — {STORY}", "AP"),
        (f"Shells hit market\n\nDAMASCUS, Dec 2 (Reuters) - {STORY}", "Reuters"),
        (f"{STORY}\n\n(Reporting by A. Writer in Beirut; Editing by B. Editor)", "Reuters"),
        (f"{STORY}\n\nReporting by A. Writer; Editing by B. Editor", "Reuters"),
        (f"{STORY}\n\nThe Associated Press contributed to this report.", "AP"),
        (f"{STORY}\n\n—Associated Press writer A. Writer in Beirut contributed to this report.", "AP"),
        (f"{STORY}\n\nWith files from Reuters", "Reuters"),
        (f"{STORY} (AFP)", "AFP"),
        (f"{STORY}\n\n© 2024 AFP", "AFP"),
        (f"{STORY}\n\nAFP/Reuters", "AFP"),
        # a source is not a credit
        (f"{STORY} Reuters could not verify the report.", None),
        ("The army took the town, according to Reuters.", None),
        # initials explained in brackets are somebody else's
        ("The dispute was settled by the Press Council of the Area (PA)", None),
        # an agency named with others at the end of a sentence
        ("Officials spoke to reporters of the AP.", None),
        (STORY, None),
    ],
)
def test_agency_of_text(text: str, agency: str | None) -> None:
    assert agency_of_text(text) == agency


def test_agency_among_takes_the_first() -> None:
    assert agency_among([None, "Jane Doe", "dpa", "AFP"]) == "dpa"

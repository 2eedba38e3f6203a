"""Alliances that a report knows by who leads them."""

from __future__ import annotations

import pytest

from tests.read.actors.marked import names, resolved

ALLIANCES = [
    # the raid is the alliance's, under the name the report has for it
    ("The U.S.-led coalition denied it. <a A US-led> raid hit the town.", ["U.S.-led coalition"]),
    ("<a US-led> air strikes hit the town. The US-led international military coalition denied it.",
     ["US-led international military coalition"]),
    # which the list may know where the report does not name it
    ("<a A US-led> raid hit the town.", ["US-led coalition"]),
    # and nobody may know: then it is whoever leads
    ("<a A French-led> raid hit the town in Mali.", ["France"]),
    ("<a A French-led> raid hit the town. The French-led coalition denied it.", ["French-led coalition"]),
    ("<a Government-Led> Airstrikes Hit Town. <a A rebel-led> offensive failed.", ["Government", "rebels"]),
    # only the first half marked
    ("<a The US>-led coalition struck.", ["US-led coalition"]),
    # against whom it stands is not who it is
    ("Amaq ministers fled. <a The Kenyan-led anti-Amaq alliance> struck.", ["Kenyan-led anti-Amaq alliance"]),
    # the coalition, by its noun alone
    ("The U.S.-led coalition met. <a The coalition> struck, and <a coalition> jets left.", ["U.S.-led coalition"] * 2),
    # "-backed" names others than its backer
    ("<a US>-backed forces took the town.", ["US-backed forces"]),
    # … and alone it names nobody
    ("<a UN-backed> negotiations began in Geneva.", [None]),
    ("<a Pro-government fighters> took the town.", ["Pro-government fighters"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "expected"), ALLIANCES)
def test_who_leads(marked: str, expected: list[str | None]) -> None:
    assert names(marked) == expected


def test_an_alliance_meets_itself_across_reports() -> None:
    (raid,) = resolved("<a A US-led> raid hit the town.")
    (said,) = resolved("<s The U.S.-led coalition> denied it.")
    (other,) = resolved("<a A French-led> raid hit the town. The French-led coalition denied it.")
    assert raid and said and other
    assert raid.key == said.key != other.key

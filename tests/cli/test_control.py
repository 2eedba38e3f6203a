"""`accordingto control` says who holds a place as of a day, and who says so."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from accordingto.cli import main
from accordingto.ledger import Ledger
from accordingto.model import ControlChange, Polarity
from tests.factory import (
    DAY_ONE,
    make_actor,
    make_article,
    make_attribution,
    make_day,
    make_edge,
    make_mention,
    make_place,
)
from tests.ledgers import add_read

HAMA = make_place("Hama", 35.13, 36.75, admin1="Hama Governorate")
MONITOR, ARMY = make_actor("Hill War Monitor"), make_actor("the army command")


def add_change(ledger: Ledger, day: int, to: str, *, denied: bool = False) -> str:
    """A report of a day on which a side took Hama, according to the monitor; the army may deny it."""
    published = DAY_ONE + timedelta(days=day)
    author = ARMY if denied else MONITOR
    text = f"{to} captured Hama on day {day}, {author.name} said."
    report = make_article(text, publisher=f"The Post of day {day}{denied}", published=published)
    polarity = Polarity.DENIES if denied else Polarity.ASSERTS
    said = make_attribution(report, "said", text.split(",", maxsplit=1)[0], author=author, polarity=polarity)
    told = make_mention(
        report,
        "captured",
        places=[HAMA],
        time=make_day(date(2024, 12, 1) + timedelta(days=day)),
        control=ControlChange(to=to),
        attributions=[said],
        own_voice=False,
    )
    add_read(ledger, report, attributions=[said], events=[told])
    return told.id


@pytest.fixture
def address(tmp_path: Path) -> str:
    """Rebels take Hama on 1 December and the army on the 6th; the rebels' hold of the 9th is denied."""
    path = str(tmp_path / "ledger.db")
    with Ledger.open(path) as ledger:
        add_change(ledger, 0, "Rebels")
        add_change(ledger, 5, "The army")
        pair = sorted((add_change(ledger, 8, "Rebels"), add_change(ledger, 8, "Rebels", denied=True)))
        ledger.add_edges([make_edge(*pair, at=DAY_ONE + timedelta(days=8))])
    return path


def control(address: str, *options: str) -> list[dict[str, object]]:
    result = CliRunner().invoke(main, ["control", "--ledger", address, "--json", *options])
    assert result.exit_code == 0, result.output
    found = json.loads(result.output)
    assert isinstance(found, list)
    return found


@pytest.mark.parametrize(
    ("day", "holder", "contested", "sources"),
    [
        ("2024-12-01", "Rebels", False, ["Hill War Monitor"]),
        ("2024-12-05", "Rebels", False, ["Hill War Monitor"]),  # the day before the army came back
        ("2024-12-06", "The army", False, ["Hill War Monitor"]),
        ("2024-12-09", "Rebels", True, ["Hill War Monitor", "the army command (denies)"]),  # denied: contested
    ],
)
def test_holder_of_a_day_with_those_who_say_so(
    address: str, day: str, holder: str, contested: bool, sources: list[str]
) -> None:
    (row,) = control(address, "--as-of", day)
    assert (row["holder"], row["contested"]) == (holder, contested)
    assert sorted(map(str, row["sources"])) == sorted(sources)  # type: ignore[call-overload]


def test_nothing_was_known_before_the_first_report(address: str) -> None:
    assert control(address, "--as-of", "2024-11-30") == []


@pytest.mark.parametrize(("place", "count"), [("hama", 1), ("SY", 1), ("Hama Governorate", 1), ("Homs", 0)])
def test_place_is_asked_for_by_name_province_or_country(address: str, place: str, count: int) -> None:
    assert len(control(address, "--place", place)) == count

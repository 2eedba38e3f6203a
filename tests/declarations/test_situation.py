"""A situation is read whole, with its paths and sources, or refused with file, line and remedy."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from accordingto.declarations.situation import load_situation
from accordingto.errors import SettingsError

WHOLE = """
title = "Northern Syria"
standfirst = "What is claimed of the offensive."
area = [35.5, 34, 42.4, 37.4]
countries = ["SY"]
period = { start = 2024-11-27, end = 2024-12-08 }
tags = ["Syria", "offensive"]
time_zone = "Asia/Damascus"
delay = "36 hours"
texts = "full"
base_url = "https://paper.example/north"
feeds = ["https://paper.example/feed.xml", "reports"]
links = [{ text = "Support us", url = "https://paper.example/support" }]
cover = { image = "cover.jpg", alt = "A road at dusk.", credit = "N. N." }
sources = ["who.toml"]

[sides]
government = ["SY", "RU"]
opposition = ["rebels"]

[[source]]
name = "Hill War Monitor"
reliability = "B"
"""


def write(folder: Path, text: str) -> Path:
    path = folder / "situation.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_whole_situation(tmp_path: Path) -> None:
    (tmp_path / "who.toml").write_text('[[source]]\nname = "Lakeside Monitor"\n', "utf-8")
    plan = load_situation(write(tmp_path, WHOLE))
    assert plan.file.area == (35.5, 34, 42.4, 37.4)
    assert (plan.file.period.start, plan.file.period.end) == (date(2024, 11, 27), date(2024, 12, 8))
    assert plan.delay == timedelta(hours=36)
    assert plan.feeds == ("https://paper.example/feed.xml", str(tmp_path / "reports"))
    assert plan.cover == tmp_path / "cover.jpg"
    names = [record.table.name for record in plan.declarations.records]
    assert names == ["Lakeside Monitor", "Hill War Monitor"]  # what stands here outranks what is named
    assert plan.declarations.sides == {"government": ("SY", "RU"), "opposition": ("rebels",)}


def test_an_empty_file_asks_for_nothing(tmp_path: Path) -> None:
    plan = load_situation(write(tmp_path, ""))
    assert (plan.file.title, plan.feeds, plan.cover, plan.delay) == (None, (), None, timedelta(0))
    assert not plan.declarations


FAULTS = [
    ('\ntitel = "x"\n', ":2: there is no field 'titel'; did you mean 'title'?"),
    ("title = 3\n", ":1: title must be a text in quotes, not 3"),
    ("area = [35, 34, 42]\n", ":1: area must be a list in square brackets of length 4"),
    ("area = [42, 34, 35, 37]\n", ":1: area must be [west, south, east, north]"),
    ("area = [35, 34, 42, 97]\n", ":1: area must be [west, south, east, north]"),
    ("area = [nan, 34, 42, 37]\n", ":1: area must be [west, south, east, north]"),
    ('countries = ["Syria"]\n', ":1: country 'Syria' is not an ISO 3166 code"),
    ("[period]\nstart = 2024-12-08\nend = 2024-11-27\n", ":1: the period ends (2024-11-27) before it starts"),
    ("[period]\nstart = 2024-12-08\nuntil = 2024-11-27\n", ":3: there is no field 'until'; there are start, end"),
    ('[period]\nstart = "last week"\n', ":2: start: Invalid RFC3339"),
    ('time_zone = "Damascus"\n', ":1: 'Damascus' is no time zone"),
    ('time_zone = "../../etc/passwd"\n', ":1: '../../etc/passwd' is no time zone"),
    ('delay = "soon"\n', ":1: delay must be a span such as '36 hours'"),
    ('texts = "all"\n', ":1: texts 'all' is none of licence, full"),
    ('base_url = "javascript:alert(1)"\n', ":1: base_url begins with https:"),
    ('[[links]]\ntext = "x"\nurl = "javascript:alert(1)"\n', ":3: a link begins with https:"),
    ('[[links]]\ntext = "x"\n', ":1: url is missing"),
    ('cover = { image = "a.jpg" }\n', ":1: alt is missing"),
    ('[sides]\none = ["SY"]\ntwo = ["SY"]\n', ":3: 'SY' is on side 'one' already"),
    ('[sides]\none = [""]\n', ":2: side 'one' holds a name that is empty"),
    ('[sides]\none = "SY"\n', ":1: each of sides must be a list in square brackets"),
    ('[[source]]\nkind = "ngo"\n', ":1: a source needs an id or a name"),
    ('sources = ["none.toml"]\n', "none.toml: cannot be read"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_faults_name_file_line_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_situation(write(tmp_path, text))
    assert message in str(caught.value)
    assert str(tmp_path) in str(caught.value)


SPANS = [
    ("30 minutes", timedelta(minutes=30)),
    ("1 hour", timedelta(hours=1)),
    ("2days", timedelta(2)),
    ("1 week", timedelta(7)),
]


@pytest.mark.parametrize(("text", "span"), SPANS)
def test_delays(tmp_path: Path, text: str, span: timedelta) -> None:
    assert load_situation(write(tmp_path, f'delay = "{text}"\n')).delay == span

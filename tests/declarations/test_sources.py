"""A user's file of sources is read whole or refused with file, line and remedy."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.declarations import load_sources
from accordingto.errors import SettingsError
from accordingto.model import SourceKind


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def test_records_in_order_with_their_lines(tmp_path: Path) -> None:
    text = """
# The monitors.
[[source]]
name = "Lakeside Monitor"
aliases = [
  "LM",
]
kind = "ngo"

[[source]]
id = "reuters"
reliability = "A"
"""
    first, second = load_sources(write(tmp_path, text))
    assert (first.table.name, first.table.aliases, first.table.kind) == ("Lakeside Monitor", ("LM",), SourceKind.NGO)
    assert (second.table.id, second.table.reliability) == ("reuters", "A")
    assert [record.where.rpartition(":")[2] for record in (first, second)] == ["3", "10"]


FAULTS = [
    ('\n\n[[source]]\nkind = "ngo"\n', ":3: a source needs an id or a name"),
    ('[[source]]\nid = "r"\n\n[[actor]]\nid = "x"\n\nkind = "spy"\n', ":7: kind 'spy' is none of media, agency, gov"),
    ('[[source]]\nid = "r"\nreliability = "G"\n', ":3: reliability 'G' is none of A, B, C, D, E, F"),
    ('[[source]]\nid = "r"\ncountry = "England"\n', ":3: country 'England' is not an ISO 3166 code"),
    ('[[source]]\nid = "r"\nxyz = "red"\n', ":3: there is no field 'xyz'; there are id, name"),
    ('[[source]]\nid = "r"\nrelaibility = "B"\n', ":3: there is no field 'relaibility'; did you mean 'reliability'?"),
    ('[[source]]\nid = "r"\naliases = "R"\n', ":3: aliases must be a list in square brackets, not 'R'"),
    ('[[source]]\nid = "r"\naliases = ["R", 7]\n', ":3: aliases must be a text in quotes, not 7"),
    ('[[source]]\nid = "r"\naliases = [""]\n', ":3: aliases must hold names"),
    ('[[source]]\nid = "r"\nname = "–"\n', ":3: name must not be empty"),
    ('[[source]]\nid = "r"\nperson = "no"\n', ":3: person must be true or false, not 'no'"),
    ('[[sourcs]]\nid = "r"\n', ":1: there is no field 'sourcs'; did you mean 'source'?"),
    ('source = "Reuters"\n', ":1: source must be a list in square brackets"),
    ('source = [{id = "r", side = 1}]\n', ":1: side must be a text in quotes, not 1"),
    ("[[source]\n", "sources.toml: Expected"),  # no TOML
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_faults_name_file_line_and_remedy(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        load_sources(path)
    assert message in str(caught.value)
    assert str(path) in str(caught.value)


def test_unreadable_files_are_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read"):
        load_sources(tmp_path / "none.toml")
    path = tmp_path / "latin.toml"
    path.write_bytes(b'[[source]]\nname = "\xe9"\n')
    with pytest.raises(SettingsError, match=r"latin\.toml: cannot be read"):
        load_sources(path)


@given(st.text(alphabet="[]=\"\n #.source1{},'", max_size=60))
def test_any_text_is_read_or_refused(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    path = write(tmp_path_factory.mktemp("fuzz"), text)
    try:
        load_sources(path)
    except SettingsError as error:
        assert str(path) in str(error)

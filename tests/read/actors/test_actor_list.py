from __future__ import annotations

import pickle
import time
from pathlib import Path

import pytest

from accordingto.errors import SettingsError
from accordingto.model import SourceKind
from accordingto.outlets import outlets
from accordingto.read.actors import ActorList
from accordingto.read.actors.words import words_of
from tests.read.actors.marked import resolved

LOAD_SECONDS = 0.5  # some twenty times what it takes: only a change of kind shall fail here


def found(text: str, actor_list: ActorList | None = None) -> list[str]:
    listed = actor_list or ActorList.load()
    return [match.entry.id for match in listed.find(words_of(text))]


def write(folder: Path, text: str) -> Path:
    path = folder / "sources.toml"
    path.write_text(text, "utf-8")
    return path


def test_every_known_outlet_is_somebody() -> None:
    listed = ActorList.load()
    assert [o.name for o in outlets().values() if not any(listed.key_of(name) for name in o.names)] == []


FINDS = [
    ("SOHR, Reuters and the UN", ["sohr", "reuters", "un"]),
    # the longest name wins
    ("the UN Security Council", ["unsc"]),
    # dots, accents, articles and apostrophes do not matter; lost ones neither
    ("the U.N.", ["un"]),
    ("Médecins Sans Frontières", ["msf"]),
    ("Ahrar Al Sham and Hayat Tahrir al-Sham", ["ahrar", "hts"]),
    ("Syrias army", ["state:SY"]),
    # small letters name nobody: pronouns, verbs, relative clauses
    ("us, who is it", []),
    ("orient the site in time", []),
    # but "US" and "WHO" do
    ("US and WHO", ["state:US", "who"]),
    # people by their whole name or a surname that is theirs alone
    ("Vladimir Putin and Macron", ["putin", "macron"]),
    # a demonym, and a seat of government
    ("Syrian Damascus", ["state:SY", "state:SY"]),
]


@pytest.mark.parametrize(("text", "ids"), FINDS)
def test_find(text: str, ids: list[str]) -> None:
    assert found(text) == ids


def test_shipped_list_takes_no_side() -> None:
    entries = ActorList.load().entries.values()
    assert len(entries) > 800
    assert not any(entry.side or entry.reliability for entry in entries)


def test_shipped_names_are_all_found() -> None:
    """Every name and alias leads back to an entry: none is shadowed, lower case or empty."""
    listed = ActorList.load()
    for entry in listed.entries.values():
        for name in (entry.name, *entry.aliases):
            matches = listed.find(words_of(name))
            ids = {form.entry.id for match in matches for form in match.forms}
            assert entry.id in ids, name


def test_loading_is_quick_and_done_once() -> None:
    before = time.perf_counter()
    assert ActorList.load() is ActorList.load()
    assert time.perf_counter() - before < LOAD_SECONDS


def test_key_of() -> None:
    listed = ActorList.load()
    assert listed.key_of("the Syrian Observatory for Human Rights") == "sohr"
    assert listed.key_of("Kyiv") == "state:UA"
    assert listed.key_of("Lakeside Doctors Union") is None
    assert listed.key_of("RSF") is None  # reporters in Paris and fighters in Khartoum


def test_user_file_adds_and_overrides(tmp_path: Path) -> None:
    path = write(
        tmp_path,
        """
[[actor]]
id = "lakeside"
name = "Lakeside Monitor"
aliases = ["LM"]
kind = "ngo"
country = "SY"
side = "opposition"
reliability = "C"

[[actor]]
id = "reuters"
reliability = "A"
""",
    )
    listed = ActorList.load(path)
    assert found("the Lakeside Monitor (LM)", listed) == ["lakeside", "lakeside"]
    lakeside, reuters = listed.entry("lakeside"), listed.entry("reuters")
    assert lakeside is not None and reuters is not None
    assert (lakeside.kind, lakeside.side, lakeside.reliability) == (SourceKind.NGO, "opposition", "C")
    assert (reuters.name, reuters.kind, reuters.reliability) == ("Reuters", SourceKind.AGENCY, "A")
    assert ActorList.load().entry("lakeside") is None  # the shipped list is untouched
    (actor,) = resolved("<s The LM> counted nine.", actor_list=listed)
    assert actor is not None and (actor.key, actor.kind) == ("lakeside", SourceKind.NGO)


def test_merge_joins_two_records(tmp_path: Path) -> None:
    listed = ActorList.load(write(tmp_path, '[[actor]]\nid = "nusra"\nmerge = ["hts"]\n'))
    assert found("Hayat Tahrir al-Sham and the Nusra Front", listed) == ["nusra", "nusra"]
    joined = listed.entry("hts")
    assert joined is not None and joined.id == "nusra"


def test_split_parts_a_name(tmp_path: Path) -> None:
    listed = ActorList.load(
        write(tmp_path, '[[actor]]\nid = "fateh"\nname = "Fateh al-Sham"\nsplit = ["Jabhat Fateh al-Sham"]\n')
    )
    assert found("Jabhat Fateh al-Sham left the Nusra Front", listed) == ["fateh", "nusra"]


def test_a_name_alone_means_whom_the_list_knows_by_it(tmp_path: Path) -> None:
    text = """
[[source]]
name = "the Syrian Observatory for Human Rights"
reliability = "B"

[[source]]
name = "Lakeside Monitor"

[[source]]
name = "Lakeside Monitor"
side = "opposition"
"""
    listed = ActorList.load(write(tmp_path, text))
    assert listed.declared == ("sohr", "lakeside monitor")
    sohr, lakeside = listed.entry("sohr"), listed.entry("lakeside monitor")
    assert sohr is not None and (sohr.reliability, sohr.country) == ("B", "GB")
    assert lakeside is not None and lakeside.side == "opposition"


def test_merge_takes_names_too(tmp_path: Path) -> None:
    listed = ActorList.load(write(tmp_path, '[[source]]\nid = "nusra"\nmerge = ["Hayat Tahrir al-Sham"]\n'))
    assert found("Hayat Tahrir al-Sham", listed) == ["nusra"]


VERSIONS = [
    # what people judge changes no reading, so nothing is read again for it
    ('[[source]]\nid = "reuters"\nreliability = "A"\nside = "press"\nnote = "checked in May"\n', False),
    ('[[source]]\nid = "reuters"\nkind = "agency"\n', False),  # as it is
    ("", False),
    ('[[source]]\nid = "reuters"\nkind = "media"\n', True),
    ('[[source]]\nname = "Lakeside Monitor"\n', True),
    ('[[source]]\nid = "nusra"\nmerge = ["hts"]\n', True),
]


@pytest.mark.parametrize(("text", "changes"), VERSIONS)
def test_version_changes_with_what_is_read(tmp_path: Path, text: str, changes: bool) -> None:
    assert ActorList.load().version == ""
    assert (ActorList.load(write(tmp_path, text)).version != "") is changes


def test_version_does_not_depend_on_the_order_of_records(tmp_path: Path) -> None:
    one, two = '[[source]]\nname = "Lakeside Monitor"\n', '[[source]]\nid = "reuters"\nkind = "media"\n'
    first = ActorList.load(write(tmp_path, one + two)).version
    assert first == ActorList.load(write(tmp_path, two + one)).version != ""


def test_a_list_can_be_sent_to_another_process(tmp_path: Path) -> None:
    listed = ActorList.load(write(tmp_path, '[[source]]\nname = "Lakeside Monitor"\n'))
    sent = pickle.loads(pickle.dumps(listed))
    assert sent == listed
    assert sent.version == listed.version


def test_later_files_win(tmp_path: Path) -> None:
    first = write(tmp_path, '[[actor]]\nid = "reuters"\nreliability = "B"\n')
    second = tmp_path / "later.toml"
    second.write_text('[[actor]]\nid = "reuters"\nreliability = "A"\n', "utf-8")
    entry = ActorList.load(first, second).entry("reuters")
    assert entry is not None and entry.reliability == "A"


FAULTS = [
    # only the list shows that these are wrong; what a file itself shows is refused in tests/declarations
    ('[[source]]\nid = "x"\n', ":1: 'x' is new and needs a name"),
    ('\n[[actor]]\nid = "reuters"\nmerge = ["nobody"]\n', ":2: merge names 'nobody'"),
    ('[[source]]\nid = "reuters"\nmerge = ["reuters"]\n', ":1: merge names 'reuters'"),
    ('[[source]]\nid = "reuters"\nmerge = ["Thomson Reuters"]\n', ":1: merge names 'Thomson Reuters'"),
    ('[[source]]\nid = "reuters"\nsplit = ["nobody"]\n', ":1: split names 'nobody'"),
]


@pytest.mark.parametrize(("text", "message"), FAULTS)
def test_faults_name_file_and_line(tmp_path: Path, text: str, message: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(SettingsError) as caught:
        ActorList.load(path)
    assert str(path) in str(caught.value)
    assert message in str(caught.value)


def test_missing_and_unreadable_files(tmp_path: Path) -> None:
    garbled = tmp_path / "garbled.toml"
    garbled.write_bytes(b"\xff\xfe\x00")
    for path in (tmp_path / "absent.toml", garbled):
        with pytest.raises(SettingsError, match="cannot be read"):
            ActorList.load(path)

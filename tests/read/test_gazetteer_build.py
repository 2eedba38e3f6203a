"""Building the file: from GeoNames dumps, from a national CSV, twice at once, and from files that are none."""

from __future__ import annotations

import sqlite3
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from accordingto.cli.gazetteer import gazetteer as gazetteer_group
from accordingto.errors import GazetteerError
from accordingto.read.gazetteer import Gazetteer
from accordingto.read.gazetteer.build import build
from accordingto.read.gazetteer.dump import dump_sources
from accordingto.read.gazetteer.entries import Entry, Spelling, Unit
from accordingto.read.gazetteer.national import national_source
from accordingto.read.gazetteer.store import PATH_VARIABLE, default_path


def dump_row(number: int, name: str, feature: str, **cells: str) -> str:
    """One line in the format of GeoNames' main table: a village in Hama unless `cells` say otherwise."""
    feature_class, feature_code = feature.split(".")
    given = {"ascii": name, "alternates": "", "lat": "35.1", "lon": "36.7", "admin1": "10", "admin2": "", "people": "0"}
    row = {**given, **cells}
    return "\t".join([
        str(number), name, row["ascii"], row["alternates"], row["lat"], row["lon"], feature_class, feature_code, "SY",
        "", row["admin1"], row["admin2"], "", "", row["people"], "", "300", "Asia/Damascus", "2024-01-01",
    ])  # fmt: skip


@pytest.fixture
def dump(tmp_path: Path) -> Path:
    """A small dump in GeoNames' own formats."""
    rows = [
        dump_row(163843, "Syria", "A.PCLI", admin1="00", people="16906283", lat="35", lon="38"),
        dump_row(170015, "Ḩamāh", "A.ADM1", alternates="Hama Governorate,حماة"),
        dump_row(8276860, "Mhardeh District", "A.ADM2", admin2="8276860"),
        dump_row(900001, "Al Laţāminah", "P.PPL", ascii="Al Lataminah", lat="35.32", lon="36.62", admin2="8276860"),
        dump_row(900002, "Old Fort", "S.RUIN"),
        dump_row(900003, "Bus Stop", "S.BUSTP"),  # of no interest
        dump_row(900004, "Gone Village", "P.PPLH"),  # historical
        "not a row",
        dump_row(900005, "Nowhere", "P.PPL", lat="95"),  # no latitude
        dump_row(900006, "Letters", "P.PPL", people="many"),
    ]
    (tmp_path / "SY.txt").write_text("\n".join(rows) + "\n", "utf-8")
    (tmp_path / "admin1CodesASCII.txt").write_text("SY.10\tHama\tHama\t170015\nSY.99\tLost\tLost\t1\n", "utf-8")
    (tmp_path / "admin2Codes.txt").write_text("SY.10.8276860\tMhardeh\tMhardeh\t8276860\n", "utf-8")
    (tmp_path / "countryInfo.txt").write_text(
        "# ISO\nSY\tSYR\t760\tSY\tSyria\tDamascus\t185180\t16906283\tAS\n", "utf-8"
    )
    names = "1\t900001\ten\tLatamneh\t\t\t\t\n"
    names += "2\t900001\tlink\thttps://en.wikipedia.org/wiki/Lataminah\t\t\t\t\n3\t5\ten\tNobody\t\t\t\t\n"
    (tmp_path / "alternateNamesV2.txt").write_text(names, "utf-8")
    return tmp_path


def only_dump(folder: Path) -> list[tuple[str, object]]:
    """The dump's own sources, without the bundled ones before them."""
    sources = list(dump_sources(folder))
    return list(sources[next(i for i, (name, _) in enumerate(sources) if name.startswith("SY")) :])


@pytest.fixture
def small(dump: Path, tmp_path: Path) -> Gazetteer:
    out = tmp_path / "small.sqlite"
    build(only_dump(dump), out)  # type: ignore[arg-type]
    return Gazetteer.open(out)


def test_dump_gives_places_units_and_further_names(small: Gazetteer) -> None:
    (town,) = small.look_up(["latamneh"])["latamneh"]
    place = small.place(town)
    assert (place.gazetteer_id, place.country, place.admin1, place.admin2) == (
        "geonames:900001",
        "SY",
        "Hama",
        "Mhardeh",
    )
    assert (round(place.lat, 2), round(place.lon, 2), place.feature) == (35.32, 36.62, "P.PPL")
    assert small.look_up(["http"])["http"] == ()


def test_dump_leaves_out_what_is_no_place_of_the_news(small: Gazetteer) -> None:
    assert small.known(["old fort", "bus stop", "gone village", "nowhere", "letters"]) == {"old fort"}


def test_country_of_a_dump_has_its_area(small: Gazetteer) -> None:
    unit = small.unit("SY")
    assert unit is not None
    assert 240_000 < unit.radius_m < 245_000  # a disc of 185,180 km²


def test_a_zipped_dump_reads_the_same(dump: Path, tmp_path: Path) -> None:
    folder = tmp_path / "zipped"
    folder.mkdir()
    with zipfile.ZipFile(folder / "SY.zip", "w") as archive:
        archive.write(dump / "SY.txt", "SY.txt")
    out = tmp_path / "zipped.sqlite"
    build(only_dump(folder), out)  # type: ignore[arg-type]
    assert Gazetteer.open(out).known(["al lataminah"]) == {"al lataminah"}


def test_a_folder_without_a_dump_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match="no GeoNames dump"):
        list(dump_sources(tmp_path))


def test_a_broken_zip_is_named(tmp_path: Path) -> None:
    (tmp_path / "SY.zip").write_bytes(b"PK\x03\x04 and no more")
    with pytest.raises(GazetteerError, match=r"SY\.zip"):
        for _, entries in only_dump(tmp_path):
            list(entries)  # type: ignore[call-overload]


CSV = """Name, LAT ,lon,alternate_names,country,admin1,admin2,population,remark
Tell Aswad,35.20,36.71,Tal Aswad|Tall Aswad,sy,Hama,Muhradah,1200,on the ridge
Camp 7,35.30,36.80,,SY,,,,
"""


def test_national_csv_gives_places_with_their_units(tmp_path: Path) -> None:
    path = tmp_path / "ocha.csv"
    path.write_text("\ufeff" + CSV, "utf-8")
    out = tmp_path / "n.sqlite"
    assert build([("ocha", national_source(path))], out) == 2
    gazetteer = Gazetteer.open(out)
    (town,) = gazetteer.look_up(["tal aswad"])["tal aswad"]
    place = gazetteer.place(town)
    assert (place.gazetteer_id, place.country, place.admin1, place.admin2) == ("ocha:2", "SY", "Hama", "Muhradah")
    assert gazetteer.known(["camp 7"]) == {"camp 7"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("name,lat\nHama,35\n", "no column lon"),
        ("", "no column name"),
        ("name,lat,lon\nHama,35,east\n", "line 2: lon is 'east'"),
        ("name,lat,lon\nHama,135,36\n", "line 2: 135.0"),
        ("name,lat,lon\nHama,nan,36\n", "line 2: lat is 'nan'"),
    ],
)
def test_a_national_csv_that_would_misplace_is_refused(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "bad.csv"
    path.write_text(text, "utf-8")
    with pytest.raises(GazetteerError, match=says):
        list(national_source(path))


HAMA = Entry(gazetteer_id="test:1", name="Hama", lat=35.1, lon=36.7, feature="P.PPL", country="SY", population=9)


def test_a_later_source_replaces_and_adds(tmp_path: Path) -> None:
    moved = Entry(gazetteer_id="test:1", name="Hamah", lat=35.2, lon=36.8, feature="P.PPLA", country="SY")
    spelling = Spelling(gazetteer_id="test:1", name="Epiphania")
    lost = Spelling(gazetteer_id="test:0", name="Nowhere")
    unit = Unit(code="SY.10", name="Hama", gazetteer_id=None)
    out = tmp_path / "g.sqlite"
    assert build([("a", [HAMA]), ("b", [moved, spelling, lost, unit])], out) == 1
    found = Gazetteer.open(out).look_up(["hama", "hamah", "epiphania", "nowhere"])
    assert [(len(found[k]), found[k][0].lat) for k in ("hama", "hamah", "epiphania")] == [(1, 35.2)] * 3
    assert found["nowhere"] == ()
    assert found["epiphania"][0].is_alternate
    assert not found["hamah"][0].is_alternate


def test_building_twice_at_once_leaves_one_whole_file(tmp_path: Path) -> None:
    """Each writes its own file; whoever opens the name meets a whole one."""
    out = tmp_path / "g.sqlite"
    entries = [
        Entry(gazetteer_id=f"test:{i}", name=f"Town {i}", lat=i / 100, lon=1, feature="P.PPL") for i in range(300)
    ]
    with ThreadPoolExecutor(4) as pool:
        counts = list(pool.map(lambda _: build([("towns", entries)], out), range(8)))
    assert counts == [300] * 8
    assert Gazetteer.open(out).known(["town 299"]) == {"town 299"}
    assert [p.name for p in tmp_path.iterdir()] == ["g.sqlite"]


def test_a_source_that_breaks_leaves_the_old_file(tmp_path: Path) -> None:
    out = tmp_path / "g.sqlite"
    build([("a", [HAMA])], out)
    bad = tmp_path / "bad.csv"
    bad.write_text("name,lat,lon\nX,1,two\n", "utf-8")
    with pytest.raises(GazetteerError):
        build([("bad", national_source(bad))], out)
    assert Gazetteer.open(out).known(["hama"]) == {"hama"}
    assert not list(tmp_path.glob("*.part"))


def test_a_file_that_is_no_gazetteer_is_refused_and_left_alone(tmp_path: Path) -> None:
    path = tmp_path / "notes.txt"
    path.write_text("my notes", "utf-8")
    with pytest.raises(GazetteerError, match="not a gazetteer"):
        Gazetteer.open(path)
    assert path.read_text("utf-8") == "my notes"


def test_a_file_of_another_format_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "old.sqlite"
    build([("a", [HAMA])], path)
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE meta SET value = '0'")
    connection.close()
    with pytest.raises(GazetteerError, match="another version"):
        Gazetteer.open(path)


def test_the_variable_names_the_file(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv(PATH_VARIABLE, str(tmp_path / "mine.sqlite"))
    assert default_path() == tmp_path / "mine.sqlite"


def test_an_unwritable_folder_is_named(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("", "utf-8")
    with pytest.raises(GazetteerError, match="cannot write"):
        build([("a", [HAMA])], blocked / "g.sqlite")


def test_command_refuses_a_folder_without_a_dump(tmp_path: Path) -> None:
    result = CliRunner().invoke(
        gazetteer_group, ["build", "--geonames", str(tmp_path), "--out", str(tmp_path / "g.sqlite")]
    )
    assert isinstance(result.exception, GazetteerError)
    assert not (tmp_path / "g.sqlite").exists()


def test_bundled_file_is_small_and_knows_the_world(world: Gazetteer) -> None:
    assert default_path().stat().st_size < 200_000_000
    names = {"syria", "aleppo", "hama governorate", "rapides parish", "euphrates", "mediterranean sea"}
    assert world.known([*names, "xyzzy"]) == names

from __future__ import annotations

import gzip
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.warc import ArchivedPage, Damage, read_archive
from tests.ingest.builders import page, warc_gz, warc_record

PAGE = page().encode()
ONE, TWO, THREE = (warc_record(f"https://news.example/{n}", PAGE) for n in (1, 2, 3))
GONE = warc_record("https://news.example/gone", PAGE, status="404 Not Found")


def urls(data: bytes) -> list[str]:
    return [found.url for found in read_archive(io.BytesIO(data)) if isinstance(found, ArchivedPage)]


def damages(data: bytes) -> list[Damage]:
    return [found for found in read_archive(io.BytesIO(data)) if isinstance(found, Damage)]


@pytest.mark.parametrize(
    "data",
    [
        ONE + GONE + TWO,
        warc_gz(ONE, GONE, TWO),
        # gzipped as a whole, which is wrong and common
        gzip.compress(ONE + GONE + TWO),
        # padding behind the last member
        warc_gz(ONE, TWO) + b"\0" * 64,
    ],
)
def test_pages_of_an_archive(data: bytes) -> None:
    first, second = read_archive(io.BytesIO(data))
    assert isinstance(first, ArchivedPage)
    assert isinstance(second, ArchivedPage)
    assert (first.url, second.url) == ("https://news.example/1", "https://news.example/2")
    assert first.body == PAGE
    assert first.date == "2024-12-05T10:00:00Z"
    assert first.media_type == "text/html; charset=utf-8"


def test_reading_goes_on_behind_a_damaged_member() -> None:
    archive = bytearray(warc_gz(ONE, TWO, THREE))
    second = len(gzip.compress(ONE, mtime=0))
    archive[second + 60 : second + 90] = b"\xff" * 30
    assert urls(bytes(archive))[-1] == "https://news.example/3"
    assert [damage.offset for damage in damages(bytes(archive))] == [second]


def test_reading_goes_on_behind_a_wrong_length() -> None:
    broken = TWO.replace(b"Content-Length: ", b"Content-Length: x")
    archive = ONE + broken + THREE
    assert urls(archive)[0] == "https://news.example/1"
    assert urls(archive)[-1] == "https://news.example/3"
    assert damages(archive)


def test_a_cut_archive_gives_its_whole_pages_and_tells_where_it_breaks() -> None:
    archive = warc_gz(ONE, TWO)
    cut = archive[:-40]
    assert urls(cut)[0] == "https://news.example/1"
    (damage,) = damages(cut)
    assert damage.offset == len(gzip.compress(ONE, mtime=0))


@given(st.data())
def test_read_archive_never_raises(data: st.DataObject) -> None:
    archive = bytearray(data.draw(st.sampled_from([ONE + TWO, warc_gz(ONE, TWO), gzip.compress(ONE + TWO)])))
    for _ in range(data.draw(st.integers(1, 8))):
        archive[data.draw(st.integers(0, len(archive) - 1))] = data.draw(st.integers(0, 255))
    for found in read_archive(io.BytesIO(bytes(archive[: data.draw(st.integers(0, len(archive)))]))):
        assert isinstance(found, ArchivedPage | Damage)

from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.decoding import decode, gunzip

TEXT = "Türkiye’s minister – “no comment”"
CYRILLIC = "Войска вошли в город вечером, сообщили жители. Дорога на юг открыта. " * 4


@pytest.mark.parametrize(
    ("data", "charset", "text"),
    [
        (TEXT.encode(), None, TEXT),
        # the byte-order mark is no part of the text
        (TEXT.encode("utf-8-sig"), None, TEXT),
        (TEXT.encode("utf-16"), None, TEXT),
        # declarations lie: valid UTF-8 goes before them
        (TEXT.encode(), "iso-8859-1", TEXT),
        (b"<meta charset='windows-1251'>" + TEXT.encode(), None, "<meta charset='windows-1251'>" + TEXT),
        # "iso-8859-1" means windows-1252 to every browser, or quotation marks become controls
        (TEXT.encode("cp1252"), "iso-8859-1", TEXT),
        (CYRILLIC.encode("koi8-r"), "koi8-r", CYRILLIC),
        (b'<?xml version="1.0" encoding="windows-1251"?>' + "Сирия".encode("cp1251"), None,
         '<?xml version="1.0" encoding="windows-1251"?>Сирия'),
        # codecs of Python that are no encodings of text, and names of none
        (b"a caf\xe9 in the \xe9t\xe9", "unicode_escape", "a café in the été"),
        (b"a caf\xe9 in the \xe9t\xe9", "no-such-charset", "a café in the été"),
    ],
)  # fmt: skip
def test_decode(data: bytes, charset: str | None, text: str) -> None:
    assert decode(data, charset) == text


def test_undeclared_cyrillic_is_guessed() -> None:
    assert decode(CYRILLIC.encode("cp1251")) == CYRILLIC


def test_utf8_cut_within_a_character_is_still_utf8() -> None:
    assert decode(("Сирия, " * 300).encode()[:-3]).startswith("Сирия, Сирия")


@given(st.binary(max_size=300), st.text(max_size=12))
def test_decode_always_gives_text(data: bytes, charset: str) -> None:
    assert isinstance(decode(data, charset), str)


def test_gunzip_reads_all_members_and_ignores_padding() -> None:
    packed = gzip.compress(b"one ") + gzip.compress(b"two") + b"\0" * 8
    assert gunzip(packed).data == b"one two"
    assert gunzip(packed).fault is None


def test_gunzip_keeps_what_came_before_the_damage() -> None:
    packed = gzip.compress(bytes(range(256)) * 400, compresslevel=1)
    cut = gunzip(packed[: len(packed) - 20])
    assert cut.data
    assert cut.fault == "the gzip data is cut off"
    assert gunzip(gzip.compress(b"one") + b"rubbish").fault == "other bytes follow the gzip data"


def test_gunzip_stops_at_its_limit() -> None:
    bomb = gzip.compress(b"\0" * 10_000_000)
    unpacked = gunzip(bomb, limit=100_000)
    assert len(unpacked.data) == 100_000
    assert unpacked.fault is not None


@given(st.binary(max_size=200), st.integers(0, 60))
def test_gunzip_never_raises(noise: bytes, keep: int) -> None:
    gunzip(gzip.compress(b"some words of a report")[:keep] + noise)

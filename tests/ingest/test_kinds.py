from __future__ import annotations

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.kinds import Kind, kind_of

CASES = [
    (b"<!DOCTYPE html><html><body>x</body></html>", "", Kind.HTML),
    # a fragment saved from a page
    (b"<p>Shelling was reported near the bridge.</p>", "", Kind.HTML),
    # leading comments, licences and doctypes come before many roots
    (b"<?xml version='1.0'?><!-- made by hand --><!DOCTYPE rss [<!ENTITY a 'b'>]><rss></rss>", "", Kind.FEED),
    (b"<rdf:RDF xmlns='http://purl.org/rss/1.0/'></rdf:RDF>", "", Kind.FEED),
    (b"<feed xmlns='http://www.w3.org/2005/Atom'/>", "", Kind.FEED),
    (b"<ns:urlset xmlns:ns='x'></ns:urlset>", "", Kind.SITEMAP),
    (b"<sitemapindex/>", "", Kind.SITEMAP),
    (b"<opml version='2.0'/>", "", Kind.OPML),
    (b"<?xml version='1.0'?><invoice/>", "", Kind.XML),
    (b"<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'/>", "page.xml", Kind.HTML),
    (b'{"text": "Shelling was reported."}', "", Kind.JSON),
    (b'{"text": "One."}\n{"text": "Two."}\n', "records.json", Kind.JSONL),
    (b'{"text": "One."}\n', "records.jsonl", Kind.JSON),  # one line reads the same either way
    (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n", "", Kind.WARC),
    (b"filedesc://old.arc 0.0.0.0 20010101000000 text/plain 0\n", "", Kind.WARC),
    (b"icon\n\nRebels enter Qarmadeh\n", "page.txt", Kind.TEXT),
    # what it is goes before what it is called
    (b"<!doctype html><title>x</title>", "report.txt", Kind.HTML),
    (b"Shelling was reported near the bridge.", "report.html", Kind.TEXT),
    # a text that opens with a bracket is no JSON
    (b"[Editor's note: names were changed.]\nShelling went on.", "", Kind.TEXT),
    (b"{sic} said the mayor of the town", "", Kind.TEXT),
    # a text about markup stays text
    (b"The site showed a stray <br> to its readers.", "", Kind.TEXT),
    (b"", "empty.html", Kind.EMPTY),
    (b"\xef\xbb\xbf \n\0", "", Kind.EMPTY),
    (b"%PDF-1.7", "", Kind.BINARY),
    (b"PK\x03\x04rest", "book.txt", Kind.BINARY),
    (bytes(range(256)) * 4, "", Kind.BINARY),
]


@pytest.mark.parametrize(("data", "name", "kind"), CASES)
def test_kind_of(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name=name) is kind


@pytest.mark.parametrize(("data", "name", "kind"), [case for case in CASES if case[0]])
def test_kind_of_packed(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(gzip.compress(data), name=f"{name}.gz") is kind


@given(st.binary(max_size=400), st.sampled_from(["", "a.html", "a.xml", "a.json", "a.gz"]))
def test_anything_is_of_some_kind(data: bytes, name: str) -> None:
    assert kind_of(data, name=name) in Kind

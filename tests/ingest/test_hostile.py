"""Whatever bytes come in, reports or issues come out: never an exception, never a text that misleads."""

from __future__ import annotations

import gzip
import os
import random
import time
from pathlib import Path

import pytest

from accordingto.ingest import Report, ingest
from accordingto.ingest.cleaning import clean_characters
from accordingto.model import Issue
from tests.ingest.builders import SENTENCES, page, warc_gz, warc_record
from tests.shared import SHARED, needs_shared

SENTENCE = SENTENCES[0]
LAUGHS = '<!ENTITY l0 "ha">' + "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
OUTSIDE = b'<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
LD_BOMB = '<script type="application/ld+json">' + "[" * 100_000 + "</script>"

HOSTILE: dict[str, bytes] = {
    "nested.html": ("<div>" * 100_000 + f"<p>{SENTENCE}</p>").encode(),
    "unclosed.html": (f"<html><body><p>{SENTENCE}" + "<b>" * 50_000).encode(),
    "attributes.html": ("<p " + " ".join(f'a{n}="x"' for n in range(100_000)) + f">{SENTENCE}</p>").encode(),
    "ld.html": page(head=LD_BOMB).encode(),
    "ld_types.html": page(
        head='<script type="application/ld+json">{"@type": 5, "author": [[["x"]]]}</script>'
    ).encode(),
    "comment.html": b"<!--" + b"<p>x</p>" * 10_000,
    "laughs.rss": f"<!DOCTYPE rss [{LAUGHS}]><rss><channel><item><title>&l11;</title></item></channel></rss>".encode(),
    "laughs.html": f"<!DOCTYPE html [{LAUGHS}]><html><body><p>&l11; {SENTENCE}</p></body></html>".encode(),
    "outside.opml": OUTSIDE + b'<opml><outline xmlUrl="http://x.example/&x;"/></opml>',
    "nested.json": b"[" * 500_000,
    "numbers.json": b'{"text": "' + SENTENCE.encode() + b'", "id": ' + b"9" * 50_000 + b"}",
    "surrogates.jsonl": b'{"text": "Rebels \\ud800 took the town", "title": "\\udfff", "url": "http://x.example/\\ud800"}',
    "nul.txt": SENTENCE.replace(" ", " \0").encode() * 20,
    "bidi.txt": f"\u202e{SENTENCE}\u202c \u2066{SENTENCE}\u2069\u200b".encode(),
    "utf16.txt": SENTENCE.encode("utf-16"),
    "lying.html": page(head='<meta charset="utf-16">').encode(),
    "utf7.html": page(head='<meta charset="utf-7">').encode(),
    "one_word.txt": b"x" * 3_000_000,
    "long.txt": "\n\n".join(SENTENCES * 6000).encode(),
    "spaces.txt": b" " * 2_000_000 + SENTENCE.encode(),
    "dates.txt": b"December 4, 2024 " * 50_000,
    "bomb.html.gz": gzip.compress(b"<p>" + b"\0" * 60_000_000),
    "bomb.warc.gz": warc_gz(warc_record("https://x.example/", b"<p>" + b" " * 60_000_000)),
}


def assert_harmless(results: list[Report | Issue]) -> None:
    """Reports have clean text that any file can hold; issues have a code and a sentence."""
    for result in results:
        if isinstance(result, Report):
            text = result.article.text
            assert text == clean_characters(text)
            for field in (text, result.article.title, result.article.url, result.article.external_id):
                (field or "").encode("utf-8")
            assert result.capture.id
        else:
            assert result.code
            f"{result.subject} {result.detail}".encode()


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_bytes(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(HOSTILE[name])
    started = time.process_time()
    results = list(ingest(str(tmp_path / name)))
    assert time.process_time() - started < 15
    assert results
    assert_harmless(results)
    assert "root:" not in repr(results)


FOLDERS = ("html", "feeds", "warc")
# Every file in every state takes minutes; a run at one's desk takes one state of each file that is not too large.
IS_THOROUGH = bool(os.environ.get("CI"))
MAX_SAMPLE_BYTES = 250_000


def samples() -> list[Path]:
    return [path for folder in FOLDERS for path in sorted((SHARED / "reports" / folder).glob("*"))]


def variants(data: bytes, chance: random.Random) -> list[bytes]:
    """The file whole, cut at two places, with bytes flipped; one of these at a desk."""
    flipped = bytearray(data)
    for _ in range(20):
        flipped[chance.randrange(len(data))] = chance.randrange(256)
    states = [data, data[: chance.randrange(len(data))], data[:-1], bytes(flipped)]
    return states if IS_THOROUGH else [chance.choice(states)]


@needs_shared
@pytest.mark.parametrize("path", [pytest.param(path, id=path.name) for path in samples()])
def test_real_files_whole_cut_and_flipped(tmp_path: Path, path: Path) -> None:
    data = path.read_bytes()
    if len(data) > MAX_SAMPLE_BYTES and not IS_THOROUGH:
        pytest.skip("large; set CI=1 to read it too")
    target = tmp_path / path.name
    for state in variants(data, random.Random(path.name)):
        target.write_bytes(state)
        results = list(ingest(str(target)))
        assert results
        assert_harmless(results)


@needs_shared
def test_the_page_the_project_came_from() -> None:
    source = SHARED / "reports" / "seed-2024-12-04.txt"
    (report,) = ingest(str(source))
    assert isinstance(report, Report)
    article = report.article
    raw = [line.strip() for line in source.read_text(encoding="utf-8").splitlines() if line.strip()]
    # Its sentences are the lines of eight words or more with a stop; all stay, in order, and nothing else does.
    sentences = [line for line in raw if len(line.split()) >= 8 and line.endswith((".", "”"))]
    assert article.text.split("\n\n") == [raw[1], *sentences]
    assert article.title == raw[1]
    assert article.published is not None
    assert article.published.date().isoformat() == "2024-12-04"
    assert article.published_zone is None
    assert article.tags == ("DefeatRussia",)
    assert article.credit == "Anas Alkharboutli/Avalon"
    assert article.lang == "en"

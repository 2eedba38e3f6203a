from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.feeds import Feed, is_json_feed, read_feed, read_json_feed
from accordingto.ingest.jsonvalues import parse_json
from tests.ingest.builders import SENTENCES

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/">
<channel><title>Example News - World</title><link>https://www.news.example/</link><language>en-gb</language>
<item><title>Rebels enter Qarmadeh - The Wire</title><link>https://thewire.example/1</link>
 <guid isPermaLink="false">w1</guid>
 <pubDate>Wed, 04 Dec 2024 01:30:00 +0300</pubDate><author>jane@thewire.example (Jane Doe)</author>
 <category>North</category><description>{SENTENCES[0]}</description>
 <source url="https://thewire.example/rss">The Wire</source></item>
<item><title>Queues leave &amp;amp; return</title><link>/world/2</link>
 <description>&lt;p&gt;{SENTENCES[3]}&lt;/p&gt;</description>
 <content:encoded><![CDATA[{"".join(f"<p>{s}</p>" for s in SENTENCES * 5)}]]></content:encoded></item>
<item><title>From elsewhere</title><link>https://third.example/3</link></item>
</channel></rss>"""

ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Example Feed</title><link href="https://news.example/"/>
<entry><title>Rebels enter Qarmadeh</title><link href="https://news.example/a"/><id>tag:a</id>
<updated>2024-12-05T08:00:00Z</updated><published>2024-12-04T08:00:00Z</published><author><name>Jane Doe</name></author>
<summary>{SENTENCES[0]}</summary><source><title>The Wire</title></source></entry></feed>"""


def test_rss() -> None:
    feed = read_feed(RSS.encode(), "https://www.news.example/rss")
    wire, own, other = feed.entries
    # `<source>` names the real publisher, whose name also stands behind the headline
    assert wire.source == wire.metadata.publisher == "The Wire"
    assert wire.title == "Rebels enter Qarmadeh"
    assert wire.id == "w1"
    assert wire.metadata.published is not None
    assert wire.metadata.published.at == datetime(2024, 12, 3, 22, 30, tzinfo=UTC)
    assert wire.metadata.published.zone == "+03:00"
    assert wire.metadata.tags == ("North",)
    assert wire.metadata.lang == "en"
    assert not wire.is_full
    assert own.link == "https://www.news.example/world/2"
    assert own.title == "Queues leave & return"
    assert own.metadata.publisher == "Example News - World"
    assert own.is_full
    # a feed that collects from other sites is not their publisher
    assert other.metadata.publisher == "third.example"


def test_atom() -> None:
    (entry,) = read_feed(ATOM.encode(), None).entries
    assert entry.source == "The Wire"
    assert entry.metadata.byline == "Jane Doe"
    assert entry.metadata.published is not None
    assert entry.metadata.published.at.day == 4  # published, not updated


def test_json_feed() -> None:
    value = parse_json(
        json.dumps(
            {
                "version": "https://jsonfeed.org/version/1.1",
                "title": "Example News",
                "home_page_url": "https://news.example/",
                "items": [
                    {"id": 7, "url": "/a", "title": "Rebels enter Qarmadeh", "content_html": f"<p>{SENTENCES[0]}</p>",
                     "date_published": "2024-12-04T08:00:00+02:00", "authors": [{"name": "Jane Doe"}],
                     "tags": ["North", 4]},
                    # every field of a wrong type counts as absent
                    {"id": [], "url": 1.5, "title": {}, "content_text": ["x"], "authors": "nobody", "tags": "x"},
                    "no object",
                ],
            }
        )
    )  # fmt: skip
    assert is_json_feed(value)
    first, second = read_json_feed(value, None).entries
    assert first.link == "https://news.example/a"
    assert first.metadata.byline == "Jane Doe"
    assert first.metadata.tags == ("North",)
    assert first.metadata.published is not None
    assert first.metadata.published.zone == "+02:00"
    assert second.link is None
    assert second.content == ""


@pytest.mark.parametrize(
    "link",
    ["javascript:alert(1)", "file:///etc/passwd", "data:text/html,x", "http://", "ftp://x.example/1"],
)
def test_links_that_are_no_web_addresses_are_dropped(link: str) -> None:
    rss = f"<rss><channel><item><title>x</title><link>{link}</link></item></channel></rss>"
    (entry,) = read_feed(rss.encode(), None).entries
    assert entry.link is None


def test_a_damaged_feed_gives_what_it_has_and_says_so() -> None:
    feed = read_feed(RSS.encode()[: RSS.index("Queues")], None)
    assert feed.fault is not None
    assert feed.entries[0].title == "Rebels enter Qarmadeh"


def test_entities_are_neither_expanded_nor_fetched() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE rss [<!ENTITY l0 "ha"><!ENTITY x SYSTEM "file:///etc/passwd">{laughs}]>'
    feed = read_feed(f"{bomb}<rss><channel><item><title>&l11; &x;</title></item></channel></rss>".encode(), None)
    assert len(repr(feed)) < 2000
    assert "root:" not in repr(feed)


@given(st.integers(0, len(RSS)), st.binary(max_size=8))
def test_read_feed_never_raises(keep: int, noise: bytes) -> None:
    assert isinstance(read_feed(RSS.encode()[:keep] + noise + RSS.encode()[keep + 5 :], None), Feed)

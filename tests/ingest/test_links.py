from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from accordingto.ingest.links import MAX_LINKS, Target, read_opml, read_sitemap

SITEMAP = """<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc>https://news.example/old</loc><lastmod>2024-12-01</lastmod></url>
<url><loc> https://news.example/new </loc><news:news><news:publication><news:name>Example News</news:name>
<news:language>en</news:language></news:publication><news:publication_date>2024-12-04T10:00:00+03:00</news:publication_date>
<news:title>Rebels enter Qarmadeh</news:title></news:news></url></urlset>"""


def test_news_sitemap_newest_first() -> None:
    listed = read_sitemap(SITEMAP.encode(), None)
    assert [link.url for link in listed.links] == ["https://news.example/new", "https://news.example/old"]
    told = listed.links[0].known.fallback
    assert (told.title, told.publisher, told.lang) == ("Rebels enter Qarmadeh", "Example News", "en")
    assert told.published is not None
    assert told.published.zone == "+03:00"
    assert listed.links[0].target is Target.PAGE


def test_sitemap_index() -> None:
    index = b"<sitemapindex><sitemap><loc>https://news.example/1.xml.gz</loc></sitemap></sitemapindex>"
    (link,) = read_sitemap(index, None).links
    assert link.target is Target.SITEMAP


def test_opml() -> None:
    outlines = (
        '<outline text="News"><outline text="A" type="rss" xmlUrl="https://a.example/rss"/></outline>'
        '<outline text="B" xmlUrl="https://b.example/rss"/><outline text="again" xmlUrl="https://b.example/rss"/>'
        '<outline text="bad" xmlUrl="file:///etc/passwd"/>'
    )
    listed = read_opml(f"<opml><body>{outlines}</body></opml>".encode())
    assert [link.url for link in listed.links] == ["https://a.example/rss", "https://b.example/rss"]


def test_a_long_list_is_cut_and_counted() -> None:
    urls = "".join(f"<url><loc>https://news.example/{n}</loc></url>" for n in range(MAX_LINKS + 5))
    listed = read_sitemap(f"<urlset>{urls}</urlset>".encode(), None)
    assert (len(listed.links), listed.total) == (MAX_LINKS, MAX_LINKS + 5)


def test_entities_are_neither_expanded_nor_loaded() -> None:
    laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE urlset [<!ENTITY l0 "http://x.example/"><!ENTITY x SYSTEM "file:///etc/passwd">{laughs}]>'
    listed = read_sitemap(
        f"{bomb}<urlset><url><loc>&l11;</loc></url><url><loc>http://y.example/&x;</loc></url></urlset>".encode(), None
    )
    assert all(len(link.url) < 100 for link in listed.links)


@given(st.integers(0, len(SITEMAP)), st.binary(max_size=8))
def test_reading_lists_never_raises(keep: int, noise: bytes) -> None:
    damaged = SITEMAP.encode()[:keep] + noise + SITEMAP.encode()[keep + 3 :]
    assert read_sitemap(damaged, None).total >= 0
    assert read_opml(damaged).total >= 0

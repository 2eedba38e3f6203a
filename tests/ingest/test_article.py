from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accordingto.ingest.article import (
    Known,
    article_from_fragment,
    article_from_html,
    article_from_page_text,
    article_from_text,
)
from accordingto.ingest.cleaning import MAX_TEXT_CHARS
from accordingto.ingest.dates import Moment
from accordingto.ingest.metadata import Metadata
from accordingto.model import Article, Issue
from tests.ingest.builders import FETCHED, SENTENCES, capture, only_article, page

LD = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@graph": [{"@type": "NewsArticle", '
    '"headline": "Rebels enter Qarmadeh, residents say", "datePublished": "2024-12-04T01:30:00+03:00", '
    '"author": [{"@type": "Person", "name": "Jane Doe"}, {"name": "Reuters"}], "publisher": {"name": "Example News"}, '
    '"keywords": ["Qarmadeh", "Truce"], "license": "https://creativecommons.org/licenses/by/4.0/"}]}</script>'
)
BODY = "\n\n".join(SENTENCES)


def test_a_page_with_metadata() -> None:
    article = only_article(article_from_html(capture(), page(head=LD)))
    assert article.text == f"Rebels enter Qarmadeh\n\n{BODY}"
    assert article.title == "Rebels enter Qarmadeh, residents say"
    assert article.publisher == "Example News"
    assert article.byline == "Jane Doe, Reuters"
    assert article.agency == "Reuters"
    assert article.published == datetime(2024, 12, 3, 22, 30, tzinfo=UTC)
    assert article.published_zone == "+03:00"
    assert article.tags == ("Qarmadeh", "Truce")
    assert article.licence == "https://creativecommons.org/licenses/by/4.0/"
    assert article.lang == "en"
    assert article.url == "https://news.example/world/1"
    assert article.fetched_at == FETCHED


def test_a_page_without_metadata_is_read_from_what_it_shows() -> None:
    above = "<div><a>#Qarmadeh</a></div><div>December 4,2024 <span>3120</span></div><div>By Jane Doe</div>"
    article = only_article(article_from_html(capture(), page(above=above, below="<p>Cover: Ali Amin/Agency</p>")))
    assert article.text == f"Rebels enter Qarmadeh\n\n{BODY}"
    assert article.title == "Rebels enter Qarmadeh"
    assert article.publisher == "news.example"
    assert article.published == datetime(2024, 12, 4, tzinfo=UTC)
    assert article.published_zone is None
    assert article.tags == ("Qarmadeh",)
    assert article.credit == "Ali Amin/Agency"


def test_the_standfirst_is_read_if_readers_see_it() -> None:
    standfirst = "Two days of shelling ended with fighters in the main square, residents told reporters."
    head = f'<meta name="description" content="{standfirst}">'
    shown = only_article(
        article_from_html(capture(), page(head=head, above=f"<div class='teaser'><span>{standfirst}</span></div>"))
    )
    assert shown.text.split("\n\n")[:3] == ["Rebels enter Qarmadeh", standfirst, SENTENCES[0]]
    hidden = only_article(article_from_html(capture(), page(head=head)))
    assert standfirst not in hidden.text


def test_the_headline_is_not_told_twice() -> None:
    article = only_article(article_from_html(capture(), page(above="<p>REBELS ENTER QARMADEH</p>")))
    assert article.text.lower().count("rebels enter qarmadeh") == 1


def test_posts_of_others_are_not_the_pages_words() -> None:
    post = "<blockquote class='twitter-tweet'><p>The bridge is ours, the whole valley is ours now!</p></blockquote>"
    assert "bridge is ours" not in only_article(article_from_html(capture(), page(below=post))).text


@pytest.mark.parametrize(
    ("canonical", "url"),
    [
        ("https://news.example/world/one", "https://news.example/world/one"),
        ("/world/one", "https://news.example/world/one"),
        # a page that names its home page, a script or nothing as its own address is at fault
        ("https://news.example/", "https://news.example/world/1"),
        ("javascript:alert(1)", "https://news.example/world/1"),
        ("https://news.example/" + "x" * 5000, "https://news.example/world/1"),
        ("http://[", "https://news.example/world/1"),
    ],
)
def test_canonical_address(canonical: str, url: str) -> None:
    markup = page(head=f'<link rel="canonical" href="{canonical}">')
    assert only_article(article_from_html(capture(), markup)).url == url


def test_a_file_has_no_address_unless_its_page_tells_one() -> None:
    assert only_article(article_from_html(capture("file:saved.html"), page())).url is None
    linked = page(head='<link rel="canonical" href="https://news.example/world/one">')
    assert only_article(article_from_html(capture("file:saved.html"), linked)).url == "https://news.example/world/one"


def test_what_is_known_from_outside_prevails_or_fills_gaps() -> None:
    stated = Metadata(publisher="The Other", published=Moment(datetime(2024, 12, 1, tzinfo=UTC)))
    prevailing = only_article(article_from_html(capture(), page(head=LD), Known(metadata=stated)))
    assert prevailing.publisher == "The Other"
    assert prevailing.published == datetime(2024, 12, 1, tzinfo=UTC)
    filling = only_article(article_from_html(capture(), page(head=LD), Known(fallback=stated, feed_source="The Wire")))
    assert filling.publisher == "Example News"
    assert filling.feed_source == "The Wire"


def test_an_agency_is_not_credited_to_itself() -> None:
    text = f"BEIRUT (AP) — {SENTENCES[0]}"
    own = article_from_text(capture(), text, Known(metadata=Metadata(publisher="The Associated Press")))
    assert only_article(own).agency is None
    other = article_from_text(capture(), text, Known(metadata=Metadata(publisher="Example News")))
    assert only_article(other).agency == "AP"


@pytest.mark.parametrize(
    "markup",
    [
        "",
        "<html></html>",
        "<html><body><script>var rebels = 'took the town';</script></body></html>",
        "<nav><a>Home</a><a>World</a></nav>",
        "<!-- Rebels enter the town of Qarmadeh -->",
    ],
)
def test_a_page_that_says_nothing_is_an_issue(markup: str) -> None:
    (result,) = article_from_html(capture(), markup)
    assert isinstance(result, Issue)
    assert result.code == "no_text"


def test_a_saved_text_page() -> None:
    lines = [
        "icon",
        "",
        "Rebels enter Qarmadeh",
        "#Qarmadeh",
        "December 4,2024 88",
        "Rebels enter Qarmadeh",
        "",
        BODY,
        "",
        "Donate",
    ]
    article = only_article(article_from_page_text(capture("file:page.txt"), "\n".join(lines)))
    assert article.text == f"Rebels enter Qarmadeh\n\n{BODY}"
    assert article.title == "Rebels enter Qarmadeh"
    assert article.published == datetime(2024, 12, 4, tzinfo=UTC)
    assert article.tags == ("Qarmadeh",)
    assert article.publisher is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        (f"Sun 1 Dec 2024 {SENTENCES[0]}", 1),
        (f"QARMADEH, Dec. 1, 2024 (Agency) - {SENTENCES[0]}", 1),
        # a date the report tells of is not its own
        (f"The truce of March 15, 2011 was broken. {SENTENCES[0]}", None),
        (SENTENCES[0], None),
    ],
)
def test_the_date_a_text_opens_with(text: str, day: int | None) -> None:
    article = only_article(article_from_page_text(capture("file:page.txt"), text))
    assert article.text == text
    assert (article.published.day if article.published else None) == day


def test_a_rights_notice_goes_and_its_agency_stays() -> None:
    notice = "Copyright 2024 The Associated Press. All rights reserved."
    article = only_article(article_from_page_text(capture("file:page.txt"), f"{BODY}\n\n{notice}"))
    assert article.text == BODY
    assert article.agency == "AP"


def test_ready_text_is_kept_as_it_is() -> None:
    text = f" icon\n{SENTENCES[0]}\n\n\nDonate  now\n"
    assert only_article(article_from_text(capture(), text)).text == text


def test_a_record_with_a_headline_alone_is_a_report_of_one_line() -> None:
    known = Known(metadata=Metadata(title="Rebels enter Qarmadeh"))
    assert only_article(article_from_text(capture(), "", known)).text == "Rebels enter Qarmadeh"


def test_a_fragment_under_its_headline() -> None:
    known = Known(metadata=Metadata(title="Rebels enter Qarmadeh"))
    markup = (
        f"<p>{SENTENCES[0]}</p><ul><li>{SENTENCES[1]}</li></ul><script>alert(1)</script><p>Read more: Other news</p>"
    )
    assert only_article(article_from_fragment(capture(), markup, known)).text == "\n\n".join(
        ["Rebels enter Qarmadeh", SENTENCES[0], SENTENCES[1]]
    )


def test_a_text_too_long_is_cut_and_told() -> None:
    paragraph = " ".join(SENTENCES)
    whole = "\n\n".join([paragraph] * (MAX_TEXT_CHARS // len(paragraph) + 10))
    for results in (article_from_text(capture(), whole), article_from_page_text(capture(), whole)):
        article, cut = results
        assert isinstance(article, Article)
        assert isinstance(cut, Issue)
        assert len(article.text) <= MAX_TEXT_CHARS
        assert article.text.endswith(paragraph)
        assert cut.code == "text_cut"


def test_the_same_report_again_is_the_same_article() -> None:
    first = only_article(article_from_html(capture(), page(head=LD)))
    again = only_article(article_from_html(capture("https://news.example/world/1?again"), page(head=LD)))
    assert first.id == again.id
    assert first.capture_id != again.capture_id

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from accordingto.ingest.jsonvalues import Json
from accordingto.ingest.records import article_from_ninjs, article_from_record, is_ninjs, is_record
from accordingto.model import Issue
from tests.ingest.builders import SENTENCES, capture, only_article, only_issue, page

TEXT = "\n".join(SENTENCES)
RECORD: dict[str, Json] = {
    "id": "r1",
    "url": "https://news.example/1",
    "outlet": "Example News",
    "title": "Rebels enter Qarmadeh",
    "published": "2024-12-04T10:00:00+03:00",
    "text": TEXT,
    "licence": "CC BY 4.0",
    "lang": "en-GB",
    "tags": ["north"],
}


def test_a_record() -> None:
    article = only_article(list(article_from_record(capture(), RECORD)))
    assert article.text == TEXT
    assert article.external_id == "r1"
    assert article.publisher == "Example News"
    assert article.published == datetime(2024, 12, 4, 7, tzinfo=UTC)
    assert (article.published_zone, article.licence, article.lang, article.tags) == (
        "+03:00",
        "CC BY 4.0",
        "en",
        ("north",),
    )


@pytest.mark.parametrize("key", ["date", "dct", "published_at", "datePublished"])
def test_other_names_of_the_date(key: str) -> None:
    record = {**RECORD, "published": None, key: "2024-12-04"}
    assert only_article(list(article_from_record(capture(), record))).published == datetime(2024, 12, 4, tzinfo=UTC)


def test_a_date_without_day_is_told_and_not_invented() -> None:
    told, article = article_from_record(capture(), {**RECORD, "published": "2024-12"})
    assert isinstance(told, Issue)
    assert told.code == "bad_date"
    assert not isinstance(article, Issue)
    assert article.published is None


def test_html_in_a_record_is_read_like_a_page() -> None:
    record: dict[str, Json] = {**RECORD, "text": None, "html": page(), "title": "Its own title"}
    article = only_article(list(article_from_record(capture(), record)))
    assert article.text == "\n\n".join(["Rebels enter Qarmadeh", *SENTENCES])
    assert article.title == "Its own title"


def test_wrong_types_count_as_absent() -> None:
    record: dict[str, Json] = {
        "id": True,
        "text": TEXT,
        "title": 5,
        "outlet": [],
        "url": "javascript:x",
        "tags": 3,
        "date": {},
    }
    article = only_article(list(article_from_record(capture(), record)))
    assert (article.title, article.publisher, article.external_id, article.tags) == (None, None, None, ())
    assert article.url == "https://news.example/world/1"


@pytest.mark.parametrize(
    ("value", "known"),
    [
        (RECORD, True),
        ({"title": "x"}, True),
        ({"V1": {"body": {}}}, False),
        ([], False),
        ("text", False),
        (None, False),
    ],
)
def test_is_record(value: Json, known: bool) -> None:
    assert is_record(value) is known


NINJS3: dict[str, Json] = {
    "uri": "https://wire.example/items/9",
    "standard": {"name": "ninjs", "version": "3.1"},
    "firstCreated": "2024-12-03T20:00:00Z",
    "versionCreated": "2024-12-04T07:00:00Z",
    "pubStatus": "usable",
    "language": "en",
    "headlines": [{"role": "main", "value": "Rebels enter Qarmadeh"}],
    "bodies": [
        {"role": "main", "contentType": "text/html", "value": f"<p>{SENTENCES[0]}</p><p>{SENTENCES[1]}</p>"},
        {"role": "brief", "contentType": "text/plain", "value": "\n\n".join(SENTENCES)},
    ],
    "infoSources": [{"name": "The Wire", "role": "provider"}],
    "located": "Qarmadeh",
    "by": "Jane Doe",
    "usageTerms": "For subscribers",
}


def test_ninjs() -> None:
    assert is_ninjs(NINJS3)
    article = only_article(list(article_from_ninjs(capture(), NINJS3)))
    assert article.text == "\n\n".join(["Rebels enter Qarmadeh", *SENTENCES])
    assert article.published == datetime(2024, 12, 4, 7, tzinfo=UTC)  # of this version
    assert article.publisher == "The Wire"
    assert article.byline == "Jane Doe"
    assert article.external_id == "https://wire.example/items/9"
    assert article.tags == ("Qarmadeh",)


def test_ninjs_1_writes_its_keys_otherwise() -> None:
    item: dict[str, Json] = {
        "uri": "urn:9", "pubstatus": "usable", "versioncreated": "2024-12-04T07:00:00Z",
        "headline": "Rebels enter Qarmadeh",
        "body_html": f"<p>{SENTENCES[0]}</p>", "byline": "Jane Doe",
    }  # fmt: skip
    assert is_ninjs(item)
    assert only_article(list(article_from_ninjs(capture(), item))).text == f"Rebels enter Qarmadeh\n\n{SENTENCES[0]}"


@pytest.mark.parametrize(
    ("status", "code"), [("canceled", "withdrawn"), ("withheld", "withheld"), ("CANCELED", "withdrawn")]
)
def test_kill_notices_and_embargoes_are_no_reports(status: str, code: str) -> None:
    told = only_issue(list(article_from_ninjs(capture(), {**NINJS3, "pubStatus": status})))
    assert (told.code, told.subject) == (code, "https://wire.example/items/9")

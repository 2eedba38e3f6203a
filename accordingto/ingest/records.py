"""Reports as JSON: our own record lines, ninjs news items, JSON Feeds, and arrays of any of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from accordingto.ingest.article import Known, article_from_fragment, article_from_html, article_from_text, issue
from accordingto.ingest.cleaning import clean_phrase
from accordingto.ingest.dates import parse_moment
from accordingto.ingest.jsonvalues import Json, list_in, names_in, text_in, types_of
from accordingto.ingest.metadata import Metadata, language_code, tidy_tags, web_address
from accordingto.model import Article, Capture, Issue

_TEXT_KEYS = ("text", "html", "body", "content", "articleBody")
_DATE_KEYS = ("published", "date", "dct", "published_at", "datePublished", "publication_date")
_NINJS_KEYS = frozenset(
    ("pubstatus", "versioncreated", "bodytext", "bodyhtml", "bodyxhtml", "bodies", "headlines", "infosources")
)
_NINJS_EVIDENCE = 2  # of these keys; a record of ours has none of them


def is_record(value: Json) -> bool:
    """Whether a JSON object is a report in our own form or as a schema.org article."""
    return isinstance(value, dict) and any(
        isinstance(value.get(key), str) for key in (*_TEXT_KEYS, "title", "headline")
    )


def is_ninjs(value: Json) -> bool:
    """Whether a JSON object is an IPTC ninjs news item, of any version."""
    return isinstance(value, dict) and len(_NINJS_KEYS & _folded(value).keys()) >= _NINJS_EVIDENCE


def article_from_record(capture: Capture, record: Mapping[str, Json]) -> Iterator[Article | Issue]:
    """The article of a record: its text is kept as it is, its `html` read like a page; what it states prevails."""
    fields: Json = dict(record)
    known = Known(metadata=_record_metadata(fields), external_id=_identifier(record))
    stated = text_in(fields, *_DATE_KEYS)
    if stated and known.metadata.published is None:
        yield issue("bad_date", capture.url, f"the date {clean_phrase(stated, 60)!r} does not name one day")
    text = text_in(fields, "text", "content", "articleBody") or text_in(fields, "body")
    markup = text_in(fields, "html")
    if markup and not text:
        yield from article_from_html(capture, markup, known)
    else:
        yield from article_from_text(capture, text or "", known)


def _identifier(record: Mapping[str, Json]) -> str | None:
    found = record.get("id")
    return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else None


def _record_metadata(fields: Json) -> Metadata:
    publishers = (names_in(fields, key) for key in ("outlet", "publisher", "source", "sitename"))
    stated = (parse_moment(text_in(fields, key)) for key in _DATE_KEYS)
    return Metadata(
        title=clean_phrase(text_in(fields, "title", "headline")),
        publisher=clean_phrase(next((names[0] for names in publishers if names), None)),
        byline=clean_phrase(
            ", ".join(names_in(fields, "byline") or names_in(fields, "author") or names_in(fields, "authors"))
        ),
        agency=clean_phrase(text_in(fields, "agency")),
        published=next((moment for moment in stated if moment), None),
        url=web_address(text_in(fields, "url", "link")),
        licence=clean_phrase(text_in(fields, "licence", "license"), 500),
        credit=clean_phrase(text_in(fields, "credit")),
        tags=tidy_tags(names_in(fields, "tags") or names_in(fields, "keywords")),
        lang=language_code(text_in(fields, "lang", "language", "inLanguage")),
    )


def is_schema_article(value: Json) -> bool:
    """Whether a JSON object is a schema.org article with its body."""
    return isinstance(value, dict) and bool(types_of(value)) and text_in(value, "articleBody") is not None


def article_from_ninjs(capture: Capture, item: Mapping[str, Json]) -> Iterator[Article | Issue]:
    """The article of a ninjs item; a kill notice or an embargo is an issue that names the item, never an article.

    `versionCreated` is the publication time of this version of the text.
    """
    fields: Json = _folded(item)
    subject = text_in(fields, "uri") or capture.url
    status = (text_in(fields, "pubstatus") or "usable").lower()
    if status == "canceled":
        yield issue("withdrawn", subject, "the publisher has withdrawn this report (kill notice)")
    elif status != "usable":
        yield issue(
            "withheld", subject, f"the publisher has not released this report (status {clean_phrase(status, 30)})"
        )
    else:
        known = Known(metadata=_ninjs_metadata(fields), external_id=text_in(fields, "uri"))
        yield from _ninjs_article(capture, fields, known)


def _ninjs_article(capture: Capture, fields: Json, known: Known) -> Iterator[Article | Issue]:
    plain, markup = _ninjs_body(fields, "text"), _ninjs_body(fields, "html")
    headline = known.metadata.title
    if plain:
        opening = "" if not headline or plain.lstrip().startswith(headline) else f"{headline}\n\n"
        yield from article_from_text(capture, opening + plain, known)
    else:
        yield from article_from_fragment(capture, markup or "", replace(known))


def _folded(item: Mapping[str, Json]) -> dict[str, Json]:
    """The item with the key style of no version: ninjs 1 writes "body_text", ninjs 3 "pubStatus"."""
    return {key.lower().replace("_", ""): value for key, value in item.items()}


def _ninjs_body(fields: Json, kind: str) -> str | None:
    """The longest body of a kind, wherever the version keeps it."""
    told = (
        [text_in(fields, "bodytext")] if kind == "text" else [text_in(fields, "bodyhtml"), text_in(fields, "bodyxhtml")]
    )
    for body in list_in(fields, "bodies"):
        is_markup = "html" in (text_in(body, "contentType", "contenttype") or "")
        if is_markup == (kind == "html"):
            told.append(text_in(body, "value"))
    return max((body for body in told if body), key=len, default=None)


def _ninjs_metadata(fields: Json) -> Metadata:
    headlines = [text_in(headline, "value") for headline in list_in(fields, "headlines")]
    sources = [*names_in(fields, "infosources"), *names_in(fields, "infosource"), *names_in(fields, "source")]
    providers = [*names_in(fields, "provider"), *names_in(fields, "copyrightholder"), *sources]
    times = (parse_moment(text_in(fields, key)) for key in ("versioncreated", "contentcreated", "firstcreated"))
    return Metadata(
        title=clean_phrase(text_in(fields, "headline") or next((headline for headline in headlines if headline), None)),
        publisher=clean_phrase(next(iter(providers), None)),
        byline=clean_phrase(text_in(fields, "byline", "by")),
        agency=clean_phrase(next(iter(sources), None)),
        published=next((moment for moment in times if moment), None),
        url=web_address(text_in(fields, "uri")),
        licence=clean_phrase(text_in(fields, "usageterms", "copyrightnotice"), 500),
        tags=tidy_tags([*names_in(fields, "subjects"), *names_in(fields, "subject"), *names_in(fields, "located")]),
        lang=language_code(text_in(fields, "language")),
    )

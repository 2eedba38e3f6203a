"""What a web page says about its report: headline, publisher, authors, date, agency, address, licence, tags.

Sources in the order of their trust: schema.org JSON-LD of an article type, Open Graph and other `<meta>`, what the
page shows (`<h1>`, `<time>`), and only then trafilatura's guesses.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from html import unescape
from urllib.parse import urljoin, urlsplit

import trafilatura
from lxml.html import HtmlElement

from accordingto.ingest.agencies import agency_among
from accordingto.ingest.cleaning import clean_phrase
from accordingto.ingest.dates import Moment, parse_moment
from accordingto.ingest.jsonvalues import Json, list_in, names_in, objects_in, parse_json, text_in, types_of
from accordingto.text import name_key

MAX_TAGS = 30
MAX_URL_CHARS = 2000
_MAX_LD_CHARS = 2_000_000
_ARTICLE_TYPES = (
    "NewsArticle", "ReportageNewsArticle", "AnalysisNewsArticle", "BackgroundNewsArticle", "OpinionNewsArticle",
    "LiveBlogPosting", "Article", "BlogPosting", "Report", "SocialMediaPosting", "WebPage",
)  # fmt: skip
_DATE_METAS = (
    "article:published_time", "og:article:published_time", "datepublished", "parsely-pub-date", "sailthru.date",
    "publish-date", "publish_date", "publishdate", "publication_date", "pubdate", "article.published", "dc.date.issued",
    "dcterms.created", "dcterms.date", "dc.date", "date", "date.created", "cxenseparse:recs:publishtime",
)  # fmt: skip
# Only dates in places meant for them: htmldate's wider search takes any date in the text, and seconds to find it.
_DATE_SEARCH = {"extensive_search": False, "original_date": True}
_TITLE_SPLIT = re.compile(r"\s+[|–—\-•·»*]\s+")
_LANG = re.compile(r"([a-z]{2,3})(?:[-_].*)?$", re.I)
_COMMENT = re.compile(r"<!--|-->|//\s*<!\[CDATA\[|//\s*\]\]>|<!\[CDATA\[|\]\]>")
_EMAIL_OR_URL = re.compile(r"https?://|www\.|@\w+\.\w|facebook\.com|twitter\.com", re.I)


@dataclass(frozen=True, slots=True, kw_only=True)
class Metadata:
    """What is known of a report beside its text; every field may be unknown."""

    title: str | None = None
    headlines: tuple[str, ...] = ()
    description: str | None = None
    publisher: str | None = None
    byline: str | None = None
    agency: str | None = None
    published: Moment | None = None
    url: str | None = None
    licence: str | None = None
    credit: str | None = None
    tags: tuple[str, ...] = ()
    lang: str | None = None
    body: str | None = None


@dataclass(frozen=True, slots=True)
class _Head:
    """`<meta>` of a page by lower-case name, and its schema.org objects."""

    metas: dict[str, list[str]]
    article: Json
    objects: Sequence[dict[str, Json]]

    def meta(self, *names: str) -> str | None:
        return next((value for name in names for value in self.metas.get(name, ()) if value.strip()), None)


NO_METADATA = Metadata()


def page_metadata(tree: HtmlElement, url: str | None) -> Metadata:
    """The metadata of a parsed page; `url` is where it came from, None for a file."""
    head = _read_head(tree)
    guess = trafilatura.extract_metadata(tree, default_url=url, date_config=_DATE_SEARCH)
    publisher = _publisher(head, url)
    headlines = _headlines(tree, head, publisher)
    byline = _byline(head, guess.author if guess else None)
    return Metadata(
        title=_title(head, publisher) or (headlines[0] if headlines else _phrase(guess.title if guess else None)),
        headlines=tuple(headlines),
        description=_phrase(
            text_in(head.article, "description"), head.meta("og:description", "description"), limit=1000
        ),
        publisher=publisher,
        byline=byline,
        agency=_agency(head, byline),
        published=_published(tree, head) or parse_moment(guess.date if guess else None),
        url=_canonical(tree, head, url),
        licence=_phrase(
            text_in(head.article, "license"), *_attributes(tree, "link[@rel='license']", "href"), limit=500
        ),
        credit=_credit(head),
        tags=_tags(head),
        lang=_lang(tree, head),
        body=text_in(head.article, "articleBody"),
    )


def _read_head(tree: HtmlElement) -> _Head:
    metas: dict[str, list[str]] = {}
    for element in tree.iter("meta"):
        content = element.get("content")
        for key in ("property", "name", "itemprop", "http-equiv"):
            name = element.get(key)
            if name and content:
                metas.setdefault(name.strip().lower(), []).append(content)
    objects = _ld_objects(tree)
    return _Head(metas, _main_object(objects), objects)


def _ld_objects(tree: HtmlElement) -> list[dict[str, Json]]:
    objects: list[dict[str, Json]] = []
    for script in tree.iter("script"):
        if "ld+json" in (script.get("type") or "").lower() and script.text and len(script.text) < _MAX_LD_CHARS:
            objects += objects_in(parse_json(_COMMENT.sub("", script.text).strip()))
    return objects


def _main_object(objects: Sequence[dict[str, Json]]) -> dict[str, Json] | None:
    """The object that describes the page's own article: of the most telling type, the first with a headline or date."""
    for wanted in _ARTICLE_TYPES:
        for candidate in objects:
            if wanted in types_of(candidate) and (text_in(candidate, "headline", "name", "datePublished")):
                return candidate
    return None


def _phrase(*values: str | None, limit: int = 300) -> str | None:
    """The first value that holds something, as one clean line."""
    return next((phrase for value in values if value and (phrase := clean_phrase(unescape(value), limit))), None)


def _attributes(tree: HtmlElement, path: str, name: str) -> list[str]:
    return [value for element in tree.iterfind(f".//{path}") if (value := element.get(name))]


def _publisher(head: _Head, url: str | None) -> str | None:
    names = names_in(head.article, "publisher")
    named = _phrase(*(name for name in names if not _EMAIL_OR_URL.search(name)))
    if named:
        return named
    referred = {text_in(item, "@id") for item in list_in(head.article, "publisher")} - {None}
    bodies = (item for item in head.objects if text_in(item, "@id") in referred)
    return _phrase(
        *(text_in(body, "name") for body in bodies), head.meta("og:site_name", "application-name")
    ) or host_name(url)


def host_name(url: str | None) -> str | None:
    """The host of an address without "www.", which is how readers know an outlet that gives no name."""
    host = urlsplit(url).hostname if web_address(url) else None
    return str(host).removeprefix("www.") if host else None


def _title(head: _Head, publisher: str | None) -> str | None:
    """The headline as the publisher hands it on, which may differ from the one the page shows."""
    told = _phrase(text_in(head.article, "headline"), head.meta("og:title"))
    return without_outlet(told, publisher) if told else None


def _headlines(tree: HtmlElement, head: _Head, publisher: str | None) -> list[str]:
    """All forms of the headline, the one shown on the page first, without the outlet's name."""
    shown = [" ".join(element.itertext()) for element in tree.iter("h1")]
    told = [text_in(head.article, "headline"), head.meta("og:title", "twitter:title"), tree.findtext(".//title")]
    cleaned = [without_outlet(phrase, publisher) for value in told if (phrase := _phrase(value))]
    visible = [phrase for value in shown if (phrase := _phrase(value))]
    # Among several <h1> (logo, rubric, headline) the headline is the one that the metadata repeat.
    matching = [phrase for phrase in visible if any(_alike(phrase, title) for title in cleaned)]
    only = visible if len(visible) == 1 and len(visible[0].split()) >= _MIN_TITLE_WORDS else []
    return list(dict.fromkeys([*(matching or only), *cleaned, *(visible if not cleaned else [])]))


_MIN_TITLE_WORDS = 3
_MIN_SHARED = 0.5  # of the words of the shorter headline


def _alike(left: str, right: str) -> bool:
    a, b = set(name_key(left).split()), set(name_key(right).split())
    return bool(a and b) and len(a & b) >= _MIN_SHARED * min(len(a), len(b))


def without_outlet(title: str, publisher: str | None) -> str:
    """The title without " | The Outlet" behind it."""
    parts = _TITLE_SPLIT.split(title)
    if len(parts) < 2 or not publisher:
        return title
    last, outlet = name_key(parts[-1]).replace(" ", ""), name_key(publisher).replace(" ", "")
    if last and (last in outlet or outlet in last):
        return title[: title.rindex(parts[-1])].rstrip(" |–—-•·»*")
    return title


def _byline(head: _Head, guess: str | None) -> str | None:
    names = [name for name in names_in(head.article, "author") if not _EMAIL_OR_URL.search(name)]
    if not names:
        metas = (
            head.metas.get(key, []) for key in ("author", "article:author", "parsely-author", "sailthru.author", "byl")
        )
        names = next((found for found in metas if found and not _EMAIL_OR_URL.search(found[0])), [])
    if not names and guess:
        names = guess.split(";")
    phrases = [re.sub(r"^by\s+", "", phrase, flags=re.I) for name in names if (phrase := _phrase(name))]
    return ", ".join(dict.fromkeys(phrases)) or None


def _agency(head: _Head, byline: str | None) -> str | None:
    """The agency in the byline or in the fields for a report's provider."""
    told: list[str | None] = [byline]
    for key in ("sourceOrganization", "provider", "creator", "creditText", "copyrightHolder", "contributor"):
        told += names_in(head.article, key)
    told += [
        head.meta(name) for name in ("syndication-source", "original-source", "source", "dc.source", "article:provider")
    ]
    return agency_among(told)


def _published(tree: HtmlElement, head: _Head) -> Moment | None:
    """The date of publication; of equal days the one with a time and zone."""
    told = [text_in(head.article, "datePublished", "dateCreated"), *(head.meta(name) for name in _DATE_METAS)]
    told += [element.get("datetime") for element in tree.iterfind(".//time[@datetime]")][:1]
    moments = [moment for value in told if (moment := parse_moment(value))]
    if not moments or moments[0].zone:
        return moments[0] if moments else None
    same_day = (m for m in moments if m.zone and abs((m.at - moments[0].at).total_seconds()) < _TWO_DAYS_S)
    return next(same_day, moments[0])


_TWO_DAYS_S = 172_800  # a local day and its moment in UTC lie less than this apart


def _canonical(tree: HtmlElement, head: _Head, url: str | None) -> str | None:
    """The page's own address for itself; its capture address where it names none or only its home page."""
    told = [*_attributes(tree, "link[@rel='canonical']", "href"), head.meta("og:url"), text_in(head.article, "url")]
    own = web_address(url)
    for value in told:
        address = web_address(value, own)
        if address and (urlsplit(address).path.strip("/") or not own):
            return address
    return own


def web_address(value: str | None, base: str | None = None) -> str | None:
    """A web address, made absolute by `base`; None if it is none, or too long or too odd to be one."""
    if not value or len(value) > MAX_URL_CHARS:
        return None
    try:
        address = urljoin(base, value.strip()) if base else value.strip()
        parts = urlsplit(address)
        host = parts.hostname
    except ValueError:
        return None
    is_plain = clean_phrase(address, MAX_URL_CHARS) == address and " " not in address
    return address if parts.scheme in ("http", "https") and host and is_plain else None


def _credit(head: _Head) -> str | None:
    images = [item for item in list_in(head.article, "image") if isinstance(item, dict)]
    return _phrase(
        *(
            value
            for image in images
            for value in [text_in(image, "creditText", "copyrightNotice"), *names_in(image, "creator")]
        )
    )


def _tags(head: _Head) -> tuple[str, ...]:
    told = [*head.metas.get("article:tag", []), *names_in(head.article, "keywords")]
    if not told:
        told = [value for name in ("news_keywords", "keywords", "parsely-tags") for value in head.metas.get(name, [])]
    return tidy_tags(part for value in told for part in re.split(r"[,;|]", unescape(value)))


def tidy_tags(tags: Iterable[str]) -> tuple[str, ...]:
    """Tags without hash signs and repetitions, in order, at most `MAX_TAGS`."""
    clean = (clean_phrase(tag.strip().lstrip("#"), 80) for tag in tags)
    return tuple(dict.fromkeys(tag for tag in clean if tag))[:MAX_TAGS]


def _lang(tree: HtmlElement, head: _Head) -> str | None:
    root = next(iter(tree.iter("html")), tree)
    told = (
        text_in(head.article, "inLanguage"),
        root.get("lang"),
        root.get("xml:lang"),
        head.meta("og:locale", "content-language"),
    )
    return next((code for value in told if (code := language_code(value))), None)


def language_code(value: str | None) -> str | None:
    """The primary language of a tag like "en-GB", in small letters."""
    match = _LANG.match(value.strip()) if value else None
    return match.group(1).lower() if match else None

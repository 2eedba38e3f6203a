"""Captured text to an article: the main text of a page, or what is left of a text file without its page furniture.

The stored text is ours: what the libraries give is cleaned and put together here, and every offset of the system
indexes the result. Paragraphs are separated by one blank line. The headline is the first paragraph, since headlines
carry claims; it is put there if the body of an HTML page does not begin with it, followed by the standfirst if the
page shows one that the body lacks. Text that comes ready-made (JSON records) keeps its lines as they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, fields, replace

from lxml.html import HtmlElement

from accordingto.ingest.agencies import agency_named, agency_of_text
from accordingto.ingest.cleaning import clean_characters, clean_phrase, clean_text, cut_text
from accordingto.ingest.dates import Moment, find_date
from accordingto.ingest.furniture import (
    Page,
    first_headline,
    is_prose,
    is_rights_notice,
    same_headline,
    without_furniture,
)
from accordingto.ingest.languages import language_of
from accordingto.ingest.lines import paragraphs
from accordingto.ingest.markup import MAX_HTML_CHARS, fragment_lines, joined, main_lines, parse, shown_lines
from accordingto.ingest.metadata import NO_METADATA, Metadata, page_metadata, tidy_tags, web_address
from accordingto.model import Article, Capture, Issue
from accordingto.outlets import outlet_key
from accordingto.text import name_key

MIN_WORDS = 3  # the fewest that make a claim ("Rebels capture Hama")
MIN_LETTERS = 12  # the same for scripts that do not part words
MAX_STANDFIRST_WORDS = 80
_OPENING_CHARS = 60  # of the first sentence, enough to know it again
_ABOVE_LINES = 30  # shown between headline and text, with all share buttons and captions, on the measured pages
_HEADLINE_WITHIN = 3  # lines; a rubric or a date may stand above the headline


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What is known of a report from outside its page: from the feed, the archive or the record that led to it.

    `metadata` outranks what the page says of itself, `fallback` fills its gaps.
    """

    metadata: Metadata = NO_METADATA
    fallback: Metadata = NO_METADATA
    feed_source: str | None = None
    external_id: str | None = None


NOTHING_KNOWN = Known()


def article_from_html(capture: Capture, markup: str, known: Known = NOTHING_KNOWN) -> tuple[Article | Issue, ...]:
    """The article of a web page, or an issue that says why there is none; both where the text had to be cut."""
    tree = parse(markup)
    if tree is None:
        return (issue("no_text", capture.url, "the page holds nothing that can be parsed as HTML"),)
    told = page_metadata(tree, web_address(capture.url) or known.metadata.url)
    page = _main_page(tree, told)
    above = _above_body(shown_lines(tree), page.lines, told.headlines)
    lines = _with_opening(page.lines, above, told)
    told = preferring(preferring(told, _told_by(page)), _told_by(without_furniture(above)))
    return _build(capture, joined(lines), known, told, left_out=max(0, len(markup) - MAX_HTML_CHARS))


def article_from_page_text(capture: Capture, text: str, known: Known = NOTHING_KNOWN) -> tuple[Article | Issue, ...]:
    """The article of a page saved as plain text: furniture out, headline first, what the furniture told as metadata."""
    headlines = [known.metadata.title] if known.metadata.title else []
    cleaned = clean_text(text)
    kept = cut_text(cleaned)
    page = without_furniture(paragraphs(kept), headlines=headlines)
    told = replace(
        _told_by(page), title=first_headline(page.lines), published=page.published or _opening_date(page.lines)
    )
    return _build(capture, joined(page.lines), known, told, left_out=len(cleaned) - len(kept))


def article_from_text(capture: Capture, text: str, known: Known = NOTHING_KNOWN) -> tuple[Article | Issue, ...]:
    """The article of a text that is already just the report: only misleading characters are cleaned.

    A record with a headline and no text is a report of one line.
    """
    cleaned = clean_characters(text)
    return _build(capture, cleaned if cleaned.strip() else known.metadata.title or "", known, Metadata())


def article_from_fragment(capture: Capture, markup: str, known: Known = NOTHING_KNOWN) -> tuple[Article | Issue, ...]:
    """The article of a piece of HTML without a page around it, as feeds carry: its blocks under the headline."""
    title = known.metadata.title
    page = without_furniture(fragment_lines(markup), headlines=[title] if title else [])
    return _build(capture, joined(_headed(page.lines, [title] if title else [])), known, _told_by(page))


def issue(code: str, subject: str, detail: str) -> Issue:
    """An issue of this stage."""
    return Issue(stage="ingest", code=code, subject=subject, detail=detail)


def preferring(first: Metadata, second: Metadata) -> Metadata:
    """The first, with the second's values where it has none."""
    gaps = {field.name: getattr(second, field.name) for field in fields(Metadata) if not getattr(first, field.name)}
    return replace(first, **gaps)


def _main_page(tree: HtmlElement, told: Metadata) -> Page:
    """The article's lines: trafilatura's, else the body that the metadata carry, else the prose the page shows."""
    for lines in _candidates(tree, told):
        page = without_furniture(lines, headlines=told.headlines)
        if _says_something(joined(page.lines)):
            return page
    return Page()


def _candidates(tree: HtmlElement, told: Metadata) -> Iterator[list[str]]:
    yield main_lines(tree, told.url)
    yield fragment_lines(told.body or "")
    yield [line for line in shown_lines(tree) if is_prose(line)]


def _above_body(shown: Sequence[str], lines: Sequence[str], headlines: Sequence[str]) -> Sequence[str]:
    """What the page shows between its headline and the first sentence of the text: standfirst, date, tags."""
    opening = name_key(next((line for line in lines if is_prose(line)), ""))[:_OPENING_CHARS]
    if not opening:
        return ()
    end = next((number for number, line in enumerate(shown) if opening in name_key(line)), 0)
    above = shown[max(0, end - _ABOVE_LINES) : end]
    titles = [n for n, line in enumerate(above) if any(same_headline(line, headline) for headline in headlines)]
    return above[titles[-1] + 1 :] if titles else above


def _with_opening(lines: list[str], above: Sequence[str], told: Metadata) -> list[str]:
    """The lines under their headline and standfirst; neither is told twice."""
    if not lines:
        return lines
    headed = _headed(lines, told.headlines)
    standfirst = _standfirst(headed, above, told.description)
    return [headed[0], standfirst, *headed[1:]] if standfirst else headed


def _headed(lines: list[str], headlines: Sequence[str]) -> list[str]:
    opening = lines[:_HEADLINE_WITHIN]
    if not headlines or any(same_headline(line, headline) for line in opening for headline in headlines):
        return lines
    return [headlines[0], *lines]


def _standfirst(lines: Sequence[str], above: Sequence[str], description: str | None) -> str | None:
    """The page's description of itself, if the page shows it above a main text that lacks it."""
    if not description or not is_prose(description) or len(description.split()) > MAX_STANDFIRST_WORDS:
        return None
    key = name_key(description)
    is_shown = any(key in name_key(line) for line in above)
    return description if is_shown and key not in name_key(joined(lines)) else None


def _told_by(page: Page) -> Metadata:
    agency = agency_of_text(joined([line for line in page.removed if is_rights_notice(line)]))
    return Metadata(
        published=page.published, byline=page.byline, agency=agency, credit=page.credit, tags=tuple(page.tags)
    )


def _opening_date(lines: Sequence[str]) -> Moment | None:
    """The date a text begins with ("Sun 16 Apr 2017 Death toll …"), or that stands in its dateline."""
    for line in lines[:_HEADLINE_WITHIN]:
        found = find_date(line[:120])
        if found and (found.start == 0 or _ends_dateline(line, found.start, found.end)):
            return found.moment
    return None


def _ends_dateline(line: str, start: int, end: int) -> bool:
    """Whether only a place stands before the date and a dash follows it, perhaps after a name in brackets."""
    rest = line[end:].lstrip(" .,")
    if rest.startswith("("):
        rest = rest.partition(")")[2].lstrip()
    return line[:1].isupper() and "." not in line[:start].rstrip(". ") and rest[:1] in ("-", "–", "—")


def _says_something(text: str) -> bool:
    words = [word for word in text.split() if any(map(str.isalpha, word))]
    return len(words) >= MIN_WORDS or sum(map(str.isalpha, text)) >= MIN_LETTERS


def _build(
    capture: Capture, text: str, known: Known, told: Metadata, *, left_out: int = 0
) -> tuple[Article | Issue, ...]:
    """The article with this text, and an issue if it is cut or was (`left_out`); only an issue if it says nothing."""
    if not _says_something(text):
        return (issue("no_text", capture.url, "no sentence of a report was found in it"),)
    kept = cut_text(text)
    article = _article(capture, kept, known, preferring(known.metadata, preferring(told, known.fallback)))
    left_out += len(text) - len(kept)
    if not left_out:
        return (article,)
    detail = f"it is too long for a report; the last {left_out} characters were left out"
    return article, issue("text_cut", capture.url, detail)


def _article(capture: Capture, text: str, known: Known, told: Metadata) -> Article:
    return Article(
        capture_id=capture.id,
        url=told.url or web_address(capture.url),
        publisher=clean_phrase(told.publisher),
        title=clean_phrase(told.title),
        text=text,
        lang=told.lang or language_of(text),
        published=told.published.at if told.published else None,
        published_zone=told.published.zone if told.published else None,
        fetched_at=capture.fetched_at,
        byline=clean_phrase(told.byline),
        agency=_agency(told, known.feed_source, text),
        credit=clean_phrase(told.credit),
        feed_source=clean_phrase(known.feed_source),
        licence=clean_phrase(told.licence, 500),
        tags=tidy_tags(told.tags),
        external_id=clean_phrase(known.external_id),
    )


def _agency(told: Metadata, feed_source: str | None, text: str) -> str | None:
    """The agency credited; None where the agency itself is the publisher."""
    agency = told.agency or agency_named(told.byline) or agency_named(feed_source) or agency_of_text(text)
    is_own = agency and told.publisher and outlet_key(agency) == outlet_key(told.publisher)
    return None if is_own else agency
